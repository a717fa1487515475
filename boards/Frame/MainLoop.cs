using McoaRouter.Forwarding;
using McoaRouter.LinkLayers;
using McoaRouter.Links;

namespace McoaRouter.Boards.Frame;

/// <summary>
/// Turns the router and its links on one thread: each turn takes what the devices have, runs the timers that are due, and
/// waits at the doorbell until the next deadline. A turn allocates nothing and takes a bounded time, for every link takes
/// a bounded number of packets in it.
/// </summary>
public sealed class MainLoop
{
    /// <summary>
    /// The longest wait of a board whose devices all ring the doorbell, in ms. Where one forgets to, the board is late by
    /// this much, not dead.
    /// </summary>
    public const int LongestWaitMs = 1000;

    private const long StopTimeoutMs = 5000;

    private readonly MobileRouter _router;
    private readonly ILinkLayer[] _uplinks;
    private readonly IVehiclePort _port;
    private readonly ILinkNoticeListener _notices;
    private readonly IMonotonicClock _clock;
    private readonly IDoorbell _doorbell;
    private readonly Heartbeat _heartbeat;
    private readonly int _longestWait;
    private readonly SignalWatch _signals;
    private LoopState _state;
    private long _giveUp;

    /// <summary>Makes a loop that stands still.</summary>
    /// <param name="router">The router, made over the same links.</param>
    /// <param name="uplinks">Its uplinks, in the order of the settings.</param>
    /// <param name="port">The in-vehicle port.</param>
    /// <param name="notices">Who hears what an operator must know of the links.</param>
    /// <param name="clock">The time.</param>
    /// <param name="doorbell">What to wait at.</param>
    /// <param name="heartbeat">Who is told that the loop lives.</param>
    /// <param name="longestWaitMs">
    /// The longest wait, in ms: <see cref="LongestWaitMs"/>, or less where a device can't ring and is looked at instead.
    /// </param>
    public MainLoop(
        MobileRouter router,
        ILinkLayer[] uplinks,
        IVehiclePort port,
        ILinkNoticeListener notices,
        IMonotonicClock clock,
        IDoorbell doorbell,
        Heartbeat heartbeat,
        int longestWaitMs)
    {
        _router = router;
        _uplinks = uplinks;
        _port = port;
        _notices = notices;
        _clock = clock;
        _doorbell = doorbell;
        _heartbeat = heartbeat;
        _longestWait = longestWaitMs;
        _signals = new SignalWatch(router, uplinks);
    }

    /// <summary>Whether <see cref="Stop"/> has finished.</summary>
    public bool Stopped
    {
        get { return _state == LoopState.Stopped; }
    }

    /// <summary>Starts the links; the router follows as they come up.</summary>
    /// <param name="packets">Who gets what comes from them: the router, or who hands it on to the router.</param>
    public void Start(ILinkListener packets)
    {
        long now = _clock.Milliseconds;
        _heartbeat.Beat(now);
        _state = LoopState.Running;
        _port.Start(MobileRouter.Port, packets, _notices, now);
        for (int i = 0; i < _uplinks.Length; i++)
        {
            _uplinks[i].Start(i, packets, _notices, now);
        }
    }

    /// <summary>
    /// De-registers, then takes the links down. <see cref="Turn"/> is to be called on until <see cref="Stopped"/>, at most
    /// ten seconds.
    /// </summary>
    public void Stop()
    {
        long now = _clock.Milliseconds;
        _state = LoopState.Deregistering;
        _giveUp = now + StopTimeoutMs;
        _router.Stop(now);
    }

    /// <summary>One turn, and then the wait for the next.</summary>
    public void Turn()
    {
        long now = _clock.Milliseconds;
        _heartbeat.Beat(now);
        _signals.Tell(now);
        bool hasMore = _port.Poll(now);
        for (int i = 0; i < _uplinks.Length; i++)
        {
            hasMore |= _uplinks[i].Poll(now);
        }

        _port.SetMaximumTransmissionUnit(SmallestTunnel(), now);
        if (now >= _router.NextDeadline)
        {
            _router.Poll(now);
        }

        if (_state != LoopState.Running)
        {
            GoOnStopping(now);
        }

        int wait = hasMore || Stopped ? 0 : WaitFrom(now);
        if (wait > 0)
        {
            _doorbell.Wait(wait);
        }
    }

    /// <summary>What fits through the tunnel of every uplink, in octets.</summary>
    private int SmallestTunnel()
    {
        int smallest = Limits.PacketOctets;
        for (int i = 0; i < _uplinks.Length; i++)
        {
            int octets = _uplinks[i].MaximumTransmissionUnit;
            smallest = octets < smallest ? octets : smallest;
        }

        return Tunnel.Mtu(smallest);
    }

    private void GoOnStopping(long now)
    {
        if (_state == LoopState.Deregistering && (_router.Stopped || now >= _giveUp))
        {
            _state = LoopState.TakingDown;
            _giveUp = now + StopTimeoutMs;
            _port.Stop(now);
            for (int i = 0; i < _uplinks.Length; i++)
            {
                _uplinks[i].Stop(now);
            }
        }

        if (_state == LoopState.TakingDown && (AreLinksStopped() || now >= _giveUp))
        {
            _state = LoopState.Stopped;
        }
    }

    private bool AreLinksStopped()
    {
        for (int i = 0; i < _uplinks.Length; i++)
        {
            if (!_uplinks[i].Stopped)
            {
                return false;
            }
        }

        return _port.Stopped;
    }

    private int WaitFrom(long now)
    {
        long next = now + _longestWait;
        next = Timing.Earlier(next, _router.NextDeadline);
        next = Timing.Earlier(next, _port.NextDeadline);
        for (int i = 0; i < _uplinks.Length; i++)
        {
            next = Timing.Earlier(next, _uplinks[i].NextDeadline);
        }

        return (int)(next - now);
    }
}
