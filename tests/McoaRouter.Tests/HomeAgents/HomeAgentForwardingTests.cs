using McoaRouter.Forwarding;
using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>The tunnels of a home agent (RFC 3963 §6.4, §6.5; RFC 6275 §10.4.2, §10.4.5).</summary>
[TestClass]
public sealed class HomeAgentForwardingTests
{
    [TestMethod]
    public void Draft_4_3_1_A_Packet_For_A_Prefix_Takes_The_Preferred_Care_Of_Address()
    {
        HomeAgentBench bench = Registered();
        FromInside(bench, bench.Correspondent, bench.Passenger, 100, 1);
        TunnelledTo(bench, bench.Wifi, 140);
        Assert.IsTrue(bench.Agent.ToRouters.Packets == 1 && bench.Agent.ToRouters.Octets == 140);

        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 0);
        bench.Identifier(1, 0);
        bench.Exchange(2);
        FromInside(bench, bench.Correspondent, bench.Passenger, 100, 3);
        TunnelledTo(bench, bench.Cellular, 140);
    }

    [TestMethod]
    public void Rfc6275_10_4_2_A_Packet_For_The_Home_Address_Is_Tunnelled()
    {
        HomeAgentBench bench = Registered();
        FromInside(bench, bench.Correspondent, bench.HomeAddress, 0, 1);
        TunnelledTo(bench, bench.Wifi, 40);
    }

    [TestMethod]
    public void Rfc6275_10_4_5_A_Tunnelled_Packet_Goes_Inside_With_One_Hop_Less()
    {
        HomeAgentBench bench = Registered();
        FromTunnel(bench, bench.Cellular, bench.Passenger, bench.Correspondent, 64);
        Assert.AreEqual(1, bench.Inside.Sent);
        Assert.AreEqual(104, bench.Inside.Last.Length);
        int start = bench.Inside.Last.Start;
        Assert.AreEqual(63, (int)bench.Inside.Last.Octets[start + Ipv6Header.HopLimitOffset]);
        Assert.IsTrue(Ipv6Address.Equal(bench.Inside.Last.Octets, start + 8, bench.Passenger, 0));
        Assert.IsTrue(bench.Agent.FromRouters.Packets == 1 && bench.Agent.FromRouters.Octets == 104);
        Assert.IsTrue(bench.Agent.Refusals.Total() == 0);
    }

    [TestMethod]
    public void Rfc6275_10_4_5_The_Home_Address_Is_A_Source_As_Well()
    {
        HomeAgentBench bench = Registered();
        FromTunnel(bench, bench.Wifi, bench.HomeAddress, bench.Correspondent, 0);
        Assert.AreEqual(1, bench.Inside.Sent);
    }

    [TestMethod]
    public void Rfc6275_10_4_5_A_Tunnel_From_A_Stranger_Is_Refused()
    {
        HomeAgentBench bench = Registered();
        FromTunnel(bench, bench.Satellite, bench.Passenger, bench.Correspondent, 8);
        NotForwarded(bench, Refusal.TunnelFromStranger);
    }

    [TestMethod]
    public void Rfc3963_9_A_Source_Of_Another_Router_Is_Refused()
    {
        HomeAgentBench bench = Registered();
        FromTunnel(bench, bench.Wifi, bench.OtherPassenger, bench.Correspondent, 8);
        FromTunnel(bench, bench.Satellite, bench.Passenger, bench.Correspondent, 8);
        NotForwarded(bench, Refusal.TunnelFromStranger);
        Assert.AreEqual(1, bench.Refused(Refusal.SourceOutsidePrefix));
        bench.RegisterOther(1, 0);
        FromTunnel(bench, bench.Satellite, bench.Passenger, bench.Correspondent, 8);
        Assert.AreEqual(2, bench.Refused(Refusal.SourceOutsidePrefix));
        Assert.AreEqual(0, bench.Inside.Sent);
    }

    [TestMethod]
    public void Rfc3963_9_A_Source_In_A_Prefix_That_Is_Not_Registered_Is_Refused()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router, 50);
        bench.Prefix(0, 1);
        bench.Exchange(0);
        FromTunnel(bench, bench.Wifi, bench.Passenger, bench.Correspondent, 8);
        NotForwarded(bench, Refusal.SourceOutsidePrefix);
    }

    [TestMethod]
    public void Rfc2473_4_1_3_A_Tunnel_In_The_Tunnel_Is_Refused()
    {
        HomeAgentBench bench = Registered();
        bench.Inner(bench.Passenger, bench.Correspondent, 8);
        bench.Wrap(bench.Passenger);
        bench.Wrap(bench.Wifi);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        NotForwarded(bench, Refusal.NestedTunnel);
    }

    [TestMethod]
    public void Rfc2473_4_1_3_Our_Own_Tunnel_Packet_From_Inside_Is_Refused()
    {
        HomeAgentBench bench = Registered();
        int before = bench.Network.Sent;
        bench.Inner(bench.Correspondent, bench.OtherPassenger, 8);
        Tunnel.Encapsulate(bench.Packet, bench.Settings.Address, 0, bench.Passenger, 0);
        bench.Agent.ReceiveFromInside(bench.Packet, 1);
        Assert.AreEqual(before, bench.Network.Sent);
        NotForwarded(bench, Refusal.NestedTunnel);
    }

    [TestMethod]
    public void A_Tunnel_To_Another_Address_Is_Refused()
    {
        HomeAgentBench bench = Registered();
        bench.Inner(bench.Passenger, bench.Correspondent, 8);
        Tunnel.Encapsulate(bench.Packet, bench.Wifi, 0, bench.Correspondent, 0);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        NotForwarded(bench, Refusal.TunnelToWrongAddress);
    }

    [TestMethod]
    public void Any_Other_Protocol_To_The_Home_Agent_Is_Refused()
    {
        HomeAgentBench bench = Registered();
        bench.Inner(bench.Correspondent, bench.Settings.Address, 8);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        NotForwarded(bench, Refusal.UnknownProtocol);
    }

    [TestMethod]
    public void A_Packet_From_One_Vehicle_To_Another_Changes_Tunnels_At_Once()
    {
        HomeAgentBench bench = Registered();
        bench.RegisterOther(1, 0);
        FromTunnel(bench, bench.Wifi, bench.Passenger, bench.OtherPassenger, 8);
        TunnelledTo(bench, bench.Satellite, 48);
        int inner = bench.Network.Last.Start + Tunnel.Overhead;
        Assert.AreEqual(63, (int)bench.Network.Last.Octets[inner + Ipv6Header.HopLimitOffset]);
        Assert.AreEqual(0, bench.Inside.Sent);
        Assert.IsTrue(bench.Agent.FromRouters.Packets == 1 && bench.Agent.ToRouters.Packets == 1);
    }

    [TestMethod]
    public void A_Packet_From_One_Vehicle_To_Another_That_Is_At_Home_Leaves_For_The_Home_Link()
    {
        HomeAgentBench bench = Registered();
        bench.RegisterOther(1, 0);
        bench.BeginAtHome(bench.OtherHomeAddress, 2, HomeAgentBench.Router, 0);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        FromTunnel(bench, bench.Wifi, bench.Passenger, bench.OtherPassenger, 8);
        Assert.AreEqual(1, bench.Inside.Sent);
        Assert.AreEqual(48, bench.Inside.Last.Length);
        Assert.AreEqual(0, bench.Refused(Refusal.NoBinding));
        FromInside(bench, bench.Correspondent, bench.OtherPassenger, 8, 1);
        Assert.AreEqual(1, bench.Refused(Refusal.NoBinding));
    }

    [TestMethod]
    public void A_Packet_From_A_Vehicle_To_Itself_Is_Not_Sent_Back()
    {
        HomeAgentBench bench = Registered();
        FromTunnel(bench, bench.Wifi, bench.Passenger, HomeAgentBench.Address("2001:db8:200::1"), 8);
        NotForwarded(bench, Refusal.DestinationInsidePrefix);
    }

    [TestMethod]
    public void Rfc4443_3_1_Without_A_Binding_The_Source_Is_Told()
    {
        HomeAgentBench bench = Registered();
        FromInside(bench, bench.Correspondent, bench.OtherPassenger, 8, 1);
        Assert.AreEqual(1, bench.Refused(Refusal.NoBinding));
        ErrorInside(bench, Icmpv6Error.DestinationUnreachable, Icmpv6Error.NoRoute, 0);
        FromInside(bench, bench.Correspondent, HomeAgentBench.Address("2001:db8:1::77"), 8, 1);
        Assert.AreEqual(1, bench.Refused(Refusal.DestinationOutsidePrefix));
        Assert.AreEqual(2, bench.Inside.Sent);
    }

    [TestMethod]
    public void Rfc4443_3_1_A_Vehicle_Is_Told_Through_Its_Tunnel()
    {
        HomeAgentBench bench = Registered();
        FromTunnel(bench, bench.Cellular, bench.Passenger, bench.OtherPassenger, 8);
        Assert.AreEqual(1, bench.Refused(Refusal.NoBinding));
        Assert.AreEqual(0, bench.Inside.Sent);
        TunnelledTo(bench, bench.Wifi, 96);
        Assert.AreEqual(
            Icmpv6Error.DestinationUnreachable, (int)bench.Network.Last.Octets[bench.Network.Last.Start + 80]);
    }

    [TestMethod]
    public void Rfc4443_3_2_A_Packet_Over_The_Tunnels_Mtu_Is_Answered_By_It()
    {
        HomeAgentBench bench = Registered();
        FromInside(bench, bench.Correspondent, bench.Passenger, 1460 - 40, 1);
        TunnelledTo(bench, bench.Wifi, 1460);
        FromInside(bench, bench.Correspondent, bench.Passenger, 1461 - 40, 1);
        Assert.AreEqual(1, bench.Refused(Refusal.TooBig));
        ErrorInside(bench, Icmpv6Error.PacketTooBig, 0, 1460);
        Assert.AreEqual(Limits.MinimumMtu, bench.Inside.Last.Length);
    }

    [TestMethod]
    public void Rfc4443_3_2_A_Packet_Over_The_Inner_Links_Mtu_Is_Answered_Through_The_Tunnel()
    {
        HomeAgentBench bench = Registered();
        bench.Inside.MaximumTransmissionUnit = 1400;
        FromTunnel(bench, bench.Wifi, bench.Passenger, bench.Correspondent, 1401 - 40);
        Assert.AreEqual(1, bench.Refused(Refusal.TooBig));
        TunnelledTo(bench, bench.Wifi, Limits.MinimumMtu);
        Assert.AreEqual(Icmpv6Error.PacketTooBig, (int)bench.Network.Last.Octets[bench.Network.Last.Start + 80]);
    }

    [TestMethod]
    public void Rfc4443_2_4_No_Error_Goes_To_A_Vehicle_Without_A_Binding()
    {
        HomeAgentBench bench = Registered();
        FromInside(bench, bench.OtherPassenger, bench.Passenger, 1460, 1);
        Assert.AreEqual(1, bench.Refused(Refusal.TooBig));
        Assert.AreEqual(0, bench.Inside.Sent);
        Assert.AreEqual(1, bench.Network.Sent);
    }

    [TestMethod]
    public void Rfc4443_3_3_The_Last_Hop_Is_Told_To_The_Source()
    {
        HomeAgentBench bench = Registered();
        bench.Inner(bench.Correspondent, bench.Passenger, 8);
        bench.Packet.Octets[bench.Packet.Start + Ipv6Header.HopLimitOffset] = 1;
        int before = bench.Network.Sent;
        bench.Agent.ReceiveFromInside(bench.Packet, 1);
        Assert.AreEqual(before, bench.Network.Sent);
        Assert.AreEqual(1, bench.Refused(Refusal.HopLimit));
        ErrorInside(bench, Icmpv6Error.TimeExceeded, 0, 0);
    }

    [TestMethod]
    public void Rfc4443_2_4_Errors_Are_Limited_And_Never_About_Errors()
    {
        HomeAgentBench bench = Registered();
        for (int i = 0; i < 30; i++)
        {
            FromInside(bench, bench.Correspondent, bench.OtherPassenger, 8, 1000);
        }

        Assert.AreEqual(10, bench.Inside.Sent);
        Assert.AreEqual(30, bench.Refused(Refusal.NoBinding));
        bench.Inner(bench.Correspondent, bench.OtherPassenger, 8);
        bench.Packet.Octets[bench.Packet.Start + Ipv6Header.NextHeaderOffset] = ProtocolNumbers.Icmpv6;
        bench.Packet.Octets[bench.Packet.Start + Ipv6Header.Length] = Icmpv6Error.DestinationUnreachable;
        bench.Agent.ReceiveFromInside(bench.Packet, 100000);
        Assert.AreEqual(10, bench.Inside.Sent);
    }

    [TestMethod]
    public void Rfc4291_2_5_6_What_May_Not_Be_Forwarded_Is_Refused()
    {
        HomeAgentBench bench = Registered();
        FromInside(bench, HomeAgentBench.Address("fe80::1"), bench.Passenger, 8, 1);
        FromInside(bench, HomeAgentBench.Address("::"), bench.Passenger, 8, 1);
        FromInside(bench, bench.Correspondent, HomeAgentBench.Address("ff0e::1"), 8, 1);
        FromTunnel(bench, bench.Wifi, bench.Passenger, HomeAgentBench.Address("ff0e::1"), 8);
        FromTunnel(bench, bench.Wifi, bench.Passenger, HomeAgentBench.Address("fe80::1"), 8);
        Assert.AreEqual(5, bench.Refused(Refusal.AddressNotForwardable));
        Assert.AreEqual(0, bench.Inside.Sent);
    }

    [TestMethod]
    public void A_Link_That_Does_Not_Take_A_Packet_Is_Counted()
    {
        HomeAgentBench bench = Registered();
        bench.Network.Accepts = false;
        bench.Inside.Accepts = false;
        FromInside(bench, bench.Correspondent, bench.Passenger, 8, 1);
        FromTunnel(bench, bench.Wifi, bench.Passenger, bench.Correspondent, 8);
        Assert.AreEqual(2, bench.Refused(Refusal.LinkRefused));
        Assert.IsTrue(bench.Agent.ToRouters.Packets == 0);
        FromInside(bench, bench.Correspondent, bench.OtherPassenger, 8, 1);
        Assert.AreEqual(3, bench.Refused(Refusal.LinkRefused));
    }

    [TestMethod]
    public void Every_Data_Packet_Cut_At_Every_Length_Is_Refused()
    {
        HomeAgentBench bench = Registered();
        int before = bench.Network.Sent;
        for (int length = 0; length < 96; length++)
        {
            bench.Inner(bench.Passenger, bench.Correspondent, 16);
            bench.Wrap(bench.Wifi);
            bench.Packet.SetLength(length);
            bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
            if (length < 56)
            {
                bench.Inner(bench.Correspondent, bench.Passenger, 16);
                bench.Packet.SetLength(length);
                bench.Agent.ReceiveFromInside(bench.Packet, 1);
            }
        }

        Assert.AreEqual(96 + 56, bench.Refused(Refusal.Truncated));
        Assert.AreEqual(0, bench.Inside.Sent);
        Assert.AreEqual(before, bench.Network.Sent);
    }

    private static HomeAgentBench Registered()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.RegisterTwo(1, 60, 0);
        return bench;
    }

    private static void FromInside(HomeAgentBench bench, byte[] source, byte[] destination, int payload, long now)
    {
        bench.Inner(source, destination, payload);
        bench.Agent.ReceiveFromInside(bench.Packet, now);
    }

    private static void FromTunnel(
        HomeAgentBench bench, byte[] careOfAddress, byte[] source, byte[] destination, int payload)
    {
        bench.Inner(source, destination, payload);
        bench.Wrap(careOfAddress);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
    }

    private static void TunnelledTo(HomeAgentBench bench, byte[] careOfAddress, int innerLength)
    {
        byte[] octets = bench.Network.Last.Octets;
        int start = bench.Network.Last.Start;
        Assert.AreEqual(innerLength + Tunnel.Overhead, bench.Network.Last.Length);
        Assert.AreEqual(ProtocolNumbers.Ipv6, (int)octets[start + Ipv6Header.NextHeaderOffset]);
        Assert.IsTrue(Ipv6Address.Equal(octets, start + Ipv6Header.SourceOffset, bench.Settings.Address, 0));
        Assert.IsTrue(Ipv6Address.Equal(octets, start + Ipv6Header.DestinationOffset, careOfAddress, 0));
    }

    private static void ErrorInside(HomeAgentBench bench, int type, int code, int mtu)
    {
        byte[] octets = bench.Inside.Last.Octets;
        int start = bench.Inside.Last.Start;
        Assert.AreEqual(ProtocolNumbers.Icmpv6, (int)octets[start + Ipv6Header.NextHeaderOffset]);
        Assert.AreEqual(type, (int)octets[start + 40]);
        Assert.AreEqual(code, (int)octets[start + 41]);
        Assert.AreEqual(mtu, BigEndian.ReadUInt16(octets, start + 46));
        Assert.IsTrue(Ipv6Address.Equal(octets, start + Ipv6Header.SourceOffset, bench.Settings.Address, 0));
        Assert.IsTrue(Ipv6Address.Equal(octets, start + Ipv6Header.DestinationOffset, bench.Correspondent, 0));
    }

    private static void NotForwarded(HomeAgentBench bench, Refusal reason)
    {
        Assert.AreEqual(1, bench.Refused(reason));
        Assert.AreEqual(0, bench.Inside.Sent);
    }
}
