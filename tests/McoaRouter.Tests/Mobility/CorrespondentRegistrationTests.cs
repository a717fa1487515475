using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Mobility;

/// <summary>
/// The router's Binding Updates to correspondents and what their answers do (RFC 6275 §11.7.2-§11.7.4, draft §5).
/// </summary>
[TestClass]
public sealed class CorrespondentRegistrationTests
{
    private const int Update = MobilityHeader.BindingUpdate;

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void Rfc6275_11_7_2_Every_Update_Has_A_Higher_Sequence_Number_And_A_And_No_H(string profile)
    {
        RouteBench bench = RouteBench.Registered(profile);
        bench.AnswerAll();
        int before = bench.Bindings.Sequence;
        Assert.AreEqual(2, bench.CountSent(Update));
        Assert.AreNotEqual(
            CorrespondentPen.SequenceOf(bench.LastSent(0, Update)),
            CorrespondentPen.SequenceOf(bench.LastSent(1, Update)));
        bench.RunTo(bench.Now + 2000);
        bench.Receive(0, bench.Pen.RefreshRequest(RouteBench.First, 1));
        byte[] update = bench.LastSent(0, Update);
        Assert.AreEqual((before + 1) & 0xFFFF, CorrespondentPen.SequenceOf(update));
        Assert.AreEqual(0x8000, CorrespondentPen.FlagsOf(update));
    }

    [TestMethod]
    public void Rfc5648_5_9_O_Is_Set_Until_An_Update_Was_Accepted_And_Meanwhile_One_Is_Sent_Alone()
    {
        RouteBench bench = RouteBench.Registered("rfc5648");
        bench.Receive(0, bench.Pen.HomeTest(bench.LastSent(0, MobilityHeader.HomeTestInit)));
        bench.Receive(0, bench.Pen.CareOfTest(bench.LastSent(0, MobilityHeader.CareOfTestInit)));
        bench.Receive(1, bench.Pen.CareOfTest(bench.LastSent(1, MobilityHeader.CareOfTestInit)));
        Assert.AreEqual(1, bench.CountSent(Update));
        Assert.AreEqual(0x8040, CorrespondentPen.FlagsOf(bench.LastSent(0, Update)));
        bench.Receive(0, bench.Pen.Acknowledge(bench.LastSent(0, Update), 0));
        Assert.AreEqual(0x8000, CorrespondentPen.FlagsOf(bench.LastSent(1, Update)));
    }

    [TestMethod]
    public void Rfc6275_11_7_2_The_Lifetime_Is_No_More_Than_What_Is_Left_Of_The_Home_Registration()
    {
        RouteBench bench = new RouteBench("draft-01", "bulk", 240, "]");
        bench.Seed();
        bench.Up(0, RouteBench.First);
        bench.AcknowledgeHome();
        bench.Now += 3999;
        bench.AnswerAll();
        Assert.AreEqual(59, CorrespondentPen.LifetimeOf(bench.LastSent(0, Update)));
    }

    [TestMethod]
    public void Rfc6275_11_8_Unanswered_Updates_Are_Sent_Again_With_New_Numbers_And_Doubling_Time_Outs()
    {
        RouteBench bench = RouteBench.Awaiting("draft-01");
        byte[] first = bench.LastSent(0, Update);
        bench.RunTo(1999);
        Assert.AreEqual(1, bench.CountSent(Update));
        bench.RunTo(2000);
        bench.RunTo(3999);
        Assert.AreEqual(2, bench.CountSent(Update));
        bench.RunTo(4000);
        Assert.AreEqual(3, bench.CountSent(Update));
        int last = CorrespondentPen.SequenceOf(bench.LastSent(0, Update));
        Assert.AreEqual(2, (last - CorrespondentPen.SequenceOf(first)) & 0xFFFF);
        bench.Receive(0, bench.Pen.Acknowledge(first, 0));
        Assert.IsFalse(bench.Bindings.At(0).Registered);
        Assert.AreEqual(1L, bench.Refused(Refusal.SequenceMismatch));
        bench.Receive(0, bench.Pen.Acknowledge(bench.LastSent(0, Update), 0));
        Assert.IsTrue(bench.Bindings.At(0).Registered);
    }

    [TestMethod]
    public void Rfc6275_11_7_3_The_Lifetime_Counts_From_When_The_Update_Was_Sent_And_Is_Refreshed_Before()
    {
        RouteBench bench = RouteBench.Awaiting("draft-01");
        bench.Pen.LifetimeUnits = 50;
        bench.Now = 1500;
        bench.Receive(0, bench.Pen.Acknowledge(bench.LastSent(0, Update), 0));
        Assert.AreEqual(201000L, bench.Bindings.At(0).ExpiresAt);
        bench.RunTo(150999);
        Assert.AreEqual(1, bench.CountSent(Update));
        bench.RunTo(151000);
        Assert.AreEqual(2, bench.CountSent(Update));
        bench.RunTo(200999);
        Assert.IsTrue(bench.Bindings.At(0).Registered);
        bench.RunTo(201000);
        Assert.IsFalse(bench.Bindings.At(0).Registered);
    }

    [TestMethod]
    public void Rfc6275_11_7_3_A_Refresh_Advice_Of_A_Correspondent_Is_Ignored()
    {
        RouteBench bench = RouteBench.Awaiting("draft-01");
        bench.Pen.LifetimeUnits = 50;
        bench.Pen.RefreshAdviceUnits = 10;
        bench.Receive(0, bench.Pen.Acknowledge(bench.LastSent(0, Update), 0));
        bench.RunTo(150999);
        Assert.AreEqual(1, bench.CountSent(Update));
        bench.RunTo(151000);
        Assert.AreEqual(2, bench.CountSent(Update));
    }

    [TestMethod]
    public void Rfc6275_11_7_2_The_First_Sequence_Number_Comes_From_The_Random_Source()
    {
        RouteBench first = RouteBench.Awaiting("draft-01");
        RouteBench second = new RouteBench("draft-01", "bulk", 600, "]");
        byte[] seed = Hex.Read("ffeeddccbbaa99887766554433221100ffeeddccbbaa9988");
        second.Router.Seed(seed, 0, seed.Length);
        second.Up(1, RouteBench.Second);
        second.Up(0, RouteBench.First);
        second.AcknowledgeHome();
        second.AnswerAll();
        int one = CorrespondentPen.SequenceOf(first.LastSent(0, Update));
        int other = CorrespondentPen.SequenceOf(second.LastSent(0, Update));
        Assert.AreNotEqual(one, other);
        Assert.AreNotEqual(1, one);
        Assert.AreNotEqual(1, other);
    }

    [TestMethod]
    public void Rfc6275_11_7_3_An_Answer_Must_Be_Authentic_And_Awaited()
    {
        RouteBench bench = RouteBench.Awaiting("draft-01");
        byte[] update = bench.LastSent(0, Update);
        bench.Pen.Authenticates = false;
        bench.Receive(0, bench.Pen.Acknowledge(update, 0));
        Assert.AreEqual(1L, bench.Refused(Refusal.AuthenticationMissing));
        bench.Pen.Authenticates = true;
        bench.Pen.CareOfToken = Hex.Read("0000000000000000");
        bench.Receive(0, bench.Pen.Acknowledge(update, 0));
        bench.Receive(0, bench.Pen.Acknowledge(update, BindingStatus.SequenceOutOfWindow));
        Assert.AreEqual(2L, bench.Refused(Refusal.AuthenticationFailed));
        Assert.AreEqual(0, bench.Changes);
        Assert.AreEqual(1, bench.CountSent(Update));
        bench.Pen.CareOfToken = Hex.Read("B0B1B2B3B4B5B6B7");
        byte[] answer = bench.Pen.Acknowledge(update, 0);
        bench.Receive(0, answer);
        bench.Receive(0, answer);
        Assert.AreEqual(1, bench.Changes);
        Assert.AreEqual(1L, bench.Refused(Refusal.SequenceMismatch));
    }

    [TestMethod]
    public void Rfc6275_11_7_3_Status_135_Goes_On_From_The_Number_In_It()
    {
        RouteBench bench = RouteBench.Awaiting("draft-01");
        bench.Pen.Sequence = 0x1234;
        bench.Receive(0, bench.Pen.Acknowledge(bench.LastSent(0, Update), BindingStatus.SequenceOutOfWindow));
        Assert.AreEqual(0x1235, CorrespondentPen.SequenceOf(bench.LastSent(0, Update)));
    }

    [TestMethod]
    [DataRow(136, 1, 0)]
    [DataRow(137, 0, 1)]
    [DataRow(138, 1, 1)]
    public void Rfc6275_6_1_8_An_Expired_Nonce_Restarts_Its_Half_Of_The_Procedure(
        int status, int homeTests, int careOfTests)
    {
        RouteBench bench = RouteBench.Awaiting("draft-01");
        byte[] update = bench.LastSent(0, Update);
        bench.Forget();
        bench.Pen.Authenticates = false;
        bench.Receive(0, bench.Pen.Acknowledge(update, status));
        Assert.AreEqual(homeTests, bench.CountSent(MobilityHeader.HomeTestInit));
        Assert.AreEqual(careOfTests, bench.CountSent(MobilityHeader.CareOfTestInit));
        bench.Pen.Authenticates = true;
        bench.AnswerAll();
        Assert.IsTrue(bench.Bindings.At(0).Registered);
    }

    [TestMethod]
    public void Expired_Nonces_Without_End_Are_Followed_A_Few_Times_Only()
    {
        RouteBench bench = RouteBench.Awaiting("draft-01");
        bench.Pen.Authenticates = false;
        for (int i = 0; i < 20; i++)
        {
            bench.Receive(0, bench.Pen.Acknowledge(bench.LastSent(0, Update), BindingStatus.ExpiredCareOfNonce));
            byte[] init = bench.LastSent(0, MobilityHeader.CareOfTestInit);
            bench.Receive(0, bench.Pen.CareOfTest(init));
            bench.RunTo(bench.Now + 500);
        }

        Assert.AreEqual(137, bench.LastStatus);
        Assert.IsTrue(bench.CountSent(Update) <= 5);
    }

    [TestMethod]
    [DataRow("draft-01", 130, 130)]
    [DataRow("draft-01", 145, 128)]
    [DataRow("rfc5648", 164, 0)]
    public void Rfc6275_11_7_3_What_Was_Refused_Is_Asked_Again_Later(string profile, int status, int optionStatus)
    {
        RouteBench bench = RouteBench.Awaiting(profile);
        bench.Pen.OptionStatus = optionStatus;
        bench.Receive(0, bench.Pen.Acknowledge(bench.LastSent(0, Update), status));
        Assert.IsFalse(bench.Bindings.At(0).Registered);
        Assert.AreEqual(status == 145 ? 128 : status, bench.LastStatus);
        bench.RunTo(32999);
        Assert.AreEqual(1, bench.CountSent(Update));
        bench.RunTo(33000);
        Assert.AreEqual(2, bench.CountSent(Update));
    }

    [TestMethod]
    public void Draft_5_7_Status_144_Counts_As_Registered()
    {
        RouteBench bench = RouteBench.Awaiting("draft-01");
        bench.Receive(0, bench.Pen.Acknowledge(bench.LastSent(0, Update), BindingStatus.Conflict));
        Assert.IsTrue(bench.Bindings.At(0).Registered);
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void Draft_5_7_An_Answer_Without_Binding_Identifier_Leaves_The_Preferred_Uplink_Without_One(string profile)
    {
        RouteBench bench = RouteBench.Registered(profile);
        bench.Pen.Identifies = false;
        bench.AnswerAll();
        Assert.IsFalse(bench.Bindings.UsesIdentifiers);
        Assert.IsTrue(bench.Bindings.At(0).Registered);
        Assert.IsFalse(bench.Bindings.At(1).Registered);
        bench.Forget();
        bench.Now += 2000;
        bench.Down(0);
        bench.AcknowledgeHome();
        bench.AnswerAll();

        // The regular binding of the other uplink replaces it: nothing to remove. 12 | 4: Nonce Indices come first.
        Assert.AreEqual(1, bench.CountSent(Update));
        Assert.AreEqual(4, (int)bench.LastSent(1, Update)[76]);
        Assert.IsTrue(bench.Bindings.At(1).Registered);
        Assert.IsFalse(bench.Bindings.At(0).Registered);
    }

    [TestMethod]
    public void Rfc5648_5_7_Prohibited_Stops_Binding_Identifiers()
    {
        RouteBench bench = RouteBench.Awaiting("rfc5648");
        byte[] update = bench.LastSent(0, Update);
        bench.Receive(0, bench.Pen.Acknowledge(update, BindingStatus.MultipleCareOfAddressesProhibited));
        Assert.IsFalse(bench.Bindings.UsesIdentifiers);
        Assert.AreEqual(0x8000, CorrespondentPen.FlagsOf(bench.LastSent(0, Update)));
        Assert.AreEqual(2, bench.CountSent(Update));
    }

    [TestMethod]
    public void Rfc5648_5_7_A_Regular_Binding_In_The_Way_Is_Overwritten()
    {
        RouteBench bench = RouteBench.Optimized("rfc5648");
        bench.Receive(0, bench.Pen.RefreshRequest(RouteBench.First, 1));
        byte[] update = bench.LastSent(0, Update);
        Assert.AreEqual(0x8000, CorrespondentPen.FlagsOf(update));
        bench.Now += 1000;
        bench.Receive(0, bench.Pen.Acknowledge(update, BindingStatus.RegularBindingExists));
        Assert.AreEqual(0x8040, CorrespondentPen.FlagsOf(bench.LastSent(0, Update)));
    }

    [TestMethod]
    public void Single_Form_Registers_The_Preferred_Uplink_Without_Binding_Identifier()
    {
        RouteBench bench = new RouteBench("draft-01", "single", 600, "]");
        bench.Seed();
        bench.Up(0, RouteBench.First);
        bench.AcknowledgeHome();
        bench.AnswerAll();
        Assert.AreEqual(4, (int)bench.LastSent(0, Update)[76]);
        Assert.IsTrue(bench.Bindings.At(0).Registered);
        Assert.AreEqual((int)RegistrationForm.Single, (int)bench.Router.Form);
    }

    [TestMethod]
    public void Draft_5_1_A_Changed_Binding_Identifier_Replaces_The_Old_One()
    {
        RouteBench bench = RouteBench.Optimized("draft-01");
        bench.Now += 2000;
        Assert.IsTrue(bench.Router.ChangeBindingIdentifier(0, 7, bench.Now));
        byte[] removal = bench.LastSent(1, Update) ?? bench.LastSent(0, Update);
        Assert.AreEqual(0, CorrespondentPen.LifetimeOf(removal));
        bench.AnswerAll();
        Assert.AreEqual(0L, bench.Bindings.At(0).HeldUntil);
        Assert.IsTrue(bench.Bindings.At(1).Registered);
    }

    [TestMethod]
    public void Each_Correspondent_Is_Served_By_Itself()
    {
        RouteBench bench = new RouteBench("draft-01", "bulk", 600, ",\"2001:db8:dd::80\"]");
        bench.Seed();
        bench.Up(0, RouteBench.First);
        bench.AcknowledgeHome();
        Assert.AreEqual(1, bench.CountSent(MobilityHeader.CareOfTestInit));
        bench.AnswerAll();
        Assert.IsTrue(bench.Bindings.At(0).Registered);
        Assert.IsFalse(bench.Optimizer.Correspondents.At(1).At(0).Registered);
    }

    [TestMethod]
    public void After_The_Stop_Nothing_Is_Sent_To_Correspondents()
    {
        RouteBench bench = RouteBench.Optimized("draft-01");
        bench.Router.Stop(bench.Now);
        Assert.IsFalse(bench.Bindings.At(0).Registered);
        bench.RunTo(bench.Now + 600000);
        Assert.AreEqual(0, bench.CountSent(Update));
    }
}
