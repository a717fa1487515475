namespace McoaRouter.Mobility;

/// <summary>
/// One Binding Update and its acknowledgement: what was sent last, and the timer of its retransmission (RFC 6275 §11.8).
/// Every exchange has its own back-off, so that one that goes unanswered delays no other. The object is reused.
/// </summary>
internal sealed class UpdateExchange
{
    /// <summary>Its index, as bindings name it.</summary>
    internal readonly int Index;

    /// <summary>When the update was sent last, in monotonic ms.</summary>
    internal long SentAt;

    /// <summary>The sequence number it was sent with last.</summary>
    internal int Sequence;

    /// <summary>How often an answer was followed that only corrected the sequence number or the clock.</summary>
    internal int Corrections;

    /// <summary>How often the home agent refused it in an answer that could not be verified.</summary>
    internal int UnverifiedRefusals;

    /// <summary>The uplink whose turn it is, where the exchange goes by turns.</summary>
    internal int TurnUplink;

    /// <summary>The lifetime that the update asked for, in ms; 0 where it only removes.</summary>
    internal long RequestedMs;

    /// <summary>Whether the update named Binding Identifiers.</summary>
    internal bool HasIdentifiers;

    /// <summary>Whether the update replaces whatever the home agent holds (O, RFC 5648 §4.2).</summary>
    internal bool Overwrites;

    /// <summary>The timestamp of the update, where it is authenticated (RFC 4285 §6).</summary>
    internal long Timestamp;

    private readonly RetransmissionTimer _timer = new RetransmissionTimer();

    internal UpdateExchange(int index)
    {
        Index = index;
    }

    /// <summary>When it is sent again, in monotonic ms, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    internal long SendAt
    {
        get { return _timer.SendAt; }
    }

    /// <summary>How often it was sent and not answered: 0 before it was sent.</summary>
    internal int Attempt
    {
        get { return _timer.Attempt; }
    }

    /// <summary>The turn of the next sending: 0 for the first, more for retransmissions.</summary>
    internal int Turn
    {
        get { return _timer.Turn; }
    }

    /// <summary>Whether an answer is awaited.</summary>
    internal bool IsOutstanding
    {
        get { return _timer.IsOutstanding; }
    }

    /// <summary>It says something new: the back-off starts anew, and it is to be sent at once.</summary>
    internal void Start(int firstTimeoutMs, long now)
    {
        Settle();
        _timer.Start(firstTimeoutMs, now);
    }

    /// <summary>
    /// It is to be sent again at once, because the answer said what was wrong: that counts as no attempt, and does not
    /// lengthen the back-off.
    /// </summary>
    internal void Repeat(long now)
    {
        _timer.Repeat(now);
    }

    /// <summary>It was sent.</summary>
    internal void Sent(int sequence, long now)
    {
        Sequence = sequence;
        SentAt = now;
        _timer.Sent(now);
    }

    /// <summary>Nothing is awaited any more.</summary>
    internal void Settle()
    {
        _timer.Stop();
        Corrections = 0;
        UnverifiedRefusals = 0;
    }
}
