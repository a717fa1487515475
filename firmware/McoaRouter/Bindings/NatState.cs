using McoaRouter.Wire;

namespace McoaRouter.Bindings;

/// <summary>
/// What the Binding Update List holds about the UDP tunnel of an IPv4 care-of address (RFC 5555 §4.3, §4.4.2): whether a
/// NAT is on the way, and when the binding must be stated again because of it. That is when nothing was sent for the
/// refresh time, so that the NAT keeps its mapping, and when packets were sent and nothing at all came back, so that a
/// NAT that lost its mapping costs seconds. A way that only carries packets out looks the same: while stating the binding
/// changes nothing, that silence is waited for twice as long each time, up to the refresh time.
/// </summary>
public sealed class NatState
{
    /// <summary>How long a way may be silent at first, in ms.</summary>
    internal const int FirstSilenceMs = 10000;

    // NATKATIMEOUT (RFC 5555 §6).
    private const long DefaultRefreshMs = 110000;

    /// <summary>Whether the home agent saw a NAT on the way.</summary>
    public bool IsDetected;

    private int _identification;
    private long _refreshMs;
    private bool _isSilent;
    private long _silenceMs;
    private long _sentAt;
    private long _heardAt;
    private long _unansweredSince;

    /// <summary>When the binding is to be stated again, in monotonic ms, or <see cref="Binding.Never"/>.</summary>
    internal long DueAt
    {
        get { return SilentAt < KeepaliveAt ? SilentAt : KeepaliveAt; }
    }

    private long KeepaliveAt
    {
        get { return _refreshMs == Binding.Never ? Binding.Never : _sentAt + _refreshMs; }
    }

    private long SilentAt
    {
        get { return _unansweredSince == Binding.Never ? Binding.Never : _unansweredSince + _silenceMs; }
    }

    /// <summary>The care-of address is another one: nothing is known of its way.</summary>
    internal void Reset(long now)
    {
        IsDetected = false;
        _refreshMs = DefaultRefreshMs;
        _isSilent = false;
        _silenceMs = FirstSilenceMs;
        _sentAt = now;
        _heardAt = now;
        _unansweredSince = Binding.Never;
    }

    /// <summary>The home agent registered the binding; its NAT Detection option stands here, or nowhere (-1).</summary>
    internal void Learn(byte[] buffer, int at)
    {
        uint seconds = at < 0 ? 0 : NatDetectionOption.RefreshSeconds(buffer, at);
        IsDetected = seconds != NatDetectionOption.NoRefresh;
        _refreshMs = !IsDetected ? Binding.Never : seconds == 0 ? DefaultRefreshMs : 1000L * seconds;
    }

    /// <summary>
    /// Whether a NAT on the way may have lost its mapping unnoticed: nothing has come for as long as a way may be silent.
    /// </summary>
    internal bool IsDoubtful(long now)
    {
        return IsDetected && now - _heardAt >= FirstSilenceMs;
    }

    /// <summary>The IPv4 identification of the next packet through the tunnel, 16 bits.</summary>
    internal int NextIdentification()
    {
        _identification = (_identification + 1) & 0xFFFF;
        return _identification;
    }

    /// <summary>A packet was sent through the tunnel.</summary>
    internal void Sent(long now)
    {
        _sentAt = now;
        if (_unansweredSince == Binding.Never)
        {
            _unansweredSince = now;
        }
    }

    /// <summary>A packet came through the tunnel.</summary>
    /// <param name="isTraffic">Whether it was no answer to an update: such an answer comes on any way that is whole,
    /// and says nothing of the traffic.</param>
    /// <param name="now">Monotonic ms.</param>
    internal void Received(bool isTraffic, long now)
    {
        _heardAt = now;
        _unansweredSince = Binding.Never;
        if (isTraffic)
        {
            _silenceMs = FirstSilenceMs;
            _isSilent = false;
        }
    }

    /// <summary>The binding is stated again because the moment has come.</summary>
    /// <returns>Whether the way has just turned silent.</returns>
    internal bool Take(long now)
    {
        bool first = SilentAt <= now && !_isSilent;
        if (SilentAt <= now)
        {
            long longest = _refreshMs == Binding.Never ? DefaultRefreshMs : _refreshMs;
            longest = longest < FirstSilenceMs ? FirstSilenceMs : longest;
            _silenceMs = 2 * _silenceMs < longest ? 2 * _silenceMs : longest;
            _isSilent = true;
        }

        _sentAt = now;
        _unansweredSince = Binding.Never;
        return first;
    }
}
