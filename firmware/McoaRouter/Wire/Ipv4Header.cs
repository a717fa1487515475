namespace McoaRouter.Wire;

/// <summary>
/// The IPv4 header (RFC 791 §3.1), without options.
/// <code>
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-------+-------+---------------+-------------------------------+
/// |   4   |   5   | traffic class |         total length          |
/// +-------+-------+---------------+-----+-------------------------+
/// |        identification         |0|D|M|     fragment offset     |
/// +---------------+---------------+-----+-------------------------+
/// | time to live  |   protocol    |        header checksum        |
/// +---------------+---------------+-------------------------------+
/// |                    source address, 4 octets                   |
/// |                 destination address, 4 octets                 |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public static class Ipv4Header
{
    /// <summary>Octets of the header.</summary>
    public const int Length = 20;

    /// <summary>Where the total length stands.</summary>
    public const int TotalLengthOffset = 2;

    /// <summary>Where flags and fragment offset stand.</summary>
    public const int FragmentOffset = 6;

    /// <summary>Where the protocol number stands.</summary>
    public const int ProtocolOffset = 9;

    /// <summary>Where the header checksum stands.</summary>
    public const int ChecksumOffset = 10;

    /// <summary>Where the source address starts.</summary>
    public const int SourceOffset = 12;

    /// <summary>Where the destination address starts.</summary>
    public const int DestinationOffset = 16;

    private const int VersionAndLength = 0x45;
    private const int IdentificationOffset = 4;
    private const int TimeToLiveOffset = 8;

    // M and the fragment offset.
    private const int FragmentMask = 0x3FFF;

    /// <summary>Writes the header: fragmentation is allowed, the time to live that of packets that start here.</summary>
    /// <param name="buffer">Where to write.</param>
    /// <param name="offset">Where the header starts.</param>
    /// <param name="trafficClass">8 bits.</param>
    /// <param name="identification">16 bits, another one for each packet (RFC 6864 §4.2).</param>
    /// <param name="payloadLength">Octets behind the header.</param>
    /// <param name="protocol">Protocol number of what follows.</param>
    /// <param name="source">The buffer that holds the source address.</param>
    /// <param name="sourceOffset">Where that address starts.</param>
    /// <param name="destination">The buffer that holds the destination address.</param>
    /// <param name="destinationOffset">Where that address starts.</param>
    public static void Write(
        byte[] buffer,
        int offset,
        int trafficClass,
        int identification,
        int payloadLength,
        int protocol,
        byte[] source,
        int sourceOffset,
        byte[] destination,
        int destinationOffset)
    {
        buffer[offset] = VersionAndLength;
        buffer[offset + 1] = (byte)trafficClass;
        BigEndian.WriteUInt16(buffer, offset + TotalLengthOffset, Length + payloadLength);
        BigEndian.WriteUInt16(buffer, offset + IdentificationOffset, identification);
        BigEndian.WriteUInt16(buffer, offset + FragmentOffset, 0);
        buffer[offset + TimeToLiveOffset] = Ipv6Header.DefaultHopLimit;
        buffer[offset + ProtocolOffset] = (byte)protocol;
        Ipv4Address.Copy(source, sourceOffset, buffer, offset + SourceOffset);
        Ipv4Address.Copy(destination, destinationOffset, buffer, offset + DestinationOffset);
        Seal(buffer, offset);
    }

    /// <summary>Makes the checksum right after a field was written.</summary>
    public static void Seal(byte[] buffer, int offset)
    {
        BigEndian.WriteUInt16(buffer, offset + ChecksumOffset, 0);
        BigEndian.WriteUInt16(buffer, offset + ChecksumOffset, Checksum(buffer, offset));
    }

    /// <summary>The traffic class, 8 bits.</summary>
    public static int TrafficClass(byte[] buffer, int offset)
    {
        return buffer[offset + 1];
    }

    /// <summary>Whether the version field is 4.</summary>
    public static bool IsIpv4(byte[] buffer, int offset)
    {
        return buffer[offset] >> 4 == 4;
    }

    /// <summary>
    /// Checks that a whole packet of <paramref name="length"/> octets starts at <paramref name="offset"/>: no fragment,
    /// without options, its header undamaged (RFC 1122 §3.2.1.2).
    /// </summary>
    /// <returns><see cref="Refusal.None"/>, or what is wrong with it.</returns>
    public static Refusal Check(byte[] buffer, int offset, int length)
    {
        if (length < Length)
        {
            return Refusal.Truncated;
        }

        if (buffer[offset] != VersionAndLength)
        {
            return IsIpv4(buffer, offset) ? Refusal.Ipv4Options : Refusal.NotIpv4;
        }

        if (Checksum(buffer, offset) != 0)
        {
            return Refusal.Checksum;
        }

        if ((BigEndian.ReadUInt16(buffer, offset + FragmentOffset) & FragmentMask) != 0)
        {
            return Refusal.Fragment;
        }

        int stated = BigEndian.ReadUInt16(buffer, offset + TotalLengthOffset);
        return stated == length ? Refusal.None : stated > length ? Refusal.Truncated : Refusal.OverLong;
    }

    /// <summary>The checksum of the header's octets; 0 where it stands in them already (RFC 1071).</summary>
    private static int Checksum(byte[] buffer, int offset)
    {
        int sum = 0;
        for (int at = offset; at < offset + Length; at += 2)
        {
            sum += (buffer[at] << 8) | buffer[at + 1];
        }

        sum = (sum & 0xFFFF) + (sum >> 16);
        sum = (sum & 0xFFFF) + (sum >> 16);
        return ~sum & 0xFFFF;
    }
}
