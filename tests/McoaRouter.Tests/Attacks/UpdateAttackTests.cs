using McoaRouter.Tests.HomeAgents;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Attacks;

/// <summary>
/// Binding Updates that are not what they say, at a home agent that has a key with each vehicle: of another vehicle,
/// recorded, made up, and carried from one transport into the other.
/// </summary>
[TestClass]
public sealed class UpdateAttackTests
{
    private const string First = "1@2001:db8:a::10;2@2001:db8:b::20;";
    private const string Other = "1@2001:db8:c::30;";

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void The_Key_Of_One_Vehicle_Moves_No_Binding_Of_Another(string profile)
    {
        HomeAgentBench bench = Fleet.Registered(profile);
        Fleet.BeginOther(bench, 2, 1, bench.Wifi);
        Fleet.SignWithTheWrongKey(bench, "bus-18@example.net", 1000, bench.Wifi);
        Assert.AreEqual(BindingStatus.AuthenticationFailed, bench.Exchange(1000));
        Assert.AreEqual(1, bench.Refused(Refusal.AuthenticationFailed));

        // In its own name it is not even answered: it names a home address that is not its own.
        Fleet.BeginOther(bench, 3, 1, bench.Wifi);
        Fleet.SignWithTheWrongKey(bench, "bus-17@example.net", 2000, bench.Wifi);
        Assert.AreEqual(HomeAgentBench.NoAnswer, bench.Exchange(2000));
        Assert.AreEqual(1, bench.Refused(Refusal.IdentifierMismatch));

        // Nor does lifetime 0 remove anything.
        bench.Begin(bench.Wifi, bench.OtherHomeAddress, 4, HomeAgentBench.Router, 0);
        Fleet.SignWithTheWrongKey(bench, "bus-18@example.net", 3000, bench.Wifi);
        Assert.AreEqual(BindingStatus.AuthenticationFailed, bench.Exchange(3000));
        AssertStands(bench);
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void The_Key_Of_One_Vehicle_Moves_No_Binding_Of_Another_In_Udp(string profile)
    {
        HomeAgentBench bench = Fleet.Registered(profile);
        bench.BeginAtHome(bench.OtherHomeAddress, 2, HomeAgentBench.Router | BindingUpdate.ForceUdpFlag, 60);
        bench.Raw(Hex.Read(profile == "rfc5648" ? UdpPen.NamedByRfc5648 : "2304 0001 0a00 0000 2006 0000 0a000002"));
        Fleet.SignWithTheWrongKey(bench, "bus-18@example.net", 1000, HomeAgentBench.Address(Fleet.Inside));
        Assert.AreEqual(
            BindingStatus.AuthenticationFailed, UdpPen.Exchange(bench, Fleet.Attacker, Fleet.NatPort, 1000));
        AssertStands(bench);
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void A_Vehicle_Gets_No_Prefix_Of_Another(string profile)
    {
        HomeAgentBench bench = Fleet.Registered(profile);
        Fleet.BeginFirst(bench, 2);
        bench.Prefix(1, 0);
        Assert.AreEqual(BindingStatus.NotAuthorizedForPrefix, bench.ExchangeSecurely(bench.Wifi, 1000));
        AssertStands(bench);
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void Binding_Identifiers_Of_Two_Vehicles_Have_Nothing_To_Do_With_Each_Other(string profile)
    {
        HomeAgentBench bench = Fleet.Registered(profile);
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 0);
        bench.Reference(1);
        Assert.AreEqual(BindingStatus.Accepted, bench.ExchangeSecurely(bench.Wifi, 1000));
        Assert.AreEqual("2@2001:db8:b::20;", UdpPen.Show(bench, 0));
        Assert.AreEqual(Other, UdpPen.Show(bench, 1));
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void A_Vehicle_That_Claims_The_Care_Of_Address_Of_Another_Takes_Nothing_From_It(string profile)
    {
        HomeAgentBench bench = Fleet.Registered(profile);
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.Identifier(1, 200, false, bench.Satellite);
        bench.Identifier(2, 100, false, bench.Cellular);
        Assert.AreEqual(BindingStatus.Accepted, bench.ExchangeSecurely(bench.Wifi, 1000));

        // Both speak from that address in their own name alone, and what is for the other is still the other's.
        Assert.AreEqual(1, Tunnelled(bench, bench.Satellite, bench.OtherPassenger));
        bench.Inner(bench.Correspondent, bench.OtherPassenger, 8);
        bench.Agent.ReceiveFromInside(bench.Packet, 1000);
        Assert.IsTrue(Ipv6Address.Equal(
            bench.Network.Last.Octets, bench.Network.Last.Start + 24, bench.Satellite, 0));

        bench.Begin(bench.Wifi, bench.HomeAddress, 3, HomeAgentBench.Router, 0);
        Assert.AreEqual(BindingStatus.Accepted, bench.ExchangeSecurely(bench.Wifi, 2000));
        Assert.AreEqual(string.Empty, UdpPen.Show(bench, 0));
        Assert.AreEqual(1, Tunnelled(bench, bench.Satellite, bench.OtherPassenger));
        Assert.AreEqual(0, Tunnelled(bench, bench.Satellite, bench.Passenger));
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void A_Recorded_Update_Does_Not_Come_From_Another_Care_Of_Address(string profile)
    {
        HomeAgentBench bench = Fleet.Registered(profile);
        Fleet.BeginFirst(bench, 2);
        bench.Authenticate(bench.Security, HomeAgentBench.Timestamp(1000), bench.Wifi);
        byte[] recorded = Fleet.Record(bench);
        Ipv6Address.Copy(HomeAgentBench.Address(Fleet.AttackerIpv6), 0, recorded, Ipv6Header.SourceOffset);
        Assert.AreEqual(BindingStatus.AuthenticationFailed, Fleet.Deliver(bench, recorded, 1000));

        // The message itself had not been used up by that.
        Ipv6Address.Copy(bench.Wifi, 0, recorded, Ipv6Header.SourceOffset);
        Assert.AreEqual(BindingStatus.Accepted, Fleet.Deliver(bench, recorded, 1001));
        Assert.AreEqual(BindingStatus.TimestampMismatch, Fleet.Deliver(bench, recorded, 1002));
        AssertStands(bench);
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void Updates_That_Overtook_Each_Other_Bring_Back_Nothing(string profile)
    {
        HomeAgentBench bench = Fleet.Registered(profile);
        Fleet.BeginFirst(bench, 2);
        bench.Authenticate(bench.Security, HomeAgentBench.Timestamp(1000), bench.Wifi);
        byte[] earlier = Fleet.Record(bench);
        bench.Begin(bench.Wifi, bench.HomeAddress, 3, HomeAgentBench.Router, 0);
        bench.Reference(2);
        Assert.AreEqual(BindingStatus.Accepted, bench.ExchangeSecurely(bench.Wifi, 1010));
        Assert.AreEqual(BindingStatus.TimestampMismatch, Fleet.Deliver(bench, earlier, 1020));
        Assert.AreEqual("1@2001:db8:a::10;", UdpPen.Show(bench, 0));
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void An_Update_Carried_To_A_Home_Agent_With_Another_Key_Is_Worth_Nothing(string profile)
    {
        HomeAgentBench bench = Fleet.Bench(profile);
        HomeAgentBench elsewhere = Fleet.Bench(profile);
        elsewhere.Settings.Address = HomeAgentBench.Address("2001:db8:1::2");
        elsewhere.Settings.Routers[0].Security = elsewhere.Settings.Routers[1].Security;
        elsewhere.Restart();
        elsewhere.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router, 60);
        elsewhere.Identifier(1, 200, false, bench.Wifi);
        elsewhere.Authenticate(bench.Security, HomeAgentBench.Timestamp(0), bench.Wifi);
        Assert.AreEqual(HomeAgentBench.NoAnswer, elsewhere.Exchange(0));
        Assert.AreEqual(1, elsewhere.Refused(Refusal.IdentifierMismatch));

        // With the address of the first in its header it is nobody's there.
        Fleet.BeginFirst(bench, 1);
        bench.Authenticate(bench.Security, HomeAgentBench.Timestamp(0), bench.Wifi);
        Assert.AreEqual(HomeAgentBench.NoAnswer, Fleet.Deliver(elsewhere, Fleet.Record(bench), 0));
        Assert.AreEqual(1, elsewhere.Refused(Refusal.WrongPeer));
        Assert.AreEqual(0, elsewhere.Bindings.Count);
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void An_Update_Put_Into_Udp_By_Another_Points_At_Nobody(string profile)
    {
        // What names its care-of address in an option is authentic wherever it comes from: in UDP it would be the sender.
        HomeAgentBench bench = Fleet.Registered(profile);
        bench.BeginAtHome(bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.Identifier(1, 200, false, bench.Wifi);
        bench.AlternateCareOfAddress(bench.Wifi);
        bench.Authenticate(bench.Security, HomeAgentBench.Timestamp(1000), bench.Wifi);
        int status = UdpPen.Exchange(bench, Fleet.Attacker, 1234, 1000);
        Assert.AreEqual(1, bench.Refused(Refusal.CareOfAddress));
        Assert.IsTrue(status >= BindingStatus.FirstRefusal);
        AssertStands(bench);
        bench.BeginAtHome(bench.HomeAddress, 3, HomeAgentBench.Router, 60);
        bench.AlternateCareOfAddress(bench.Wifi);
        bench.Authenticate(bench.Security, HomeAgentBench.Timestamp(2000), bench.Wifi);
        Assert.AreEqual(
            BindingStatus.InvalidCareOfAddress, UdpPen.Exchange(bench, Fleet.Attacker, 1234, 2000));
        AssertStands(bench);
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void An_Update_Taken_Out_Of_Udp_By_Another_Is_Not_Authentic(string profile)
    {
        HomeAgentBench bench = Fleet.Bench(profile);
        bench.Begin(HomeAgentBench.Address(Fleet.AttackerIpv6), bench.HomeAddress, 1, HomeAgentBench.Router, 60);
        bench.Identifier(1, 200);
        bench.Raw(Hex.Read(UdpPen.NamedByDraft));
        bench.Authenticate(bench.Security, HomeAgentBench.Timestamp(0), HomeAgentBench.Address(Fleet.Inside));
        Assert.AreEqual(BindingStatus.AuthenticationFailed, bench.Exchange(0));
        Assert.AreEqual(0, bench.Bindings.Count);
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void A_Recorded_Update_In_Udp_From_Another_Address_Moves_Nothing(string profile)
    {
        HomeAgentBench bench = Fleet.Bench(profile);
        Fleet.BeginInUdp(bench, profile, 1);
        bench.Authenticate(bench.Security, HomeAgentBench.Timestamp(0), HomeAgentBench.Address(Fleet.Inside));
        byte[] recorded = Fleet.Record(bench);
        Assert.AreEqual(BindingStatus.Accepted, UdpPen.Replay(bench, recorded, Fleet.Nat, Fleet.NatPort, 0));
        Assert.AreEqual(UdpPen.NatAt40000, UdpPen.Show(bench, 0));
        Assert.AreEqual(
            BindingStatus.TimestampMismatch, UdpPen.Replay(bench, recorded, Fleet.Attacker, 1234, 10));
        Assert.AreEqual(BindingStatus.TimestampMismatch, UdpPen.Replay(bench, recorded, Fleet.Nat, 40001, 20));
        Assert.AreEqual(UdpPen.NatAt40000, UdpPen.Show(bench, 0));
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void The_Home_Agent_Itself_Is_No_Care_Of_Address(string profile)
    {
        HomeAgentBench bench = Fleet.Registered(profile);
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.Identifier(1, 200, false, bench.Settings.Address);
        bench.Identifier(2, 200, false, bench.Passenger);
        Assert.IsTrue(bench.ExchangeSecurely(bench.Wifi, 1000) >= BindingStatus.FirstRefusal);
        AssertStands(bench);

        // In UDP the outer source is not authenticated: nobody may lead the home agent to itself by it.
        Fleet.BeginInUdp(bench, profile, 3);
        bench.Authenticate(bench.Security, HomeAgentBench.Timestamp(2000), HomeAgentBench.Address(Fleet.Inside));
        byte[] update = Fleet.Record(bench);
        int before = bench.Refused(Refusal.CareOfAddress);
        Assert.AreEqual(
            HomeAgentBench.NoAnswer, UdpPen.Replay(bench, update, "192.0.2.1", UdpEncapsulation.Port, 2000));
        Assert.AreEqual(before + 1, bench.Refused(Refusal.CareOfAddress));
        AssertStands(bench);
        Assert.AreEqual(BindingStatus.Accepted, UdpPen.Replay(bench, update, Fleet.Nat, Fleet.NatPort, 2001));
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void A_Flood_Of_Forged_Updates_Changes_Nothing_And_Shuts_Nobody_Out(string profile)
    {
        HomeAgentBench bench = Fleet.Registered(profile);
        int answers = bench.Network.Sent;
        for (int i = 0; i < 40; i++)
        {
            // Ahead in time and number, so that the next true one would be late if anything of them counted.
            Fleet.BeginOther(bench, 1000 + i, 1 + (i % 9), bench.Wifi);
            Fleet.SignWithTheWrongKey(bench, "bus-18@example.net", 6000, bench.Wifi);
            Assert.AreEqual(BindingStatus.AuthenticationFailed, bench.Exchange(1000));
        }

        Assert.AreEqual(40, bench.Refused(Refusal.AuthenticationFailed));
        Assert.AreEqual(answers + 40, bench.Network.Sent);
        AssertStands(bench);
        Fleet.BeginOther(bench, 2, 1, bench.Satellite);
        Fleet.SignAsOther(bench, 1001, bench.Satellite);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(1001));
    }

    [TestMethod]
    public void The_Answer_To_A_Forged_Update_Is_No_Larger_Than_The_Update()
    {
        HomeAgentBench bench = Fleet.Registered("draft-01");
        Fleet.BeginOther(bench, 2, 1, bench.Wifi);
        Fleet.SignWithTheWrongKey(bench, "bus-18@example.net", 1000, bench.Wifi);
        byte[] forged = Fleet.Record(bench);
        Assert.AreEqual(BindingStatus.AuthenticationFailed, Fleet.Deliver(bench, forged, 1000));
        Assert.IsTrue(bench.Network.Last.Length <= forged.Length);
    }

    private static int Tunnelled(HomeAgentBench bench, byte[] careOfAddress, byte[] source)
    {
        int before = bench.Inside.Sent;
        bench.Inner(source, bench.Correspondent, 8);
        bench.Wrap(careOfAddress);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1000);
        return bench.Inside.Sent - before;
    }

    private static void AssertStands(HomeAgentBench bench)
    {
        Assert.AreEqual(First, UdpPen.Show(bench, 0));
        Assert.AreEqual(Other, UdpPen.Show(bench, 1));
    }
}
