using System;

namespace McoaRouter.Wire;

/// <summary>
/// The Binding Identifier mobility option: what its two forms have in common. Octets 2 and 3 of the data differ between
/// them; <see cref="WireProfile"/> reads and writes those.
/// <code>
///                                 +---------------+---------------+
///                                 |     type      |    length     |
/// +---------------+---------------+---------------+---------------+
/// |      Binding Identifier       | octet 2       | octet 3       |
/// +-------------------------------+---------------+---------------+
/// |         care-of address, 16 octets where it is named          |
/// +---------------------------------------------------------------+
///
///                     octet 2               octet 3
/// draft §4.3.1        priority or status    C, R, 6 reserved bits
/// RFC 5648 §4.3       status                H, 7 bits BID-PRI (RFC 6089 §4.1)
/// </code>
/// The draft states no alignment; both forms are written as RFC 5648 §4.3 asks (2n, with an address 8n+2) and read at
/// any even offset.
/// </summary>
public static class BindingIdentifierOption
{
    /// <summary>Octets of data without a care-of address.</summary>
    public const int ShortLength = 4;

    /// <summary>Octets of data with an IPv4 care-of address (RFC 5648 §4.3).</summary>
    public const int Ipv4Length = 8;

    /// <summary>Octets of data with an IPv6 care-of address.</summary>
    public const int LongLength = 20;

    private const int Octet2Offset = 4;
    private const int Octet3Offset = 5;
    private const int AddressOffset = 6;

    /// <summary>The Binding Identifier, 16 bits; 0 is not allowed.</summary>
    public static int Bid(byte[] buffer, int at)
    {
        return BigEndian.ReadUInt16(buffer, at + MobilityOption.DataOffset);
    }

    /// <summary>The status in a Binding Acknowledgement or Care-of Test: octet 2 in both forms.</summary>
    public static int Status(byte[] buffer, int at)
    {
        return buffer[at + Octet2Offset];
    }

    /// <summary>Where the care-of address starts; only where the option names one.</summary>
    public static int CareOfAddressOffset(int at)
    {
        return at + AddressOffset;
    }

    /// <summary>Whether the option has room for all fields but the care-of address.</summary>
    public static bool IsLongEnough(byte[] buffer, int at)
    {
        return MobilityOption.DataLength(buffer, at) >= ShortLength;
    }

    /// <summary>Octet 3 of the data.</summary>
    internal static int Octet3(byte[] buffer, int at)
    {
        return buffer[at + Octet3Offset];
    }

    /// <summary>Writes an option without a care-of address.</summary>
    /// <returns>Where the next option starts.</returns>
    internal static int WriteShort(byte[] buffer, int headerOffset, int at, int type, int bid, int octet2, int octet3)
    {
        int start = MobilityOption.Align(buffer, headerOffset, at, 2, 0);
        WriteFixed(buffer, start, type, ShortLength, bid, octet2, octet3);
        return start + AddressOffset;
    }

    /// <summary>Writes an option with an IPv6 care-of address.</summary>
    /// <returns>Where the next option starts.</returns>
    internal static int WriteLong(
        byte[] buffer,
        int headerOffset,
        int at,
        int type,
        int bid,
        int octet2,
        int octet3,
        byte[] careOfAddress,
        int careOfAddressOffset)
    {
        int start = MobilityOption.Align(buffer, headerOffset, at, 8, 2);
        WriteFixed(buffer, start, type, LongLength, bid, octet2, octet3);
        Ipv6Address.Copy(careOfAddress, careOfAddressOffset, buffer, start + AddressOffset);
        return start + AddressOffset + Ipv6Address.Length;
    }

    /// <summary>Writes an option with an IPv4 care-of address.</summary>
    /// <returns>Where the next option starts.</returns>
    internal static int WriteIpv4(
        byte[] buffer,
        int headerOffset,
        int at,
        int type,
        int bid,
        int octet2,
        int octet3,
        byte[] ipv4Address,
        int ipv4AddressOffset)
    {
        int start = MobilityOption.Align(buffer, headerOffset, at, 2, 0);
        WriteFixed(buffer, start, type, Ipv4Length, bid, octet2, octet3);
        Ipv4Address.Copy(ipv4Address, ipv4AddressOffset, buffer, start + AddressOffset);
        return start + AddressOffset + Ipv4Address.Length;
    }

    /// <summary>
    /// Copies a received option whole, whatever its length, with another octet 2; one too short to hold that is filled
    /// up with zeros.
    /// </summary>
    /// <returns>Where the next option starts.</returns>
    internal static int WriteCopy(byte[] buffer, int headerOffset, int at, byte[] received, int receivedAt, int octet2)
    {
        int length = MobilityOption.DataLength(received, receivedAt);
        int copyLength = length < ShortLength ? ShortLength : length;
        bool longForm = copyLength >= LongLength;
        int start = MobilityOption.Align(buffer, headerOffset, at, longForm ? 8 : 2, longForm ? 2 : 0);
        WriteFixed(buffer, start, received[receivedAt], copyLength, 0, 0, 0);
        Array.Copy(received, receivedAt + MobilityOption.DataOffset, buffer, start + MobilityOption.DataOffset, length);
        buffer[start + Octet2Offset] = (byte)octet2;
        return start + MobilityOption.DataOffset + copyLength;
    }

    private static void WriteFixed(byte[] buffer, int at, int type, int length, int bid, int octet2, int octet3)
    {
        buffer[at] = (byte)type;
        buffer[at + 1] = (byte)length;
        BigEndian.WriteUInt16(buffer, at + MobilityOption.DataOffset, bid);
        buffer[at + Octet2Offset] = (byte)octet2;
        buffer[at + Octet3Offset] = (byte)octet3;
    }
}
