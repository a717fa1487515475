using McoaRouter.HomeAgents;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>Binding Refresh Requests (draft §6.4, RFC 5648 §6.4, RFC 6275 §9.5.5).</summary>
[TestClass]
public sealed class HomeAgentRefreshTests
{
    [TestMethod]
    public void Draft_6_4_A_Binding_That_Ends_Soon_Is_Asked_For_Under_Its_Bid()
    {
        HomeAgentBench bench = Asking(Vectors.Draft);
        bench.Begin(bench.Cellular, bench.HomeAddress, 1, HomeAgentBench.Router, 60);
        bench.Identifier(7, 1);
        bench.Exchange(0);
        Assert.IsTrue(bench.Agent.NextDeadline == 230000);
        bench.Agent.Poll(229999);
        Assert.AreEqual(1, bench.Network.Sent);
        bench.Agent.Poll(230000);
        Assert.AreEqual(2, bench.Network.Sent);

        // To the home address, and so through the tunnel to the care-of address that it is about.
        byte[] expected = Hex.Read(
            "60000000 00382940 20010db8000100000000000000000001 20010db8000b00000000000000000020"
            + "60000000 00108740 20010db8000100000000000000000001 20010db8000100000000000000000100"
            + "3b010000 43e70000 2304 0007 0000 0100");
        CollectionAssert.AreEqual(expected, bench.Sent());
    }

    [TestMethod]
    public void Rfc6275_6_1_A_Request_Has_No_Routing_Header()
    {
        HomeAgentBench bench = Asking(Vectors.Draft);
        bench.RegisterTwo(1, 60, 0);
        bench.Agent.Poll(230000);
        PacketBuffer last = bench.Network.Last;
        int outer = last.Start + Ipv6Header.NextHeaderOffset;
        Assert.AreEqual(ProtocolNumbers.Ipv6, (int)last.Octets[outer]);
        Assert.AreEqual(ProtocolNumbers.Mobility, (int)last.Octets[outer + Ipv6Header.Length]);
    }

    [TestMethod]
    public void Rfc6275_9_5_5_A_Request_Goes_To_The_Home_Address()
    {
        HomeAgentBench bench = Asking(WireProfile.Rfc5648());
        bench.RegisterTwo(1, 60, 0);
        bench.Agent.Poll(230000);
        PacketBuffer last = bench.Network.Last;
        int inner = last.Start + Ipv6Header.Length;
        Assert.IsTrue(Ipv6Address.Equal(last.Octets, inner + Ipv6Header.SourceOffset, bench.Settings.Address, 0));
        Assert.IsTrue(Ipv6Address.Equal(last.Octets, inner + Ipv6Header.DestinationOffset, bench.HomeAddress, 0));
    }

    [TestMethod]
    public void Draft_6_4_Each_Binding_Has_A_Request_Of_Its_Own()
    {
        HomeAgentBench bench = Asking(Vectors.Draft);
        bench.RegisterTwo(1, 60, 0);
        bench.Agent.Poll(230000);
        Assert.AreEqual(3, bench.Network.Sent);
        Assert.AreEqual("2@2001:db8:b::20", Request(bench, Vectors.Draft));
    }

    [TestMethod]
    public void Draft_6_4_A_Regular_Binding_Is_Asked_For_Without_An_Identifier()
    {
        HomeAgentBench bench = Asking(Vectors.Draft);
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router, 60);
        bench.Exchange(0);
        bench.Agent.Poll(230000);
        Assert.AreEqual(2, bench.Network.Sent);
        Assert.AreEqual("@2001:db8:a::10", Request(bench, Vectors.Draft));
    }

    [TestMethod]
    public void Rfc5648_6_4_One_Request_Asks_For_All_That_Are_Due()
    {
        HomeAgentBench bench = Asking(WireProfile.Rfc5648());
        bench.RegisterTwo(1, 60, 0);
        bench.Agent.Poll(230000);
        Assert.AreEqual(2, bench.Network.Sent);
        Assert.AreEqual("1,2@2001:db8:a::10", Request(bench, bench.Profile));
    }

    [TestMethod]
    public void Rfc6275_9_5_5_A_Request_Is_Repeated_At_A_Bounded_Rate_And_Number()
    {
        HomeAgentBench bench = Asking(Vectors.Draft);
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router, 60);
        bench.Exchange(0);
        for (long now = 230000; now < 240000; now += 100)
        {
            bench.Agent.Poll(now);
            bench.Agent.Poll(now);
        }

        Assert.AreEqual(1 + 3, bench.Network.Sent);
        Assert.IsTrue(bench.Agent.NextDeadline == 240000);
        bench.Agent.Poll(240000);
        Assert.AreEqual(0, bench.Bindings.Count);
        Assert.AreEqual(1 + 3, bench.Network.Sent);
        Assert.IsTrue(bench.Agent.NextDeadline == MobileRouter.NoDeadline);
    }

    [TestMethod]
    public void Rfc6275_9_5_5_A_Binding_Update_Ends_The_Requests()
    {
        HomeAgentBench bench = Asking(Vectors.Draft);
        bench.RegisterTwo(1, 60, 0);
        bench.Agent.Poll(230000);
        int sent = bench.Network.Sent;
        bench.RegisterTwo(2, 60, 231000);
        bench.Agent.Poll(233000);
        bench.Agent.Poll(236000);
        Assert.AreEqual(sent + 1, bench.Network.Sent);
        Assert.IsTrue(bench.Agent.NextDeadline == 231000 + 230000);
    }

    [TestMethod]
    public void Rfc6275_9_5_5_A_Short_Binding_Is_Asked_For_In_The_Last_Eighth_Of_Its_Life()
    {
        HomeAgentBench bench = Asking(Vectors.Draft);
        bench.RegisterTwo(1, 10, 0);
        Assert.IsTrue(bench.Agent.NextDeadline == 35000);
    }

    [TestMethod]
    public void Rfc6275_9_5_5_Nobody_Is_Asked_Where_The_Settings_Say_So()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.RegisterTwo(1, 60, 0);
        Assert.IsTrue(bench.Agent.NextDeadline == 240000);
        bench.Agent.Poll(239999);
        Assert.AreEqual(1, bench.Network.Sent);
    }

    [TestMethod]
    public void Rfc5648_6_4_A_Home_Binding_Is_Asked_For_Over_The_Home_Link()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Settings.RefreshRequests = true;
        bench.Settings.SimultaneousHome = SimultaneousHome.RouterDefends;
        bench.HasHomeLink = true;
        bench.Speak(WireProfile.Rfc5648());
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router, 60);
        bench.HomeBinding(9, 255, bench.HomeAddress);
        bench.Exchange(0);
        bench.Agent.Poll(230000);
        Assert.AreEqual(1, bench.HomeLink.Sent);
        int next = bench.HomeLink.Last.Start + Ipv6Header.NextHeaderOffset;
        Assert.AreEqual(ProtocolNumbers.Mobility, (int)bench.HomeLink.Last.Octets[next]);
        int destination = bench.HomeLink.Last.Start + Ipv6Header.DestinationOffset;
        Assert.IsTrue(Ipv6Address.Equal(bench.HomeLink.Last.Octets, destination, bench.HomeAddress, 0));
    }

    [TestMethod]
    public void A_Link_That_Refuses_A_Request_Is_Counted()
    {
        HomeAgentBench bench = Asking(Vectors.Draft);
        bench.RegisterTwo(1, 60, 0);
        bench.Network.Accepts = false;
        bench.Agent.Poll(230000);
        Assert.AreEqual(2, bench.Refused(Refusal.LinkRefused));
    }

    private static HomeAgentBench Asking(WireProfile profile)
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Settings.RefreshRequests = true;
        bench.Speak(profile);
        return bench;
    }

    /// <summary>The last packet as a request: "BID,BID@care-of address".</summary>
    private static string Request(HomeAgentBench bench, WireProfile profile)
    {
        PacketBuffer last = bench.Network.Last;
        Ipv6Packet tunnel = new Ipv6Packet();
        Assert.IsTrue(tunnel.TryRead(last.Octets, last.Start, last.Length));
        Ipv6Packet packet = new Ipv6Packet();
        Assert.IsTrue(packet.TryRead(last.Octets, tunnel.PayloadOffset, tunnel.PayloadLength));
        Assert.AreEqual(Refusal.None, MobilityHeader.Check(packet));
        Assert.AreEqual(MobilityHeader.BindingRefreshRequest, MobilityHeader.Type(last.Octets, packet.PayloadOffset));
        BindingRefreshRequest request = new BindingRefreshRequest(profile);
        Assert.IsTrue(request.TryRead(last.Octets, packet.PayloadOffset, packet.PayloadLength));
        string text = string.Empty;
        for (int i = 0; i < request.Options.BindingIdentifierCount; i++)
        {
            text += (i == 0 ? string.Empty : ",")
                + BindingIdentifierOption.Bid(last.Octets, request.Options.BindingIdentifierAt(i)).ToString();
        }

        return text + "@" + Ipv6AddressText.Write(last.Octets, tunnel.DestinationOffset);
    }
}
