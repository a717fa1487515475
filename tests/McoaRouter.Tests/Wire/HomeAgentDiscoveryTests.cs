using McoaRouter.Wire;

namespace McoaRouter.Tests.Wire;

[TestClass]
public sealed class HomeAgentDiscoveryTests
{
    private const string Anycast = "2001:db8:1:0:fdff:ffff:ffff:fffe";
    private const string First = "20010db8000100000000000000000001";
    private const string Second = "20010db8000100000000000000000002";
    private const string Request = "9000 83f4 1234 8000";
    private const string Reply = "9100 255b 1234 8000" + First + Second;

    [TestMethod]
    public void Rfc6275_6_5_A_Request_Is_Read()
    {
        HomeAgentDiscovery discovery = new HomeAgentDiscovery();
        Ipv6Packet packet = Checked(WireBench.CareOf, Anycast, Request, Icmpv6.HomeAgentDiscoveryRequest);
        Assert.IsTrue(discovery.TryRead(packet.Buffer, packet.PayloadOffset, packet.PayloadLength));
        Assert.AreEqual(0x1234, discovery.Identifier);
        Assert.AreEqual(0, discovery.AddressCount);
        WireBench.AssertRefusal(Refusal.None, discovery.Refusal);
    }

    [TestMethod]
    public void Rfc6275_6_6_A_Reply_Lists_Home_Agents_In_Their_Order()
    {
        HomeAgentDiscovery discovery = new HomeAgentDiscovery();
        Ipv6Packet packet = Checked(WireBench.HomeAgent, WireBench.CareOf, Reply, Icmpv6.HomeAgentDiscoveryReply);
        Assert.IsTrue(discovery.TryRead(packet.Buffer, packet.PayloadOffset, packet.PayloadLength));
        Assert.AreEqual(0x1234, discovery.Identifier);
        Assert.AreEqual(2, discovery.AddressCount);
        Assert.AreEqual("2001:db8:1::1", Ipv6AddressText.Write(packet.Buffer, discovery.AddressOffset(0)));
        Assert.AreEqual("2001:db8:1::2", Ipv6AddressText.Write(packet.Buffer, discovery.AddressOffset(1)));
    }

    [TestMethod]
    public void Rfc6275_6_5_A_Request_Is_Written()
    {
        byte[] buffer = WireBench.Dirty();
        int end = Icmpv6.Begin(
            buffer, 3, Icmpv6.HomeAgentDiscoveryRequest, 0x1234, HomeAgentDiscovery.MobileRouterFlag);
        AssertWritten(Request, WireBench.CareOf, Anycast, buffer, end);
    }

    [TestMethod]
    public void Rfc6275_6_6_A_Reply_Is_Written()
    {
        byte[] buffer = WireBench.Dirty();
        int end = Icmpv6.Begin(
            buffer, 3, Icmpv6.HomeAgentDiscoveryReply, 0x1234, HomeAgentDiscovery.MobileRouterFlag);
        end = HomeAgentDiscovery.WriteAddress(buffer, end, Hex.Read(First), 0);
        end = HomeAgentDiscovery.WriteAddress(buffer, end, Hex.Read("ff" + Second), 1);
        AssertWritten(Reply, WireBench.HomeAgent, WireBench.CareOf, buffer, end);
    }

    [TestMethod]
    public void Rfc3963_7_1_The_Request_Says_Whether_Mobile_Routers_Are_To_Be_Supported()
    {
        Assert.AreEqual(HomeAgentDiscovery.MobileRouterFlag, Read("9000 0000 0000 8000").Flags);
        Assert.AreEqual(0, Read("9000 0000 0000 0000").Flags);
    }

    [TestMethod]
    public void Rfc3963_7_2_The_Reply_Says_Whether_Mobile_Routers_Are_Supported()
    {
        Assert.AreEqual(
            HomeAgentDiscovery.MobileRouterFlag,
            Read("9100 0000 0000 ffff" + First).Flags & HomeAgentDiscovery.MobileRouterFlag);
        Assert.AreEqual(
            0, Read("9100 0000 0000 7fff" + First).Flags & HomeAgentDiscovery.MobileRouterFlag);
    }

    [TestMethod]
    public void Rfc6275_6_6_The_List_Ends_With_The_Packet()
    {
        Assert.AreEqual(0, Read("9100 0000 0000 0000").AddressCount);
        Assert.AreEqual(1, Read("9100 0000 0000 0000" + First).AddressCount);
        Assert.AreEqual(3, Read("9100 0000 0000 0000" + First + Second + First).AddressCount);
        Assert.AreEqual(0, Read("9000 0000 ffff 0000 00").AddressCount);
    }

    [TestMethod]
    public void Rfc6275_6_6_A_Reply_Cut_At_Any_Length_Is_Refused()
    {
        byte[] whole = Hex.Read(Reply);
        HomeAgentDiscovery discovery = new HomeAgentDiscovery();
        for (int length = 0; length < whole.Length; length++)
        {
            bool wholeAddresses = length == 8 || length == 24;
            Assert.AreEqual(wholeAddresses, discovery.TryRead(WireBench.Slice(whole, 0, length), 0, length));
            WireBench.AssertRefusal(wholeAddresses ? Refusal.None : Refusal.Truncated, discovery.Refusal);
        }
    }

    [TestMethod]
    public void Rfc6275_6_5_A_Request_Cut_At_Any_Length_Is_Refused()
    {
        byte[] whole = Hex.Read(Request);
        HomeAgentDiscovery discovery = new HomeAgentDiscovery();
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.IsFalse(discovery.TryRead(WireBench.Slice(whole, 0, length), 0, length));
            WireBench.AssertRefusal(Refusal.Truncated, discovery.Refusal);
        }
    }

    [TestMethod]
    public void Rfc6275_6_5_Another_Code_Is_Not_Known()
    {
        HomeAgentDiscovery discovery = new HomeAgentDiscovery();
        Assert.IsFalse(discovery.TryRead(Hex.Read("9001 0000 1234 8000"), 0, 8));
        WireBench.AssertRefusal(Refusal.UnknownMessage, discovery.Refusal);
    }

    [TestMethod]
    public void Rfc4443_2_3_A_Wrong_Checksum_Is_Refused()
    {
        AssertCheck(Refusal.Checksum, WireBench.CareOf, Anycast, "9000 83f4 1235 8000");
        AssertCheck(Refusal.Checksum, WireBench.CareOf, WireBench.HomeAgent, Request);
        AssertCheck(Refusal.Checksum, WireBench.Home, Anycast, Request);
        AssertCheck(Refusal.Truncated, WireBench.CareOf, Anycast, "9000 83");
        AssertCheck(Refusal.Truncated, WireBench.CareOf, Anycast, string.Empty);
    }

    [TestMethod]
    [DataRow("2001:db8:1::/64", "2001:db8:1:0:fdff:ffff:ffff:fffe")]
    [DataRow("fe80::/64", "fe80::fdff:ffff:ffff:fffe")]
    [DataRow("::/64", "::ffff:ffff:ffff:fffe")]
    [DataRow("1fff::/64", "1fff::ffff:ffff:ffff:fffe")]
    [DataRow("2001:db8:1::/48", "2001:db8:1:ffff:ffff:ffff:ffff:fffe")]
    [DataRow("2001:db8:1::/63", "2001:db8:1:1:ffff:ffff:ffff:fffe")]
    [DataRow("2001:db8:1::/65", "2001:db8:1:0:7fff:ffff:ffff:fffe")]
    [DataRow("2001:db8:1::/113", "2001:db8:1::7ffe")]
    [DataRow("2001:db8:1::/120", "2001:db8:1::fe")]
    [DataRow("2001:db8:1::/121", "2001:db8:1::7e")]
    [DataRow("2001:db8:1::80/121", "2001:db8:1::fe")]
    [DataRow("::/0", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe")]
    public void Rfc2526_2_The_Anycast_Address_Is_The_Prefix_Ones_And_126(string prefix, string address)
    {
        byte[] buffer = WireBench.Dirty();
        Assert.IsTrue(HomeAgentsAnycastAddress.TryWrite(buffer, 5, Ipv6Prefix.TryRead(prefix, true)));
        Assert.AreEqual(address, Ipv6AddressText.Write(buffer, 5));
        Assert.AreEqual(0xEE, (int)buffer[4]);
        Assert.AreEqual(0xEE, (int)buffer[21]);
    }

    [TestMethod]
    [DataRow("2001:db8:1::/122")]
    [DataRow("2001:db8:1::1/128")]
    public void Rfc2526_2_A_Prefix_Without_Room_For_7_Bits_Has_No_Anycast_Address(string prefix)
    {
        byte[] buffer = WireBench.Dirty();
        Assert.IsFalse(HomeAgentsAnycastAddress.TryWrite(buffer, 0, Ipv6Prefix.TryRead(prefix, true)));
        CollectionAssert.AreEqual(WireBench.Dirty(), buffer);
    }

    private static Ipv6Packet Checked(string source, string destination, string message, int type)
    {
        Ipv6Packet packet = WireBench.Packet(ProtocolNumbers.Icmpv6, source, destination, message);
        WireBench.AssertRefusal(Refusal.None, Icmpv6.Check(packet));
        Assert.AreEqual(type, Icmpv6.Type(packet.Buffer, packet.PayloadOffset));
        return packet;
    }

    private static HomeAgentDiscovery Read(string message)
    {
        byte[] octets = Hex.Read(message);
        HomeAgentDiscovery discovery = new HomeAgentDiscovery();
        Assert.IsTrue(discovery.TryRead(octets, 0, octets.Length));
        return discovery;
    }

    private static void AssertCheck(Refusal reason, string source, string destination, string message)
    {
        WireBench.AssertRefusal(
            reason, Icmpv6.Check(WireBench.Packet(ProtocolNumbers.Icmpv6, source, destination, message)));
    }

    private static void AssertWritten(string expected, string source, string destination, byte[] buffer, int end)
    {
        byte[] octets = Hex.Read(expected);
        int length = Icmpv6.Finish(buffer, 3, end, Hex.Address(source), 0, Hex.Address(destination), 0);
        Assert.AreEqual(octets.Length, length);
        CollectionAssert.AreEqual(octets, WireBench.Slice(buffer, 3, length));
        Assert.AreEqual(0xEE, (int)buffer[3 + length]);
    }
}
