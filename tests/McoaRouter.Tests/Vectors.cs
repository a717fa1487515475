using McoaRouter.Wire;

namespace McoaRouter.Tests;

/// <summary>
/// Packets laid out by hand from the specifications, checksums included: home address 2001:db8:1::100, home agent
/// 2001:db8:1::1, care-of addresses 2001:db8:a:1::17 (BID 1, priority 200) and 2001:db8:b:2::29 (BID 2, priority 100),
/// prefix 2001:db8:100::/56, lifetime 240 s.
/// </summary>
internal static class Vectors
{
    /// <summary>The draft's profile, with the option type that everybody uses.</summary>
    internal static readonly WireProfile Draft =
        WireProfile.Draft01(WireProfile.DefaultBindingIdentifierOptionType);

    /// <summary>
    /// IPv6 header and Home Address option before a Binding Update from the first care-of address; 112 octets follow
    /// the header.
    /// </summary>
    private const string FromFirst =
        "60000000 00703c40 20010db8000a00010000000000000017 20010db8000100000000000000000001"
        + "87020102 0000c910 20010db8000100000000000000000100";

    private const string FromSecond =
        "60000000 00703c40 20010db8000b00020000000000000029 20010db8000100000000000000000001"
        + "87020102 0000c910 20010db8000100000000000000000100";

    private const string FirstAddress = "20010db8000a00010000000000000017";

    private const string SecondAddress = "20010db8000b00020000000000000029";

    private const string Prefix = "01020000 06120038 20010db8010000000000000000000000";

    /// <summary>Bulk registration of both uplinks, sequence 1: 152 octets.</summary>
    internal static byte[] BulkUpdate()
    {
        return Hex.Read(
            FromFirst + "3b0a0500 97630001 c400003c 010400000000 2314 0001 c880" + FirstAddress
            + "0100 2314 0002 6480" + SecondAddress + Prefix);
    }

    /// <summary>Registration of the first uplink alone, sequence 1: 128 octets.</summary>
    internal static byte[] UpdateOfOne()
    {
        return Hex.Read(
            "60000000 00583c40 20010db8000a00010000000000000017 20010db8000100000000000000000001"
            + "87020102 0000c910 20010db8000100000000000000000100"
            + "3b070500 4e040001 c400003c 010400000000 2314 0001 c880" + FirstAddress + Prefix);
    }

    /// <summary>The first uplink removed through the second, sequence 2: 152 octets.</summary>
    internal static byte[] UpdateWithRemoval()
    {
        return Hex.Read(
            FromSecond + "3b0a0500 97220002 c400003c 010400000000 2314 0001 c8c0" + FirstAddress
            + "0100 2314 0002 6480" + SecondAddress + Prefix);
    }

    /// <summary>De-registration of everything from the first uplink, sequence 2: 80 octets.</summary>
    internal static byte[] Deregistration()
    {
        return Hex.Read(
            "60000000 00283c40 20010db8000a00010000000000000017 20010db8000100000000000000000001"
            + "87020102 0000c910 20010db8000100000000000000000100"
            + "3b010500 9ded0002 c4000000 01020000");
    }

    /// <summary>The answer to <see cref="BulkUpdate"/>, accepted for 240 s, both statuses 0: 128 octets.</summary>
    internal static byte[] BulkAcknowledgement()
    {
        return Hex.Read(
            "60000000 00582b40 20010db8000100000000000000000001 20010db8000a00010000000000000017"
            + "87020201 00000000 20010db8000100000000000000000100"
            + "3b070600 bc450040 0001003c 010400000000 2314 0001 0080" + FirstAddress
            + "0100 2314 0002 0080" + SecondAddress);
    }

    /// <summary>Where the first Binding Identifier option of an answer starts.</summary>
    internal static int FirstOption(byte[] answer)
    {
        int at = Ipv6Header.Length + RoutingHeaderType2.Length + BindingAcknowledgement.FixedLength;
        while (answer[at] != WireProfile.DefaultBindingIdentifierOptionType)
        {
            at++;
        }

        return at;
    }

    /// <summary>The packet with another sequence number.</summary>
    internal static byte[] WithSequence(byte[] packet, int sequence)
    {
        int header = Ipv6Header.Length + HomeAddressOption.HeaderLength;
        bool acknowledgement = MobilityHeader.Type(packet, header) == MobilityHeader.BindingAcknowledgement;
        ReplaceWord(packet, header + (acknowledgement ? 8 : 6), sequence);
        return packet;
    }

    /// <summary>Replaces 16 bits that the checksum covers, and moves the checksum with them (RFC 1624).</summary>
    internal static void ReplaceWord(byte[] packet, int at, int value)
    {
        int checksumAt = Ipv6Header.Length + HomeAddressOption.HeaderLength + MobilityHeader.ChecksumOffset;
        int sum = (~BigEndian.ReadUInt16(packet, checksumAt) & 0xFFFF)
            + (~BigEndian.ReadUInt16(packet, at) & 0xFFFF) + value;
        sum = (sum & 0xFFFF) + (sum >> 16);
        sum = (sum & 0xFFFF) + (sum >> 16);
        BigEndian.WriteUInt16(packet, checksumAt, ~sum & 0xFFFF);
        BigEndian.WriteUInt16(packet, at, value);
    }
}
