using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Mobility;

/// <summary>What updates say in individual and single form, and which uplink carries them.</summary>
[TestClass]
public sealed class RegistrationFormTests
{
    private const string Individual = ",\"registration\":\"individual\"";
    private const string Single = ",\"registration\":\"single\"";
    private const string Signalling = ",\"signallingUplink\":\"lte\"";
    private const string Prefix = " mnp 2001:db8:100::";

    [TestMethod]
    public void Draft_5_2_Individual_Updates_Name_One_Bid_Without_Flags_From_Its_Own_Address()
    {
        RouterBench bench = new RouterBench(Individual);
        bench.BothUp();
        Assert.AreEqual("2001:db8:a:1::17 c400 240 1:c800" + Prefix, bench.Sent(0));
        Assert.AreEqual("2001:db8:b:2::29 c400 240 2:6400" + Prefix, bench.Sent(1));
        bench.Reply(1, BindingStatus.Accepted).Bid(2, 0).Receive();
        Assert.AreEqual("?+", bench.States());
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Receive();
        Assert.AreEqual("++", bench.States());
        Assert.AreEqual(0, bench.LastPath);
        Assert.AreEqual(0L, bench.Router.Refusals.Total());
    }

    [TestMethod]
    public void Draft_5_2_Individual_Answers_May_Come_In_Any_Order()
    {
        RouterBench bench = new RouterBench(Individual);
        bench.Up(0, RouterBench.First);
        bench.Up(1, RouterBench.Second);
        byte[] first = bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Write();
        bench.Reply(1, BindingStatus.Accepted).Bid(2, 0).Receive();
        bench.Receive(0, first);
        Assert.AreEqual("++", bench.States());
        bench.Receive(0, first);
        Assert.AreEqual(1L, bench.Refused(Refusal.SequenceMismatch));
    }

    [TestMethod]
    public void Draft_5_2_A_Dead_Uplink_Delays_No_Other()
    {
        RouterBench bench = new RouterBench(Individual);
        bench.BothUp();
        bench.Reply(1, BindingStatus.Accepted).Bid(2, 0).Receive();
        Assert.AreEqual(1, bench.LastPath);
        bench.PollAt(2500);
        Assert.AreEqual(2, bench.Uplinks[0].Count);
        Assert.AreEqual(1, bench.Uplinks[1].Count);
        bench.Down(1);
        bench.Up(1, "2001:db8:b:3::29");
        Assert.AreEqual("2001:db8:b:3::29 c400 240 2:6400" + Prefix, bench.Sent(1));
        bench.Reply(1, BindingStatus.Accepted).Bid(2, 0).Receive();
        Assert.AreEqual("?+", bench.States());
        Assert.IsTrue(bench.Router.Bindings.At(1).ExpiresAt > 0);
    }

    [TestMethod]
    public void Draft_5_6_After_Two_Unanswered_Attempts_An_Individual_Update_Goes_Through_Another_Uplink()
    {
        RouterBench bench = new RouterBench(Individual);
        bench.BothUp();
        bench.Reply(1, BindingStatus.Accepted).Bid(2, 0).Receive();
        bench.PollAt(2500);
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(5500L, bench.Now);
        Assert.AreEqual("2001:db8:b:2::29 c400 240 1:c800 alt 2001:db8:a:1::17" + Prefix, bench.Sent(1));
        Assert.AreEqual(3, bench.LastAttempt);
        bench.Reply(1, BindingStatus.Accepted).Bid(1, 0).Receive();
        Assert.AreEqual("++", bench.States());
    }

    [TestMethod]
    public void Draft_5_4_A_Lost_Uplink_Is_Removed_Individually_Through_Another()
    {
        RouterBench bench = RegisteredIndividually();
        bench.Down(0);
        Assert.AreEqual("2001:db8:b:2::29 c400 0 1:0000 alt 2001:db8:a:1::17", bench.Sent(1));
        Assert.AreEqual("-+", bench.States());
        bench.Reply(1, BindingStatus.Accepted).WithLifetime(0).Bid(1, 0).Receive();
        Assert.AreEqual(".+", bench.States());
        Assert.AreEqual(1, bench.Uplinks[1].Count);
    }

    [TestMethod]
    public void Draft_6_2_A_Removal_Answered_By_133_Is_Done_With_Or_Without_Bid()
    {
        RouterBench bench = RegisteredIndividually();
        bench.Down(0);
        bench.Reply(1, BindingStatus.NotHomeAgent).WithLifetime(0).Bid(1, BindingStatus.NotHomeAgent).Receive();
        Assert.AreEqual(".+", bench.States());
        bench = RegisteredIndividually();
        bench.Down(0);
        bench.Reply(1, BindingStatus.NotHomeAgent).WithLifetime(0).Receive();
        Assert.AreEqual(".+", bench.States());
        Assert.AreEqual(0, bench.Notices);
    }

    [TestMethod]
    public void Rfc6275_11_8_Removals_Leave_First_Where_The_Rate_Does_Not_Let_All_Leave()
    {
        RouterBench bench = RegisteredIndividually();
        bench.Now = 3000;
        bench.Up(0, "2001:db8:a:7::17");
        bench.Up(0, "2001:db8:a:8::17");
        bench.Up(0, "2001:db8:a:9::17");
        bench.Up(0, "2001:db8:a:a::17");
        bench.Down(1);
        Assert.AreEqual(3, bench.SentCount());
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(4000L, bench.Now);
        Assert.AreEqual("2001:db8:a:a::17 c400 240 1:c800" + Prefix, bench.Sent(0));
        Assert.AreEqual(5, bench.SentCount());
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Receive();
        Assert.AreEqual("+-", bench.States());
    }

    [TestMethod]
    public void Draft_5_6_The_Signalling_Uplink_Carries_Individual_Updates_Of_The_Others()
    {
        RouterBench bench = new RouterBench(Individual + Signalling);
        bench.BothUp();
        Assert.AreEqual(0, bench.Uplinks[0].Count);
        Assert.AreEqual("2001:db8:b:2::29 c400 240 1:c800 alt 2001:db8:a:1::17" + Prefix, bench.Sent(1));
        bench.Reply(1, BindingStatus.Accepted).Bid(1, 0).Receive();
        Assert.AreEqual("+?", bench.States());
    }

    [TestMethod]
    public void Draft_5_6_The_Signalling_Uplink_Carries_Bulk_Updates_Twice_Before_Others_Are_Tried()
    {
        RouterBench bench = new RouterBench(Signalling);
        bench.Up(0, RouterBench.First);
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Receive();
        bench.ClearSent();
        bench.Up(1, RouterBench.Second);
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(2, bench.Uplinks[1].Count);
        Assert.AreEqual(0, bench.Uplinks[0].Count);
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(1, bench.Uplinks[0].Count);
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(3, bench.Uplinks[1].Count);
    }

    [TestMethod]
    public void Draft_5_6_Without_Its_Signalling_Uplink_An_Update_Leaves_By_Another()
    {
        RouterBench bench = new RouterBench(Signalling);
        bench.Up(0, RouterBench.First);
        Assert.AreEqual("2001:db8:a:1::17 c400 240 1:c880@2001:db8:a:1::17" + Prefix, bench.Sent(0));
    }

    [TestMethod]
    public void Rfc3963_5_2_A_Single_Update_Has_No_Bid_And_Registers_The_Preferred_Uplink()
    {
        RouterBench bench = new RouterBench(Single);
        bench.BothUp();
        Assert.AreEqual("2001:db8:a:1::17 c400 240" + Prefix, bench.Sent(0));
        bench.Reply(0, BindingStatus.Accepted).Receive();
        Assert.AreEqual("+.", bench.States());
        Assert.AreEqual(0, bench.LastPath);
        Assert.AreEqual(0, bench.Notices);
        Assert.AreEqual(bench.Now + 180000, bench.Router.NextDeadline);
    }

    [TestMethod]
    public void Draft_3_2_A_Single_Binding_Moves_When_The_Preferred_Uplink_Changes()
    {
        RouterBench bench = new RouterBench(Single);
        bench.Up(1, RouterBench.Second);
        bench.Reply(1, BindingStatus.Accepted).Receive();
        Assert.AreEqual(".+", bench.States());
        bench.Up(0, RouterBench.First);
        Assert.AreEqual("?+", bench.States());
        Assert.AreEqual(1, bench.LastPath);
        bench.Reply(0, BindingStatus.Accepted).Receive();
        Assert.AreEqual("+.", bench.States());
        Assert.AreEqual(0, bench.LastPath);
        bench.Now += 5000;
        bench.Down(0);
        Assert.AreEqual("2001:db8:b:2::29 c400 240" + Prefix, bench.Sent(1));
        Assert.AreEqual("-?", bench.States());
        bench.Reply(1, BindingStatus.Accepted).Receive();
        Assert.AreEqual(".+", bench.States());
    }

    [TestMethod]
    public void Draft_3_2_A_Single_Binding_Stays_When_Another_Uplink_Changes()
    {
        RouterBench bench = new RouterBench(Single);
        bench.Up(0, RouterBench.First);
        bench.Reply(0, BindingStatus.Accepted).Receive();
        bench.ClearSent();
        bench.Up(1, RouterBench.Second);
        bench.Down(1);
        Assert.AreEqual(0, bench.SentCount());
        Assert.AreEqual("+.", bench.States());
    }

    [TestMethod]
    public void Rfc6275_11_7_1_A_Single_Update_Through_Another_Uplink_Has_An_Alternate_CareOf_Address()
    {
        RouterBench bench = new RouterBench(Single);
        bench.BothUp();
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual("2001:db8:b:2::29 c400 240 alt 2001:db8:a:1::17" + Prefix, bench.Sent(1));
        bench.Reply(1, BindingStatus.Accepted).Receive();
        Assert.AreEqual("+.", bench.States());
    }

    [TestMethod]
    public void Draft_5_4_Several_Are_Removed_With_C_And_Lifetime_Zero()
    {
        RouterBench bench = new RouterBench(",\"uplinks\":[" + Configurations.Wifi + "," + Configurations.Lte
            + ",{\"name\":\"sat\",\"bid\":3,\"priority\":50,\"link\":\"simulated\"}]");
        bench.BothUp();
        bench.Up(2, "2001:db8:c:3::31");
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Bid(2, 0).Bid(3, 0).Receive();
        bench.Now += 2000;
        bench.Down(0);
        bench.Down(1);
        Assert.AreEqual(
            "2001:db8:c:3::31 c400 240 1:c8c0@2001:db8:a:1::17 2:64c0@2001:db8:b:2::29 3:3280@2001:db8:c:3::31" + Prefix,
            bench.Sent(2));
        bench.Reply(2, BindingStatus.BulkFailed).Bid(1, 128).Bid(2, 130).Bid(3, 0).Receive();
        Assert.AreEqual("--+", bench.States());
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(
            "2001:db8:c:3::31 c400 0 1:0080@2001:db8:a:1::17 2:0080@2001:db8:b:2::29", bench.Sent(2));
        bench.Reply(2, BindingStatus.Accepted).Bid(1, 0).Bid(2, 0).Receive();
        Assert.AreEqual("..+", bench.States());
    }

    [TestMethod]
    public void Rfc3963_5_2_Implicit_Mode_Names_No_Prefix()
    {
        RouterBench bench = new RouterBench(",\"prefixMode\":\"implicit\"");
        bench.Up(0, RouterBench.First);
        Assert.AreEqual("2001:db8:a:1::17 c400 240 1:c880@2001:db8:a:1::17", bench.Sent(0));
    }

    [TestMethod]
    public void Rfc3963_5_2_Explicit_Mode_Names_All_Prefixes_In_Every_Registering_Update()
    {
        RouterBench bench = new RouterBench(
            ",\"mobileNetworkPrefixes\":[\"2001:db8:100::/56\",\"2001:db8:200::/64\"]" + Individual);
        bench.BothUp();
        const string Both = Prefix + " mnp 2001:db8:200::";
        Assert.AreEqual("2001:db8:a:1::17 c400 240 1:c800" + Both, bench.Sent(0));
        Assert.AreEqual("2001:db8:b:2::29 c400 240 2:6400" + Both, bench.Sent(1));
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Receive();
        bench.Reply(1, BindingStatus.Accepted).Bid(2, 0).Receive();
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual("2001:db8:a:1::17 c400 240 1:c800" + Both, bench.Sent(0));
    }

    [TestMethod]
    public void Rfc3963_5_8_A_Deregistration_Names_No_Prefix()
    {
        RouterBench bench = RegisteredIndividually();
        bench.Router.Stop(bench.Now);
        Assert.AreEqual("2001:db8:a:1::17 c400 0", bench.Sent(0));
    }

    [TestMethod]
    public void Draft_5_1_The_Settings_Name_The_Form()
    {
        Assert.IsTrue(new RouterBench().Router.Form == RegistrationForm.Bulk);
        Assert.IsTrue(new RouterBench(Individual).Router.Form == RegistrationForm.Individual);
        Assert.IsTrue(new RouterBench(Single).Router.Form == RegistrationForm.Single);
    }

    private static RouterBench RegisteredIndividually()
    {
        RouterBench bench = new RouterBench(Individual);
        bench.BothUp();
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Receive();
        bench.Reply(1, BindingStatus.Accepted).Bid(2, 0).Receive();
        Assert.AreEqual("++", bench.States());
        bench.Now += 2000;
        bench.ClearSent();
        return bench;
    }
}
