using McoaRouter.Wire;

namespace McoaRouter.Tests.Attacks;

/// <summary>
/// A host in the vehicle that is not its owner's any more: what it sends does no more than any packet of a passenger.
/// And what comes out of the tunnel in the name of somebody in the vehicle.
/// </summary>
[TestClass]
public sealed class VehicleHostTests
{
    private const string Other = "2001:db8:300:1::7";

    [TestMethod]
    [DataRow(RouterBench.First)]
    [DataRow(RouterBench.Second)]
    [DataRow(RouterBench.HomeAgentAddress)]
    [DataRow(Other)]
    [DataRow("fe80::5")]
    [DataRow("ff02::1")]
    [DataRow("::")]
    [DataRow("::1")]
    [DataRow("::ffff:c000:201")]
    public void Nothing_Leaves_In_The_Name_Of_Anybody_Else(string source)
    {
        RouterBench bench = RouterBench.Registered();
        bench.ClearSent();
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(source, RouterBench.Correspondent, 100));
        byte[] inner = RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 60);
        bench.Receive(MobileRouter.Port, RouterBench.Tunnelled(source, RouterBench.HomeAgentAddress, inner));
        Assert.AreEqual(
            2L, bench.Refused(Refusal.SourceOutsidePrefix) + bench.Refused(Refusal.AddressNotForwardable));
        Assert.AreEqual(0, bench.SentCount());
    }

    [TestMethod]
    [DataRow(RouterBench.First)]
    [DataRow(RouterBench.HomeAgentAddress)]
    public void A_Packet_To_The_Router_From_Outside_Goes_Once_Through_The_Tunnel_And_Ends(string destination)
    {
        RouterBench bench = RouterBench.Registered();
        bench.ClearSent();
        byte[] packet = RouterBench.Datagram(RouterBench.Host, destination, 100);
        bench.Receive(MobileRouter.Port, packet);
        Assert.AreEqual(1, bench.SentCount());
        byte[] sent = bench.Uplinks[0].Last();
        Assert.AreEqual(140, sent.Length);

        // As the internet brings it back, and as it left.
        bench.Receive(0, packet);
        bench.Receive(0, sent);
        Assert.AreEqual(1L, bench.Refused(Refusal.UnknownProtocol));
        Assert.AreEqual(1L, bench.Refused(Refusal.TunnelFromStranger));
        Assert.AreEqual(1, bench.SentCount());
        Assert.AreEqual(0, bench.Port.Count);
    }

    [TestMethod]
    [DataRow(RouterBench.HomeAddress)]
    [DataRow("2001:db8:100:1::1")]
    [DataRow("2001:db8:100:77::1")]
    public void A_Packet_To_The_Vehicle_Itself_Does_Not_Leave_It(string destination)
    {
        RouterBench bench = RouterBench.Registered();
        bench.ClearSent();
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, destination, 100));
        Assert.AreEqual(1L, bench.Refused(Refusal.DestinationInsidePrefix));
        Assert.AreEqual(0, bench.SentCount());
    }

    [TestMethod]
    public void Tunnels_In_Tunnels_Cost_Their_Octets_And_Nothing_Else()
    {
        RouterBench bench = RouterBench.Registered();
        bench.ClearSent();
        byte[] packet = RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 100);
        for (int depth = 0; depth < 30; depth++)
        {
            packet = RouterBench.Tunnelled(RouterBench.Host, RouterBench.Correspondent, packet);
        }

        bench.Receive(MobileRouter.Port, packet);
        Assert.AreEqual(1, bench.SentCount());
        Assert.AreEqual(packet.Length + Ipv6Header.Length, bench.Uplinks[0].Last().Length);
        bench.Receive(
            MobileRouter.Port, RouterBench.Tunnelled(RouterBench.Host, RouterBench.HomeAgentAddress, packet));
        Assert.AreEqual(1L, bench.Refused(Refusal.NestedTunnel));

        // One that would not fit any more is answered, and not cut.
        for (int depth = 0; depth < 5; depth++)
        {
            packet = RouterBench.Tunnelled(RouterBench.Host, RouterBench.Correspondent, packet);
        }

        bench.Receive(MobileRouter.Port, packet);
        Assert.AreEqual(1L, bench.Refused(Refusal.TooBig));
        Assert.AreEqual(1, bench.SentCount());
    }

    [TestMethod]
    [DataRow(MobilityHeader.BindingUpdate)]
    [DataRow(MobilityHeader.BindingAcknowledgement)]
    [DataRow(MobilityHeader.BindingRefreshRequest)]
    [DataRow(MobilityHeader.BindingError)]
    [DataRow(MobilityHeader.HomeTest)]
    [DataRow(200)]
    public void A_Mobility_Message_From_Inside_Is_A_Passengers_Packet(int type)
    {
        RouterBench bench = RouterBench.Registered();
        string states = bench.States();
        bench.ClearSent();
        byte[] packet = RouterBench.Datagram(RouterBench.Host, RouterBench.HomeAgentAddress, 80);
        packet[Ipv6Header.NextHeaderOffset] = ProtocolNumbers.Mobility;
        packet[Ipv6Header.Length] = 59;
        packet[Ipv6Header.Length + 1] = 4;
        packet[Ipv6Header.Length + 2] = (byte)type;
        bench.Receive(MobileRouter.Port, packet);
        Assert.AreEqual(1, bench.SentCount());
        Assert.AreEqual(ProtocolNumbers.Ipv6, (int)bench.Uplinks[0].Last()[Ipv6Header.NextHeaderOffset]);

        // Towards the router's own addresses it does not go anywhere.
        packet = RouterBench.Datagram(RouterBench.Host, RouterBench.HomeAddress, 80);
        packet[Ipv6Header.NextHeaderOffset] = ProtocolNumbers.Mobility;
        bench.Receive(MobileRouter.Port, packet);
        Assert.AreEqual(1L, bench.Refused(Refusal.DestinationInsidePrefix));
        Assert.AreEqual(states, bench.States());
        Assert.AreEqual(1, bench.SentCount());
    }

    [TestMethod]
    [DataRow("2b", "3b 02 00 01 00000000 20010db8000100000000000000000100")]
    [DataRow("2b", "3b 04 00 02 00000000 20010db8000100000000000000000100 20010db8000100000000000000000101")]
    [DataRow("2c", "11 00 0001 00000042")]
    [DataRow("2c", "11 00 0008 00000042")]
    [DataRow("00", "3b 00 c2 04 00 01 00 00")]
    public void Routing_Headers_Fragments_And_Jumbograms_Are_Carried_Unread(string next, string header)
    {
        RouterBench bench = RouterBench.Registered();
        bench.ClearSent();
        byte[] packet = RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 120);
        byte[] octets = Hex.Read(header);
        packet[Ipv6Header.NextHeaderOffset] = Hex.Read(next)[0];
        System.Array.Copy(octets, 0, packet, Ipv6Header.Length, octets.Length);
        bench.Receive(MobileRouter.Port, packet);
        bench.Receive(MobileRouter.Port, packet);
        Assert.AreEqual(2, bench.SentCount());
        Assert.AreEqual(160, bench.Uplinks[0].Last().Length);
        Assert.AreEqual(0, bench.Port.Count);

        // The same, of which an error has to be told, is walked within bounds, and told of by no more than errors are.
        bench.Down(0);
        bench.Down(1);
        for (int i = 0; i < 100; i++)
        {
            bench.Receive(MobileRouter.Port, packet);
        }

        Assert.AreEqual(100L, bench.Refused(Refusal.NoBinding));
        Assert.IsTrue(bench.Port.Count <= 10);
    }

    [TestMethod]
    public void Long_Chains_Of_Options_Are_Carried_Unread_And_Refused_Where_They_Are_For_The_Router()
    {
        RouterBench bench = RouterBench.Registered();
        bench.ClearSent();
        byte[] packet = Chain(RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 1400), 160);
        bench.Receive(MobileRouter.Port, packet);
        Assert.AreEqual(1, bench.SentCount());
        packet = Chain(RouterBench.Datagram(RouterBench.HomeAgentAddress, RouterBench.First, 1400), 160);
        bench.Receive(0, packet);
        Assert.AreEqual(1L, bench.Refused(Refusal.TooManyHeaders));
        Assert.AreEqual(0, bench.Port.Count);
    }

    [TestMethod]
    [DataRow("fe80::1", RouterBench.Host)]
    [DataRow("ff02::1", RouterBench.Host)]
    [DataRow("::", RouterBench.Host)]
    [DataRow(RouterBench.Host, RouterBench.Host)]
    [DataRow("2001:db8:100:77::1", RouterBench.Host)]
    [DataRow(RouterBench.HomeAddress, RouterBench.Host)]
    [DataRow(RouterBench.HomeAddress, RouterBench.HomeAddress)]
    [DataRow(RouterBench.Correspondent, "ff02::1")]
    [DataRow(RouterBench.Correspondent, "fe80::1")]
    [DataRow(RouterBench.Correspondent, Other)]
    [DataRow(RouterBench.Correspondent, RouterBench.First)]
    [DataRow(RouterBench.Correspondent, RouterBench.Correspondent)]
    public void Nothing_Comes_Out_Of_The_Tunnel_In_The_Vehicles_Name_Or_For_Others(string source, string destination)
    {
        RouterBench bench = RouterBench.Registered();
        bench.ClearSent();
        byte[] inner = RouterBench.Datagram(source, destination, 100);
        bench.Receive(0, RouterBench.Tunnelled(RouterBench.HomeAgentAddress, RouterBench.First, inner));
        Assert.AreEqual(
            1L,
            bench.Refused(Refusal.SourceInsidePrefix)
                + bench.Refused(Refusal.DestinationOutsidePrefix)
                + bench.Refused(Refusal.AddressNotForwardable));
        Assert.AreEqual(0, bench.Port.Count);
        Assert.AreEqual(0, bench.SentCount());
    }

    /// <summary>Makes the payload of a packet a chain of Destination Options headers of 8 octets.</summary>
    private static byte[] Chain(byte[] packet, int headers)
    {
        packet[Ipv6Header.NextHeaderOffset] = ProtocolNumbers.DestinationOptions;
        for (int i = 0; i < headers; i++)
        {
            int at = Ipv6Header.Length + (8 * i);
            packet[at] = i + 1 < headers ? (byte)ProtocolNumbers.DestinationOptions : (byte)59;
            packet[at + 2] = 1;
            packet[at + 3] = 4;
        }

        return packet;
    }
}
