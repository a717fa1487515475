namespace McoaRouter.Links;

/// <summary>
/// The seam between the router and what carries its packets: an uplink, or the port of the in-vehicle network. A board
/// implements it, and hands received packets to an <see cref="ILinkListener"/>. The first four bits of a packet say
/// whether it is IPv6, or IPv4 with UDP within it (RFC 5555), which an uplink without IPv6 carries.
/// </summary>
public interface ILink
{
    /// <summary>
    /// The largest IP packet that the link carries, in octets. May change when the link comes up anew.
    /// </summary>
    int MaximumTransmissionUnit { get; }

    /// <summary>
    /// Sends one whole IP packet. The link has taken the octets when the call returns; the buffer is the caller's
    /// again. Must not allocate, block or throw.
    /// </summary>
    /// <returns>False where the link did not take the packet.</returns>
    bool Send(PacketBuffer packet);
}
