using McoaRouter.Bindings;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Health;

/// <summary>
/// What is known of the path over one uplink: the probe on its way, how the last ones went, and the signal. Each judgement
/// is taken back later than it is made, so that a path on the edge does not go to and fro.
/// </summary>
public sealed class WatchedPath
{
    /// <summary>How many probes the loss is counted over.</summary>
    public const int Window = 16;

    /// <summary>Unanswered probes in a row from which on a path is dead.</summary>
    internal const int DeadAfter = 2;

    /// <summary>What <see cref="RetryAt"/> is where nothing is to be tried again.</summary>
    internal const long Never = long.MaxValue;

    private const long LongestRetryMs = 300000;
    private const int ShortestRetryMs = 1000;

    // A path without traffic for so many intervals is unused.
    private const int UnusedIntervals = 2;

    // A dead path that costs is probed so many times more seldom.
    private const int MeteredDeadIntervals = 16;

    // The signal must be so much above its floor before it counts as restored, in dB.
    private const int SignalMarginDb = 5;

    // The smoothed time is kept as so many times itself (RFC 9293 §3.8.1 weighs a new one by 1/8).
    private const int Weight = 8;

    private const uint WindowMask = (1u << Window) - 1;

    /// <summary>Probes that were sent.</summary>
    public long Sent;

    /// <summary>Probes that were not answered in time.</summary>
    public long Lost;

    /// <summary>Probes that were answered in time.</summary>
    public long AnsweredCount;

    /// <summary>How well the path serves.</summary>
    internal PathStanding Standing;

    /// <summary>Whether the path is being probed: its binding is registered, and away from home.</summary>
    internal bool Watched;

    /// <summary>Whether the uplink was up when last looked at, and by which care-of address.</summary>
    internal bool Up;

    /// <summary>The care-of address then.</summary>
    internal readonly byte[] CareOfAddress = new byte[Ipv6Address.Length];

    /// <summary>Whether the probe that was sent last is awaited.</summary>
    internal bool Awaits;

    /// <summary>When it was sent, in monotonic ms.</summary>
    internal long SentAt;

    /// <summary>Its identifier, 16 bits, or -1 before the first.</summary>
    internal int Identifier = -1;

    /// <summary>The identifier of the probe before it, whose answer may be late.</summary>
    internal int FormerIdentifier = -1;

    /// <summary>Its sequence number, 16 bits.</summary>
    internal int Sequence;

    /// <summary>Its data.</summary>
    internal readonly byte[] Secret = new byte[PathProbe.SecretOctets];

    /// <summary>How many of the last probes in a row were not answered.</summary>
    internal int Unanswered;

    /// <summary>The uplink by which the last answer came.</summary>
    internal int AnsweredBy;

    /// <summary>When a path that can't be probed is tried again, in monotonic ms.</summary>
    internal long RetryAt = Never;

    private readonly HealthSettings _settings;
    private readonly bool _metered;
    private readonly int _floorDbm;
    private long _probeAt;
    private long _usedAt = long.MinValue / 2;
    private long _holdUntil;
    private bool _untried;
    private bool _suspected;
    private uint _lostOfWindow;
    private int _roundTrip;
    private bool _lossy;
    private bool _slow;
    private bool _fading;
    private long _retryMs;

    internal WatchedPath(HealthSettings settings, UplinkSettings uplink, int index)
    {
        _settings = settings;
        _metered = uplink.Metered;
        _floorDbm = uplink.SignalFloorDbm;
        AnsweredBy = index;
        ResetRetry();
    }

    /// <summary>The smoothed round-trip time in ms, or -1 where no probe was answered since the path came up.</summary>
    public int RoundTripMs
    {
        get { return _roundTrip == 0 ? -1 : _roundTrip / Weight; }
    }

    /// <summary>How many of the last <see cref="Window"/> probes were lost.</summary>
    public int LostOfWindow
    {
        get
        {
            int lost = 0;
            for (uint rest = _lostOfWindow; rest != 0; rest &= rest - 1)
            {
                lost++;
            }

            return lost;
        }
    }

    /// <summary>Whether the path is good or becomes so by waiting: another need not step in.</summary>
    internal bool Serves
    {
        get { return Watched && (Standing == PathStanding.Good || Standing == PathStanding.Held); }
    }

    /// <summary>Whether only probes could tell that it serves again.</summary>
    internal bool NeedsTrial
    {
        get { return Unanswered >= DeadAfter || _lossy || _slow; }
    }

    /// <summary>The moment at which the probe on its way is lost, in monotonic ms.</summary>
    internal long LostAt
    {
        get { return SentAt + _settings.ProbeIntervalMs; }
    }

    /// <summary>Forgets everything about the way, but not the signal.</summary>
    internal void Clear()
    {
        Awaits = false;
        Unanswered = 0;
        RetryAt = Never;
        _holdUntil = 0;
        _untried = false;
        ForgetProbes();
    }

    /// <summary>The link is gone: what was said of its signal does not hold for the next.</summary>
    internal void LoseLink()
    {
        Clear();
        ResetRetry();
        _fading = false;
    }

    /// <summary>The path is to be tried for the hold time before it takes over.</summary>
    internal void BeginHold(long now)
    {
        _holdUntil = now + _settings.HoldMs;
        _untried = true;
    }

    /// <summary>There is nothing better: it takes over at once.</summary>
    internal void EndHold()
    {
        _holdUntil = 0;
        _untried = false;
    }

    /// <summary>It is being probed from now on.</summary>
    internal void BeginWatch(long now)
    {
        Watched = true;
        RetryAt = Never;
        Awaits = false;
        _probeAt = now;
    }

    /// <summary>Its standing as everything that is known of it says.</summary>
    /// <param name="now">Monotonic ms.</param>
    /// <param name="canBeProbed">Whether an answer can be waited for.</param>
    internal PathStanding Judge(long now, bool canBeProbed)
    {
        if (Unanswered >= DeadAfter)
        {
            return PathStanding.Dead;
        }

        if (_lossy || _slow || _fading)
        {
            return PathStanding.Degraded;
        }

        return IsHeld(now, canBeProbed) ? PathStanding.Held : PathStanding.Good;
    }

    /// <summary>It can't be probed where it is: it is used again after a while, longer each time.</summary>
    internal void PutOff(long now)
    {
        RetryAt = now + _retryMs;
        _retryMs = 2 * _retryMs < LongestRetryMs ? 2 * _retryMs : LongestRetryMs;
    }

    /// <summary>Whether a probe is to leave.</summary>
    internal bool IsProbeDue(long now)
    {
        return Watched && !Awaits && _probeAt <= now && WantsProbes(now);
    }

    /// <summary>When something is to be done next, in monotonic ms, or <see cref="Never"/>.</summary>
    internal long NextDeadline(long now)
    {
        long next = _holdUntil > now && _holdUntil < RetryAt ? _holdUntil : RetryAt;
        if (Watched)
        {
            long probe = Awaits ? LostAt : WantsProbes(now) ? _probeAt : Never;
            next = probe < next ? probe : next;
        }

        return next;
    }

    /// <summary>A probe was sent.</summary>
    internal void ProbeSent(long now)
    {
        Sent++;
        Awaits = true;
        _suspected = false;
        SentAt = now;
        _probeAt = now + _settings.ProbeIntervalMs;
    }

    /// <summary>The probe was answered.</summary>
    internal void Answered(int uplink, long now)
    {
        Awaits = false;
        AnsweredCount++;
        AnsweredBy = uplink;
        bool revived = Unanswered >= DeadAfter;
        Unanswered = 0;
        ResetRetry();
        if (revived)
        {
            ForgetProbes();
            BeginHold(now);
        }

        _untried = false;
        int sample = (int)(now - SentAt);
        sample = sample < 1 ? 1 : sample;
        _roundTrip = _roundTrip == 0 ? Weight * sample : _roundTrip + sample - (_roundTrip / Weight);
        Count(0);
        JudgeRoundTrip();
    }

    /// <summary>The probe is lost, perhaps by the fault of another path.</summary>
    internal void Lose(bool excused)
    {
        Awaits = false;
        Lost++;
        if (!excused)
        {
            Unanswered++;
            Count(1);
        }

        if (_metered && Unanswered >= DeadAfter)
        {
            _probeAt = SentAt + ((long)MeteredDeadIntervals * _settings.ProbeIntervalMs);
        }
    }

    /// <summary>Something may be wrong with the way: a probe as soon as the bound of four an interval lets it.</summary>
    internal void Suspect()
    {
        long soonest = SentAt + (_settings.ProbeIntervalMs / 4);
        if (Unanswered < DeadAfter && soonest < _probeAt)
        {
            _probeAt = soonest;
        }

        _suspected = true;
    }

    /// <summary>It carries traffic.</summary>
    internal void Used(long now)
    {
        _usedAt = now;
    }

    /// <summary>The signal's strength: one that came back may go again, and holds first.</summary>
    internal void SignalChanged(int dbm, long now)
    {
        if (_floorDbm == 0)
        {
            return;
        }

        bool fading = dbm < (_fading ? _floorDbm + SignalMarginDb : _floorDbm);
        if (_fading && !fading)
        {
            BeginHold(now);
        }

        _fading = fading;
    }

    /// <summary>Whether the hold time or the first answer is waited for.</summary>
    private bool IsHeld(long now, bool canBeProbed)
    {
        return _holdUntil > now || (_untried && canBeProbed);
    }

    private bool WantsProbes(long now)
    {
        return !_metered
            || _suspected
            || _untried
            || Unanswered > 0
            || _lossy
            || _slow
            || now - _usedAt <= (long)UnusedIntervals * _settings.ProbeIntervalMs;
    }

    private void Count(uint lost)
    {
        _lostOfWindow = ((_lostOfWindow << 1) | lost) & WindowMask;
        int percent = LostOfWindow * 100;
        int limit = _settings.LossPercent * Window;
        _lossy = _lossy ? 2 * percent > limit : percent >= limit;
    }

    private void JudgeRoundTrip()
    {
        int limit = _settings.RoundTripMs * Weight;
        _slow = _slow ? 4L * _roundTrip > 3L * limit : _roundTrip >= limit;
    }

    private void ForgetProbes()
    {
        _lostOfWindow = 0;
        _roundTrip = 0;
        _lossy = false;
        _slow = false;
        _suspected = false;
    }

    private void ResetRetry()
    {
        _retryMs = _settings.HoldMs < ShortestRetryMs ? ShortestRetryMs : _settings.HoldMs;
    }
}
