using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Linux.Segments;

/// <summary>
/// Packets of one flow joined into one, behind an offload header that says how to take them apart again: TCP segments that
/// follow each other and differ in nothing but the sequence number, or UDP datagrams of one size. The rules are those of
/// the kernel's generic receive offload; whoever takes them apart makes the very same packets.
/// </summary>
internal sealed unsafe class JoinedSegments
{
    /// <summary>Datagrams that every kernel takes in one piece (<c>UDP_MAX_SEGMENTS</c>).</summary>
    private const int MostDatagrams = 64;

    private const int LargestPacket = Ipv6Header.Length + ushort.MaxValue;
    private const int VersionAndFlowLength = 4;
    private const int At = OffloadHeader.Length;

    private readonly byte[] _octets = GC.AllocateArray<byte>(At + LargestPacket, pinned: true);
    private int _length;
    private int _headers;
    private int _segmentOctets;
    private int _count;
    private uint _nextSequence;
    private bool _verified;
    private bool _full;

    /// <summary>How many packets are in it.</summary>
    public int Count
    {
        get { return _count; }
    }

    /// <summary>Whether nothing can be added any more.</summary>
    public bool IsFull
    {
        get { return _full; }
    }

    /// <summary>The offload header and the packet.</summary>
    public byte* Memory
    {
        get { return (byte*)Unsafe.AsPointer(ref _octets[0]); }
    }

    private Span<byte> Packet
    {
        get { return _octets.AsSpan(At, _length); }
    }

    private bool IsTcp
    {
        get { return _octets[At + Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Tcp; }
    }

    /// <summary>
    /// Octets of the headers of a packet that could be joined with others, or 0 for another one: TCP with data and no flag
    /// but ACK and PSH, or UDP with data and a checksum, right behind the IPv6 header.
    /// </summary>
    public static int HeadersOf(ReadOnlySpan<byte> packet)
    {
        int protocol = packet[Ipv6Header.NextHeaderOffset];
        if ((protocol != ProtocolNumbers.Tcp && protocol != ProtocolNumbers.Udp)
            || BinaryPrimitives.ReadUInt16BigEndian(packet[Ipv6Header.PayloadLengthOffset..])
                != packet.Length - Ipv6Header.Length)
        {
            return 0;
        }

        int headers = Ipv6Header.Length + Transport.HeaderLength(packet, Ipv6Header.Length, protocol);
        if (headers == Ipv6Header.Length || headers >= packet.Length)
        {
            return 0;
        }

        ReadOnlySpan<byte> transport = packet[Ipv6Header.Length..];
        bool plain = protocol == ProtocolNumbers.Tcp
            ? (transport[Transport.FlagsOffset] & ~Transport.Push) == Transport.Acknowledge
            : BinaryPrimitives.ReadUInt16BigEndian(transport[Transport.UdpLengthOffset..]) == transport.Length
                && BinaryPrimitives.ReadUInt16BigEndian(transport[Transport.UdpChecksumOffset..]) != 0;
        return plain ? headers : 0;
    }

    /// <summary>Whether a packet has the addresses, the protocol and the ports of what is in it.</summary>
    public bool IsFlowOf(ReadOnlySpan<byte> packet)
    {
        const int Addresses = Ipv6Header.SourceOffset;
        return _count > 0
            && packet.Length >= Ipv6Header.Length + Transport.PortsLength
            && packet[Ipv6Header.NextHeaderOffset] == _octets[At + Ipv6Header.NextHeaderOffset]
            && packet[Addresses..(Ipv6Header.Length + Transport.PortsLength)].SequenceEqual(
                _octets.AsSpan(At + Addresses, Ipv6Header.Length + Transport.PortsLength - Addresses));
    }

    /// <summary>Begins with a packet; it must be empty.</summary>
    public void Begin(ReadOnlySpan<byte> packet, int headers)
    {
        packet.CopyTo(_octets.AsSpan(At));
        _length = packet.Length;
        _headers = headers;
        _segmentOctets = packet.Length - headers;
        _count = 1;
        _verified = false;
        _full = false;
        if (IsTcp)
        {
            _nextSequence = Sequence(packet) + (uint)_segmentOctets;
            _full = IsPushed(packet);
        }
    }

    /// <summary>Appends a packet of the same flow.</summary>
    /// <returns>False, and nothing changed, where it does not follow what is there, or a checksum is wrong.</returns>
    public bool TryAppend(ReadOnlySpan<byte> packet, int headers)
    {
        int payload = packet.Length - headers;
        if (_full || headers != _headers || payload > _segmentOctets || _length + payload > ushort.MaxValue
            || !packet[..VersionAndFlowLength].SequenceEqual(Packet[..VersionAndFlowLength])
            || packet[Ipv6Header.HopLimitOffset] != Packet[Ipv6Header.HopLimitOffset]
            || (IsTcp && !Follows(packet))
            || !Verify()
            || !HasRightChecksum(packet))
        {
            return false;
        }

        packet[headers..].CopyTo(_octets.AsSpan(At + _length));
        _length += payload;
        _count++;
        _full = payload < _segmentOctets || (!IsTcp && _count == MostDatagrams);
        if (IsTcp)
        {
            _nextSequence += (uint)payload;
            if (IsPushed(packet))
            {
                Packet[Ipv6Header.Length + Transport.FlagsOffset] |= Transport.Push;
                _full = true;
            }
        }

        return true;
    }

    /// <summary>Makes the headers of what was joined, and is empty then.</summary>
    /// <returns>Octets to write from <see cref="Memory"/>.</returns>
    public int Finish()
    {
        OffloadHeader header = default;
        if (_count > 1)
        {
            int transport = _length - Ipv6Header.Length;
            int protocol = IsTcp ? ProtocolNumbers.Tcp : ProtocolNumbers.Udp;
            header.Flags = OffloadHeader.NeedsChecksum;
            header.Kind = IsTcp ? OffloadHeader.Tcp : OffloadHeader.Udp;
            header.HeadersLength = (ushort)_headers;
            header.SegmentOctets = (ushort)_segmentOctets;
            header.ChecksumStart = Ipv6Header.Length;
            header.ChecksumOffset = IsTcp ? (ushort)Transport.TcpChecksumOffset : (ushort)Transport.UdpChecksumOffset;
            BinaryPrimitives.WriteUInt16BigEndian(Packet[Ipv6Header.PayloadLengthOffset..], (ushort)transport);
            if (!IsTcp)
            {
                BinaryPrimitives.WriteUInt16BigEndian(
                    Packet[(Ipv6Header.Length + Transport.UdpLengthOffset)..], (ushort)transport);
            }

            ushort sum = InternetSum.Fold(InternetSum.OfPseudoHeader(Packet, protocol, transport));
            MemoryMarshal.Write(Packet[(Ipv6Header.Length + header.ChecksumOffset)..], in sum);
        }

        MemoryMarshal.Write(_octets, in header);
        _count = 0;
        return At + _length;
    }

    /// <summary>Whether a TCP segment is the next one, and has the same acknowledgement, window and options.</summary>
    private bool Follows(ReadOnlySpan<byte> packet)
    {
        const int Flags = Ipv6Header.Length + Transport.FlagsOffset;
        const int Acknowledgement = Ipv6Header.Length + Transport.AcknowledgementOffset;
        const int Window = Ipv6Header.Length + Transport.WindowOffset;
        const int Options = Ipv6Header.Length + Transport.TcpLength;
        return Sequence(packet) == _nextSequence
            && packet[Acknowledgement..Flags].SequenceEqual(Packet[Acknowledgement..Flags])
            && packet[Window..(Window + sizeof(ushort))].SequenceEqual(Packet[Window..(Window + sizeof(ushort))])
            && packet[Options.._headers].SequenceEqual(Packet[Options.._headers]);
    }

    /// <summary>A wrong checksum must stay with its packet, for the receiver to see: what is joined gets a right one.</summary>
    private bool Verify()
    {
        _verified = _verified || HasRightChecksum(Packet);
        return _verified;
    }

    private static bool HasRightChecksum(ReadOnlySpan<byte> packet)
    {
        ReadOnlySpan<byte> transport = packet[Ipv6Header.Length..];
        ulong sum = InternetSum.OfPseudoHeader(packet, packet[Ipv6Header.NextHeaderOffset], transport.Length);
        return InternetSum.Fold(InternetSum.Add(sum, transport)) == ushort.MaxValue;
    }

    private static uint Sequence(ReadOnlySpan<byte> packet)
    {
        return BinaryPrimitives.ReadUInt32BigEndian(packet[(Ipv6Header.Length + Transport.SequenceOffset)..]);
    }

    private static bool IsPushed(ReadOnlySpan<byte> packet)
    {
        return (packet[Ipv6Header.Length + Transport.FlagsOffset] & Transport.Push) != 0;
    }
}
