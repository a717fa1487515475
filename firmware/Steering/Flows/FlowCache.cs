namespace McoaRouter.Flows;

/// <summary>
/// Flows that were seen lately, so that a packet of one costs a look-up and no walk over the rules. Each flow has one
/// place by its key; the flow that had it is forgotten, and costs a walk again. A sender that provokes this for a flow of
/// the same vehicle slows that flow down, and gains nothing.
/// </summary>
internal sealed class FlowCache
{
    private readonly CachedFlow[] _places;

    /// <summary>Sets aside all memory.</summary>
    /// <param name="places">How many flows it holds, a power of 2.</param>
    internal FlowCache(int places)
    {
        _places = new CachedFlow[places];
        for (int i = 0; i < places; i++)
        {
            _places[i] = new CachedFlow();
        }
    }

    /// <summary>The place of a packet's flow, whoever has it now.</summary>
    /// <param name="key">The packet.</param>
    /// <param name="rest">What of it counts beside the addresses.</param>
    internal CachedFlow PlaceOf(FlowKey key, long rest)
    {
        long mixed = key.SourceLow ^ key.DestinationHigh ^ key.DestinationLow ^ rest;
        int folded = (int)mixed ^ (int)(mixed >> 32);
        folded ^= folded >> 16;
        folded ^= folded >> 8;
        return _places[folded & (_places.Length - 1)];
    }
}
