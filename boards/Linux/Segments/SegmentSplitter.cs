using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Linux.Segments;

/// <summary>
/// Takes what a TUN with offloads gave apart: one packet whose checksum is still to be made, or up to 64 KB of one flow
/// that are to become packets of the size that the sender's path allows. What comes out are packets as the sender would
/// have sent them without offloads.
/// </summary>
internal sealed unsafe class SegmentSplitter
{
    /// <summary>Octets of the largest packet that the kernel hands over in one piece.</summary>
    private const int LargestPacket = Ipv6Header.Length + ushort.MaxValue;

    /// <summary>The offload header and the packet behind it, where the collector does not move it.</summary>
    private readonly byte[] _octets = GC.AllocateArray<byte>(OffloadHeader.Length + LargestPacket, pinned: true);

    private OffloadHeader _header;
    private int _length;
    private int _transport;
    private int _headers;
    private int _next;
    private ulong _sum;

    /// <summary>Where the TUN's next packet is to be read to, offload header and all.</summary>
    public byte* Memory
    {
        get { return (byte*)Unsafe.AsPointer(ref _octets[0]); }
    }

    /// <summary>Octets that fit there.</summary>
    public int Capacity
    {
        get { return _octets.Length; }
    }

    /// <summary>Whether there are more packets in what was loaded.</summary>
    public bool HasMore
    {
        get { return _next < _length; }
    }

    private Span<byte> Packet
    {
        get { return _octets.AsSpan(OffloadHeader.Length, _length); }
    }

    private bool IsTcp
    {
        get { return (_header.Kind & ~OffloadHeader.WithEcn) == OffloadHeader.Tcp; }
    }

    /// <summary>Something was read to <see cref="Memory"/>.</summary>
    /// <param name="length">Its octets, with the offload header.</param>
    /// <returns>False where it can't be made into packets that a buffer holds; it is gone then.</returns>
    public bool TryLoad(int length)
    {
        _next = 0;
        _length = 0;
        if (length < OffloadHeader.Length)
        {
            return false;
        }

        _header = MemoryMarshal.Read<OffloadHeader>(_octets);
        _length = length - OffloadHeader.Length;
        if (_header.Kind == OffloadHeader.Single ? TryComplete() : TryPrepare())
        {
            return true;
        }

        _next = _length;
        return false;
    }

    /// <summary>Writes the next packet. Allocates nothing.</summary>
    /// <returns>False where there is none.</returns>
    public bool TryNext(PacketBuffer packet)
    {
        packet.Reset();
        if (!HasMore)
        {
            return false;
        }

        Span<byte> room = packet.Octets.AsSpan(packet.Start);
        if (_header.Kind == OffloadHeader.Single)
        {
            Packet.CopyTo(room);
            _next = _length;
            return packet.SetLength(_length);
        }

        int payload = Math.Min(_header.SegmentOctets, _length - _next);
        Packet[.._headers].CopyTo(room);
        Packet.Slice(_next, payload).CopyTo(room[_headers..]);
        WriteHeaders(room[..(_headers + payload)], _next - _headers, _next + payload == _length);
        _next += payload;
        return packet.SetLength(_headers + payload);
    }

    /// <summary>Makes the checksum of one packet.</summary>
    private bool TryComplete()
    {
        if (_length > Limits.PacketOctets)
        {
            return false;
        }

        if ((_header.Flags & OffloadHeader.NeedsChecksum) == 0)
        {
            return true;
        }

        int at = _header.ChecksumStart + _header.ChecksumOffset;
        if (at + sizeof(ushort) > _length)
        {
            return false;
        }

        // The sum of the pseudo-header stands in the field already.
        ulong sum = InternetSum.Add(0, Packet[_header.ChecksumStart..]);
        WriteChecksum(Packet, at, sum);
        return true;
    }

    /// <summary>Whether it can be split, and what is the same in all packets.</summary>
    private bool TryPrepare()
    {
        const int Version = 6;
        bool known = IsTcp || _header.Kind == OffloadHeader.Udp;
        if (!known
            || (_header.Flags & OffloadHeader.NeedsChecksum) == 0
            || _header.SegmentOctets == 0
            || _header.ChecksumStart < Ipv6Header.Length
            || _length <= Ipv6Header.Length
            || Packet[0] >> 4 != Version)
        {
            return false;
        }

        _transport = _header.ChecksumStart;
        int header = Transport.HeaderLength(Packet, _transport, IsTcp ? ProtocolNumbers.Tcp : ProtocolNumbers.Udp);
        _headers = _transport + header;
        int checksum = IsTcp ? Transport.TcpChecksumOffset : Transport.UdpChecksumOffset;
        if (header == 0
            || _header.ChecksumOffset != checksum
            || _headers >= _length
            || _headers + _header.SegmentOctets > Limits.PacketOctets
            || _length - _transport > ushort.MaxValue)
        {
            return false;
        }

        // The sum of the pseudo-header, less its length: extension headers may name another destination than the header.
        Span<byte> field = Packet[(_transport + checksum)..];
        _sum = MemoryMarshal.Read<ushort>(field)
            + (ushort.MaxValue - InternetSum.Word(_length - _transport));
        field[..sizeof(ushort)].Clear();
        _next = _headers;
        return true;
    }

    private void WriteHeaders(Span<byte> packet, int offset, bool last)
    {
        BinaryPrimitives.WriteUInt16BigEndian(
            packet[Ipv6Header.PayloadLengthOffset..], (ushort)(packet.Length - Ipv6Header.Length));
        Span<byte> transport = packet[_transport..];
        if (IsTcp)
        {
            Span<byte> sequence = transport[Transport.SequenceOffset..];
            uint first = BinaryPrimitives.ReadUInt32BigEndian(sequence);
            BinaryPrimitives.WriteUInt32BigEndian(sequence, first + (uint)offset);
            byte notHere = (byte)((last ? 0 : Transport.Finish | Transport.Push)
                | (offset == 0 ? 0 : Transport.WindowReduced));
            transport[Transport.FlagsOffset] &= (byte)~notHere;
        }
        else
        {
            BinaryPrimitives.WriteUInt16BigEndian(transport[Transport.UdpLengthOffset..], (ushort)transport.Length);
        }

        ulong sum = InternetSum.Add(_sum + InternetSum.Word(transport.Length), transport);
        WriteChecksum(packet, _transport + _header.ChecksumOffset, sum);
    }

    /// <summary>Of UDP, none at all would be said by 0 (RFC 768); to TCP both zeros are the same.</summary>
    private static void WriteChecksum(Span<byte> packet, int at, ulong sum)
    {
        ushort checksum = (ushort)~InternetSum.Fold(sum);
        checksum = checksum == 0 ? ushort.MaxValue : checksum;
        MemoryMarshal.Write(packet[at..], in checksum);
    }
}
