using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// Tells a vehicle's packets in their tunnel from those of the protocol. The first may wait for others and leave with
/// them; of the second the router is to know whether they left.
/// </summary>
public static class TunnelledPacket
{
    /// <summary>Whether an IPv6 packet is a tunnel's.</summary>
    public static bool InIpv6(PacketBuffer packet)
    {
        return packet.Octets[packet.Start + Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Ipv6;
    }

    /// <summary>Whether an IPv4 packet with UDP within carries anything but a mobility message.</summary>
    public static bool InUdp(PacketBuffer packet)
    {
        const int NextHeader = UdpEncapsulation.Length + Ipv6Header.NextHeaderOffset;
        return packet.Length > NextHeader
            && packet.Octets[packet.Start + NextHeader] != ProtocolNumbers.Mobility;
    }
}
