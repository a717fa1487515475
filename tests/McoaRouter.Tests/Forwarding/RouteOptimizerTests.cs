using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Forwarding;

/// <summary>The router's own packets straight to and from correspondents (RFC 6275 §11.3.1, §11.3.3).</summary>
[TestClass]
public sealed class RouteOptimizerTests
{
    [TestMethod]
    public void Rfc6275_11_3_1_The_Routers_Own_Packets_Take_The_Preferred_Binding()
    {
        RouteBench bench = RouteBench.Optimized("draft-01");
        byte[] packet = RouterBench.Datagram(RouteBench.Home, RouteBench.Peer, 100);
        bench.Receive(MobileRouter.Port, packet);
        byte[] sent = bench.Uplinks[0].Last();
        Assert.AreEqual(124, sent.Length);
        Assert.IsTrue(Ipv6Address.Equal(sent, 8, Hex.Address(RouteBench.First), 0));
        Assert.IsTrue(Ipv6Address.Equal(sent, 24, Hex.Address(RouteBench.Peer), 0));
        Assert.IsTrue(Ipv6Address.Equal(sent, 48, Hex.Address(RouteBench.Home), 0));
        Assert.AreEqual(0xC9, (int)sent[46]);
        Assert.AreEqual((int)packet[7], (int)sent[7]);
        Assert.AreEqual(1L, bench.Optimizer.Outbound.Packets);
        Assert.AreEqual(0L, bench.Router.Outbound.Packets);
    }

    [TestMethod]
    public void Rfc6275_11_3_1_Without_A_Binding_Packets_Go_Through_The_Tunnel()
    {
        RouteBench bench = RouteBench.Registered("draft-01");
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouteBench.Home, RouteBench.Peer, 100));
        Assert.AreEqual(140, bench.Uplinks[0].Last().Length);
        bench.AnswerAll();
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouteBench.Home, RouteBench.Stranger, 100));
        Assert.AreEqual(140, bench.Uplinks[0].Last().Length);
        bench.Receive(MobileRouter.Port, RouterBench.Datagram("2001:db8:100:1::5", RouteBench.Peer, 100));
        Assert.AreEqual(140, bench.Uplinks[0].Last().Length);
        Assert.AreEqual(0L, bench.Optimizer.Outbound.Packets);
        Assert.AreEqual(3L, bench.Router.Outbound.Packets);
    }

    [TestMethod]
    public void The_Next_Binding_Carries_Packets_When_An_Uplink_Is_Lost_Or_Moves()
    {
        RouteBench bench = RouteBench.Optimized("draft-01");
        bench.Up(0, RouteBench.Moved);
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouteBench.Home, RouteBench.Peer, 100));
        Assert.IsTrue(Ipv6Address.Equal(bench.Uplinks[1].Last(), 8, Hex.Address(RouteBench.Second), 0));
        Assert.AreEqual(124, bench.Uplinks[1].Last().Length);
    }

    [TestMethod]
    public void Rfc6275_11_3_1_What_Does_Not_Fit_With_Its_Option_Is_Answered_By_Packet_Too_Big()
    {
        RouteBench bench = RouteBench.Optimized("draft-01");
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouteBench.Home, RouteBench.Peer, 1476));
        Assert.AreEqual(1500, bench.Uplinks[0].Last().Length);
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouteBench.Home, RouteBench.Peer, 1477));
        byte[] error = bench.Port.Last();
        Assert.AreEqual(2, (int)error[40]);
        Assert.AreEqual(1476L, (long)BigEndian.ReadUInt32(error, 44));
        Assert.AreEqual(1L, bench.Refused(Refusal.TooBig));
    }

    [TestMethod]
    public void Rfc6275_11_3_1_Neighbor_Discovery_Has_No_Home_Address_Option()
    {
        RouteBench bench = RouteBench.Optimized("draft-01");
        byte[] packet = RouterBench.Datagram(RouteBench.Home, RouteBench.Peer, 64);
        packet[6] = ProtocolNumbers.Icmpv6;
        packet[40] = 135;
        bench.Receive(MobileRouter.Port, packet);
        Assert.AreEqual(104, bench.Uplinks[0].Last().Length);
    }

    [TestMethod]
    public void Rfc6275_11_3_3_A_Packet_To_A_Registered_Care_Of_Address_Is_Delivered_As_To_The_Home_Address()
    {
        RouteBench bench = RouteBench.Optimized("draft-01");
        bench.Receive(1, Routed(RouteBench.Peer, RouteBench.Second, RouteBench.Home, false));
        CollectionAssert.AreEqual(
            RouterBench.Datagram(RouteBench.Peer, RouteBench.Home, 100), bench.Port.Last());
        Assert.AreEqual(1L, bench.Optimizer.Inbound.Packets);
    }

    [TestMethod]
    public void Rfc6275_11_3_3_A_Fragment_Is_Delivered_Too()
    {
        RouteBench bench = RouteBench.Optimized("draft-01");
        bench.Receive(1, Routed(RouteBench.Peer, RouteBench.Second, RouteBench.Home, true));
        Assert.AreEqual(100, bench.Port.Last().Length);
        Assert.AreEqual(ProtocolNumbers.Fragment, (int)bench.Port.Last()[6]);
    }

    [TestMethod]
    public void Rfc6275_11_3_3_Anything_Else_With_A_Routing_Header_Is_Discarded_Silently()
    {
        RouteBench bench = RouteBench.Optimized("draft-01");
        bench.Receive(1, Routed(RouteBench.Stranger, RouteBench.Second, RouteBench.Home, false));
        bench.Receive(0, Routed(RouteBench.Peer, RouteBench.Second, RouteBench.Home, false));
        Assert.AreEqual(2L, bench.Refused(Refusal.WrongPeer));
        bench.Receive(1, Routed(RouteBench.Peer, RouteBench.Second, "2001:db8:1::200", false));
        Assert.AreEqual(1L, bench.Refused(Refusal.RoutingHeader));
        byte[] two = Routed(RouteBench.Peer, RouteBench.Second, RouteBench.Home, false);
        two[43] = 2;
        bench.Receive(1, two);
        Assert.AreEqual(2L, bench.Refused(Refusal.RoutingHeader));
        bench.RunTo(bench.Now + 420000);
        bench.Receive(1, Routed(RouteBench.Peer, RouteBench.Second, RouteBench.Home, false));
        Assert.AreEqual(1L, bench.Refused(Refusal.NoBinding));
        Assert.AreEqual(0, bench.Port.Count);
    }

    private static byte[] Routed(string source, string careOf, string home, bool fragment)
    {
        byte[] plain = RouterBench.Datagram(source, home, 100);
        if (fragment)
        {
            // §6.4.1: the fragment's header stands behind the routing header.
            plain[6] = ProtocolNumbers.Fragment;
            plain[40] = ProtocolNumbers.Udp;
            plain[43] = 1;
        }

        PacketBuffer packet = new PacketBuffer();
        packet.Load(plain, 0, plain.Length);
        Assert.IsTrue(McoaRouter.Forwarding.RouteOptimization.AddRoutingHeader(
            packet, new Ipv6Packet(), Hex.Address(careOf), 0));
        byte[] copy = new byte[packet.Length];
        System.Array.Copy(packet.Octets, packet.Start, copy, 0, copy.Length);
        return copy;
    }
}
