using System;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Forwarding;

/// <summary>
/// What route optimisation does to a packet between a router and its correspondent: the router's own address in a Home
/// Address option (RFC 6275 §6.3, §11.3.1) and in a type 2 routing header (§6.4, §9.3.2), and both taken out again
/// (§9.3.1, §11.3.3). Upper layers see the home address at both ends, so no checksum changes. Headers move, the payload
/// does not; the work is bounded by the headers.
/// <para>
/// Each method walks the packet with the caller's reader, which holds the packet as it was before. Whether there is a
/// binding, and whether the packet still fits the link, the caller knows.
/// </para>
/// </summary>
public static class RouteOptimization
{
    /// <summary>
    /// Replaces the source, a home address, by a care-of address, and puts the home address into a Home Address option:
    /// behind Hop-by-Hop Options and routing headers, before all else (§6.3).
    /// </summary>
    /// <returns>
    /// False, and nothing changed, where the packet is malformed, has a Home Address option, must not have one (it
    /// comes from no routable address, or goes to a link-local one, or is a Neighbor Discovery or mobility message), or
    /// where the buffer lacks headroom.
    /// </returns>
    public static bool AddHomeAddress(
        PacketBuffer packet,
        Ipv6Packet reader,
        byte[] careOfAddress,
        int careOfAddressOffset)
    {
        byte[] octets = packet.Octets;
        if (!MayOptimize(packet, reader)
            || reader.HomeAddressOffset >= 0
            || !Ipv6Address.IsRoutable(octets, reader.SourceOffset)
            || Ipv6Address.IsLinkLocal(octets, reader.DestinationOffset))
        {
            return false;
        }

        int at = Insert(packet, ProtocolNumbers.DestinationOptions, HomeAddressOption.HeaderLength);
        if (at < 0)
        {
            return false;
        }

        int source = packet.Start + Ipv6Header.SourceOffset;
        HomeAddressOption.Write(octets, at, octets[at], octets, source);
        Ipv6Address.Copy(careOfAddress, careOfAddressOffset, octets, source);
        return true;
    }

    /// <summary>
    /// Puts the home address of a Home Address option back as the source (§9.3.1), and takes the option out: its
    /// header, or where that has other options too, the option alone, which becomes padding.
    /// </summary>
    /// <returns>
    /// False, and nothing changed, where the packet is malformed, has no such option, or one whose address is not
    /// routable.
    /// </returns>
    public static bool RemoveHomeAddress(PacketBuffer packet, Ipv6Packet reader)
    {
        byte[] octets = packet.Octets;
        if (!Walk(packet, reader)
            || reader.HomeAddressOffset < 0
            || !Ipv6Address.IsRoutable(octets, reader.HomeAddressOffset))
        {
            return false;
        }

        Ipv6Address.Copy(octets, reader.HomeAddressOffset, octets, reader.SourceOffset);
        HomeAddressPadding.Blank(octets, reader.HomeAddressOffset);
        int field = FieldBefore(packet, reader.HomeAddressOffset);
        int header = HeaderBehind(packet, field);
        if (HomeAddressPadding.IsPadding(octets, header))
        {
            Remove(packet, field, header);
        }

        return true;
    }

    /// <summary>
    /// Replaces the destination, a home address, by a care-of address, and puts the home address into a type 2 routing
    /// header: behind Hop-by-Hop Options and other routing headers, before all else (§6.4.1).
    /// </summary>
    /// <returns>
    /// False, and nothing changed, where the packet is malformed, has a type 2 routing header, must not have one (it
    /// goes to no routable address, or is a Neighbor Discovery or mobility message), or where the buffer lacks
    /// headroom.
    /// </returns>
    public static bool AddRoutingHeader(
        PacketBuffer packet,
        Ipv6Packet reader,
        byte[] careOfAddress,
        int careOfAddressOffset)
    {
        byte[] octets = packet.Octets;
        if (!MayOptimize(packet, reader)
            || reader.RoutingAddressOffset >= 0
            || !Ipv6Address.IsRoutable(octets, reader.DestinationOffset))
        {
            return false;
        }

        int at = Insert(packet, ProtocolNumbers.Routing, RoutingHeaderType2.Length);
        if (at < 0)
        {
            return false;
        }

        int destination = packet.Start + Ipv6Header.DestinationOffset;
        RoutingHeaderType2.Write(octets, at, octets[at], octets, destination);
        Ipv6Address.Copy(careOfAddress, careOfAddressOffset, octets, destination);
        return true;
    }

    /// <summary>
    /// Puts the home address of a type 2 routing header back as the destination and takes the header out (§11.3.3).
    /// </summary>
    /// <returns>
    /// False, and nothing changed, where the packet is malformed, has no such header, or one with another address than
    /// the router's own home address.
    /// </returns>
    public static bool RemoveRoutingHeader(
        PacketBuffer packet,
        Ipv6Packet reader,
        byte[] homeAddress,
        int homeAddressOffset)
    {
        byte[] octets = packet.Octets;
        if (!Walk(packet, reader)
            || reader.RoutingAddressOffset < 0
            || !Ipv6Address.Equal(octets, reader.RoutingAddressOffset, homeAddress, homeAddressOffset))
        {
            return false;
        }

        int header = reader.RoutingAddressOffset - RoutingHeaderType2.AddressOffset;
        Ipv6Address.Copy(homeAddress, homeAddressOffset, octets, reader.DestinationOffset);
        Remove(packet, FieldBefore(packet, header), header);
        return true;
    }

    private static bool MayOptimize(PacketBuffer packet, Ipv6Packet reader)
    {
        if (!Walk(packet, reader) || reader.Protocol == ProtocolNumbers.Mobility)
        {
            return false;
        }

        return reader.Protocol != ProtocolNumbers.Icmpv6
            || (reader.PayloadLength > 0
                && !Icmpv6.IsNeighborDiscovery(Icmpv6.Type(packet.Octets, reader.PayloadOffset)));
    }

    /// <summary>A fragment is as good as a whole packet: the headers in question stand before its own.</summary>
    private static bool Walk(PacketBuffer packet, Ipv6Packet reader)
    {
        return reader.TryRead(packet.Octets, packet.Start, packet.Length) || reader.Refusal == Refusal.Fragment;
    }

    /// <summary>
    /// Makes room for a header behind Hop-by-Hop Options and routing headers. The first octet of the room is the next
    /// header value that the new header must have.
    /// </summary>
    /// <returns>Where the room starts, or -1 where the buffer lacks headroom.</returns>
    private static int Insert(PacketBuffer packet, int protocol, int length)
    {
        byte[] octets = packet.Octets;
        int start = packet.Start;
        int field = start + Ipv6Header.NextHeaderOffset;
        int before = field;
        while (Ipv6Packet.IsExtension(octets[field]))
        {
            bool passes = octets[field] != ProtocolNumbers.DestinationOptions;
            field = HeaderBehind(packet, field);
            before = passes ? field : before;
        }

        int at = HeaderBehind(packet, before) - length;
        if (!packet.Prepend(length))
        {
            return -1;
        }

        int nextHeader = octets[before];
        octets[before] = (byte)protocol;
        Array.Copy(octets, start, octets, packet.Start, at - packet.Start);
        octets[at] = (byte)nextHeader;
        AddToPayloadLength(packet, length);
        return at;
    }

    private static void Remove(PacketBuffer packet, int field, int header)
    {
        byte[] octets = packet.Octets;
        int start = packet.Start;
        int length = Ipv6Header.ExtensionLength(octets, header);
        octets[field] = octets[header];
        packet.Strip(length);
        Array.Copy(octets, start, octets, packet.Start, header - start);
        AddToPayloadLength(packet, -length);
    }

    private static void AddToPayloadLength(PacketBuffer packet, int octets)
    {
        int at = packet.Start + Ipv6Header.PayloadLengthOffset;
        BigEndian.WriteUInt16(packet.Octets, at, BigEndian.ReadUInt16(packet.Octets, at) + octets);
    }

    /// <summary>Where the next header value stands that leads to the extension header around an offset.</summary>
    private static int FieldBefore(PacketBuffer packet, int offset)
    {
        int field = packet.Start + Ipv6Header.NextHeaderOffset;
        int header = packet.Start + Ipv6Header.Length;
        while (header + Ipv6Header.ExtensionLength(packet.Octets, header) <= offset)
        {
            field = header;
            header = HeaderBehind(packet, field);
        }

        return field;
    }

    /// <summary>Where the header starts that the next header value at <paramref name="field"/> leads to.</summary>
    private static int HeaderBehind(PacketBuffer packet, int field)
    {
        return field == packet.Start + Ipv6Header.NextHeaderOffset
            ? packet.Start + Ipv6Header.Length
            : field + Ipv6Header.ExtensionLength(packet.Octets, field);
    }
}
