using McoaRouter.Security;

namespace McoaRouter.HomeAgents;

/// <summary>
/// How a home agent judges the timestamps of one mobile node (RFC 4285 §6), after their message was authenticated.
/// </summary>
public sealed class ReplayWindow
{
    /// <summary>How far the two clocks may be apart unless the association says otherwise, in ms.</summary>
    public const int DefaultMs = 7000;

    private readonly long _closeEnough;
    private long _accepted = long.MinValue;

    /// <summary>Makes the window of a mobile node of which nothing was accepted yet.</summary>
    /// <param name="closeEnoughMs">How far the two clocks may be apart, in ms; more than 3000.</param>
    public ReplayWindow(int closeEnoughMs)
    {
        _closeEnough = ((long)closeEnoughMs << 32) / 1000;
    }

    /// <summary>
    /// Whether a timestamp is close enough to the receiver's time of day and later than all that were accepted.
    /// </summary>
    /// <param name="timestamp">The message's timestamp.</param>
    /// <param name="nowTimestamp">The receiver's time of day (<see cref="ReplayTimestamp"/>).</param>
    public bool IsFresh(long timestamp, long nowTimestamp)
    {
        long difference = timestamp - nowTimestamp;
        return timestamp > _accepted && difference <= _closeEnough && difference >= -_closeEnough;
    }

    /// <summary>The message with this timestamp, which <see cref="IsFresh"/>, was accepted.</summary>
    public void Accept(long timestamp)
    {
        _accepted = timestamp;
    }

    /// <summary>
    /// The timestamp of the answer: the message's own, or where that is not valid, its fraction with the receiver's
    /// seconds.
    /// </summary>
    public static long Answer(long timestamp, long nowTimestamp, bool valid)
    {
        return valid
            ? timestamp
            : (nowTimestamp & ~ReplayTimestamp.FractionMask) | (timestamp & ReplayTimestamp.FractionMask);
    }
}
