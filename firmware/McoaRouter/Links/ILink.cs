namespace McoaRouter.Links;

/// <summary>
/// The seam between the router and what carries its packets: an uplink, or the port of the in-vehicle network. A board
/// implements it, and hands received packets to the router's <c>Receive</c>.
/// </summary>
public interface ILink
{
    /// <summary>
    /// The largest IPv6 packet that the link carries, in octets. May change when the link comes up anew.
    /// </summary>
    int MaximumTransmissionUnit { get; }

    /// <summary>
    /// Sends one whole IPv6 packet. The link has taken the octets when the call returns; the buffer is the caller's
    /// again. Must not allocate, block or throw.
    /// </summary>
    /// <returns>False where the link did not take the packet.</returns>
    bool Send(PacketBuffer packet);
}
