using McoaRouter.HomeAgents.Correspondents;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Correspondents;

/// <summary>Binding Updates to a correspondent (RFC 6275 §9.5, draft §6.2, §6.3, RFC 5648 §6.2).</summary>
[TestClass]
public sealed class CorrespondentRegistrationTests
{
    [TestMethod]
    public void Draft_6_2_Each_Binding_Identifier_Has_A_Binding_Of_Its_Own()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        Assert.AreEqual(BindingStatus.Accepted, bench.Register(RouteBench.First, 1, 200, 1));
        Assert.AreEqual(BindingStatus.Accepted, bench.Register(RouteBench.Second, 2, 100, 2));
        Assert.AreEqual("1:200@2001:db8:a:1::17;2:100@2001:db8:b:2::29;", bench.Show());
        Assert.AreEqual(BindingStatus.Accepted, bench.Register(RouteBench.Moved, 1, 200, 3));
        Assert.AreEqual("1:200@2001:db8:a:9::17;2:100@2001:db8:b:2::29;", bench.Show());
        Assert.AreEqual(0, bench.OptionStatus());
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void Draft_6_2_An_Update_Without_Binding_Identifier_Overwrites_All(string profile)
    {
        CorrespondentBench bench = new CorrespondentBench(profile);
        bench.Register(RouteBench.First, 1, 200, 1);
        bench.Register(RouteBench.Second, 2, 100, 2);
        Assert.AreEqual(BindingStatus.Accepted, bench.Register(RouteBench.Moved, 0, 0, 3));
        Assert.AreEqual("0:0@2001:db8:a:9::17;", bench.Show());
    }

    [TestMethod]
    public void Draft_6_2_A_Regular_Binding_Is_Replaced_With_144()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        bench.Register(RouteBench.First, 0, 0, 1);
        Assert.AreEqual(BindingStatus.Conflict, bench.Register(RouteBench.Second, 2, 100, 2));
        Assert.AreEqual(0, bench.OptionStatus());
        Assert.AreEqual("2:100@2001:db8:b:2::29;", bench.Show());
    }

    [TestMethod]
    public void Rfc5648_6_2_A_Regular_Binding_Is_In_The_Way_Unless_O_Is_Set()
    {
        CorrespondentBench bench = new CorrespondentBench("rfc5648");
        bench.Register(RouteBench.First, 0, 0, 1);
        Assert.AreEqual(BindingStatus.RegularBindingExists, bench.Register(RouteBench.Second, 2, 255, 2));
        Assert.AreEqual(0, bench.OptionStatus());
        Assert.AreEqual("0:0@2001:db8:a:1::17;", bench.Show());
        bench.Begin(RouteBench.Second, 3, CorrespondentBench.Flags | BindingUpdate.OverwriteFlag, 100);
        bench.Identifier(2, 255);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange());
        Assert.AreEqual("2:255@2001:db8:b:2::29;", bench.Show());
    }

    [TestMethod]
    public void Draft_6_2_C_Is_Refused_With_146()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        bench.Begin(RouteBench.First, 1, CorrespondentBench.Flags, 100);
        bench.Raw("0104 0000 0000 2314 0001 0080 2001 0DB8 000A 0001 0000 0000 0000 0017");
        Assert.AreEqual(BindingStatus.BulkNotSupported, bench.Exchange());
        Assert.AreEqual(string.Empty, bench.Show());
    }

    [TestMethod]
    public void Rfc5648_6_2_Several_Binding_Identifiers_Are_Refused_With_168()
    {
        CorrespondentBench bench = new CorrespondentBench("rfc5648");
        bench.Begin(RouteBench.First, 1, CorrespondentBench.Flags, 100);
        bench.Identifier(1, 200);
        bench.Identifier(2, 100);
        Assert.AreEqual(BindingStatus.BulkProhibited, bench.Exchange());
        Assert.AreEqual(2, bench.Answer.Options.BindingIdentifierCount);
        Assert.AreEqual(0, bench.OptionStatus());
        Assert.AreEqual(string.Empty, bench.Show());
    }

    [TestMethod]
    [DataRow("draft-01", "2304 0000 C800", 145, 128)]
    [DataRow("draft-01", "2306 0001 C800 0000", 145, 128)]
    [DataRow("draft-01", "2304 0001 C840", 145, 128)]
    [DataRow("draft-01", "2304 0001 C800 2304 0002 C800", 145, 128)]
    [DataRow("draft-01", "2304 0001 C880", 146, 146)]
    [DataRow("rfc5648", "2306 0001 0001 0000", 164, 0)]
    [DataRow("rfc5648", "2308 0001 0001 C000 0201", 164, 0)]
    public void Draft_6_2_An_Incompliant_Option_Is_Answered_By_Its_Code(
        string profile, string option, int status, int optionStatus)
    {
        CorrespondentBench bench = new CorrespondentBench(profile);
        bench.Begin(RouteBench.First, 1, CorrespondentBench.Flags, 100);
        bench.Raw(option);
        Assert.AreEqual(status, bench.Exchange());
        Assert.AreEqual(optionStatus, bench.OptionStatus());
        Assert.AreEqual(0, bench.Changes);
    }

    [TestMethod]
    [DataRow("rfc5648", BindingStatus.Malformed)]
    [DataRow("draft-01", BindingStatus.InvalidCareOfAddress)]
    public void Rfc5648_6_2_A_Care_Of_Address_That_No_Binding_May_Point_At_Is_Refused(string profile, int status)
    {
        CorrespondentBench bench = new CorrespondentBench(profile);
        bench.Begin(RouteBench.First, 1, CorrespondentBench.Flags, 100);
        bench.IdentifierOf(1, RouteBench.Home);
        Assert.AreEqual(status, bench.Exchange());
        Assert.AreEqual(0, bench.Changes);
    }

    [TestMethod]
    public void Rfc5648_6_2_An_Option_Without_Care_Of_Address_Refreshes_Or_Is_Unknown()
    {
        CorrespondentBench bench = new CorrespondentBench("rfc5648");
        bench.Begin(RouteBench.First, 1, CorrespondentBench.Flags, 100);
        bench.Reference(1);
        Assert.AreEqual(BindingStatus.UnknownCareOfAddress, bench.Exchange());
        bench.Register(RouteBench.First, 1, 255, 2);
        bench.Now += 100000;
        bench.Begin(RouteBench.First, 3, CorrespondentBench.Flags, 100);
        bench.Reference(1);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange());
        Assert.AreEqual(101000L + 400000, bench.Node.NextDeadline);
        bench.Begin(RouteBench.Second, 4, CorrespondentBench.Flags, 100);
        bench.Reference(1);
        Assert.AreEqual(BindingStatus.UnknownCareOfAddress, bench.Exchange());
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void Draft_6_2_A_Removal_Takes_Its_Binding_Alone_And_An_Unknown_One_Is_Rejected(string profile)
    {
        CorrespondentBench bench = new CorrespondentBench(profile);
        bench.Register(RouteBench.First, 1, 255, 1);
        bench.Register(RouteBench.Second, 2, 0, 2);
        bench.Begin(RouteBench.Second, 3, CorrespondentBench.Flags, 0);
        bench.Reference(3);
        Assert.AreEqual(BindingStatus.NotHomeAgent, bench.Exchange());
        bench.Begin(RouteBench.Second, 4, CorrespondentBench.Flags, 0);
        bench.Reference(1);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange());
        Assert.AreEqual("2:0@2001:db8:b:2::29;", bench.Show());
    }

    [TestMethod]
    public void Rfc6275_9_5_3_A_Removal_Without_Binding_Identifier_Takes_All_From_Home_Too()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        bench.Register(RouteBench.First, 1, 200, 1);
        bench.Register(RouteBench.Second, 2, 100, 2);
        bench.Begin(RouteBench.Home, RouteBench.Home, 3, CorrespondentBench.Flags, 0);
        bench.CareOfIndex = 0;
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange());
        Assert.AreEqual(135, (int)bench.Network.Last()[Ipv6Header.NextHeaderOffset]);
        Assert.AreEqual(string.Empty, bench.Show());
        bench.Begin(RouteBench.Home, RouteBench.Home, 4, CorrespondentBench.Flags, 0);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange());
    }

    [TestMethod]
    public void Rfc6275_9_5_1_Sequence_Numbers_Must_Grow_Modulo_65536()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        bench.Register(RouteBench.First, 1, 200, 0xFFFF);
        Assert.AreEqual(BindingStatus.SequenceOutOfWindow, bench.Register(RouteBench.Second, 1, 200, 0xFFFF));
        Assert.AreEqual(0xFFFF, bench.Answer.Sequence);
        Assert.AreEqual(BindingStatus.SequenceOutOfWindow, bench.Register(RouteBench.Second, 1, 200, 0x7FFF));
        Assert.AreEqual("1:200@2001:db8:a:1::17;", bench.Show());
        Assert.AreEqual(BindingStatus.Accepted, bench.Register(RouteBench.Second, 1, 200, 0x7FFE));
    }

    [TestMethod]
    public void Rfc6275_5_2_8_An_Update_Cannot_Be_Replayed_After_Its_Binding_Was_Removed()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        bench.Begin(RouteBench.First, 7, CorrespondentBench.Flags, 100);
        bench.Identifier(1, 200);
        byte[] update = bench.End();
        bench.Deliver(update);
        bench.Begin(RouteBench.First, 8, CorrespondentBench.Flags, 0);
        bench.Reference(1);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange());
        bench.Deliver(update);
        Assert.AreEqual(BindingStatus.SequenceOutOfWindow, bench.LastStatus);
        bench.Now += 240000;
        bench.Deliver(update);
        Assert.AreEqual(BindingStatus.ExpiredNonces, bench.LastStatus);
        Assert.AreEqual(string.Empty, bench.Show());
    }

    [TestMethod]
    [DataRow(1, 0, 136)]
    [DataRow(0, 1, 137)]
    [DataRow(1, 1, 138)]
    public void Rfc6275_9_5_1_Nonce_Indices_That_Are_Not_Known_Are_Told(int home, int careOf, int status)
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        bench.Begin(RouteBench.First, 1, CorrespondentBench.Flags, 100);
        bench.Identifier(1, 200);
        bench.HomeIndex += home;
        bench.CareOfIndex += careOf;
        Assert.AreEqual(status, bench.Exchange());
        Assert.AreEqual(0, bench.Changes);
    }

    [TestMethod]
    public void Rfc6275_9_5_1_Updates_That_Are_Not_Authorised_Are_Discarded_Silently()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        bench.Begin(RouteBench.First, 1, CorrespondentBench.Flags, 100);
        bench.Cover(RouteBench.Second);
        Assert.AreEqual(-1, bench.Exchange());
        Assert.AreEqual(1L, bench.Refused(Refusal.AuthenticationFailed));
        bench.Begin(RouteBench.First, 1, CorrespondentBench.Flags, 100);
        byte[] bare = RouterBench.Cut(bench.End(), 80);
        bare[65] = 1;
        BigEndian.WriteUInt16(bare, 68, 0);
        bare[76] = 1;
        bare[77] = 2;
        MobilityHeader.Finish(bare, 64, 80, bare, 48, bare, 24);
        bench.Network.Clear();
        bench.Deliver(bare);
        Assert.AreEqual(0, bench.Network.Count);
        Assert.AreEqual(1L, bench.Refused(Refusal.AuthenticationMissing));
    }

    [TestMethod]
    public void Rfc6275_9_5_1_An_Alternate_Care_Of_Address_Is_What_Is_Registered_And_Covered()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        bench.Begin(RouteBench.First, 1, CorrespondentBench.Flags, 100);
        bench.Identifier(2, 100);
        bench.Alternate(RouteBench.Second);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange());
        Assert.AreEqual("2:100@2001:db8:b:2::29;", bench.Show());
        Assert.IsTrue(Ipv6Address.Equal(bench.Network.Last(), 24, Hex.Address(RouteBench.First), 0));
    }

    [TestMethod]
    public void Rfc6275_6_1_7_A_Care_Of_Address_That_Is_Not_Routable_Is_Discarded_Silently()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        bench.Begin(RouteBench.First, 1, CorrespondentBench.Flags, 100);
        bench.Raw("0102 0000 0310 FF02 0000 0000 0000 0000 0000 0000 0001");
        bench.Cover("ff02::1");
        Assert.AreEqual(-1, bench.Exchange());
    }

    [TestMethod]
    public void Rfc6275_10_3_1_A_Home_Registration_Is_Refused_With_131()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        bench.Begin(RouteBench.First, 1, CorrespondentBench.Flags | BindingUpdate.HomeFlag, 100);
        Assert.AreEqual(BindingStatus.HomeRegistrationNotSupported, bench.Exchange());
        Assert.AreEqual(0, bench.Changes);
    }

    [TestMethod]
    public void Rfc6275_5_2_6_No_Binding_Lasts_Longer_Than_420_Seconds()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        bench.Begin(RouteBench.First, 1, CorrespondentBench.Flags, 1000);
        bench.Identifier(1, 200);
        bench.Exchange();
        Assert.AreEqual(105, bench.Answer.LifetimeUnits);
        Assert.AreEqual(421000L, bench.Node.NextDeadline);
        bench.Node.Poll(420999);
        Assert.AreEqual(1, bench.Changes);
        bench.Node.Poll(421000);
        Assert.AreEqual(string.Empty, bench.Show());
        Assert.AreEqual(2, bench.Changes);
    }

    [TestMethod]
    public void Rfc6275_9_5_2_Without_Resources_The_Answer_Is_130()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01", ",\"capacity\":1");
        bench.Register(RouteBench.First, 1, 200, 1);
        bench.Begin("2001:db8:1::200", RouteBench.Second, 1, CorrespondentBench.Flags, 100);
        Assert.AreEqual(BindingStatus.InsufficientResources, bench.Exchange());
        for (int bid = 2; bid <= Limits.Uplinks; bid++)
        {
            Assert.AreEqual(BindingStatus.Accepted, bench.Register(RouteBench.First, bid, 1, bid));
        }

        Assert.AreEqual(BindingStatus.InsufficientResources, bench.Register(RouteBench.First, 99, 1, 99));
    }

    [TestMethod]
    public void Rfc6275_6_1_7_K_Is_Ignored_And_Not_Set_In_The_Answer()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        bench.Begin(RouteBench.First, 1, CorrespondentBench.Flags | 0x1000, 100);
        bench.Identifier(1, 200);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange());
        Assert.AreEqual(0, bench.Answer.Flags);
        Assert.AreEqual("1:200@2001:db8:a:1::17;", bench.Show());
    }

    [TestMethod]
    public void Draft_6_3_An_Update_With_Binding_Identifiers_Is_Answered_Even_Without_A()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        bench.Begin(RouteBench.First, 1, 0, 100);
        Assert.AreEqual(-1, bench.Exchange());
        Assert.AreEqual(BindingStatus.Accepted, bench.LastStatus);
        bench.Begin(RouteBench.First, 2, 0, 100);
        bench.Identifier(1, 200);
        Assert.AreEqual(BindingStatus.Conflict, bench.Exchange());
        bench.Begin(RouteBench.First, 2, 0, 100);
        Assert.AreEqual(BindingStatus.SequenceOutOfWindow, bench.Exchange());
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void Draft_6_1_A_Correspondent_May_Ignore_Binding_Identifiers(string profile)
    {
        CorrespondentBench bench = new CorrespondentBench(profile, ",\"mcoa\":false");
        Assert.AreEqual(BindingStatus.Accepted, bench.Register(RouteBench.First, 1, 200, 1));
        Assert.AreEqual(-1, bench.OptionStatus());
        Assert.AreEqual(BindingStatus.Accepted, bench.Register(RouteBench.Second, 2, 100, 2));
        Assert.AreEqual("0:0@2001:db8:b:2::29;", bench.Show());
    }

    [TestMethod]
    public void Draft_6_1_Look_Ups_Go_By_Binding_Identifier_Then_By_Priority()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        bench.Register(RouteBench.First, 3, 50, 1);
        bench.Register(RouteBench.Second, 2, 200, 2);
        bench.Register(CorrespondentBench.Satellite, 1, 200, 3);
        MobileNode node = bench.Node.Bindings.Find(Hex.Address(RouteBench.Home), 0);
        Assert.AreEqual(50, node.At(node.Find(3)).Priority);
        Assert.AreEqual(-1, node.Find(4));
        Assert.AreEqual(1, node.Preferred().Bid);
        Assert.IsNull(bench.Node.Bindings.Find(Hex.Address(RouteBench.First), 0));
    }
}
