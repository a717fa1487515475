using System.Runtime.InteropServices;

namespace McoaRouter.Boards.Linux.Segments;

/// <summary>
/// <c>struct virtio_net_hdr</c>, which stands before each packet of a TUN with offloads: whether its checksum is still to
/// be made, and how large the packets are that it is to be split into.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = Length)]
internal struct OffloadHeader
{
    /// <summary>Its octets.</summary>
    public const int Length = 10;

    /// <summary>Flag: the checksum holds the sum of the pseudo-header alone.</summary>
    public const byte NeedsChecksum = 1;

    /// <summary>One packet.</summary>
    public const byte Single = 0;

    /// <summary>TCP over IPv6.</summary>
    public const byte Tcp = 4;

    /// <summary>UDP datagrams of the same size.</summary>
    public const byte Udp = 5;

    /// <summary>Flag of <see cref="Kind"/>: TCP with explicit congestion notification.</summary>
    public const byte WithEcn = 0x80;

    /// <summary>Flags.</summary>
    public byte Flags;

    /// <summary>What it is to be split into.</summary>
    public byte Kind;

    /// <summary>Octets of the headers that each packet begins with; a hint.</summary>
    public ushort HeadersLength;

    /// <summary>Octets of payload in each packet but the last.</summary>
    public ushort SegmentOctets;

    /// <summary>Where the sum begins: at the transport header.</summary>
    public ushort ChecksumStart;

    /// <summary>Where the checksum stands, from there.</summary>
    public ushort ChecksumOffset;
}
