namespace McoaRouter.Wire;

/// <summary>
/// The Echo Request and the Echo Reply (RFC 4443 §4.1, §4.2).
/// <code>
/// +---------------+---------------+-------------------------------+
/// | 128 or 129    |   code = 0    |           checksum            |
/// +---------------+---------------+-------------------------------+
/// |          identifier           |        sequence number        |
/// +-------------------------------+-------------------------------+
/// |                           data ...                            |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public static class Icmpv6Echo
{
    /// <summary>ICMPv6 type of the request.</summary>
    public const int Request = 128;

    /// <summary>ICMPv6 type of the reply.</summary>
    public const int Reply = 129;

    /// <summary>Octets of the message without data.</summary>
    public const int FixedLength = 8;

    /// <summary>
    /// Turns a request into its reply in place: addresses, hop limit, type and, by the difference of the types, the
    /// checksum (RFC 1624). The data is not walked, so a request with a wrong checksum makes a reply with a wrong one,
    /// which nobody takes.
    /// </summary>
    /// <param name="buffer">The buffer that holds the packet: an IPv6 header, then the message.</param>
    /// <param name="offset">Where the packet starts.</param>
    /// <param name="scratch">16 octets to change the addresses with.</param>
    public static void Answer(byte[] buffer, int offset, byte[] scratch)
    {
        int source = offset + Ipv6Header.SourceOffset;
        int destination = offset + Ipv6Header.DestinationOffset;
        Ipv6Address.Copy(buffer, source, scratch, 0);
        Ipv6Address.Copy(buffer, destination, buffer, source);
        Ipv6Address.Copy(scratch, 0, buffer, destination);
        buffer[offset + Ipv6Header.HopLimitOffset] = Ipv6Header.DefaultHopLimit;

        int message = offset + Ipv6Header.Length;
        int checksum = message + Icmpv6.ChecksumOffset;
        buffer[message] = Reply;
        int sum = (~BigEndian.ReadUInt16(buffer, checksum) & 0xFFFF) + ((Reply - Request) << 8);
        sum = (sum & 0xFFFF) + (sum >> 16);
        BigEndian.WriteUInt16(buffer, checksum, ~sum & 0xFFFF);
    }
}
