namespace McoaRouter.Mobility;

/// <summary>
/// When a message is sent again: after its first time-out, then doubling up to MAX_BINDACK_TIMEOUT and at that rate
/// without end (RFC 6275 §11.8, §12).
/// </summary>
internal sealed class RetransmissionTimer
{
    // INITIAL_BINDACK_TIMEOUT.
    private const int InitialTimeoutMs = 1000;
    private const int MaximumTimeoutMs = 32000;

    /// <summary>When it is to be sent, in monotonic ms, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    internal long SendAt = MobileRouter.NoDeadline;

    /// <summary>How often it was sent and not answered: 0 before it was sent.</summary>
    internal int Attempt;

    private int _timeoutMs;
    private bool _repeats;

    /// <summary>The turn of the next sending: 0 for the first, more for retransmissions.</summary>
    internal int Turn
    {
        get { return _repeats ? Attempt - 1 : Attempt; }
    }

    /// <summary>Whether it is to be sent, or waits for its answer.</summary>
    internal bool IsRunning
    {
        get { return SendAt != MobileRouter.NoDeadline; }
    }

    /// <summary>Whether it was sent, and waits for its answer.</summary>
    internal bool IsOutstanding
    {
        get { return IsRunning && Attempt > 0; }
    }

    /// <summary>The message is to be sent at once, for the first time.</summary>
    internal void Start(long now)
    {
        Start(InitialTimeoutMs, now);
    }

    /// <summary>The message is to be sent at once, for the first time.</summary>
    /// <param name="firstTimeoutMs">The first time-out, in ms.</param>
    /// <param name="now">Monotonic ms.</param>
    internal void Start(int firstTimeoutMs, long now)
    {
        Stop();
        _timeoutMs = firstTimeoutMs;
        SendAt = now;
    }

    /// <summary>
    /// The message is to be sent again at once, because the answer said what was wrong: that counts as no attempt, and
    /// does not lengthen the back-off.
    /// </summary>
    internal void Repeat(long now)
    {
        _repeats = true;
        SendAt = now;
    }

    /// <summary>The message was sent.</summary>
    internal void Sent(long now)
    {
        bool retransmission = Attempt > 0 && !_repeats;
        if (retransmission)
        {
            _timeoutMs = 2 * _timeoutMs > MaximumTimeoutMs ? MaximumTimeoutMs : 2 * _timeoutMs;
        }

        Attempt += retransmission || Attempt == 0 ? 1 : 0;
        _repeats = false;
        SendAt = now + _timeoutMs;
    }

    /// <summary>The answer came, or is not wanted any more.</summary>
    internal void Stop()
    {
        SendAt = MobileRouter.NoDeadline;
        Attempt = 0;
        _repeats = false;
    }
}
