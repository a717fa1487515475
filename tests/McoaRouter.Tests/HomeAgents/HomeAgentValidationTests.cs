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
    public void Rfc6275_10_3_1_A_Home_Address_In_Use_On_The_Home_Link_Is_134()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Agent.DuplicateFound(0);
        Expect.Refused(bench, bench.RegisterTwo(1, 60, 0), BindingStatus.DuplicateAddress);
        Assert.AreEqual(0, bench.Bindings.Count);
        Assert.AreEqual(BindingStatus.Accepted, bench.RegisterOther(1, 0));
        bench.Agent.DuplicateCleared(0);
        Assert.AreEqual(BindingStatus.Accepted, bench.RegisterTwo(2, 60, 0));
    }

    [TestMethod]
    public void Rfc6275_10_3_1_A_Home_Address_That_Has_A_Binding_Is_Not_Asked_About()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Agent.DuplicateFound(0);
        Assert.AreEqual(BindingStatus.Accepted, bench.RegisterTwo(2, 60, 0));
        bench.Begin(bench.Wifi, bench.HomeAddress, 3, HomeAgentBench.Router, 0);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Expect.Refused(bench, bench.RegisterTwo(4, 60, 0), BindingStatus.DuplicateAddress);
    }

    [TestMethod]
    public void Rfc3963_6_6_An_Account_Of_A_Mobile_Host_May_Not_Be_A_Router()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Settings.Routers[0].MobileRouter = false;
        bench.Settings.Routers[0].Prefixes = new Ipv6Prefix[0];
        bench.Restart();
        Expect.Refused(bench, bench.RegisterTwo(1, 60, 0), BindingStatus.MobileRouterNotPermitted);
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        Expect.Refused(bench, bench.Exchange(0), BindingStatus.MobileRouterNotPermitted);
        Assert.AreEqual(0, bench.Bindings.Count);

        // Without R it is a plain home registration, and several care-of addresses are its right as well.
        bench.Begin(bench.Wifi, bench.HomeAddress, 3, HomeAgentBench.Host, 60);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual(0, bench.Answer.Flags & BindingAcknowledgement.MobileRouterFlag);
        bench.Begin(bench.Wifi, bench.HomeAddress, 4, HomeAgentBench.Host, 60);
        bench.Identifier(1, 200, false, bench.Wifi);
        bench.Identifier(2, 100, false, bench.Cellular);
        Assert.AreEqual(BindingStatus.Conflict, bench.Exchange(0));
        Assert.AreEqual(2, bench.Bindings.Count);
        Assert.IsFalse(bench.Bindings.At(0).IsMobileRouter);
    }

    [TestMethod]
    public void Rfc6275_6_1_1_A_Wrong_Checksum_Is_Silence()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Begin(bench.Satellite, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.End();
        bench.Packet.Octets[bench.Packet.Start + 70] ^= 1;
        Expect.Silent(bench, bench.Deliver(0), Refusal.Checksum);
    }

    [TestMethod]
    public void Rfc6275_9_2_Another_Message_Is_Silence()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Begin(bench.Satellite, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Packet.Octets[bench.Packet.Start + 66] = MobilityHeader.BindingAcknowledgement;
        Expect.Silent(bench, bench.Exchange(0), Refusal.UnknownMessage);
    }

    [TestMethod]
    public void Rfc6275_10_3_1_A_Registration_Without_Home_Address_Option_Is_Silence()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.BeginAtHome(bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        Expect.Silent(bench, bench.Exchange(0), Refusal.NoHomeAddress);
        bench.BeginAtHome(bench.Satellite, 2, HomeAgentBench.Router, 0);
        Assert.AreEqual(-1, bench.Exchange(0));
        Assert.AreEqual(2, bench.Refused(Refusal.NoHomeAddress));
    }

    [TestMethod]
    public void Rfc6275_9_5_1_A_Home_Address_That_Is_Not_Routable_Is_Silence()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Begin(bench.Satellite, HomeAgentBench.Address("ff02::1"), 2, HomeAgentBench.Router, 50);
        Expect.Silent(bench, bench.Exchange(0), Refusal.NoHomeAddress);
    }

    [TestMethod]
    public void Rfc6275_9_5_4_A_Source_That_Is_Not_Unicast_Is_Silence()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Begin(HomeAgentBench.Address("ff02::1"), bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        Expect.Silent(bench, bench.Exchange(0), Refusal.CareOfAddress);
    }

    [TestMethod]
    public void Rfc6275_9_5_1_A_Correspondent_Registration_Is_Silence()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Begin(bench.Satellite, bench.HomeAddress, 2, BindingUpdate.AcknowledgeFlag, 50);
        Expect.Silent(bench, bench.Exchange(0), Refusal.NotHomeRegistration);
    }

    [TestMethod]
    public void Rfc6275_9_5_1_Nonce_Indices_In_A_Home_Registration_Are_Silence()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Begin(bench.Satellite, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Raw(new byte[] { 4, 4, 0, 1, 0, 2 });
        Expect.Silent(bench, bench.Exchange(0), Refusal.NotHomeRegistration);
    }

    [TestMethod]
    public void Rfc8200_4_4_A_Routing_Header_To_Somebody_Else_Is_Silence()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Packet.Reset();
        int start = bench.Packet.Start;
        Ipv6Header.Write(
            bench.Packet.Octets, start, 0, 24, ProtocolNumbers.Routing, bench.Wifi, 0, bench.Settings.Address, 0);
        RoutingHeaderType2.Write(bench.Packet.Octets, start + 40, ProtocolNumbers.Udp, bench.HomeAddress, 0);
        bench.Packet.SetLength(64);
        Expect.Silent(bench, bench.Deliver(0), Refusal.RoutingHeader);
    }

    [TestMethod]
    public void Rfc6275_6_1_7_An_Update_For_Another_Home_Agent_Is_Silence()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Begin(bench.Satellite, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        int destination = bench.Packet.Start + Ipv6Header.DestinationOffset;
        Ipv6Address.Copy(bench.Correspondent, 0, bench.Packet.Octets, destination);
        Expect.Silent(bench, bench.Exchange(0), Refusal.WrongPeer);
    }

    [TestMethod]
    public void Rfc6275_10_3_1_An_Unknown_Home_Address_In_The_Home_Prefix_Is_Answered_133()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Begin(bench.Satellite, HomeAgentBench.Address("2001:db8:1::999"), 2, HomeAgentBench.Router, 50);
        bench.Identifier(1, 5);
        Expect.Refused(bench, bench.Exchange(0), BindingStatus.NotHomeAgent);
        Assert.AreEqual(BindingStatus.NotHomeAgent, bench.AnswerStatus(0));
        Assert.AreEqual(1, bench.Refused(Refusal.UnknownHomeAddress));
        Assert.AreEqual(string.Empty, bench.Listener.ToString());
    }

    [TestMethod]
    public void Rfc6275_10_3_1_A_Home_Address_Outside_The_Home_Prefix_Is_Answered_132()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Begin(bench.Satellite, HomeAgentBench.Address("2001:db8:2::100"), 2, HomeAgentBench.Router, 50);
        Expect.Refused(bench, bench.Exchange(0), BindingStatus.NotHomeSubnet);
    }

    [TestMethod]
    public void Rfc3963_6_2_R_Without_H_Is_Answered_140()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Begin(
            bench.Satellite, bench.HomeAddress, 2, HomeAgentBench.Router & ~BindingUpdate.HomeFlag, 50);
        bench.Identifier(1, 5);
        Expect.Refused(bench, bench.Exchange(0), BindingStatus.MobileRouterNotPermitted);
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
        HomeAgentBench bench = Expect.Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 9, HomeAgentBench.Router, 50);
        bench.Prefix(1, 0);
        Expect.Refused(bench, bench.Exchange(0), BindingStatus.NotAuthorizedForPrefix);
        OutOfWindow(bench, 9);
    }

    [TestMethod]
    public void Rfc3963_6_2_Another_R_Than_In_The_Cache_Is_Answered_139()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Host, 50);
        bench.Identifier(1, 5);
        Expect.Refused(bench, bench.Exchange(0), BindingStatus.RegistrationTypeChange);

        // A removal may have either.
        bench.Begin(bench.Wifi, bench.HomeAddress, 3, HomeAgentBench.Host, 0);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual(0, bench.Bindings.Count);
    }

    [TestMethod]
    public void Rfc3963_6_2_A_Prefix_Of_Another_Router_Is_Answered_142()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Identifier(1, 5);
        bench.Prefix(0, 0);
        bench.Prefix(1, 0);
        Expect.Refused(bench, bench.Exchange(0), BindingStatus.NotAuthorizedForPrefix);
        Assert.AreEqual(BindingStatus.NotAuthorizedForPrefix, bench.AnswerStatus(0));
    }

    [TestMethod]
    public void Rfc3963_6_2_A_Shorter_Or_Longer_Prefix_Than_Authorised_Is_Answered_142()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Prefix(Ipv6Prefix.TryRead("2001:db8:100:1::/64", true));
        Expect.Refused(bench, bench.Exchange(0), BindingStatus.NotAuthorizedForPrefix);
        bench.Begin(bench.Wifi, bench.HomeAddress, 3, HomeAgentBench.Router, 50);
        bench.Prefix(Ipv6Prefix.TryRead("2001:db8:100::/48", true));
        Expect.Refused(bench, bench.Exchange(0), BindingStatus.NotAuthorizedForPrefix);
    }

    [TestMethod]
    public void Rfc3963_6_6_A_Prefix_Length_Over_128_Is_Answered_141()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Prefix(0, 0);
        bench.Patch(17, 129);
        Expect.Refused(bench, bench.Exchange(0), BindingStatus.InvalidPrefix);
    }

    [TestMethod]
    public void Rfc3963_6_2_Implicit_Mode_Without_A_Prefix_In_The_Account_Is_Answered_143()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Settings.Routers[0].Prefixes = new Ipv6Prefix[0];
        bench.Restart();
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router, 50);
        Expect.Refused(bench, bench.Exchange(0), BindingStatus.ForwardingSetupFailed);
        Assert.AreEqual(0, bench.Bindings.Count);
    }

    [TestMethod]
    public void Rfc6275_6_1_8_A_Care_Of_Address_That_The_Tunnel_Leads_To_Is_Answered_174()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Begin(bench.Passenger, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        Expect.Refused(bench, bench.Exchange(0), BindingStatus.InvalidCareOfAddress);
        bench.Begin(bench.Wifi, bench.HomeAddress, 3, HomeAgentBench.Router, 50);
        bench.Identifier(1, 5);
        bench.AlternateCareOfAddress(bench.Settings.Address);
        Expect.Refused(bench, bench.Exchange(0), BindingStatus.InvalidCareOfAddress);
        Assert.AreEqual(BindingStatus.InvalidCareOfAddress, bench.AnswerStatus(0));
        Assert.AreEqual(2, bench.Refused(Refusal.CareOfAddress));
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
        Assert.AreEqual(
            "binding 0:1+;binding 0:2+;prefix 0:0+;prefix 0:1+;defended 0:0+;", bench.Listener.ToString());
    }

    private static void OutOfWindow(HomeAgentBench bench, int sequence)
    {
        string before = bench.Snapshot();
        int last = bench.Bindings.LastSequence;
        bench.Begin(bench.Satellite, bench.HomeAddress, sequence, HomeAgentBench.Router, 50);
        bench.Identifier(1, 5);
        Expect.Refused(bench, bench.Exchange(0), BindingStatus.SequenceOutOfWindow);
        Assert.AreEqual(last, bench.Answer.Sequence);
        Assert.AreEqual(BindingStatus.SequenceOutOfWindow, bench.AnswerStatus(0));
        Assert.AreEqual(before, bench.Snapshot());
    }
}
