using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Mobility;

/// <summary>The home link: returning by it, staying away from it, and using it beside foreign links.</summary>
[TestClass]
public sealed class ReturningHomeTests
{
    private const string AtHome = "2001:db8:1::77";
    private const string Returning = "2001:db8:1::100 home c400 0";
    private const string StayAway = ",\"returningHome\":\"stay-away\"";
    private const string Simultaneous = ",\"wireProfile\":\"rfc5648\",\"returningHome\":\"simultaneous\"";
    private const string Prefix = " mnp 2001:db8:100::";

    [TestMethod]
    public void Draft_5_5_Returning_Home_Deregisters_Everything_From_The_Home_Link()
    {
        RouterBench bench = RegisteredWithThree(string.Empty);
        bench.Up(2, AtHome);
        Assert.AreEqual(Returning, bench.Sent(2));
        Assert.AreEqual("2001:db8:1::1", SentUpdate.Destination(bench.Uplinks[2].Last()));
        Assert.AreEqual(0, bench.LastPath);
        Assert.AreEqual(-1, bench.Router.HomeUplink);
        bench.Reply(2, BindingStatus.Accepted).WithLifetime(0).Receive();
        Assert.AreEqual(2, bench.LastHome);
        Assert.AreEqual(2, bench.LastPath);
        Assert.AreEqual(2, bench.Router.HomeUplink);
        Assert.AreEqual("...", bench.States());
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Router.NextDeadline);
        Assert.AreEqual(0L, bench.Router.Refusals.Total());
    }

    [TestMethod]
    public void Rfc6275_11_5_5_The_Deregistration_From_Home_Octet_By_Octet()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, AtHome);
        CollectionAssert.AreEqual(
            Hex.Read("60000000 00108740 20010db8000100000000000000000100 20010db8000100000000000000000001"
                + "3b010500 9dee0001 c4000000 01020000"),
            bench.Uplinks[0].Last());
    }

    [TestMethod]
    public void Draft_3_3_Started_At_Home_Old_Bindings_Are_Deregistered_And_133_Is_An_Answer()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, AtHome);
        Assert.AreEqual(Returning, bench.Sent(0));
        bench.Reply(0, BindingStatus.NotHomeAgent).WithLifetime(0).Receive();
        Assert.AreEqual(0, bench.LastHome);
        Assert.AreEqual(0, bench.LastPath);
    }

    [TestMethod]
    public void Draft_3_3_After_A_Few_Unanswered_Attempts_The_Router_Is_At_Home()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, AtHome);
        for (int i = 0; i < 4; i++)
        {
            Assert.AreEqual(-1, bench.LastHome);
            bench.PollAt(bench.Router.NextDeadline);
        }

        Assert.AreEqual(0, bench.LastHome);
        Assert.AreEqual(4, bench.Uplinks[0].Count);
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Router.NextDeadline);
    }

    [TestMethod]
    public void Draft_3_3_A_Deregistration_That_Is_Refused_Is_Sent_Again_And_Then_Given_Up()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, AtHome);
        for (int i = 0; i < 4; i++)
        {
            Assert.AreEqual(-1, bench.LastHome);
            bench.Reply(0, BindingStatus.Unspecified).WithLifetime(0).Receive();
            bench.PollAt(bench.Router.NextDeadline);
        }

        Assert.AreEqual(0, bench.LastHome);
    }

    [TestMethod]
    public void Draft_3_3_At_Home_Other_Uplinks_Are_Not_Registered()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, AtHome);
        bench.Reply(0, BindingStatus.Accepted).WithLifetime(0).Receive();
        bench.ClearSent();
        bench.Up(1, RouterBench.Second);
        bench.Down(1);
        bench.Up(1, RouterBench.Second);
        Assert.AreEqual(0, bench.SentCount());
        Assert.AreEqual("..", bench.States());
        Assert.AreEqual(0, bench.LastPath);
    }

    [TestMethod]
    public void Draft_3_3_Leaving_Home_Registers_Everything_Live_At_Once()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, AtHome);
        bench.Reply(0, BindingStatus.Accepted).WithLifetime(0).Receive();
        bench.Up(1, RouterBench.Second);
        bench.Down(0);
        Assert.AreEqual(-1, bench.LastHome);
        Assert.AreEqual(-1, bench.LastPath);
        Assert.AreEqual("2001:db8:b:2::29 c400 240 2:6480@2001:db8:b:2::29" + Prefix, bench.Sent(1));
        bench.Reply(1, BindingStatus.Accepted).Bid(2, 0).Receive();
        Assert.AreEqual(".+", bench.States());
        Assert.AreEqual(1, bench.LastPath);
    }

    [TestMethod]
    public void Draft_3_3_Leaving_Home_By_A_Foreign_Address_On_The_Same_Uplink()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, AtHome);
        bench.Reply(0, BindingStatus.Accepted).WithLifetime(0).Receive();
        bench.Up(0, RouterBench.First);
        Assert.AreEqual(-1, bench.LastHome);
        Assert.AreEqual("2001:db8:a:1::17 c400 240 1:c880@2001:db8:a:1::17" + Prefix, bench.Sent(0));
    }

    [TestMethod]
    public void Draft_3_3_Leaving_Before_The_Answer_Registers_What_Stood()
    {
        RouterBench bench = RegisteredWithThree(string.Empty);
        bench.Up(2, AtHome);
        bench.Now += 2000;
        bench.Down(2);
        Assert.AreEqual(
            "2001:db8:a:1::17 c400 240 1:c880@2001:db8:a:1::17 2:6480@2001:db8:b:2::29" + Prefix, bench.Sent(0));
        Assert.AreEqual(-1, bench.LastHome);
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Bid(2, 0).Receive();
        Assert.AreEqual("++.", bench.States());
    }

    [TestMethod]
    public void Draft_A_Figure_6_Of_Several_Interfaces_At_Home_The_Preferred_One_Is_Used()
    {
        RouterBench bench = new RouterBench();
        bench.Up(1, "2001:db8:1::78");
        bench.Reply(1, BindingStatus.Accepted).WithLifetime(0).Receive();
        Assert.AreEqual(1, bench.LastHome);
        bench.Up(0, AtHome);
        Assert.AreEqual(0, bench.LastHome);
        Assert.AreEqual(0, bench.LastPath);
        bench.Down(0);
        Assert.AreEqual(1, bench.LastHome);
        Assert.AreEqual(1, bench.LastPath);
    }

    [TestMethod]
    public void Draft_A_Figure_7_A_Foreign_Link_At_The_Home_Agent_Is_An_Ordinary_Uplink()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, "2001:db8:2::17");
        Assert.AreEqual("2001:db8:2::17 c400 240 1:c880@2001:db8:2::17" + Prefix, bench.Sent(0));
    }

    [TestMethod]
    public void Rfc6275_11_5_5_At_Home_Packets_Leave_And_Come_Without_A_Tunnel()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, AtHome);
        bench.Reply(0, BindingStatus.Accepted).WithLifetime(0).Receive();
        byte[] packet = RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 1500);
        bench.Receive(MobileRouter.Port, packet);
        packet[Ipv6Header.HopLimitOffset]--;
        CollectionAssert.AreEqual(packet, bench.Uplinks[0].Last());
        byte[] inbound = RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 200);
        bench.Receive(0, inbound);
        inbound[Ipv6Header.HopLimitOffset]--;
        CollectionAssert.AreEqual(inbound, bench.Port.Last());
        bench.Receive(0, RouterBench.Datagram(RouterBench.Correspondent, RouterBench.HomeAddress, 200));
        Assert.AreEqual(2, bench.Port.Count);
        Assert.AreEqual(2L, bench.Router.Inbound.Packets);
    }

    [TestMethod]
    public void Rfc6275_11_5_5_Native_Packets_Are_Held_To_The_Same_Ownership()
    {
        RouterBench bench = new RouterBench();
        bench.Receive(0, RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 200));
        Assert.AreEqual(1L, bench.Refused(Refusal.UnknownProtocol));
        bench.Up(0, AtHome);
        bench.Reply(0, BindingStatus.Accepted).WithLifetime(0).Receive();
        bench.Receive(0, RouterBench.Datagram("2001:db8:100:2::9", RouterBench.Host, 200));
        Assert.AreEqual(1L, bench.Refused(Refusal.SourceInsidePrefix));
        bench.Receive(0, RouterBench.Datagram(RouterBench.Correspondent, "2001:db8:200::1", 200));
        Assert.AreEqual(2L, bench.Refused(Refusal.UnknownProtocol));
        bench.Receive(1, RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 200));
        Assert.AreEqual(3L, bench.Refused(Refusal.UnknownProtocol));
        bench.Receive(MobileRouter.Port, RouterBench.Datagram("2001:db8:200::5", RouterBench.Correspondent, 100));
        Assert.AreEqual(1L, bench.Refused(Refusal.SourceOutsidePrefix));
        Assert.AreEqual(1, bench.Port.Count);
    }

    [TestMethod]
    public void Draft_5_5_Staying_Away_The_Interface_Is_Disabled_And_Its_Binding_Removed_Through_Another()
    {
        RouterBench bench = RegisteredWithThree(StayAway);
        bench.Up(0, AtHome);
        Assert.AreEqual(
            "2001:db8:b:2::29 c400 240 1:c8c0@2001:db8:a:1::17 2:6480@2001:db8:b:2::29" + Prefix, bench.Sent(1));
        bench.Reply(1, BindingStatus.Accepted).Bid(1, 0).Bid(2, 0).Receive();
        Assert.AreEqual(".+.", bench.States());
        Assert.IsFalse(bench.Router.Bindings.At(0).Up);
        Assert.AreEqual(-1, bench.LastHome);
        Assert.AreEqual(1, bench.LastPath);
        Assert.AreEqual(0, bench.Uplinks[0].Count);
        bench.Receive(0, RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 200));
        Assert.AreEqual(0, bench.Port.Count);
    }

    [TestMethod]
    public void Draft_5_5_Staying_Away_An_Interface_That_Was_Never_Used_Changes_Nothing()
    {
        RouterBench bench = RegisteredWithThree(StayAway);
        bench.Up(2, AtHome);
        Assert.AreEqual(0, bench.SentCount());
        Assert.AreEqual("++.", bench.States());
    }

    [TestMethod]
    public void Rfc5648_5_6_3_A_Home_Binding_Stands_Beside_The_Foreign_Ones()
    {
        RouterBench bench = RegisteredWithThree(Simultaneous);
        bench.Up(2, AtHome);
        Assert.AreEqual(
            "2001:db8:a:1::17 c400 240 1:001d@2001:db8:a:1::17 2:004e@2001:db8:b:2::29 3:00e7@2001:db8:1::100" + Prefix,
            bench.Sent(0));
        bench.Reply(0, BindingStatus.ReturnHomeWithoutNeighborDiscovery).Bid(1, 0).Bid(2, 0).Bid(3, 0).Receive();
        Assert.AreEqual("+++", bench.States());
        Assert.AreEqual(5, bench.Router.Bindings.At(2).Status);
        Assert.AreEqual(0, bench.LastPath);
        Assert.AreEqual(-1, bench.LastHome);
        Assert.AreEqual(0, bench.Notices);
    }

    [TestMethod]
    public void Rfc5648_5_6_4_The_Preferred_Binding_Carries_Be_It_Home_Or_Foreign()
    {
        RouterBench bench = new RouterBench(Simultaneous);
        bench.Up(1, RouterBench.Second);
        bench.Reply(1, BindingStatus.Accepted).Bid(2, 0).Receive();
        bench.Up(0, AtHome);
        Assert.AreEqual(
            "2001:db8:1::100 home c400 240 1:009d@2001:db8:1::100 2:004e@2001:db8:b:2::29" + Prefix, bench.Sent(0));
        bench.Receive(0, RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 200));
        Assert.AreEqual(0, bench.Port.Count);
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Bid(2, 0).Receive();
        Assert.AreEqual("++", bench.States());
        Assert.AreEqual(0, bench.LastPath);
        byte[] packet = RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 200);
        bench.Receive(MobileRouter.Port, packet);
        packet[Ipv6Header.HopLimitOffset]--;
        CollectionAssert.AreEqual(packet, bench.Uplinks[0].Last());
        bench.Receive(0, RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 200));
        byte[] inner = RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 100);
        bench.Receive(1, RouterBench.Tunnelled(RouterBench.HomeAgentAddress, RouterBench.Second, inner));
        Assert.AreEqual(2, bench.Port.Count);
    }

    [TestMethod]
    public void Rfc5648_5_6_5_Leaving_The_Home_Link_Removes_The_Home_Binding_And_States_The_Others_Without_H()
    {
        RouterBench bench = RegisteredWithThree(Simultaneous);
        bench.Up(2, AtHome);
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Bid(2, 0).Bid(3, 0).Receive();
        bench.Now += 2000;
        bench.ClearSent();
        bench.Down(2);
        Assert.AreEqual(2, bench.Uplinks[0].Count);
        Assert.AreEqual(
            "2001:db8:a:1::17 c400 240 1:001d@2001:db8:a:1::17 2:004e@2001:db8:b:2::29" + Prefix, bench.Sent(0));
        bench.Reply(0, BindingStatus.Accepted).WithSequence(bench.Router.Bindings.Sequence - 1).Bid(3, 0).Receive();
        Assert.AreEqual("++.", bench.States());
    }

    [TestMethod]
    public void Rfc5648_6_3_An_Answer_Without_Bids_To_A_Home_Binding_Makes_The_Router_Return_Home()
    {
        RouterBench bench = RegisteredWithThree(Simultaneous);
        bench.Up(2, AtHome);
        bench.Reply(0, BindingStatus.Accepted).Receive();
        Assert.AreEqual(1, bench.NoticesOf[(int)RouterNotice.BindingIdentifiersIgnored]);
        Assert.AreEqual(Returning, bench.Sent(2));
        bench.Reply(2, BindingStatus.Accepted).WithLifetime(0).Receive();
        Assert.AreEqual("...", bench.States());
        Assert.AreEqual(2, bench.LastPath);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Rfc5648_5_7_Status_169_Makes_The_Router_Return_Home(bool whole)
    {
        RouterBench bench = RegisteredWithThree(Simultaneous);
        bench.Up(2, AtHome);
        int option = BindingStatus.HomeAndForeignProhibited;
        bench.Reply(0, whole ? option : BindingStatus.NotComplete).Bid(1, 0).Bid(2, 0).Bid(3, whole ? 0 : option).Receive();
        Assert.AreEqual(1, bench.NoticesOf[(int)RouterNotice.HomeAndForeignProhibited]);
        Assert.AreEqual(Returning, bench.Sent(2));
        bench.Reply(2, BindingStatus.Accepted).WithLifetime(0).Receive();
        Assert.AreEqual(2, bench.LastHome);
        Assert.AreEqual("...", bench.States());
    }

    [TestMethod]
    public void Rfc5648_5_6_3_Only_One_Home_Binding_Is_Registered()
    {
        RouterBench bench = new RouterBench(Simultaneous);
        bench.Up(1, "2001:db8:1::78");
        bench.Reply(1, BindingStatus.Accepted).Bid(2, 0).Receive();
        Assert.AreEqual(".+", bench.States());
        bench.Up(0, AtHome);
        bench.PollAt(bench.Now + 1000);
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Receive();
        Assert.IsTrue(bench.State(0) == McoaRouter.Bindings.BindingState.Registered);
        Assert.AreEqual(0, bench.LastPath);
    }

    [TestMethod]
    public void Stopping_At_Home_Is_Immediate()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, AtHome);
        bench.Reply(0, BindingStatus.Accepted).WithLifetime(0).Receive();
        bench.Router.Stop(bench.Now);
        Assert.IsTrue(bench.Router.Stopped);
    }

    [TestMethod]
    public void Rfc3963_5_6_Nothing_But_Unicast_Leaves_By_An_Uplink()
    {
        RouterBench bench = RegisteredWithThree(string.Empty);
        bench.Up(2, AtHome);
        bench.Reply(2, BindingStatus.Accepted).WithLifetime(0).Receive();
        PacketBuffer solicitation = new PacketBuffer();
        byte[] packet = RouterBench.Datagram("fe80::1", "ff02::2", 80);
        packet[Ipv6Header.NextHeaderOffset] = ProtocolNumbers.Icmpv6;
        packet[Ipv6Header.Length] = 133;
        solicitation.Load(packet, 0, packet.Length);
        bench.ClearSent();
        bench.Router.Receive(0, solicitation, bench.Now);
        bench.Router.Receive(2, solicitation, bench.Now);
        bench.PollAt(bench.Now + 600000);
        Assert.AreEqual(0, bench.SentCount());
    }

    /// <summary>Two of three uplinks are registered, in bulk.</summary>
    private static RouterBench RegisteredWithThree(string members)
    {
        RouterBench bench = new RouterBench(members + ",\"uplinks\":["
            + Configurations.Wifi + "," + Configurations.Lte
            + ",{\"name\":\"lan\",\"bid\":3,\"priority\":50,\"link\":\"simulated\"}]");
        bench.BothUp();
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Bid(2, 0).Receive();
        Assert.AreEqual("++.", bench.States());
        bench.Now += 2000;
        bench.ClearSent();
        return bench;
    }
}
