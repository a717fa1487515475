using McoaRouter.Links;

namespace McoaRouter.LinkLayers.Autoconfiguration;

/// <summary>The link that a <see cref="HostAutoconfiguration"/> serves.</summary>
internal interface IAutoconfiguredLink
{
    /// <summary>
    /// Sends a whole IPv6 packet of Neighbor Discovery: to a multicast address, or to the neighbour that asked.
    /// </summary>
    /// <returns>False where the link did not take it; it is sent again in its time.</returns>
    bool SendDiscovery(PacketBuffer packet);

    /// <summary>
    /// The address, the default router or the MTU has changed: see the properties. Called from inside
    /// <see cref="HostAutoconfiguration.Poll"/> and <see cref="HostAutoconfiguration.Receive"/>.
    /// </summary>
    void Reconfigured(long now);
}
