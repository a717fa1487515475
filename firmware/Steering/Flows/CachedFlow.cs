namespace McoaRouter.Flows;

/// <summary>
/// One place of a <see cref="FlowCache"/>: a flow that was seen, the rule that is about it, and the uplink that it takes.
/// </summary>
internal sealed class CachedFlow
{
    /// <summary>What <see cref="Block"/> is where the ports of a packet decide nothing.</summary>
    internal const int NoBlock = -1;

    /// <summary>What <see cref="Rule"/> is where no rule is about it.</summary>
    internal const int NoRule = -1;

    private const long Never = 0;

    // A flow pauses where its packets on the old uplink have surely overtaken nothing by the time that the next one
    // leaves by the new one; one that never pauses is not kept for longer than people notice.
    private const int PauseMs = 50;
    private const int LongestStayMs = 500;

    /// <summary>The rule that is about it, or <see cref="NoRule"/>.</summary>
    internal int Rule = NoRule;

    /// <summary>Its block of ports, where the rule is balanced, or <see cref="NoBlock"/>.</summary>
    internal int Block = NoBlock;

    /// <summary>The uplink that its last packet took, or -1 for none.</summary>
    internal int Uplink = -1;

    private bool _taken;
    private long _sourceHigh;
    private long _sourceLow;
    private long _destinationHigh;
    private long _destinationLow;
    private long _rest;
    private long _seenAt;
    private long _leaveBy;

    /// <summary>Whether a packet belongs to it: five comparisons.</summary>
    /// <param name="key">The packet.</param>
    /// <param name="rest">What of it counts beside the addresses.</param>
    internal bool Is(FlowKey key, long rest)
    {
        return _rest == rest
            && _taken
            && key.DestinationLow == _destinationLow
            && key.SourceLow == _sourceLow
            && key.DestinationHigh == _destinationHigh
            && key.SourceHigh == _sourceHigh;
    }

    /// <summary>Holds a packet's flow from now on, and no other.</summary>
    internal void Take(FlowKey key, long rest, int rule, int block, int uplink)
    {
        _taken = true;
        _rest = rest;
        _sourceHigh = key.SourceHigh;
        _sourceLow = key.SourceLow;
        _destinationHigh = key.DestinationHigh;
        _destinationLow = key.DestinationLow;
        Rule = rule;
        Block = block;
        Uplink = uplink;
        _leaveBy = Never;
    }

    /// <summary>A packet of it leaves by the uplink that it should take and did take before.</summary>
    internal void Stay(long now)
    {
        _leaveBy = Never;
        _seenAt = now;
    }

    /// <summary>
    /// A packet of it leaves: by another uplink that it should take, or while the old one still works, by that one until
    /// the flow pauses, so that its packets stay in order.
    /// </summary>
    /// <param name="wanted">The uplink that the flow should take.</param>
    /// <param name="works">Whether the uplink that it takes still works.</param>
    /// <param name="now">Monotonic ms.</param>
    internal void Follow(int wanted, bool works, long now)
    {
        if (!works || now - _seenAt >= PauseMs || (_leaveBy != Never && now >= _leaveBy))
        {
            Uplink = wanted;
            _leaveBy = Never;
        }
        else if (_leaveBy == Never)
        {
            // The choice changed after the last packet, so this adds less than a pause.
            _leaveBy = _seenAt + LongestStayMs;
        }

        _seenAt = now;
    }
}
