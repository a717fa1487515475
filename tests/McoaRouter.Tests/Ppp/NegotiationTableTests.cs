using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ppp;

namespace McoaRouter.Tests.Ppp;

/// <summary>Every event in every state of the option negotiation automaton.</summary>
[TestClass]
public sealed class NegotiationTableTests
{
    private const int States = 10;

    /// <summary>
    /// The table of RFC 1661 §4.1: for each state from Initial to Opened what is sent or told, and the next state. What
    /// the document calls illegal does nothing. A second answer to one request is dropped (see TakeAnswer), and a
    /// closed layer is not started by a packet.
    /// </summary>
    [TestMethod]
    [DataRow("Up", "2|scr 6|2|3|4|5|6|7|8|9")]
    [DataRow("Down", "0|1|0|1|0|1|1|1|1|tld 1")]
    [DataRow("Open", "1|1|scr 6|3|5|5|6|7|8|9")]
    [DataRow("Close", "0|0|2|2|4|4|str 4|str 4|str 4|tld str 4")]
    [DataRow("TO+", "0|1|2|3|str 4|str 5|scr 6|scr 6|scr 8|9")]
    [DataRow("TO-", "0|1|2|3|tlf 2|tlf 3|tlf 3|tlf 3|tlf 3|9")]
    [DataRow("RCR+", "0|1|sta 2|scr sca 8|4|5|sca 8|sca tlu 9|sca 8|tld scr sca 8")]
    [DataRow("RCR-", "0|1|sta 2|scr scn 6|4|5|scn 6|scn 7|scn 6|tld scr scn 6")]
    [DataRow("RCA", "0|1|sta 2|sta 3|4|5|7|7|tlu 9|9")]
    [DataRow("RCN", "0|1|sta 2|sta 3|4|5|scr 6|7|scr 8|9")]
    [DataRow("RTR", "0|1|sta 2|sta 3|sta 4|sta 5|sta 6|sta 6|sta 6|tld sta 5")]
    [DataRow("RTA", "0|1|2|3|tlf 2|tlf 3|6|6|8|tld scr 6")]
    [DataRow("RUC", "0|1|scj 2|scj 3|scj 4|scj 5|scj 6|scj 7|scj 8|scj 9")]
    [DataRow("RXJ+", "0|1|2|3|4|5|6|6|8|9")]
    [DataRow("RXJ-", "0|1|tlf 2|tlf 3|tlf 2|tlf 3|tlf 3|tlf 3|tlf 3|tld str 5")]
    public void Rfc1661_4_1_The_Table_Is_Followed(string happening, string row)
    {
        string found = string.Empty;
        for (int state = 0; state < States; state++)
        {
            NegotiationBench bench = new NegotiationBench();
            bench.Reach((NegotiationState)state);
            Assert.AreEqual(state, (int)bench.Layer.State);
            found += state == 0 ? bench.Happen(happening) : "|" + bench.Happen(happening);
        }

        Assert.AreEqual(row, found);
    }

    [TestMethod]
    public void Rfc1661_4_6_Requests_Are_Sent_Ten_Times_With_Growing_Pauses()
    {
        NegotiationBench bench = new NegotiationBench();
        bench.Reach(NegotiationState.RequestSent);
        long started = bench.Now;
        int sent = 1;
        while (bench.Layer.State == NegotiationState.RequestSent)
        {
            bench.Now = bench.Layer.Deadline;
            bench.Layer.Poll(bench.Now);
            sent += bench.TakeActions() == "scr" ? 1 : 0;
        }

        Assert.AreEqual(ControlProtocol.MaxConfigure, sent);
        Assert.AreEqual(1000L + 2000 + (8 * 3000), bench.Now - started);
        Assert.AreEqual((int)NegotiationState.Stopped, (int)bench.Layer.State);
    }

    [TestMethod]
    public void Rfc1661_4_6_A_Termination_Is_Asked_For_Twice()
    {
        NegotiationBench bench = new NegotiationBench();
        bench.Reach(NegotiationState.Closing);
        bench.Now = bench.Layer.Deadline;
        bench.Layer.Poll(bench.Now);
        Assert.AreEqual("str", bench.TakeActions());
        bench.Now = bench.Layer.Deadline;
        bench.Layer.Poll(bench.Now);
        Assert.AreEqual("tlf", bench.TakeActions());
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Layer.Deadline);
    }

    [TestMethod]
    public void Rfc1661_4_6_After_Five_Naks_The_Option_Is_Rejected()
    {
        NegotiationBench bench = new NegotiationBench();
        bench.Reach(NegotiationState.RequestSent);
        for (int i = 0; i < ControlProtocol.MaxFailure; i++)
        {
            bench.Receive("0101 0007 02 03 00");
            Assert.AreEqual("scn", bench.TakeActions());
            Assert.AreEqual(ControlPacket.ConfigureNak, bench.LastCode);
        }

        bench.Receive("0101 0007 02 03 00");
        Assert.AreEqual("scn", bench.TakeActions());
        Assert.AreEqual(ControlPacket.ConfigureReject, bench.LastCode);
    }

    [TestMethod]
    public void Rfc1661_5_1_A_Retransmitted_Request_Keeps_Its_Identifier_And_A_Changed_One_Has_Another()
    {
        NegotiationBench bench = new NegotiationBench();
        bench.Reach(NegotiationState.RequestSent);
        int first = bench.LastIdentifier;
        bench.Now = bench.Layer.Deadline;
        bench.Layer.Poll(bench.Now);
        Assert.AreEqual(first, bench.LastIdentifier);
        bench.Answer(ControlPacket.ConfigureNak);
        Assert.AreEqual((first + 1) & 0xFF, bench.LastIdentifier);
    }

    [TestMethod]
    [DataRow("02 ff 0007 01 03 55")] // another identifier
    [DataRow("02 01 0007 01 03 56")] // another value
    [DataRow("02 01 0004")] // nothing of it
    [DataRow("02 01 000a 01 03 55 02 03 00")] // more than was asked
    [DataRow("04 01 0007 01 03 56")] // rejects what was not asked
    [DataRow("04 01 0007 09 03 55")]
    [DataRow("03 01 0007 01 04 55")] // an option that is longer than the packet
    [DataRow("03 01 0007 01 01 55")] // an option shorter than its header
    public void Rfc1661_5_2_An_Answer_That_Does_Not_Fit_The_Request_Is_Dropped(string answer)
    {
        NegotiationBench bench = new NegotiationBench();
        bench.Reach(NegotiationState.RequestSent);
        bench.Receive(answer);
        Assert.AreEqual(string.Empty, bench.TakeActions());
        Assert.AreEqual((int)NegotiationState.RequestSent, (int)bench.Layer.State);
        Assert.AreEqual(1L, bench.Refusals.Of(LinkRefusal.NotAwaited));
    }

    [TestMethod]
    public void Rfc1661_5_2_The_Ack_Repeats_The_Options()
    {
        NegotiationBench bench = new NegotiationBench();
        bench.Reach(NegotiationState.RequestSent);
        bench.Receive("0177 000a 02 03 01 02 03 02");
        CollectionAssert.AreEqual(Hex.Read("80fd 0277 000a 02 03 01 02 03 02"), bench.LastFrame);
    }

    [TestMethod]
    public void Rfc1661_5_4_Rejected_Are_Only_The_Options_That_Are_Not_Spoken()
    {
        NegotiationBench bench = new NegotiationBench();
        bench.Reach(NegotiationState.RequestSent);
        bench.Receive("0177 0010 02 03 00 0904aabb 02 03 01 08 02");
        CollectionAssert.AreEqual(Hex.Read("80fd 0477 000a 0904aabb 0802"), bench.LastFrame);
    }

    [TestMethod]
    public void Rfc1661_5_6_An_Unknown_Code_Comes_Back()
    {
        NegotiationBench bench = new NegotiationBench();
        bench.Reach(NegotiationState.Opened);
        bench.Receive("6355 0006 abcd");
        Assert.AreEqual(ControlPacket.CodeReject, bench.LastCode);
        CollectionAssert.AreEqual(Hex.Read("6355 0006 abcd"), bench.Behind(6));
        Assert.AreEqual(1L, bench.Refusals.Of(LinkRefusal.UnknownCode));
    }

    [TestMethod]
    public void A_Packet_Cut_At_Every_Length_Changes_Nothing()
    {
        byte[] request = Hex.Read("0101 000a 02 03 01 02 03 02");
        for (int length = 0; length < request.Length; length++)
        {
            NegotiationBench bench = new NegotiationBench();
            bench.Reach(NegotiationState.RequestSent);
            bench.Layer.Receive(request, 0, length, bench.Now);
            Assert.AreEqual(string.Empty, bench.TakeActions());
            Assert.AreEqual(1L, bench.Refusals.Of(LinkRefusal.Truncated));
        }
    }

    [TestMethod]
    public void Options_Cut_At_Every_Length_Are_Malformed_Or_Shorter()
    {
        byte[] request = Hex.Read("0101 000a 02 03 01 02 03 01");
        for (int length = 4; length < request.Length; length++)
        {
            NegotiationBench bench = new NegotiationBench();
            bench.Reach(NegotiationState.RequestSent);
            request[3] = (byte)length;
            bench.Layer.Receive(request, 0, request.Length, bench.Now);
            bool isWhole = length == 4 || length == 7;
            Assert.AreEqual(isWhole ? "sca" : string.Empty, bench.TakeActions());
            Assert.AreEqual(isWhole ? 0L : 1L, bench.Refusals.Of(LinkRefusal.Malformed));
            request[0] = ControlPacket.ConfigureRequest;
        }
    }

    [TestMethod]
    public void A_Flood_Of_Options_Is_Answered_In_Pieces()
    {
        NegotiationBench bench = new NegotiationBench();
        bench.Reach(NegotiationState.RequestSent);
        byte[] request = new byte[1500];
        for (int i = 4; i < request.Length; i += 2)
        {
            request[i] = 0x60;
            request[i + 1] = 2;
        }

        ControlPacket.Finish(request, 0, ControlPacket.ConfigureRequest, 1, request.Length);
        bench.Layer.Receive(request, 0, request.Length, bench.Now);
        Assert.AreEqual("scn", bench.TakeActions());
        Assert.AreEqual(ControlPacket.ConfigureReject, bench.LastCode);
        Assert.IsTrue(bench.LastFrame.Length <= LinkLimits.PppControlOctets);
    }
}
