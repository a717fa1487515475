using McoaRouter.Wire;

namespace McoaRouter.Tests.Wire;

[TestClass]
public sealed class NeighborDiscoveryTests
{
    private const string Host = "2001:db8:1::200";
    private const string SolicitedNode = "ff02::1:ff00:100";
    private const string Target = "20010db8000100000000000000000100";
    private const string SourceOption = "0101 021122334455";
    private const string Unspecified = "::";
    private const int TargetOffset = 48;

    [TestMethod]
    public void Rfc4861_4_3_A_Solicitation_Is_Read()
    {
        NeighborSolicitation solicitation = new NeighborSolicitation();
        Ipv6Packet packet = Packet(Host, SolicitedNode, "8700 0000 00000000" + Target + SourceOption);
        Assert.IsTrue(solicitation.TryRead(packet));
        Assert.AreEqual(TargetOffset, solicitation.TargetOffset);
        Assert.IsFalse(solicitation.IsProbe);
        WireBench.AssertRefusal(Refusal.None, solicitation.Refusal);
    }

    [TestMethod]
    public void Rfc4862_5_4_3_A_Probe_Comes_From_Nobody()
    {
        NeighborSolicitation solicitation = new NeighborSolicitation();
        Assert.IsTrue(solicitation.TryRead(Packet(Unspecified, SolicitedNode, "8700 0000 00000000" + Target)));
        Assert.IsTrue(solicitation.IsProbe);
    }

    [TestMethod]
    public void Rfc4861_7_1_1_Unknown_Options_Are_Skipped()
    {
        NeighborSolicitation solicitation = new NeighborSolicitation();
        string message = "8700 0000 00000000" + Target + "0e01 000000000000" + SourceOption;
        Assert.IsTrue(solicitation.TryRead(Packet(Host, SolicitedNode, message)));
        Assert.AreEqual(TargetOffset + 26, solicitation.LinkLayerAddressOffset);
    }

    [TestMethod]
    public void Every_Octet_Of_A_Solicitation_Is_Written()
    {
        byte[] buffer = WireBench.Dirty();
        Assert.AreEqual(27, NeighborSolicitation.Write(buffer, 3, Hex.Address(WireBench.Home), 0));
        CollectionAssert.AreEqual(
            Hex.Read("eeeeee 8700 eeee 00000000" + Target + "ee"), WireBench.Slice(buffer, 0, 28));
    }

    [TestMethod]
    public void Rfc4861_7_1_1_An_Invalid_Solicitation_Is_Refused()
    {
        AssertRefused(Refusal.UnknownMessage, Host, SolicitedNode, "8800 0000 00000000" + Target);
        AssertRefused(Refusal.UnknownMessage, Host, SolicitedNode, "8701 0000 00000000" + Target);
        AssertRefused(
            Refusal.AddressNotForwardable,
            Host,
            SolicitedNode,
            "8700 0000 00000000 ff020000000000000000000000000001");
        AssertRefused(Refusal.AddressNotForwardable, Unspecified, "ff02::1", "8700 0000 00000000" + Target);
        AssertRefused(
            Refusal.AddressNotForwardable, Unspecified, "ff02::2:ff00:100", "8700 0000 00000000" + Target);
        AssertRefused(
            Refusal.AddressNotForwardable, Unspecified, "ff05::1:ff00:100", "8700 0000 00000000" + Target);
        AssertRefused(
            Refusal.AddressNotForwardable, Unspecified, "ff02::1:0:1:ff00:100", "8700 0000 00000000" + Target);
        AssertRefused(
            Refusal.UnknownMessage, Unspecified, SolicitedNode, "8700 0000 00000000" + Target + SourceOption);
        AssertRefused(
            Refusal.OptionLength, Host, SolicitedNode, "8700 0000 00000000" + Target + "0100 021122334455");
    }

    [TestMethod]
    public void The_Mtu_Option_Is_Written_And_Read()
    {
        byte[] buffer = WireBench.Dirty();
        Assert.AreEqual(13, MtuOption.Write(buffer, 5, 1400));
        CollectionAssert.AreEqual(Hex.Read("ee 0501 0000 00000578 ee"), WireBench.Slice(buffer, 4, 10));
        Assert.AreEqual(1400L, MtuOption.Mtu(buffer, 5));
    }

    [TestMethod]
    public void Rfc4861_7_1_1_What_Passed_A_Router_Is_Refused()
    {
        NeighborSolicitation solicitation = new NeighborSolicitation();
        Ipv6Packet packet = Packet(Host, SolicitedNode, "8700 0000 00000000" + Target);
        packet.Buffer[Ipv6Header.HopLimitOffset] = 254;
        Assert.IsFalse(solicitation.TryRead(packet));
        WireBench.AssertRefusal(Refusal.HopLimit, solicitation.Refusal);
    }

    [TestMethod]
    public void Rfc4861_7_1_1_A_Wrong_Checksum_Is_Refused()
    {
        NeighborSolicitation solicitation = new NeighborSolicitation();
        Ipv6Packet packet = Packet(Host, SolicitedNode, "8700 0000 00000000" + Target);
        packet.Buffer[TargetOffset] ^= 1;
        Assert.IsFalse(solicitation.TryRead(packet));
        WireBench.AssertRefusal(Refusal.Checksum, solicitation.Refusal);
    }

    [TestMethod]
    public void Rfc4861_4_3_A_Solicitation_Cut_Anywhere_Is_Refused()
    {
        byte[] whole = Hex.Read("8700 0000 00000000" + Target + SourceOption);
        NeighborSolicitation solicitation = new NeighborSolicitation();
        for (int length = 0; length < whole.Length; length++)
        {
            // At 24 octets it is whole, without its option.
            Ipv6Packet packet = Packet(Host, SolicitedNode, WireBench.Slice(whole, 0, length));
            Assert.AreEqual(length == 24, solicitation.TryRead(packet));
        }
    }

    [TestMethod]
    public void Rfc4861_4_4_An_Advertisement_Is_Written()
    {
        byte[] buffer = WireBench.Dirty();
        int end = NeighborAdvertisement.Write(
            buffer,
            3,
            NeighborAdvertisement.RouterFlag | NeighborAdvertisement.OverrideFlag,
            Hex.Address(WireBench.Home),
            Hex.Read("021122334455"));
        int length = Icmpv6.Finish(
            buffer, 3, end, Hex.Address(WireBench.HomeAgent), 0, Hex.Address("ff02::1"), 0);
        byte[] written = WireBench.Slice(buffer, 3, length);
        byte[] expected = Hex.Read("8800 0000 a0000000" + Target + "0201 021122334455");
        expected[2] = written[2];
        expected[3] = written[3];
        CollectionAssert.AreEqual(expected, written);
        Assert.AreEqual(0, Checksum(WireBench.HomeAgent, "ff02::1", written));
        Assert.AreEqual((byte)0xEE, buffer[end]);
    }

    [TestMethod]
    public void Rfc4861_4_4_The_Flags_Are_The_First_Three_Bits()
    {
        byte[] buffer = WireBench.Dirty();
        NeighborAdvertisement.Write(
            buffer, 0, NeighborAdvertisement.SolicitedFlag, Hex.Address(WireBench.Home), Hex.Read("021122334455"));
        CollectionAssert.AreEqual(Hex.Read("40000000"), WireBench.Slice(buffer, 4, 4));
    }

    [TestMethod]
    public void Rfc4291_2_7_1_Multicast_Addresses_Are_Written()
    {
        byte[] buffer = WireBench.Dirty();
        NeighborDiscovery.WriteAllNodes(buffer, 2);
        Assert.AreEqual("ff02::1", Ipv6AddressText.Write(buffer, 2));
        NeighborDiscovery.WriteSolicitedNode(buffer, 2, Hex.Address("2001:db8:1::12:3456"), 0);
        Assert.AreEqual("ff02::1:ff12:3456", Ipv6AddressText.Write(buffer, 2));
    }

    private static void AssertRefused(Refusal expected, string source, string destination, string message)
    {
        NeighborSolicitation solicitation = new NeighborSolicitation();
        Assert.IsFalse(solicitation.TryRead(Packet(source, destination, message)));
        WireBench.AssertRefusal(expected, solicitation.Refusal);
    }

    private static Ipv6Packet Packet(string source, string destination, string message)
    {
        return Packet(source, destination, Hex.Read(message));
    }

    /// <summary>A message on its link, with its checksum.</summary>
    private static Ipv6Packet Packet(string source, string destination, byte[] message)
    {
        if (message.Length >= 4)
        {
            BigEndian.WriteUInt16(message, Icmpv6.ChecksumOffset, Checksum(source, destination, message));
        }

        byte[] octets = new byte[Ipv6Header.Length + message.Length];
        Ipv6Header.Write(
            octets,
            0,
            0,
            message.Length,
            ProtocolNumbers.Icmpv6,
            Hex.Address(source),
            0,
            Hex.Address(destination),
            0);
        octets[Ipv6Header.HopLimitOffset] = NeighborDiscovery.HopLimit;
        System.Array.Copy(message, 0, octets, Ipv6Header.Length, message.Length);
        Ipv6Packet packet = new Ipv6Packet();
        Assert.IsTrue(packet.TryRead(octets, 0, octets.Length));
        return packet;
    }

    private static int Checksum(string source, string destination, byte[] message)
    {
        return InternetChecksum.Compute(
            Hex.Address(source),
            0,
            Hex.Address(destination),
            0,
            ProtocolNumbers.Icmpv6,
            message,
            0,
            message.Length);
    }
}
