using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>
/// What a valid Binding Update does to the cache, and what its answer says (draft §6.2, §6.3; RFC 3963 §6.2).
/// </summary>
[TestClass]
public sealed class HomeAgentRegistrationTests
{
    [TestMethod]
    public void Rfc6275_10_3_1_Regular_Registration_Has_Bid_0_And_The_Source_As_Care_Of_Address()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Begin(bench.Wifi, bench.HomeAddress, 7, HomeAgentBench.Router, 50);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("0:0@2001:db8:a::10;", bench.Show());
        Assert.AreEqual(0, bench.Answer.Options.BindingIdentifierCount);
        Assert.AreEqual(7, bench.Answer.Sequence);
        Assert.AreEqual(50, bench.Answer.LifetimeUnits);
        Assert.IsTrue(bench.Bindings.HasRegularBinding);
    }

    [TestMethod]
    public void Rfc6275_9_5_1_Alternate_Care_Of_Address_Takes_The_Sources_Place()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Begin(bench.Wifi, bench.HomeAddress, 7, HomeAgentBench.Router, 50);
        bench.AlternateCareOfAddress(bench.Cellular);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("0:0@2001:db8:b::20;", bench.Show());

        // RFC 6275 §9.5.4: the answer goes to the source all the same.
        Assert.IsTrue(Ipv6Address.Equal(bench.Network.Last.Octets, bench.Network.Last.Start + 24, bench.Wifi, 0));
    }

    [TestMethod]
    public void Draft_6_2_Without_C_The_Source_Is_The_Care_Of_Address()
    {
        HomeAgentBench bench = new HomeAgentBench();
        Individual(bench, bench.Wifi, 1, 1, 200);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("1:200@2001:db8:a::10;", bench.Show());
        Assert.AreEqual(0, bench.AnswerStatus(0));
    }

    [TestMethod]
    public void Draft_6_2_Without_C_The_Alternate_Care_Of_Address_Counts()
    {
        HomeAgentBench bench = new HomeAgentBench();
        Individual(bench, bench.Wifi, 1, 1, 200);
        bench.AlternateCareOfAddress(bench.Cellular);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("1:200@2001:db8:b::20;", bench.Show());
    }

    [TestMethod]
    public void Draft_6_2_With_C_The_Alternate_Care_Of_Address_Is_Not_Looked_At()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router, 50);
        bench.Identifier(9, 1, false, bench.Satellite);
        bench.AlternateCareOfAddress(bench.Cellular);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("9:1@2001:db8:c::30;", bench.Show());
    }

    [TestMethod]
    public void Draft_3_1_Individual_Registrations_Add_Up_In_The_Order_Of_Their_Bids()
    {
        HomeAgentBench bench = new HomeAgentBench();
        Individual(bench, bench.Cellular, 1, 65535, 100);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Individual(bench, bench.Wifi, 2, 1, 200);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(10));
        Individual(bench, bench.Satellite, 3, 300, 0);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(20));
        Assert.AreEqual("1:200@2001:db8:a::10;300:0@2001:db8:c::30;65535:100@2001:db8:b::20;", bench.Show());
        Assert.AreEqual(
            "binding 0:65535+;prefix 0:0+;prefix 0:1+;defended 0:0+;answer 0:0/1;"
                + "binding 0:1+;answer 0:0/2;binding 0:300+;answer 0:0/3;",
            bench.Listener.ToString());
    }

    [TestMethod]
    public void Draft_6_2_The_Same_Bid_Updates_Its_Binding_And_No_Other()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.RegisterTwo(1, 60, 0);
        bench.Listener.Clear();
        Individual(bench, bench.Satellite, 2, 2, 77);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(1000));
        Assert.AreEqual("1:200@2001:db8:a::10;2:77@2001:db8:c::30;", bench.Show());
        Assert.IsTrue(bench.Bindings.At(0).ExpiresAt == 240000);
        Assert.IsTrue(bench.Bindings.At(1).ExpiresAt == 1000 + 200000);
        Assert.AreEqual("binding 0:2+;answer 0:0/2;", bench.Listener.ToString());
    }

    [TestMethod]
    public void Draft_6_2_Another_Priority_Is_A_Change()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.RegisterTwo(1, 60, 0);
        bench.Listener.Clear();
        Individual(bench, bench.Cellular, 2, 2, 201);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("binding 0:2+;answer 0:0/2;", bench.Listener.ToString());
        Assert.AreEqual(2, bench.Bindings.Preferred.Bid);
    }

    [TestMethod]
    public void Draft_5_3_Bulk_From_The_Home_Address_Registers_What_Its_Options_Say()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Begin(bench.HomeAddress, bench.HomeAddress, 1, HomeAgentBench.Router, 50);
        bench.Identifier(1, 200, false, bench.Wifi);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("1:200@2001:db8:a::10;", bench.Show());
    }

    [TestMethod]
    public void Rfc6275_10_3_1_A_Refresh_Moves_The_Expiry_And_Tells_Nobody()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.RegisterTwo(1, 60, 0);
        bench.Listener.Clear();
        Assert.AreEqual(BindingStatus.Accepted, bench.RegisterTwo(2, 60, 100000));
        Assert.AreEqual("answer 0:0/2;", bench.Listener.ToString());
        Assert.IsTrue(bench.Agent.NextDeadline == 340000);
    }

    [TestMethod]
    public void Draft_6_2_A_Regular_Registration_Overwrites_All_Bindings()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.RegisterTwo(1, 60, 0);
        bench.Listener.Clear();
        bench.Begin(bench.Satellite, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("0:0@2001:db8:c::30;", bench.Show());
        Assert.AreEqual("binding 0:2-;binding 0:1-;binding 0:0+;answer 0:0/2;", bench.Listener.ToString());
    }

    [TestMethod]
    public void Draft_6_2_A_Replaced_Regular_Binding_Is_Answered_144_And_Registered()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Begin(bench.Satellite, bench.HomeAddress, 1, HomeAgentBench.Router, 50);
        bench.Exchange(0);
        bench.Listener.Clear();
        Assert.AreEqual(BindingStatus.Conflict, bench.RegisterTwo(2, 60, 0));
        Assert.AreEqual("1:200@2001:db8:a::10;2:100@2001:db8:b::20;", bench.Show());
        Assert.AreEqual(0, bench.AnswerStatus(0));
        Assert.AreEqual(0, bench.AnswerStatus(1));
        Assert.AreEqual(60, bench.Answer.LifetimeUnits);
        Assert.AreEqual("binding 0:0-;binding 0:1+;binding 0:2+;answer 0:144/2;", bench.Listener.ToString());
        Assert.AreEqual(BindingStatus.Accepted, bench.RegisterTwo(3, 60, 0));
    }

    [TestMethod]
    public void Draft_6_2_Due_144_And_145_Are_Answered_145()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Begin(bench.Satellite, bench.HomeAddress, 1, HomeAgentBench.Router, 50);
        bench.Exchange(0);
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Identifier(1, 200, false, bench.Wifi);
        bench.Identifier(2, 100);
        Assert.AreEqual(BindingStatus.BulkFailed, bench.Exchange(0));
        Assert.AreEqual(0, bench.AnswerStatus(0));
        Assert.AreEqual(128, bench.AnswerStatus(1));
        Assert.AreEqual("1:200@2001:db8:a::10;", bench.Show());
    }

    [TestMethod]
    public void Draft_6_2_A_Regular_Binding_Stays_Where_No_Option_Registers()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Begin(bench.Satellite, bench.HomeAddress, 1, HomeAgentBench.Router, 50);
        bench.Exchange(0);
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Identifier(1, 200, true, bench.Wifi);
        Assert.AreEqual(BindingStatus.BulkFailed, bench.Exchange(0));
        Assert.AreEqual(BindingStatus.NotHomeAgent, bench.AnswerStatus(0));
        Assert.AreEqual("0:0@2001:db8:c::30;", bench.Show());
    }

    [TestMethod]
    public void Draft_6_3_The_Answer_Comes_Whether_A_Is_Set_Or_Not()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Begin(
            bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router & ~BindingUpdate.AcknowledgeFlag, 50);
        bench.Identifier(1, 200);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));

        // RFC 6275 §10.3.1 asks for it without Binding Identifiers, too.
        bench.Begin(
            bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router & ~BindingUpdate.AcknowledgeFlag, 50);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
    }

    [TestMethod]
    public void Rfc6275_10_3_1_The_Lifetime_Is_The_Smaller_Of_Asked_And_Limit()
    {
        HomeAgentBench bench = new HomeAgentBench(true, 400);
        bench.RegisterTwo(1, 0xFFFF, 0);
        Assert.AreEqual(100, bench.Answer.LifetimeUnits);
        Assert.IsTrue(bench.Agent.NextDeadline == 400000);
        bench.RegisterTwo(2, 99, 0);
        Assert.AreEqual(99, bench.Answer.LifetimeUnits);
        Assert.IsTrue(bench.Agent.NextDeadline == 396000);
        bench.RegisterTwo(3, 1, 0);
        Assert.AreEqual(1, bench.Answer.LifetimeUnits);
        Assert.IsTrue(bench.Agent.NextDeadline == 4000);
    }

    [TestMethod]
    public void Rfc3963_6_6_R_Is_Answered_By_R()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.RegisterTwo(1, 60, 0);
        Assert.AreEqual(BindingAcknowledgement.MobileRouterFlag, bench.Answer.Flags);
        Assert.IsTrue(bench.Bindings.At(0).IsMobileRouter);

        bench.Begin(bench.Wifi, bench.OtherHomeAddress, 1, HomeAgentBench.Host, 50);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual(0, bench.Answer.Flags);
        Assert.IsFalse(bench.Agent.Bindings.Router(1).At(0).IsMobileRouter);
    }

    [TestMethod]
    public void Rfc3963_4_1_Without_R_No_Prefix_Is_Routed()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Host, 50);
        bench.Prefix(0, 0);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("binding 0:0+;defended 0:0+;answer 0:0/1;", bench.Listener.ToString());
    }

    [TestMethod]
    public void Rfc3963_6_2_Implicit_Mode_Routes_All_Prefixes_Of_The_Account()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.RegisterTwo(1, 60, 0);
        Assert.IsTrue(bench.Bindings.IsRegistered(0));
        Assert.IsTrue(bench.Bindings.IsRegistered(1));
    }

    [TestMethod]
    public void Rfc3963_6_2_A_Prefix_That_Is_No_Longer_Named_Is_No_Longer_Routed()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.RegisterTwo(1, 60, 0);
        bench.Listener.Clear();
        Individual(bench, bench.Wifi, 2, 1, 200);
        bench.Prefix(0, 1);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("prefix 0:0-;answer 0:0/2;", bench.Listener.ToString());
    }

    [TestMethod]
    public void Draft_4_3_1_The_Highest_Priority_Is_Preferred_And_255_Is_The_Highest()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.RegisterTwo(1, 60, 0);
        Assert.AreEqual(1, bench.Bindings.Preferred.Bid);
        Individual(bench, bench.Satellite, 2, 3, 255);
        bench.Exchange(0);
        Assert.AreEqual(3, bench.Bindings.Preferred.Bid);
        Individual(bench, bench.Satellite, 3, 3, 0);
        bench.Exchange(0);
        Assert.AreEqual(1, bench.Bindings.Preferred.Bid);
    }

    [TestMethod]
    public void Draft_6_1_Among_Equal_Priorities_The_Lower_Bid_Is_Preferred()
    {
        HomeAgentBench bench = new HomeAgentBench();
        Individual(bench, bench.Wifi, 1, 9, 100);
        bench.Exchange(0);
        Individual(bench, bench.Cellular, 2, 4, 100);
        bench.Exchange(0);
        Individual(bench, bench.Satellite, 3, 12, 100);
        bench.Exchange(0);
        Assert.AreEqual(4, bench.Bindings.Preferred.Bid);
    }

    [TestMethod]
    public void Limits_Eight_Bindings_Fit_And_A_Ninth_Is_Answered_130()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Begin(bench.Satellite, bench.HomeAddress, 0, HomeAgentBench.Router, 50);
        bench.Exchange(0);
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router, 50);
        for (int i = 1; i <= Limits.Uplinks; i++)
        {
            bench.Identifier(i, i, false, CareOfAddress(i));
        }

        Assert.AreEqual(BindingStatus.Conflict, bench.Exchange(0));
        Assert.AreEqual(Limits.Uplinks, bench.Bindings.Count);
        Assert.AreEqual(Limits.Uplinks, bench.Bindings.Preferred.Bid);

        Individual(bench, bench.Satellite, 2, 3, 9);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        string before = bench.Snapshot();
        Individual(bench, bench.Satellite, 3, 99, 9);
        Assert.AreEqual(BindingStatus.InsufficientResources, bench.Exchange(0));
        Assert.AreEqual(BindingStatus.InsufficientResources, bench.AnswerStatus(0));
        Assert.AreEqual(before, bench.Snapshot());
    }

    [TestMethod]
    public void Limits_A_Removal_In_The_Same_Update_Makes_Room()
    {
        HomeAgentBench bench = new HomeAgentBench();
        for (int i = 1; i <= Limits.Uplinks; i++)
        {
            Individual(bench, CareOfAddress(i), i, i, 0);
            bench.Exchange(0);
        }

        bench.Begin(bench.Wifi, bench.HomeAddress, 20, HomeAgentBench.Router, 50);
        bench.Identifier(98, 9, false, bench.Satellite);
        bench.Identifier(99, 9, false, bench.Wifi);
        bench.Identifier(5, 0, true, CareOfAddress(5));
        Assert.AreEqual(BindingStatus.BulkFailed, bench.Exchange(0));
        Assert.AreEqual(0, bench.AnswerStatus(0));
        Assert.AreEqual(BindingStatus.InsufficientResources, bench.AnswerStatus(1));
        Assert.AreEqual(0, bench.AnswerStatus(2));
        Assert.AreEqual(Limits.Uplinks, bench.Bindings.Count);
        Assert.AreEqual(-1, bench.Bindings.Find(5));
        Assert.AreEqual(Limits.Uplinks - 1, bench.Bindings.Find(98));
    }

    [TestMethod]
    public void Draft_3_2_Routers_Do_Not_Touch_Each_Other()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.RegisterTwo(1, 60, 0);
        bench.RegisterOther(1, 0);
        bench.Begin(bench.Satellite, bench.OtherHomeAddress, 2, HomeAgentBench.Router, 0);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual(2, bench.Bindings.Count);
        Assert.AreEqual(0, bench.Agent.Bindings.Router(1).Count);
    }

    private static void Individual(HomeAgentBench bench, byte[] source, int sequence, int bid, int priority)
    {
        bench.Begin(source, bench.HomeAddress, sequence, HomeAgentBench.Router, 50);
        bench.Identifier(bid, priority);
    }

    private static byte[] CareOfAddress(int number)
    {
        byte[] address = HomeAgentBench.Address("2001:db8:d::");
        address[15] = (byte)number;
        return address;
    }
}
