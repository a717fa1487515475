using McoaRouter.Wire;

namespace McoaRouter.Links;

/// <summary>
/// The IPv6-in-UDP tunnel between an IPv4 care-of address and the home agent (RFC 5555 §4.1): used by both ends, and by
/// links whose UDP is somebody else's, which strip its headers on sending and prepend them on receiving.
/// </summary>
public static class UdpTunnel
{
    /// <summary>Octets that the tunnel adds to a packet.</summary>
    public const int Overhead = UdpEncapsulation.Length;

    /// <summary>
    /// The largest packet that fits into a tunnel over a link, in octets; never under <see cref="Limits.MinimumMtu"/>,
    /// as links that could not carry that are refused.
    /// </summary>
    public static int Mtu(int linkMtu)
    {
        return linkMtu - Overhead < Limits.MinimumMtu ? Limits.MinimumMtu : linkMtu - Overhead;
    }

    /// <summary>Puts both headers before an IPv6 packet from a care-of address to the home agent.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="identification">16 bits, another one for each packet.</param>
    /// <param name="careOfAddress">The 16 octets of the IPv4-mapped care-of address.</param>
    /// <param name="homeAgent">The 4 octets of the home agent's IPv4 address.</param>
    /// <returns>False where the buffer lacks headroom.</returns>
    public static bool ToHomeAgent(PacketBuffer packet, int identification, byte[] careOfAddress, byte[] homeAgent)
    {
        const int Offset = Ipv4MappedAddress.Ipv4Offset;
        const int Port = UdpEncapsulation.Port;
        return Encapsulate(packet, identification, careOfAddress, Offset, Port, homeAgent, 0, Port);
    }

    /// <summary>Puts both headers before an IPv6 packet from the home agent to a care-of address.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="identification">16 bits, another one for each packet.</param>
    /// <param name="homeAgent">The 4 octets of the home agent's IPv4 address.</param>
    /// <param name="careOfAddress">The 16 octets of the IPv4-mapped address that the tunnel leads to.</param>
    /// <param name="port">The port that it leads to.</param>
    /// <returns>False where the buffer lacks headroom.</returns>
    public static bool ToCareOfAddress(
        PacketBuffer packet,
        int identification,
        byte[] homeAgent,
        byte[] careOfAddress,
        int port)
    {
        const int Offset = Ipv4MappedAddress.Ipv4Offset;
        return Encapsulate(
            packet, identification, homeAgent, 0, UdpEncapsulation.Port, careOfAddress, Offset, port);
    }

    /// <summary>
    /// Puts both headers before an IPv6 packet, with its traffic class (RFC 5555 §4.1.1). Bounded and without a loop
    /// over the packet.
    /// </summary>
    /// <param name="packet">The packet.</param>
    /// <param name="identification">16 bits, another one for each packet.</param>
    /// <param name="source">The buffer that holds the 4 octets of the source address.</param>
    /// <param name="sourceOffset">Where that address starts.</param>
    /// <param name="sourcePort">The source port.</param>
    /// <param name="destination">The buffer that holds the 4 octets of the destination address.</param>
    /// <param name="destinationOffset">Where that address starts.</param>
    /// <param name="destinationPort">The destination port.</param>
    /// <returns>False where the buffer lacks headroom.</returns>
    public static bool Encapsulate(
        PacketBuffer packet,
        int identification,
        byte[] source,
        int sourceOffset,
        int sourcePort,
        byte[] destination,
        int destinationOffset,
        int destinationPort)
    {
        int inner = packet.Start;
        int length = packet.Length;
        if (!packet.Prepend(Overhead))
        {
            return false;
        }

        UdpEncapsulation.Write(
            packet.Octets,
            packet.Start,
            length,
            Ipv6Header.TrafficClass(packet.Octets, inner),
            identification,
            source,
            sourceOffset,
            sourcePort,
            destination,
            destinationOffset,
            destinationPort);
        return true;
    }
}
