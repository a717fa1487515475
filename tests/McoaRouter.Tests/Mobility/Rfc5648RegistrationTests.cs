using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Mobility;

/// <summary>What updates say in the profile of RFC 5648: BID-PRI, O, and removals that have updates of their own.</summary>
[TestClass]
public sealed class Rfc5648RegistrationTests
{
    private const string Final = ",\"wireProfile\":\"rfc5648\"";
    private const string Individual = Final + ",\"registration\":\"individual\"";
    private const string Prefix = " mnp 2001:db8:100::";
    private const string Both = " 1:001d@2001:db8:a:1::17 2:004e@2001:db8:b:2::29" + Prefix;

    [TestMethod]
    public void Rfc5648_5_3_Both_Uplinks_Are_Registered_In_One_Update_With_O_Until_It_Is_Acknowledged()
    {
        RouterBench bench = new RouterBench(Final);
        bench.BothUp();
        Assert.AreEqual("2001:db8:a:1::17 c440 240" + Both, bench.Sent(0));
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual("2001:db8:b:2::29 c440 240" + Both, bench.Sent(1));
        bench.Reply(1, BindingStatus.Accepted).Bid(1, 0).Bid(2, 0).Receive();
        Assert.AreEqual("++", bench.States());
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual("2001:db8:a:1::17 c400 240" + Both, bench.Sent(0));
    }

    [TestMethod]
    public void Rfc5648_5_9_A_Refusal_Does_Not_End_O()
    {
        RouterBench bench = new RouterBench(Final);
        bench.BothUp();
        bench.Reply(0, BindingStatus.InsufficientResources).WithLifetime(0).Bid(1, 0).Bid(2, 0).Receive();
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual("2001:db8:a:1::17 c440 240" + Both, bench.Sent(0));
    }

    [TestMethod]
    public void Rfc5648_5_4_A_Lost_Uplink_Is_Removed_By_An_Update_Of_Its_Own()
    {
        RouterBench bench = Registered();
        bench.Down(0);
        Assert.AreEqual("2001:db8:b:2::29 c400 0 1:0000", bench.Sent(1));
        Assert.AreEqual(1, bench.SentCount());
        Assert.AreEqual("-+", bench.States());
        bench.Reply(1, BindingStatus.Accepted).WithLifetime(0).Bid(1, 0).Receive();
        Assert.AreEqual(".+", bench.States());
        Assert.AreEqual(1, bench.SentCount());
    }

    [TestMethod]
    public void Rfc5648_5_4_A_Removal_Leaves_Before_Anything_Else()
    {
        RouterBench bench = Registered();
        bench.Up(1, "2001:db8:b:4::29");
        bench.Up(1, "2001:db8:b:5::29");
        bench.Up(1, "2001:db8:b:6::29");
        bench.Up(1, "2001:db8:b:7::29");
        bench.Down(0);
        bench.ClearSent();
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(2, bench.Uplinks[1].Count);
        Assert.AreEqual("2001:db8:b:7::29 c400 240 2:004e@2001:db8:b:7::29" + Prefix, bench.Sent(1));
        bench.Reply(1, BindingStatus.Accepted).Bid(2, 0).Receive();
        Assert.AreEqual("-+", bench.States());
        bench.Reply(1, BindingStatus.Accepted).WithSequence(bench.Router.Bindings.Sequence - 1).Bid(1, 0).Receive();
        Assert.AreEqual(".+", bench.States());
    }

    [TestMethod]
    public void Rfc5648_5_4_Several_Are_Removed_By_Their_Bids()
    {
        RouterBench bench = new RouterBench(Final + ",\"uplinks\":["
            + Configurations.Wifi + "," + Configurations.Lte
            + ",{\"name\":\"sat\",\"bid\":3,\"priority\":50,\"link\":\"simulated\"}]");
        bench.BothUp();
        bench.Up(2, "2001:db8:c:3::31");
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Bid(2, 0).Bid(3, 0).Receive();
        bench.Now += 2000;
        bench.Down(0);
        bench.Down(1);
        Assert.AreEqual("2001:db8:c:3::31 c400 0 1:0000 2:0000", bench.Sent(2));
        bench.Reply(2, BindingStatus.Accepted).WithLifetime(0).Bid(1, 0).Bid(2, BindingStatus.NotHomeAgent).Receive();
        Assert.AreEqual("..+", bench.States());
    }

    [TestMethod]
    public void Rfc5648_5_2_Individual_Updates_Name_Their_CareOf_Address_And_No_Alternate_One()
    {
        RouterBench bench = new RouterBench(Individual + ",\"signallingUplink\":\"lte\"");
        bench.BothUp();
        Assert.AreEqual("2001:db8:b:2::29 c440 240 2:004e@2001:db8:b:2::29" + Prefix, bench.Sent(1));
        bench.Now += 1000;
        bench.Reply(1, BindingStatus.Accepted).Bid(2, 0).Receive();
        Assert.AreEqual("2001:db8:b:2::29 c400 240 1:001d@2001:db8:a:1::17" + Prefix, bench.Sent(1));
    }

    [TestMethod]
    public void Rfc5648_5_9_Individual_Updates_With_O_Go_One_At_A_Time_And_Take_Turns()
    {
        RouterBench bench = new RouterBench(Individual);
        bench.BothUp();
        Assert.AreEqual("2001:db8:b:2::29 c440 240 2:004e@2001:db8:b:2::29" + Prefix, bench.Sent(1));
        Assert.AreEqual(0, bench.Uplinks[0].Count);
        byte[] late = bench.Reply(1, BindingStatus.Accepted).Bid(2, 0).Write();
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual("2001:db8:b:2::29 c440 240 2:004e@2001:db8:b:2::29" + Prefix, bench.Sent(1));
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual("2001:db8:a:1::17 c440 240 1:001d@2001:db8:a:1::17" + Prefix, bench.Sent(0));
        bench.Receive(1, late);
        Assert.AreEqual(1L, bench.Refused(Refusal.SequenceMismatch));
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Receive();
        Assert.AreEqual("+?", bench.States());
        Assert.AreEqual("2001:db8:b:2::29 c400 240 2:004e@2001:db8:b:2::29" + Prefix, bench.Sent(1));
        bench.Reply(1, BindingStatus.Accepted).Bid(2, 0).Receive();
        Assert.AreEqual("++", bench.States());
    }

    [TestMethod]
    public void Rfc5648_5_9_A_Dead_Uplink_Does_Not_Keep_The_First_Registration()
    {
        RouterBench bench = new RouterBench(Individual);
        bench.Up(0, RouterBench.First);
        bench.Up(1, RouterBench.Second);
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual("2001:db8:b:2::29 c440 240 2:004e@2001:db8:b:2::29" + Prefix, bench.Sent(1));
        bench.Reply(1, BindingStatus.Accepted).Bid(2, 0).Receive();
        Assert.AreEqual("?+", bench.States());
        Assert.AreEqual("2001:db8:a:1::17 c400 240 1:001d@2001:db8:a:1::17" + Prefix, bench.Sent(0));
    }

    [TestMethod]
    public void Rfc5648_5_9_A_Refused_First_Update_Lets_Another_Try()
    {
        RouterBench bench = new RouterBench(Individual);
        bench.BothUp();
        bench.Reply(1, BindingStatus.InsufficientResources).WithLifetime(0).Bid(2, 0).Receive();
        Assert.AreEqual("2001:db8:a:1::17 c440 240 1:001d@2001:db8:a:1::17" + Prefix, bench.Sent(0));
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Receive();
        Assert.AreEqual("+!", bench.States());
    }

    [TestMethod]
    public void Rfc5648_5_4_Individual_Removal_Through_Another_Uplink_Needs_No_Address()
    {
        RouterBench bench = new RouterBench(Individual);
        bench.BothUp();
        bench.Reply(1, BindingStatus.Accepted).Bid(2, 0).Receive();
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Receive();
        bench.Now += 2000;
        bench.Down(0);
        Assert.AreEqual("2001:db8:b:2::29 c400 0 1:0000", bench.Sent(1));
    }

    [TestMethod]
    public void Rfc5648_5_4_Everything_Is_Deregistered_Without_Bid()
    {
        RouterBench bench = Registered();
        bench.Router.Stop(bench.Now);
        Assert.AreEqual("2001:db8:a:1::17 c400 0", bench.Sent(0));
    }

    [TestMethod]
    public void Rfc5648_5_2_A_Single_Update_Has_Neither_Bid_Nor_O()
    {
        RouterBench bench = new RouterBench(Final + ",\"registration\":\"single\"");
        bench.Up(0, RouterBench.First);
        Assert.AreEqual("2001:db8:a:1::17 c400 240" + Prefix, bench.Sent(0));
        Assert.IsTrue(bench.Router.Form == RegistrationForm.Single);
    }

    private static RouterBench Registered()
    {
        RouterBench bench = new RouterBench(Final);
        bench.BothUp();
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Bid(2, 0).Receive();
        Assert.AreEqual("++", bench.States());
        bench.Now += 2000;
        bench.ClearSent();
        return bench;
    }
}
