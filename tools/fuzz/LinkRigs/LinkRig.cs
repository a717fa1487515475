using System;
using McoaRouter.Fuzz.Engine;
using McoaRouter.Links;
using McoaRouter.Security;

namespace McoaRouter.Fuzz.LinkRigs;

/// <summary>
/// A link layer alone, with a clock that the input turns: every call is held to its promises, which are those of the
/// router: no exception, no allocation, deadlines that move.
/// </summary>
internal abstract class LinkRig
{
    private const int MostPolls = 500;
    private const int MostAtOnce = 64;
    private const int MostTurns = 64;

    private int _polls;

    /// <summary>Monotonic ms.</summary>
    public long Now { get; private set; } = 5000;

    /// <summary>What stands above it.</summary>
    public LinkEar Ear { get; } = new();

    /// <summary>A packet to send, or to compare with.</summary>
    protected PacketBuffer Packet { get; } = new();

    /// <summary>When the link layer must be polled.</summary>
    protected abstract long Deadline { get; }

    /// <summary>Random numbers that are always the same.</summary>
    public static RandomSource Random()
    {
        RandomSource random = new();
        byte[] seed = new byte[RandomSource.SeedOctets];
        seed[0] = 17;
        random.Seed(seed, 0, seed.Length);
        return random;
    }

    /// <summary>Time, as an input has it: ms, big-endian, of up to 3 octets.</summary>
    public static long TimeOf(byte[] data)
    {
        long ms = 0;
        for (int i = 0; i < data.Length && i < 3; i++)
        {
            ms = (ms << 8) | data[i];
        }

        return ms;
    }

    /// <summary>Lets time pass, with every timer at its time.</summary>
    public void Wait(long ms)
    {
        long until = Now + ms;
        int atOnce = 0;
        for (; _polls < MostPolls && Deadline <= until; _polls++)
        {
            atOnce = Deadline <= Now ? atOnce + 1 : 0;
            if (atOnce > MostAtOnce)
            {
                throw new BrokenPromiseException("hang", "a deadline does not move though timers are run");
            }

            Now = Math.Max(Now, Deadline);
            Turn();
        }

        Now = until;
        Turn();
    }

    /// <summary>Lets a probe of liveness have as many polls as it needs.</summary>
    public void Renew()
    {
        _polls = 0;
    }

    /// <summary>Polls until there is nothing more to take.</summary>
    public void Turn()
    {
        Coverage.NextStep();
        long before = GC.GetAllocatedBytesForCurrentThread();
        int turns = 0;
        while (Poll() && turns < MostTurns)
        {
            turns++;
        }

        Check(before);
    }

    /// <summary>Gives the link layer a packet to send.</summary>
    public void Send(ILink link, byte[] data)
    {
        if (data.Length > 0 && Packet.Load(data, 0, data.Length))
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            _ = link.Send(Packet);
            Check(before);
        }
    }

    /// <summary>Holds a call to allocating nothing.</summary>
    protected static void Check(long before)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated != 0)
        {
            throw new BrokenPromiseException("allocation", $"{allocated} octets were allocated after the start");
        }
    }

    /// <summary>Polls once.</summary>
    protected abstract bool Poll();
}
