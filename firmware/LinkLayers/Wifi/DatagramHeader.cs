using System;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Wifi;

/// <summary>
/// The IPv4 and UDP headers (RFC 791 §3.1, RFC 768) that the router writes and reads itself, where the board's stack owns
/// UDP: they are taken off before a datagram goes to the stack, and put before one that came from it.
/// <code>
/// +-------+-------+---------------+-------------------------------+
/// | 4     | 5     |       0       |         total length          |
/// +-------+-------+---------------+-------------------------------+
/// |               0               |   0   |           0           |
/// +---------------+---------------+-------------------------------+
/// |   TTL = 64    | protocol = 17 |           checksum            |
/// +---------------+---------------+-------------------------------+
/// |                        source address                         |
/// |                      destination address                      |
/// +-------------------------------+-------------------------------+
/// |          source port          |       destination port        |
/// |             length            |      checksum = 0, none       |
/// +-------------------------------+-------------------------------+
/// </code>
/// </summary>
internal static class DatagramHeader
{
    /// <summary>Octets of both headers.</summary>
    internal const int Length = 28;

    /// <summary>Where the destination address starts.</summary>
    internal const int DestinationOffset = 16;

    /// <summary>Where the destination port stands.</summary>
    internal const int DestinationPortOffset = 22;

    private const int TotalLengthOffset = 2;
    private const int TimeToLiveOffset = 8;
    private const int ProtocolOffset = 9;
    private const int ChecksumOffset = 10;
    private const int SourceOffset = 12;
    private const int SourcePortOffset = 20;
    private const int UdpLengthOffset = 24;
    private const int Ipv4Length = 20;

    /// <summary>Whether a packet is IPv4 and longer than both headers.</summary>
    internal static bool Leads(byte[] buffer, int offset, int length)
    {
        return length > Length && buffer[offset] >> 4 == 4;
    }

    /// <summary>Writes both headers.</summary>
    /// <param name="buffer">Where to write.</param>
    /// <param name="offset">Where they start.</param>
    /// <param name="payloadLength">Octets of the datagram behind them.</param>
    /// <param name="source">The buffer that holds the source address and port, 6 octets.</param>
    /// <param name="destination">The buffer that holds the destination address and port, 6 octets.</param>
    internal static void Write(byte[] buffer, int offset, int payloadLength, byte[] source, byte[] destination)
    {
        const int AddressLength = Ipv4MappedAddress.Ipv4Length;
        Array.Clear(buffer, offset, Length);
        buffer[offset] = 0x45;
        BigEndian.WriteUInt16(buffer, offset + TotalLengthOffset, Length + payloadLength);
        buffer[offset + TimeToLiveOffset] = Ipv6Header.DefaultHopLimit;
        buffer[offset + ProtocolOffset] = ProtocolNumbers.Udp;
        Array.Copy(source, 0, buffer, offset + SourceOffset, AddressLength);
        Array.Copy(destination, 0, buffer, offset + DestinationOffset, AddressLength);
        BigEndian.WriteUInt16(buffer, offset + ChecksumOffset, Checksum(buffer, offset));
        Array.Copy(source, AddressLength, buffer, offset + SourcePortOffset, 2);
        Array.Copy(destination, AddressLength, buffer, offset + DestinationPortOffset, 2);
        BigEndian.WriteUInt16(buffer, offset + UdpLengthOffset, Length - Ipv4Length + payloadLength);
    }

    private static int Checksum(byte[] buffer, int offset)
    {
        int sum = 0;
        for (int i = 0; i < Ipv4Length; i += 2)
        {
            sum += BigEndian.ReadUInt16(buffer, offset + i);
        }

        sum = (sum & 0xFFFF) + (sum >> 16);
        return ~(sum + (sum >> 16)) & 0xFFFF;
    }
}
