using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Forwarding;

[TestClass]
public sealed class TunnelForwarderTests
{
    [TestMethod]
    public void Rfc3963_5_5_A_Packet_From_The_Vehicle_Leaves_Through_The_Preferred_Binding()
    {
        RouterBench bench = RouterBench.Registered();
        byte[] packet = RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 200);
        bench.Uplinks[0].Clear();
        bench.Receive(MobileRouter.Port, packet);
        packet[Ipv6Header.HopLimitOffset]--;
        byte[] expected = RouterBench.Tunnelled(RouterBench.First, RouterBench.HomeAgentAddress, packet);
        expected[0] = 0x62;
        expected[1] = 0x80;
        Assert.AreEqual(1, bench.Uplinks[0].Count);
        CollectionAssert.AreEqual(expected, bench.Uplinks[0].Last());
        Assert.AreEqual(200L, bench.Router.Outbound.Octets);
    }

    [TestMethod]
    public void The_Loss_Of_The_Preferred_Uplink_Moves_The_Next_Packet()
    {
        RouterBench bench = RouterBench.Registered();
        bench.Down(0);
        bench.Uplinks[1].Clear();
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 100));
        Assert.AreEqual(1, bench.Uplinks[1].Count);
        Assert.AreEqual(0x29, (int)bench.Uplinks[1].Last()[Ipv6Header.SourceOffset + 15]);
    }

    [TestMethod]
    public void Rfc3963_9_A_Source_Outside_The_Prefix_Is_Refused()
    {
        RouterBench bench = RouterBench.Registered();
        int sent = bench.Uplinks[0].Count;
        bench.Receive(MobileRouter.Port, RouterBench.Datagram("2001:db8:200::5", RouterBench.Correspondent, 100));
        Assert.AreEqual(1L, bench.Refused(Refusal.SourceOutsidePrefix));
        Assert.AreEqual(sent, bench.Uplinks[0].Count);
        Assert.AreEqual(Icmpv6Error.SourcePolicy, (int)bench.Port.Last()[Ipv6Header.Length + 1]);
    }

    [TestMethod]
    [DataRow(RouterBench.First)]
    [DataRow(RouterBench.Second)]
    [DataRow(RouterBench.HomeAgentAddress)]
    public void Rfc3963_9_Care_Of_Addresses_And_The_Home_Agent_Are_No_Source_For_Passengers(string source)
    {
        RouterBench bench = RouterBench.Registered();
        bench.ClearSent();
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(source, RouterBench.Correspondent, 100));
        Assert.AreEqual(1L, bench.Refused(Refusal.SourceOutsidePrefix));
        Assert.AreEqual(0, bench.SentCount());
    }

    [TestMethod]
    public void Rfc3963_5_5_The_Hop_Limit_Of_The_Tunnel_Is_That_Of_A_Router()
    {
        RouterBench bench = RouterBench.Registered();
        byte[] packet = RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 200);
        packet[Ipv6Header.HopLimitOffset] = 9;
        bench.Receive(MobileRouter.Port, packet);
        Assert.AreEqual(64, (int)bench.Uplinks[0].Last()[Ipv6Header.HopLimitOffset]);
        Assert.AreEqual(8, (int)bench.Uplinks[0].Last()[Ipv6Header.Length + Ipv6Header.HopLimitOffset]);
    }

    [TestMethod]
    public void Rfc3963_9_A_Tunnel_Of_A_Passenger_Is_Carried_Whole_And_Ends_Nowhere_Here()
    {
        RouterBench bench = RouterBench.Registered();
        byte[] inner = RouterBench.Datagram("2001:db8:200::5", RouterBench.Correspondent, 100);
        bench.ClearSent();
        bench.Receive(MobileRouter.Port, RouterBench.Tunnelled(RouterBench.Host, RouterBench.HomeAddress, inner));
        bench.Receive(MobileRouter.Port, RouterBench.Tunnelled(RouterBench.Host, "2001:db8:100:1::1", inner));
        Assert.AreEqual(2L, bench.Refused(Refusal.DestinationInsidePrefix));
        bench.Receive(MobileRouter.Port, RouterBench.Tunnelled("2001:db8:200::5", RouterBench.Correspondent, inner));
        Assert.AreEqual(1L, bench.Refused(Refusal.SourceOutsidePrefix));
        Assert.AreEqual(0, bench.SentCount());
        bench.Receive(MobileRouter.Port, RouterBench.Tunnelled(RouterBench.Host, "2001:db8:cc::90", inner));
        Assert.AreEqual(180, bench.Uplinks[0].Last().Length);
        Assert.AreEqual(ProtocolNumbers.Ipv6, (int)bench.Uplinks[0].Last()[46]);
    }

    [TestMethod]
    public void Rfc3963_9_The_Home_Address_As_Source_Is_The_Boards_Own_Traffic()
    {
        RouterBench bench = RouterBench.Registered();
        bench.ClearSent();
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouterBench.HomeAddress, RouterBench.Correspondent, 100));
        Assert.AreEqual(1, bench.Uplinks[0].Count);
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouterBench.First, RouterBench.Correspondent, 100));
        Assert.AreEqual(1L, bench.Refused(Refusal.SourceOutsidePrefix));
        Assert.AreEqual(1, bench.Uplinks[0].Count);
    }

    [TestMethod]
    public void Addresses_That_May_Not_Be_Forwarded_Are_Refused_In_Silence()
    {
        RouterBench bench = RouterBench.Registered();
        bench.Receive(MobileRouter.Port, RouterBench.Datagram("fe80::5", "ff02::2", 100));
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, "ff0e::7", 100));
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, "fe80::7", 100));
        bench.Receive(MobileRouter.Port, RouterBench.Datagram("::1", RouterBench.Correspondent, 100));
        Assert.AreEqual(4L, bench.Refused(Refusal.AddressNotForwardable));
        Assert.AreEqual(0, bench.Port.Count);
    }

    [TestMethod]
    public void A_Packet_To_The_Vehicles_Own_Prefix_Does_Not_Travel()
    {
        RouterBench bench = RouterBench.Registered();
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, "2001:db8:100:2::9", 100));
        Assert.AreEqual(1L, bench.Refused(Refusal.DestinationInsidePrefix));
    }

    [TestMethod]
    public void Without_A_Binding_The_Sender_Learns_That_There_Is_No_Route()
    {
        RouterBench bench = new RouterBench();
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 100));
        Assert.AreEqual(1L, bench.Refused(Refusal.NoBinding));
        Assert.AreEqual(Icmpv6Error.DestinationUnreachable, (int)bench.Port.Last()[Ipv6Header.Length]);
    }

    [TestMethod]
    public void Rfc2473_7_1_A_Packet_Larger_Than_The_Tunnel_Is_Answered_With_Its_Mtu()
    {
        RouterBench bench = RouterBench.Registered();
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 1460));
        Assert.AreEqual(0, bench.Port.Count);
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 1461));
        byte[] error = bench.Port.Last();
        Assert.AreEqual(1L, bench.Refused(Refusal.TooBig));
        Assert.AreEqual(Icmpv6Error.PacketTooBig, (int)error[Ipv6Header.Length]);
        Assert.AreEqual(1460, BigEndian.ReadUInt16(error, Ipv6Header.Length + 6));
        Assert.AreEqual(Limits.MinimumMtu, error.Length);
        Assert.AreEqual(0, InternetChecksum.Compute(
            error, 8, error, 24, ProtocolNumbers.Icmpv6, error, Ipv6Header.Length, error.Length - Ipv6Header.Length));
    }

    [TestMethod]
    public void Rfc4443_2_4_Errors_Are_Not_Answered_And_Answers_Are_Bounded()
    {
        RouterBench bench = RouterBench.Registered();
        byte[] error = RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 1461);
        error[Ipv6Header.NextHeaderOffset] = ProtocolNumbers.Icmpv6;
        error[Ipv6Header.Length] = Icmpv6Error.TimeExceeded;
        bench.Receive(MobileRouter.Port, error);
        Assert.AreEqual(0, bench.Port.Count);
        for (int i = 0; i < 50; i++)
        {
            bench.Receive(
                MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 1461));
        }

        Assert.AreEqual(10, bench.Port.Count);
        bench.Now += 200;
        for (int i = 0; i < 50; i++)
        {
            bench.Receive(
                MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 1461));
        }

        Assert.AreEqual(12, bench.Port.Count);
        bench.Now += 950;
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 1461));
        bench.Now += 500;
        for (int i = 0; i < 50; i++)
        {
            bench.Receive(
                MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 1461));
        }

        Assert.AreEqual(12 + 1 + 10, bench.Port.Count);
    }

    [TestMethod]
    public void The_Hop_Limit_Ends_At_The_Router()
    {
        RouterBench bench = RouterBench.Registered();
        byte[] packet = RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 100);
        packet[Ipv6Header.HopLimitOffset] = 1;
        bench.Receive(MobileRouter.Port, packet);
        Assert.AreEqual(1L, bench.Refused(Refusal.HopLimit));
        Assert.AreEqual(Icmpv6Error.TimeExceeded, (int)bench.Port.Last()[Ipv6Header.Length]);
    }

    [TestMethod]
    public void A_Tunnel_To_The_Home_Agent_From_Inside_Is_Refused()
    {
        RouterBench bench = RouterBench.Registered();
        byte[] inner = RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 100);
        bench.Receive(MobileRouter.Port, RouterBench.Tunnelled(RouterBench.Host, RouterBench.HomeAgentAddress, inner));
        Assert.AreEqual(1L, bench.Refused(Refusal.NestedTunnel));
    }

    [TestMethod]
    public void A_Tunnelled_Packet_From_The_Home_Agent_Is_Delivered()
    {
        RouterBench bench = RouterBench.Registered();
        byte[] inner = RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 300);
        bench.Receive(1, RouterBench.Tunnelled(RouterBench.HomeAgentAddress, RouterBench.Second, inner));
        inner[Ipv6Header.HopLimitOffset]--;
        CollectionAssert.AreEqual(inner, bench.Port.Last());
        Assert.AreEqual(1L, bench.Router.Inbound.Packets);
    }

    [TestMethod]
    public void A_Packet_For_The_Home_Address_Is_Delivered_Untouched()
    {
        RouterBench bench = RouterBench.Registered();
        byte[] inner = RouterBench.Datagram(RouterBench.Correspondent, RouterBench.HomeAddress, 300);
        inner[Ipv6Header.HopLimitOffset] = 1;
        bench.Receive(0, RouterBench.Tunnelled(RouterBench.HomeAgentAddress, RouterBench.First, inner));
        CollectionAssert.AreEqual(inner, bench.Port.Last());
    }

    [TestMethod]
    public void Rfc6275_11_3_3_Tunnels_From_Strangers_And_To_Others_Are_Refused()
    {
        RouterBench bench = RouterBench.Registered();
        byte[] inner = RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 100);
        bench.Receive(0, RouterBench.Tunnelled("2001:db8:1::2", RouterBench.First, inner));
        bench.Receive(0, RouterBench.Tunnelled(RouterBench.HomeAgentAddress, RouterBench.Second, inner));
        bench.Receive(0, RouterBench.Tunnelled(
            RouterBench.HomeAgentAddress,
            RouterBench.First,
            RouterBench.Datagram(RouterBench.Correspondent, "2001:db8:200::5", 100)));
        bench.Receive(0, RouterBench.Tunnelled(
            RouterBench.HomeAgentAddress,
            RouterBench.First,
            RouterBench.Datagram("2001:db8:100:1::6", RouterBench.Host, 100)));
        Assert.AreEqual(1L, bench.Refused(Refusal.TunnelFromStranger));
        Assert.AreEqual(1L, bench.Refused(Refusal.TunnelToWrongAddress));
        Assert.AreEqual(1L, bench.Refused(Refusal.DestinationOutsidePrefix));
        Assert.AreEqual(1L, bench.Refused(Refusal.SourceInsidePrefix));
        Assert.AreEqual(0, bench.Port.Count);
    }

    [TestMethod]
    public void A_Tunnelled_Packet_Cut_At_Any_Length_Is_Refused()
    {
        RouterBench bench = RouterBench.Registered();
        byte[] packet = RouterBench.Tunnelled(
            RouterBench.HomeAgentAddress,
            RouterBench.First,
            RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 60));
        for (int length = 0; length < packet.Length; length++)
        {
            bench.Receive(0, RouterBench.Cut(packet, length));
        }

        Assert.AreEqual((long)packet.Length, bench.Router.Refusals.Total());
        Assert.AreEqual(0, bench.Port.Count);
    }

    [TestMethod]
    public void Other_Tunnels_And_Other_Packets_To_The_Home_Agent_Pass()
    {
        RouterBench bench = RouterBench.Registered();
        byte[] inner = RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 100);
        bench.Receive(MobileRouter.Port, RouterBench.Tunnelled(RouterBench.Host, RouterBench.Correspondent, inner));
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, RouterBench.HomeAgentAddress, 100));
        Assert.AreEqual(2L, bench.Router.Outbound.Packets);
    }

    [TestMethod]
    public void Rfc4443_3_Errors_About_Inbound_Packets_Return_Through_The_Tunnel()
    {
        RouterBench bench = RouterBench.Registered();
        byte[] expiring = RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 100);
        expiring[Ipv6Header.HopLimitOffset] = 1;
        bench.Receive(0, RouterBench.Tunnelled(RouterBench.HomeAgentAddress, RouterBench.First, expiring));
        AssertErrorInTunnel(bench, Icmpv6Error.TimeExceeded, 0);
        bench.Port.MaximumTransmissionUnit = 1280;
        byte[] fitting = RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 1280);
        bench.Receive(0, RouterBench.Tunnelled(RouterBench.HomeAgentAddress, RouterBench.First, fitting));
        Assert.AreEqual(1, bench.Port.Count);
        byte[] large = RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 1281);
        bench.Receive(0, RouterBench.Tunnelled(RouterBench.HomeAgentAddress, RouterBench.First, large));
        AssertErrorInTunnel(bench, Icmpv6Error.PacketTooBig, 1280);
        Assert.AreEqual(1L, bench.Refused(Refusal.HopLimit));
        Assert.AreEqual(1L, bench.Refused(Refusal.TooBig));
        Assert.AreEqual(1, bench.Port.Count);
    }

    [TestMethod]
    public void What_Is_Neither_Tunnel_Nor_Mobility_Is_Refused_On_An_Uplink()
    {
        RouterBench bench = RouterBench.Registered();
        bench.Receive(0, RouterBench.Datagram(RouterBench.Correspondent, RouterBench.First, 100));
        Assert.AreEqual(1L, bench.Refused(Refusal.UnknownProtocol));
    }

    [TestMethod]
    public void A_Buffer_Without_Headroom_Is_Refused_And_Counted()
    {
        RouterBench bench = RouterBench.Registered();
        byte[] datagram = RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 100);
        PacketBuffer packet = new PacketBuffer();
        packet.Prepend(Limits.HeadroomOctets);
        System.Array.Copy(datagram, 0, packet.Octets, 0, datagram.Length);
        packet.SetLength(datagram.Length);
        bench.Router.Receive(MobileRouter.Port, packet, bench.Now);
        Assert.AreEqual(1L, bench.Refused(Refusal.LinkRefused));
        Assert.AreEqual(0L, bench.Router.Outbound.Packets);
    }

    [TestMethod]
    public void A_Link_That_Takes_Nothing_Is_Counted()
    {
        RouterBench bench = RouterBench.Registered();
        bench.Port.Refuses = true;
        byte[] inner = RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 100);
        bench.Receive(0, RouterBench.Tunnelled(RouterBench.HomeAgentAddress, RouterBench.First, inner));
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 1461));
        Assert.AreEqual(2L, bench.Refused(Refusal.LinkRefused));
        bench.Uplinks[0].Refuses = true;
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 100));
        Assert.AreEqual(3L, bench.Refused(Refusal.LinkRefused));
        Assert.AreEqual(0L, bench.Router.Outbound.Packets);
    }

    private static void AssertErrorInTunnel(RouterBench bench, int type, int mtu)
    {
        byte[] packet = bench.Uplinks[0].Last();
        int error = 2 * Ipv6Header.Length;
        Assert.AreEqual(ProtocolNumbers.Ipv6, (int)packet[Ipv6Header.NextHeaderOffset]);
        Assert.AreEqual(
            RouterBench.HomeAddress, Ipv6AddressText.Write(packet, Ipv6Header.Length + Ipv6Header.SourceOffset));
        Assert.AreEqual(
            RouterBench.Correspondent, Ipv6AddressText.Write(packet, Ipv6Header.Length + Ipv6Header.DestinationOffset));
        Assert.AreEqual(type, (int)packet[error]);
        Assert.AreEqual(mtu, BigEndian.ReadUInt16(packet, error + 6));
    }
}
