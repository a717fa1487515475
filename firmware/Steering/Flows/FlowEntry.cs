using McoaRouter.Wire;

namespace McoaRouter.Flows;

/// <summary>
/// One flow binding that the router wishes: packets for the vehicle that a selector is about come by one uplink. A rule has
/// one, and a balanced rule one for each of its ranges of ports.
/// </summary>
public sealed class FlowEntry
{
    /// <summary>The flow identifier (FID, RFC 6089 §4.2), 1..65535: it stays the same until the router restarts.</summary>
    public readonly int Fid;

    /// <summary>Which packets, as they come to the vehicle.</summary>
    public readonly TrafficSelector Selector;

    /// <summary>The uplink by which they are to come, or -1 where the flow binding is not to stand now.</summary>
    public int Uplink = -1;

    internal FlowEntry(int fid, TrafficSelector selector)
    {
        Fid = fid;
        Selector = selector;
    }
}
