using McoaRouter.Mobility;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Mobility;

/// <summary>What the router does about every status that a home agent can give.</summary>
[TestClass]
public sealed class StatusReactionTests
{
    private const string Individual = ",\"registration\":\"individual\"";
    private const string Single = ",\"registration\":\"single\"";
    private const string Final = ",\"wireProfile\":\"rfc5648\"";

    [TestMethod]
    [DataRow(BindingStatus.Unspecified)]
    [DataRow(BindingStatus.InsufficientResources)]
    [DataRow(136)]
    [DataRow(150)]
    [DataRow(BindingStatus.Malformed)]
    [DataRow(BindingStatus.InvalidCareOfAddress)]
    [DataRow(255)]
    public void Rfc6275_11_7_3_A_Refusal_Is_Asked_Again_After_32_S(int status)
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        bench.Reply(0, status).WithLifetime(0).Bid(1, status).Bid(2, status).Receive();
        Assert.AreEqual("!!", bench.States());
        Assert.AreEqual(status, bench.Router.Bindings.At(1).Status);
        Assert.AreEqual(bench.Now + 32000, bench.Router.NextDeadline);
        Assert.AreEqual(0, bench.Notices);
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(152, bench.Uplinks[0].Last().Length);
    }

    [TestMethod]
    [DataRow(BindingStatus.Prohibited)]
    [DataRow(BindingStatus.HomeRegistrationNotSupported)]
    [DataRow(BindingStatus.NotHomeSubnet)]
    [DataRow(BindingStatus.NotHomeAgent)]
    public void Rfc6275_11_7_3_The_Only_Home_Agent_That_Refuses_Is_Asked_Again_After_32_S(int status)
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        bench.Reply(0, status).WithLifetime(0).Bid(1, status).Bid(2, status).Receive();
        Assert.AreEqual("!!", bench.States());
        Assert.AreEqual(1, bench.NoticesOf[(int)RouterNotice.HomeAgentRefuses]);
        Assert.AreEqual(1, bench.NoticesOf[(int)RouterNotice.NoOtherHomeAgent]);
        Assert.AreEqual(bench.Now + 32000, bench.Router.NextDeadline);
    }

    [TestMethod]
    [DataRow(BindingStatus.MobileRouterNotPermitted, false)]
    [DataRow(BindingStatus.InvalidPrefix, false)]
    [DataRow(BindingStatus.NotAuthorizedForPrefix, false)]
    [DataRow(BindingStatus.ForwardingSetupFailed, false)]
    [DataRow(BindingStatus.MobileRouterNotPermitted, true)]
    [DataRow(BindingStatus.InvalidPrefix, true)]
    [DataRow(BindingStatus.NotAuthorizedForPrefix, true)]
    [DataRow(BindingStatus.ForwardingSetupFailed, true)]
    public void Rfc3963_5_4_The_Only_Home_Agent_That_Serves_No_Such_Router_Is_Asked_No_More(int status, bool implicitly)
    {
        RouterBench bench = new RouterBench(implicitly ? ",\"prefixMode\":\"implicit\"" : string.Empty);
        bench.BothUp();
        bench.Reply(0, status).WithLifetime(0).Bid(1, status).Bid(2, status).Receive();
        Assert.AreEqual("!!", bench.States());
        RouterNotice notice = status == BindingStatus.MobileRouterNotPermitted
            ? RouterNotice.HomeAgentRefuses
            : RouterNotice.PrefixesRefused;
        Assert.AreEqual(1, bench.NoticesOf[(int)notice]);
        Assert.AreEqual(1, bench.NoticesOf[(int)RouterNotice.NoOtherHomeAgent]);
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Router.NextDeadline);
        int sent = bench.SentCount();
        bench.Up(0, "2001:db8:a:9::17");
        bench.PollAt(bench.Now + 100000);
        Assert.AreEqual(sent, bench.SentCount());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(Individual)]
    [DataRow(Single)]
    public void Rfc6275_11_7_1_After_Status_134_The_Home_Address_Is_Never_Registered_Again(string members)
    {
        RouterBench bench = new RouterBench(
            members + ",\"homeAgents\":[\"2001:db8:1::1\",\"2001:db8:1::2\"],\"homeAgentDiscovery\":true");
        Icmpv6Messages.Seed(bench);
        bench.Up(0, RouterBench.First);
        Reply reply = bench.Reply(0, BindingStatus.DuplicateAddress).WithLifetime(0);
        (members == Single ? reply : reply.Bid(1, BindingStatus.DuplicateAddress)).Receive();
        Assert.AreEqual("!.", bench.States());
        Assert.AreEqual(1, bench.NoticesOf[(int)RouterNotice.HomeAgentRefuses]);
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Router.NextDeadline);
        bench.ClearSent();
        bench.Up(1, RouterBench.Second);
        bench.Up(0, "2001:db8:a:1::18");
        bench.Router.HomeRegistration.NoteDiscovered(Hex.Address("2001:db8:1::9"), 0, bench.Now);
        bench.PollAt(bench.Now + 400000);
        Assert.AreEqual(0, bench.SentCount());
        Assert.IsFalse(bench.Router.HomeRegistration.DiscoveryWanted);
    }

    [TestMethod]
    public void Rfc6275_11_7_3_Status_1_Registers_And_Asks_For_Prefix_Discovery()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        Assert.IsFalse(bench.Router.HomeRegistration.PrefixDiscoveryWanted);
        bench.Reply(0, BindingStatus.PrefixDiscoveryNeeded).Bid(1, 0).Bid(2, 1).Receive();
        Assert.AreEqual("++", bench.States());
        Assert.IsTrue(bench.Router.HomeRegistration.PrefixDiscoveryWanted);
    }

    [TestMethod]
    public void Draft_5_7_Status_144_Is_Registered_And_Told()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        bench.Reply(0, BindingStatus.Conflict).Bid(1, 0).Bid(2, 0).Receive();
        Assert.AreEqual("++", bench.States());
        Assert.IsTrue(bench.LastNotice == RouterNotice.RegularBindingReplaced);
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(152, bench.Uplinks[0].Last().Length);
    }

    [TestMethod]
    public void Draft_5_7_Status_145_Repeats_Only_What_Failed()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        bench.Reply(0, BindingStatus.BulkFailed).Bid(1, 0).Bid(2, BindingStatus.InsufficientResources).Receive();
        Assert.AreEqual("+!", bench.States());
        long until = bench.Router.Bindings.At(0).ExpiresAt;
        bench.PollAt(bench.Now + 32000);
        Assert.AreEqual(
            "2001:db8:a:1::17 c400 240 2:6480@2001:db8:b:2::29 mnp 2001:db8:100::", bench.Sent(0));
        bench.Reply(0, BindingStatus.BulkFailed).Bid(2, BindingStatus.Unspecified).Receive();
        Assert.AreEqual("+!", bench.States());
        Assert.AreEqual(until, bench.Router.Bindings.At(0).ExpiresAt);
        bench.PollAt(bench.Now + 32000);
        bench.Reply(0, BindingStatus.Accepted).Bid(2, 0).Receive();
        Assert.AreEqual("++", bench.States());
        Assert.AreEqual(until, bench.Router.Bindings.At(0).ExpiresAt);
    }

    [TestMethod]
    public void Draft_5_7_A_Bid_That_The_Answer_Leaves_Out_Is_Asked_Again()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Receive();
        Assert.AreEqual("+?", bench.States());
        bench.PollAt(bench.Now + 32000);
        Assert.AreEqual(
            "2001:db8:a:1::17 c400 240 2:6480@2001:db8:b:2::29 mnp 2001:db8:100::", bench.Sent(0));
    }

    [TestMethod]
    public void Draft_5_7_Status_146_With_Bids_Falls_Back_To_Individual_Form_For_Good()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, RouterBench.First);
        bench.Reply(0, BindingStatus.BulkNotSupported).WithLifetime(0).Bid(1, 0).Receive();
        Assert.IsTrue(bench.LastForm == RegistrationForm.Individual);
        Assert.IsTrue(bench.LastNotice == RouterNotice.BulkNotSupported);
        Assert.AreEqual("2001:db8:a:1::17 c400 240 1:c800 mnp 2001:db8:100::", bench.Sent(0));
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Receive();
        bench.Now += 1000;
        bench.Up(1, RouterBench.Second);
        Assert.AreEqual("2001:db8:b:2::29 c400 240 2:6400 mnp 2001:db8:100::", bench.Sent(1));
        bench.Reply(1, BindingStatus.Accepted).Bid(2, 0).Receive();
        Assert.AreEqual("++", bench.States());
        Assert.IsTrue(bench.Router.Form == RegistrationForm.Individual);
        Assert.AreEqual(1, bench.Notices);
    }

    [TestMethod]
    public void Draft_5_7_Status_146_In_Individual_Form_Is_A_Refusal()
    {
        RouterBench bench = new RouterBench(Individual);
        bench.Up(0, RouterBench.First);
        bench.Reply(0, BindingStatus.BulkNotSupported).WithLifetime(0).Bid(1, 0).Receive();
        Assert.AreEqual("!.", bench.States());
        Assert.AreEqual(bench.Now + 32000, bench.Router.NextDeadline);
    }

    [TestMethod]
    public void Rfc4285_5_3_Status_146_Without_Bids_Is_Not_The_Drafts()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, RouterBench.First);
        bench.Reply(0, BindingStatus.AuthenticationFailed).WithLifetime(0).Receive();
        Assert.IsTrue(bench.Router.Form == RegistrationForm.Bulk);
        Assert.AreEqual(1, bench.NoticesOf[(int)RouterNotice.AuthenticationRefused]);
        Assert.AreEqual("!.", bench.States());
        Assert.AreEqual(bench.Now + 32000, bench.Router.NextDeadline);
    }

    [TestMethod]
    public void Rfc3963_5_2_Status_139_Deregisters_Everything_And_Registers_Anew_Once()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, RouterBench.First);
        bench.Reply(0, BindingStatus.RegistrationTypeChange).WithLifetime(0).Bid(1, 139).Receive();
        Assert.AreEqual("2001:db8:a:1::17 c400 0", bench.Sent(0));
        bench.Reply(0, BindingStatus.Accepted).WithLifetime(0).Receive();
        Assert.AreEqual(128, bench.Uplinks[0].Last().Length);
        bench.Reply(0, BindingStatus.RegistrationTypeChange).WithLifetime(0).Bid(1, 139).Receive();
        Assert.AreEqual("!.", bench.States());
        bench.PollAt(bench.Now + 32000);
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Receive();
        Assert.AreEqual("+.", bench.States());
    }

    [TestMethod]
    public void Draft_5_7_A_Refused_Refresh_Of_All_Leaves_Both_Bindings()
    {
        RouterBench bench = RouterBench.Registered();
        bench.PollAt(bench.Router.NextDeadline);
        bench.Reply(0, BindingStatus.Prohibited).WithLifetime(0).Bid(1, 129).Bid(2, 129).Receive();
        Assert.AreEqual("++", bench.States());
        Assert.AreEqual(0, bench.Router.Path);
    }

    [TestMethod]
    public void Rfc6275_11_7_3_A_Grant_Beyond_What_Was_Asked_Adds_Nothing()
    {
        RouterBench bench = new RouterBench(Single);
        bench.Up(0, RouterBench.First);
        bench.Reply(0, BindingStatus.Accepted).WithLifetime(600).Receive();
        Assert.AreEqual(bench.Now + 240000, bench.Router.Bindings.At(0).ExpiresAt);
    }

    [TestMethod]
    public void Rfc5648_5_7_Status_4_Repeats_Only_What_Failed()
    {
        RouterBench bench = new RouterBench(Final);
        bench.BothUp();
        bench.Reply(0, BindingStatus.NotComplete).Bid(1, 0).Bid(2, BindingStatus.InsufficientResources).Receive();
        Assert.AreEqual("+!", bench.States());
        bench.PollAt(bench.Now + 32000);
        Assert.AreEqual(
            "2001:db8:a:1::17 c400 240 2:004e@2001:db8:b:2::29 mnp 2001:db8:100::", bench.Sent(0));
    }

    [TestMethod]
    public void Rfc5648_5_7_An_Options_Status_Overrides_The_Messages()
    {
        RouterBench bench = new RouterBench(Final);
        bench.BothUp();
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Bid(2, BindingStatus.Malformed).Receive();
        Assert.AreEqual("+!", bench.States());
        Assert.AreEqual(BindingStatus.Malformed, bench.Router.Bindings.At(1).Status);
        bench.PollAt(bench.Now + 32000);
        bench.Reply(0, BindingStatus.InsufficientResources).Bid(2, 0).Receive();
        Assert.AreEqual(BindingStatus.InsufficientResources, bench.Router.Bindings.At(1).Status);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Rfc5648_5_7_Status_166_Falls_Back_To_Single_Form(bool whole)
    {
        RouterBench bench = new RouterBench(Final);
        bench.BothUp();
        int option = whole ? 0 : BindingStatus.MultipleCareOfAddressesProhibited;
        int message = whole ? BindingStatus.MultipleCareOfAddressesProhibited : BindingStatus.NotComplete;
        bench.Reply(0, message).Bid(1, option).Bid(2, option).Receive();
        Assert.IsTrue(bench.LastForm == RegistrationForm.Single);
        Assert.IsTrue(bench.LastNotice == RouterNotice.MultipleCareOfAddressesProhibited);
        Assert.AreEqual("2001:db8:a:1::17 c400 240 mnp 2001:db8:100::", bench.Sent(0));
    }

    [TestMethod]
    public void Rfc5648_5_7_Status_168_Falls_Back_To_Individual_Form()
    {
        RouterBench bench = new RouterBench(Final);
        bench.BothUp();
        bench.Reply(0, BindingStatus.BulkProhibited).WithLifetime(0).Bid(1, 0).Bid(2, 0).Receive();
        Assert.IsTrue(bench.LastForm == RegistrationForm.Individual);
        Assert.AreEqual("2001:db8:a:1::17 c440 240 1:001d@2001:db8:a:1::17 mnp 2001:db8:100::", bench.Sent(0));
        bench.Now += 1000;
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Receive();
        Assert.AreEqual("2001:db8:b:2::29 c400 240 2:004e@2001:db8:b:2::29 mnp 2001:db8:100::", bench.Sent(1));
    }

    [TestMethod]
    public void Rfc5648_5_7_Status_165_Sets_O_At_Once_And_Then_Waits()
    {
        RouterBench bench = new RouterBench(Final);
        bench.BothUp();
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Bid(2, 0).Receive();
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(
            "2001:db8:a:1::17 c400 240 1:001d@2001:db8:a:1::17 2:004e@2001:db8:b:2::29 mnp 2001:db8:100::",
            bench.Sent(0));
        bench.Reply(0, BindingStatus.RegularBindingExists).Bid(1, 0).Bid(2, 0).Receive();
        Assert.AreEqual(
            "2001:db8:a:1::17 c440 240 1:001d@2001:db8:a:1::17 2:004e@2001:db8:b:2::29 mnp 2001:db8:100::",
            bench.Sent(0));
        int sent = bench.SentCount();
        bench.Reply(0, BindingStatus.RegularBindingExists).Bid(1, 0).Bid(2, 0).Receive();
        Assert.AreEqual(sent, bench.SentCount());
        bench.PollAt(bench.Now + 32000);
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Bid(2, 0).Receive();
        Assert.AreEqual("++", bench.States());
    }

    [TestMethod]
    public void Rfc5648_5_7_Status_167_Is_Asked_Again_With_The_CareOf_Address()
    {
        RouterBench bench = new RouterBench(Final);
        bench.BothUp();
        bench.Reply(0, BindingStatus.NotComplete).Bid(1, 0).Bid(2, BindingStatus.UnknownCareOfAddress).Receive();
        Assert.AreEqual("+!", bench.States());
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual("2001:db8:a:1::17 c400 240 2:004e@2001:db8:b:2::29 mnp 2001:db8:100::", bench.Sent(0));
        bench.Reply(0, BindingStatus.Accepted).Bid(2, BindingStatus.UnknownCareOfAddress).Receive();
        Assert.AreEqual(bench.Now + 32000, bench.Router.NextDeadline);
    }

    [TestMethod]
    public void Rfc5648_5_7_Status_167_For_A_Removal_Means_Gone()
    {
        RouterBench bench = new RouterBench(Final);
        bench.BothUp();
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Bid(2, 0).Receive();
        bench.Now += 2000;
        bench.Down(0);
        bench.Reply(1, BindingStatus.UnknownCareOfAddress).Bid(1, 0).Receive();
        Assert.AreEqual(".+", bench.States());
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(128)]
    [DataRow(130)]
    public void Rfc5648_5_7_An_Answer_Without_Bids_Means_That_They_Are_Unknown_Whatever_Its_Status(int status)
    {
        RouterBench bench = new RouterBench(Final);
        bench.BothUp();
        bench.Reply(0, status).Receive();
        Assert.IsTrue(bench.LastForm == RegistrationForm.Single);
        Assert.IsTrue(bench.LastNotice == RouterNotice.BindingIdentifiersIgnored);
        Assert.AreEqual("2001:db8:a:1::17 c400 240 mnp 2001:db8:100::", bench.Sent(0));
    }

    [TestMethod]
    public void Every_Status_Has_A_Reaction_In_Both_Profiles()
    {
        WireProfile final = WireProfile.Rfc5648();
        for (int status = 0; status < 256; status++)
        {
            bool accepted = status < 128;
            Assert.AreEqual(accepted, StatusReactions.Of(status, true, Vectors.Draft) == StatusReaction.Accept);
            Assert.AreEqual(accepted, StatusReactions.Of(status, false, Vectors.Draft) == StatusReaction.Accept);
            Assert.AreEqual(accepted, StatusReactions.Of(status, true, final) == StatusReaction.Accept);
            Assert.AreEqual(accepted, StatusReactions.Of(status, false, final) == StatusReaction.Accept);
        }

        Assert.IsTrue(StatusReactions.Of(144, true, Vectors.Draft) == StatusReaction.ReadEach);
        Assert.IsTrue(StatusReactions.Of(144, false, Vectors.Draft) == StatusReaction.CorrectClock);
        Assert.IsTrue(StatusReactions.Of(145, true, Vectors.Draft) == StatusReaction.ReadEach);
        Assert.IsTrue(StatusReactions.Of(145, false, Vectors.Draft) == StatusReaction.Unauthenticated);
        Assert.IsTrue(StatusReactions.Of(146, true, Vectors.Draft) == StatusReaction.RegisterIndividually);
        Assert.IsTrue(StatusReactions.Of(146, false, Vectors.Draft) == StatusReaction.Unauthenticated);
        Assert.IsTrue(StatusReactions.Of(166, true, Vectors.Draft) == StatusReaction.AskLater);
        Assert.IsTrue(StatusReactions.Of(146, true, final) == StatusReaction.AskLater);
        Assert.IsTrue(StatusReactions.Of(169, false, final) == StatusReaction.ReturnHome);
    }
}
