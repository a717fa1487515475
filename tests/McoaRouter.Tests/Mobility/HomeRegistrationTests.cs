using McoaRouter.Bindings;
using McoaRouter.Mobility;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Mobility;

[TestClass]
public sealed class HomeRegistrationTests
{
    [TestMethod]
    public void Draft_5_2_FirstUplink_Is_Registered_At_Once()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, RouterBench.First);
        Assert.AreEqual(1, bench.Uplinks[0].Count);
        CollectionAssert.AreEqual(Vectors.UpdateOfOne(), bench.Uplinks[0].Last());
        Assert.IsTrue(bench.State(0) == BindingState.Registering);
    }

    [TestMethod]
    public void Draft_5_3_Both_Uplinks_Are_Registered_In_One_Update()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        byte[] update = bench.Uplinks[0].Last();
        byte[] expected = Vectors.BulkUpdate();
        Assert.AreEqual(152, update.Length);
        CollectionAssert.AreEqual(WithSequence(expected, 2), update);
    }

    [TestMethod]
    public void Draft_5_3_Answer_Laid_Out_By_Hand_Registers_Both()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        bench.Receive(0, WithSequence(Vectors.BulkAcknowledgement(), 2));
        Assert.AreEqual(0, bench.Router.Refusals.Total());
        Assert.IsTrue(bench.State(0) == BindingState.Registered);
        Assert.IsTrue(bench.State(1) == BindingState.Registered);
        Assert.AreEqual(0, bench.LastPath);
    }

    [TestMethod]
    public void Draft_5_3_Lost_Uplink_Is_Removed_By_R_Through_Another_At_Once()
    {
        RouterBench bench = RouterBench.Registered();
        bench.Down(0);
        CollectionAssert.AreEqual(WithSequence(Vectors.UpdateWithRemoval(), 3), bench.Uplinks[1].Last());
        Assert.IsTrue(bench.State(0) == BindingState.Removing);
        Assert.IsTrue(bench.State(1) == BindingState.Registered);
        Assert.AreEqual(1, bench.LastPath);
        bench.Answer(1, BindingStatus.Accepted, 60, 0, 0);
        Assert.IsTrue(bench.State(0) == BindingState.Absent);
        Assert.IsTrue(bench.State(1) == BindingState.Registered);
    }

    [TestMethod]
    public void Draft_6_2_Status_133_For_A_Removed_Binding_Means_Gone()
    {
        RouterBench bench = RouterBench.Registered();
        bench.Down(0);
        bench.Answer(1, BindingStatus.BulkFailed, 60, BindingStatus.NotHomeAgent, 0);
        Assert.IsTrue(bench.State(0) == BindingState.Absent);
        Assert.IsTrue(bench.State(1) == BindingState.Registered);
    }

    [TestMethod]
    public void Draft_5_7_Status_145_Keeps_What_Succeeded_And_Asks_Again_Later()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        bench.Answer(0, BindingStatus.BulkFailed, 60, 0, BindingIdentifierOption.StatusIncompliant);
        Assert.IsTrue(bench.State(0) == BindingState.Registered);
        Assert.IsTrue(bench.State(1) == BindingState.Refused);
        Assert.AreEqual(128, bench.Router.Bindings.At(1).Status);
        Assert.AreEqual(bench.Now + 32000, bench.Router.NextDeadline);
    }

    [TestMethod]
    public void Draft_5_7_Status_144_Is_Registered()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        bench.Answer(0, BindingStatus.Conflict, 60, 0, 0);
        Assert.IsTrue(bench.State(0) == BindingState.Registered);
        Assert.IsTrue(bench.State(1) == BindingState.Registered);
    }

    [TestMethod]
    public void Draft_5_7_Answer_Without_Binding_Identifiers_Registers_Nothing()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        bench.Answer(0, BindingStatus.Accepted, 60, -1, -1);
        Assert.IsTrue(bench.State(0) == BindingState.Refused);
        Assert.AreEqual(-1, bench.Router.Path);
    }

    [TestMethod]
    public void Rfc3963_5_3_Answer_Without_R_Registers_Nothing()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        bench.Receive(0, bench.Acknowledgement(0, 0, 0, bench.Router.Bindings.Sequence, 60, 0, 0));
        Assert.IsTrue(bench.State(0) == BindingState.Refused);
        Assert.IsTrue(bench.State(1) == BindingState.Refused);
    }

    [TestMethod]
    public void Draft_5_7_A_Refused_Refresh_Leaves_The_Standing_Binding()
    {
        RouterBench bench = RouterBench.Registered();
        bench.PollAt(bench.Router.NextDeadline);
        bench.Answer(0, BindingStatus.InsufficientResources, 0, 130, 130);
        Assert.IsTrue(bench.State(0) == BindingState.Registered);
        Assert.AreEqual(130, bench.Router.Bindings.At(0).Status);
        bench.PollAt(1000 + 240000);
        Assert.IsTrue(bench.State(0) == BindingState.Registering);
        Assert.AreEqual(-1, bench.LastPath);
    }

    [TestMethod]
    public void Rfc6275_11_8_First_Timeout_Is_1500_Ms_Then_Doubles_To_32_S_With_New_Sequences()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, RouterBench.First);
        long timeout = 1500;
        for (int attempt = 2; attempt < 9; attempt++)
        {
            long due = bench.Now + timeout;
            Assert.AreEqual(due, bench.Router.NextDeadline);
            bench.PollAt(due - 1);
            Assert.AreEqual(attempt - 1, bench.Uplinks[0].Count);
            bench.PollAt(due);
            Assert.AreEqual(attempt, bench.Uplinks[0].Count);
            Assert.AreEqual(attempt, bench.LastAttempt);
            Assert.AreEqual(attempt, bench.Router.Bindings.Sequence);
            timeout = timeout * 2 > 32000 ? 32000 : timeout * 2;
        }

        Assert.AreEqual(32000L, timeout);
    }

    [TestMethod]
    public void Retransmissions_Take_Turns_Over_The_Live_Uplinks()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        bench.Uplinks[0].Clear();
        bench.Uplinks[1].Clear();
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(1, bench.Uplinks[1].Count);
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(1, bench.Uplinks[0].Count);
    }

    [TestMethod]
    public void Rfc6275_11_7_3_Lifetime_Counts_From_When_The_Update_Was_Sent()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        long sent = bench.Now;
        bench.Now += 700;
        bench.Answer(0, BindingStatus.Accepted, 25, 0, 0);
        Assert.AreEqual(sent + 100000, bench.Router.Bindings.At(0).ExpiresAt);
        Assert.AreEqual(sent + 75000, bench.Router.NextDeadline);
    }

    [TestMethod]
    public void Refresh_Leaves_Before_The_Lifetime_Ends()
    {
        RouterBench bench = RouterBench.Registered();
        bench.Uplinks[0].Clear();
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(1, bench.Uplinks[0].Count);
        Assert.AreEqual(1000L + 180000, bench.Now);
        Assert.IsTrue(bench.State(0) == BindingState.Registered);
        bench.Answer(0, BindingStatus.Accepted, 60, 0, 0);
        Assert.AreEqual(bench.Now + 240000, bench.Router.Bindings.At(0).ExpiresAt);
    }

    [TestMethod]
    public void Rfc6275_11_7_3_Status_135_Continues_From_The_Peers_Sequence()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        bench.Receive(0, bench.Acknowledgement(
            0, BindingStatus.SequenceOutOfWindow, BindingAcknowledgement.MobileRouterFlag, 5000, 0, -1, -1));
        Assert.AreEqual(5001, bench.Router.Bindings.Sequence);
        bench.Answer(0, BindingStatus.Accepted, 60, 0, 0);
        Assert.IsTrue(bench.State(0) == BindingState.Registered);
    }

    [TestMethod]
    public void Rfc6275_11_8_No_More_Than_Three_Updates_A_Second()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, RouterBench.First);
        bench.Up(1, RouterBench.Second);
        bench.Down(1);
        Assert.AreEqual(3, bench.Uplinks[0].Count);
        bench.Up(1, RouterBench.Second);
        bench.Down(1);
        bench.Up(1, RouterBench.Second);
        Assert.AreEqual(3, bench.Uplinks[0].Count);
        Assert.AreEqual(bench.Now + 1000, bench.Router.NextDeadline);
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(4, bench.Uplinks[0].Count);
    }

    [TestMethod]
    public void An_Answer_Counts_For_What_Has_Not_Changed_Since()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, RouterBench.First);
        bench.Up(1, RouterBench.Second);
        bench.Down(1);
        bench.Up(1, RouterBench.Second);
        bench.Answer(0, BindingStatus.Accepted, 60, 0, 0);
        Assert.IsTrue(bench.State(0) == BindingState.Registered);
        Assert.IsTrue(bench.State(1) == BindingState.Registering);
        bench.PollAt(bench.Router.NextDeadline);
        bench.Answer(0, BindingStatus.Accepted, 60, 0, 0);
        Assert.IsTrue(bench.State(1) == BindingState.Registered);
    }

    [TestMethod]
    public void A_Late_Answer_To_A_Registration_Does_Not_End_The_Deregistration()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, RouterBench.First);
        bench.Up(1, RouterBench.Second);
        bench.Down(1);
        bench.Router.Stop(bench.Now);
        bench.Answer(0, BindingStatus.Accepted, 60, 0, 0);
        Assert.IsFalse(bench.Router.Stopped);
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(80, bench.Uplinks[0].Last().Length);
        bench.Answer(0, BindingStatus.Accepted, 0, -1, -1);
        Assert.IsTrue(bench.Router.Stopped);
    }

    [TestMethod]
    public void A_Changed_CareOf_Address_Is_Registered_Under_The_Same_Bid()
    {
        RouterBench bench = RouterBench.Registered();
        bench.Up(0, "2001:db8:a:9::17");
        Assert.AreEqual(1, bench.LastPath);
        Assert.IsTrue(bench.State(0) == BindingState.Registering);
        bench.Answer(0, BindingStatus.Accepted, 60, 0, 0);
        Assert.AreEqual(0, bench.LastPath);
        Assert.AreEqual(1, bench.Router.Bindings.At(0).Bid);
    }

    [TestMethod]
    public void Rfc6275_11_7_3_Wrong_Sequence_Is_Ignored_And_Counted()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        bench.Receive(0, bench.Acknowledgement(0, 0, 0x40, bench.Router.Bindings.Sequence - 1, 60, 0, 0));
        Assert.AreEqual(1L, bench.Refused(Refusal.SequenceMismatch));
        Assert.IsTrue(bench.State(0) == BindingState.Registering);
    }

    [TestMethod]
    public void An_Answer_Not_Asked_For_Changes_Nothing()
    {
        RouterBench bench = RouterBench.Registered();
        int changes = bench.BindingChanges;
        bench.Answer(0, BindingStatus.Accepted, 60, 0, 0);
        Assert.AreEqual(1L, bench.Refused(Refusal.SequenceMismatch));
        Assert.AreEqual(changes, bench.BindingChanges);
    }

    [TestMethod]
    public void An_Answer_From_Another_Address_Is_Ignored_And_Counted()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        byte[] answer = bench.Acknowledgement(0, 0, 0x40, bench.Router.Bindings.Sequence, 60, 0, 0);
        ReplaceWord(answer, Ipv6Header.SourceOffset + 14, 2);
        bench.Receive(0, answer);
        Assert.AreEqual(1L, bench.Refused(Refusal.WrongPeer));
        Assert.IsTrue(bench.State(0) == BindingState.Registering);
    }

    [TestMethod]
    public void An_Answer_For_An_Unknown_Bid_Changes_Nothing()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        byte[] answer = bench.Acknowledgement(0, 0, 0x40, bench.Router.Bindings.Sequence, 60, 0, 0);
        ReplaceWord(answer, FirstOption(answer) + 2, 7);
        bench.Receive(0, answer);
        Assert.AreEqual(1L, bench.Refused(Refusal.UnknownBindingIdentifier));
        Assert.IsTrue(bench.State(1) == BindingState.Registering);
    }

    [TestMethod]
    public void An_Answer_Cut_At_Any_Length_Changes_Nothing()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        byte[] answer = bench.Acknowledgement(0, 0, 0x40, bench.Router.Bindings.Sequence, 60, 0, 0);
        for (int length = 0; length < answer.Length; length++)
        {
            bench.Receive(0, RouterBench.Cut(answer, length));
        }

        Assert.AreEqual((long)answer.Length, bench.Router.Refusals.Total());
        Assert.IsTrue(bench.State(0) == BindingState.Registering);
        bench.Receive(0, answer);
        Assert.IsTrue(bench.State(0) == BindingState.Registered);
    }

    [TestMethod]
    public void An_Answer_With_Any_Octet_Of_Its_Message_Changed_Changes_Nothing()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        byte[] answer = bench.Acknowledgement(0, 0, 0x40, bench.Router.Bindings.Sequence, 60, 0, 0);
        for (int at = Ipv6Header.Length + RoutingHeaderType2.Length; at < answer.Length; at++)
        {
            answer[at] ^= 0x5A;
            bench.Receive(0, answer);
            answer[at] ^= 0x5A;
        }

        Assert.IsTrue(bench.State(0) == BindingState.Registering);
        Assert.IsTrue(bench.State(1) == BindingState.Registering);
    }

    [TestMethod]
    public void A_Lost_Binding_Is_Forgotten_When_Its_Lifetime_Ends()
    {
        RouterBench bench = RouterBench.Registered();
        bench.Down(1);
        bench.Down(0);
        Assert.IsTrue(bench.State(0) == BindingState.Removing);
        Assert.AreEqual(-1, bench.LastPath);
        bench.PollAt(bench.Router.NextDeadline);
        bench.PollAt(bench.Router.NextDeadline == MobileRouter.NoDeadline ? bench.Now : bench.Router.NextDeadline);
        Assert.IsTrue(bench.State(0) == BindingState.Absent);
        Assert.IsTrue(bench.State(1) == BindingState.Absent);
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Router.NextDeadline);
    }

    [TestMethod]
    public void Draft_5_4_Stop_Deregisters_Everything()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, RouterBench.First);
        bench.Answer(0, BindingStatus.Accepted, 60, 0, -1);
        bench.Router.Stop(bench.Now);
        CollectionAssert.AreEqual(Vectors.Deregistration(), bench.Uplinks[0].Last());
        Assert.IsFalse(bench.Router.Stopped);
        Assert.AreEqual(-1, bench.LastPath);
        bench.Answer(0, BindingStatus.Accepted, 0, -1, -1);
        Assert.IsTrue(bench.Router.Stopped);
        Assert.IsTrue(bench.Router.Registration == RegistrationState.Stopped);
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Router.NextDeadline);
    }

    [TestMethod]
    public void Stop_Gives_Up_After_Five_Seconds()
    {
        RouterBench bench = RouterBench.Registered();
        bench.Router.Stop(bench.Now);
        int polls = 0;
        while (!bench.Router.Stopped && polls < 10)
        {
            bench.PollAt(bench.Router.NextDeadline);
            polls++;
        }

        Assert.IsTrue(bench.Router.Stopped);
        Assert.AreEqual(6000L, bench.Now);
        bench.Up(0, "2001:db8:a:9::17");
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Router.NextDeadline);
    }

    [TestMethod]
    public void Stop_With_Nothing_Registered_Is_Immediate()
    {
        RouterBench bench = new RouterBench();
        bench.Router.Stop(bench.Now);
        Assert.IsTrue(bench.Router.Stopped);
    }

    [TestMethod]
    public void Poll_Is_Harmless_Early_And_Twice()
    {
        RouterBench bench = RouterBench.Registered();
        int sent = bench.Uplinks[0].Count + bench.Uplinks[1].Count;
        bench.PollAt(bench.Now);
        bench.PollAt(bench.Now + 5);
        bench.PollAt(bench.Now);
        Assert.AreEqual(sent, bench.Uplinks[0].Count + bench.Uplinks[1].Count);
    }

    [TestMethod]
    public void An_Uplink_That_Can_Not_Serve_Is_Refused_By_Name()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, "fe80::1");
        bench.Up(0, "2001:db8:100:7::1");
        Assert.AreEqual(2L, bench.Refused(Refusal.CareOfAddress));
        bench.Uplinks[0].MaximumTransmissionUnit = 1280;
        bench.Up(0, RouterBench.First);
        Assert.AreEqual(1L, bench.Refused(Refusal.MtuTooSmall));
        Assert.AreEqual(0, bench.Uplinks[0].Count);
    }

    private static int FirstOption(byte[] answer)
    {
        int at = Ipv6Header.Length + RoutingHeaderType2.Length + BindingAcknowledgement.FixedLength;
        while (answer[at] != WireProfile.DefaultBindingIdentifierOptionType)
        {
            at++;
        }

        return at;
    }

    /// <summary>The packet with another sequence number; the checksum moves by the same amount (RFC 1624).</summary>
    private static byte[] WithSequence(byte[] packet, int sequence)
    {
        int header = Ipv6Header.Length + HomeAddressOption.HeaderLength;
        bool acknowledgement = MobilityHeader.Type(packet, header) == MobilityHeader.BindingAcknowledgement;
        ReplaceWord(packet, header + (acknowledgement ? 8 : 6), sequence);
        return packet;
    }

    private static void ReplaceWord(byte[] packet, int at, int value)
    {
        int checksumAt = Ipv6Header.Length + HomeAddressOption.HeaderLength + MobilityHeader.ChecksumOffset;
        int sum = (~BigEndian.ReadUInt16(packet, checksumAt) & 0xFFFF)
            + (~BigEndian.ReadUInt16(packet, at) & 0xFFFF) + value;
        sum = (sum & 0xFFFF) + (sum >> 16);
        sum = (sum & 0xFFFF) + (sum >> 16);
        BigEndian.WriteUInt16(packet, checksumAt, ~sum & 0xFFFF);
        BigEndian.WriteUInt16(packet, at, value);
    }
}
