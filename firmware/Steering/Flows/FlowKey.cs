using System;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Flows;

/// <summary>
/// What of a packet decides which flow it belongs to: addresses, protocol, ports and traffic class, or of a fragment
/// that is not the first one its identification. The object is reused: each <see cref="Read"/> replaces what it held.
/// </summary>
internal sealed class FlowKey
{
    /// <summary>What a port is where the packet has none that is seen.</summary>
    internal const int NoPort = -1;

    /// <summary>
    /// The bits of the traffic class that count: what is marked by a router on the way is not the sender's (RFC 6088
    /// §3.2).
    /// </summary>
    internal const int DifferentiatedServices = 0xFC;

    // Source and destination port (RFC 768, RFC 9293 §3.1).
    private const int PortsLength = 4;

    // What the start of the ports is where there are none.
    private const int Nowhere = -1;

    /// <summary>The buffer of the packet.</summary>
    internal byte[] Octets;

    /// <summary>Where its source address starts.</summary>
    internal int SourceOffset;

    /// <summary>Where its destination address starts.</summary>
    internal int DestinationOffset;

    /// <summary>The addresses as numbers, to tell flows apart.</summary>
    internal long SourceHigh;

    /// <summary>See <see cref="SourceHigh"/>.</summary>
    internal long SourceLow;

    /// <summary>See <see cref="SourceHigh"/>.</summary>
    internal long DestinationHigh;

    /// <summary>See <see cref="SourceHigh"/>.</summary>
    internal long DestinationLow;

    /// <summary>The protocol number behind all extension headers that were walked.</summary>
    internal int Protocol;

    /// <summary>Both ports as one number, to tell flows apart, or <see cref="NoPort"/>.</summary>
    internal int Ports;

    /// <summary>Whether it is a fragment, and the first one: the one that has the ports.</summary>
    internal bool IsFirstFragment;

    /// <summary>Whether it is a fragment behind the first one.</summary>
    internal bool IsLaterFragment;

    /// <summary>What all fragments of one packet have alike beside their addresses.</summary>
    internal int Identification;

    private int _portsAt;

    /// <summary>The traffic class, without what a router marks.</summary>
    internal int TrafficClass
    {
        get
        {
            return Ipv6Header.TrafficClass(Octets, SourceOffset - Ipv6Header.SourceOffset) & DifferentiatedServices;
        }
    }

    /// <summary>The source port, or <see cref="NoPort"/>.</summary>
    internal int SourcePort
    {
        get { return _portsAt == Nowhere ? NoPort : BigEndian.ReadUInt16(Octets, _portsAt); }
    }

    /// <summary>The destination port, or <see cref="NoPort"/>.</summary>
    internal int DestinationPort
    {
        get { return _portsAt == Nowhere ? NoPort : BigEndian.ReadUInt16(Octets, _portsAt + 2); }
    }

    /// <summary>
    /// Reads the headers of a packet whose IPv6 header was checked. Bounded: at most
    /// <see cref="Limits.ExtensionHeaders"/> of them. What is cut short behind them has no ports.
    /// </summary>
    internal void Read(PacketBuffer packet)
    {
        byte[] octets = packet.Octets;
        int start = packet.Start;
        int at = start + Ipv6Header.Length;
        int end = start + packet.Length;
        int source = start + Ipv6Header.SourceOffset;
        int destination = start + Ipv6Header.DestinationOffset;
        int protocol = octets[start + Ipv6Header.NextHeaderOffset];
        Octets = octets;
        SourceOffset = source;
        DestinationOffset = destination;
        SourceHigh = BitConverter.ToInt64(octets, source);
        SourceLow = BitConverter.ToInt64(octets, source + 8);
        DestinationHigh = BitConverter.ToInt64(octets, destination);
        DestinationLow = BitConverter.ToInt64(octets, destination + 8);
        IsFirstFragment = false;
        IsLaterFragment = false;
        Protocol = protocol;
        Ports = NoPort;
        _portsAt = Nowhere;

        // Nearly all packets have no extension header.
        if (protocol != ProtocolNumbers.Udp && protocol != ProtocolNumbers.Tcp)
        {
            at = Walk(octets, at, end);
        }

        if (end - at >= PortsLength)
        {
            _portsAt = at;
            Ports = BitConverter.ToInt32(octets, at);
        }
    }

    private static bool IsWalked(int protocol)
    {
        return Ipv6Packet.IsExtension(protocol)
            || protocol == ProtocolNumbers.Fragment
            || protocol == ProtocolNumbers.AuthenticationHeader;
    }

    /// <summary>Walks over the extension headers.</summary>
    /// <returns>Where the ports start, or the packet's end where it has none that is seen.</returns>
    private int Walk(byte[] octets, int at, int end)
    {
        for (int i = 0; i < Limits.ExtensionHeaders && IsWalked(Protocol); i++)
        {
            if (end - at < SelectedPacket.FragmentLength)
            {
                return end;
            }

            int length = LengthOf(octets, at);
            if (Protocol == ProtocolNumbers.Fragment)
            {
                ReadFragment(octets, at);
            }

            Protocol = octets[at];
            at += length;
            if (IsLaterFragment)
            {
                return end;
            }
        }

        return ProtocolNumbers.HasPorts(Protocol) ? at : end;
    }

    private int LengthOf(byte[] octets, int at)
    {
        if (Protocol == ProtocolNumbers.Fragment)
        {
            return SelectedPacket.FragmentLength;
        }

        // RFC 4302 §2.2: in units of 4 octets, less 2.
        return Protocol == ProtocolNumbers.AuthenticationHeader
            ? 4 * (octets[at + 1] + 2)
            : Ipv6Header.ExtensionLength(octets, at);
    }

    private void ReadFragment(byte[] octets, int at)
    {
        // The low three bits are reserved, and whether more follow.
        IsLaterFragment = BigEndian.ReadUInt16(octets, at + SelectedPacket.FragmentFieldOffset) >> 3 != 0;
        IsFirstFragment = !IsLaterFragment;
        Identification = (int)BigEndian.ReadUInt32(octets, at + SelectedPacket.IdentificationOffset);
    }
}
