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
        Assert.AreNotEqual(Sequence(bench.LastSent(0, Update)), Sequence(bench.LastSent(1, Update)));
        bench.RunTo(bench.Now + 2000);
        bench.Receive(0, bench.Pen.RefreshRequest(RouteBench.First, 1));
        byte[] update = bench.LastSent(0, Update);
        Assert.AreEqual((before + 1) & 0xFFFF, Sequence(update));
        Assert.AreEqual(0x8000, Flags(update));
    }

    [TestMethod]
    public void Rfc5648_5_9_O_Is_Set_Until_An_Update_Was_Accepted_And_Meanwhile_One_Is_Sent_Alone()
    {
        RouteBench bench = RouteBench.Registered("rfc5648");
        bench.Receive(0, bench.Pen.HomeTest(bench.LastSent(0, MobilityHeader.HomeTestInit)));
        bench.Receive(0, bench.Pen.CareOfTest(bench.LastSent(0, MobilityHeader.CareOfTestInit)));
        bench.Receive(1, bench.Pen.CareOfTest(bench.LastSent(1, MobilityHeader.CareOfTestInit)));
        Assert.AreEqual(1, bench.CountSent(Update));
        Assert.AreEqual(0x8040, Flags(bench.LastSent(0, Update)));
        bench.Receive(0, bench.Pen.Acknowledge(bench.LastSent(0, Update), 0));
        Assert.AreEqual(0x8000, Flags(bench.LastSent(1, Update)));
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
        Assert.AreEqual(59, Lifetime(bench.LastSent(0, Update)));
    }

    [TestMethod]
    public void Rfc6275_11_8_Unanswered_Updates_Are_Sent_Again_With_New_Numbers_And_Doubling_Time_Outs()
    {
        RouteBench bench = Awaiting("draft-01");
        byte[] first = bench.LastSent(0, Update);
        bench.RunTo(1999);
        Assert.AreEqual(1, bench.CountSent(Update));
        bench.RunTo(2000);
        bench.RunTo(3999);
        Assert.AreEqual(2, bench.CountSent(Update));
        bench.RunTo(4000);
        Assert.AreEqual(3, bench.CountSent(Update));
        Assert.AreEqual(2, (Sequence(bench.LastSent(0, Update)) - Sequence(first)) & 0xFFFF);
        bench.Receive(0, bench.Pen.Acknowledge(first, 0));
        Assert.IsFalse(bench.Bindings.At(0).Registered);
        Assert.AreEqual(1L, bench.Refused(Refusal.SequenceMismatch));
        bench.Receive(0, bench.Pen.Acknowledge(bench.LastSent(0, Update), 0));
        Assert.IsTrue(bench.Bindings.At(0).Registered);
    }

    [TestMethod]
    public void Rfc6275_11_7_3_The_Lifetime_Counts_From_When_The_Update_Was_Sent_And_Is_Refreshed_Before()
    {
        RouteBench bench = Awaiting("draft-01");
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
        RouteBench bench = Awaiting("draft-01");
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
        RouteBench first = Awaiting("draft-01");
        RouteBench second = new RouteBench("draft-01", "bulk", 600, "]");
        byte[] seed = Hex.Read("ffeeddccbbaa99887766554433221100ffeeddccbbaa9988");
        second.Router.Seed(seed, 0, seed.Length);
        second.Up(1, RouteBench.Second);
        second.Up(0, RouteBench.First);
        second.AcknowledgeHome();
        second.AnswerAll();
        Assert.AreNotEqual(Sequence(first.LastSent(0, Update)), Sequence(second.LastSent(0, Update)));
        Assert.AreNotEqual(1, Sequence(first.LastSent(0, Update)));
        Assert.AreNotEqual(1, Sequence(second.LastSent(0, Update)));
    }

    [TestMethod]
    public void Rfc6275_11_7_3_An_Answer_Must_Be_Authentic_And_Awaited()
    {
        RouteBench bench = Awaiting("draft-01");
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
        RouteBench bench = Awaiting("draft-01");
        bench.Pen.Sequence = 0x1234;
        bench.Receive(0, bench.Pen.Acknowledge(bench.LastSent(0, Update), BindingStatus.SequenceOutOfWindow));
        Assert.AreEqual(0x1235, Sequence(bench.LastSent(0, Update)));
    }

    [TestMethod]
    [DataRow(136, 1, 0)]
    [DataRow(137, 0, 1)]
    [DataRow(138, 1, 1)]
    public void Rfc6275_6_1_8_An_Expired_Nonce_Restarts_Its_Half_Of_The_Procedure(
        int status, int homeTests, int careOfTests)
    {
        RouteBench bench = Awaiting("draft-01");
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
        RouteBench bench = Awaiting("draft-01");
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
        RouteBench bench = Awaiting(profile);
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
        RouteBench bench = Awaiting("draft-01");
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
        RouteBench bench = Awaiting("rfc5648");
        byte[] update = bench.LastSent(0, Update);
        bench.Receive(0, bench.Pen.Acknowledge(update, BindingStatus.MultipleCareOfAddressesProhibited));
        Assert.IsFalse(bench.Bindings.UsesIdentifiers);
        Assert.AreEqual(0x8000, Flags(bench.LastSent(0, Update)));
        Assert.AreEqual(2, bench.CountSent(Update));
    }

    [TestMethod]
    public void Rfc5648_5_7_A_Regular_Binding_In_The_Way_Is_Overwritten()
    {
        RouteBench bench = RouteBench.Optimized("rfc5648");
        bench.Receive(0, bench.Pen.RefreshRequest(RouteBench.First, 1));
        byte[] update = bench.LastSent(0, Update);
        Assert.AreEqual(0x8000, Flags(update));
        bench.Now += 1000;
        bench.Receive(0, bench.Pen.Acknowledge(update, BindingStatus.RegularBindingExists));
        Assert.AreEqual(0x8040, Flags(bench.LastSent(0, Update)));
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void Draft_5_6_A_Lost_Uplink_Is_Removed_Through_Another_By_The_Home_Token_Alone(string profile)
    {
        RouteBench bench = RouteBench.Optimized(profile);
        bench.Now += 2000;
        bench.Down(0);
        byte[] removal = bench.LastSent(1, Update);
        Assert.AreEqual(0, Lifetime(removal));
        Assert.IsTrue(Ipv6Address.Equal(removal, 8, Hex.Address(RouteBench.Second), 0));
        Assert.AreEqual(0x23040001L, (long)BigEndian.ReadUInt32(removal, 76));
        bool draft = profile == "draft-01";

        // The draft names the care-of address that is removed; the care-of nonce index is 0 (RFC 6275 §11.7.2).
        Assert.AreEqual(draft, removal.Length == 128);
        int nonces = draft ? 104 : 82;
        Assert.AreEqual(0x0404, (int)BigEndian.ReadUInt16(removal, nonces));
        Assert.AreEqual(0x0102, (int)BigEndian.ReadUInt16(removal, nonces + 2));
        Assert.AreEqual(0, (int)BigEndian.ReadUInt16(removal, nonces + 4));
        Assert.IsTrue(bench.Bindings.At(0).HeldUntil > bench.Now);
        bench.AnswerAll();
        Assert.AreEqual(0L, bench.Bindings.At(0).HeldUntil);
        Assert.IsTrue(bench.Bindings.At(1).Registered);
    }

    [TestMethod]
    public void Draft_5_4_A_Removal_That_Is_Not_Known_Is_Over()
    {
        RouteBench bench = RouteBench.Optimized("draft-01");
        bench.Now += 2000;
        bench.Down(0);
        bench.Pen.OptionStatus = BindingStatus.NotHomeAgent;
        bench.Receive(1, bench.Pen.Acknowledge(bench.LastSent(1, Update), BindingStatus.NotHomeAgent));
        Assert.AreEqual(0L, bench.Bindings.At(0).HeldUntil);
        Assert.AreEqual(1, bench.CountSent(Update));
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void Draft_5_5_At_Home_The_Bindings_Of_Foreign_Links_Stand_On(string profile)
    {
        RouteBench bench = RouteBench.Optimized(profile);
        bench.Now += 2000;
        bench.Up(0, RouteBench.AtHome);
        Assert.IsFalse(bench.Bindings.At(0).Registered);
        bench.AcknowledgeHome();
        Assert.AreEqual(0, bench.Router.HomeUplink);
        byte[] removal = bench.LastSent(1, Update);
        Assert.AreEqual(0, Lifetime(removal));
        Assert.AreEqual(1, (int)removal[79]);
        bench.AnswerAll();
        Assert.AreEqual(0L, bench.Bindings.At(0).HeldUntil);
        Assert.IsTrue(bench.Bindings.At(1).Registered);

        // The refresh asks for the whole lifetime, as there is no home registration any more.
        bench.Receive(1, bench.Pen.RefreshRequest(RouteBench.Second, 2));
        Assert.AreEqual(105, Lifetime(bench.LastSent(1, Update)));
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void Draft_5_5_At_Home_Alone_All_Is_Deleted_By_One_Update_From_The_Home_Address(string profile)
    {
        RouteBench bench = OptimizedAlone(profile);
        bench.Now += 2000;
        bench.Up(0, RouteBench.AtHome);
        bench.AcknowledgeHome();
        byte[] removal = bench.LastSent(0, Update);
        Assert.AreEqual(72, removal.Length);
        Assert.IsTrue(Ipv6Address.Equal(removal, 8, Hex.Address(RouteBench.Home), 0));
        Assert.AreEqual(0, LifetimeFromHome(removal));
        Assert.IsTrue(bench.Bindings.At(0).HeldUntil > bench.Now);
        bench.AnswerAll();
        Assert.AreEqual(0L, bench.Bindings.At(0).HeldUntil);
    }

    [TestMethod]
    public void Rfc6275_11_6_1_At_Home_The_Home_Test_Is_Native_And_Sufficient()
    {
        RouteBench bench = OptimizedAlone("draft-01");
        bench.RunTo(211000);
        bench.Forget();
        bench.Up(0, RouteBench.AtHome);
        bench.AcknowledgeHome();
        byte[] init = bench.LastSent(0, MobilityHeader.HomeTestInit);
        Assert.AreEqual(56, init.Length);
        Assert.IsTrue(Ipv6Address.Equal(init, 8, Hex.Address(RouteBench.Home), 0));
        Assert.AreEqual(0, bench.CountSent(MobilityHeader.CareOfTestInit));
        bench.AnswerAll();
        Assert.AreEqual(0, LifetimeFromHome(bench.LastSent(0, Update)));
        Assert.AreEqual(0L, bench.Bindings.At(0).HeldUntil);
    }

    [TestMethod]
    public void Draft_5_8_A_Refresh_Request_Updates_The_Binding_It_Names()
    {
        RouteBench bench = RouteBench.Optimized("draft-01");
        bench.Now += 2000;
        bench.Receive(0, bench.Pen.RefreshRequest(RouteBench.First, 3));
        Assert.AreEqual(1L, bench.Refused(Refusal.UnknownBindingIdentifier));
        bench.Receive(0, bench.Pen.RefreshRequest(RouteBench.First, 2));
        Assert.IsNull(bench.LastSent(0, Update));
        Assert.AreEqual(2, (int)bench.LastSent(1, Update)[79]);
        bench.AnswerAll();
        bench.Forget();
        bench.Receive(0, bench.Pen.RefreshRequest(RouteBench.First, 0));
        Assert.AreEqual(2, bench.CountSent(Update));
    }

    [TestMethod]
    public void Rfc6275_11_7_4_A_Refresh_Request_Without_An_Entry_Is_Ignored()
    {
        RouteBench bench = RouteBench.Registered("draft-01");
        bench.Receive(0, bench.Pen.RefreshRequest(RouteBench.First, 0));
        Assert.AreEqual(1L, bench.Refused(Refusal.NotAwaited));
    }

    [TestMethod]
    public void Rfc6275_11_3_6_An_Unknown_Binding_Starts_Over_At_A_Bounded_Rate()
    {
        RouteBench bench = RouteBench.Optimized("draft-01");
        bench.Now += 2000;
        bench.Receive(1, bench.Pen.Error(RouteBench.Second, BindingError.UnknownBinding, "2001:db8:1::200"));
        Assert.AreEqual(1L, bench.Refused(Refusal.WrongPeer));
        byte[] error = bench.Pen.Error(RouteBench.Second, BindingError.UnknownBinding, RouteBench.Home);
        bench.Receive(1, error);
        Assert.IsFalse(bench.Bindings.At(1).Registered);
        Assert.IsTrue(bench.Bindings.At(0).Registered);
        bench.AnswerAll();
        Assert.AreEqual(1, bench.CountSent(Update));
        Assert.IsTrue(bench.Bindings.At(1).Registered);
        bench.Receive(1, error);
        bench.RunTo(bench.Now + 31999);
        Assert.AreEqual(1, bench.CountSent(Update));
        bench.RunTo(bench.Now + 1);
        Assert.AreEqual(2, bench.CountSent(Update));
    }

    [TestMethod]
    public void Draft_5_9_An_Unrecognised_Message_With_Binding_Identifier_Stops_Those()
    {
        RouteBench bench = Awaiting("draft-01");
        bench.Receive(0, bench.Pen.Error(RouteBench.First, BindingError.UnrecognizedMessage, RouteBench.Home));
        Assert.IsFalse(bench.Bindings.UsesIdentifiers);
        bench.AnswerAll();
        Assert.IsTrue(bench.Bindings.At(0).Registered);
    }

    [TestMethod]
    public void Rfc6275_11_3_6_An_Unrecognised_Test_Ends_Route_Optimisation_For_Long()
    {
        RouteBench bench = RouteBench.Registered("draft-01");
        byte[] error = bench.Pen.Error(RouteBench.First, BindingError.UnrecognizedMessage, "::");
        bench.Receive(0, error);
        Assert.AreEqual(bench.Now + 600000, bench.Bindings.GivenUpUntil);
        bench.Receive(0, error);
        Assert.AreEqual(1L, bench.Refused(Refusal.NotAwaited));
        RouteBench idle = RouteBench.Optimized("draft-01");
        idle.Receive(0, error);
        Assert.AreEqual(1L, idle.Refused(Refusal.NotAwaited));
        Assert.IsTrue(idle.Bindings.At(0).Registered);
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
        Assert.AreEqual(0, Lifetime(removal));
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
        Assert.IsFalse(bench.Router.Correspondents.At(1).At(0).Registered);
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

    /// <summary>A router with one uplink whose update waits for its answer.</summary>
    private static RouteBench Awaiting(string profile)
    {
        RouteBench bench = new RouteBench(profile, "bulk", 600, "]");
        bench.Seed();
        bench.Up(0, RouteBench.First);
        bench.AcknowledgeHome();
        bench.Receive(0, bench.Pen.HomeTest(bench.LastSent(0, MobilityHeader.HomeTestInit)));
        bench.Receive(0, bench.Pen.CareOfTest(bench.LastSent(0, MobilityHeader.CareOfTestInit)));
        Assert.AreEqual(1, bench.CountSent(Update));
        return bench;
    }

    /// <summary>A router with one uplink, registered with the correspondent.</summary>
    private static RouteBench OptimizedAlone(string profile)
    {
        RouteBench bench = Awaiting(profile);
        bench.Receive(0, bench.Pen.Acknowledge(bench.LastSent(0, Update), 0));
        Assert.IsTrue(bench.Bindings.At(0).Registered);
        bench.Forget();
        return bench;
    }

    private static int Sequence(byte[] update)
    {
        return BigEndian.ReadUInt16(update, 70);
    }

    private static int Flags(byte[] update)
    {
        return BigEndian.ReadUInt16(update, 72);
    }

    private static int Lifetime(byte[] update)
    {
        return BigEndian.ReadUInt16(update, 74);
    }

    // From the home address there is no Home Address option.
    private static int LifetimeFromHome(byte[] update)
    {
        return BigEndian.ReadUInt16(update, 50);
    }
}
