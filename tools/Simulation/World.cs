using McoaRouter.Boards.Simulated;
using McoaRouter.HomeAgents;
using McoaRouter.HomeAgents.Correspondents;
using McoaRouter.Links;
using McoaRouter.Settings;

namespace McoaRouter.Simulation;

/// <summary>
/// A vehicle with the real router on simulated links, its home agent, a passenger and a correspondent who send each
/// other a stream, and the coverage that it drives through. Nothing in it is random but what comes from the seed: the
/// same settings and seed give the same world on every runtime.
/// </summary>
public sealed class World
{
    /// <summary>Time between two packets of a stream, in us.</summary>
    public const int StreamInterval = 50000;

    private const int MoveInterval = 100000;
    private const long DrainTime = 1000000;
    private const long LongestStop = 6000000;
    private const int SignalStep = 10;

    private readonly IWorldListener _listener;
    private readonly RadioUplink[] _uplinks;
    private readonly EventQueue _queue;
    private readonly Network _network;
    private readonly WorldTraffic _traffic;
    private readonly OwnTraffic _ownTraffic;
    private readonly Machines _machines;
    private readonly int[] _shownSignals;
    private readonly bool[] _isJudgedBySignal;

    /// <summary>Makes the world at its start.</summary>
    /// <param name="settings">The router's configuration.</param>
    /// <param name="seed">Where everything random comes from.</param>
    /// <param name="scenario">The journey, or null for a random one.</param>
    /// <param name="listener">Who is told of events.</param>
    /// <param name="tap">Who sees all packets, or null.</param>
    public World(RouterSettings settings, ulong seed, Scenario scenario, IWorldListener listener, IPacketTap tap)
        : this(settings, settings, seed, scenario, listener, tap, 0)
    {
    }

    /// <summary>Makes the world at some time of a drive: the vehicle is where it is then, and nothing is registered.</summary>
    /// <param name="settings">The router's configuration.</param>
    /// <param name="home">The configuration that the home agent knows the router by.</param>
    /// <param name="seed">Where everything random comes from.</param>
    /// <param name="scenario">The journey, or null for a random one.</param>
    /// <param name="listener">Who is told of events.</param>
    /// <param name="tap">Who sees all packets, or null.</param>
    /// <param name="start">The time, in ms.</param>
    public World(
        RouterSettings settings,
        RouterSettings home,
        ulong seed,
        Scenario scenario,
        IWorldListener listener,
        IPacketTap tap,
        long start)
    {
        Clock.AdvanceTo(start * 1000);
        SplitMix64 seeds = new SplitMix64(~seed);
        int count = settings.Uplinks.Length;
        _listener = listener;
        _queue = new EventQueue(Network.Flights + (4 * count) + 8 + (scenario == null ? 0 : scenario.Steps.Length));
        _uplinks = new RadioUplink[count];
        _traffic = new WorldTraffic(settings, Clock, _queue, listener);
        _ownTraffic = new OwnTraffic(settings, Clock, _queue);
        _network = new Network(Clock, _queue, _traffic, _ownTraffic, tap, _uplinks);
        Route = new Route(settings, seed, scenario);
        ILink[] links = new ILink[count];
        _isJudgedBySignal = new bool[count];
        for (int i = 0; i < count; i++)
        {
            _isJudgedBySignal[i] = settings.Uplinks[i].SignalFloorDbm != 0;
            _uplinks[i] = new RadioUplink(i, settings, Route, seeds.Next(), _network);
            links[i] = _uplinks[i].Link;
        }

        WorldEars ears = new WorldEars(_traffic, _ownTraffic, listener, scenario != null);
        HomeAgentSettings homeAgent = MatchingHomeAgent.SettingsFor(home);
        _machines = new Machines(
            new MobileRouter(settings, links, Wire(LinkNumbers.InVehicle), ears, Optimizer, Steering),
            new HomeAgent(
                homeAgent,
                Wire(LinkNumbers.HomeAgentNetwork),
                Wire(LinkNumbers.Home),
                scenario == null ? null : Wire(LinkNumbers.HomeLink),
                ears),
            NewCorrespondents(settings, ears));
        _network.Connect(_machines, new Whereabouts(settings, _uplinks, homeAgent));
        _machines.Start(seeds);
        _shownSignals = new int[count];
        _queue.Add(Clock.Microseconds, (int)WorldEvent.Move, 0, 0);
        for (int i = 0; scenario != null && i < scenario.Steps.Length; i++)
        {
            ScenarioStep step = scenario.Steps[i];
            if (!step.IsAboutCoverage)
            {
                WorldEvent happens = step.LosesMapping ? WorldEvent.LoseMapping : WorldEvent.FallSilent;
                _queue.Add(step.At * 1000L, (int)happens, step.Uplink, 0);
            }
        }
    }

    /// <summary>The time.</summary>
    public VirtualClock Clock { get; } = new VirtualClock();

    /// <summary>The vehicle and its coverage.</summary>
    public Route Route { get; }

    /// <summary>The router.</summary>
    public MobileRouter Router
    {
        get { return _machines.Router; }
    }

    /// <summary>The router's route optimisation.</summary>
    public RouteOptimizer Optimizer { get; } = new RouteOptimizer();

    /// <summary>The router's traffic steering.</summary>
    public TrafficSteering Steering { get; } = new TrafficSteering();

    /// <summary>The router's home agent.</summary>
    public HomeAgent HomeAgent
    {
        get { return _machines.HomeAgent; }
    }

    /// <summary>What the correspondent measured.</summary>
    public StreamReceiver Up
    {
        get { return _traffic.Up; }
    }

    /// <summary>What the passenger measured.</summary>
    public StreamReceiver Down
    {
        get { return _traffic.Down; }
    }

    /// <summary>How many correspondents there are that the router registers with.</summary>
    public int Correspondents
    {
        get { return _machines.Correspondents; }
    }

    /// <summary>When the next event is due, in us.</summary>
    public long NextTime
    {
        get
        {
            long next = _queue.NextTime < _machines.NextTime ? _queue.NextTime : _machines.NextTime;
            return next > Clock.Microseconds ? next : Clock.Microseconds;
        }
    }

    /// <summary>How many uplinks there are.</summary>
    public int Uplinks
    {
        get { return _uplinks.Length; }
    }

    /// <summary>One uplink's radio.</summary>
    public RadioUplink UplinkAt(int uplink)
    {
        return _uplinks[uplink];
    }

    /// <summary>The correspondent with this index in the router's settings.</summary>
    public CorrespondentNode CorrespondentAt(int index)
    {
        return _machines.CorrespondentAt(index);
    }

    /// <summary>
    /// How many packets of their own the router and its first correspondent have sent each other.
    /// </summary>
    public int OwnSent(TrafficDirection direction)
    {
        return _ownTraffic.Sent(direction);
    }

    /// <summary>How many of them arrived.</summary>
    public int OwnReceived(TrafficDirection direction)
    {
        return _ownTraffic.Received(direction);
    }

    /// <summary>How many packets a stream's sender has sent.</summary>
    public int Sent(TrafficDirection direction)
    {
        return _traffic.Sent(direction);
    }

    /// <summary>How many packets of a stream were lost for a cause.</summary>
    public int Losses(TrafficDirection direction, LossCause cause)
    {
        return _traffic.Losses(direction, cause);
    }

    /// <summary>Goes on to the next event, and through it.</summary>
    public void Step()
    {
        Clock.AdvanceTo(NextTime);
        long now = Clock.Microseconds;
        if (_queue.NextTime <= now)
        {
            _queue.TryTake();
            Handle(now);
        }
        else
        {
            _machines.Poll(now);
        }
    }

    /// <summary>Goes through all events up to a time in us, and on to that time.</summary>
    public void RunUntil(long microseconds)
    {
        while (NextTime <= microseconds)
        {
            Step();
        }

        Clock.AdvanceTo(microseconds);
    }

    /// <summary>
    /// Ends the drive: the streams stop, what is on its way arrives, and the router de-registers, which takes it
    /// seconds at most.
    /// </summary>
    public void Finish()
    {
        long end = Clock.Microseconds;
        _traffic.Stop();
        _ownTraffic.Stop();
        RunUntil(end + DrainTime);
        _traffic.End(end);
        Router.Stop(Clock.Milliseconds);
        long limit = Clock.Microseconds + LongestStop;
        while (!Router.Stopped && NextTime <= limit)
        {
            Step();
        }
    }

    private CorrespondentNode[] NewCorrespondents(RouterSettings settings, WorldEars ears)
    {
        CorrespondentNode[] correspondents = new CorrespondentNode[settings.Correspondents.Length];
        for (int i = 0; i < correspondents.Length; i++)
        {
            correspondents[i] = new CorrespondentNode(
                MatchingCorrespondent.SettingsFor(settings, i), Wire(LinkNumbers.Correspondent), ears);
        }

        return correspondents;
    }

    private SimulatedLink Wire(int number)
    {
        return new SimulatedLink(number, RadioUplink.Mtu, _network) { Up = true };
    }

    private void Handle(long now)
    {
        int subject = _queue.Subject;
        switch ((WorldEvent)_queue.Kind)
        {
            case WorldEvent.Move:
                Move(now);
                break;
            case WorldEvent.Attach:
                Attach(subject, _queue.Epoch);
                break;
            case WorldEvent.Detect:
                Detect(subject);
                break;
            case WorldEvent.Arrive:
                _network.Arrive(subject);
                break;
            case WorldEvent.Send:
                _traffic.Send((TrafficDirection)subject, _network);
                break;
            case WorldEvent.SendOwn:
                _ownTraffic.Send(Router, CorrespondentAt(0));
                break;
            case WorldEvent.LoseMapping:
                _uplinks[subject].Nat.Forget();
                _listener.MappingLost(subject, Clock.Milliseconds);
                break;
            case WorldEvent.FallSilent:
                _uplinks[subject].IsSilent = true;
                _listener.WayFellSilent(subject, Clock.Milliseconds);
                break;
        }
    }

    private void Move(long now)
    {
        Route.MoveTo(Clock.Milliseconds);
        for (int i = 0; i < _uplinks.Length; i++)
        {
            ShowSignal(i);
            Follow(i, _uplinks[i].Update(), now);
            TellSignal(i);
        }

        _traffic.Settle();
        _queue.Add(now + MoveInterval, (int)WorldEvent.Move, 0, 0);
    }

    private void Follow(int index, RadioChange change, long now)
    {
        RadioUplink uplink = _uplinks[index];
        if (change == RadioChange.Roaming || change == RadioChange.Lost)
        {
            _listener.CarrierChanged(index, false, uplink.CareOfAddress, 0, Clock.Milliseconds);
            _queue.Add(now + uplink.Profile.DetectionTime, (int)WorldEvent.Detect, index, uplink.Epoch);
            _traffic.CarrierLost(index);
        }

        if (change == RadioChange.Roaming || change == RadioChange.InReach)
        {
            int time = change == RadioChange.Roaming ? uplink.Profile.RoamTime : uplink.Profile.AttachTime;
            _queue.Add(now + time, (int)WorldEvent.Attach, index, uplink.Epoch);
        }
    }

    private void Attach(int index, int epoch)
    {
        RadioUplink uplink = _uplinks[index];
        if (uplink.Epoch == epoch)
        {
            uplink.Attach();
            uplink.Link.Up = true;
            _listener.CarrierChanged(index, true, uplink.CareOfAddress, 0, Clock.Milliseconds);
            Router.LinkUp(index, uplink.CareOfAddress, 0, Clock.Milliseconds);
        }
    }

    private void Detect(int index)
    {
        RadioUplink uplink = _uplinks[index];
        if (!uplink.Carrier && uplink.Link.Up)
        {
            uplink.Link.Up = false;
            Router.LinkDown(index, Clock.Milliseconds);
        }
    }

    /// <summary>The router is told how strong the signal of an uplink is that it judges by it.</summary>
    private void TellSignal(int uplink)
    {
        if (_uplinks[uplink].Link.Up && _isJudgedBySignal[uplink])
        {
            Router.SignalChanged(uplink, _uplinks[uplink].SignalDbm, Clock.Milliseconds);
        }
    }

    private void ShowSignal(int uplink)
    {
        int signal = _uplinks[uplink].Signal;
        int change = signal - _shownSignals[uplink];
        if (change >= SignalStep || change <= -SignalStep || (signal == 0) != (_shownSignals[uplink] == 0))
        {
            _shownSignals[uplink] = signal;
            _listener.SignalChanged(uplink, signal, Clock.Milliseconds);
        }
    }
}
