using McoaRouter.Boards.Simulated;
using McoaRouter.HomeAgents;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Wire;

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
    private const int LossCauses = 5;

    private readonly IWorldListener _listener;
    private readonly RadioUplink[] _uplinks;
    private readonly EventQueue _queue;
    private readonly Network _network;
    private readonly HandoverMeter _meter = new HandoverMeter();
    private readonly PacketBuffer _outgoing = new PacketBuffer();
    private readonly byte[] _passenger = new byte[Ipv6Address.Length];
    private readonly byte[] _correspondent = new byte[Ipv6Address.Length];
    private readonly int[] _sent = new int[2];
    private readonly int[] _losses = new int[2 * LossCauses];
    private readonly int[] _shownSignals;
    private long _routerPolledAt = -1;
    private long _homeAgentPolledAt = -1;
    private bool _streaming;
    private bool _finishing;
    private int _path = -1;

    /// <summary>Makes the world at its start.</summary>
    /// <param name="settings">The router's configuration.</param>
    /// <param name="seed">Where everything random comes from.</param>
    /// <param name="listener">Who is told of events.</param>
    /// <param name="tap">Who sees all packets, or null.</param>
    public World(RouterSettings settings, ulong seed, IWorldListener listener, IPacketTap tap)
    {
        SplitMix64 seeds = new SplitMix64(~seed);
        int count = settings.Uplinks.Length;
        _listener = listener;
        _queue = new EventQueue(Network.Flights + (4 * count) + 8);
        _uplinks = new RadioUplink[count];
        _network = new Network(this, _queue, tap, _uplinks, settings.HomeAgents[0]);
        Route = new Route(settings, seed);
        ILink[] links = new ILink[count];
        for (int i = 0; i < count; i++)
        {
            _uplinks[i] = new RadioUplink(i, settings, Route, seeds.Next(), _network);
            links[i] = _uplinks[i].Link;
        }

        WorldEars ears = new WorldEars(this, listener);
        Router = new MobileRouter(settings, links, Wire(LinkNumbers.InVehicle), ears);
        HomeAgent = new HomeAgent(
            MatchingHomeAgent.SettingsFor(settings),
            Wire(LinkNumbers.HomeAgentNetwork),
            Wire(LinkNumbers.Home),
            null,
            ears);
        _network.Connect(Router, HomeAgent);
        WorldAddresses.WritePassenger(settings, _passenger);
        WorldAddresses.WriteCorrespondent(settings, _correspondent);
        _shownSignals = new int[count];
        _queue.Add(0, (int)WorldEvent.Move, 0, 0);
    }

    /// <summary>The time.</summary>
    public VirtualClock Clock { get; } = new VirtualClock();

    /// <summary>The vehicle and its coverage.</summary>
    public Route Route { get; }

    /// <summary>The router.</summary>
    public MobileRouter Router { get; }

    /// <summary>Its home agent.</summary>
    public HomeAgent HomeAgent { get; }

    /// <summary>What the correspondent measured.</summary>
    public StreamReceiver Up { get; } = new StreamReceiver(TrafficDirection.Up);

    /// <summary>What the passenger measured.</summary>
    public StreamReceiver Down { get; } = new StreamReceiver(TrafficDirection.Down);

    /// <summary>When the next event is due, in us.</summary>
    public long NextTime
    {
        get
        {
            long next = EarlierOf(_queue.NextTime, DueAt(Router.NextDeadline, _routerPolledAt));
            next = EarlierOf(next, DueAt(HomeAgent.NextDeadline, _homeAgentPolledAt));
            return next > Clock.Microseconds ? next : Clock.Microseconds;
        }
    }

    /// <summary>One uplink's radio.</summary>
    public RadioUplink UplinkAt(int uplink)
    {
        return _uplinks[uplink];
    }

    /// <summary>How many packets a stream's sender has sent.</summary>
    public int Sent(TrafficDirection direction)
    {
        return _sent[(int)direction];
    }

    /// <summary>How many packets of a stream were lost for a cause.</summary>
    public int Losses(TrafficDirection direction, LossCause cause)
    {
        return _losses[((int)direction * LossCauses) + (int)cause];
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
        else if (DueAt(Router.NextDeadline, _routerPolledAt) <= now)
        {
            _routerPolledAt = Clock.Milliseconds;
            Router.Poll(_routerPolledAt);
        }
        else
        {
            _homeAgentPolledAt = Clock.Milliseconds;
            HomeAgent.Poll(_homeAgentPolledAt);
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
        _streaming = false;
        RunUntil(end + DrainTime);
        _meter.Ended(TrafficDirection.Up, Up.End(end));
        _meter.Ended(TrafficDirection.Down, Down.End(end));
        Report(_meter.Finish());
        _finishing = true;
        Router.Stop(Clock.Milliseconds);
        long limit = Clock.Microseconds + LongestStop;
        while (!Router.Stopped && NextTime <= limit)
        {
            Step();
        }
    }

    /// <summary>A packet of a stream came to its receiver.</summary>
    internal void Arrived(Flight flight)
    {
        long now = Clock.Microseconds;
        StreamReceiver receiver = flight.Direction == TrafficDirection.Up ? Up : Down;
        long gap = receiver.Take(flight.Packet, now);
        if (gap >= 0)
        {
            _meter.Arrived(flight.Direction, flight.Uplink, flight.CrossedAt, gap, now);
        }
    }

    /// <summary>A packet of a stream was lost.</summary>
    internal void Lost(TrafficDirection direction, int sequence, LossCause cause, int uplink)
    {
        _losses[((int)direction * LossCauses) + (int)cause]++;
        if (cause != LossCause.Air)
        {
            _meter.Lost(direction);
        }

        _listener.PacketLost(direction, sequence, cause, uplink, Clock.Milliseconds);
    }

    /// <summary>The router takes another path. The streams begin with its first one.</summary>
    internal void PathChanged(int uplink)
    {
        long now = Clock.Microseconds;
        if (!_streaming && !_finishing && _sent[0] == 0)
        {
            _streaming = true;
            _queue.Add(now, (int)WorldEvent.Send, (int)TrafficDirection.Up, 0);
            _queue.Add(now + (StreamInterval / 2), (int)WorldEvent.Send, (int)TrafficDirection.Down, 0);
        }
        else if (_streaming)
        {
            Report(_meter.PathChanged(_path, uplink, now));
        }

        _path = uplink;
    }

    private static long EarlierOf(long left, long right)
    {
        return left < right ? left : right;
    }

    /// <summary>When to poll for a deadline in ms: at most once a ms.</summary>
    private static long DueAt(long deadline, long polledAt)
    {
        if (deadline == MobileRouter.NoDeadline)
        {
            return long.MaxValue;
        }

        return 1000 * (deadline > polledAt ? deadline : polledAt + 1);
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
                Send((TrafficDirection)subject, now);
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
        }

        Report(_meter.Settled(now));
        _queue.Add(now + MoveInterval, (int)WorldEvent.Move, 0, 0);
    }

    private void Follow(int index, RadioChange change, long now)
    {
        RadioUplink uplink = _uplinks[index];
        if (change == RadioChange.Roaming || change == RadioChange.Lost)
        {
            _listener.CarrierChanged(index, false, uplink.CareOfAddress, 0, Clock.Milliseconds);
            _queue.Add(now + uplink.Profile.DetectionTime, (int)WorldEvent.Detect, index, uplink.Epoch);
            if (index == _path && _streaming)
            {
                Report(_meter.CarrierLost(index, now));
            }
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

    private void Send(TrafficDirection direction, long now)
    {
        if (!_streaming)
        {
            return;
        }

        bool up = direction == TrafficDirection.Up;
        StreamPacket.Write(
            _outgoing,
            direction,
            _sent[(int)direction]++,
            up ? _passenger : _correspondent,
            up ? _correspondent : _passenger,
            now);
        _network.SendFromHost(direction, _outgoing);
        _queue.Add(now + StreamInterval, (int)WorldEvent.Send, (int)direction, 0);
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

    private void Report(Handover handover)
    {
        if (handover != null)
        {
            _listener.HandoverFinished(handover, Clock.Milliseconds);
        }
    }
}
