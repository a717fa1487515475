using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Mobility;

/// <summary>When the router goes on to another home agent, and what it keeps of each.</summary>
[TestClass]
public sealed class HomeAgentFailoverTests
{
    private const string Two = ",\"homeAgents\":[\"2001:db8:1::1\",\"2001:db8:1::2\"]";
    private const string SecondAgent = "2001:db8:1::2";
    private const string Bulk =
        "2001:db8:a:1::17 c400 240 1:c880@2001:db8:a:1::17 2:6480@2001:db8:b:2::29 mnp 2001:db8:100::";

    [TestMethod]
    [DataRow(BindingStatus.Prohibited)]
    [DataRow(BindingStatus.HomeRegistrationNotSupported)]
    [DataRow(BindingStatus.NotHomeSubnet)]
    [DataRow(BindingStatus.NotHomeAgent)]
    [DataRow(BindingStatus.MobileRouterNotPermitted)]
    [DataRow(BindingStatus.InvalidPrefix)]
    [DataRow(BindingStatus.NotAuthorizedForPrefix)]
    [DataRow(BindingStatus.ForwardingSetupFailed)]
    public void Rfc3963_5_4_A_Home_Agent_That_Refuses_Is_Followed_By_The_Next_At_Once(int status)
    {
        RouterBench bench = new RouterBench(Two);
        bench.BothUp();
        bench.Reply(0, status).WithLifetime(0).Bid(1, status).Bid(2, status).Receive();
        Assert.AreEqual(SecondAgent, SentUpdate.Destination(bench.Uplinks[0].Last()));
        CollectionAssert.AreEqual(Hex.Address(SecondAgent), bench.LastHomeAgent);
        Assert.AreEqual(Bulk, bench.Sent(0));
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Bid(2, 0).Receive();
        Assert.AreEqual("++", bench.States());
        Assert.AreEqual(0, bench.NoticesOf[(int)RouterNotice.NoOtherHomeAgent]);
    }

    [TestMethod]
    public void Rfc6275_11_7_1_A_Home_Agent_That_Is_Silent_Over_All_Uplinks_Is_Followed_By_The_Next()
    {
        RouterBench bench = new RouterBench(Two);
        bench.BothUp();
        bench.ClearSent();
        for (int i = 0; i < 3; i++)
        {
            bench.PollAt(bench.Router.NextDeadline);
        }

        Assert.AreEqual(2, bench.Uplinks[1].Count);
        Assert.AreEqual("2001:db8:1::1", SentUpdate.Destination(bench.Uplinks[1].Last()));
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(1000L + 1500 + 3000 + 6000 + 12000, bench.Now);
        Assert.AreEqual(1, bench.NoticesOf[(int)RouterNotice.HomeAgentSilent]);
        Assert.AreEqual(SecondAgent, SentUpdate.Destination(bench.Uplinks[0].Last()));
        Assert.AreEqual(1, bench.LastAttempt);
    }

    [TestMethod]
    public void Rfc6275_11_7_1_Individual_Updates_Without_Any_Answer_Are_Followed_By_The_Next_Home_Agent()
    {
        RouterBench bench = new RouterBench(Two + ",\"registration\":\"individual\"");
        bench.BothUp();
        for (int i = 0; i < 40 && bench.NoticesOf[(int)RouterNotice.HomeAgentSilent] == 0; i++)
        {
            bench.PollAt(bench.Router.NextDeadline);
        }

        Assert.AreEqual(1000L + 1500 + 3000 + 6000 + 12000, bench.Now);
        Assert.AreEqual(SecondAgent, SentUpdate.Destination(bench.Uplinks[0].Last()));
        Assert.AreEqual(SecondAgent, SentUpdate.Destination(bench.Uplinks[1].Last()));
        Assert.AreEqual("2001:db8:b:2::29 c400 240 2:6400 mnp 2001:db8:100::", bench.Sent(1));
    }

    [TestMethod]
    public void Rfc6275_11_7_1_A_Home_Agent_That_Answers_One_Uplink_Is_Not_Silent()
    {
        RouterBench bench = new RouterBench(Two + ",\"registration\":\"individual\"");
        bench.BothUp();
        for (int i = 0; i < 12; i++)
        {
            if (bench.Uplinks[1].Count > 0 && SentUpdate.Describe(bench.Uplinks[1].Last()).IndexOf(" 2:") > 0)
            {
                bench.Reply(1, BindingStatus.Accepted).Bid(2, 0).WithLifetime(2).Receive();
            }

            bench.Uplinks[1].Clear();
            bench.PollAt(bench.Router.NextDeadline);
        }

        Assert.AreEqual(0, bench.Notices);
        Assert.AreEqual("2001:db8:1::1", SentUpdate.Destination(bench.Uplinks[0].Last()));
    }

    [TestMethod]
    public void Rfc6275_11_7_1_The_Only_Home_Agent_Is_Tried_On_At_The_Slowest_Rate()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        for (int i = 0; i < 12; i++)
        {
            bench.PollAt(bench.Router.NextDeadline);
        }

        Assert.AreEqual(bench.Now + 32000, bench.Router.NextDeadline);
        Assert.AreEqual(1, bench.NoticesOf[(int)RouterNotice.HomeAgentSilent]);
        Assert.AreEqual(1, bench.NoticesOf[(int)RouterNotice.NoOtherHomeAgent]);
        Assert.AreEqual(2, bench.Notices);
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Bid(2, 0).WithSequence(bench.Router.Bindings.Sequence).Receive();
        Assert.AreEqual("++", bench.States());
    }

    [TestMethod]
    public void Rfc3963_5_3_When_All_Home_Agents_Have_Failed_They_Are_Tried_Over_After_32_S()
    {
        RouterBench bench = new RouterBench(Two + ",\"homeAgentDiscovery\":true");
        bench.BothUp();
        bench.Reply(0, BindingStatus.Prohibited).WithLifetime(0).Bid(1, 0).Bid(2, 0).Receive();
        Assert.IsFalse(bench.Router.HomeRegistration.DiscoveryWanted);
        bench.Reply(0, BindingStatus.NotHomeAgent).WithLifetime(0).Bid(1, 0).Bid(2, 0).Receive();
        Assert.AreEqual(1, bench.NoticesOf[(int)RouterNotice.NoOtherHomeAgent]);
        Assert.IsTrue(bench.Router.HomeRegistration.DiscoveryWanted);
        Assert.AreEqual("??", bench.States());
        Assert.AreEqual(bench.Now + 32000, bench.Router.NextDeadline);
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual("2001:db8:1::1", SentUpdate.Destination(bench.Uplinks[0].Last()));
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Bid(2, 0).Receive();
        Assert.AreEqual("++", bench.States());
        Assert.IsFalse(bench.Router.HomeRegistration.DiscoveryWanted);
    }

    [TestMethod]
    public void Rfc3963_5_4_When_All_Home_Agents_Were_Given_Up_None_Is_Asked()
    {
        RouterBench bench = new RouterBench(Two);
        bench.BothUp();
        bench.Reply(0, BindingStatus.MobileRouterNotPermitted).WithLifetime(0).Bid(1, 0).Bid(2, 0).Receive();
        bench.Reply(0, BindingStatus.MobileRouterNotPermitted).WithLifetime(0).Bid(1, 0).Bid(2, 0).Receive();
        Assert.AreEqual("!!", bench.States());
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Router.NextDeadline);
        Assert.AreEqual(1, bench.NoticesOf[(int)RouterNotice.NoOtherHomeAgent]);
        byte[] found = Hex.Address("2001:db8:1::9");
        bench.Router.HomeRegistration.NoteDiscovered(found, 0, bench.Now);
        bench.PollAt(bench.Now + 1000);
        Assert.AreEqual("2001:db8:1::9", SentUpdate.Destination(bench.Uplinks[0].Last()));
    }

    [TestMethod]
    public void Rfc3963_5_3_A_Home_Agent_Without_R_Is_Deregistered_From_Before_The_Next_Is_Asked()
    {
        RouterBench bench = new RouterBench(Two);
        bench.BothUp();
        bench.Reply(0, BindingStatus.Accepted).WithFlags(0).Bid(1, 0).Bid(2, 0).Receive();
        Assert.AreEqual("2001:db8:a:1::17 c400 0", bench.Sent(0));
        Assert.AreEqual("2001:db8:1::1", SentUpdate.Destination(bench.Uplinks[0].Last()));
        bench.PollAt(bench.Now + 1000);
        bench.Reply(0, BindingStatus.Accepted).WithFlags(0).WithLifetime(0).Receive();
        Assert.AreEqual(SecondAgent, SentUpdate.Destination(bench.Uplinks[0].Last()));
        Assert.AreEqual(Bulk, bench.Sent(0));
    }

    [TestMethod]
    public void Rfc3963_5_3_A_Deregistration_That_Is_Not_Answered_Is_Given_Up()
    {
        RouterBench bench = new RouterBench(Two);
        bench.BothUp();
        bench.Reply(0, BindingStatus.Accepted).WithFlags(0).Bid(1, 0).Bid(2, 0).Receive();
        for (int i = 0; i < 4; i++)
        {
            bench.PollAt(bench.Router.NextDeadline);
        }

        Assert.AreEqual(SecondAgent, SentUpdate.Destination(bench.Uplinks[0].Last()));
        Assert.AreEqual(Bulk, bench.Sent(0));
    }

    [TestMethod]
    public void Draft_5_7_A_Home_Agent_That_Ignores_Bids_Is_Left_For_One_That_May_Not()
    {
        RouterBench bench = new RouterBench(Two);
        bench.BothUp();
        bench.Reply(0, BindingStatus.Accepted).Receive();
        Assert.IsTrue(bench.LastNotice == RouterNotice.BindingIdentifiersIgnored);
        Assert.AreEqual("2001:db8:a:1::17 c400 0", bench.Sent(0));
        bench.PollAt(bench.Now + 1000);
        bench.Reply(0, BindingStatus.Accepted).WithLifetime(0).Receive();
        Assert.AreEqual(SecondAgent, SentUpdate.Destination(bench.Uplinks[0].Last()));
        Assert.AreEqual(Bulk, bench.Sent(0));
        Assert.IsTrue(bench.Router.Form == RegistrationForm.Bulk);
        bench.Reply(0, BindingStatus.Accepted).Receive();
        Assert.AreEqual(SecondAgent, SentUpdate.Destination(bench.Uplinks[0].Last()));
        Assert.IsTrue(bench.LastForm == RegistrationForm.Single);
        bench.PollAt(bench.Now + 1000);
        Assert.AreEqual("2001:db8:a:1::17 c400 240 mnp 2001:db8:100::", bench.Sent(0));
        bench.Reply(0, BindingStatus.Accepted).Receive();
        Assert.AreEqual("+.", bench.States());
    }

    [TestMethod]
    public void Draft_5_7_What_Was_Learned_Of_A_Home_Agent_Is_Kept()
    {
        RouterBench bench = new RouterBench(Two);
        bench.BothUp();
        bench.Reply(0, BindingStatus.BulkNotSupported).WithLifetime(0).Bid(1, 0).Bid(2, 0).Receive();
        Assert.IsTrue(bench.Router.Form == RegistrationForm.Individual);
        bench.PollAt(bench.Now + 1000);
        bench.Reply(0, BindingStatus.Prohibited).WithLifetime(0).Bid(1, 0).Receive();
        Assert.IsTrue(bench.LastForm == RegistrationForm.Bulk);
        bench.PollAt(bench.Now + 1000);
        Assert.AreEqual(Bulk, bench.Sent(0));
        bench.Reply(0, BindingStatus.Prohibited).WithLifetime(0).Bid(1, 0).Bid(2, 0).Receive();
        Assert.IsTrue(bench.LastForm == RegistrationForm.Individual);
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual("2001:db8:a:1::17 c400 240 1:c800 mnp 2001:db8:100::", bench.Sent(0));
    }

    [TestMethod]
    public void Rfc3963_5_5_Tunnels_Of_The_Last_Home_Agent_End()
    {
        RouterBench bench = new RouterBench(Two);
        bench.BothUp();
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Bid(2, 0).Receive();
        bench.PollAt(bench.Router.NextDeadline);
        bench.Reply(0, BindingStatus.Prohibited).WithLifetime(0).Bid(1, 0).Bid(2, 0).Receive();
        Assert.AreEqual("??", bench.States());
        Assert.AreEqual(-1, bench.LastPath);
        byte[] inner = RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 100);
        bench.Receive(0, RouterBench.Tunnelled("2001:db8:1::1", RouterBench.First, inner));
        Assert.AreEqual(1L, bench.Refused(Refusal.TunnelFromStranger));
        bench.Receive(0, RouterBench.Tunnelled(SecondAgent, RouterBench.First, inner));
        Assert.AreEqual(1, bench.Port.Count);
    }

    [TestMethod]
    public void Rfc6275_11_7_3_An_Answer_Of_The_Last_Home_Agent_Changes_Nothing()
    {
        RouterBench bench = new RouterBench(Two);
        bench.BothUp();
        bench.Reply(0, BindingStatus.Prohibited).WithLifetime(0).Bid(1, 0).Bid(2, 0).Receive();
        Reply reply = bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Bid(2, 0);
        reply.From = "2001:db8:1::1";
        reply.Receive();
        Assert.AreEqual(1L, bench.Refused(Refusal.WrongPeer));
        Assert.AreEqual("??", bench.States());
    }

    [TestMethod]
    public void Rfc6275_11_4_1_Without_A_Known_Home_Agent_Discovery_Is_Wanted_And_What_It_Finds_Is_Asked()
    {
        RouterBench bench = new RouterBench(",\"homeAgents\":[]");
        Assert.IsFalse(bench.Router.HomeRegistration.DiscoveryWanted);
        bench.BothUp();
        Assert.AreEqual(0, bench.SentCount());
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Router.NextDeadline);
        Assert.IsTrue(bench.Router.HomeRegistration.DiscoveryWanted);
        bench.Router.HomeRegistration.NoteDiscovered(Hex.Address("ff02::1"), 0, bench.Now);
        Assert.IsTrue(bench.Router.HomeRegistration.DiscoveryWanted);
        bench.Router.HomeRegistration.NoteDiscovered(Hex.Address(SecondAgent), 0, bench.Now);
        bench.Router.HomeRegistration.NoteDiscovered(Hex.Address("2001:db8:1::3"), 0, bench.Now);
        Assert.IsFalse(bench.Router.HomeRegistration.DiscoveryWanted);
        Assert.AreEqual(SecondAgent, SentUpdate.Destination(bench.Uplinks[0].Last()));
        Assert.AreEqual(Bulk, bench.Sent(0));
        bench.Reply(0, BindingStatus.NotHomeAgent).WithLifetime(0).Bid(1, 0).Bid(2, 0).Receive();
        Assert.AreEqual("2001:db8:1::3", SentUpdate.Destination(bench.Uplinks[0].Last()));
    }

    [TestMethod]
    public void More_Home_Agents_Than_The_List_Holds_Are_Left_Out()
    {
        RouterBench bench = new RouterBench();
        byte[] found = Hex.Address("2001:db8:1::a0");
        for (int i = 0; i < Limits.KnownHomeAgents + 3; i++)
        {
            found[15]++;
            bench.Router.HomeRegistration.NoteDiscovered(found, 0, bench.Now);
        }

        bench.Up(0, RouterBench.First);
        string asked = SentUpdate.Destination(bench.Uplinks[0].Last());
        for (int i = 1; i < Limits.KnownHomeAgents; i++)
        {
            bench.Reply(0, BindingStatus.Prohibited).WithLifetime(0).Bid(1, 0).Receive();
            bench.PollAt(bench.Now + 1000);
            Assert.AreNotEqual(asked, SentUpdate.Destination(bench.Uplinks[0].Last()));
        }

        bench.Reply(0, BindingStatus.Prohibited).WithLifetime(0).Bid(1, 0).Receive();
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(asked, SentUpdate.Destination(bench.Uplinks[0].Last()));
    }

    [TestMethod]
    public void Rfc5648_5_9_Every_Home_Agent_Gets_O_Until_It_Acknowledged()
    {
        RouterBench bench = new RouterBench(Two + ",\"wireProfile\":\"rfc5648\"");
        bench.Up(0, RouterBench.First);
        Assert.AreEqual("2001:db8:a:1::17 c440 240 1:001d@2001:db8:a:1::17 mnp 2001:db8:100::", bench.Sent(0));
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Receive();
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual("2001:db8:a:1::17 c400 240 1:001d@2001:db8:a:1::17 mnp 2001:db8:100::", bench.Sent(0));
        bench.Reply(0, BindingStatus.Prohibited).WithLifetime(0).Bid(1, 0).Receive();
        Assert.AreEqual("2001:db8:a:1::17 c440 240 1:001d@2001:db8:a:1::17 mnp 2001:db8:100::", bench.Sent(0));
    }
}
