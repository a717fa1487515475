using McoaRouter.HomeAgents;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Wire;

[TestClass]
public sealed class MobilePrefixTests
{
    private const string Solicitation = "9200 657a abcd 0000";
    private const string RouterAddress = "20010db8000100000000000000000001";
    private const string First = "0304 40e0 00000e10 00000708 00000000" + RouterAddress;
    private const string Mtu = "0501 0000 000005dc";
    private const string Second = "0304 38c0 ffffffff 80000000 00000000 20010db8010000000000000000000000";
    private const string Advertisement = "9300 281f abcd c000" + First + Mtu + Second;
    private const string Empty = "9300 0000 abcd 0000";

    /// <summary>As it travels: from the care-of address, with the home address in its option.</summary>
    private const string SolicitationPacket = "60000000 00203c40 20010db8000a00010000000000000017" + RouterAddress
        + "3a020102 0000c910 20010db8000100000000000000000100" + Solicitation;

    /// <summary>As it travels: to the care-of address, with the home address in a routing header.</summary>
    private const string AdvertisementPacket =
        "60000000 00682b40" + RouterAddress + "20010db8000a00010000000000000017"
        + "3a020201 00000000 20010db8000100000000000000000100" + Advertisement;

    [TestMethod]
    public void Rfc6275_6_7_A_Solicitation_Is_Read()
    {
        Ipv6Packet packet = Checked(SolicitationPacket, Icmpv6.MobilePrefixSolicitation);
        MobilePrefixSolicitation solicitation = new MobilePrefixSolicitation();
        Assert.IsTrue(solicitation.TryRead(packet.Buffer, packet.PayloadOffset, packet.PayloadLength));
        Assert.AreEqual(0xABCD, solicitation.Identifier);
        WireBench.AssertRefusal(Refusal.None, solicitation.Refusal);
    }

    [TestMethod]
    public void Rfc6275_6_7_A_Solicitation_Is_Written()
    {
        byte[] buffer = WireBench.Dirty();
        int end = Icmpv6.Begin(buffer, 3, Icmpv6.MobilePrefixSolicitation, 0xABCD, 0);
        int length = Icmpv6.Finish(
            buffer, 3, end, Hex.Address(WireBench.Home), 0, Hex.Address(WireBench.HomeAgent), 0);
        CollectionAssert.AreEqual(Hex.Read(Solicitation), WireBench.Slice(buffer, 3, length));
    }

    [TestMethod]
    public void Rfc6275_6_7_Unknown_Options_Of_A_Solicitation_Are_Ignored()
    {
        byte[] octets = Hex.Read("9200 0000 0001 0000 fe01 000000000000 fd02 0000000000000000000000000000");
        MobilePrefixSolicitation solicitation = new MobilePrefixSolicitation();
        Assert.IsTrue(solicitation.TryRead(octets, 0, octets.Length));
        Assert.AreEqual(1, solicitation.Identifier);
    }

    [TestMethod]
    public void Rfc6275_6_7_A_Malformed_Solicitation_Is_Refused()
    {
        AssertSolicitation(Refusal.Truncated, string.Empty);
        AssertSolicitation(Refusal.Truncated, "9200 0000 0001 00");
        AssertSolicitation(Refusal.UnknownMessage, "9201 0000 0001 0000");
        AssertSolicitation(Refusal.OptionLength, "9200 0000 0001 0000 fe00 000000000000");
        AssertSolicitation(Refusal.OptionTruncated, "9200 0000 0001 0000 fe02 000000000000");
        AssertSolicitation(Refusal.OptionTruncated, "9200 0000 0001 0000 fe01 0000000000");
        AssertSolicitation(Refusal.OptionTruncated, "9200 0000 0001 0000 fe");
        AssertSolicitation(Refusal.OptionTruncated, "9200 0000 0001 0000 fe00 0000");
    }

    [TestMethod]
    public void Rfc6275_6_8_An_Advertisement_Is_Read()
    {
        Ipv6Packet packet = Checked(AdvertisementPacket, Icmpv6.MobilePrefixAdvertisement);
        MobilePrefixAdvertisement advertisement = new MobilePrefixAdvertisement();
        Assert.IsTrue(advertisement.TryRead(packet.Buffer, packet.PayloadOffset, packet.PayloadLength));
        Assert.AreEqual(0xABCD, advertisement.Identifier);
        Assert.AreEqual(
            MobilePrefixAdvertisement.ManagedFlag | MobilePrefixAdvertisement.OtherFlag, advertisement.Flags);
        Assert.AreEqual(2, advertisement.PrefixCount);
        Assert.AreEqual(packet.PayloadOffset + 8, advertisement.PrefixAt(0));
        Assert.AreEqual(packet.PayloadOffset + 48, advertisement.PrefixAt(1));
    }

    [TestMethod]
    public void Rfc4861_4_6_2_Prefix_Information_Is_Read()
    {
        byte[] octets = Hex.Read("00" + Second);
        Assert.AreEqual(56, PrefixInformationOption.PrefixLength(octets, 1));
        Assert.AreEqual(
            PrefixInformationOption.OnLinkFlag | PrefixInformationOption.AutonomousFlag,
            PrefixInformationOption.Flags(octets, 1));
        Assert.AreEqual(PrefixInformationOption.InfiniteLifetime, PrefixInformationOption.ValidLifetime(octets, 1));
        Assert.AreEqual(0x80000000L, PrefixInformationOption.PreferredLifetime(octets, 1));
        Assert.AreEqual("2001:db8:100::", Ipv6AddressText.Write(octets, PrefixInformationOption.PrefixOffset(1)));
    }

    [TestMethod]
    public void Rfc6275_7_2_Prefix_Information_May_Hold_The_Routers_Address()
    {
        byte[] octets = Hex.Read(First);
        Assert.AreEqual(
            PrefixInformationOption.RouterAddressFlag,
            PrefixInformationOption.Flags(octets, 0) & PrefixInformationOption.RouterAddressFlag);
        Assert.AreEqual(64, PrefixInformationOption.PrefixLength(octets, 0));
        Assert.AreEqual(3600L, PrefixInformationOption.ValidLifetime(octets, 0));
        Assert.AreEqual(1800L, PrefixInformationOption.PreferredLifetime(octets, 0));
        Assert.AreEqual(
            WireBench.HomeAgent, Ipv6AddressText.Write(octets, PrefixInformationOption.PrefixOffset(0)));
    }

    [TestMethod]
    public void Rfc6275_6_8_An_Advertisement_Is_Written()
    {
        byte[] buffer = WireBench.Dirty();
        int end = Icmpv6.Begin(buffer, 3, Icmpv6.MobilePrefixAdvertisement, 0xABCD, 0xC000);
        end = PrefixInformationOption.Write(buffer, end, Hex.Address(WireBench.HomeAgent), 0, 64, 0xE0, 3600, 1800);
        byte[] mtu = Hex.Read(Mtu);
        System.Array.Copy(mtu, 0, buffer, end, mtu.Length);
        end = PrefixInformationOption.Write(
            buffer,
            end + mtu.Length,
            Hex.Address("2001:db8:100::"),
            0,
            56,
            0xC0,
            PrefixInformationOption.InfiniteLifetime,
            0x80000000L);
        int length = Icmpv6.Finish(
            buffer, 3, end, Hex.Address(WireBench.HomeAgent), 0, Hex.Address(WireBench.Home), 0);
        CollectionAssert.AreEqual(Hex.Read(Advertisement), WireBench.Slice(buffer, 3, length));
        Assert.AreEqual(0xEE, (int)buffer[3 + length]);
    }

    [TestMethod]
    public void Rfc6275_6_8_Unknown_Options_And_None_Are_Accepted()
    {
        AssertAdvertisement(Refusal.None, 0, Empty);
        AssertAdvertisement(Refusal.None, 0, Empty + Mtu);
        AssertAdvertisement(Refusal.None, 1, Empty + Mtu + First + "fe01 000000000000");
    }

    [TestMethod]
    public void Rfc6275_6_8_A_Malformed_Advertisement_Is_Refused()
    {
        AssertAdvertisement(Refusal.UnknownMessage, 0, "9301 0000 abcd 0000" + First);
        AssertAdvertisement(Refusal.OptionLength, 0, Empty + "0300 000000000000");
        AssertAdvertisement(Refusal.OptionLength, 0, Empty + "fe00 000000000000");
        AssertAdvertisement(Refusal.OptionLength, 0, Empty + "0303" + First.Substring(5) + RouterAddress);
        AssertAdvertisement(Refusal.OptionLength, 0, Empty + "0305" + First.Substring(5) + Mtu);
        AssertAdvertisement(Refusal.OptionTruncated, 1, Empty + First + "0304" + Second.Substring(5, 40));
    }

    [TestMethod]
    public void Rfc6275_6_8_An_Advertisement_Cut_At_Any_Length_Is_Refused()
    {
        byte[] whole = Hex.Read(Advertisement);
        MobilePrefixAdvertisement advertisement = new MobilePrefixAdvertisement();
        for (int length = 0; length < whole.Length; length++)
        {
            Refusal expected = length < 8 ? Refusal.Truncated
                : length == 8 || length == 40 || length == 48 ? Refusal.None
                : Refusal.OptionTruncated;
            bool read = advertisement.TryRead(WireBench.Slice(whole, 0, length), 0, length);
            WireBench.AssertRefusal(expected, advertisement.Refusal);
            Assert.AreEqual(expected == Refusal.None, read);
        }
    }

    [TestMethod]
    public void More_Prefixes_Than_The_Limit_Are_Refused()
    {
        byte[] octets = new byte[8 + (PrefixInformationOption.Length * (Limits.HomePrefixes + 1))];
        int at = Icmpv6.Begin(octets, 0, Icmpv6.MobilePrefixAdvertisement, 1, 0);
        while (at < octets.Length)
        {
            at = PrefixInformationOption.Write(octets, at, Hex.Address("2001:db8::"), 0, 64, 0, 1, 1);
        }

        MobilePrefixAdvertisement advertisement = new MobilePrefixAdvertisement();
        Assert.IsTrue(advertisement.TryRead(octets, 0, octets.Length - PrefixInformationOption.Length));
        Assert.AreEqual(Limits.HomePrefixes, advertisement.PrefixCount);
        Assert.IsFalse(advertisement.TryRead(octets, 0, octets.Length));
        WireBench.AssertRefusal(Refusal.TooManyOptions, advertisement.Refusal);
    }

    [TestMethod]
    public void Rfc6275_11_3_1_The_Checksum_Covers_The_Home_Address()
    {
        byte[] octets = Hex.Read(SolicitationPacket);
        octets[23] ^= 1;
        Assert.IsTrue(Check(octets) == Refusal.None);
        octets[63] ^= 1;
        Assert.IsTrue(Check(octets) == Refusal.Checksum);
    }

    private static Ipv6Packet Checked(string text, int type)
    {
        byte[] octets = Hex.Read(text);
        Ipv6Packet packet = new Ipv6Packet();
        Assert.IsTrue(packet.TryRead(octets, 0, octets.Length));
        WireBench.AssertRefusal(Refusal.None, Icmpv6.Check(packet));
        Assert.AreEqual(type, Icmpv6.Type(octets, packet.PayloadOffset));
        return packet;
    }

    private static Refusal Check(byte[] octets)
    {
        Ipv6Packet packet = new Ipv6Packet();
        Assert.IsTrue(packet.TryRead(octets, 0, octets.Length));
        return Icmpv6.Check(packet);
    }

    private static void AssertSolicitation(Refusal expected, string message)
    {
        byte[] octets = Hex.Read(message);
        MobilePrefixSolicitation solicitation = new MobilePrefixSolicitation();
        Assert.IsFalse(solicitation.TryRead(octets, 0, octets.Length));
        WireBench.AssertRefusal(expected, solicitation.Refusal);
    }

    private static void AssertAdvertisement(Refusal expected, int prefixes, string message)
    {
        byte[] octets = Hex.Read(message);
        MobilePrefixAdvertisement advertisement = new MobilePrefixAdvertisement();
        Assert.AreEqual(expected == Refusal.None, advertisement.TryRead(octets, 0, octets.Length));
        WireBench.AssertRefusal(expected, advertisement.Refusal);
        Assert.AreEqual(prefixes, advertisement.PrefixCount);
    }
}
