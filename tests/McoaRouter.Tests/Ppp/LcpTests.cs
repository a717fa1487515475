using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ppp;
using McoaRouter.Settings;

namespace McoaRouter.Tests.Ppp;

[TestClass]
public sealed class LcpTests
{
    private const int Request = ControlPacket.ConfigureRequest;
    private const int Ack = ControlPacket.ConfigureAck;

    [TestMethod]
    public void Rfc1661_6_Wanted_Are_No_Escapes_And_A_Magic_Number()
    {
        PppBench bench = Started();
        byte[] packet = bench.Packet();
        Assert.AreEqual(16, packet.Length);
        CollectionAssert.AreEqual(Hex.Read("0206 00000000 0506"), Head(packet, 4, 8));
        Assert.AreEqual(PppState.Establishing, bench.Link.State);
    }

    [TestMethod]
    [DataRow("0104 05dc", 1500)]
    [DataRow("0104 0500", 1280)]
    [DataRow("0104 ffff", 1500)]
    [DataRow("", 1500)]
    public void Rfc1661_6_1_The_Peers_Receive_Unit_Is_The_Mtu(string options, int mtu)
    {
        PppBench bench = new PppBench(Transport.Ipv6);
        bench.Start();
        bench.OpenLcp(options);
        Assert.AreEqual(mtu, bench.Link.MaximumTransmissionUnit);
    }

    [TestMethod]
    public void Rfc1661_6_1_A_Receive_Unit_Too_Small_For_Ipv6_Is_Answered_With_1500()
    {
        PppBench bench = Started();
        bench.Send(PppProtocol.Lcp, "0109 0008 0104 04ff");
        bench.Expect(PppProtocol.Lcp, "0309 0008 0104 05dc");
    }

    [TestMethod]
    public void Rfc1661_6_4_To_6_6_Every_Option_That_Is_Spoken_Is_Accepted()
    {
        PppBench bench = Started();
        bench.Send(PppProtocol.Lcp, "0109 0018 0104 05dc 0206 000a0000 0506 01020304 0702 0802");
        bench.Expect(PppProtocol.Lcp, "0209 0018 0104 05dc 0206 000a0000 0506 01020304 0702 0802");
    }

    [TestMethod]
    [DataRow("0304 c025")] // a protocol without a name configured
    [DataRow("0408 c025 00000000")] // link quality
    [DataRow("0d03 06")] // call back
    [DataRow("1104 05dc")] // multilink
    [DataRow("0903 02")] // another check sequence
    [DataRow("0106 05dc 0000")] // lengths that the types don't have
    [DataRow("0204 0000")]
    [DataRow("0504 0102")]
    [DataRow("0703 00")]
    [DataRow("0803 00")]
    [DataRow("0303 c0")]
    [DataRow("0002")]
    public void Rfc1661_5_4_Other_Options_Are_Rejected(string option)
    {
        PppBench bench = Started();
        byte[] options = Hex.Read(option);
        byte[] request = Hex.Read("0109 00ff 0702" + option);
        request[3] = (byte)request.Length;
        bench.Send(PppProtocol.Lcp, request, request.Length);
        bench.Expect(PppProtocol.Lcp, ControlPacket.ConfigureReject);
        CollectionAssert.AreEqual(options, Head(bench.Packet(), 4, options.Length));
    }

    [TestMethod]
    public void Rfc1662_7_1_A_Nak_Adds_To_The_Control_Map()
    {
        PppBench bench = Started();
        byte[] nak = Hex.Read("0301 000a 0206 000a0000");
        nak[1] = (byte)bench.Identifier;
        bench.Send(PppProtocol.Lcp, nak, nak.Length);
        bench.Expect(PppProtocol.Lcp, Request);
        CollectionAssert.AreEqual(Hex.Read("0206 000a0000 0506"), Head(bench.Packet(), 4, 8));
    }

    [TestMethod]
    public void Rfc1661_5_4_What_The_Peer_Rejects_Is_Not_Asked_For_Again()
    {
        PppBench bench = Started();
        byte[] reject = bench.Packet();
        reject[0] = ControlPacket.ConfigureReject;
        bench.Send(PppProtocol.Lcp, reject, reject.Length);
        bench.Expect(PppProtocol.Lcp, Request);
        Assert.AreEqual(4, bench.Packet().Length);
        bench.Accept();
        bench.Send(PppProtocol.Lcp, "01010004");
        bench.Expect(PppProtocol.Lcp, Ack);
        bench.Expect(PppProtocol.Ipv6cp, Request);
        bench.Skip();

        // Without a magic number the echo has 0 in its place.
        bench.Send(PppProtocol.Lcp, "0944 0008 01020304");
        bench.Expect(PppProtocol.Lcp, "0a44 0008 00000000");
    }

    [TestMethod]
    public void Rfc1661_6_4_Our_Own_Magic_Number_Is_Answered_With_Another()
    {
        PppBench bench = Started();
        byte[] echo = bench.Packet();
        bench.Send(PppProtocol.Lcp, echo, echo.Length);
        bench.Expect(PppProtocol.Lcp, ControlPacket.ConfigureNak);
        Assert.AreEqual(10, bench.Packet().Length);
        Assert.IsFalse(ConfigurationOption.Same(bench.Packet(), 6, echo, 12, 4));
        Assert.AreEqual(PppState.Establishing, bench.Link.State);
    }

    [TestMethod]
    public void Rfc1661_6_4_A_Nak_Changes_The_Magic_Number()
    {
        PppBench bench = Started();
        byte[] before = bench.Packet();
        byte[] nak = Hex.Read("0301 000a 0506 99999999");
        nak[1] = (byte)bench.Identifier;
        bench.Send(PppProtocol.Lcp, nak, nak.Length);
        bench.Expect(PppProtocol.Lcp, Request);
        Assert.IsFalse(ConfigurationOption.Same(bench.Packet(), 12, before, 12, 4));
        Assert.IsFalse(ConfigurationOption.Same(bench.Packet(), 12, nak, 6, 4));
    }

    [TestMethod]
    public void Rfc1661_6_4_A_Line_That_Returns_All_Is_A_Loop()
    {
        PppBench bench = new PppBench(Transport.Ipv6);
        bench.Start();
        int frames = 0;
        while (bench.Link.State == PppState.Establishing && bench.Next())
        {
            byte[] packet = bench.Packet();
            bench.Send(bench.Protocol, packet, packet.Length);
            frames++;
        }

        Assert.AreEqual(PppEndCause.LoopedBack, bench.Link.EndCause);
        Assert.IsTrue(frames < 40);
    }

    [TestMethod]
    public void Rfc1661_5_8_An_Echo_Of_Our_Own_Is_A_Loop()
    {
        PppBench bench = new PppBench(Transport.Ipv6);
        bench.BringUpIpv6();
        bench.Skip();
        bench.Wait(2 * Lcp.EchoMs);
        bench.Expect(PppProtocol.Lcp, ControlPacket.EchoRequest);
        byte[] echo = bench.Packet();
        bench.Send(PppProtocol.Lcp, echo, echo.Length);
        Assert.AreEqual(PppEndCause.LoopedBack, bench.Link.EndCause);
        Assert.IsFalse(bench.Router.IsUp);
    }

    [TestMethod]
    public void Rfc1661_5_8_An_Echo_Is_Answered_With_Our_Magic_Number_And_Its_Data()
    {
        PppBench bench = Started();
        byte[] request = bench.Packet();
        bench.Accept();
        bench.Send(PppProtocol.Lcp, "0955 0008 01020304");
        Assert.IsFalse(bench.Next());
        bench.Send(PppProtocol.Lcp, "01010004");
        bench.Skip();
        bench.Send(PppProtocol.Lcp, "0955 000b 01020304 aabbcc");
        bench.Expect(PppProtocol.Lcp, ControlPacket.EchoReply);
        byte[] reply = bench.Packet();
        Assert.AreEqual(0x55, bench.Identifier);
        Assert.AreEqual(11, reply.Length);
        Assert.IsTrue(ConfigurationOption.Same(reply, 4, request, 12, 4));
        CollectionAssert.AreEqual(Hex.Read("aabbcc"), Head(reply, 8, 3));
    }

    [TestMethod]
    public void Rfc1661_5_8_A_Short_Echo_Is_Refused()
    {
        PppBench bench = new PppBench(Transport.Ipv6);
        bench.BringUpIpv6();
        bench.Skip();
        bench.Send(PppProtocol.Lcp, "0955 0007 010203");
        bench.ExpectNothing();
        Assert.AreEqual(1L, bench.Refusals.Of(LinkRefusal.Truncated));
    }

    [TestMethod]
    public void Rfc1661_5_8_A_Silent_Peer_Is_Asked_And_Given_Up()
    {
        PppBench bench = new PppBench(Transport.Ipv6);
        bench.BringUpIpv6();
        bench.Skip();
        bench.Wait((Lcp.MaxEchoes + 1) * Lcp.EchoMs);
        Assert.AreEqual(PppState.Up, bench.Link.State);
        for (int i = 0; i < Lcp.MaxEchoes; i++)
        {
            bench.Expect(PppProtocol.Lcp, ControlPacket.EchoRequest);
        }

        bench.Wait(Lcp.EchoMs);
        Assert.AreEqual(PppState.Ended, bench.Link.State);
        Assert.AreEqual(PppEndCause.EchoLost, bench.Link.EndCause);
        Assert.AreEqual(1, bench.Router.Downs);
    }

    [TestMethod]
    public void Rfc1661_5_8_A_Peer_That_Sends_Anything_Is_There()
    {
        PppBench bench = new PppBench(Transport.Ipv6);
        bench.BringUpIpv6();
        bench.Skip();
        for (int i = 0; i < 20; i++)
        {
            bench.Wait(Lcp.EchoMs - 1000);
            bench.Send(PppProtocol.Lcp, "0b55 0008 01020304");
        }

        bench.ExpectNothing();
        Assert.AreEqual(PppState.Up, bench.Link.State);
    }

    [TestMethod]
    public void Rfc1661_5_7_An_Unknown_Protocol_Comes_Back()
    {
        PppBench bench = new PppBench(Transport.Ipv6);
        bench.BringUpIpv6();
        bench.Skip();
        bench.Send(0x80FD, "0101 000a 1a04 7800 1803"); // CCP
        bench.Expect(PppProtocol.Lcp, ControlPacket.ProtocolReject);
        CollectionAssert.AreEqual(Hex.Read("80fd 0101 000a 1a04 7800 1803"), Head(bench.Packet(), 4, 12));
        Assert.AreEqual(1L, bench.Refusals.Of(LinkRefusal.UnknownProtocol));
    }

    [TestMethod]
    public void Rfc1661_3_4_Before_Lcp_Has_Agreed_All_Else_Is_Dropped()
    {
        PppBench bench = Started();
        bench.Send(PppProtocol.Ipv6cp, "0101000e 010a 0200000000000001");
        bench.Send(0x80FD, "0101 0004");
        bench.Send(PppProtocol.Pap, "0201 0005 00");
        bench.Send(PppProtocol.Ipv6, "60000000 0000 3bff");
        bench.ExpectNothing();
        Assert.AreEqual(4L, bench.Refusals.Of(LinkRefusal.WrongPhase));
    }

    [TestMethod]
    public void Rfc1661_6_5_Compressed_Fields_Are_Read()
    {
        PppBench bench = new PppBench(Transport.Ipv6);
        bench.BringUpIpv6();
        byte[] packet = Hex.Read(
            "60000000 0000 3b40 20010db8000000000000000000000001 20010db8000000000000000000000002");
        HdlcWriter writer = new HdlcWriter();
        TestLine line = new TestLine();
        writer.CompressesAddress = true;
        writer.CompressesProtocol = true;
        writer.Write(PppProtocol.Ipv6, packet, 0, packet.Length);
        writer.Flush(line);
        bench.Line.Give(line.Written, 0, line.WrittenLength);
        bench.Poll();
        CollectionAssert.AreEqual(packet, bench.Router.Packet);
    }

    private static PppBench Started()
    {
        PppBench bench = new PppBench(Transport.Ipv6);
        bench.Start();
        bench.Expect(PppProtocol.Lcp, Request);
        return bench;
    }

    private static byte[] Head(byte[] octets, int offset, int length)
    {
        byte[] head = new byte[length];
        System.Array.Copy(octets, offset, head, 0, length);
        return head;
    }
}
