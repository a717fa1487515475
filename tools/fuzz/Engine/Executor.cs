using System;
using System.Diagnostics;
using System.Linq;

namespace McoaRouter.Fuzz.Engine;

/// <summary>Runs inputs through a door, and says what they break.</summary>
/// <param name="door">The door.</param>
/// <param name="watchdog">Reports an input that does not end, or null.</param>
public sealed class Executor(IDoor door, Watchdog? watchdog = null)
{
    private const string Allocation = "allocation";

    /// <summary>The door.</summary>
    public IDoor Door
    {
        get { return door; }
    }

    /// <summary>Inputs run.</summary>
    public long Runs { get; private set; }

    /// <summary>Runs an input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="probe">Whether the machine must show afterwards that it still works.</param>
    /// <returns>What it broke, or null.</returns>
    public Finding? Run(byte[] input, bool probe)
    {
        Finding? finding = RunOnce(input, probe);

        // What the runtime sets aside the first time that a method runs is nobody's growth.
        for (int i = 0; i < 2 && finding is { Kind: Allocation }; i++)
        {
            finding = RunOnce(input, probe);
        }

        return finding;
    }

    private Finding? RunOnce(byte[] input, bool probe)
    {
        Runs++;
        Coverage.Clear();
        watchdog?.Begin(door, input);
        try
        {
            door.Run(input);
            if (probe)
            {
                Coverage.NextStep();
                door.Probe();
            }

            return null;
        }
        catch (Exception exception)
        {
            string kind = exception is BrokenPromiseException broken ? broken.Promise : exception.GetType().Name;
            return new Finding(kind, PlaceOf(exception), exception.Message, input);
        }
        finally
        {
            watchdog?.End();
        }
    }

    private static string PlaceOf(Exception exception)
    {
        return new StackTrace(exception).GetFrames()
            .Select(frame => frame.GetMethod())
            .Where(method => method?.DeclaringType?.FullName is { } type
                && (type.StartsWith("McoaRouter.", StringComparison.Ordinal))
                && !type.StartsWith("McoaRouter.Fuzz.Engine.", StringComparison.Ordinal))
            .Select(method => $"{method!.DeclaringType!.Name}.{method.Name}")
            .FirstOrDefault("?");
    }
}
