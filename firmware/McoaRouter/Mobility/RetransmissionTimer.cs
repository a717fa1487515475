namespace McoaRouter.Mobility;

/// <summary>
/// When a message to a correspondent is sent again: after INITIAL_BINDACK_TIMEOUT, then doubling up to
/// MAX_BINDACK_TIMEOUT and at that rate without end (RFC 6275 §11.8, §12).
/// </summary>
internal sealed class RetransmissionTimer
{
    private const int InitialTimeoutMs = 1000;
    private const int MaximumTimeoutMs = 32000;

    private int _timeoutMs;

    /// <summary>When it is to be sent, in monotonic ms, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    internal long SendAt { get; private set; } = MobileRouter.NoDeadline;

    /// <summary>How often it was sent and not answered: 0 before it was sent.</summary>
    internal int Attempt { get; private set; }

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
        Attempt = 0;
        _timeoutMs = InitialTimeoutMs;
        SendAt = now;
    }

    /// <summary>The message was sent.</summary>
    internal void Sent(long now)
    {
        if (Attempt > 0)
        {
            _timeoutMs = 2 * _timeoutMs > MaximumTimeoutMs ? MaximumTimeoutMs : 2 * _timeoutMs;
        }

        Attempt++;
        SendAt = now + _timeoutMs;
    }

    /// <summary>The answer came, or is not wanted any more.</summary>
    internal void Stop()
    {
        SendAt = MobileRouter.NoDeadline;
        Attempt = 0;
    }
}
