using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Forwarding;

/// <summary>
/// The IPv6-in-IPv6 tunnel between a care-of address and the home agent (RFC 2473, RFC 3963 §5.5): used by both ends.
/// </summary>
public static class Tunnel
{
    /// <summary>Octets that the tunnel adds to a packet.</summary>
    public const int Overhead = Ipv6Header.Length;

    /// <summary>
    /// The largest packet that fits into a tunnel over a link, in octets; never under <see cref="Limits.MinimumMtu"/>,
    /// as links that could not carry that are refused.
    /// </summary>
    public static int Mtu(int linkMtu)
    {
        return linkMtu - Overhead < Limits.MinimumMtu ? Limits.MinimumMtu : linkMtu - Overhead;
    }

    /// <summary>
    /// Puts the outer header before a packet, with the inner traffic class (RFC 2473 §6.4). Bounded and without a loop
    /// over the packet.
    /// </summary>
    /// <returns>False where the buffer lacks headroom.</returns>
    public static bool Encapsulate(
        PacketBuffer packet,
        byte[] source,
        int sourceOffset,
        byte[] destination,
        int destinationOffset)
    {
        int inner = packet.Start;
        int length = packet.Length;
        if (!packet.Prepend(Overhead))
        {
            return false;
        }

        Ipv6Header.Write(
            packet.Octets,
            packet.Start,
            Ipv6Header.TrafficClass(packet.Octets, inner),
            length,
            ProtocolNumbers.Ipv6,
            source,
            sourceOffset,
            destination,
            destinationOffset);
        return true;
    }

    /// <summary>Counts the hop of a forwarded packet.</summary>
    /// <returns>False, and nothing changed, where the hop limit has run out.</returns>
    public static bool DecrementHopLimit(PacketBuffer packet)
    {
        int at = packet.Start + Ipv6Header.HopLimitOffset;
        if (packet.Octets[at] <= 1)
        {
            return false;
        }

        packet.Octets[at]--;
        return true;
    }

    /// <summary>Whether both addresses of a packet may be forwarded.</summary>
    public static bool IsForwardable(PacketBuffer packet)
    {
        return Ipv6Address.IsRoutable(packet.Octets, packet.Start + Ipv6Header.SourceOffset)
            && Ipv6Address.IsRoutable(packet.Octets, packet.Start + Ipv6Header.DestinationOffset);
    }
}
