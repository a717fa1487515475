using McoaRouter.Bindings;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Health;

/// <summary>
/// What the home agent is told of a path that died, and by which uplink: never by the dead one, and before all else.
/// </summary>
[TestClass]
public sealed class DeadPathTests
{
    private const string Individual = ",\"registration\":\"individual\"";
    private const string Third = "2001:db8:c:3::41";
    private const string Final = ",\"wireProfile\":\"rfc5648\"";

    [TestMethod]
    [DataRow("46", "")]
    [DataRow("44", "")]
    [DataRow("64", "")]
    [DataRow("64", Individual)]
    [DataRow("64", Final)]
    [DataRow("64", Individual + Final)]
    [DataRow("64", Individual + ",\"signallingUplink\":\"wifi\"")]
    public void Dead_path_that_no_other_can_state_is_removed_by_a_live_uplink(string families, string members)
    {
        HealthBench bench = Over(families, members);
        bench.Cut(0, true);
        bench.ClearCounts();
        bench.Wait(3000);
        Assert.AreEqual("DG", bench.Standings());
        Assert.AreEqual(1, bench.Router.Path);
        Assert.AreEqual((int)BindingState.Absent, (int)bench.Router.Bindings.At(0).State);
        Assert.AreEqual(1, bench.Agent.Bindings.Router(0).Count);
        Assert.AreEqual(2, bench.PreferredBid());
        Assert.AreEqual(0, bench.Updates[0]);
    }

    [TestMethod]
    [DataRow("44", "")]
    [DataRow("64", "")]
    [DataRow("64", Individual)]
    [DataRow("64", Final)]
    public void Dead_path_that_was_removed_and_serves_again_is_registered_held_and_takes_over(
        string families, string members)
    {
        HealthBench bench = Over(families, members);
        bench.Cut(0, true);
        bench.Wait(4000);
        bench.Cut(0, false);
        bench.Wait(5000);
        Assert.AreEqual("HG", bench.Standings());
        Assert.AreEqual(2, bench.Agent.Bindings.Router(0).Count);
        Assert.AreEqual(2, bench.PreferredBid());
        Assert.AreEqual(1, bench.Router.Path);
        bench.Wait(6000);
        Assert.AreEqual("GG", bench.Standings());
        Assert.AreEqual(1, bench.PreferredBid());
        Assert.AreEqual(0, bench.Router.Path);
    }

    [TestMethod]
    [DataRow("46")]
    [DataRow("64")]
    public void Dead_path_that_was_removed_is_tried_again_ever_more_seldom(string families)
    {
        HealthBench bench = Over(families, string.Empty);
        bench.CutTunnel[0] = true;
        int tries = 0;
        long last = 0;
        long longest = 0;
        for (int i = 0; i < 2000; i++)
        {
            PathStanding before = bench.Standing(0);
            bench.Wait(1000);
            Assert.AreEqual(1, i < 4 ? 1 : bench.Router.Path);
            if (before == PathStanding.Dead && bench.Standing(0) == PathStanding.Held)
            {
                longest = bench.Now - last > longest && tries > 0 ? bench.Now - last : longest;
                last = bench.Now;
                tries++;
            }
        }

        Assert.IsTrue(tries >= 8);
        Assert.IsTrue(tries <= 12);
        Assert.IsTrue(longest > 300000);
        Assert.IsTrue(longest < 306000);
    }

    [TestMethod]
    [DataRow("44")]
    [DataRow("64")]
    public void Dead_path_stays_while_nothing_better_is_up(string families)
    {
        HealthBench bench = Over(families, string.Empty);
        bench.Cut(0, true);
        bench.Cut(1, true);
        bench.Wait(5000);
        Assert.AreEqual("DD", bench.Standings());
        Assert.AreEqual((int)BindingState.Registered, (int)bench.Router.Bindings.At(0).State);
        Assert.AreEqual((int)BindingState.Registered, (int)bench.Router.Bindings.At(1).State);
    }

    [TestMethod]
    [DataRow("46", "")]
    [DataRow("64", "")]
    [DataRow("64", Individual + Final)]
    public void Uplink_that_comes_up_beside_a_dead_one_has_it_removed(string families, string members)
    {
        HealthBench bench = new HealthBench(HealthBench.Watched + HealthBench.Ipv4HomeAgent + members);
        bench.Up(0, Address(families, 0));
        bench.Wait(3000);
        bench.Cut(0, true);
        bench.Wait(4000);
        Assert.AreEqual("DG", bench.Standings());
        Assert.AreEqual((int)BindingState.Registered, (int)bench.Router.Bindings.At(0).State);
        bench.Up(1, Address(families, 1));
        bench.Wait(100);
        Assert.AreEqual((int)BindingState.Absent, (int)bench.Router.Bindings.At(0).State);
        Assert.AreEqual(1, bench.Agent.Bindings.Router(0).Count);
        Assert.AreEqual(2, bench.PreferredBid());
    }

    [TestMethod]
    [DataRow("46")]
    [DataRow("64")]
    public void Dead_path_that_was_removed_is_registered_again_where_the_last_other_is_lost(string families)
    {
        HealthBench bench = Over(families, string.Empty);
        bench.Cut(0, true);
        bench.Wait(4000);
        bench.Cut(0, false);
        bench.Down(1);
        bench.Wait(1100);
        Assert.AreEqual(0, bench.Router.Path);
        Assert.AreEqual((int)PathStanding.Good, (int)bench.Standing(0));
        Assert.AreEqual(1, bench.PreferredBid());
    }

    [TestMethod]
    [DataRow("46", "")]
    [DataRow("46", Individual)]
    [DataRow("64", "")]
    [DataRow("64", Individual + Final)]
    public void Dead_path_whose_removal_is_not_acknowledged_before_it_serves_again_is_registered(
        string families, string members)
    {
        // Held for longer than this takes, so that no trial of the path registers it.
        HealthBench bench = Over(families, members, ",\"health\":{\"holdMs\":20000}");
        bench.Cut(0, true);
        bench.LosesAcknowledgements = true;
        bench.Wait(3000);
        Assert.AreEqual("DG", bench.Standings());
        Assert.AreEqual((int)BindingState.Registered, (int)bench.Router.Bindings.At(0).State);
        Assert.AreEqual(1, bench.Agent.Bindings.Router(0).Count);
        bench.Cut(0, false);
        bench.Down(1);
        bench.LosesAcknowledgements = false;
        bench.Wait(8000);
        Assert.AreEqual((int)BindingState.Registered, (int)bench.Router.Bindings.At(0).State);
        Assert.AreEqual(0, bench.Router.Path);
        Assert.AreEqual(1, bench.PreferredBid());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(Individual)]
    [DataRow(Final)]
    public void Dead_path_beside_Udp_is_stated_by_another_that_may_state_it(string members)
    {
        HealthBench bench = Over("646", members + HealthBench.ThreeUplinks);
        bench.Cut(0, true);
        bench.ClearCounts();
        bench.Wait(30000);
        Assert.AreEqual("DGG", bench.Standings());
        Assert.AreEqual((int)BindingState.Registered, (int)bench.Router.Bindings.At(0).State);
        Assert.AreEqual(3, bench.Agent.Bindings.Router(0).Count);
        Assert.AreEqual(2, bench.PreferredBid());
        Assert.AreEqual(0, bench.Updates[0]);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(Individual)]
    [DataRow(Final)]
    public void Dead_paths_beside_Udp_are_removed_and_each_comes_back_without_the_other(string members)
    {
        HealthBench bench = Over("646", members + HealthBench.ThreeUplinks);
        bench.Cut(0, true);
        bench.Cut(2, true);
        bench.Wait(3000);
        Assert.AreEqual("DGD", bench.Standings());
        Assert.AreEqual(1, bench.Agent.Bindings.Router(0).Count);
        Assert.AreEqual(2, bench.PreferredBid());
        bench.Cut(2, false);
        bench.Wait(60000);
        Assert.AreEqual((int)BindingState.Registered, (int)bench.Router.Bindings.At(2).State);
        Assert.AreEqual((int)PathStanding.Good, (int)bench.Standing(2));
        Assert.AreEqual(2, bench.PreferredBid());
        bench.Cut(0, false);
        bench.Wait(400000);
        Assert.AreEqual("GGG", bench.Standings());
        Assert.AreEqual(3, bench.Agent.Bindings.Router(0).Count);
        Assert.AreEqual(1, bench.PreferredBid());
        Assert.AreEqual(0, bench.Router.Path);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(Individual)]
    [DataRow(Final)]
    [DataRow(Individual + ",\"signallingUplink\":\"wifi\"")]
    public void Dead_path_is_told_by_a_live_uplink_at_once(string members)
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched + members);
        bench.Cut(0, true);
        bench.ClearCounts();
        bench.Wait(3000);
        Assert.AreEqual("DG", bench.Standings());
        Assert.AreEqual(2, bench.PreferredBid());
        Assert.AreEqual(0, bench.Updates[0]);
        bench.Wait(30000);
        Assert.AreEqual(0, bench.Updates[0]);
    }

    [TestMethod]
    [DataRow(",\"signallingUplink\":\"lte\"")]
    [DataRow(Individual)]
    public void Rfc6275_11_8_A_Dead_Path_Behind_Two_Refreshes_Is_Told_At_Once(string members)
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched + members);
        bench.Cut(0, true);
        bench.ClearCounts();
        int steps = 0;
        while (bench.Standing(0) != PathStanding.Dead && steps < 60)
        {
            // The home agent asks for as many refreshes as the rate lets through.
            bench.Receive(1, Request());
            bench.Run();
            bench.Wait(50);
            steps++;
        }

        Assert.AreEqual("DG", bench.Standings());
        Assert.AreEqual(2, bench.PreferredBid());
        Assert.IsTrue(bench.Updates[1] > 3);
        Assert.AreEqual(0, bench.Bench.UpdatesOverRate);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(Individual)]
    [DataRow(Final)]
    public void Lost_uplink_is_removed_by_the_first_packet_on_a_live_one(string members)
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched + members);
        bench.Wait(500);
        bench.Router.LinkDown(0, bench.Now);
        byte[] first = bench.Bench.Uplinks[1].At(0);
        Assert.AreEqual(ProtocolNumbers.DestinationOptions, (int)first[Ipv6Header.NextHeaderOffset]);
        bench.Run();
        Assert.AreEqual(1, bench.Agent.Bindings.Router(0).Count);
        Assert.AreEqual(2, bench.PreferredBid());
        Assert.AreEqual(1, bench.Router.Path);
    }

    /// <summary>A request to refresh the second binding.</summary>
    private static byte[] Request()
    {
        byte[] packet = new byte[256];
        byte[] source = Hex.Address(RouterBench.HomeAgentAddress);
        byte[] destination = Hex.Address(RouterBench.Second);
        Ipv6Header.Write(packet, 0, 0, 0, ProtocolNumbers.Mobility, source, 0, destination, 0);
        int at = BindingRefreshRequest.Begin(packet, Ipv6Header.Length);
        at = Vectors.Draft.WriteReference(packet, Ipv6Header.Length, at, 2);
        return RouterBench.Cut(
            packet,
            Ipv6Header.Length + MobilityHeader.Finish(packet, Ipv6Header.Length, at, source, 0, destination, 0));
    }

    private static HealthBench Over(string families, string members)
    {
        return Over(families, members, HealthBench.Watched);
    }

    /// <summary>Each uplink has an IPv4 or an IPv6 care-of address, as its digit says; all are good.</summary>
    private static HealthBench Over(string families, string members, string health)
    {
        HealthBench bench = new HealthBench(health + HealthBench.Ipv4HomeAgent + members);
        string good = string.Empty;
        for (int i = families.Length - 1; i >= 0; i--)
        {
            bench.Up(i, Address(families, i));
            good += "G";
        }

        bench.Wait(60000);
        Assert.AreEqual(good, bench.Standings());
        Assert.AreEqual(0, bench.Router.Path);
        return bench;
    }

    private static byte[] Address(string families, int uplink)
    {
        return families[uplink] == '4'
            ? HealthBench.Mapped(7 + uplink)
            : Hex.Address(uplink == 0 ? RouterBench.First : uplink == 1 ? RouterBench.Second : Third);
    }
}
