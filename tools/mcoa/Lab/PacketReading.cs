using System;
using System.Buffers.Binary;
using System.Net;
using McoaRouter.Wire;

namespace McoaRouter.Tools.Lab;

/// <summary>What the picture and the scenarios ask of a captured packet.</summary>
internal static class PacketReading
{
    private const int Ipv4HeaderLength = 20;
    private const int UdpHeaderLength = 8;
    private const int Ipv4SourceOffset = 12;
    private const int Ipv4ProtocolOffset = 9;
    private const int UdpDestinationOffset = 2;
    private const int TunnelPort = 4191;
    private const int NextHeaderOffset = 6;
    private const int SourceOffset = 8;
    private const int DestinationOffset = 24;
    private const int AddressLength = 16;
    private const int HopByHop = 0;
    private const int Tcp = 6;
    private const int Udp = 17;
    private const int Ipv6InIpv6 = 41;
    private const int Routing = 43;
    private const int Icmpv6 = 58;
    private const int DestinationOptions = 60;
    private const int Mobility = 135;
    private const int MobilityTypeOffset = 2;
    private const int BindingUpdate = 5;
    private const int BindingAcknowledgement = 6;

    private static readonly byte[] s_homeAddress = IPAddress.Parse(LabTopology.HomeAddress).GetAddressBytes();

    /// <summary>The uplink from which a packet of the vehicle comes by its outer source address, or null.</summary>
    public static string? UplinkOf(ReadOnlySpan<byte> packet)
    {
        IPAddress? source = packet.Length < Ipv6Header.Length ? null
            : packet[0] >> 4 == 6 ? new IPAddress(packet.Slice(SourceOffset, AddressLength))
            : new IPAddress(packet.Slice(Ipv4SourceOffset, 4));
        return source == null ? null : LabTopology.UplinkAt(source.ToString());
    }

    /// <summary>What a packet is.</summary>
    public static PacketKind KindOf(ReadOnlySpan<byte> packet)
    {
        ReadOnlySpan<byte> rest = packet;
        if (rest.Length > Ipv4HeaderLength + UdpHeaderLength
            && rest[0] == 0x45
            && rest[Ipv4ProtocolOffset] == Udp
            && BinaryPrimitives.ReadUInt16BigEndian(rest[(Ipv4HeaderLength + UdpDestinationOffset)..]) == TunnelPort)
        {
            // What is in UDP is the packet of the tunnel itself, or the message (RFC 5555 §4.2).
            rest = rest[(Ipv4HeaderLength + UdpHeaderLength)..];
            return KindOf(rest, inTunnel: true);
        }

        return KindOf(rest, inTunnel: false);
    }

    private static PacketKind KindOf(ReadOnlySpan<byte> packet, bool inTunnel)
    {
        if (packet.Length < Ipv6Header.Length || packet[0] >> 4 != 6)
        {
            return PacketKind.Other;
        }

        int next = packet[NextHeaderOffset];
        ReadOnlySpan<byte> rest = packet[Ipv6Header.Length..];
        while (next is HopByHop or Routing or DestinationOptions && rest.Length >= 8)
        {
            int length = (rest[1] + 1) * 8;
            next = rest[0];
            rest = rest[Math.Min(length, rest.Length)..];
        }

        switch (next)
        {
            case Mobility when rest.Length > MobilityTypeOffset:
                return rest[MobilityTypeOffset] switch
                {
                    BindingUpdate => PacketKind.BindingUpdate,
                    BindingAcknowledgement => PacketKind.BindingAcknowledgement,
                    _ => PacketKind.Other,
                };
            case Ipv6InIpv6 when !inTunnel:
                return KindOf(rest, inTunnel: true);
            case Tcp when inTunnel:
                return PacketKind.Tcp;
            case Udp when inTunnel:
                return PacketKind.Udp;
            case Icmpv6 when inTunnel && rest.Length > 0 && rest[0] is Icmpv6Echo.Request or Icmpv6Echo.Reply:
                return IsOfRouter(packet) ? PacketKind.Other : PacketKind.Echo;
            default:
                return PacketKind.Other;
        }
    }

    /// <summary>Whether the router itself speaks or is spoken to: its probes are no traffic.</summary>
    private static bool IsOfRouter(ReadOnlySpan<byte> packet)
    {
        return packet.Slice(SourceOffset, AddressLength).SequenceEqual(s_homeAddress)
            || packet.Slice(DestinationOffset, AddressLength).SequenceEqual(s_homeAddress);
    }
}
