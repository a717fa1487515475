using System.Runtime.InteropServices;

namespace McoaRouter.Fuzz.Engine;

/// <summary>
/// What the instrumented copies of our assemblies call at the head of every basic block: it counts edges into a map of
/// <see cref="MapOctets"/> counters, as AFL does, and steps against a budget, so that an endless loop ends at the same
/// place on every machine. One thread at a time runs instrumented code.
/// </summary>
public static unsafe class Coverage
{
    /// <summary>Counters in the map, one octet each.</summary>
    public const int MapOctets = 1 << 16;

    /// <summary>Basic blocks that one step of an input may run.</summary>
    public const long StepBudget = 3_000_000;

    private static byte* s_map = (byte*)NativeMemory.AllocZeroed(MapOctets);
    private static int s_previous;
    private static long s_steps;

    /// <summary>Basic blocks run since <see cref="NextStep"/>; 0 in a process without instrumentation.</summary>
    public static long Steps
    {
        get { return s_steps; }
    }

    /// <summary>The counters of this run.</summary>
    public static byte* Map
    {
        get { return s_map; }
    }

    /// <summary>A basic block begins. Called by instrumented code alone.</summary>
    /// <param name="block">The block's number, drawn once for ever when the assembly was instrumented.</param>
    public static void Hit(int block)
    {
        if (++s_steps > StepBudget)
        {
            Exhausted();
        }

        byte* counter = s_map + ((block ^ s_previous) & (MapOctets - 1));
        byte count = (byte)(*counter + 1);

        // A loop of 256 rounds must not look like none.
        *counter = count == 0 ? (byte)1 : count;
        s_previous = block >> 1;
    }

    /// <summary>Forgets the edges of the run before.</summary>
    public static void Clear()
    {
        NativeMemory.Clear(s_map, MapOctets);
        s_previous = 0;
        s_steps = 0;
    }

    /// <summary>Gives the next step of an input its budget.</summary>
    public static void NextStep()
    {
        s_steps = 0;
        s_previous = 0;
    }

    /// <summary>Counts into another map, the one that AFL reads.</summary>
    public static void UseMap(byte* map)
    {
        s_map = map;
    }

    private static void Exhausted()
    {
        s_steps = long.MinValue / 2;
        throw new BrokenPromiseException("hang", $"one step of the input ran more than {StepBudget} basic blocks");
    }
}
