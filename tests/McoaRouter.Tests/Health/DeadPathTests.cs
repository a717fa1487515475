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

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Dead_path_over_Udp_is_removed_by_a_live_uplink(bool bothOverUdp)
    {
        HealthBench bench = OverUdp(bothOverUdp);
        bench.Cut(0, true);
        bench.Wait(3000);
        Assert.AreEqual("DG", bench.Standings());
        Assert.AreEqual(1, bench.Router.Path);
        Assert.AreEqual((int)BindingState.Absent, (int)bench.Router.Bindings.At(0).State);
        Assert.AreEqual(1, bench.Agent.Bindings.Router(0).Count);
        Assert.AreEqual(2, bench.PreferredBid());
    }

    [TestMethod]
    public void Dead_path_over_Udp_that_serves_again_is_registered_held_and_takes_over()
    {
        HealthBench bench = OverUdp(true);
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
    public void Dead_path_over_Udp_is_tried_again_ever_more_seldom()
    {
        HealthBench bench = OverUdp(false);
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
    public void Dead_path_over_Udp_stays_while_nothing_better_is_up()
    {
        HealthBench bench = OverUdp(true);
        bench.Cut(0, true);
        bench.Cut(1, true);
        bench.Wait(5000);
        Assert.AreEqual("DD", bench.Standings());
        Assert.AreEqual((int)BindingState.Registered, (int)bench.Router.Bindings.At(0).State);
        Assert.AreEqual((int)BindingState.Registered, (int)bench.Router.Bindings.At(1).State);
    }

    [TestMethod]
    public void Uplink_that_comes_up_beside_a_dead_one_over_Udp_has_it_removed()
    {
        HealthBench bench = new HealthBench(HealthBench.Watched + HealthBench.Ipv4HomeAgent);
        bench.Up(0, HealthBench.Mapped(7));
        bench.Wait(3000);
        bench.Cut(0, true);
        bench.Wait(4000);
        Assert.AreEqual("DG", bench.Standings());
        Assert.AreEqual((int)BindingState.Registered, (int)bench.Router.Bindings.At(0).State);
        bench.Up(1, Hex.Address(RouterBench.Second));
        Assert.AreEqual((int)BindingState.Absent, (int)bench.Router.Bindings.At(0).State);
        Assert.AreEqual(1, bench.Agent.Bindings.Router(0).Count);
        Assert.AreEqual(2, bench.PreferredBid());
    }

    [TestMethod]
    public void Dead_path_over_Udp_is_registered_again_where_the_last_other_is_lost()
    {
        HealthBench bench = OverUdp(false);
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
    [DataRow("")]
    [DataRow(Individual)]
    [DataRow(",\"wireProfile\":\"rfc5648\"")]
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
    [DataRow(",\"wireProfile\":\"rfc5648\"")]
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

    /// <summary>The first uplink has an IPv4 care-of address, and perhaps the second as well; both are good.</summary>
    private static HealthBench OverUdp(bool both)
    {
        HealthBench bench = new HealthBench(HealthBench.Watched + HealthBench.Ipv4HomeAgent);
        bench.Up(1, both ? HealthBench.Mapped(9) : Hex.Address(RouterBench.Second));
        bench.Up(0, HealthBench.Mapped(7));
        bench.Wait(60000);
        Assert.AreEqual("GG", bench.Standings());
        Assert.AreEqual(0, bench.Router.Path);
        return bench;
    }
}
