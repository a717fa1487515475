using System.Text;
using McoaRouter.Consoles;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Simulation;
using McoaRouter.Wire;

namespace McoaRouter.Torture.World;

/// <summary>
/// One vehicle: its board with store and console, its router while one runs, and its ways. What the board does around the
/// router is that of the real ones: a commit has the router stop, for three seconds at most, and the next configuration run,
/// in the process or by a restart; a loss of power leaves the store alone.
/// </summary>
internal sealed class Vehicle
{
    /// <summary>How long a board waits for its router to leave in good order, in ms.</summary>
    public const int LeaveMs = 3000;

    private const long UnixMs = 1_700_000_000_000;

    private readonly byte[] _plain;
    private readonly SplitMix64 _random;
    private readonly int _rate;
    private long _leaveUntil;

    public Vehicle(VehiclePlan plan, ulong seed, Way[] ways, ILink port)
    {
        Plan = plan;
        Ways = ways;
        Port = port;
        _random = new SplitMix64(seed);
        _rate = _random.Between(-60, 60);
        Confirmed = new ConfigurationChange($"v{plan.Index}-0", plan.LifetimeSeconds, false, false, -1);
        _plain = Encoding.UTF8.GetBytes(plan.Configuration(Confirmed));
        Clock = new MachineClock(0, 0, _rate);
        LongestLifetimeSeconds = plan.LifetimeSeconds;
        IndexOfWay = new int[ways.Length];
        Prefixes = plan.HasTwoPrefixes
            ? [Ipv6Prefix.TryRead(plan.Prefix, true), Ipv6Prefix.TryRead(plan.SecondPrefix, true)]
            : [Ipv6Prefix.TryRead(plan.Prefix, true)];
        HomeAddress = new byte[Ipv6Address.Length];
        Ipv6AddressText.TryRead(plan.HomeAddress, HomeAddress, 0);
        Passenger = (byte[])Prefixes[0].Octets.Clone();
        Passenger[7] = 1;
        Passenger[15] = 0x50;
    }

    /// <summary>What the seed says of it.</summary>
    public VehiclePlan Plan { get; }

    /// <summary>Its ways.</summary>
    public Way[] Ways { get; }

    /// <summary>Its in-vehicle network.</summary>
    public ILink Port { get; }

    /// <summary>Its prefixes.</summary>
    public Ipv6Prefix[] Prefixes { get; }

    /// <summary>Its home address.</summary>
    public byte[] HomeAddress { get; }

    /// <summary>The passenger.</summary>
    public byte[] Passenger { get; }

    /// <summary>Its store.</summary>
    public SlotMemory Slots { get; } = new();

    /// <summary>Its board.</summary>
    public VehicleBoard Board { get; private set; } = new();

    /// <summary>Its clock.</summary>
    public MachineClock Clock { get; private set; }

    /// <summary>Its console, or null while it has no power.</summary>
    public RouterConsole? Console { get; private set; }

    /// <summary>An operator's line to it.</summary>
    public OperatorLine? Line { get; private set; }

    /// <summary>Its router, or null while none runs.</summary>
    public MobileRouter? Router { get; private set; }

    /// <summary>What the router runs.</summary>
    public RouterSettings Settings { get; private set; } = null!;

    /// <summary>The way of each uplink of the settings.</summary>
    public int[] WayOfIndex { get; private set; } = [];

    /// <summary>The uplink of the settings of each way, or -1 where it is not in them.</summary>
    public int[] IndexOfWay { get; }

    /// <summary>Whether the router is leaving, so that another one can be made.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>What was confirmed last.</summary>
    public ConfigurationChange Confirmed { get; set; }

    /// <summary>What was committed last and is neither confirmed nor rolled back, or null.</summary>
    public ConfigurationChange? Pending { get; set; }

    /// <summary>Whether that was started once.</summary>
    public bool IsPendingTried { get; set; }

    /// <summary>Whether the power went while that was being confirmed, so that it is or is not.</summary>
    public bool IsPendingDoubtful { get; set; }

    /// <summary>The longest lifetime that any of its routers asked for, in seconds.</summary>
    public int LongestLifetimeSeconds { get; set; }

    /// <summary>At which event it loses its power.</summary>
    public CrashTrigger CrashOn { get; set; } = CrashTrigger.None;

    /// <summary>Whether it loses its power after the call at hand.</summary>
    public bool IsCrashDue { get; set; }

    /// <summary>For how long it is off then, in ms.</summary>
    public long CrashForMs { get; set; } = 5_000;

    /// <summary>Counts its starts: what was planned for an earlier one does not happen.</summary>
    public int Boots { get; private set; }

    /// <summary>When it is next to be called, in world us.</summary>
    public long NextTime { get; set; } = long.MaxValue;

    /// <summary>When it was last called by its timer, on its clock.</summary>
    public long PolledAt { get; set; } = -1;

    /// <summary>When it wants to be called, on its clock.</summary>
    public long Deadline
    {
        get
        {
            long next = Console is null ? MobileRouter.NoDeadline : Console.NextDeadline;
            long router = Router is null ? MobileRouter.NoDeadline : Router.NextDeadline;
            next = router < next ? router : next;
            return IsLeaving && _leaveUntil < next ? _leaveUntil : next;
        }
    }

    /// <summary>The power comes: a console over the store that is left.</summary>
    public void PowerUp(long microseconds)
    {
        Slots.PowerBack();
        Clock = new MachineClock(microseconds, 0, _rate);
        PolledAt = -1;
        MakeConsole();
    }

    /// <summary>Runs what the console gives.</summary>
    /// <returns>False where there is nothing to run.</returns>
    public bool StartRouter(IRouterListener ears, long microseconds)
    {
        Boots++;
        Board.IsReconfigureAsked = false;
        IsLeaving = false;
        Router = null;
        long now = Clock.Now(microseconds);
        RouterSettings? settings = Console!.Start(now);
        if (settings is null)
        {
            return false;
        }

        Settings = settings;
        WayOfIndex = new int[settings.Uplinks.Length];
        System.Array.Fill(IndexOfWay, -1);
        ILink[] links = new ILink[settings.Uplinks.Length];
        for (int i = 0; i < links.Length; i++)
        {
            WayOfIndex[i] = settings.Uplinks[i].Name[1] - '0';
            IndexOfWay[WayOfIndex[i]] = i;
            links[i] = Ways[WayOfIndex[i]].Link;
        }

        Router = new MobileRouter(
            settings,
            links,
            Port,
            new ListenerPair(ears, Console),
            Plan.HasOptimizer ? new RouteOptimizer() : null,
            settings.AsksForSteering ? new TrafficSteering() : null);
        byte[] seed = new byte[RandomSource.SeedOctets];
        _random.Fill(seed);
        Router.Seed(seed, 0, seed.Length);
        if (Plan.HasTimeOfDay)
        {
            Router.SetClock(UnixMs + (microseconds / 1000), now);
        }

        Console.Running(Router, settings, now);
        return true;
    }

    /// <summary>The power goes.</summary>
    public void PowerDown()
    {
        Boots++;
        Router = null;
        Console = null;
        Line = null;
        IsLeaving = false;
        NextTime = long.MaxValue;
        for (int i = 0; i < Ways.Length; i++)
        {
            Ways[i].Link.Up = false;
        }
    }

    /// <summary>The router is to leave; <see cref="HasLeft"/> says when it has.</summary>
    public void BeginToLeave(long now)
    {
        Board.IsReconfigureAsked = false;
        IsLeaving = true;
        _leaveUntil = now + LeaveMs;
    }

    /// <summary>Whether the router has left, or had its time to.</summary>
    public bool HasLeft(long now)
    {
        return IsLeaving && (Router is null || Router.Stopped || now >= _leaveUntil);
    }

    /// <summary>Begins with another console, as a board that restarts does.</summary>
    public void Restart(long microseconds)
    {
        PowerDown();
        Clock = new MachineClock(microseconds, 0, _rate);
        PolledAt = -1;
        MakeConsole();
    }

    /// <summary>The rate of its clock where nothing is wrong.</summary>
    public int UsualRate => _rate;

    /// <summary>The time of day at a moment of the world, in ms since 1970.</summary>
    public static long UnixAt(long microseconds)
    {
        return UnixMs + (microseconds / 1000);
    }

    private void MakeConsole()
    {
        Board = new VehicleBoard();
        Console = new RouterConsole(Board, new ConfigurationStore(Slots, _plain));
        Line = new OperatorLine(Console);
    }
}
