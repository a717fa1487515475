using McoaRouter.Links;

namespace McoaRouter.LinkLayers.Ethernet;

/// <summary>Who hears of a neighbour that does not answer. Must not call back into the cache.</summary>
internal interface INeighborListener
{
    /// <summary>An address could not be resolved.</summary>
    /// <param name="packet">The packet that waited for it; the cache's again when the call returns.</param>
    /// <param name="now">Monotonic ms.</param>
    void NeighborUnreachable(PacketBuffer packet, long now);
}
