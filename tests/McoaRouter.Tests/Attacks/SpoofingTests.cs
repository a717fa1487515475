using McoaRouter.Forwarding;
using McoaRouter.Tests.HomeAgents;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Attacks;

/// <summary>Packets in the name of another at the home agent: out of a tunnel, and from the internet.</summary>
[TestClass]
public sealed class SpoofingTests
{
    [TestMethod]
    [DataRow("2001:db8:1::1")]
    [DataRow("2001:db8:1::200")]
    [DataRow("2001:db8:300:1::7")]
    [DataRow("2001:db8:99::1")]
    [DataRow("2001:db8:a::10")]
    [DataRow("fe80::1")]
    [DataRow("ff02::1")]
    [DataRow("ff1e::1")]
    [DataRow("::")]
    [DataRow("::1")]
    [DataRow("::ffff:c000:201")]
    public void A_Tunnel_Carries_Its_Own_Vehicle_Alone(string source)
    {
        HomeAgentBench bench = Fleet.Registered("draft-01");
        bench.Inner(HomeAgentBench.Address(source), bench.Correspondent, 8);
        bench.Wrap(bench.Wifi);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        Assert.AreEqual(1, bench.Refused(Refusal.SourceOutsidePrefix));

        // The same in UDP.
        Fleet.BeginInUdp(bench, "draft-01", 2);
        bench.Authenticate(bench.Security, HomeAgentBench.Timestamp(1000), HomeAgentBench.Address(Fleet.Inside));
        Assert.AreEqual(BindingStatus.Accepted, UdpPen.Exchange(bench, Fleet.Nat, Fleet.NatPort, 1000));
        bench.Inner(HomeAgentBench.Address(source), bench.Correspondent, 8);
        UdpPen.Deliver(bench, Fleet.Nat, Fleet.NatPort, 1001);
        Assert.AreEqual(2, bench.Refused(Refusal.SourceOutsidePrefix));
        Assert.AreEqual(0, bench.Inside.Sent);
    }

    [TestMethod]
    public void A_Tunnel_Comes_From_A_Registered_Care_Of_Address_And_Port()
    {
        HomeAgentBench bench = Fleet.Bench("draft-01");
        Fleet.BeginInUdp(bench, "draft-01", 1);
        bench.Authenticate(bench.Security, HomeAgentBench.Timestamp(0), HomeAgentBench.Address(Fleet.Inside));
        Assert.AreEqual(BindingStatus.Accepted, UdpPen.Exchange(bench, Fleet.Nat, Fleet.NatPort, 0));
        bench.Inner(bench.Passenger, bench.Correspondent, 8);
        UdpPen.Deliver(bench, Fleet.Attacker, Fleet.NatPort, 1);
        UdpPen.Deliver(bench, Fleet.Nat, Fleet.NatPort + 1, 1);
        bench.Wrap(HomeAgentBench.Address(Fleet.AttackerIpv6));
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        Assert.AreEqual(3, bench.Refused(Refusal.TunnelFromStranger));
        Assert.AreEqual(0, bench.Inside.Sent);

        // None of that moved the binding: a NAT that forgot is made known by an authentic update alone.
        Assert.AreEqual(UdpPen.NatAt40000, UdpPen.Show(bench, 0));
    }

    [TestMethod]
    [DataRow("2001:db8:100:1::7")]
    [DataRow("2001:db8:200:1::7")]
    [DataRow("2001:db8:1::100")]
    public void Rfc3963_9_From_The_Internet_Nobody_Speaks_As_A_Vehicle_That_Is_Away(string source)
    {
        HomeAgentBench bench = Fleet.Registered("draft-01");
        int before = bench.Network.Sent;
        bench.Inner(HomeAgentBench.Address(source), bench.OtherPassenger, 8);
        bench.Agent.ReceiveFromInside(bench.Packet, 1);
        bench.Inner(HomeAgentBench.Address(source), bench.Passenger, 8);
        bench.Agent.ReceiveFromInside(bench.Packet, 1);
        Assert.AreEqual(2, bench.Refused(Refusal.SourceInsidePrefix));
        Assert.AreEqual(before, bench.Network.Sent);
    }

    [TestMethod]
    public void A_Vehicle_At_Home_Speaks_From_The_Home_Link()
    {
        HomeAgentBench bench = Fleet.Registered("draft-01");
        bench.BeginAtHome(bench.HomeAddress, 2, HomeAgentBench.Router, 0);
        Assert.AreEqual(BindingStatus.Accepted, bench.ExchangeSecurely(bench.HomeAddress, 1000));
        Assert.IsTrue(bench.Bindings.IsAtHome);
        int before = bench.Network.Sent;
        bench.Inner(bench.Passenger, bench.OtherPassenger, 8);
        bench.Agent.ReceiveFromInside(bench.Packet, 1001);
        Assert.AreEqual(before + 1, bench.Network.Sent);
        Assert.AreEqual(0, bench.Refused(Refusal.SourceInsidePrefix));
    }

    [TestMethod]
    public void A_Vehicle_With_A_Home_Binding_Speaks_From_The_Home_Link_Too()
    {
        HomeAgentBench bench = Fleet.Bench("rfc5648");
        bench.HasHomeLink = true;
        bench.Settings.SimultaneousHome = McoaRouter.HomeAgents.SimultaneousHome.HomeAgentDefends;
        bench.Restart();
        bench.BeginAtHome(bench.HomeAddress, 1, HomeAgentBench.Router, 60);
        bench.HomeBinding(1, 200, bench.HomeAddress);
        bench.Identifier(2, 100, false, bench.Cellular);
        bench.Authenticate(bench.Security, HomeAgentBench.Timestamp(0), bench.HomeAddress);
        bench.Exchange(0);
        Assert.IsTrue(bench.Bindings.HasHomeBinding);
        Fleet.BeginOther(bench, 1, 1, bench.Satellite);
        Fleet.SignAsOther(bench, 0, bench.Satellite);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        int before = bench.Network.Sent;
        bench.Inner(bench.Passenger, bench.OtherPassenger, 8);
        bench.Agent.ReceiveFromInside(bench.Packet, 1);
        Assert.AreEqual(before + 1, bench.Network.Sent);
    }

    [TestMethod]
    [DataRow("3c00 0104 0000 0000 2900 0104 0000 0000")]
    [DataRow("2900 0401 0401 0000")]
    [DataRow("2900 0104 0000 0000")]
    public void Rfc2473_4_1_3_A_Tunnel_Behind_Extension_Headers_Is_One_Too(string headers)
    {
        HomeAgentBench bench = Fleet.Registered("draft-01");
        byte[] before = Hex.Read(headers);
        bench.Inner(bench.OtherPassenger, bench.Correspondent, 8);
        bench.Wrap(bench.Passenger);
        byte[] nested = UdpPen.Octets(bench.Packet);
        byte[] packet = new byte[nested.Length + before.Length];
        System.Array.Copy(nested, 0, packet, 0, Ipv6Header.Length);
        System.Array.Copy(before, 0, packet, Ipv6Header.Length, before.Length);
        System.Array.Copy(
            nested, Ipv6Header.Length, packet, Ipv6Header.Length + before.Length, nested.Length - Ipv6Header.Length);
        packet[Ipv6Header.NextHeaderOffset] = ProtocolNumbers.DestinationOptions;
        BigEndian.WriteUInt16(packet, Ipv6Header.PayloadLengthOffset, packet.Length - Ipv6Header.Length);
        bench.Packet.Load(packet, 0, packet.Length);
        Tunnel.Encapsulate(bench.Packet, bench.Wifi, 0, bench.Settings.Address, 0);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        Assert.AreEqual(1, bench.Refused(Refusal.NestedTunnel));
        Assert.AreEqual(0, bench.Inside.Sent);
    }

    [TestMethod]
    public void Rfc5555_4_2_A_Passenger_Does_Not_Speak_As_The_Home_Address_By_An_Option_In_Udp()
    {
        HomeAgentBench bench = Fleet.Bench("draft-01");
        Fleet.BeginInUdp(bench, "draft-01", 1);
        bench.Authenticate(bench.Security, HomeAgentBench.Timestamp(0), HomeAgentBench.Address(Fleet.Inside));
        Assert.AreEqual(BindingStatus.Accepted, UdpPen.Exchange(bench, Fleet.Nat, Fleet.NatPort, 0));
        bench.Inner(bench.HomeAddress, bench.Settings.Address, 8);
        bench.AddHomeAddress(bench.Passenger);
        UdpPen.Deliver(bench, Fleet.Nat, Fleet.NatPort, 1);
        Assert.AreEqual(1, bench.Refused(Refusal.NoBinding));
        Assert.AreEqual(0, bench.Inside.Sent);
        bench.Inner(bench.HomeAddress, bench.Settings.Address, 8);
        bench.AddHomeAddress(bench.HomeAddress);
        UdpPen.Deliver(bench, Fleet.Nat, Fleet.NatPort, 2);
        Assert.AreEqual(1, bench.Inside.Sent);
    }

    [TestMethod]
    public void A_Passengers_Binding_Update_Is_None()
    {
        HomeAgentBench bench = Fleet.Registered("draft-01");
        bench.Begin(bench.Passenger, bench.OtherHomeAddress, 2, HomeAgentBench.Router, 0);
        bench.End();
        bench.Wrap(bench.Wifi);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        Assert.AreEqual(1, bench.Refused(Refusal.WrongPeer));
        Fleet.BeginInUdp(bench, "draft-01", 2);
        bench.Authenticate(bench.Security, HomeAgentBench.Timestamp(1000), HomeAgentBench.Address(Fleet.Inside));
        Assert.AreEqual(BindingStatus.Accepted, UdpPen.Exchange(bench, Fleet.Nat, Fleet.NatPort, 1000));
        string before = bench.Snapshot();
        bench.Begin(bench.Passenger, bench.OtherHomeAddress, 2, HomeAgentBench.Router, 0);
        bench.End();
        UdpPen.Deliver(bench, Fleet.Nat, Fleet.NatPort, 1001);
        Assert.AreEqual(before, bench.Snapshot());
        Assert.AreEqual(1, bench.Agent.Bindings.Router(1).Count);
    }
}
