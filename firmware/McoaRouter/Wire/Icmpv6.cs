namespace McoaRouter.Wire;

/// <summary>
/// ICMPv6 (RFC 4443 §2.1), and the four messages by which a mobile node finds its home agents and learns their prefixes
/// (RFC 6275 §6.5-§6.8), which begin alike.
/// <code>
/// +---------------+---------------+-------------------------------+
/// |     type      |   code = 0    |           checksum            |
/// +---------------+---------------+-------------------------------+
/// |          identifier           |        flags, reserved        |
/// +-------------------------------+-------------------------------+
/// </code>
/// </summary>
public static class Icmpv6
{
    /// <summary>Type: Home Agent Address Discovery Request (RFC 6275 §6.5).</summary>
    public const int HomeAgentDiscoveryRequest = 144;

    /// <summary>Type: Home Agent Address Discovery Reply (RFC 6275 §6.6).</summary>
    public const int HomeAgentDiscoveryReply = 145;

    /// <summary>Type: Mobile Prefix Solicitation (RFC 6275 §6.7).</summary>
    public const int MobilePrefixSolicitation = 146;

    /// <summary>Type: Mobile Prefix Advertisement (RFC 6275 §6.8).</summary>
    public const int MobilePrefixAdvertisement = 147;

    /// <summary>Where the code stands.</summary>
    public const int CodeOffset = 1;

    /// <summary>Where the checksum stands.</summary>
    public const int ChecksumOffset = 2;

    /// <summary>Octets that the four messages have in common.</summary>
    public const int FixedLength = 8;

    private const int HeaderLength = 4;
    private const int IdentifierOffset = 4;
    private const int FlagsOffset = 6;
    private const int RouterSolicitation = 133;
    private const int Redirect = 137;

    /// <summary>Checks length and checksum of the ICMPv6 message that a packet ends with.</summary>
    /// <returns><see cref="Refusal.None"/>, or what is wrong with it.</returns>
    public static Refusal Check(Ipv6Packet packet)
    {
        if (packet.PayloadLength < HeaderLength)
        {
            return Refusal.Truncated;
        }

        int checksum = InternetChecksum.Compute(
            packet.Buffer,
            packet.UpperLayerSourceOffset,
            packet.Buffer,
            packet.UpperLayerDestinationOffset,
            ProtocolNumbers.Icmpv6,
            packet.Buffer,
            packet.PayloadOffset,
            packet.PayloadLength);
        return checksum == 0 ? Refusal.None : Refusal.Checksum;
    }

    /// <summary>Checks that a message holds what the four have in common.</summary>
    /// <returns><see cref="Refusal.None"/>, or what is wrong with it.</returns>
    public static Refusal CheckFixed(byte[] buffer, int offset, int length)
    {
        if (length < FixedLength)
        {
            return Refusal.Truncated;
        }

        return buffer[offset + CodeOffset] == 0 ? Refusal.None : Refusal.UnknownMessage;
    }

    /// <summary>The type of the message at <paramref name="offset"/>.</summary>
    public static int Type(byte[] buffer, int offset)
    {
        return buffer[offset];
    }

    /// <summary>Whether a type is one of Neighbor Discovery's (RFC 4861 §4).</summary>
    public static bool IsNeighborDiscovery(int type)
    {
        return type >= RouterSolicitation && type <= Redirect;
    }

    /// <summary>The identifier of one of the four messages, 16 bits.</summary>
    public static int Identifier(byte[] buffer, int offset)
    {
        return BigEndian.ReadUInt16(buffer, offset + IdentifierOffset);
    }

    /// <summary>The flags of one of the four messages, 16 bits.</summary>
    public static int Flags(byte[] buffer, int offset)
    {
        return BigEndian.ReadUInt16(buffer, offset + FlagsOffset);
    }

    /// <summary>Writes what the four messages have in common; <see cref="Finish"/> ends the message.</summary>
    /// <returns>Where the rest of the message starts.</returns>
    public static int Begin(byte[] buffer, int offset, int type, int identifier, int flags)
    {
        buffer[offset] = (byte)type;
        buffer[offset + CodeOffset] = 0;
        BigEndian.WriteUInt16(buffer, offset + IdentifierOffset, identifier);
        BigEndian.WriteUInt16(buffer, offset + FlagsOffset, flags);
        return offset + FixedLength;
    }

    /// <summary>Fills in the checksum of the message that was written up to <paramref name="end"/>.</summary>
    /// <param name="buffer">The buffer that holds the message.</param>
    /// <param name="offset">Where the message starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="source">The buffer that holds the source for the checksum: the home address in place of a care-of
    /// address.</param>
    /// <param name="sourceOffset">Where that address starts.</param>
    /// <param name="destination">The buffer that holds the destination for the checksum, likewise.</param>
    /// <param name="destinationOffset">Where that address starts.</param>
    /// <returns>Octets of the whole message.</returns>
    public static int Finish(
        byte[] buffer,
        int offset,
        int end,
        byte[] source,
        int sourceOffset,
        byte[] destination,
        int destinationOffset)
    {
        BigEndian.WriteUInt16(buffer, offset + ChecksumOffset, 0);
        int checksum = InternetChecksum.Compute(
            source,
            sourceOffset,
            destination,
            destinationOffset,
            ProtocolNumbers.Icmpv6,
            buffer,
            offset,
            end - offset);
        BigEndian.WriteUInt16(buffer, offset + ChecksumOffset, checksum);
        return end - offset;
    }
}
