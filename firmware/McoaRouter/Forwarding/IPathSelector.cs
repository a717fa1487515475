using McoaRouter.Links;

namespace McoaRouter.Forwarding;

/// <summary>
/// The seam of the data plane to who chooses an uplink for each packet; without one, all take the preferred uplink.
/// Nothing behind it allocates, blocks, or looks at more than a packet's headers.
/// </summary>
public interface IPathSelector
{
    /// <summary>The uplink for a packet of the vehicle.</summary>
    /// <param name="packet">The packet, checked and not yet encapsulated.</param>
    /// <param name="preferred">The preferred uplink, which carries what no rule is about.</param>
    /// <param name="now">Monotonic ms.</param>
    /// <returns>An uplink whose binding is registered, or -1 where a rule forbids all that are.</returns>
    int PathOf(PacketBuffer packet, int preferred, long now);

    /// <summary>
    /// An uplink carries traffic: a packet of the vehicle is leaving by it, or one from the home agent came through its
    /// tunnel, whose headers were checked.
    /// </summary>
    void Used(int uplink, long now);
}
