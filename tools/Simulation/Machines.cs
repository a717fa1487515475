using McoaRouter.HomeAgents;
using McoaRouter.Security;

namespace McoaRouter.Simulation;

/// <summary>The machines of the world, and when each of them wants to be polled.</summary>
internal sealed class Machines
{
    private const int RouterIndex = 0;
    private const int HomeAgentIndex = 1;
    private const int Count = 2;
    private const long StartOfClocks = 1700000000000;

    private readonly long[] _polledAt = new long[Count];

    public Machines(MobileRouter router, HomeAgent homeAgent)
    {
        Router = router;
        HomeAgent = homeAgent;
        for (int i = 0; i < Count; i++)
        {
            _polledAt[i] = -1;
        }
    }

    /// <summary>The router.</summary>
    public MobileRouter Router { get; }

    /// <summary>Its home agent.</summary>
    public HomeAgent HomeAgent { get; }

    /// <summary>When the first of them is to be polled, in us, or <see cref="long.MaxValue"/>.</summary>
    public long NextTime
    {
        get
        {
            long next = long.MaxValue;
            for (int i = 0; i < Count; i++)
            {
                long due = DueAt(i);
                next = due < next ? due : next;
            }

            return next;
        }
    }

    /// <summary>Sets their clocks, and gives each random octets of its own.</summary>
    public void Start(SplitMix64 seeds)
    {
        byte[] octets = new byte[RandomSource.SeedOctets];
        seeds.Fill(octets);
        Router.Seed(octets, 0, octets.Length);
        Router.SetClock(StartOfClocks, 0);
        seeds.Fill(octets);
        HomeAgent.Seed(octets, 0, octets.Length);
        HomeAgent.SetClock(StartOfClocks, 0);
    }

    /// <summary>Polls the first that is due.</summary>
    public void Poll(long microseconds)
    {
        int machine = 0;
        while (DueAt(machine) > microseconds)
        {
            machine++;
        }

        _polledAt[machine] = microseconds / 1000;
        if (machine == RouterIndex)
        {
            Router.Poll(_polledAt[machine]);
        }
        else
        {
            HomeAgent.Poll(_polledAt[machine]);
        }
    }

    /// <summary>When to poll a machine, in us: at most once a ms.</summary>
    private long DueAt(int machine)
    {
        long deadline = machine == RouterIndex ? Router.NextDeadline : HomeAgent.NextDeadline;
        if (deadline == MobileRouter.NoDeadline)
        {
            return long.MaxValue;
        }

        return 1000 * (deadline > _polledAt[machine] ? deadline : _polledAt[machine] + 1);
    }
}
