using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>
/// What a home agent refuses, and how (RFC 6275 §9.5.1 and §10.3.1, RFC 3963 §6.2, draft §6.2). A refused update
/// changes nothing.
/// </summary>
[TestClass]
public sealed class HomeAgentValidationTests
{
    [TestMethod]
    public void Rfc6275_6_1_1_A_Wrong_Checksum_Is_Silence()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Satellite, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.End();
        bench.Packet.Octets[bench.Packet.Start + 70] ^= 1;
        Silent(bench, bench.Deliver(0), Refusal.Checksum);
    }

    [TestMethod]
    public void Rfc6275_9_2_Another_Message_Is_Silence()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Satellite, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Packet.Octets[bench.Packet.Start + 66] = MobilityHeader.BindingAcknowledgement;
        Silent(bench, bench.Exchange(0), Refusal.UnknownMessage);
    }

    [TestMethod]
    public void Rfc6275_10_3_1_A_Registration_Without_Home_Address_Option_Is_Silence()
    {
        HomeAgentBench bench = Registered();
        bench.BeginAtHome(bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        Silent(bench, bench.Exchange(0), Refusal.NoHomeAddress);
        bench.BeginAtHome(bench.Satellite, 2, HomeAgentBench.Router, 0);
        Assert.AreEqual(-1, bench.Exchange(0));
        Assert.AreEqual(2, bench.Refused(Refusal.NoHomeAddress));
    }

    [TestMethod]
    public void Rfc6275_9_5_1_A_Home_Address_That_Is_Not_Routable_Is_Silence()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Satellite, HomeAgentBench.Address("ff02::1"), 2, HomeAgentBench.Router, 50);
        Silent(bench, bench.Exchange(0), Refusal.NoHomeAddress);
    }

    [TestMethod]
    public void Rfc6275_9_5_4_A_Source_That_Is_Not_Unicast_Is_Silence()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(HomeAgentBench.Address("ff02::1"), bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        Silent(bench, bench.Exchange(0), Refusal.CareOfAddress);
    }

    [TestMethod]
    public void Rfc6275_9_5_1_A_Correspondent_Registration_Is_Silence()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Satellite, bench.HomeAddress, 2, BindingUpdate.AcknowledgeFlag, 50);
        Silent(bench, bench.Exchange(0), Refusal.NotHomeRegistration);
    }

    [TestMethod]
    public void Rfc6275_9_5_1_Nonce_Indices_In_A_Home_Registration_Are_Silence()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Satellite, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Raw(new byte[] { 4, 4, 0, 1, 0, 2 });
        Silent(bench, bench.Exchange(0), Refusal.NotHomeRegistration);
    }

    [TestMethod]
    public void Rfc8200_4_4_A_Routing_Header_To_Somebody_Else_Is_Silence()
    {
        HomeAgentBench bench = Registered();
        bench.Packet.Reset();
        int start = bench.Packet.Start;
        Ipv6Header.Write(
            bench.Packet.Octets, start, 0, 24, ProtocolNumbers.Routing, bench.Wifi, 0, bench.Settings.Address, 0);
        RoutingHeaderType2.Write(bench.Packet.Octets, start + 40, ProtocolNumbers.Udp, bench.HomeAddress, 0);
        bench.Packet.SetLength(64);
        Silent(bench, bench.Deliver(0), Refusal.RoutingHeader);
    }

    [TestMethod]
    public void Rfc6275_6_1_7_An_Update_For_Another_Home_Agent_Is_Silence()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Satellite, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        int destination = bench.Packet.Start + Ipv6Header.DestinationOffset;
        Ipv6Address.Copy(bench.Correspondent, 0, bench.Packet.Octets, destination);
        Silent(bench, bench.Exchange(0), Refusal.WrongPeer);
    }

    [TestMethod]
    public void Rfc6275_10_3_1_An_Unknown_Home_Address_In_The_Home_Prefix_Is_Answered_133()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Satellite, HomeAgentBench.Address("2001:db8:1::999"), 2, HomeAgentBench.Router, 50);
        bench.Identifier(1, 5);
        Refused(bench, bench.Exchange(0), BindingStatus.NotHomeAgent);
        Assert.AreEqual(BindingStatus.NotHomeAgent, bench.AnswerStatus(0));
        Assert.AreEqual(1, bench.Refused(Refusal.UnknownHomeAddress));
        Assert.AreEqual(string.Empty, bench.Listener.ToString());
    }

    [TestMethod]
    public void Rfc6275_10_3_1_A_Home_Address_Outside_The_Home_Prefix_Is_Answered_132()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Satellite, HomeAgentBench.Address("2001:db8:2::100"), 2, HomeAgentBench.Router, 50);
        Refused(bench, bench.Exchange(0), BindingStatus.NotHomeSubnet);
    }

    [TestMethod]
    public void Rfc3963_6_2_R_Without_H_Is_Answered_140()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(
            bench.Satellite, bench.HomeAddress, 2, HomeAgentBench.Router & ~BindingUpdate.HomeFlag, 50);
        bench.Identifier(1, 5);
        Refused(bench, bench.Exchange(0), BindingStatus.MobileRouterNotPermitted);
        Assert.AreEqual(BindingAcknowledgement.MobileRouterFlag, bench.Answer.Flags);
    }

    [TestMethod]
    public void Rfc6275_9_5_1_A_Sequence_Number_Not_Greater_Is_Answered_135_With_The_Last_One()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.RegisterTwo(15, 60, 0);
        OutOfWindow(bench, 15);
        OutOfWindow(bench, 0);
        OutOfWindow(bench, 32783);
        OutOfWindow(bench, 65535);
        Assert.AreEqual(BindingStatus.Accepted, bench.RegisterTwo(16, 60, 0));
        Assert.AreEqual(BindingStatus.Accepted, bench.RegisterTwo(16 + 32767, 60, 0));
        Assert.AreEqual(BindingStatus.Accepted, bench.RegisterTwo(0, 60, 0));
    }

    [TestMethod]
    public void Rfc6275_9_5_1_A_Refused_Update_Uses_Up_Its_Sequence_Number()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 9, HomeAgentBench.Router, 50);
        bench.Prefix(1, 0);
        Refused(bench, bench.Exchange(0), BindingStatus.NotAuthorizedForPrefix);
        OutOfWindow(bench, 9);
    }

    [TestMethod]
    public void Rfc3963_6_2_Another_R_Than_In_The_Cache_Is_Answered_139()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Host, 50);
        bench.Identifier(1, 5);
        Refused(bench, bench.Exchange(0), BindingStatus.RegistrationTypeChange);

        // A removal may have either.
        bench.Begin(bench.Wifi, bench.HomeAddress, 3, HomeAgentBench.Host, 0);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual(0, bench.Bindings.Count);
    }

    [TestMethod]
    public void Rfc3963_6_2_A_Prefix_Of_Another_Router_Is_Answered_142()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Identifier(1, 5);
        bench.Prefix(0, 0);
        bench.Prefix(1, 0);
        Refused(bench, bench.Exchange(0), BindingStatus.NotAuthorizedForPrefix);
        Assert.AreEqual(BindingStatus.NotAuthorizedForPrefix, bench.AnswerStatus(0));
    }

    [TestMethod]
    public void Rfc3963_6_2_A_Shorter_Or_Longer_Prefix_Than_Authorised_Is_Answered_142()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Prefix(Ipv6Prefix.TryRead("2001:db8:100:1::/64", true));
        Refused(bench, bench.Exchange(0), BindingStatus.NotAuthorizedForPrefix);
        bench.Begin(bench.Wifi, bench.HomeAddress, 3, HomeAgentBench.Router, 50);
        bench.Prefix(Ipv6Prefix.TryRead("2001:db8:100::/48", true));
        Refused(bench, bench.Exchange(0), BindingStatus.NotAuthorizedForPrefix);
    }

    [TestMethod]
    public void Rfc3963_6_6_A_Prefix_Length_Over_128_Is_Answered_141()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Prefix(0, 0);
        bench.Patch(17, 129);
        Refused(bench, bench.Exchange(0), BindingStatus.InvalidPrefix);
    }

    [TestMethod]
    public void Rfc3963_6_2_Implicit_Mode_Without_A_Prefix_In_The_Account_Is_Answered_143()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Settings.Routers[0].Prefixes = new Ipv6Prefix[0];
        bench.Restart();
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router, 50);
        Refused(bench, bench.Exchange(0), BindingStatus.ForwardingSetupFailed);
        Assert.AreEqual(0, bench.Bindings.Count);
    }

    [TestMethod]
    public void Rfc6275_6_1_8_A_Care_Of_Address_That_The_Tunnel_Leads_To_Is_Answered_174()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Passenger, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        Refused(bench, bench.Exchange(0), BindingStatus.InvalidCareOfAddress);
        bench.Begin(bench.Wifi, bench.HomeAddress, 3, HomeAgentBench.Router, 50);
        bench.Identifier(1, 5);
        bench.AlternateCareOfAddress(bench.Settings.Address);
        Refused(bench, bench.Exchange(0), BindingStatus.InvalidCareOfAddress);
        Assert.AreEqual(BindingStatus.InvalidCareOfAddress, bench.AnswerStatus(0));
        Assert.AreEqual(2, bench.Refused(Refusal.CareOfAddress));
    }

    [TestMethod]
    public void Draft_6_2_Bulk_Is_Answered_146_Where_It_Is_Not_Supported()
    {
        HomeAgentBench bench = new HomeAgentBench(false, 600);
        Refused(bench, bench.RegisterTwo(1, 60, 0), BindingStatus.BulkNotSupported);
        Assert.AreEqual(2, bench.Answer.Options.BindingIdentifierCount);
        Assert.AreEqual(0, bench.Bindings.Count);
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Identifier(1, 200);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
    }

    [TestMethod]
    public void Draft_6_2_An_Option_Too_Short_For_C_Does_Not_Ask_For_Bulk()
    {
        HomeAgentBench bench = new HomeAgentBench(false, 600);
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router, 50);
        bench.Raw(new byte[] { HomeAgentBench.OptionType, 0 });
        bench.Raw(new byte[] { 200, 2, 0, BindingIdentifierOption.CareOfAddressFlag });
        Refused(bench, bench.Exchange(0), BindingStatus.BulkFailed);
        Assert.AreEqual(128, bench.AnswerStatus(0));
    }

    [TestMethod]
    public void Draft_4_3_1_R_Without_C_Is_Answered_145_And_128()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Identifier(1, 5);
        bench.Patch(1, BindingIdentifierOption.RemoveFlag);
        Incompliant(bench, bench.Exchange(0));
    }

    [TestMethod]
    public void Draft_6_2_Length_20_Without_C_Is_Answered_145_And_128()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Identifier(1, 5, false, bench.Satellite);
        bench.Patch(17, 0);
        Incompliant(bench, bench.Exchange(0));
    }

    [TestMethod]
    public void Draft_6_2_C_Without_A_Care_Of_Address_Is_Answered_145_And_128()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Identifier(1, 5);
        bench.Patch(1, BindingIdentifierOption.CareOfAddressFlag);
        Incompliant(bench, bench.Exchange(0));
    }

    [TestMethod]
    public void Draft_6_2_C_With_An_Address_That_Cannot_Be_One_Is_Answered_145_And_128()
    {
        IncompliantAddress("::");
        IncompliantAddress("::1");
        IncompliantAddress("ff02::1");
        IncompliantAddress("fe80::1");
        IncompliantAddress("2001:db8:1::1");
        IncompliantAddress("2001:db8:1::100");
        IncompliantAddress("2001:db8:100:5::9");
    }

    [TestMethod]
    public void Draft_4_3_1_Bid_0_Is_Answered_145_And_128()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Identifier(0, 5);
        Incompliant(bench, bench.Exchange(0));
    }

    [TestMethod]
    public void Draft_4_3_1_An_Option_Of_Any_Other_Length_Is_Answered_145_And_128()
    {
        for (int length = 0; length <= 24; length++)
        {
            if (length == BindingIdentifierOption.ShortLength)
            {
                continue;
            }

            byte[] option = new byte[2 + length];
            option[0] = HomeAgentBench.OptionType;
            option[1] = (byte)length;
            for (int i = 2; i < option.Length; i++)
            {
                option[i] = 0x20;
            }

            HomeAgentBench bench = Registered();
            bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
            bench.Raw(option);
            Incompliant(bench, bench.Exchange(0));
            int answered = bench.Answer.Options.BindingIdentifierAt(0);
            Assert.AreEqual(
                length < 4 ? 4 : length, MobilityOption.DataLength(bench.Network.Last.Octets, answered));
        }
    }

    [TestMethod]
    public void Draft_4_3_1_Several_Options_Need_C_Each_And_The_Good_Ones_Register()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Identifier(1, 5);
        bench.Identifier(2, 6, false, bench.Cellular);
        bench.Identifier(3, 7, false, HomeAgentBench.Address("::"));
        Assert.AreEqual(BindingStatus.BulkFailed, bench.Exchange(0));
        Assert.AreEqual(128, bench.AnswerStatus(0));
        Assert.AreEqual(0, bench.AnswerStatus(1));
        Assert.AreEqual(128, bench.AnswerStatus(2));
        Assert.AreEqual(50, bench.Answer.LifetimeUnits);
        Assert.AreEqual("2:6@2001:db8:b::20;", bench.Show());
    }

    [TestMethod]
    public void Draft_6_2_Options_With_The_Same_Bid_Are_Answered_128_Each()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Identifier(1, 5, false, bench.Wifi);
        bench.Identifier(2, 6, false, bench.Cellular);
        bench.Identifier(1, 7, true, bench.Satellite);
        Assert.AreEqual(BindingStatus.BulkFailed, bench.Exchange(0));
        Assert.AreEqual(128, bench.AnswerStatus(0));
        Assert.AreEqual(0, bench.AnswerStatus(1));
        Assert.AreEqual(128, bench.AnswerStatus(2));
        Assert.AreEqual("2:6@2001:db8:b::20;", bench.Show());
    }

    [TestMethod]
    public void Limits_Nine_Options_Are_Silence()
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        for (int i = 1; i <= Limits.BindingIdentifierOptions + 1; i++)
        {
            bench.Identifier(i, 5, false, bench.Satellite);
        }

        Silent(bench, bench.Exchange(0), Refusal.TooManyOptions);
    }

    [TestMethod]
    public void Limits_Options_Too_Long_To_Copy_Are_Silence()
    {
        HomeAgentBench bench = Registered();
        EightOptions(bench, 2, 168);
        Incompliant(bench, bench.Exchange(0));
        Assert.AreEqual(8, bench.Answer.Options.BindingIdentifierCount);
        EightOptions(bench, 3, 170);
        Silent(bench, bench.Exchange(0), Refusal.TooManyOptions);
    }

    [TestMethod]
    public void Rfc6275_6_2_1_An_Unknown_Option_Is_Skipped()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Raw(new byte[] { 200, 2, 1, 2 });
        bench.Identifier(1, 5);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("1:5@2001:db8:a::10;", bench.Show());
    }

    [TestMethod]
    public void A_Link_That_Refuses_The_Answer_Is_Counted_And_The_Binding_Stands()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Network.Accepts = false;
        Assert.AreEqual(-1, bench.RegisterTwo(1, 60, 0));
        Assert.AreEqual(1, bench.Refused(Refusal.LinkRefused));
        Assert.AreEqual(2, bench.Bindings.Count);
        Assert.AreEqual("binding 0:1+;binding 0:2+;prefix 0:0+;prefix 0:1+;", bench.Listener.ToString());
    }

    private static HomeAgentBench Registered()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.RegisterTwo(1, 60, 0);
        bench.Listener.Clear();
        return bench;
    }

    private static void EightOptions(HomeAgentBench bench, int sequence, int length)
    {
        byte[] option = new byte[MobilityOption.DataOffset + length];
        option[0] = HomeAgentBench.OptionType;
        option[1] = (byte)length;
        bench.Begin(bench.Wifi, bench.HomeAddress, sequence, HomeAgentBench.Router, 50);
        for (int i = 0; i < 8; i++)
        {
            bench.Raw(option);
        }
    }

    private static void IncompliantAddress(string text)
    {
        HomeAgentBench bench = Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Identifier(1, 5, false, HomeAgentBench.Address(text));
        Incompliant(bench, bench.Exchange(0));
    }

    private static void OutOfWindow(HomeAgentBench bench, int sequence)
    {
        string before = bench.Snapshot();
        int last = bench.Bindings.LastSequence;
        bench.Begin(bench.Satellite, bench.HomeAddress, sequence, HomeAgentBench.Router, 50);
        bench.Identifier(1, 5);
        Refused(bench, bench.Exchange(0), BindingStatus.SequenceOutOfWindow);
        Assert.AreEqual(last, bench.Answer.Sequence);
        Assert.AreEqual(BindingStatus.SequenceOutOfWindow, bench.AnswerStatus(0));
        Assert.AreEqual(before, bench.Snapshot());
    }

    private static void Silent(HomeAgentBench bench, int answer, Refusal reason)
    {
        Assert.AreEqual(-1, answer);
        Assert.AreEqual(1, bench.Refused(reason));
        Unchanged(bench);
    }

    private static void Incompliant(HomeAgentBench bench, int answer)
    {
        Refused(bench, answer, BindingStatus.BulkFailed);
        Assert.AreEqual(BindingIdentifierOption.StatusIncompliant, bench.AnswerStatus(0));
        Assert.AreEqual(1, bench.Refused(Refusal.BindingIdentifierMalformed));
        Unchanged(bench);
    }

    private static void Refused(HomeAgentBench bench, int answer, int status)
    {
        Assert.AreEqual(status, answer);
        Assert.AreEqual(0, bench.Answer.LifetimeUnits);
        if (bench.Bindings.Count != 0)
        {
            Unchanged(bench);
        }
    }

    private static void Unchanged(HomeAgentBench bench)
    {
        Assert.AreEqual("1:200@2001:db8:a::10;2:100@2001:db8:b::20;", bench.Show());
        Assert.IsTrue(bench.Bindings.IsRegistered(0) && bench.Bindings.IsRegistered(1));
    }
}
