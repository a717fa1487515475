namespace McoaRouter.Wire;

/// <summary>
/// UDP over IPv4 around an IPv6 packet (RFC 5555 §4.1): IPv4 header (<see cref="Ipv4Header"/>), UDP header (RFC 768),
/// packet. The UDP checksum is not used in either direction: what is inside has its own.
/// <code>
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +---------------------------------------------------------------+
/// |                    IPv4 header, 20 octets                     |
/// +-------------------------------+-------------------------------+
/// |          source port          |       destination port        |
/// +-------------------------------+-------------------------------+
/// |            length             |              0                |
/// +-------------------------------+-------------------------------+
/// |                          IPv6 packet                          |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public static class UdpEncapsulation
{
    /// <summary>Octets before the packet.</summary>
    public const int Length = Ipv4Header.Length + UdpHeaderLength;

    /// <summary>The port of both ends (dsmipv6, RFC 5555 §4.2): a NAT may put another one in its place.</summary>
    public const int Port = 4191;

    /// <summary>Where the source port stands.</summary>
    public const int SourcePortOffset = Ipv4Header.Length;

    /// <summary>Where the destination port stands.</summary>
    public const int DestinationPortOffset = SourcePortOffset + 2;

    private const int UdpHeaderLength = 8;
    private const int LengthOffset = SourcePortOffset + 4;
    private const int ChecksumOffset = SourcePortOffset + 6;

    /// <summary>Writes both headers.</summary>
    /// <param name="buffer">Where to write.</param>
    /// <param name="offset">Where the IPv4 header starts; the packet stands <see cref="Length"/> octets behind.</param>
    /// <param name="packetLength">Octets of the packet.</param>
    /// <param name="trafficClass">8 bits.</param>
    /// <param name="identification">16 bits, another one for each packet.</param>
    /// <param name="source">The buffer that holds the source address.</param>
    /// <param name="sourceOffset">Where that address starts.</param>
    /// <param name="sourcePort">The source port.</param>
    /// <param name="destination">The buffer that holds the destination address.</param>
    /// <param name="destinationOffset">Where that address starts.</param>
    /// <param name="destinationPort">The destination port.</param>
    public static void Write(
        byte[] buffer,
        int offset,
        int packetLength,
        int trafficClass,
        int identification,
        byte[] source,
        int sourceOffset,
        int sourcePort,
        byte[] destination,
        int destinationOffset,
        int destinationPort)
    {
        int length = UdpHeaderLength + packetLength;
        Ipv4Header.Write(
            buffer,
            offset,
            trafficClass,
            identification,
            length,
            ProtocolNumbers.Udp,
            source,
            sourceOffset,
            destination,
            destinationOffset);
        BigEndian.WriteUInt16(buffer, offset + SourcePortOffset, sourcePort);
        BigEndian.WriteUInt16(buffer, offset + DestinationPortOffset, destinationPort);
        BigEndian.WriteUInt16(buffer, offset + LengthOffset, length);
        BigEndian.WriteUInt16(buffer, offset + ChecksumOffset, 0);
    }

    /// <summary>The source port.</summary>
    public static int SourcePort(byte[] buffer, int offset)
    {
        return BigEndian.ReadUInt16(buffer, offset + SourcePortOffset);
    }

    /// <summary>Whether a packet is an IPv4 one, where an IPv6 one could be as well.</summary>
    public static bool Is(byte[] buffer, int offset, int length)
    {
        return length > 0 && Ipv4Header.IsIpv4(buffer, offset);
    }

    /// <summary>
    /// Checks that a whole packet of <paramref name="length"/> octets, to <see cref="Port"/>, starts at
    /// <paramref name="offset"/>. What is inside is not looked at.
    /// </summary>
    /// <returns><see cref="Refusal.None"/>, or what is wrong with it.</returns>
    public static Refusal Check(byte[] buffer, int offset, int length)
    {
        Refusal refusal = Ipv4Header.Check(buffer, offset, length);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        if (buffer[offset + Ipv4Header.ProtocolOffset] != ProtocolNumbers.Udp)
        {
            return Refusal.UnknownProtocol;
        }

        if (length < Length)
        {
            return Refusal.Truncated;
        }

        int stated = Ipv4Header.Length + BigEndian.ReadUInt16(buffer, offset + LengthOffset);
        if (stated != length)
        {
            return stated > length ? Refusal.Truncated : Refusal.OverLong;
        }

        return BigEndian.ReadUInt16(buffer, offset + DestinationPortOffset) == Port ? Refusal.None : Refusal.WrongPort;
    }
}
