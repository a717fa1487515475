using McoaRouter.Wire;

namespace McoaRouter.Tests.Correspondents;

/// <summary>A router that was made without route optimisation, though its settings name correspondents.</summary>
[TestClass]
public sealed class RouterWithoutOptimizerTests
{
    private const int Length = 100;
    private const int Tunnelled = Length + Ipv6Header.Length;

    [TestMethod]
    public void Nothing_Is_Asked_Of_Correspondents_And_Packets_Go_Through_The_Tunnel()
    {
        RouteBench bench = RouteBench.Unoptimized("draft-01");
        bench.RunTo(bench.Now + 60000);
        Assert.AreEqual(0, bench.CountSent(MobilityHeader.HomeTestInit));
        Assert.AreEqual(0, bench.CountSent(MobilityHeader.CareOfTestInit));
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouteBench.Home, RouteBench.Peer, Length));
        Assert.AreEqual(Tunnelled, bench.Uplinks[0].Last().Length);
        Assert.AreEqual(1L, bench.Router.Outbound.Packets);
    }

    [TestMethod]
    public void What_Correspondents_Send_Is_Refused()
    {
        RouteBench with = RouteBench.Registered("draft-01");
        RouteBench bench = RouteBench.Unoptimized("draft-01");
        bench.Forget();
        byte[] careOfInit = with.LastSent(0, MobilityHeader.CareOfTestInit);
        bench.Receive(0, bench.Pen.HomeTest(with.LastSent(0, MobilityHeader.HomeTestInit)));
        bench.Receive(0, bench.Pen.CareOfTest(careOfInit));
        bench.Receive(0, bench.Pen.RefreshRequest(RouteBench.First, 0));
        bench.Receive(0, bench.Pen.Error(RouteBench.First, BindingError.UnknownBinding, RouteBench.Home));
        bench.Receive(0, Icmpv6Messages.Error(RouteBench.First, 4, 1, 40, careOfInit, careOfInit.Length));
        Assert.AreEqual(5L, bench.Refused(Refusal.WrongPeer));
        bench.Receive(0, Routed(RouteBench.First));
        Assert.AreEqual(6L, bench.Refused(Refusal.WrongPeer));
        Assert.AreEqual(0, bench.Port.Count);
        Assert.AreEqual(0, bench.Uplinks[0].Count);
        Assert.AreEqual(0, bench.Changes);
    }

    [TestMethod]
    public void With_Route_Optimisation_The_Same_Router_Asks_At_Once()
    {
        RouteBench bench = RouteBench.Registered("draft-01");
        Assert.AreEqual(1, bench.CountSent(MobilityHeader.HomeTestInit));
        Assert.AreEqual(2, bench.CountSent(MobilityHeader.CareOfTestInit));
    }

    private static byte[] Routed(string careOfAddress)
    {
        byte[] packet = new byte[Ipv6Header.Length + RoutingHeaderType2.Length + 8];
        Ipv6Header.Write(
            packet,
            0,
            0,
            packet.Length - Ipv6Header.Length,
            ProtocolNumbers.Routing,
            Hex.Address(RouteBench.Peer),
            0,
            Hex.Address(careOfAddress),
            0);
        RoutingHeaderType2.Write(packet, Ipv6Header.Length, ProtocolNumbers.Udp, Hex.Address(RouteBench.Home), 0);
        return packet;
    }
}
