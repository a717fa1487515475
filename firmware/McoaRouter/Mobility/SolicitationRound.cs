namespace McoaRouter.Mobility;

/// <summary>
/// A request of ICMPv6 that is repeated until it is answered: after 3 s (INITIAL_DHAAD_TIMEOUT, INITIAL_SOLICIT_TIMER of
/// RFC 6275 §12), each time after twice the interval, four times altogether.
/// </summary>
internal sealed class SolicitationRound
{
    private const int InitialTimeoutMs = 3000;
    private const int Attempts = 4;

    /// <summary>
    /// When the next request leaves, or the last one counts as unanswered, in monotonic ms, or
    /// <see cref="MobileRouter.NoDeadline"/>.
    /// </summary>
    internal long DueAt = MobileRouter.NoDeadline;

    /// <summary>How many requests of the round left; 0 between rounds.</summary>
    internal int Attempt;

    /// <summary>The identifier of every request of the round.</summary>
    internal int Identifier;

    /// <summary>Whether an answer to <see cref="Identifier"/> counts: one was asked for and none came yet.</summary>
    internal bool IsAwaited;

    private int _timeoutMs;

    /// <summary>Whether all requests of the round left.</summary>
    internal bool IsSpent
    {
        get { return Attempt == Attempts; }
    }

    /// <summary>The first request of a round is about to leave.</summary>
    internal void Begin(int identifier)
    {
        Identifier = identifier;
        IsAwaited = true;
        _timeoutMs = InitialTimeoutMs;
    }

    /// <summary>A request left.</summary>
    internal void Sent(long now)
    {
        Attempt++;
        DueAt = now + _timeoutMs;
        _timeoutMs *= 2;
    }

    /// <summary>The round is over; the next one begins at a moment. A late answer to this one counts until then.</summary>
    internal void Rest(long until)
    {
        Attempt = 0;
        DueAt = until;
    }

    /// <summary>The answer came, and counts once.</summary>
    internal void Answered(long until)
    {
        IsAwaited = false;
        Rest(until);
    }
}
