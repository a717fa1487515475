namespace McoaRouter.Wire;

/// <summary>
/// The Mobility Header (RFC 6275 §6.1.1) that starts every mobility message.
/// <code>
/// +---------------+---------------+---------------+---------------+
/// | payload proto | header length |    MH type    |   reserved    |
/// +---------------+---------------+---------------+---------------+
/// |           checksum            |        message data ...       |
/// +-------------------------------+-------------------------------+
/// </code>
/// The header length counts units of 8 octets without the first 8. The checksum's pseudo-header holds the home address
/// in place of the care-of address.
/// </summary>
public static class MobilityHeader
{
    /// <summary>MH type of a Binding Refresh Request (§6.1.2).</summary>
    public const int BindingRefreshRequest = 0;

    /// <summary>MH type of a Home Test Init (§6.1.3).</summary>
    public const int HomeTestInit = 1;

    /// <summary>MH type of a Care-of Test Init (§6.1.4).</summary>
    public const int CareOfTestInit = 2;

    /// <summary>MH type of a Home Test (§6.1.5).</summary>
    public const int HomeTest = 3;

    /// <summary>MH type of a Care-of Test (§6.1.6).</summary>
    public const int CareOfTest = 4;

    /// <summary>MH type of a Binding Update (§6.1.7).</summary>
    public const int BindingUpdate = 5;

    /// <summary>MH type of a Binding Acknowledgement (§6.1.8).</summary>
    public const int BindingAcknowledgement = 6;

    /// <summary>MH type of a Binding Error (§6.1.9).</summary>
    public const int BindingError = 7;

    /// <summary>Octets of a Home Test Init or a Care-of Test Init before the options.</summary>
    public const int TestInitLength = 16;

    /// <summary>Octets of a Home Test or a Care-of Test before the options.</summary>
    public const int TestReplyLength = 24;

    /// <summary>Where the header length stands.</summary>
    public const int HeaderLengthOffset = 1;

    /// <summary>Where the MH type stands.</summary>
    public const int TypeOffset = 2;

    /// <summary>Where the checksum stands.</summary>
    public const int ChecksumOffset = 4;

    /// <summary>Where the message data starts.</summary>
    public const int DataOffset = 6;

    private const int MinimumLength = 8;

    /// <summary>Checks length, payload protocol and checksum of the Mobility Header that a packet ends with.</summary>
    /// <returns><see cref="Refusal.None"/>, or what is wrong with it.</returns>
    public static Refusal Check(Ipv6Packet packet)
    {
        byte[] buffer = packet.Buffer;
        int offset = packet.PayloadOffset;
        if (packet.PayloadLength < MinimumLength)
        {
            return Refusal.Truncated;
        }

        int stated = 8 * (buffer[offset + HeaderLengthOffset] + 1);
        if (stated != packet.PayloadLength)
        {
            return stated > packet.PayloadLength ? Refusal.Truncated : Refusal.OverLong;
        }

        if (buffer[offset] != ProtocolNumbers.NoNextHeader)
        {
            return Refusal.PayloadProtocol;
        }

        return HasValidChecksum(packet) ? Refusal.None : Refusal.Checksum;
    }

    /// <summary>Whether the checksum over all that the packet ends with is right.</summary>
    public static bool HasValidChecksum(Ipv6Packet packet)
    {
        int checksum = InternetChecksum.Compute(
            packet.Buffer,
            packet.UpperLayerSourceOffset,
            packet.Buffer,
            packet.UpperLayerDestinationOffset,
            ProtocolNumbers.Mobility,
            packet.Buffer,
            packet.PayloadOffset,
            packet.PayloadLength);
        return checksum == 0;
    }

    /// <summary>The MH type of the message at <paramref name="offset"/>.</summary>
    public static int Type(byte[] buffer, int offset)
    {
        return buffer[offset + TypeOffset];
    }

    /// <summary>Whether an MH type has a meaning (§6.1.1).</summary>
    public static bool IsKnown(int type)
    {
        return type <= BindingError;
    }

    /// <summary>Octets that a message of a known MH type has at least (§9.2).</summary>
    public static int LeastLength(int type)
    {
        switch (type)
        {
            case HomeTestInit:
            case CareOfTestInit:
                return TestInitLength;
            case HomeTest:
            case CareOfTest:
                return TestReplyLength;
            case BindingUpdate:
                return Wire.BindingUpdate.FixedLength;
            case BindingAcknowledgement:
                return Wire.BindingAcknowledgement.FixedLength;
            case BindingError:
                return Wire.BindingError.FixedLength;
            default:
                return MinimumLength;
        }
    }

    /// <summary>Writes the fixed part and returns where the message data starts.</summary>
    public static int Begin(byte[] buffer, int offset, int type)
    {
        buffer[offset] = ProtocolNumbers.NoNextHeader;
        buffer[offset + HeaderLengthOffset] = 0;
        buffer[offset + TypeOffset] = (byte)type;
        buffer[offset + 3] = 0;
        BigEndian.WriteUInt16(buffer, offset + ChecksumOffset, 0);
        return offset + DataOffset;
    }

    /// <summary>
    /// Pads the message that was written up to <paramref name="end"/>, then fills in its length and checksum.
    /// </summary>
    /// <param name="buffer">The buffer that holds the message.</param>
    /// <param name="offset">Where the Mobility Header starts.</param>
    /// <param name="end">Where the last option ended.</param>
    /// <param name="source">The buffer that holds the source for the checksum: the home address in place of a care-of
    /// address.</param>
    /// <param name="sourceOffset">Where that address starts.</param>
    /// <param name="destination">The buffer that holds the destination for the checksum, likewise.</param>
    /// <param name="destinationOffset">Where that address starts.</param>
    /// <returns>Octets of the whole Mobility Header, a multiple of 8.</returns>
    public static int Finish(
        byte[] buffer,
        int offset,
        int end,
        byte[] source,
        int sourceOffset,
        byte[] destination,
        int destinationOffset)
    {
        int length = MobilityOption.Align(buffer, offset, end, 8, 0) - offset;
        buffer[offset + HeaderLengthOffset] = (byte)((length / 8) - 1);
        int checksum = InternetChecksum.Compute(
            source,
            sourceOffset,
            destination,
            destinationOffset,
            ProtocolNumbers.Mobility,
            buffer,
            offset,
            length);
        BigEndian.WriteUInt16(buffer, offset + ChecksumOffset, checksum);
        return length;
    }
}
