using McoaRouter.HomeAgents;
using McoaRouter.HomeAgents.Correspondents;
using McoaRouter.Security;

namespace McoaRouter.Simulation;

/// <summary>The machines of the world, and when each of them wants to be polled.</summary>
internal sealed class Machines
{
    private const int RouterIndex = 0;
    private const int HomeAgentIndex = 1;
    private const int FirstCorrespondent = 2;
    private const long StartOfClocks = 1700000000000;

    private readonly CorrespondentNode[] _correspondents;
    private readonly long[] _polledAt;

    public Machines(MobileRouter router, HomeAgent homeAgent, CorrespondentNode[] correspondents)
    {
        _correspondents = correspondents;
        _polledAt = new long[FirstCorrespondent + correspondents.Length];
        Router = router;
        HomeAgent = homeAgent;
        for (int i = 0; i < _polledAt.Length; i++)
        {
            _polledAt[i] = -1;
        }
    }

    /// <summary>The router.</summary>
    public MobileRouter Router { get; }

    /// <summary>Its home agent.</summary>
    public HomeAgent HomeAgent { get; }

    /// <summary>How many correspondents there are that the router registers with.</summary>
    public int Correspondents
    {
        get { return _correspondents.Length; }
    }

    /// <summary>When the first of them is to be polled, in us, or <see cref="long.MaxValue"/>.</summary>
    public long NextTime
    {
        get
        {
            long next = long.MaxValue;
            for (int i = 0; i < _polledAt.Length; i++)
            {
                long due = DueAt(i);
                next = due < next ? due : next;
            }

            return next;
        }
    }

    /// <summary>The correspondent with this index in the router's settings.</summary>
    public CorrespondentNode CorrespondentAt(int index)
    {
        return _correspondents[index];
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
        foreach (CorrespondentNode correspondent in _correspondents)
        {
            seeds.Fill(octets);
            correspondent.Seed(octets, 0, octets.Length);
        }
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
        switch (machine)
        {
            case RouterIndex:
                Router.Poll(_polledAt[machine]);
                break;
            case HomeAgentIndex:
                HomeAgent.Poll(_polledAt[machine]);
                break;
            default:
                _correspondents[machine - FirstCorrespondent].Poll(_polledAt[machine]);
                break;
        }
    }

    /// <summary>When to poll a machine, in us: at most once a ms.</summary>
    private long DueAt(int machine)
    {
        long deadline = DeadlineOf(machine);
        if (deadline == MobileRouter.NoDeadline)
        {
            return long.MaxValue;
        }

        return 1000 * (deadline > _polledAt[machine] ? deadline : _polledAt[machine] + 1);
    }

    private long DeadlineOf(int machine)
    {
        switch (machine)
        {
            case RouterIndex:
                return Router.NextDeadline;
            case HomeAgentIndex:
                return HomeAgent.NextDeadline;
            default:
                return _correspondents[machine - FirstCorrespondent].NextDeadline;
        }
    }
}
