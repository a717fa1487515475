using McoaRouter.HomeAgents;
using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>
/// Who defends the home address, and home and foreign links at once (draft §3.3, RFC 5648 §5.6 and §6.3).
/// </summary>
[TestClass]
public sealed class HomeAgentHomeLinkTests
{
    [TestMethod]
    public void Draft_3_3_The_Home_Address_Is_Defended_As_Long_As_Any_Binding_Stands()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.RegisterTwo(1, 60, 0);
        Assert.IsTrue(bench.Bindings.IsDefended);
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 0);
        bench.Reference(1);
        bench.Exchange(0);
        Assert.IsTrue(bench.Bindings.IsDefended);
        bench.Listener.Clear();
        bench.Begin(bench.Wifi, bench.HomeAddress, 3, HomeAgentBench.Router, 0);
        bench.Reference(2);
        bench.Exchange(0);
        Assert.IsFalse(bench.Bindings.IsDefended);
        Assert.AreEqual(
            "binding 0:2-;prefix 0:0-;prefix 0:1-;defended 0:0-;answer 0:0/3;", bench.Listener.ToString());
        Assert.IsFalse(bench.Bindings.IsAtHome);
    }

    [TestMethod]
    public void Rfc6275_10_3_2_A_Removal_From_The_Home_Address_Brings_The_Router_Home()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.BeginAtHome(bench.HomeAddress, 2, HomeAgentBench.Router, 0);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.IsTrue(bench.Bindings.IsAtHome);
        bench.Agent.Poll(1000000);
        Assert.IsTrue(bench.Bindings.IsAtHome);
        bench.Listener.Clear();
        bench.RegisterTwo(3, 60, 0);
        Assert.IsFalse(bench.Bindings.IsAtHome);
        Assert.AreEqual(
            "binding 0:1+;binding 0:2+;prefix 0:0+;prefix 0:1+;defended 0:0+;home 0:0-;answer 0:0/3;",
            bench.Listener.ToString());
    }

    [TestMethod]
    public void Rfc6275_10_3_2_The_Alternate_Care_Of_Address_May_Say_So_Too()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 0);
        bench.AlternateCareOfAddress(bench.HomeAddress);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.IsTrue(bench.Bindings.IsAtHome);
    }

    [TestMethod]
    public void Rfc3963_6_7_Nothing_Is_Forwarded_To_A_Router_At_Home()
    {
        HomeAgentBench bench = Home(SimultaneousHome.RouterDefends);
        bench.BeginAtHome(bench.HomeAddress, 5, HomeAgentBench.Router, 0);
        bench.Exchange(0);
        int before = bench.HomeLink.Sent;
        bench.Inner(bench.Correspondent, bench.Passenger, 8);
        bench.Agent.ReceiveFromInside(bench.Packet, 1);
        Assert.AreEqual(1, bench.Refused(Refusal.NoBinding));
        Assert.AreEqual(before, bench.HomeLink.Sent);
    }

    [TestMethod]
    public void Rfc6275_9_5_4_The_Answer_To_The_Home_Address_Takes_The_Home_Link()
    {
        HomeAgentBench bench = Home(SimultaneousHome.RouterDefends);
        bench.BeginAtHome(bench.HomeAddress, 5, HomeAgentBench.Router, 0);
        Assert.AreEqual(-1, bench.Exchange(0));
        Assert.AreEqual(1, bench.HomeLink.Sent);
        Assert.AreEqual(
            ProtocolNumbers.Mobility,
            (int)bench.HomeLink.Last.Octets[bench.HomeLink.Last.Start + Ipv6Header.NextHeaderOffset]);
    }

    [TestMethod]
    public void Rfc5648_6_2_A_Home_Binding_Is_Answered_169_Where_It_Is_Prohibited()
    {
        HomeAgentBench bench = Home(SimultaneousHome.Prohibited);
        string before = bench.Snapshot();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.HomeBinding(9, 255, bench.HomeAddress);
        Assert.AreEqual(BindingStatus.HomeAndForeignProhibited, bench.Exchange(0));
        Assert.AreEqual(0, bench.AnswerStatus(0));
        Assert.AreEqual(before, bench.Snapshot());
    }

    [TestMethod]
    public void Rfc5648_6_2_A_Home_Binding_Is_Answered_169_Without_A_Home_Link()
    {
        HomeAgentBench bench = Expect.RegisteredByRfc5648();
        bench.Settings.SimultaneousHome = SimultaneousHome.RouterDefends;
        bench.Restart();
        bench.RegisterTwo(1, 60, 0);
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.Reference(1);
        bench.HomeBinding(9, 255, bench.HomeAddress);
        Assert.AreEqual(BindingStatus.NotComplete, bench.Exchange(0));
        Assert.AreEqual(0, bench.AnswerStatus(0));
        Assert.AreEqual(BindingStatus.HomeAndForeignProhibited, bench.AnswerStatus(1));
        Assert.AreEqual(2, bench.Bindings.Count);
    }

    [TestMethod]
    public void Rfc5648_6_3_Status_0_Hands_The_Defence_To_The_Router()
    {
        HomeAgentBench bench = Home(SimultaneousHome.RouterDefends);
        bench.Listener.Clear();
        Assert.AreEqual(BindingStatus.Accepted, RegisterHome(bench, 2));
        Assert.AreEqual("1:0@2001:db8:a::10;2:100@2001:db8:b::20;9:255@2001:db8:1::100;", bench.Show());
        Assert.IsTrue(bench.Bindings.At(2).IsHome);
        Assert.AreEqual("binding 0:1+;binding 0:9+;defended 0:0-;answer 0:0/2;", bench.Listener.ToString());
    }

    [TestMethod]
    public void Rfc5648_6_3_Status_5_Keeps_The_Defence()
    {
        HomeAgentBench bench = Home(SimultaneousHome.HomeAgentDefends);
        Assert.AreEqual(BindingStatus.ReturnHomeWithoutNeighborDiscovery, RegisterHome(bench, 2));
        Assert.AreEqual(0, bench.AnswerStatus(0));
        Assert.AreEqual(0, bench.AnswerStatus(1));
        Assert.AreEqual(60, bench.Answer.LifetimeUnits);
        Assert.IsTrue(bench.Bindings.IsDefended);
        Assert.AreEqual(3, bench.Bindings.Count);
    }

    [TestMethod]
    public void Rfc5648_6_3_Status_5_Stands_In_Its_Option_Where_Others_Were_Refused()
    {
        HomeAgentBench bench = Home(SimultaneousHome.HomeAgentDefends);
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.HomeBinding(9, 255, bench.HomeAddress);
        bench.Reference(7);
        Assert.AreEqual(BindingStatus.NotComplete, bench.Exchange(0));
        Assert.AreEqual(BindingStatus.ReturnHomeWithoutNeighborDiscovery, bench.AnswerStatus(0));
        Assert.AreEqual(BindingStatus.UnknownCareOfAddress, bench.AnswerStatus(1));
        Assert.IsTrue(bench.Bindings.HasHomeBinding);
    }

    [TestMethod]
    public void Rfc5648_5_6_3_From_Home_No_Home_Address_Option_Is_Needed()
    {
        HomeAgentBench bench = Home(SimultaneousHome.RouterDefends);
        bench.BeginAtHome(bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.HomeBinding(9, 255, bench.HomeAddress);
        Assert.AreEqual(-1, bench.Exchange(0));
        Assert.AreEqual(1, bench.HomeLink.Sent);
        Assert.AreEqual(3, bench.Bindings.Count);
        bench.BeginAtHome(bench.HomeAddress, 3, HomeAgentBench.Router, 60);
        bench.Reference(1);
        Assert.AreEqual(-1, bench.Exchange(0));
        Assert.AreEqual(1, bench.Refused(Refusal.NoHomeAddress));
        Assert.AreEqual(1, bench.HomeLink.Sent);
    }

    [TestMethod]
    public void Rfc5648_5_6_3_Another_Address_Than_The_Home_Address_Is_Answered_164()
    {
        HomeAgentBench bench = Home(SimultaneousHome.RouterDefends);
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.HomeBinding(9, 255, bench.Satellite);
        Assert.AreEqual(BindingStatus.Malformed, bench.Exchange(0));
        Assert.AreEqual(2, bench.Bindings.Count);
    }

    [TestMethod]
    public void Rfc5648_5_6_3_There_Is_One_Home_Binding_At_A_Time()
    {
        HomeAgentBench bench = Home(SimultaneousHome.RouterDefends);
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.HomeBinding(8, 255, bench.HomeAddress);
        bench.HomeBinding(9, 255, bench.HomeAddress);
        Assert.AreEqual(BindingStatus.Malformed, bench.Exchange(0));
        RegisterHome(bench, 3);
        bench.Begin(bench.Wifi, bench.HomeAddress, 4, HomeAgentBench.Router, 60);
        bench.HomeBinding(8, 100, bench.HomeAddress);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("1:0@2001:db8:a::10;2:100@2001:db8:b::20;8:100@2001:db8:1::100;", bench.Show());
    }

    [TestMethod]
    public void Rfc5648_5_6_2_Packets_Of_A_Preferred_Home_Binding_Take_The_Home_Link_As_They_Are()
    {
        HomeAgentBench bench = Home(SimultaneousHome.RouterDefends);
        RegisterHome(bench, 2);
        int before = bench.Network.Sent;
        bench.Inner(bench.Correspondent, bench.Passenger, 8);
        bench.Agent.ReceiveFromInside(bench.Packet, 1);
        Assert.AreEqual(before, bench.Network.Sent);
        Assert.AreEqual(1, bench.HomeLink.Sent);
        Assert.AreEqual(48, bench.HomeLink.Last.Length);
        Assert.AreEqual(63, (int)bench.HomeLink.Last.Octets[bench.HomeLink.Last.Start + Ipv6Header.HopLimitOffset]);
        bench.HomeLink.MaximumTransmissionUnit = 1300;
        bench.Inner(bench.Correspondent, bench.Passenger, 1261);
        bench.Agent.ReceiveFromInside(bench.Packet, 1);
        Assert.AreEqual(1, bench.Refused(Refusal.TooBig));
    }

    [TestMethod]
    public void Rfc5648_5_6_5_A_Registration_Without_H_Stops_Forwarding_To_The_Home_Link()
    {
        HomeAgentBench bench = Home(SimultaneousHome.RouterDefends);
        RegisterHome(bench, 2);
        bench.Listener.Clear();
        bench.Begin(bench.Wifi, bench.HomeAddress, 3, HomeAgentBench.Router, 60);
        bench.Identifier(2, 100, false, bench.Cellular);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("1:0@2001:db8:a::10;2:100@2001:db8:b::20;", bench.Show());
        Assert.AreEqual("binding 0:9-;defended 0:0+;answer 0:0/3;", bench.Listener.ToString());
    }

    [TestMethod]
    public void Rfc5648_5_6_5_The_Bid_Of_A_Home_Binding_Without_H_Needs_A_Care_Of_Address()
    {
        HomeAgentBench bench = Home(SimultaneousHome.RouterDefends);
        RegisterHome(bench, 2);
        bench.Begin(bench.Wifi, bench.HomeAddress, 3, HomeAgentBench.Router, 60);
        bench.Reference(9);
        Assert.AreEqual(BindingStatus.UnknownCareOfAddress, bench.Exchange(0));
        Assert.IsTrue(bench.Bindings.HasHomeBinding);
    }

    [TestMethod]
    public void Rfc5648_5_4_A_Home_Binding_Is_Removed_Like_Any_Other()
    {
        HomeAgentBench bench = Home(SimultaneousHome.RouterDefends);
        RegisterHome(bench, 2);
        bench.Begin(bench.Wifi, bench.HomeAddress, 3, HomeAgentBench.Router, 0);
        bench.Reference(9);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.IsFalse(bench.Bindings.HasHomeBinding);
        Assert.IsTrue(bench.Bindings.IsDefended);
        Assert.AreEqual(2, bench.Bindings.Count);
    }

    [TestMethod]
    public void Rfc6275_10_4_5_The_Home_Address_Is_No_End_Of_A_Tunnel()
    {
        HomeAgentBench bench = Home(SimultaneousHome.RouterDefends);
        RegisterHome(bench, 2);
        bench.Inner(bench.Passenger, bench.Correspondent, 8);
        bench.Wrap(bench.HomeAddress);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        Assert.AreEqual(1, bench.Refused(Refusal.TunnelFromStranger));
    }

    /// <summary>A home agent with a home link that speaks RFC 5648, with BIDs 1 and 2.</summary>
    private static HomeAgentBench Home(SimultaneousHome simultaneousHome)
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.HasHomeLink = true;
        bench.Settings.SimultaneousHome = simultaneousHome;
        bench.Speak(WireProfile.Rfc5648());
        bench.RegisterTwo(1, 60, 0);
        return bench;
    }

    /// <summary>Refreshes BID 1 and registers the home link under BID 9, preferred.</summary>
    private static int RegisterHome(HomeAgentBench bench, int sequence)
    {
        bench.Begin(bench.Wifi, bench.HomeAddress, sequence, HomeAgentBench.Router, 60);
        bench.Reference(1);
        bench.HomeBinding(9, 255, bench.HomeAddress);
        return bench.Exchange(0);
    }
}
