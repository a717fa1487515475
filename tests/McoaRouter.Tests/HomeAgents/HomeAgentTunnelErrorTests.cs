using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>
/// ICMPv6 errors that come back about the home agent's own tunnel packets (RFC 6275 §9.3.4, RFC 2473 §8): the source of
/// the packet inside is told, and nobody else.
/// </summary>
[TestClass]
public sealed class HomeAgentTunnelErrorTests
{
    private const int Whole = 1232;

    [TestMethod]
    public void Rfc6275_9_3_4_Too_Big_For_The_Path_Is_Told_To_The_Source_Without_The_Tunnel()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Inner(bench.Correspondent, bench.Passenger, 1360);
        bench.TunnelError(Icmpv6Error.PacketTooBig, 0, 1400, bench.Wifi, Whole);
        Assert.AreEqual("2001:db8:99::1 2.0 1360", Told(bench));
        Assert.AreEqual("2001:db8:99::1>2001:db8:100:1::7", Quoted(bench));
        Assert.IsTrue(bench.Agent.Refusals.Total() == 0);
    }

    [TestMethod]
    public void Rfc2473_8_No_Mtu_Under_The_Least_Of_Ipv6_Is_Told()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Inner(bench.Correspondent, bench.HomeAddress, 1360);
        bench.TunnelError(Icmpv6Error.PacketTooBig, 0, 1300, bench.Cellular, Whole);
        Assert.AreEqual("2001:db8:99::1 2.0 1280", Told(bench));
        bench.Inner(bench.Correspondent, bench.HomeAddress, 1360);
        bench.TunnelError(Icmpv6Error.PacketTooBig, 0, 0, bench.Cellular, Whole);
        Assert.AreEqual("2001:db8:99::1 2.0 1280", Told(bench));
    }

    [TestMethod]
    public void Rfc2473_8_What_Nothing_Smaller_Could_Spare_Is_Not_Told()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Inner(bench.Correspondent, bench.Passenger, 1240);
        bench.TunnelError(Icmpv6Error.PacketTooBig, 0, 1300, bench.Wifi, Whole);
        Assert.AreEqual(string.Empty, Told(bench));
        bench.Inner(bench.Correspondent, bench.Passenger, 1360);
        bench.TunnelError(Icmpv6Error.PacketTooBig, 0, 1440, bench.Wifi, Whole);
        Assert.AreEqual(string.Empty, Told(bench));
        bench.Inner(bench.Correspondent, bench.Passenger, 1360);
        bench.TunnelError(Icmpv6Error.PacketTooBig, 0, -1, bench.Wifi, Whole);
        Assert.AreEqual(string.Empty, Told(bench));
    }

    [TestMethod]
    [DataRow(1, 0, "2001:db8:99::1 1.3 0")]
    [DataRow(1, 3, "2001:db8:99::1 1.3 0")]
    [DataRow(3, 0, "2001:db8:99::1 1.3 0")]
    [DataRow(3, 1, "")]
    [DataRow(4, 0, "")]
    public void Rfc2473_8_A_Tunnel_That_Does_Not_Arrive_Is_An_Unreachable_Address(int type, int code, string told)
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Inner(bench.Correspondent, bench.Passenger, 100);
        bench.TunnelError(type, code, 7, bench.Wifi, Whole);
        Assert.AreEqual(told, Told(bench));
        Assert.IsTrue(bench.Agent.Refusals.Total() == 0);
    }

    [TestMethod]
    public void Draft_3_2_An_Error_Moves_No_Traffic()
    {
        HomeAgentBench bench = Expect.Registered();
        string before = bench.Snapshot();
        bench.Inner(bench.Correspondent, bench.Passenger, 100);
        bench.TunnelError(Icmpv6Error.DestinationUnreachable, 0, 0, bench.Wifi, Whole);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        Assert.AreEqual(before, bench.Snapshot());
        bench.Inner(bench.Correspondent, bench.Passenger, 100);
        bench.Agent.ReceiveFromInside(bench.Packet, 2);
        int destination = bench.Network.Last.Start + Ipv6Header.DestinationOffset;
        Assert.IsTrue(Ipv6Address.Equal(bench.Network.Last.Octets, destination, bench.Wifi, 0));
    }

    [TestMethod]
    public void Rfc6275_9_3_4_Another_Vehicle_Is_Told_Through_Its_Tunnel()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.RegisterOther(1, 0);
        int before = bench.Network.Sent;
        bench.Inner(bench.OtherPassenger, bench.Passenger, 100);
        bench.TunnelError(Icmpv6Error.DestinationUnreachable, 0, 0, bench.Wifi, Whole);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        Assert.AreEqual(before + 1, bench.Network.Sent);
        Assert.AreEqual(0, bench.Inside.Sent);
        byte[] sent = bench.Sent();
        Assert.IsTrue(Ipv6Address.Equal(sent, Ipv6Header.DestinationOffset, bench.Satellite, 0));
        Assert.IsTrue(
            Ipv6Address.Equal(sent, Ipv6Header.Length + Ipv6Header.DestinationOffset, bench.OtherPassenger, 0));
    }

    [TestMethod]
    public void Rfc6275_9_3_4_What_The_Home_Agent_Could_Not_Have_Sent_Is_Refused()
    {
        HomeAgentBench bench = Expect.Registered();

        // A care-of address of nobody; a packet for nobody here; one from the vehicle to itself.
        bench.Inner(bench.Correspondent, bench.Passenger, 100);
        bench.TunnelError(Icmpv6Error.DestinationUnreachable, 0, 0, bench.Satellite, Whole);
        Assert.AreEqual(string.Empty, Told(bench));
        bench.Inner(bench.Passenger, bench.Correspondent, 100);
        bench.TunnelError(Icmpv6Error.DestinationUnreachable, 0, 0, bench.Wifi, Whole);
        Assert.AreEqual(string.Empty, Told(bench));
        bench.Inner(bench.Passenger, bench.HomeAddress, 100);
        bench.TunnelError(Icmpv6Error.DestinationUnreachable, 0, 0, bench.Wifi, Whole);
        Assert.AreEqual(string.Empty, Told(bench));

        // The tunnel of another home agent; the tunnel of a router that has no binding.
        bench.Inner(bench.Correspondent, bench.Passenger, 100);
        McoaRouter.Forwarding.Tunnel.Encapsulate(bench.Packet, bench.OtherHomeAddress, 0, bench.Wifi, 0);
        bench.Quote(Icmpv6Error.DestinationUnreachable, 0, 0, Whole);
        Assert.AreEqual(string.Empty, Told(bench));
        bench.Inner(bench.Correspondent, bench.OtherPassenger, 100);
        bench.TunnelError(Icmpv6Error.DestinationUnreachable, 0, 0, bench.Satellite, Whole);
        Assert.AreEqual(string.Empty, Told(bench));
        Assert.AreEqual(5, bench.Refused(Refusal.NoBinding));

        // No tunnel at all, and no error.
        bench.Inner(bench.Correspondent, bench.Passenger, 100);
        bench.Quote(Icmpv6Error.DestinationUnreachable, 0, 0, Whole);
        Assert.AreEqual(string.Empty, Told(bench));
        Assert.AreEqual(1, bench.Refused(Refusal.NotIpv6));
        bench.Inner(bench.Correspondent, bench.Passenger, 100);
        bench.TunnelError(5, 0, 0, bench.Wifi, Whole);
        Assert.AreEqual(string.Empty, Told(bench));
        Assert.AreEqual(1, bench.Refused(Refusal.UnknownMessage));
    }

    [TestMethod]
    public void Rfc4443_2_4_No_Error_About_An_Error_Or_About_The_Home_Agents_Own_Packets()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Icmp(bench.Correspondent, bench.Passenger, null, Icmpv6Error.TimeExceeded, 0, 0);
        bench.TunnelError(Icmpv6Error.DestinationUnreachable, 0, 0, bench.Wifi, Whole);
        Assert.AreEqual(string.Empty, Told(bench));
        bench.Inner(bench.Settings.Address, bench.HomeAddress, 16);
        bench.TunnelError(Icmpv6Error.DestinationUnreachable, 0, 0, bench.Wifi, Whole);
        Assert.AreEqual(string.Empty, Told(bench));
        Assert.IsTrue(bench.Agent.Refusals.Total() == 0);
    }

    [TestMethod]
    public void Rfc4443_2_4_Errors_Out_Of_Tunnels_Are_Limited_In_Rate()
    {
        HomeAgentBench bench = Expect.Registered();
        for (int i = 0; i < 20; i++)
        {
            bench.Inner(bench.Correspondent, bench.Passenger, 100);
            bench.TunnelError(Icmpv6Error.DestinationUnreachable, 0, 0, bench.Wifi, Whole);
            bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        }

        Assert.AreEqual(10, bench.Inside.Sent);
    }

    [TestMethod]
    public void Errors_Out_Of_Tunnels_Cut_At_Every_Length_Tell_Only_Whom_They_Name()
    {
        HomeAgentBench bench = Expect.Registered();
        for (int quoted = 0; quoted <= 140; quoted++)
        {
            bench.Inner(bench.Correspondent, bench.Passenger, 60);
            bench.TunnelError(Icmpv6Error.DestinationUnreachable, 0, 0, bench.Wifi, quoted);
            int before = bench.Inside.Sent;
            bench.Agent.ReceiveFromNetwork(bench.Packet, 1000 * quoted);
            Assert.AreEqual(before + (quoted < 80 ? 0 : 1), bench.Inside.Sent);
        }

        Assert.AreEqual(80, bench.Refused(Refusal.Truncated));
        bench.Inner(bench.Correspondent, bench.Passenger, 60);
        bench.TunnelError(Icmpv6Error.DestinationUnreachable, 0, 0, bench.Wifi, Whole);
        bench.Packet.Octets[bench.Packet.Start + 60] ^= 1;
        Assert.AreEqual(string.Empty, Told(bench));
        Assert.AreEqual(1, bench.Refused(Refusal.Checksum));
    }

    /// <summary>
    /// Hands the packet in, and reads what goes inside then: "destination type.code MTU", or nothing.
    /// </summary>
    private static string Told(HomeAgentBench bench)
    {
        int before = bench.Inside.Sent;
        int network = bench.Network.Sent;
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        Assert.AreEqual(network, bench.Network.Sent);
        if (bench.Inside.Sent == before)
        {
            return string.Empty;
        }

        byte[] octets = bench.Inside.Last.Octets;
        Ipv6Packet packet = new Ipv6Packet();
        Assert.IsTrue(packet.TryRead(octets, bench.Inside.Last.Start, bench.Inside.Last.Length));
        Assert.AreEqual(Refusal.None, Icmpv6.Check(packet));
        Assert.IsTrue(Ipv6Address.Equal(octets, packet.SourceOffset, bench.Settings.Address, 0));
        return Ipv6AddressText.Write(octets, packet.DestinationOffset) + " "
            + octets[packet.PayloadOffset].ToString() + "." + octets[packet.PayloadOffset + 1].ToString() + " "
            + Icmpv6Error.Mtu(octets, packet.PayloadOffset).ToString();
    }

    /// <summary>The addresses of the packet that the last error inside quotes.</summary>
    private static string Quoted(HomeAgentBench bench)
    {
        byte[] octets = bench.Inside.Last.Octets;
        int quote = bench.Inside.Last.Start + Ipv6Header.Length + Icmpv6Error.InvokingPacketOffset;
        return Ipv6AddressText.Write(octets, quote + Ipv6Header.SourceOffset) + ">"
            + Ipv6AddressText.Write(octets, quote + Ipv6Header.DestinationOffset);
    }
}
