namespace McoaRouter.Wire;

/// <summary>
/// The IPv6 header (RFC 8200 §3).
/// <code>
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-------+---------------+---------------------------------------+
/// |   6   | traffic class |              flow label               |
/// +-------+---------------+-------+---------------+---------------+
/// |        payload length         |  next header  |   hop limit   |
/// +-------------------------------+---------------+---------------+
/// |                    source address, 16 octets                  |
/// |                 destination address, 16 octets                |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public static class Ipv6Header
{
    /// <summary>Octets of the header.</summary>
    public const int Length = 40;

    /// <summary>Where the payload length stands.</summary>
    public const int PayloadLengthOffset = 4;

    /// <summary>Where the next header value stands.</summary>
    public const int NextHeaderOffset = 6;

    /// <summary>Where the hop limit stands.</summary>
    public const int HopLimitOffset = 7;

    /// <summary>Where the source address starts.</summary>
    public const int SourceOffset = 8;

    /// <summary>Where the destination address starts.</summary>
    public const int DestinationOffset = 24;

    /// <summary>Hop limit of packets that start here.</summary>
    public const int DefaultHopLimit = 64;

    /// <summary>Writes the header, with a flow label of 0.</summary>
    /// <param name="buffer">Where to write.</param>
    /// <param name="offset">Where the header starts.</param>
    /// <param name="trafficClass">8 bits.</param>
    /// <param name="payloadLength">Octets behind the header.</param>
    /// <param name="nextHeader">Protocol number of what follows.</param>
    /// <param name="source">The buffer that holds the source address.</param>
    /// <param name="sourceOffset">Where that address starts.</param>
    /// <param name="destination">The buffer that holds the destination address.</param>
    /// <param name="destinationOffset">Where that address starts.</param>
    public static void Write(
        byte[] buffer,
        int offset,
        int trafficClass,
        int payloadLength,
        int nextHeader,
        byte[] source,
        int sourceOffset,
        byte[] destination,
        int destinationOffset)
    {
        buffer[offset] = (byte)(0x60 | (trafficClass >> 4));
        buffer[offset + 1] = (byte)(trafficClass << 4);
        buffer[offset + 2] = 0;
        buffer[offset + 3] = 0;
        BigEndian.WriteUInt16(buffer, offset + PayloadLengthOffset, payloadLength);
        buffer[offset + NextHeaderOffset] = (byte)nextHeader;
        buffer[offset + HopLimitOffset] = DefaultHopLimit;
        Ipv6Address.Copy(source, sourceOffset, buffer, offset + SourceOffset);
        Ipv6Address.Copy(destination, destinationOffset, buffer, offset + DestinationOffset);
    }

    /// <summary>The traffic class, 8 bits.</summary>
    public static int TrafficClass(byte[] buffer, int offset)
    {
        return ((buffer[offset] & 0x0F) << 4) | (buffer[offset + 1] >> 4);
    }

    /// <summary>
    /// Octets of the extension header at <paramref name="at"/>: Hop-by-Hop Options, Destination Options or Routing
    /// (RFC 8200 §4.3, §4.4, §4.6).
    /// </summary>
    public static int ExtensionLength(byte[] buffer, int at)
    {
        return 8 * (buffer[at + 1] + 1);
    }

    /// <summary>Whether the version field is 6.</summary>
    public static bool IsIpv6(byte[] buffer, int offset)
    {
        return buffer[offset] >> 4 == 6;
    }

    /// <summary>
    /// Checks that a whole packet of <paramref name="length"/> octets starts at <paramref name="offset"/>.
    /// </summary>
    /// <returns><see cref="Refusal.None"/>, or what is wrong with it.</returns>
    public static Refusal Check(byte[] buffer, int offset, int length)
    {
        if (length < Length)
        {
            return Refusal.Truncated;
        }

        if (!IsIpv6(buffer, offset))
        {
            return Refusal.NotIpv6;
        }

        int stated = Length + BigEndian.ReadUInt16(buffer, offset + PayloadLengthOffset);
        return stated == length ? Refusal.None : stated > length ? Refusal.Truncated : Refusal.OverLong;
    }
}
