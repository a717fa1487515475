using McoaRouter.Bindings;
using McoaRouter.Settings;
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
        CollectionAssert.AreEqual(Vectors.WithSequence(expected, 2), update);
    }

    [TestMethod]
    public void Draft_5_3_Answer_Laid_Out_By_Hand_Registers_Both()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        bench.Receive(0, Vectors.WithSequence(Vectors.BulkAcknowledgement(), 2));
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
        CollectionAssert.AreEqual(Vectors.WithSequence(Vectors.UpdateWithRemoval(), 3), bench.Uplinks[1].Last());
        Assert.IsTrue(bench.State(0) == BindingState.Removing);
        Assert.IsTrue(bench.State(1) == BindingState.Registered);
        Assert.AreEqual(1, bench.LastPath);
        bench.Answer(1, BindingStatus.Accepted, 60, 0, 0);
        Assert.IsTrue(bench.State(0) == BindingState.Absent);
        Assert.IsTrue(bench.State(1) == BindingState.Registered);
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(128, bench.Uplinks[1].Last().Length);
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
    public void Draft_5_7_A_Removal_That_Is_Refused_Stays_Due()
    {
        RouterBench bench = RouterBench.Registered();
        bench.Down(0);
        bench.Answer(1, BindingStatus.BulkFailed, 60, Vectors.Draft.MalformedStatus, 0);
        Assert.IsTrue(bench.State(0) == BindingState.Removing);
        Assert.AreEqual(bench.Now + 32000, bench.Router.NextDeadline);
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual("2001:db8:b:2::29 c400 0 1:0000 alt 2001:db8:a:1::17", bench.Sent(1));
    }

    [TestMethod]
    public void Draft_5_7_Status_145_Keeps_What_Succeeded_And_Asks_Again_Later()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        bench.Answer(0, BindingStatus.BulkFailed, 60, 0, Vectors.Draft.MalformedStatus);
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
    public void Draft_5_7_Answer_Without_Binding_Identifiers_Registers_The_Preferred_Uplink_Alone_From_Then_On()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        bench.Answer(0, BindingStatus.Accepted, 60, -1, -1);
        Assert.AreEqual(-1, bench.Router.Path);
        Assert.IsTrue(bench.LastForm == RegistrationForm.Single);
        Assert.IsTrue(bench.LastNotice == RouterNotice.BindingIdentifiersIgnored);
        Assert.AreEqual("2001:db8:a:1::17 c400 240 mnp 2001:db8:100::", bench.Sent(0));
        bench.Reply(0, BindingStatus.Accepted).Receive();
        Assert.AreEqual("+.", bench.States());
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual("2001:db8:a:1::17 c400 240 mnp 2001:db8:100::", bench.Sent(0));
    }

    [TestMethod]
    public void Rfc3963_5_3_Answer_Without_R_Registers_Nothing_And_Is_Followed_By_A_Deregistration()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        bench.Receive(0, bench.Acknowledgement(0, 0, 0, bench.Router.Bindings.Sequence, 60, 0, 0));
        Assert.IsTrue(bench.LastNotice == RouterNotice.NoMobileRouters);
        Assert.AreEqual("2001:db8:a:1::17 c400 0", bench.Sent(0));
        Assert.AreEqual("??", bench.States());
        bench.Reply(0, BindingStatus.Accepted).WithFlags(0).Receive();
        Assert.IsTrue(bench.LastNotice == RouterNotice.NoOtherHomeAgent);
        Assert.AreEqual("??", bench.States());
        Assert.AreEqual(bench.Now + 32000, bench.Router.NextDeadline);
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
    public void An_Answer_Does_Not_Register_What_Was_Lost_Since()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, RouterBench.First);
        bench.Down(0);
        bench.Up(0, RouterBench.First);
        bench.Up(1, RouterBench.Second);
        bench.Down(1);
        bench.Answer(0, BindingStatus.Accepted, 60, 0, 0);
        Assert.IsTrue(bench.State(0) == BindingState.Registered);
        Assert.IsTrue(bench.State(1) == BindingState.Removing);
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
        Vectors.ReplaceWord(answer, Ipv6Header.SourceOffset + 14, 2);
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
        Vectors.ReplaceWord(answer, Vectors.FirstOption(answer) + 2, 7);
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
        bench.Uplinks[0].MaximumTransmissionUnit = Limits.MinimumUplinkMtu;
        bench.Up(0, RouterBench.First);
        Assert.AreEqual(1, bench.Uplinks[0].Count);
    }
}
