namespace McoaRouter.Simulation;

/// <summary>
/// Follows one hand-over after the other. One begins when the uplink in use loses its carrier, or when the router takes
/// another path; it ends a second after both streams arrived over the new way, so that stragglers count to it.
/// </summary>
internal sealed class HandoverMeter
{
    private const long Settling = 1000000;
    private const long Never = long.MaxValue;

    private readonly bool[] _resumed = new bool[2];
    private Handover _current;
    private bool _open;
    private bool _oldWayIsGone;
    private long _startedAt;
    private long _finishAt = Never;
    private int _count;

    /// <summary>The hand-over that is under way, or null.</summary>
    public Handover Open
    {
        get { return _open ? _current : null; }
    }

    /// <summary>The uplink that carries the traffic lost its carrier.</summary>
    /// <returns>A hand-over that this one cut short, or null.</returns>
    public Handover CarrierLost(int uplink, long now)
    {
        if (!_open || HasResumed())
        {
            Handover finished = Finish();
            Begin(uplink, now);
            _oldWayIsGone = true;
            return finished;
        }

        _oldWayIsGone = true;
        return null;
    }

    /// <summary>The router takes another path.</summary>
    /// <returns>A hand-over that this one cut short, or null.</returns>
    public Handover PathChanged(int from, int to, long now)
    {
        Handover finished = null;
        if (!_open || HasResumed())
        {
            finished = Finish();
            Begin(from, now);
        }

        _oldWayIsGone |= to == _current.From;
        _current.To = to;
        return finished;
    }

    /// <summary>A packet arrived.</summary>
    /// <param name="direction">Its stream.</param>
    /// <param name="uplink">The uplink that it crossed.</param>
    /// <param name="crossedAt">When it was put on that uplink, in us.</param>
    /// <param name="gap">The time since the packet before, in us.</param>
    /// <param name="now">us.</param>
    public void Arrived(TrafficDirection direction, int uplink, long crossedAt, long gap, long now)
    {
        if (!_open || _resumed[(int)direction])
        {
            return;
        }

        Measure(direction, gap);
        if (crossedAt >= _startedAt && (_oldWayIsGone || uplink != _current.From))
        {
            _resumed[(int)direction] = true;
            _current.To = _current.To < 0 ? uplink : _current.To;
            _finishAt = HasResumed() ? now + Settling : Never;
        }
    }

    /// <summary>A packet was lost for want of a way.</summary>
    public void Lost(TrafficDirection direction)
    {
        if (_current == null)
        {
            return;
        }

        if (direction == TrafficDirection.Up)
        {
            _current.LostUp++;
        }
        else
        {
            _current.LostDown++;
        }
    }

    /// <summary>The hand-over that has settled by now, or null.</summary>
    public Handover Settled(long now)
    {
        return now >= _finishAt ? Finish() : null;
    }

    /// <summary>The streams end before a hand-over does: the silence at their end is its gap.</summary>
    /// <param name="direction">The stream.</param>
    /// <param name="gap">That silence, in us.</param>
    public void Ended(TrafficDirection direction, long gap)
    {
        if (_open && !_resumed[(int)direction])
        {
            Measure(direction, gap);
        }
    }

    /// <summary>Ends what is under way.</summary>
    /// <returns>It, or null.</returns>
    public Handover Finish()
    {
        Handover finished = Open;
        _open = false;
        _finishAt = Never;
        return finished;
    }

    private void Measure(TrafficDirection direction, long gap)
    {
        long milliseconds = gap / 1000;
        if (direction == TrafficDirection.Up)
        {
            _current.GapUp = milliseconds > _current.GapUp ? milliseconds : _current.GapUp;
        }
        else
        {
            _current.GapDown = milliseconds > _current.GapDown ? milliseconds : _current.GapDown;
        }
    }

    private void Begin(int from, long now)
    {
        _count++;
        _current = new Handover(_count, from, now / 1000);
        _startedAt = now;
        _open = true;
        _oldWayIsGone = from < 0;
        _resumed[0] = false;
        _resumed[1] = false;
    }

    private bool HasResumed()
    {
        return _resumed[0] && _resumed[1];
    }
}
