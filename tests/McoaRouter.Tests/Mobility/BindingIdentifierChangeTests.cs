using McoaRouter.Wire;

namespace McoaRouter.Tests.Mobility;

/// <summary>A Binding Identifier is changed without losing the other bindings (draft §5.1).</summary>
[TestClass]
public sealed class BindingIdentifierChangeTests
{
    private const string Prefix = " mnp 2001:db8:100::";

    [TestMethod]
    public void Draft_5_1_The_Old_Bid_Is_Removed_The_New_One_Registered_And_No_Other_Touched()
    {
        RouterBench bench = Registered(string.Empty);
        Assert.IsTrue(bench.Router.ChangeBindingIdentifier(0, 9, bench.Now));
        Assert.AreEqual(9, bench.Router.Bindings.At(0).Bid);
        Assert.AreEqual(2, bench.Uplinks[0].Count);
        Assert.AreEqual("2001:db8:a:1::17 c400 240 9:c880@2001:db8:a:1::17" + Prefix, bench.Sent(0));
        Assert.AreEqual("?+", bench.States());
        Assert.AreEqual(1, bench.LastPath);
        bench.Reply(0, BindingStatus.Accepted).WithSequence(bench.Router.Bindings.Sequence - 1).Bid(1, 0).Receive();
        bench.Reply(0, BindingStatus.Accepted).Bid(9, 0).Receive();
        Assert.AreEqual("++", bench.States());
        Assert.AreEqual(0, bench.LastPath);
        Assert.AreEqual(-1, bench.Router.Bindings.IndexOf(1));
        Assert.AreEqual(0L, bench.Router.Refusals.Total());
    }

    [TestMethod]
    [DataRow(",\"registration\":\"individual\"", "2001:db8:a:1::17 c400 0 1:0000")]
    [DataRow(",\"wireProfile\":\"rfc5648\"", "2001:db8:a:1::17 c400 0 1:0000")]
    [DataRow("", "2001:db8:a:1::17 c400 0 1:0000")]
    public void Draft_5_4_The_Old_Bid_Is_Removed_From_Its_Own_Address_First(string members, string removal)
    {
        RouterBench bench = Registered(members);
        bench.Up(1, "2001:db8:b:4::29");
        bench.Up(1, "2001:db8:b:5::29");
        bench.ClearSent();
        Assert.IsTrue(bench.Router.ChangeBindingIdentifier(0, 9, bench.Now));
        Assert.AreEqual(1, bench.SentCount());
        Assert.AreEqual(removal, bench.Sent(0));
    }

    [TestMethod]
    public void Draft_5_6_The_Old_Bid_Of_A_Lost_Uplink_Is_Removed_Through_Another()
    {
        RouterBench bench = Registered(",\"registration\":\"individual\"");
        Assert.IsTrue(bench.Router.ChangeBindingIdentifier(0, 9, bench.Now));
        bench.Now += 1000;
        bench.Down(0);
        bench.PollAt(bench.Now + 1000);
        Assert.AreEqual(0, bench.Router.Bindings.IndexOf(9));
        bench.PollAt(bench.Router.NextDeadline);
        Assert.IsTrue(bench.Uplinks[1].Count > 0);
        Assert.AreEqual("2001:db8:b:2::29 c400 0", bench.Sent(1).Substring(0, 23));
    }

    [TestMethod]
    public void Draft_5_1_A_Bid_Out_Of_Range_Or_In_Use_Is_Refused()
    {
        RouterBench bench = Registered(string.Empty);
        Assert.IsFalse(bench.Router.ChangeBindingIdentifier(0, 0, bench.Now));
        Assert.IsFalse(bench.Router.ChangeBindingIdentifier(0, 65536, bench.Now));
        Assert.IsFalse(bench.Router.ChangeBindingIdentifier(0, 2, bench.Now));
        Assert.IsFalse(bench.Router.ChangeBindingIdentifier(0, -1, bench.Now));
        Assert.AreEqual(0, bench.SentCount());
        Assert.IsTrue(bench.Router.ChangeBindingIdentifier(0, 65535, bench.Now));
        Assert.IsFalse(bench.Router.ChangeBindingIdentifier(0, 8, bench.Now));
        Assert.IsFalse(bench.Router.ChangeBindingIdentifier(1, 1, bench.Now));
    }

    [TestMethod]
    public void Draft_5_1_Before_Anything_Is_Registered_There_Is_Nothing_To_Remove()
    {
        RouterBench bench = new RouterBench();
        Assert.IsTrue(bench.Router.ChangeBindingIdentifier(0, 9, bench.Now));
        bench.Up(0, RouterBench.First);
        Assert.AreEqual("2001:db8:a:1::17 c400 240 9:c880@2001:db8:a:1::17" + Prefix, bench.Sent(0));
        bench.Reply(0, BindingStatus.Accepted).Bid(9, 0).Receive();
        Assert.AreEqual("+.", bench.States());
        Assert.AreEqual(1, bench.SentCount());
    }

    [TestMethod]
    public void Draft_5_1_In_Single_Form_Only_The_Number_Changes()
    {
        RouterBench bench = new RouterBench(",\"registration\":\"single\"");
        bench.Up(0, RouterBench.First);
        bench.Reply(0, BindingStatus.Accepted).Receive();
        Assert.IsTrue(bench.Router.ChangeBindingIdentifier(0, 9, bench.Now));
        Assert.AreEqual(1, bench.SentCount());
        Assert.AreEqual("+.", bench.States());
    }

    [TestMethod]
    public void Draft_5_1_The_Old_Bid_Is_Forgotten_When_Its_Lifetime_Ends()
    {
        RouterBench bench = Registered(string.Empty);
        Assert.IsTrue(bench.Router.ChangeBindingIdentifier(0, 9, bench.Now));
        bench.PollAt(bench.Now + 300000);
        Assert.AreEqual(-1, bench.Router.Bindings.IndexOf(1));
        Assert.IsTrue(bench.Router.ChangeBindingIdentifier(0, 1, bench.Now));
    }

    private static RouterBench Registered(string members)
    {
        RouterBench bench = new RouterBench(members);
        bench.BothUp();
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Bid(2, 0).Receive();
        if (bench.State(1) != McoaRouter.Bindings.BindingState.Registered)
        {
            bench.Reply(1, BindingStatus.Accepted).Bid(2, 0).Receive();
        }

        Assert.AreEqual("++", bench.States());
        bench.Now += 2000;
        bench.ClearSent();
        return bench;
    }
}
