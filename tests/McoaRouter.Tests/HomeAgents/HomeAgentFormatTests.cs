using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>What in a Binding Update means nothing to a home agent, and what its answers never have.</summary>
[TestClass]
public sealed class HomeAgentFormatTests
{
    private const string Both = "1:199@2001:db8:a::10;2:100@2001:db8:b::20;";

    [TestMethod]
    public void Rfc6275_6_1_7_Reserved_Bits_Of_An_Update_Are_Ignored()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router | 0x003F, 60);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("0:0@2001:db8:a::10;", bench.Show());
    }

    [TestMethod]
    public void Rfc6275_6_1_8_Reserved_Bits_Of_An_Answer_Are_Clear()
    {
        HomeAgentBench bench = Expect.Registered();
        Assert.AreEqual(BindingAcknowledgement.MobileRouterFlag, bench.Answer.Flags);
    }

    [TestMethod]
    public void Rfc3963_4_3_The_Reserved_Octet_Is_Ignored()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router, 60);
        bench.Prefix(0, 0);
        bench.Patch(18, 0xFF);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.IsTrue(bench.Bindings.IsRegistered(0));
        Assert.IsFalse(bench.Bindings.IsRegistered(1));
    }

    [TestMethod]
    public void Rfc5648_4_3_The_Status_In_An_Update_Is_Ignored()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Speak(WireProfile.Rfc5648());
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router, 60);
        bench.Identifier(1, 200, false, bench.Wifi);
        bench.Patch(18, BindingStatus.Malformed);
        bench.Identifier(2, 100, false, bench.Cellular);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual(0, bench.AnswerStatus(0));
        Assert.AreEqual(Both, bench.Show());
    }

    [TestMethod]
    public void Rfc6275_6_8_M_And_O_Are_Clear()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Icmp(
            bench.Wifi, bench.Settings.Address, bench.HomeAddress, Icmpv6.MobilePrefixSolicitation, 7, 0);
        Assert.AreEqual(HomeAgentBench.OtherAnswer, bench.Deliver(1000));
        byte[] answer = bench.Sent();
        int message = Ipv6Header.Length + RoutingHeaderType2.Length;
        Assert.AreEqual(Icmpv6.MobilePrefixAdvertisement, (int)answer[message]);
        Assert.AreEqual(7, BigEndian.ReadUInt16(answer, message + 4));
        Assert.AreEqual(0, BigEndian.ReadUInt16(answer, message + 6));
    }

    [TestMethod]
    public void Rfc6275_6_4_1_Reserved_Octets_Are_Written_As_0_And_Ignored()
    {
        HomeAgentBench bench = Expect.Registered();
        byte[] answer = bench.Sent();
        Assert.AreEqual(ProtocolNumbers.Routing, (int)answer[Ipv6Header.NextHeaderOffset]);
        for (int i = 4; i < 8; i++)
        {
            Assert.AreEqual(0, (int)answer[Ipv6Header.Length + i]);
            answer[Ipv6Header.Length + i] = 0xEE;
        }

        Ipv6Packet packet = new Ipv6Packet();
        Assert.IsTrue(packet.TryRead(answer, 0, answer.Length));
        Assert.AreEqual(Refusal.None, MobilityHeader.Check(packet));
        Assert.IsTrue(Ipv6Address.Equal(answer, packet.RoutingAddressOffset, bench.HomeAddress, 0));
    }
}
