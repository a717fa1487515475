using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ppp;
using McoaRouter.Settings;

namespace McoaRouter.Tests.Ppp;

[TestClass]
public sealed class AuthenticationTests
{
    private const string Pap = "0304 c023";
    private const string Chap = "0305 c223 05";

    [TestMethod]
    public void Rfc1334_2_2_1_Name_And_Secret_Are_Sent_Until_They_Are_Answered()
    {
        PppBench bench = Authenticating(Pap);
        bench.Expect(PppProtocol.Pap, "0101 0010 05 6c65696c61 05 6f70656e21");
        bench.Wait(3100);
        bench.Expect(PppProtocol.Pap, "0101 0010 05 6c65696c61 05 6f70656e21");
        bench.Send(PppProtocol.Pap, "0201 0005 00");
        Assert.AreEqual(PppState.Configuring, bench.Link.State);
        bench.Expect(PppProtocol.Ipv6cp, ControlPacket.ConfigureRequest);
        bench.Skip();
        bench.Wait(1);
        bench.Send(PppProtocol.Pap, "0301 0005 00");
        Assert.AreEqual(PppState.Configuring, bench.Link.State);
        Assert.AreEqual(1L, bench.Refusals.Of(LinkRefusal.WrongPhase));
    }

    [TestMethod]
    public void Rfc1334_2_2_2_A_Nak_Ends_The_Link()
    {
        PppBench bench = Authenticating(Pap);
        bench.Expect(PppProtocol.Pap, 1);
        bench.Send(PppProtocol.Pap, "0301 0007 02 6e6f");
        bench.Expect(PppProtocol.Lcp, ControlPacket.TerminateRequest);
        bench.Send(PppProtocol.Lcp, "0601 0004");
        Assert.AreEqual(PppEndCause.AuthenticationRefused, bench.Link.EndCause);
    }

    [TestMethod]
    [DataRow("0299 0005 00")]
    [DataRow("0499 0005 00")]
    [DataRow("0101 0005 00")]
    public void Rfc1334_2_2_2_Answers_To_Nothing_Are_Dropped(string answer)
    {
        PppBench bench = Authenticating(Pap);
        bench.Send(PppProtocol.Pap, answer);
        Assert.AreEqual(PppState.Authenticating, bench.Link.State);
        Assert.AreEqual(1L, bench.Refusals.Of(LinkRefusal.NotAwaited));
    }

    /// <summary>The response was computed by another program.</summary>
    [TestMethod]
    public void Rfc1994_4_1_A_Challenge_Is_Answered_With_The_Digest_Over_It()
    {
        PppBench bench = Authenticating(Chap);
        bench.ExpectNothing();
        bench.Send(PppProtocol.Chap, "0142 0010 08 0011223344556677 706565");
        bench.Expect(PppProtocol.Chap, "0242 001a 10 64be87d1b989f29bc321f635fcb17702 6c65696c61");
        bench.Send(PppProtocol.Chap, "0142 0010 08 0011223344556677 706565");
        bench.Expect(PppProtocol.Chap, ControlPacket.ConfigureAck);
        bench.Send(PppProtocol.Chap, "0342 0004");
        Assert.AreEqual(PppState.Configuring, bench.Link.State);
    }

    [TestMethod]
    public void Rfc1994_4_2_A_Failure_Ends_The_Link()
    {
        PppBench bench = Authenticating(Chap);
        bench.Send(PppProtocol.Chap, "0142 0010 08 0011223344556677 706565");
        bench.Expect(PppProtocol.Chap, 2);
        bench.Send(PppProtocol.Chap, "0443 0004");
        Assert.AreEqual(PppState.Authenticating, bench.Link.State);
        bench.Send(PppProtocol.Chap, "0442 0004");
        bench.Expect(PppProtocol.Lcp, ControlPacket.TerminateRequest);
        bench.Wait(4000);
        Assert.AreEqual(PppEndCause.AuthenticationRefused, bench.Link.EndCause);
    }

    [TestMethod]
    public void Rfc1994_2_1_A_Later_Challenge_Is_Answered_As_Well()
    {
        PppBench bench = Authenticating(Chap);
        bench.Send(PppProtocol.Chap, "0142 0010 08 0011223344556677 706565");
        bench.Send(PppProtocol.Chap, "0342 0004");
        bench.Skip();
        bench.Send(PppProtocol.Chap, "0143 0009 04 55667788");
        bench.Expect(PppProtocol.Chap, 2);
        bench.Send(PppProtocol.Chap, "0443 0004");
        Assert.AreEqual(PppState.Terminating, bench.Link.State);
    }

    [TestMethod]
    [DataRow("0142 0004")]
    [DataRow("0142 0005 00")]
    [DataRow("0142 0006 02 00")]
    [DataRow("0142 0009 05 00112233")]
    public void Rfc1994_4_1_A_Challenge_Without_Its_Value_Is_Refused(string challenge)
    {
        PppBench bench = Authenticating(Chap);
        bench.Send(PppProtocol.Chap, challenge);
        bench.ExpectNothing();
        Assert.AreEqual(1L, bench.Refusals.Of(LinkRefusal.Malformed));
    }

    [TestMethod]
    public void Rfc1994_4_1_The_Longest_Challenge_Is_Answered()
    {
        PppBench bench = Authenticating(Chap);
        byte[] challenge = new byte[5 + 255 + 200];
        challenge[4] = 255;
        ControlPacket.Finish(challenge, 0, 1, 7, challenge.Length);
        bench.Send(PppProtocol.Chap, challenge, challenge.Length);
        bench.Expect(PppProtocol.Chap, 2);
        Assert.AreEqual(26, bench.Packet().Length);
    }

    [TestMethod]
    [DataRow("0305 c223 80")] // MS-CHAP
    [DataRow("0305 c223 81")]
    [DataRow("0304 c227")] // EAP
    public void Rfc1661_6_2_Another_Authentication_Is_Answered_With_Chap_And_Md5(string option)
    {
        PppBench bench = new PppBench(Transport.Auto, "leila", "open!");
        bench.Start();
        bench.Skip();
        byte[] request = Hex.Read("0109 0000" + option);
        request[3] = (byte)request.Length;
        bench.Send(PppProtocol.Lcp, request, request.Length);
        bench.Expect(PppProtocol.Lcp, "0309 0009 0305 c223 05");
    }

    [TestMethod]
    public void Rfc1661_6_2_Without_A_Name_Authentication_Is_Rejected_And_Its_Want_Named()
    {
        PppBench bench = new PppBench(Transport.Auto);
        bench.Start();
        bench.Expect(PppProtocol.Lcp, ControlPacket.ConfigureRequest);
        bench.Accept();
        bench.Send(PppProtocol.Lcp, "0109 0009 0305 c223 05");
        bench.Expect(PppProtocol.Lcp, "0409 0009 0305 c223 05");
        bench.Send(PppProtocol.Lcp, "0509 0004");
        bench.Wait(PppLink.EstablishMs);
        Assert.AreEqual(PppEndCause.AuthenticationWanted, bench.Link.EndCause);
    }

    [TestMethod]
    public void Rfc1661_6_2_A_Peer_That_Gives_In_Gets_A_Link_Without_Authentication()
    {
        PppBench bench = new PppBench(Transport.Udp);
        bench.Start();
        bench.Expect(PppProtocol.Lcp, ControlPacket.ConfigureRequest);
        bench.Accept();
        bench.Send(PppProtocol.Lcp, "0109 0009 0305 c223 05");
        bench.Expect(PppProtocol.Lcp, ControlPacket.ConfigureReject);
        bench.Send(PppProtocol.Lcp, "010a 0004");
        bench.Expect(PppProtocol.Lcp, ControlPacket.ConfigureAck);
        bench.OpenIpcp();
        Assert.AreEqual(PppState.Up, bench.Link.State);
    }

    [TestMethod]
    public void A_Peer_That_Never_Decides_Is_Left()
    {
        PppBench bench = Authenticating(Chap);
        bench.Wait(PppLink.AuthenticateMs);
        Assert.AreEqual(PppState.Terminating, bench.Link.State);
        bench.Wait(4000);
        Assert.AreEqual(PppEndCause.NotConverging, bench.Link.EndCause);
    }

    [TestMethod]
    public void Network_Protocols_Wait_For_The_Authentication()
    {
        PppBench bench = Authenticating(Chap);
        bench.Send(PppProtocol.Ipv6cp, "0101000e 010a 0200000000000001");
        bench.Send(PppProtocol.Ipcp, "0101000a 0306 c0000201");
        bench.ExpectNothing();
        Assert.AreEqual(2L, bench.Refusals.Of(LinkRefusal.WrongPhase));
    }

    private static PppBench Authenticating(string option)
    {
        PppBench bench = new PppBench(Transport.Auto, "leila", "open!");
        bench.Start();
        bench.OpenLcp(option);
        Assert.AreEqual(PppState.Authenticating, bench.Link.State);
        return bench;
    }
}
