using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>What goes through the home agent's tunnels in UDP (RFC 5555), and what it refuses there.</summary>
[TestClass]
public sealed class HomeAgentUdpTunnelTests
{
    [TestMethod]
    public void Rfc5555_4_5_Data_From_A_Port_That_Is_No_Bindings_Is_A_Strangers()
    {
        HomeAgentBench bench = UdpPen.Bench();
        UdpPen.Register(bench, 1, "198.51.100.7", 40000, 0);
        bench.Inner(bench.Passenger, bench.Correspondent, 40);
        UdpPen.Deliver(bench, "198.51.100.7", 40000, 0);
        Assert.AreEqual(1, bench.Inside.Sent);
        bench.Inner(bench.Passenger, bench.Correspondent, 40);
        UdpPen.Deliver(bench, "198.51.100.7", 40001, 0);
        bench.Inner(bench.Passenger, bench.Correspondent, 40);
        UdpPen.Deliver(bench, "198.51.100.8", 40000, 0);
        Assert.AreEqual(1, bench.Inside.Sent);
        Assert.AreEqual(2, bench.Refused(Refusal.TunnelFromStranger));
        bench.Inner(bench.OtherPassenger, bench.Correspondent, 40);
        UdpPen.Deliver(bench, "198.51.100.7", 40000, 0);
        Assert.AreEqual(1, bench.Refused(Refusal.SourceOutsidePrefix));
        Assert.AreEqual(UdpPen.NatAt40000, UdpPen.Show(bench, 0));
    }

    [TestMethod]
    public void Rfc5555_4_5_A_Binding_In_Udp_Lends_Nothing_To_A_Tunnel_In_Ipv6()
    {
        HomeAgentBench bench = UdpPen.Bench();
        UdpPen.Register(bench, 1, "198.51.100.7", 40000, 0);
        bench.Inner(bench.Passenger, bench.Correspondent, 40);
        bench.Wrap(HomeAgentBench.Address("::ffff:c633:6407"));
        bench.Deliver(0);
        Assert.AreEqual(1, bench.Refused(Refusal.TunnelFromStranger));
        Assert.AreEqual(0, bench.Inside.Sent);
    }

    [TestMethod]
    public void Rfc5555_4_5_1_Traffic_For_The_Vehicle_Takes_The_Preferred_Binding_Whatever_Its_Family()
    {
        HomeAgentBench bench = UdpPen.Bench();
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router, 60);
        bench.Identifier(2, 100, false, bench.Wifi);
        bench.Exchange(0);
        UdpPen.Register(bench, 2, "198.51.100.7", 40000, 0);
        UdpPen.FromInside(bench, 0);
        Assert.AreEqual(4, bench.Network.Last.Octets[bench.Network.Last.Start] >> 4);
        Assert.AreEqual(28 + 80, bench.Network.Last.Length);
        UdpPen.Begin(bench, 3, 0);
        bench.Identifier(1, 0);
        Assert.AreEqual(BindingStatus.Accepted, UdpPen.Exchange(bench, "198.51.100.7", 40000, 0));
        UdpPen.FromInside(bench, 0);
        Assert.AreEqual(6, bench.Network.Last.Octets[bench.Network.Last.Start] >> 4);
        Assert.AreEqual("2@2001:db8:a::10;", UdpPen.Show(bench, 0));
    }

    [TestMethod]
    public void Draft_6_4_A_Refresh_Request_Goes_Through_The_Udp_Tunnel()
    {
        HomeAgentBench bench = UdpPen.Bench();
        bench.Settings.RefreshRequests = true;
        bench.Restart();
        UdpPen.Register(bench, 1, "198.51.100.7", 40000, 0);
        int before = bench.Network.Sent;
        bench.Agent.Poll(bench.Agent.NextDeadline);
        Assert.AreEqual(before + 1, bench.Network.Sent);
        byte[] inner = UdpPen.Inner(bench.Network.Last);
        Assert.AreEqual("2001:db8:1::100", Ipv6AddressText.Write(inner, Ipv6Header.DestinationOffset));
        Assert.AreEqual(MobilityHeader.BindingRefreshRequest, (int)inner[Ipv6Header.Length + 2]);
    }

    [TestMethod]
    public void Rfc6275_9_3_1_A_Binding_Error_Goes_Back_In_Udp()
    {
        HomeAgentBench bench = UdpPen.Bench();
        UdpPen.Register(bench, 1, "198.51.100.7", 40000, 0);
        bench.Mobility(bench.HomeAddress, null, 99);
        UdpPen.Deliver(bench, "198.51.100.7", 40000, 0);
        byte[] inner = UdpPen.Inner(bench.Network.Last);
        Assert.AreEqual(MobilityHeader.BindingError, (int)inner[Ipv6Header.Length + 2]);
        Assert.AreEqual("2001:db8:1::100", Ipv6AddressText.Write(inner, Ipv6Header.DestinationOffset));
    }

    [TestMethod]
    public void Rfc4443_3_2_Packet_Too_Big_For_The_Vehicle_Takes_Its_Udp_Tunnel()
    {
        HomeAgentBench bench = UdpPen.Bench();
        UdpPen.Register(bench, 1, "198.51.100.7", 40000, 0);
        bench.Inside.MaximumTransmissionUnit = 1280;
        bench.Inner(bench.Passenger, bench.Correspondent, 1400);
        UdpPen.Deliver(bench, "198.51.100.7", 40000, 0);
        byte[] inner = UdpPen.Inner(bench.Network.Last);
        Assert.AreEqual(Icmpv6Error.PacketTooBig, (int)inner[Ipv6Header.Length]);
        Assert.AreEqual(bench.Passenger[15], inner[Ipv6Header.DestinationOffset + 15]);
    }

    [TestMethod]
    public void Rfc5555_2_2_A_Prefix_Solicitation_In_Udp_Is_Answered_In_Udp()
    {
        HomeAgentBench bench = UdpPen.Bench();
        UdpPen.Register(bench, 1, "198.51.100.7", 40000, 0);
        bench.Icmp(
            bench.HomeAddress, bench.Settings.Address, bench.HomeAddress, Icmpv6.MobilePrefixSolicitation, 77, 0);
        UdpPen.Deliver(bench, "198.51.100.7", 40000, 0);
        byte[] inner = UdpPen.Inner(bench.Network.Last);
        Assert.AreEqual(Icmpv6.MobilePrefixAdvertisement, (int)inner[Ipv6Header.Length]);
        Assert.AreEqual("2001:db8:1::100", Ipv6AddressText.Write(inner, Ipv6Header.DestinationOffset));
        int before = bench.Network.Sent;
        bench.Icmp(
            bench.HomeAddress, bench.Settings.Address, bench.HomeAddress, Icmpv6.MobilePrefixSolicitation, 78, 0);
        UdpPen.Deliver(bench, "198.51.100.7", 40009, 5000);
        Assert.AreEqual(before + 1, bench.Network.Sent);
        Assert.AreEqual(MobilityHeader.BindingError, (int)UdpPen.Inner(bench.Network.Last)[Ipv6Header.Length + 2]);
    }

    [TestMethod]
    public void Rfc5555_4_1_An_Update_Cut_At_Every_Length_Changes_Nothing()
    {
        HomeAgentBench bench = UdpPen.Bench();
        UdpPen.Begin(bench, 1, 60);
        bench.Identifier(1, 200);
        bench.Raw(Hex.Read(UdpPen.NamedByDraft));
        bench.End();
        byte[] inner = UdpPen.Octets(bench.Packet);
        UdpPen.Wrap(bench.Packet, "198.51.100.7", 40000);
        byte[] whole = UdpPen.Octets(bench.Packet);
        for (int length = 0; length < whole.Length; length++)
        {
            bench.Packet.Load(whole, 0, length);
            bench.Agent.ReceiveFromNetwork(bench.Packet, 0);
            if (length < inner.Length)
            {
                bench.Packet.Load(inner, 0, length);
                UdpPen.Wrap(bench.Packet, "198.51.100.7", 40000);
                bench.Agent.ReceiveFromNetwork(bench.Packet, 0);
            }
        }

        Assert.AreEqual(0, bench.Network.Sent);
        Assert.AreEqual(whole.Length + inner.Length, (int)bench.Agent.Refusals.Total());
        bench.Packet.Load(whole, 0, whole.Length);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 0);
        Assert.AreEqual(UdpPen.NatAt40000, UdpPen.Show(bench, 0));
    }

    [TestMethod]
    [DataRow(0, 0x46, (int)Refusal.Ipv4Options)]
    [DataRow(6, 0x20, (int)Refusal.Fragment)]
    [DataRow(7, 0x10, (int)Refusal.Fragment)]
    [DataRow(9, 6, (int)Refusal.UnknownProtocol)]
    [DataRow(12, 127, (int)Refusal.CareOfAddress)]
    [DataRow(12, 224, (int)Refusal.CareOfAddress)]
    [DataRow(19, 9, (int)Refusal.TunnelToWrongAddress)]
    [DataRow(23, 0x60, (int)Refusal.WrongPort)]
    [DataRow(28, 0x45, (int)Refusal.NotIpv6)]
    public void Rfc5555_4_1_What_Is_No_Packet_In_Udp_For_The_Home_Agent_Is_Refused(int at, int value, int refusal)
    {
        HomeAgentBench bench = UdpPen.Bench();
        UdpPen.Begin(bench, 1, 60);
        bench.Identifier(1, 200);
        bench.Raw(Hex.Read(UdpPen.NamedByDraft));
        bench.End();
        UdpPen.Wrap(bench.Packet, "198.51.100.7", 40000);
        bench.Packet.Octets[bench.Packet.Start + at] = (byte)value;
        UdpPen.Seal(bench.Packet);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 0);
        Assert.AreEqual(1, bench.Refused((Refusal)refusal));
        Assert.AreEqual(0, bench.Network.Sent);
        Assert.AreEqual(string.Empty, UdpPen.Show(bench, 0));
    }

    [TestMethod]
    public void Rfc5555_4_5_Without_An_Ipv4_Address_Nothing_Is_Taken_In_Udp()
    {
        HomeAgentBench bench = new HomeAgentBench();
        Assert.AreEqual(HomeAgentBench.NoAnswer, UdpPen.Register(bench, 1, "198.51.100.7", 40000, 0));
        Assert.AreEqual(1, bench.Refused(Refusal.NotIpv6));
    }
}
