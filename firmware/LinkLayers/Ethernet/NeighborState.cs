namespace McoaRouter.LinkLayers.Ethernet;

/// <summary>What is known of a neighbour (RFC 4861 §7.3.2).</summary>
internal enum NeighborState
{
    /// <summary>Not an entry.</summary>
    Free,

    /// <summary>Its link-layer address is being asked for.</summary>
    Incomplete,

    /// <summary>It answered a short while ago.</summary>
    Reachable,

    /// <summary>Its address is known, and was not confirmed lately.</summary>
    Stale,

    /// <summary>Something was sent to it; it is asked in a moment.</summary>
    Delay,

    /// <summary>It is being asked whether it is still there.</summary>
    Probe,
}
