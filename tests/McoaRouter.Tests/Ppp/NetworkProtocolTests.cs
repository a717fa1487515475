using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ppp;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Ppp;

/// <summary>IPV6CP, IPCP, and which care-of address comes of them.</summary>
[TestClass]
public sealed class NetworkProtocolTests
{
    private const string Mapped = "::ffff:c633:6442";

    [TestMethod]
    public void Rfc5072_4_1_An_Identifier_Of_Our_Own_Is_Asked_For()
    {
        PppBench bench = Opened(Transport.Ipv6);
        bench.Expect(PppProtocol.Ipv6cp, ControlPacket.ConfigureRequest);
        byte[] packet = bench.Packet();
        Assert.AreEqual(14, packet.Length);
        Assert.AreEqual(0x010A, BigEndian.ReadUInt16(packet, 4));
        Assert.AreEqual(0, packet[6] & 0x02);
        bench.ExpectNothing();
    }

    [TestMethod]
    public void Rfc5072_4_1_The_Networks_Identifier_Is_Taken_From_Its_Nak()
    {
        PppBench bench = Opened(Transport.Ipv6);
        bench.Expect(PppProtocol.Ipv6cp, ControlPacket.ConfigureRequest);
        bench.Send(PppProtocol.Ipv6cp, "0301000e 010a 0011223344556677");
        bench.Expect(PppProtocol.Ipv6cp, "0102000e 010a 0011223344556677");
        bench.Accept();
        bench.Send(PppProtocol.Ipv6cp, "0101000e 010a 0200000000000001");
        bench.Expect(PppProtocol.Ipv6cp, ControlPacket.ConfigureAck);
        bench.Expect(PppProtocol.Ipv6, 0x60);
        CollectionAssert.AreEqual(Hex.Read("fe80 000000000000 0011223344556677"), Source(bench));
        bench.Advertise("2001:db8:7::", 1800, 86400, 14400);
        CollectionAssert.AreEqual(Hex.Address("2001:db8:7:0:11:2233:4455:6677"), bench.Router.CareOfAddress);
    }

    [TestMethod]
    public void Rfc5072_4_1_No_Identifier_And_Our_Own_Are_Answered_With_Another()
    {
        PppBench bench = Opened(Transport.Ipv6);
        bench.Expect(PppProtocol.Ipv6cp, ControlPacket.ConfigureRequest);
        byte[] ours = bench.Packet();
        bench.Send(PppProtocol.Ipv6cp, "0105000e 010a 0000000000000000");
        bench.Expect(PppProtocol.Ipv6cp, ControlPacket.ConfigureNak);
        Assert.IsFalse(ConfigurationOption.Same(bench.Packet(), 6, ours, 6, 8));
        Assert.IsFalse(ConfigurationOption.Same(bench.Packet(), 6, new byte[8], 0, 8));
        bench.Send(PppProtocol.Ipv6cp, ours, ours.Length);
        bench.Expect(PppProtocol.Ipv6cp, ControlPacket.ConfigureNak);
        Assert.IsFalse(ConfigurationOption.Same(bench.Packet(), 6, ours, 6, 8));
    }

    [TestMethod]
    public void Rfc5072_4_1_A_Nak_Without_A_Usable_Identifier_Makes_Us_Choose_Anew()
    {
        PppBench bench = Opened(Transport.Ipv6);
        bench.Expect(PppProtocol.Ipv6cp, ControlPacket.ConfigureRequest);
        byte[] before = bench.Packet();
        bench.Send(PppProtocol.Ipv6cp, "0301000e 010a 0000000000000000");
        bench.Expect(PppProtocol.Ipv6cp, ControlPacket.ConfigureRequest);
        Assert.IsFalse(ConfigurationOption.Same(bench.Packet(), 6, before, 6, 8));
        Assert.IsFalse(ConfigurationOption.Same(bench.Packet(), 6, new byte[8], 0, 8));
    }

    [TestMethod]
    [DataRow("0204 004f")] // compression (RFC 5072 §4.2 names others)
    [DataRow("0106 00000001")]
    public void Rfc5072_4_Other_Options_Are_Rejected(string option)
    {
        PppBench bench = Opened(Transport.Ipv6);
        bench.Skip();
        byte[] request = Hex.Read("0109 0000" + option);
        request[3] = (byte)request.Length;
        bench.Send(PppProtocol.Ipv6cp, request, request.Length);
        bench.Expect(PppProtocol.Ipv6cp, ControlPacket.ConfigureReject);
    }

    [TestMethod]
    public void Rfc5072_5_Routers_Are_Solicited_At_Once_From_The_Link_Local_Address()
    {
        PppBench bench = Opened(Transport.Ipv6);
        bench.OpenIpv6cp();
        bench.Expect(PppProtocol.Ipv6, 0x60);
        byte[] packet = bench.Packet();
        Assert.AreEqual(48, packet.Length);
        Assert.AreEqual(255, (int)packet[Ipv6Header.HopLimitOffset]);
        Assert.AreEqual(RouterSolicitation.Type, (int)packet[Ipv6Header.Length]);
        Assert.IsTrue(Ipv6Address.IsLinkLocal(packet, Ipv6Header.SourceOffset));
        Assert.IsTrue(Ipv6Address.Equal(Hex.Address("ff02::2"), 0, packet, Ipv6Header.DestinationOffset));
        Ipv6Packet read = new Ipv6Packet();
        Assert.IsTrue(read.TryRead(packet, 0, packet.Length));
        Assert.AreEqual(Refusal.None, Icmpv6.Check(read));
        Assert.AreEqual(PppState.Configuring, bench.Link.State);
        bench.Advertise("2001:db8:7::", 1800, 86400, 14400);
        Assert.AreEqual(PppState.Up, bench.Link.State);
        Assert.AreEqual(1, bench.Router.Ups);
        CollectionAssert.AreEqual(Hex.Address("2001:db8:7::"), Prefix(bench.Router.CareOfAddress));
    }

    [TestMethod]
    public void Rfc1332_3_3_The_Address_Is_Taken_From_The_Networks_Nak()
    {
        PppBench bench = Opened(Transport.Udp);
        bench.OpenIpcp();
        CollectionAssert.AreEqual(Hex.Address(Mapped), bench.Router.CareOfAddress);
        Assert.AreEqual(PppState.Up, bench.Link.State);
        bench.ExpectNothing();
    }

    [TestMethod]
    [DataRow("0206 002d0f01")] // Van Jacobson compression
    [DataRow("8106 00000000")] // name servers
    [DataRow("0306 00000000")] // an address of ours
    [DataRow("0306 7f000001")]
    [DataRow("0306 e0000001")]
    [DataRow("0305 c00002")]
    public void Rfc1332_3_Other_Options_And_Addresses_Are_Rejected(string option)
    {
        PppBench bench = Opened(Transport.Udp);
        bench.Skip();
        byte[] request = Hex.Read("0109 0000" + option);
        request[3] = (byte)request.Length;
        bench.Send(PppProtocol.Ipcp, request, request.Length);
        bench.Expect(PppProtocol.Ipcp, ControlPacket.ConfigureReject);
    }

    [TestMethod]
    [DataRow("00000000")]
    [DataRow("7f000001")]
    [DataRow("e0000001")]
    [DataRow("ffffffff")]
    public void Rfc1332_3_3_What_Is_No_Host_Address_Is_Not_Taken(string address)
    {
        PppBench bench = Opened(Transport.Udp);
        bench.Expect(PppProtocol.Ipcp, "0101000a 0306 00000000");
        bench.Send(PppProtocol.Ipcp, "0301000a 0306" + address);
        bench.Expect(PppProtocol.Ipcp, "0102000a 0306 00000000");
    }

    [TestMethod]
    public void An_Address_Of_Nothing_That_Is_Accepted_Is_No_Address()
    {
        PppBench bench = Opened(Transport.Udp);
        bench.Expect(PppProtocol.Ipcp, ControlPacket.ConfigureRequest);
        bench.Accept();
        bench.Send(PppProtocol.Ipcp, "0101000a 0306 c0000201");
        Assert.AreEqual(PppState.Configuring, bench.Link.State);
        bench.Wait(PppLink.AddressMs + 4000);
        Assert.AreEqual(PppEndCause.NoAddress, bench.Link.EndCause);
        Assert.AreEqual(0, bench.Router.Ups);
    }

    [TestMethod]
    public void Auto_Waits_For_Ipv6_Before_It_Takes_Ipv4()
    {
        PppBench bench = Opened(Transport.Auto);
        bench.Expect(PppProtocol.Ipv6cp, ControlPacket.ConfigureRequest);
        bench.Accept();
        bench.Expect(PppProtocol.Ipcp, ControlPacket.ConfigureRequest);
        bench.Send(PppProtocol.Ipcp, "0301000a 0306" + PppBench.OurAddress);
        bench.Expect(PppProtocol.Ipcp, ControlPacket.ConfigureRequest);
        bench.Accept();
        bench.Send(PppProtocol.Ipcp, "0101000a 0306 c0000201");
        Assert.AreEqual(PppState.Configuring, bench.Link.State);
        bench.Wait(PppLink.Ipv6PatienceMs - 1);
        Assert.AreEqual(0, bench.Router.Ups);
        bench.Wait(1);
        Assert.AreEqual(1, bench.Router.Ups);
        CollectionAssert.AreEqual(Hex.Address(Mapped), bench.Router.CareOfAddress);

        // IPv6 that comes late replaces it, and IPv4 stands in when it goes.
        bench.Skip();
        bench.Send(PppProtocol.Ipv6cp, "0101000e 010a 0200000000000001");
        bench.Expect(PppProtocol.Ipv6cp, ControlPacket.ConfigureAck);
        bench.Wait(ControlProtocol.RestartMs);
        bench.Expect(PppProtocol.Ipv6cp, ControlPacket.ConfigureRequest);
        bench.Accept();
        bench.Advertise("2001:db8:7::", 1800, 60, 60);
        Assert.AreEqual(2, bench.Router.Ups);
        CollectionAssert.AreEqual(Hex.Address("2001:db8:7::"), Prefix(bench.Router.CareOfAddress));
        KeepAlive(bench, 61);
        Assert.AreEqual(3, bench.Router.Ups);
        Assert.AreEqual(0, bench.Router.Downs);
        CollectionAssert.AreEqual(Hex.Address(Mapped), bench.Router.CareOfAddress);
    }

    [TestMethod]
    public void Auto_Does_Not_Wait_For_Ipv6_Where_The_Peer_Rejects_It()
    {
        PppBench bench = Opened(Transport.Auto);
        bench.Expect(PppProtocol.Ipv6cp, ControlPacket.ConfigureRequest);
        byte[] packet = bench.Packet();
        byte[] reject = new byte[6 + packet.Length];
        System.Array.Copy(packet, 0, reject, 6, packet.Length);
        BigEndian.WriteUInt16(reject, 4, PppProtocol.Ipv6cp);
        ControlPacket.Finish(reject, 0, ControlPacket.ProtocolReject, 9, reject.Length);
        bench.Send(PppProtocol.Lcp, reject, reject.Length);
        bench.OpenIpcp();
        Assert.AreEqual(1, bench.Router.Ups);
    }

    [TestMethod]
    public void Where_Both_Are_Rejected_The_Link_Ends()
    {
        PppBench bench = Opened(Transport.Auto);
        bench.Send(PppProtocol.Lcp, "0801 0006 8057");
        Assert.AreEqual(PppState.Configuring, bench.Link.State);
        bench.Send(PppProtocol.Lcp, "0802 0006 8021");
        Assert.AreEqual(PppState.Terminating, bench.Link.State);
        bench.Wait(4000);
        Assert.AreEqual(PppEndCause.NoNetworkProtocol, bench.Link.EndCause);
    }

    [TestMethod]
    [DataRow((int)Transport.Udp, PppProtocol.Ipv6cp, "0101000e 010a 0200000000000001")]
    [DataRow((int)Transport.Ipv6, PppProtocol.Ipcp, "0101000a 0306 c0000201")]
    public void A_Protocol_That_The_Transport_Does_Not_Use_Is_Rejected(int transport, int protocol, string request)
    {
        PppBench bench = Opened((Transport)transport);
        bench.Skip();
        bench.Send(protocol, request);
        bench.Expect(PppProtocol.Lcp, ControlPacket.ProtocolReject);
    }

    [TestMethod]
    public void Without_An_Advertisement_Ipv6_Alone_Gives_Up_With_A_Name()
    {
        PppBench bench = Opened(Transport.Ipv6);
        bench.OpenIpv6cp();
        bench.Wait(PppLink.AddressMs + 4000);
        Assert.AreEqual(PppEndCause.NoAddress, bench.Link.EndCause);
        Assert.AreEqual(0, bench.Router.Ups);
        Assert.AreEqual(0, bench.Router.Downs);
    }

    [TestMethod]
    public void When_The_Address_Expires_The_Router_Is_Told()
    {
        PppBench bench = Opened(Transport.Ipv6);
        bench.OpenIpv6cp();
        bench.Advertise("2001:db8:7::", 1800, 60, 60);
        KeepAlive(bench, 61);
        Assert.AreEqual(1, bench.Router.Downs);
        Assert.AreEqual(PppState.Configuring, bench.Link.State);
        bench.Advertise("2001:db8:8::", 1800, 60, 60);
        Assert.AreEqual(2, bench.Router.Ups);
    }

    [TestMethod]
    public void Packets_Pass_Both_Ways()
    {
        PppBench bench = new PppBench(Transport.Auto);
        bench.BringUpIpv6AndIpv4();
        bench.Skip();
        string ipv6 = "60000000 0000 3b40 20010db8000000000000000000000001 20010db8000000000000000000000002";
        string ipv4 = "45000014 00000000 40110000 c6336442 c0000201";
        Assert.IsTrue(bench.SendPacket(ipv6));
        bench.Expect(PppProtocol.Ipv6, ipv6);
        Assert.IsTrue(bench.SendPacket(ipv4));
        bench.Expect(PppProtocol.Ipv4, ipv4);
        bench.Send(PppProtocol.Ipv6, ipv6);
        CollectionAssert.AreEqual(Hex.Read(ipv6), bench.Router.Packet);
        bench.Send(PppProtocol.Ipv4, ipv4);
        CollectionAssert.AreEqual(Hex.Read(ipv4), bench.Router.Packet);
        Assert.AreEqual(2, bench.Router.Packets);
    }

    [TestMethod]
    public void Packets_That_Are_Not_What_The_Frame_Says_Are_Refused()
    {
        PppBench bench = new PppBench(Transport.Auto);
        bench.BringUpIpv6AndIpv4();
        bench.Send(PppProtocol.Ipv6, "45000014 00000000 40110000 c6336442 c0000201");
        bench.Send(PppProtocol.Ipv4, "60000000 0000 3b40");
        bench.Send(PppProtocol.Ipv6, string.Empty);
        Assert.AreEqual(0, bench.Router.Packets);
        Assert.AreEqual(3L, bench.Refusals.Of(LinkRefusal.Malformed));
    }

    [TestMethod]
    public void What_Is_Sent_Too_Large_Or_Too_Early_Is_Refused()
    {
        PppBench bench = new PppBench(Transport.Udp);
        Assert.IsFalse(bench.SendPacket("45000014"));
        bench.Start();
        bench.OpenLcp("0104 0500");
        bench.OpenIpcp();
        Assert.IsFalse(bench.SendPacket("60000000"));
        Assert.AreEqual(2L, bench.Refusals.Of(LinkRefusal.LinkDown));
        PacketBuffer packet = new PacketBuffer();
        packet.Octets[packet.Start] = 0x45;
        packet.SetLength(1281);
        Assert.IsFalse(bench.Link.Send(packet));
        Assert.AreEqual(1L, bench.Refusals.Of(LinkRefusal.Oversized));
        packet.SetLength(1280);
        Assert.IsTrue(bench.Link.Send(packet));
    }

    [TestMethod]
    public void A_Line_That_Takes_Nothing_Fills_The_Queue_And_Refuses()
    {
        PppBench bench = new PppBench(Transport.Udp);
        bench.BringUpIpv4();
        bench.Line.Room = 0;
        PacketBuffer packet = new PacketBuffer();
        packet.Octets[packet.Start] = 0x45;
        packet.SetLength(1400);
        int taken = 0;
        while (bench.Link.Send(packet))
        {
            taken++;
        }

        Assert.IsTrue(taken >= 2);
        Assert.AreEqual(1L, bench.Refusals.Of(LinkRefusal.DeviceRefused));
        Assert.IsTrue(bench.Link.NextDeadline <= bench.Now + 5);
        bench.Line.Room = 65536;
        bench.Poll();
        Assert.IsTrue(bench.Link.Send(packet));
    }

    // Time passes while the peer shows that it is there.
    private static void KeepAlive(PppBench bench, int seconds)
    {
        for (int i = 0; i < seconds; i++)
        {
            bench.Wait(1000);
            bench.Send(PppProtocol.Lcp, "0b55 0008 01020304");
        }
    }

    private static PppBench Opened(Transport transport)
    {
        PppBench bench = new PppBench(transport);
        bench.Start();
        bench.OpenLcp("0206 00000000 0506 01020304");
        return bench;
    }

    private static byte[] Source(PppBench bench)
    {
        byte[] source = new byte[16];
        Ipv6Address.Copy(bench.Packet(), Ipv6Header.SourceOffset, source, 0);
        return source;
    }

    private static byte[] Prefix(byte[] address)
    {
        byte[] prefix = new byte[16];
        System.Array.Copy(address, 0, prefix, 0, 8);
        return prefix;
    }
}
