using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// A packet that the home agent itself sends to a router, with a type 2 routing header where it is not addressed to the
/// home address (RFC 6275 §9.3.2, §9.5.4). The message is written between <see cref="Begin"/> and <see cref="End"/>;
/// its checksum counts the home address as destination.
/// </summary>
internal static class RoutedPacket
{
    /// <summary>Octets of both headers.</summary>
    public const int LargestHeaders = Ipv6Header.Length + RoutingHeaderType2.Length;

    /// <summary>Empties the buffer and writes the routing header where one is needed.</summary>
    /// <param name="packet">Where to write.</param>
    /// <param name="protocol">The protocol of the message.</param>
    /// <param name="destination">The buffer that holds the address that the packet goes to.</param>
    /// <param name="destinationOffset">Where that address starts.</param>
    /// <param name="homeAddress">The buffer that holds the home address.</param>
    /// <param name="homeAddressOffset">Where that address starts.</param>
    /// <returns>Where the message starts.</returns>
    public static int Begin(
        PacketBuffer packet,
        int protocol,
        byte[] destination,
        int destinationOffset,
        byte[] homeAddress,
        int homeAddressOffset)
    {
        packet.Reset();
        int at = packet.Start + Ipv6Header.Length;
        return Ipv6Address.Equal(destination, destinationOffset, homeAddress, homeAddressOffset)
            ? at
            : RoutingHeaderType2.Write(packet.Octets, at, protocol, homeAddress, homeAddressOffset);
    }

    /// <summary>Writes the IPv6 header.</summary>
    /// <param name="packet">The packet that was begun.</param>
    /// <param name="protocol">The protocol of the message.</param>
    /// <param name="message">Where the message starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="source">The 16 octets of the home agent's address.</param>
    /// <param name="destination">The buffer that holds the address that the packet goes to.</param>
    /// <param name="destinationOffset">Where that address starts.</param>
    public static void End(
        PacketBuffer packet,
        int protocol,
        int message,
        int end,
        byte[] source,
        byte[] destination,
        int destinationOffset)
    {
        bool routed = message != packet.Start + Ipv6Header.Length;
        int length = end - packet.Start;
        Ipv6Header.Write(
            packet.Octets,
            packet.Start,
            0,
            length - Ipv6Header.Length,
            routed ? ProtocolNumbers.Routing : protocol,
            source,
            0,
            destination,
            destinationOffset);
        packet.SetLength(length);
    }
}
