using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>How bindings end: removed (draft §5.4, §6.2), or expired (RFC 6275 §10.3.1).</summary>
[TestClass]
public sealed class HomeAgentRemovalTests
{
    [TestMethod]
    public void Draft_6_2_Lifetime_0_Without_Bid_Removes_All()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 0);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(1));
        Assert.AreEqual(0, bench.Answer.LifetimeUnits);
        Assert.AreEqual(0, bench.Bindings.Count);
        Assert.IsNull(bench.Bindings.Preferred);
        Assert.AreEqual(
            "binding 0:2-;binding 0:1-;prefix 0:0-;prefix 0:1-;defended 0:0-;answer 0:0/2;",
            bench.Listener.ToString());
    }

    [TestMethod]
    public void Rfc6275_10_3_2_Lifetime_0_Without_A_Binding_Is_Answered_133()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 0);
        Assert.AreEqual(BindingStatus.NotHomeAgent, bench.Exchange(1));
    }

    [TestMethod]
    public void Rfc3963_6_2_The_Home_Address_As_Care_Of_Address_Removes()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.HomeAddress, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(1));
        Assert.AreEqual(0, bench.Bindings.Count);
        Assert.AreEqual(0, bench.Answer.LifetimeUnits);
    }

    [TestMethod]
    public void Draft_5_4_Lifetime_0_With_One_Bid_Removes_It_Whatever_The_Source()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Cellular, bench.HomeAddress, 2, HomeAgentBench.Router, 0);
        bench.Identifier(1, 200);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(1));
        Assert.AreEqual(0, bench.AnswerStatus(0));
        Assert.AreEqual("2:100@2001:db8:b::20;", bench.Show());
        Assert.AreEqual(2, bench.Bindings.Preferred.Bid);
        Assert.AreEqual("binding 0:1-;answer 0:0/2;", bench.Listener.ToString());
    }

    [TestMethod]
    public void Draft_6_2_Lifetime_0_With_An_Unknown_Bid_Is_Answered_133()
    {
        HomeAgentBench bench = Registered();
        string before = bench.Snapshot();
        bench.Begin(bench.Cellular, bench.HomeAddress, 2, HomeAgentBench.Router, 0);
        bench.Identifier(3, 200);
        Assert.AreEqual(BindingStatus.NotHomeAgent, bench.Exchange(1));
        Assert.AreEqual(BindingStatus.NotHomeAgent, bench.AnswerStatus(0));
        Assert.AreEqual(before, bench.Snapshot());
    }

    [TestMethod]
    public void Draft_5_4_Lifetime_0_With_Bids_And_C_Removes_Them_All()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 0);
        bench.Identifier(1, 200, false, bench.Wifi);
        bench.Identifier(2, 100, false, bench.Cellular);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(1));
        Assert.AreEqual(0, bench.Bindings.Count);
        Assert.AreEqual(
            "binding 0:1-;binding 0:2-;prefix 0:0-;prefix 0:1-;defended 0:0-;answer 0:0/2;",
            bench.Listener.ToString());
    }

    [TestMethod]
    public void Draft_6_2_Of_Several_Removed_With_One_Unknown_The_Known_Ones_Go()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 0);
        bench.Identifier(3, 200, false, bench.Satellite);
        bench.Identifier(2, 100, false, bench.Cellular);
        Assert.AreEqual(BindingStatus.BulkFailed, bench.Exchange(1));
        Assert.AreEqual(BindingStatus.NotHomeAgent, bench.AnswerStatus(0));
        Assert.AreEqual(0, bench.AnswerStatus(1));
        Assert.AreEqual("1:200@2001:db8:a::10;", bench.Show());
    }

    [TestMethod]
    public void Draft_5_4_Lifetime_0_With_Bids_Needs_C_Each()
    {
        HomeAgentBench bench = Registered();
        string before = bench.Snapshot();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 0);
        bench.Identifier(1, 200);
        bench.Identifier(2, 100);
        Assert.AreEqual(BindingStatus.BulkFailed, bench.Exchange(1));
        Assert.AreEqual(128, bench.AnswerStatus(0));
        Assert.AreEqual(128, bench.AnswerStatus(1));
        Assert.AreEqual(before, bench.Snapshot());
    }

    [TestMethod]
    public void Draft_5_3_Bulk_Removes_Only_The_R_Flagged_Binding()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Identifier(2, 100, true, bench.Cellular);
        bench.Identifier(3, 50, false, bench.Satellite);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(1000));
        Assert.AreEqual("1:200@2001:db8:a::10;3:50@2001:db8:c::30;", bench.Show());
        Assert.AreEqual(50, bench.Answer.LifetimeUnits);
        Assert.AreEqual("binding 0:2-;binding 0:3+;answer 0:0/2;", bench.Listener.ToString());
    }

    [TestMethod]
    public void Draft_5_3_R_With_An_Unknown_Bid_Is_Answered_145_And_133()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Identifier(1, 200, false, bench.Wifi);
        bench.Identifier(7, 50, true, bench.Satellite);
        Assert.AreEqual(BindingStatus.BulkFailed, bench.Exchange(1000));
        Assert.AreEqual(0, bench.AnswerStatus(0));
        Assert.AreEqual(BindingStatus.NotHomeAgent, bench.AnswerStatus(1));
        Assert.IsTrue(bench.Bindings.At(0).ExpiresAt == 201000);
    }

    [TestMethod]
    public void Draft_5_3_R_On_Every_Binding_Removes_All_And_Grants_No_Lifetime()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Identifier(1, 200, true, bench.Wifi);
        bench.Identifier(2, 50, true, bench.Cellular);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(1000));
        Assert.AreEqual(0, bench.Bindings.Count);
        Assert.AreEqual(0, bench.Answer.LifetimeUnits);
        Assert.AreEqual(
            "binding 0:1-;binding 0:2-;prefix 0:0-;prefix 0:1-;defended 0:0-;answer 0:0/2;",
            bench.Listener.ToString());
    }

    [TestMethod]
    public void Rfc3963_6_7_A_Prefix_In_A_Removal_Is_Ignored()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 0);
        bench.Identifier(1, 200);
        bench.Prefix(1, 0);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(1));
        Assert.IsTrue(bench.Bindings.IsRegistered(0) && bench.Bindings.IsRegistered(1));
    }

    [TestMethod]
    public void Rfc6275_10_3_2_The_Sequence_Number_Outlives_The_Last_Binding_By_Ten_Seconds()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 500, HomeAgentBench.Router, 0);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(1000));
        Assert.AreEqual(BindingStatus.SequenceOutOfWindow, bench.RegisterTwo(499, 60, 10999));
        Assert.AreEqual(500, bench.Answer.Sequence);
        Assert.AreEqual(0, bench.Bindings.Count);
        Assert.AreEqual(BindingStatus.Accepted, bench.RegisterTwo(499, 60, 11000));
    }

    [TestMethod]
    public void Rfc6275_10_3_2_The_Sequence_Number_Outlives_An_Expired_Binding_Likewise()
    {
        HomeAgentBench bench = Registered();
        bench.Agent.Poll(245000);
        Assert.AreEqual(0, bench.Bindings.Count);
        Assert.AreEqual(BindingStatus.SequenceOutOfWindow, bench.RegisterTwo(0, 60, 249999));
        Assert.AreEqual(BindingStatus.Accepted, bench.RegisterTwo(0, 60, 250000));
    }

    [TestMethod]
    public void Rfc6275_10_3_1_A_Binding_Ends_With_Its_Lifetime_To_The_Millisecond()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Cellular, bench.HomeAddress, 2, HomeAgentBench.Router, 10);
        bench.Identifier(2, 100);
        bench.Exchange(5);
        bench.Listener.Clear();
        Assert.IsTrue(bench.Agent.NextDeadline == 40005);
        bench.Agent.Poll(40004);
        Assert.AreEqual(2, bench.Bindings.Count);
        bench.Agent.Poll(40005);
        bench.Agent.Poll(40005);
        Assert.AreEqual("binding 0:2-;", bench.Listener.ToString());
        Assert.IsTrue(bench.Listener.LastAt == 40005);
        Assert.IsTrue(bench.Agent.NextDeadline == 240000);
        bench.Agent.Poll(240000);
        Assert.AreEqual(
            "binding 0:2-;binding 0:1-;prefix 0:0-;prefix 0:1-;defended 0:0-;", bench.Listener.ToString());
        Assert.IsTrue(bench.Agent.NextDeadline == MobileRouter.NoDeadline);
    }

    [TestMethod]
    public void Rfc6275_10_3_1_The_Next_Deadline_Is_The_Earliest_Of_All_Bindings()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 10);
        bench.Identifier(1, 200);
        bench.Exchange(0);
        Assert.IsTrue(bench.Agent.NextDeadline == 40000);
        bench.Begin(bench.Satellite, bench.OtherHomeAddress, 1, HomeAgentBench.Router, 5);
        bench.Exchange(0);
        Assert.IsTrue(bench.Agent.NextDeadline == 20000);
    }

    [TestMethod]
    public void Rfc3963_6_7_A_Removal_Leaves_The_Prefixes_Of_The_Bindings_That_Stay()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router, 60);
        bench.Identifier(1, 200, false, bench.Wifi);
        bench.Identifier(2, 100, false, bench.Cellular);
        bench.Prefix(0, 1);
        bench.Exchange(0);
        bench.RegisterOther(1, 0);
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 0);
        bench.Identifier(1, 200);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(1));
        Assert.IsFalse(bench.Bindings.IsRegistered(0));
        Assert.IsTrue(bench.Bindings.IsRegistered(1));
    }

    [TestMethod]
    public void Rfc6275_10_3_1_An_Expired_Binding_Carries_Nothing_Even_Before_Poll()
    {
        HomeAgentBench bench = Registered();
        bench.Inner(bench.Correspondent, bench.Passenger, 8);
        bench.Agent.ReceiveFromInside(bench.Packet, 239999);
        Assert.AreEqual(1, bench.Refused(Refusal.None) + (int)bench.Agent.ToRouters.Packets);
        bench.Inner(bench.Passenger, bench.Correspondent, 8);
        bench.Wrap(bench.Wifi);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 240000);
        Assert.AreEqual(1, bench.Refused(Refusal.TunnelFromStranger));
        Assert.AreEqual(0, bench.Bindings.Count);
    }

    private static HomeAgentBench Registered()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.RegisterTwo(1, 60, 0);
        bench.Listener.Clear();
        return bench;
    }

    [TestMethod]
    public void Rfc5648_5_4_Lifetime_0_Removes_By_Bid_Whatever_The_Source()
    {
        HomeAgentBench bench = Expect.RegisteredByRfc5648();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 0);
        bench.Reference(2);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("1:199@2001:db8:a::10;", bench.Show());
        Assert.AreEqual(0, bench.Answer.LifetimeUnits);
    }

    [TestMethod]
    public void Rfc5648_6_2_Lifetime_0_With_An_Unknown_Bid_Is_Answered_133()
    {
        HomeAgentBench bench = Expect.RegisteredByRfc5648();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 0);
        bench.Reference(9);
        Assert.AreEqual(BindingStatus.NotHomeAgent, bench.Exchange(0));
        Assert.AreEqual("1:199@2001:db8:a::10;2:100@2001:db8:b::20;", bench.Show());
        bench.Begin(bench.Wifi, bench.HomeAddress, 3, HomeAgentBench.Router, 0);
        bench.Reference(9);
        bench.Reference(1);
        Assert.AreEqual(BindingStatus.NotComplete, bench.Exchange(0));
        Assert.AreEqual(BindingStatus.NotHomeAgent, bench.AnswerStatus(0));
        Assert.AreEqual(0, bench.AnswerStatus(1));
        Assert.AreEqual("2:100@2001:db8:b::20;", bench.Show());
    }

    [TestMethod]
    public void Rfc5648_6_2_Lifetime_0_Without_Bid_Removes_All()
    {
        HomeAgentBench bench = Expect.RegisteredByRfc5648();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 0);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual(0, bench.Bindings.Count);
    }
}
