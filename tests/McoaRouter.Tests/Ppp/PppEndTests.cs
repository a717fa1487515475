using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ppp;
using McoaRouter.Settings;

namespace McoaRouter.Tests.Ppp;

/// <summary>How a link ends, and that it can begin anew.</summary>
[TestClass]
public sealed class PppEndTests
{
    [TestMethod]
    public void Rfc1661_5_5_Stop_Asks_The_Peer_To_Terminate()
    {
        PppBench bench = new PppBench(Transport.Udp);
        bench.BringUpIpv4();
        bench.Skip();
        bench.Link.Stop(bench.Now);
        Assert.IsFalse(bench.Router.IsUp);
        bench.Expect(PppProtocol.Lcp, ControlPacket.TerminateRequest);
        Assert.AreEqual(PppState.Terminating, bench.Link.State);
        bench.Send(PppProtocol.Lcp, "0601 0004");
        Assert.AreEqual(PppState.Ended, bench.Link.State);
        Assert.AreEqual(PppEndCause.Stopped, bench.Link.EndCause);
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Link.NextDeadline);
    }

    [TestMethod]
    public void Rfc1661_4_6_Stop_Ends_In_Four_Seconds_Where_The_Peer_Is_Silent()
    {
        PppBench bench = new PppBench(Transport.Udp);
        bench.BringUpIpv4();
        bench.Link.Stop(bench.Now);
        bench.Wait(4000);
        Assert.AreEqual(PppState.Ended, bench.Link.State);
        Assert.AreEqual(PppEndCause.Stopped, bench.Link.EndCause);
    }

    [TestMethod]
    public void Stop_Before_Any_Agreement_Ends_As_Well()
    {
        PppBench bench = new PppBench(Transport.Udp);
        bench.Link.Stop(bench.Now);
        Assert.AreEqual(PppState.Idle, bench.Link.State);
        bench.Start();
        bench.Link.Stop(bench.Now);
        bench.Wait(4000);
        Assert.AreEqual(PppEndCause.Stopped, bench.Link.EndCause);
    }

    [TestMethod]
    public void Rfc1661_5_5_The_Peers_Termination_Is_Acknowledged_And_Ends_The_Link()
    {
        PppBench bench = new PppBench(Transport.Udp);
        bench.BringUpIpv4();
        bench.Skip();
        bench.Send(PppProtocol.Lcp, "0533 0004");
        bench.Expect(PppProtocol.Lcp, "0633 0004");
        Assert.AreEqual(1, bench.Router.Downs);
        bench.Wait(ControlProtocol.FirstRestartMs);
        Assert.AreEqual(PppEndCause.PeerTerminated, bench.Link.EndCause);
    }

    [TestMethod]
    public void A_Lost_Line_Ends_The_Link_At_Once()
    {
        PppBench bench = new PppBench(Transport.Udp);
        bench.BringUpIpv4();
        bench.Line.IsLost = true;
        bench.Poll();
        Assert.AreEqual(PppEndCause.LineLost, bench.Link.EndCause);
        Assert.AreEqual(1, bench.Router.Downs);
    }

    [TestMethod]
    public void Drop_Sends_Nothing()
    {
        PppBench bench = new PppBench(Transport.Udp);
        bench.BringUpIpv4();
        bench.Skip();
        bench.Link.Drop(bench.Now);
        bench.Poll();
        bench.ExpectNothing();
        Assert.AreEqual(PppEndCause.LineLost, bench.Link.EndCause);
        Assert.AreEqual(1, bench.Router.Downs);
    }

    [TestMethod]
    public void A_Silent_Peer_Is_Named()
    {
        PppBench bench = new PppBench(Transport.Udp);
        bench.Start();
        bench.Wait(PppLink.EstablishMs + 1);
        Assert.AreEqual(PppEndCause.PeerSilent, bench.Link.EndCause);
    }

    [TestMethod]
    public void A_Peer_That_Objects_For_Ever_Is_Named()
    {
        PppBench bench = new PppBench(Transport.Udp);
        bench.Start();
        int objections = 0;
        while (bench.Link.State == PppState.Establishing)
        {
            while (bench.Next())
            {
                byte[] nak = Hex.Read("0301 000a 0506 11223344");
                nak[1] = (byte)bench.Identifier;
                bench.Queue(PppProtocol.Lcp, nak, nak.Length);
                objections++;
            }

            bench.Wait(50);
        }

        Assert.AreEqual(PppEndCause.NotConverging, bench.Link.EndCause);
        Assert.IsTrue(objections > 100);
    }

    [TestMethod]
    public void A_Peer_That_Begins_Anew_Again_And_Again_Is_Left()
    {
        PppBench bench = new PppBench(Transport.Udp);
        bench.BringUpIpv4();
        int rounds = 0;
        while (bench.Link.State != PppState.Terminating && rounds < 100)
        {
            bench.Wait(1000);
            bench.Skip();
            bench.Send(PppProtocol.Lcp, "0101 000a 0506 01020304");
            if (bench.Link.State == PppState.Establishing)
            {
                bench.Expect(PppProtocol.Lcp, ControlPacket.ConfigureRequest);
                bench.Accept();
                rounds++;
            }
        }

        Assert.AreEqual(LinkLimits.PppRenegotiations, rounds);
        bench.Wait(4000);
        Assert.AreEqual(PppEndCause.NotConverging, bench.Link.EndCause);
    }

    [TestMethod]
    public void Rfc1661_4_1_A_Peer_That_Begins_Anew_Once_Is_Followed()
    {
        PppBench bench = new PppBench(Transport.Udp);
        bench.BringUpIpv4();
        bench.Skip();
        bench.Send(PppProtocol.Lcp, "0101 000a 0506 01020304");
        Assert.AreEqual(1, bench.Router.Downs);
        bench.Expect(PppProtocol.Lcp, ControlPacket.ConfigureRequest);
        bench.Expect(PppProtocol.Lcp, ControlPacket.ConfigureAck);
        bench.Skip();
        bench.Wait(ControlProtocol.FirstRestartMs);
        bench.Expect(PppProtocol.Lcp, ControlPacket.ConfigureRequest);
        bench.Accept();
        bench.OpenIpcp();
        Assert.AreEqual(2, bench.Router.Ups);
    }

    [TestMethod]
    [DataRow("0d0a4e4f20434152524945520d0a")]
    [DataRow("4e4f2043415252494552")]
    [DataRow("7eff03005760001122 0d0a4e4f20434152524945520d0a")]
    public void The_Modems_Word_That_The_Call_Is_Over_Ends_The_Link(string octets)
    {
        PppBench bench = new PppBench(Transport.Udp);
        bench.BringUpIpv4();
        byte[] text = Hex.Read(octets);
        bench.Line.Give(text, 0, text.Length);
        bench.Poll();
        bench.Wait(PppLink.NoCarrierMs - 1);
        Assert.AreEqual(PppState.Up, bench.Link.State);
        bench.Wait(1);
        Assert.AreEqual(PppEndCause.NoCarrier, bench.Link.EndCause);
    }

    [TestMethod]
    public void The_Same_Word_Within_A_Packet_Does_Not()
    {
        PppBench bench = new PppBench(Transport.Udp);
        bench.BringUpIpv4();
        byte[] half = Hex.Read("7e ff 03 00 21 45 0d0a4e4f20434152524945520d0a");
        bench.Line.Give(half, 0, half.Length);
        bench.Poll();
        bench.Wait(PppLink.NoCarrierMs / 2);
        bench.Line.Give(Hex.Read("0011227e"), 0, 4);
        bench.Poll();
        bench.Wait(PppLink.NoCarrierMs * 4);
        Assert.AreEqual(PppState.Up, bench.Link.State);
    }

    [TestMethod]
    public void Octets_That_Came_With_The_Word_Connect_Are_Not_Lost()
    {
        PppBench bench = new PppBench(Transport.Udp);
        HdlcWriter writer = new HdlcWriter();
        TestLine line = new TestLine();
        byte[] request = Hex.Read("0101 000a 0506 01020304");
        writer.Write(PppProtocol.Lcp, request, 0, request.Length);
        writer.Flush(line);
        bench.Start();
        bench.Link.Take(line.Written, 0, line.WrittenLength, bench.Now);
        bench.Poll();
        bench.Expect(PppProtocol.Lcp, ControlPacket.ConfigureRequest);
        bench.Expect(PppProtocol.Lcp, ControlPacket.ConfigureAck);
    }

    [TestMethod]
    public void An_Ended_Link_Begins_Anew()
    {
        PppBench bench = new PppBench(Transport.Auto);
        for (int i = 0; i < 3; i++)
        {
            bench.BringUpIpv6AndIpv4();
            bench.Link.Stop(bench.Now);
            bench.Wait(4000);
            bench.Skip();
            Assert.AreEqual(i + 1, bench.Router.Downs);
            Assert.IsFalse(bench.Link.Poll(bench.Now));
        }
    }
}
