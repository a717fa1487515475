using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>The home agent's side of RFC 5555: the bindings that it makes and moves in UDP, and how it answers.</summary>
[TestClass]
public sealed class HomeAgentUdpTests
{
    [TestMethod]
    public void Rfc5555_4_2_The_Answer_Goes_Back_In_Udp_With_The_Nat_Detection_Option()
    {
        HomeAgentBench bench = UdpPen.Bench();
        Assert.AreEqual(BindingStatus.Accepted, UdpPen.Register(bench, 1, "198.51.100.7", 40000, 0));
        Assert.AreEqual(UdpPen.NatAt40000, UdpPen.Show(bench, 0));
        PacketBuffer answer = bench.Network.Last;
        byte[] octets = answer.Octets;
        Assert.AreEqual(Refusal.WrongPort, UdpEncapsulation.Check(octets, answer.Start, answer.Length));
        Assert.AreEqual("192.0.2.1", Ipv4AddressText.Write(octets, answer.Start + Ipv4Header.SourceOffset));
        Assert.AreEqual("198.51.100.7", Ipv4AddressText.Write(octets, answer.Start + Ipv4Header.DestinationOffset));
        Assert.AreEqual(4191, UdpEncapsulation.SourcePort(octets, answer.Start));
        Assert.AreEqual(
            40000, BigEndian.ReadUInt16(octets, answer.Start + UdpEncapsulation.DestinationPortOffset));

        byte[] inner = UdpPen.Inner(answer);
        Assert.AreEqual(ProtocolNumbers.Mobility, (int)inner[Ipv6Header.NextHeaderOffset]);
        Assert.AreEqual("2001:db8:1::1", Ipv6AddressText.Write(inner, Ipv6Header.SourceOffset));
        Assert.AreEqual("2001:db8:1::100", Ipv6AddressText.Write(inner, Ipv6Header.DestinationOffset));
        BindingAcknowledgement message = UdpPen.Read(inner, bench);
        Assert.AreEqual(1, message.Options.BindingIdentifierCount);
        int nat = message.Options.NatDetectionAt;
        Assert.IsTrue(NatDetectionOption.Forces(inner, nat));
        Assert.AreEqual(110, (int)NatDetectionOption.RefreshSeconds(inner, nat));
    }

    [TestMethod]
    public void Rfc5555_3_2_2_Without_A_Nat_The_Refresh_Time_Is_All_Ones()
    {
        HomeAgentBench bench = UdpPen.Bench();
        Assert.AreEqual(BindingStatus.Accepted, UdpPen.Register(bench, 1, "10.0.0.2", 4191, 0));
        Assert.AreEqual("1@10.0.0.2:4191;", UdpPen.Show(bench, 0));
        byte[] inner = UdpPen.Inner(bench.Network.Last);
        BindingAcknowledgement message = UdpPen.Read(inner, bench);
        Assert.AreEqual(-1, (int)NatDetectionOption.RefreshSeconds(inner, message.Options.NatDetectionAt));
    }

    [TestMethod]
    public void Rfc5555_4_2_The_Address_Alone_Tells_Of_A_Nat()
    {
        HomeAgentBench bench = UdpPen.Bench();
        UdpPen.Register(bench, 1, "10.0.0.2", 50123, 0);
        Assert.AreEqual("1@10.0.0.2:50123;", UdpPen.Show(bench, 0));
    }

    [TestMethod]
    public void Rfc5648_8_1_The_Address_In_The_Identifier_Is_That_Of_The_Ipv4_Option()
    {
        HomeAgentBench bench = UdpPen.Bench();
        bench.Speak(WireProfile.Rfc5648());
        UdpPen.Begin(bench, 1, 60);
        bench.Raw(Hex.Read(UdpPen.NamedByRfc5648));
        Assert.AreEqual(BindingStatus.Accepted, UdpPen.Exchange(bench, "198.51.100.7", 40000, 0));
        Assert.AreEqual(UdpPen.NatAt40000, UdpPen.Show(bench, 0));
        UdpPen.Begin(bench, 2, 60);
        bench.Raw(Hex.Read(UdpPen.NamedByRfc5648));
        Assert.AreEqual(BindingStatus.Accepted, UdpPen.Exchange(bench, "10.0.0.2", 4191, 0));
        Assert.AreEqual("1@10.0.0.2:4191;", UdpPen.Show(bench, 0));
    }

    [TestMethod]
    public void Rfc5555_4_4_2_A_Registration_That_Names_No_Ipv4_CareOf_Address_Is_Answered_174()
    {
        HomeAgentBench bench = UdpPen.Bench();
        UdpPen.Begin(bench, 1, 60);
        bench.Identifier(1, 200);
        Assert.AreEqual(BindingStatus.InvalidCareOfAddress, UdpPen.Exchange(bench, "198.51.100.7", 40000, 0));
        UdpPen.Begin(bench, 2, 60);
        Assert.AreEqual(BindingStatus.InvalidCareOfAddress, UdpPen.Exchange(bench, "198.51.100.7", 40000, 0));
        Assert.AreEqual(string.Empty, UdpPen.Show(bench, 0));
    }

    [TestMethod]
    public void Rfc5648_8_1_No_Bulk_Registration_Comes_From_An_Ipv4_CareOf_Address()
    {
        HomeAgentBench bench = UdpPen.Bench();
        bench.Speak(WireProfile.Rfc5648());
        UdpPen.Begin(bench, 1, 60);
        bench.Raw(Hex.Read(UdpPen.NamedByRfc5648));
        bench.Raw(Hex.Read("2308 0002 001d 0a000003"));
        Assert.AreEqual(BindingStatus.InvalidCareOfAddress, UdpPen.Exchange(bench, "198.51.100.7", 40000, 0));
        bench.Speak(WireProfile.Draft01(HomeAgentBench.OptionType));
        UdpPen.Begin(bench, 1, 60);
        bench.Identifier(1, 200, false, bench.Wifi);
        Assert.AreEqual(BindingStatus.InvalidCareOfAddress, UdpPen.Exchange(bench, "198.51.100.7", 40000, 0));
        Assert.AreEqual(string.Empty, UdpPen.Show(bench, 0));
    }

    [TestMethod]
    public void Rfc5648_8_1_From_Ipv6_An_Ipv4_CareOf_Address_Is_Refreshed_Only_Without_A_Nat()
    {
        HomeAgentBench bench = UdpPen.Bench();
        bench.Speak(WireProfile.Rfc5648());
        Assert.AreEqual(BindingStatus.InvalidCareOfAddress, UdpPen.Bulk(bench, 1, UdpPen.NamedByRfc5648));
        UdpPen.Begin(bench, 2, 60);
        bench.Raw(Hex.Read(UdpPen.NamedByRfc5648));
        UdpPen.Exchange(bench, "198.51.100.7", 40000, 0);
        Assert.AreEqual(BindingStatus.InvalidCareOfAddress, UdpPen.Bulk(bench, 3, UdpPen.NamedByRfc5648));
        Assert.AreEqual(BindingStatus.UnknownCareOfAddress, UdpPen.Bulk(bench, 4, "2304 0001 001d"));

        UdpPen.Begin(bench, 5, 60);
        bench.Raw(Hex.Read(UdpPen.NamedByRfc5648));
        UdpPen.Exchange(bench, "10.0.0.2", 4191, 0);
        Assert.AreEqual(BindingStatus.Accepted, UdpPen.Bulk(bench, 6, UdpPen.NamedByRfc5648));
        Assert.AreEqual("1@10.0.0.2:4191;2@2001:db8:a::10;", UdpPen.Show(bench, 0));
        Assert.AreEqual(BindingStatus.InvalidCareOfAddress, UdpPen.Bulk(bench, 7, "2308 0001 001d 0a000009"));
        Assert.AreEqual("1@10.0.0.2:4191;2@2001:db8:a::10;", UdpPen.Show(bench, 0));
    }

    [TestMethod]
    public void Rfc5555_4_5_An_Ipv4_Mapped_Address_Is_No_CareOf_Address_Of_Its_Own()
    {
        HomeAgentBench bench = UdpPen.Bench();
        byte[] mapped = HomeAgentBench.Address("::ffff:a00:2");
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router, 60);
        bench.Identifier(1, 200, false, mapped);
        Assert.AreEqual(BindingStatus.BulkFailed, bench.Exchange(0));
        bench.Begin(mapped, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        Assert.AreEqual(HomeAgentBench.NoAnswer, bench.Exchange(0));
        Assert.AreEqual(string.Empty, UdpPen.Show(bench, 0));
    }

    [TestMethod]
    public void Rfc5555_4_2_Two_Routers_Behind_One_Nat_Are_Told_Apart_By_Their_Ports()
    {
        HomeAgentBench bench = UdpPen.Bench();
        UdpPen.Register(bench, 1, "198.51.100.7", 40000, 0);
        bench.BeginAtHome(bench.OtherHomeAddress, 1, HomeAgentBench.Router, 60);
        bench.Identifier(1, 200);
        bench.Raw(Hex.Read(UdpPen.NamedByDraft));
        Assert.AreEqual(BindingStatus.Accepted, UdpPen.Exchange(bench, "198.51.100.7", 40001, 0));
        Assert.AreEqual(UdpPen.NatAt40000, UdpPen.Show(bench, 0));
        Assert.AreEqual("1@198.51.100.7:40001n;", UdpPen.Show(bench, 1));
        Assert.AreEqual(40001, UdpPen.PortTo(bench, bench.OtherPassenger));
        Assert.AreEqual(40000, UdpPen.PortTo(bench, bench.Passenger));
        bench.Inner(bench.OtherPassenger, bench.Correspondent, 40);
        UdpPen.Deliver(bench, "198.51.100.7", 40000, 0);
        Assert.AreEqual(1, bench.Refused(Refusal.SourceOutsidePrefix));
        bench.Inner(bench.Passenger, bench.OtherPassenger, 40);
        UdpPen.Deliver(bench, "198.51.100.7", 40000, 0);
        Assert.AreEqual(
            40001,
            BigEndian.ReadUInt16(
                bench.Network.Last.Octets, bench.Network.Last.Start + UdpEncapsulation.DestinationPortOffset));
    }

    [TestMethod]
    public void Rfc5555_4_2_An_Update_From_Another_Nat_Address_Moves_The_Binding()
    {
        HomeAgentBench bench = UdpPen.Bench();
        bench.Secure();
        Assert.AreEqual(BindingStatus.Accepted, UdpPen.RegisterSecurely(bench, 1, "198.51.100.7", 40000, 0));
        Assert.AreEqual(BindingStatus.Accepted, UdpPen.RegisterSecurely(bench, 2, "198.51.100.9", 40777, 1000));
        Assert.AreEqual("1@198.51.100.9:40777n;", UdpPen.Show(bench, 0));
        Assert.AreEqual(
            "binding 0:1+;tunnel 0:40000+;prefix 0:0+;prefix 0:1+;defended 0:0+;answer 0:0/1;"
                + "binding 0:1+;tunnel 0:40777+;answer 0:0/2;",
            bench.Listener.ToString());
    }

    [TestMethod]
    public void Rfc5555_5_An_Update_Replayed_From_Another_Nat_Address_Moves_Nothing()
    {
        HomeAgentBench bench = UdpPen.Bench();
        bench.Secure();
        UdpPen.RegisterSecurely(bench, 1, "198.51.100.7", 40000, 0);
        byte[] replay = UdpPen.Octets(bench.Packet);
        int status = UdpPen.Replay(bench, replay, "203.0.113.66", 1234, 2000);
        Assert.AreEqual(BindingStatus.TimestampMismatch, status);
        Assert.AreEqual(UdpPen.NatAt40000, UdpPen.Show(bench, 0));

        // The address that the router named is what is authenticated.
        UdpPen.RegisterSecurely(bench, 2, "198.51.100.7", 40000, 4000);
        replay = UdpPen.Octets(bench.Packet);
        for (int at = 40; at < replay.Length; at++)
        {
            byte[] changed = (byte[])replay.Clone();
            changed[at] ^= 1;
            UdpPen.Replay(bench, changed, "203.0.113.66", 1234, 4001);
            Assert.AreEqual(UdpPen.NatAt40000, UdpPen.Show(bench, 0));
        }
    }

    [TestMethod]
    public void Rfc4285_5_1_In_Udp_The_Answer_Covers_The_Address_That_The_Update_Named()
    {
        HomeAgentBench bench = UdpPen.Bench();
        bench.Secure();
        UdpPen.RegisterSecurely(bench, 1, "198.51.100.7", 40000, 0);
        byte[] inner = UdpPen.Inner(bench.Network.Last);
        BindingAcknowledgement answer = UdpPen.Read(inner, bench);
        byte[] named = HomeAgentBench.Address("::ffff:a00:2");
        Assert.AreEqual(
            Refusal.None,
            bench.Security.Verify(inner, Ipv6Header.Length, answer.Options, named, 0, bench.HomeAddress, 0));
        UdpPen.Begin(bench, 2, 0);
        bench.Identifier(1, 0);
        bench.Authenticate(bench.Security, HomeAgentBench.Timestamp(1000), bench.HomeAddress);
        Assert.AreEqual(BindingStatus.Accepted, UdpPen.Exchange(bench, "203.0.113.1", 4000, 1000));
        inner = UdpPen.Inner(bench.Network.Last);
        answer = UdpPen.Read(inner, bench);
        Assert.AreEqual(
            Refusal.None,
            bench.Security.Verify(
                inner, Ipv6Header.Length, answer.Options, bench.HomeAddress, 0, bench.HomeAddress, 0));
        Assert.AreEqual(string.Empty, UdpPen.Show(bench, 0));
    }

    [TestMethod]
    public void Rfc5555_4_2_A_Home_Address_Option_In_Udp_Can_Only_Repeat_The_Source()
    {
        HomeAgentBench bench = UdpPen.Bench();
        bench.Begin(bench.HomeAddress, bench.HomeAddress, 1, HomeAgentBench.Router, 60);
        bench.Identifier(1, 200);
        bench.Raw(Hex.Read(UdpPen.NamedByDraft));
        Assert.AreEqual(BindingStatus.Accepted, UdpPen.Exchange(bench, "198.51.100.7", 40000, 0));
        bench.Begin(bench.OtherHomeAddress, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.Identifier(1, 200);
        bench.Raw(Hex.Read(UdpPen.NamedByDraft));
        Assert.AreEqual(HomeAgentBench.NoAnswer, UdpPen.Exchange(bench, "203.0.113.1", 40000, 0));
        Assert.AreEqual(1, bench.Refused(Refusal.NoHomeAddress));
        Assert.AreEqual(UdpPen.NatAt40000, UdpPen.Show(bench, 0));
    }
}
