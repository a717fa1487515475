using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Autoconfiguration;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Ppp;

[TestClass]
public sealed class AutoconfigurationTests
{
    private const string Own = "2001:db8:7:0:211:2233:4455:6677";
    private const string Other = "2001:db8:8:0:211:2233:4455:6677";
    private const string LinkLocal = "fe80::211:2233:4455:6677";

    [TestMethod]
    public void Rfc4862_5_3_The_Link_Local_Address_Is_Made_Of_The_Identifier()
    {
        HostBench bench = Started(0);
        CollectionAssert.AreEqual(Hex.Address(LinkLocal), bench.Host.LinkLocal);
        Assert.IsTrue(bench.Host.Owns(Hex.Address(LinkLocal), 0));
        Assert.IsFalse(bench.Host.HasAddress);
    }

    [TestMethod]
    public void Rfc4861_6_3_7_Routers_Are_Solicited_Until_One_Answers()
    {
        HostBench bench = Started(0);
        Assert.AreEqual(1, bench.Sent);
        Assert.AreEqual(RouterSolicitation.Type, (int)bench.Packet[Ipv6Header.Length]);
        Assert.IsTrue(Ipv6Address.Equal(Hex.Address("ff02::2"), 0, bench.Packet, Ipv6Header.DestinationOffset));
        Assert.IsTrue(Ipv6Address.Equal(Hex.Address(LinkLocal), 0, bench.Packet, Ipv6Header.SourceOffset));
        bench.Advertise(HostBench.Prefix, 1800, 86400, 14400);
        bench.Wait(1799000);
        Assert.AreEqual(1, bench.Sent);
    }

    [TestMethod]
    public void Rfc4861_6_3_7_An_Advertisement_Without_A_Default_Router_Does_Not_End_The_Search()
    {
        HostBench bench = Started(0);
        bench.Advertise(HostBench.Prefix, 0, 86400, 14400);
        Assert.IsTrue(bench.Host.HasAddress);
        Assert.IsFalse(bench.Host.HasRouter);
        bench.Wait(5000);
        Assert.AreEqual(2, bench.Sent);
    }

    [TestMethod]
    public void Rfc7559_2_The_Pauses_Double_Up_To_An_Hour()
    {
        HostBench bench = Started(0);
        bench.OnlyCounts = true;
        long last = bench.SentAt;
        long expected = 4000;
        for (int i = 0; i < 14; i++)
        {
            int sent = bench.Sent;
            bench.Wait(bench.Host.NextDeadline - bench.Now);
            Assert.AreEqual(sent + 1, bench.Sent);
            long pause = bench.SentAt - last;
            Assert.IsTrue(pause >= expected - (expected / 10) && pause <= expected + (expected / 10));
            last = bench.SentAt;
            expected = pause * 2 < HostAutoconfiguration.MaxSolicitationMs
                ? pause * 2
                : HostAutoconfiguration.MaxSolicitationMs;
        }
    }

    [TestMethod]
    public void Rfc4861_6_3_7_On_A_Shared_Link_The_First_Solicitation_Waits_For_The_Address()
    {
        HostBench bench = Started(1);
        bench.Wait(1000);
        Assert.AreEqual(1, bench.Sent);
        Assert.AreEqual(NeighborSolicitation.Type, (int)bench.Packet[Ipv6Header.Length]);
        bench.Wait(1000);
        Assert.AreEqual(2, bench.Sent);
        Assert.AreEqual(RouterSolicitation.Type, (int)bench.Packet[Ipv6Header.Length]);
    }

    [TestMethod]
    public void Rfc4861_6_3_4_The_Default_Router_Is_The_Sender()
    {
        HostBench bench = Started(0);
        bench.Advertise(HostBench.Prefix, 1800, 86400, 14400);
        Assert.IsTrue(bench.Host.HasRouter);
        CollectionAssert.AreEqual(Hex.Address("fe80::1"), bench.Host.Router);
        Assert.AreEqual(1, bench.Changes);
    }

    [TestMethod]
    public void Rfc4861_6_3_4_A_Lifetime_Of_0_Removes_The_Router_And_The_Next_Takes_Over()
    {
        HostBench bench = Started(0);
        bench.Pen.Begin("fe80::1", 1800);
        bench.Give();
        bench.Pen.Begin("fe80::2", 1800);
        bench.Give();
        CollectionAssert.AreEqual(Hex.Address("fe80::1"), bench.Host.Router);
        bench.Pen.Begin("fe80::1", 0);
        bench.Give();
        CollectionAssert.AreEqual(Hex.Address("fe80::2"), bench.Host.Router);
        Assert.AreEqual(1, bench.Sent);
        bench.Pen.Begin("fe80::2", 0);
        bench.Give();
        Assert.IsFalse(bench.Host.HasRouter);
        bench.Wait(1);
        Assert.AreEqual(2, bench.Sent);
    }

    [TestMethod]
    public void Rfc4861_6_3_5_A_Router_That_Is_Silent_Expires_And_Is_Searched_For()
    {
        HostBench bench = Started(0);
        bench.Advertise(HostBench.Prefix, 30, 86400, 14400);
        int sent = bench.Sent;
        bench.Wait(29999);
        Assert.IsTrue(bench.Host.HasRouter);
        Assert.AreEqual(sent, bench.Sent);
        bench.Wait(1);
        Assert.IsFalse(bench.Host.HasRouter);
        Assert.AreEqual(sent + 1, bench.Sent);
        Assert.IsTrue(bench.Host.HasAddress);
    }

    [TestMethod]
    public void Rfc4861_6_3_4_The_Mtu_Is_Taken_Within_Its_Bounds()
    {
        HostBench bench = Started(0);
        Assert.AreEqual(1500, bench.Host.MaximumTransmissionUnit);
        int[] told = { 1280, 1279, 1501, 0, -1, 1420 };
        int[] taken = { 1280, 1280, 1280, 1280, 1280, 1420 };
        for (int i = 0; i < told.Length; i++)
        {
            bench.Wait(1000);
            bench.Pen.Begin(1800);
            bench.Pen.AddMtu(told[i]);
            bench.Give();
            Assert.AreEqual(taken[i], bench.Host.MaximumTransmissionUnit);
        }

        Assert.AreEqual(4L, bench.Refusals.Of(LinkRefusal.MtuRefused));
    }

    [TestMethod]
    public void Rfc4862_5_5_3_D_An_Address_Is_Made_From_A_Prefix()
    {
        HostBench bench = Started(0);
        bench.Advertise(HostBench.Prefix, 1800, 86400, 14400);
        Assert.IsTrue(bench.Host.HasAddress);
        CollectionAssert.AreEqual(Hex.Address(Own), bench.Host.Address);
        Assert.IsTrue(bench.Host.Owns(Hex.Address(Own), 0));
        bench.Advertise(HostBench.Prefix, 1800, 86400, 14400);
        Assert.AreEqual(1, bench.Changes);
    }

    [TestMethod]
    public void Rfc4862_5_5_3_A_A_Prefix_Without_The_Autonomous_Flag_Makes_None()
    {
        HostBench bench = Started(0);
        bench.Pen.Begin(1800);
        bench.Pen.AddPrefix(HostBench.Prefix, 64, PrefixInformationOption.OnLinkFlag, 86400, 14400);
        bench.Give();
        Assert.IsFalse(bench.Host.HasAddress);
    }

    [TestMethod]
    [DataRow("fe80::", 64, 100, 100)] // b: link-local
    [DataRow("2001:db8:7::", 64, 100, 101)] // c: preferred longer than valid
    [DataRow("2001:db8:7::", 63, 100, 100)] // d: not 64 bits
    [DataRow("2001:db8:7::", 96, 100, 100)]
    [DataRow("2001:db8:7::", 255, 100, 100)]
    [DataRow("ff0e::", 64, 100, 100)] // multicast
    [DataRow("::", 64, 100, 100)] // the unspecified address's, and IPv4-mapped ones
    public void Rfc4862_5_5_3_B_To_D_A_Prefix_That_Can_Make_None_Is_Refused(
        string prefix,
        int length,
        int valid,
        int preferred)
    {
        HostBench bench = Started(0);
        bench.Pen.Begin(1800);
        bench.Pen.AddPrefix(prefix, length, PrefixInformationOption.AutonomousFlag, valid, preferred);
        bench.Give();
        Assert.IsFalse(bench.Host.HasAddress);
        Assert.AreEqual(1L, bench.Refusals.Of(LinkRefusal.PrefixRefused));
    }

    [TestMethod]
    public void Rfc4862_5_5_3_D_A_New_Prefix_With_No_Lifetime_Makes_None()
    {
        HostBench bench = Started(0);
        bench.Advertise(HostBench.Prefix, 1800, 0, 0);
        Assert.IsFalse(bench.Host.HasAddress);
    }

    [TestMethod]
    public void Rfc4862_5_5_3_E_A_Lifetime_Is_Not_Shortened_Below_Two_Hours()
    {
        HostBench bench = Started(0);
        bench.Advertise(HostBench.Prefix, 1800, 86400, 86400);
        bench.Advertise(HostBench.Prefix, 1800, 1, 1);
        Assert.AreEqual(1L, bench.Refusals.Of(LinkRefusal.LifetimeRefused));
        bench.Wait(7199999);
        Assert.IsTrue(bench.Host.HasAddress);
        bench.Wait(1);
        Assert.IsFalse(bench.Host.HasAddress);
    }

    [TestMethod]
    public void Rfc4862_5_5_3_E_What_Is_Left_Under_Two_Hours_Is_Not_Shortened_At_All()
    {
        HostBench bench = Started(0);
        bench.Advertise(HostBench.Prefix, 1800, 3600, 3600);
        bench.Advertise(HostBench.Prefix, 1800, 10, 10);
        bench.Wait(3598000);
        Assert.IsTrue(bench.Host.HasAddress);
        bench.Wait(1000);
        Assert.IsFalse(bench.Host.HasAddress);
    }

    [TestMethod]
    public void Rfc4862_5_5_3_E_A_Longer_Lifetime_Is_Taken_And_The_Infinite_One_Too()
    {
        HostBench bench = Started(0);
        bench.Advertise(HostBench.Prefix, 1800, 60, 60);
        bench.Advertise(HostBench.Prefix, 1800, 120, 120);
        bench.Wait(100000);
        Assert.IsTrue(bench.Host.HasAddress);
        bench.Advertise(
            HostBench.Prefix,
            1800,
            PrefixInformationOption.InfiniteLifetime,
            PrefixInformationOption.InfiniteLifetime);
        bench.OnlyCounts = true;
        bench.Wait(20L * 86400000);
        Assert.IsTrue(bench.Host.HasAddress);
    }

    [TestMethod]
    public void Rfc4862_5_5_4_A_Deprecated_Address_Gives_Way_To_A_Preferred_One()
    {
        HostBench bench = Started(0);
        bench.Advertise(HostBench.Prefix, 1800, 3600, 60);
        bench.Advertise("2001:db8:8::", 1800, 3000, 3000);
        CollectionAssert.AreEqual(Hex.Address(Own), bench.Host.Address);
        bench.Wait(60000);
        CollectionAssert.AreEqual(Hex.Address(Other), bench.Host.Address);
        Assert.IsTrue(bench.Host.Owns(Hex.Address(Own), 0));

        // Preferred again, it does not push out the one in use.
        bench.Advertise(HostBench.Prefix, 1800, 3600, 3000);
        CollectionAssert.AreEqual(Hex.Address(Other), bench.Host.Address);
    }

    [TestMethod]
    public void Rfc4862_5_5_4_A_Deprecated_Address_Serves_Where_There_Is_No_Other()
    {
        HostBench bench = Started(0);
        bench.Advertise(HostBench.Prefix, 1800, 3600, 60);
        bench.Wait(61000);
        CollectionAssert.AreEqual(Hex.Address(Own), bench.Host.Address);
        Assert.AreEqual(1, bench.Changes);
        bench.Wait(3540000);
        Assert.IsFalse(bench.Host.HasAddress);
        Assert.IsFalse(bench.Host.Owns(Hex.Address(Own), 0));
    }

    [TestMethod]
    public void Rfc4862_5_4_2_An_Address_Is_Tried_By_A_Solicitation_From_Nobody()
    {
        HostBench bench = Started(1);
        bench.Wait(1000);
        Assert.IsTrue(Ipv6Address.IsUnspecified(bench.Packet, Ipv6Header.SourceOffset));
        Assert.IsTrue(
            Ipv6Address.Equal(Hex.Address("ff02::1:ff55:6677"), 0, bench.Packet, Ipv6Header.DestinationOffset));
        Assert.IsTrue(Ipv6Address.Equal(Hex.Address(LinkLocal), 0, bench.Packet, Ipv6Header.Length + 8));
        Assert.AreEqual(64, bench.Packet.Length);
        bench.Wait(2000);
        bench.Pen.Begin(1800);
        bench.Pen.AddPrefix(HostBench.Prefix, 64, PrefixInformationOption.AutonomousFlag, 86400, 14400);
        bench.Give();
        Assert.IsFalse(bench.Host.HasAddress);
        Assert.IsFalse(bench.Host.Owns(Hex.Address(Own), 0));
        bench.Wait(2000);
        Assert.IsTrue(Ipv6Address.Equal(Hex.Address(Own), 0, bench.Packet, Ipv6Header.Length + 8));
        CollectionAssert.AreEqual(Hex.Address(Own), bench.Host.Address);
    }

    [TestMethod]
    public void Rfc4862_5_4_3_Who_Tries_The_Same_Address_Has_It_Too()
    {
        HostBench bench = Tentative();
        Assert.IsTrue(bench.Probe(Own));
        bench.Wait(3000);
        Assert.IsFalse(bench.Host.HasAddress);
        Assert.AreEqual(1L, bench.Refusals.Of(LinkRefusal.AddressClaimed));
        bench.Advertise(HostBench.Prefix, 1800, 86400, 14400);
        bench.Wait(3000);
        Assert.IsFalse(bench.Host.HasAddress);
    }

    [TestMethod]
    public void Rfc4862_5_4_4_Who_Advertises_It_Has_It()
    {
        HostBench bench = Tentative();
        Assert.IsFalse(bench.Claim(Other));
        Assert.IsTrue(bench.Claim(Own));
        bench.Wait(3000);
        Assert.IsFalse(bench.Host.HasAddress);
    }

    [TestMethod]
    public void Rfc4862_5_4_5_Without_A_Link_Local_Address_The_Link_Is_Not_Used()
    {
        HostBench bench = Started(1);
        bench.Claim(LinkLocal);
        Assert.IsTrue(bench.Host.IsDuplicate);
        Assert.AreEqual(1, bench.Changes);
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Host.NextDeadline);
        int sent = bench.Sent;
        bench.Wait(10000);
        Assert.AreEqual(sent, bench.Sent);
    }

    [TestMethod]
    public void Rfc4862_5_4_After_The_Trial_A_Claim_Is_The_Neighbour_Caches_Affair()
    {
        HostBench bench = Tentative();
        bench.Wait(3000);
        Assert.IsTrue(bench.Host.HasAddress);
        Assert.IsFalse(bench.Claim(Own));
        Assert.IsFalse(bench.Probe(Own));
        Assert.IsTrue(bench.Host.HasAddress);
    }

    [TestMethod]
    public void A_Host_That_Was_Stopped_Has_Nothing_And_Wants_Nothing()
    {
        HostBench bench = Started(0);
        bench.Advertise(HostBench.Prefix, 1800, 86400, 14400);
        bench.Host.Stop();
        Assert.IsFalse(bench.Host.HasAddress);
        Assert.IsFalse(bench.Host.HasRouter);
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Host.NextDeadline);
        bench.Pen.Begin(1800);
        Assert.IsFalse(bench.Give());
    }

    private static HostBench Started(int probes)
    {
        HostBench bench = new HostBench();
        bench.Start(probes);
        return bench;
    }

    /// <summary>A host on a shared link with an address on trial.</summary>
    private static HostBench Tentative()
    {
        HostBench bench = Started(1);
        bench.Wait(3000);
        bench.Pen.Begin(1800);
        bench.Pen.AddPrefix(HostBench.Prefix, 64, PrefixInformationOption.AutonomousFlag, 86400, 14400);
        bench.Give();
        return bench;
    }
}
