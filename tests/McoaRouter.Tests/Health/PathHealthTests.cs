using McoaRouter.Bindings;

namespace McoaRouter.Tests.Health;

/// <summary>The standing of paths: each state, and each way from one to another.</summary>
[TestClass]
public sealed class PathHealthTests
{
    [TestMethod]
    public void Without_health_no_probe_leaves()
    {
        HealthBench bench = new HealthBench(string.Empty);
        bench.Up(0, Hex.Address(RouterBench.First));
        bench.Wait(30000);
        Assert.AreEqual(0, bench.Probes[0]);
        Assert.AreEqual("GG", bench.Standings());
    }

    [TestMethod]
    public void Each_path_is_probed_once_an_interval()
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched);
        bench.ClearCounts();
        long refused = bench.Router.Refusals.Total();
        bench.Wait(10000);
        Assert.AreEqual(10, bench.Probes[0]);
        Assert.AreEqual(10, bench.Probes[1]);
        Assert.AreEqual(0L, bench.Steering.Health.At(0).Lost);
        Assert.AreEqual(refused, bench.Router.Refusals.Total());
    }

    [TestMethod]
    [DataRow(false, true)]
    [DataRow(true, false)]
    [DataRow(true, true)]
    public void Dead_far_end_is_found_within_three_intervals_and_both_directions_move(bool up, bool down)
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched);
        bench.CutUp[0] = up;
        bench.CutDown[0] = down;
        bench.Wait(3000);
        Assert.AreEqual("DG", bench.Standings());
        Assert.AreEqual(1, bench.Router.Path);
        Assert.AreEqual(2, bench.PreferredBid());
    }

    [TestMethod]
    public void One_lost_probe_changes_nothing()
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched);
        int changes = bench.Bench.StandingChanges;
        bench.Cut(0, true);
        bench.Wait(1000);
        bench.Cut(0, false);
        bench.Wait(5000);
        Assert.AreEqual(1L, bench.Steering.Health.At(0).Lost);
        Assert.AreEqual(changes, bench.Bench.StandingChanges);
    }

    [TestMethod]
    public void Path_that_serves_again_is_held_before_it_takes_over()
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched);
        bench.Cut(0, true);
        bench.Wait(5000);
        Assert.AreEqual("DG", bench.Standings());
        bench.Cut(0, false);
        bench.Wait(1100);
        Assert.AreEqual("HG", bench.Standings());
        Assert.AreEqual(1, bench.Router.Path);
        Assert.AreEqual(2, bench.PreferredBid());
        bench.Wait(5000);
        Assert.AreEqual("GG", bench.Standings());
        Assert.AreEqual(0, bench.Router.Path);
        Assert.AreEqual(1, bench.PreferredBid());
    }

    [TestMethod]
    public void Home_agent_is_told_a_lower_priority_the_worse_a_path_serves()
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched);
        Assert.AreEqual(200, bench.Agent.Bindings.Router(0).At(0).Priority);
        bench.Cut(0, true);
        bench.Wait(5000);
        Assert.AreEqual("DG", bench.Standings());
        Assert.AreEqual(3, bench.Agent.Bindings.Router(0).At(0).Priority);
        bench.Cut(0, false);
        bench.Wait(1100);
        Assert.AreEqual("HG", bench.Standings());
        Assert.AreEqual(9, bench.Agent.Bindings.Router(0).At(0).Priority);
        Assert.AreEqual(100, bench.Agent.Bindings.Router(0).At(1).Priority);
    }

    [TestMethod]
    public void Only_path_that_serves_again_counts_at_once()
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched);
        bench.Cut(0, true);
        bench.Cut(1, true);
        bench.Wait(5000);
        Assert.AreEqual("DD", bench.Standings());
        bench.Cut(1, false);
        bench.Wait(1100);
        Assert.AreEqual("DG", bench.Standings());
        Assert.AreEqual(1, bench.Router.Path);
    }

    [TestMethod]
    public void Uplink_that_comes_up_beside_another_is_held()
    {
        HealthBench bench = new HealthBench(HealthBench.Watched);
        bench.Up(1, Hex.Address(RouterBench.Second));
        bench.Wait(2000);
        Assert.AreEqual(1, bench.Router.Path);
        bench.Up(0, Hex.Address(RouterBench.First));
        bench.Wait(4900);
        Assert.AreEqual("HG", bench.Standings());
        Assert.AreEqual(1, bench.Router.Path);
        Assert.AreEqual(2, bench.PreferredBid());
        bench.Wait(200);
        Assert.AreEqual("GG", bench.Standings());
        Assert.AreEqual(0, bench.Router.Path);
        Assert.AreEqual(1, bench.PreferredBid());
    }

    [TestMethod]
    public void Held_uplink_takes_over_at_once_where_the_other_is_lost()
    {
        HealthBench bench = new HealthBench(HealthBench.Watched);
        bench.Up(1, Hex.Address(RouterBench.Second));
        bench.Wait(2000);
        bench.Up(0, Hex.Address(RouterBench.First));
        Assert.AreEqual("HG", bench.Standings());
        bench.Down(1);
        Assert.AreEqual((int)PathStanding.Good, (int)bench.Standing(0));
        Assert.AreEqual(0, bench.Router.Path);
    }

    [TestMethod]
    public void New_address_of_a_path_that_serves_is_not_held()
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched);
        bench.Up(0, Hex.Address("2001:db8:a:9::17"));
        Assert.AreEqual("GG", bench.Standings());
        Assert.AreEqual(0, bench.Router.Path);
    }

    [TestMethod]
    public void New_address_of_a_dead_path_is_tried_anew()
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched);
        bench.Cut(0, true);
        bench.Wait(5000);
        bench.Cut(0, false);
        bench.Up(0, Hex.Address("2001:db8:a:9::17"));
        Assert.AreEqual("HG", bench.Standings());
        bench.Wait(6000);
        Assert.AreEqual("GG", bench.Standings());
    }

    [TestMethod]
    public void Lossy_path_is_left_and_good_again_at_half_the_loss()
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched);
        for (int i = 0; i < 4; i++)
        {
            Assert.AreEqual("GG", bench.Standings());
            bench.Cut(0, true);
            bench.Wait(1000);
            bench.Cut(0, false);
            bench.Wait(1000);
        }

        Assert.AreEqual("LG", bench.Standings());
        Assert.AreEqual(1, bench.Router.Path);
        Assert.AreEqual(2, bench.PreferredBid());
        Assert.AreEqual(4, bench.Steering.Health.At(0).LostOfWindow);
        bench.Wait(12000);
        Assert.AreEqual(2, bench.Steering.Health.At(0).LostOfWindow);
        Assert.AreEqual("LG", bench.Standings());
        bench.Wait(2000);
        Assert.AreEqual("GG", bench.Standings());
        Assert.AreEqual(0, bench.Router.Path);
    }

    [TestMethod]
    public void Slow_path_is_degraded_and_good_again_at_three_quarters_of_the_time()
    {
        HealthBench bench = HealthBench.Registered(",\"health\":{\"roundTripMs\":400}");
        bench.Delays[1] = 390;
        bench.Wait(60000);
        Assert.AreEqual("GG", bench.Standings());
        Assert.IsTrue(bench.Steering.Health.At(1).RoundTripMs > 380);
        bench.Delays[1] = 410;
        bench.Wait(60000);
        Assert.AreEqual("GL", bench.Standings());
        bench.Delays[1] = 310;
        bench.Wait(60000);
        Assert.AreEqual("GL", bench.Standings());
        Assert.IsTrue(bench.Steering.Health.At(1).RoundTripMs < 315);
        bench.Delays[1] = 290;
        bench.Wait(60000);
        Assert.AreEqual("GG", bench.Standings());
        bench.Delays[1] = 390;
        bench.Wait(60000);
        Assert.AreEqual("GG", bench.Standings());
        Assert.AreEqual(0L, bench.Steering.Health.At(1).Lost);
    }

    [TestMethod]
    public void One_slow_answer_does_not_make_a_path_slow()
    {
        HealthBench bench = HealthBench.Registered(",\"health\":{\"roundTripMs\":400}");
        int changes = bench.Bench.StandingChanges;
        bench.Delays[1] = 900;
        bench.Wait(1000);
        bench.Delays[1] = 0;
        bench.Wait(20000);
        Assert.AreEqual(changes, bench.Bench.StandingChanges);
    }

    [TestMethod]
    public void Loss_goes_to_and_fro_between_the_limits_without_a_change()
    {
        HealthBench bench = HealthBench.Registered(",\"health\":{\"lossPercent\":50}");
        for (int i = 0; i < 8; i++)
        {
            LoseOne(bench);
        }

        // 8 of 16 are lost: from now on 5 to 8 of them stay degraded.
        Assert.AreEqual("LG", bench.Standings());
        int changes = bench.Bench.StandingChanges;
        bench.Wait(6000);
        Assert.AreEqual(5, bench.Steering.Health.At(0).LostOfWindow);
        LoseOne(bench);
        LoseOne(bench);
        LoseOne(bench);
        Assert.AreEqual(changes, bench.Bench.StandingChanges);
        bench.Wait(16000);
        Assert.AreEqual("GG", bench.Standings());
        for (int i = 0; i < 7; i++)
        {
            LoseOne(bench);
        }

        Assert.AreEqual(7, bench.Steering.Health.At(0).LostOfWindow);
        Assert.AreEqual("GG", bench.Standings());
    }

    [TestMethod]
    public void Losses_are_laid_at_the_uplink_by_which_all_answers_come()
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched);
        bench.AnswersByPreferred = true;
        bench.Wait(10000);
        Assert.AreEqual("GG", bench.Standings());
        Assert.AreEqual(1, bench.PreferredBid());
        bench.Cut(0, true);
        bench.Wait(3000);
        Assert.AreEqual("DG", bench.Standings());
        Assert.IsTrue(bench.Steering.Health.At(1).Lost > 0);
        Assert.AreEqual(0, bench.Steering.Health.At(1).LostOfWindow);
        Assert.AreEqual(1, bench.Router.Path);
        Assert.AreEqual(2, bench.PreferredBid());
        bench.Wait(10000);
        Assert.AreEqual((int)PathStanding.Good, (int)bench.Standing(1));
    }

    [TestMethod]
    public void Losses_are_not_excused_while_the_uplink_of_the_answers_serves()
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched);
        bench.AnswersByPreferred = true;
        bench.Wait(10000);
        bench.CutUp[1] = true;
        bench.Wait(3000);
        Assert.AreEqual("GD", bench.Standings());
    }

    [TestMethod]
    public void Fading_signal_moves_the_traffic_at_once_and_back_5_dB_above_after_its_hold()
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched + Uplinks("\"signalFloorDbm\":-80", string.Empty));
        bench.Router.SignalChanged(0, -80, bench.Now);
        Assert.AreEqual("GG", bench.Standings());
        bench.Router.SignalChanged(0, -81, bench.Now);
        bench.Run();
        Assert.AreEqual("LG", bench.Standings());
        Assert.AreEqual(1, bench.Router.Path);
        Assert.AreEqual(2, bench.PreferredBid());
        bench.Router.SignalChanged(0, -76, bench.Now);
        bench.Wait(2000);
        Assert.AreEqual("LG", bench.Standings());
        bench.Router.SignalChanged(0, -75, bench.Now);
        bench.Run();
        Assert.AreEqual("HG", bench.Standings());
        bench.Wait(4900);
        Assert.AreEqual("HG", bench.Standings());
        Assert.AreEqual(1, bench.Router.Path);
        Assert.AreEqual(2, bench.PreferredBid());
        bench.Wait(200);
        Assert.AreEqual("GG", bench.Standings());
        Assert.AreEqual(0, bench.Router.Path);
        Assert.AreEqual(1, bench.PreferredBid());
    }

    [TestMethod]
    public void Signal_without_a_floor_is_not_judged()
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched);
        bench.Router.SignalChanged(0, -119, bench.Now);
        Assert.AreEqual("GG", bench.Standings());
    }

    [TestMethod]
    public void Unused_metered_uplink_is_probed_until_it_answered_and_no_more()
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched + Uplinks(string.Empty, "\"metered\":true"));
        bench.ClearCounts();
        bench.Wait(60000);
        Assert.AreEqual(60, bench.Probes[0]);
        Assert.AreEqual(0, bench.Probes[1]);
    }

    [TestMethod]
    public void Metered_uplink_is_probed_while_it_carries_traffic()
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched + Uplinks(string.Empty, "\"metered\":true"));
        bench.Down(0);
        bench.Wait(10000);
        bench.ClearCounts();
        bench.Send();
        bench.Wait(10000);
        Assert.AreEqual(3, bench.Probes[1]);
    }

    [TestMethod]
    public void Metered_uplink_that_died_is_found_by_traffic_that_gets_no_answer()
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched + Uplinks("\"metered\":true", string.Empty));
        bench.Wait(10000);
        bench.ClearCounts();
        bench.Cut(0, true);
        bench.Wait(10000);
        Assert.AreEqual(0, bench.Probes[0]);
        Assert.AreEqual("GG", bench.Standings());
        bench.Send();
        bench.Wait(3000);
        Assert.AreEqual("DG", bench.Standings());
        Assert.AreEqual(1, bench.Router.Path);
    }

    [TestMethod]
    public void Path_over_Udp_is_probed_in_its_tunnel()
    {
        HealthBench bench = new HealthBench(HealthBench.Watched + HealthBench.Ipv4HomeAgent);
        bench.Up(1, Hex.Address(RouterBench.Second));
        bench.Up(0, HealthBench.Mapped(7));
        bench.Wait(10000);
        Assert.AreEqual("GG", bench.Standings());
        Assert.AreEqual(0, bench.Router.Path);
        Assert.IsTrue(bench.Probes[0] > 5);
        Assert.AreEqual(0L, bench.Steering.Health.At(0).Lost);
        bench.Cut(0, true);
        bench.Wait(3000);
        Assert.AreEqual("DG", bench.Standings());
        Assert.AreEqual(1, bench.Router.Path);
    }

    [TestMethod]
    public void Single_form_leaves_a_dead_uplink_and_tries_it_again_ever_more_seldom()
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched + ",\"registration\":\"single\"");
        bench.Cut(0, true);
        bench.Wait(4900);
        Assert.AreEqual("DG", bench.Standings());
        Assert.AreEqual(1, bench.Router.Path);
        int tries = 0;
        for (int i = 0; i < 600; i++)
        {
            PathStanding before = bench.Standing(0);
            bench.Wait(1000);
            tries += before == PathStanding.Dead && bench.Standing(0) != PathStanding.Dead ? 1 : 0;
        }

        Assert.IsTrue(tries >= 1);
        Assert.IsTrue(tries < 8);
        bench.Cut(0, false);
        bench.Wait(310000);
        Assert.AreEqual(0, bench.Router.Path);
    }

    /// <summary>One probe of the first path is lost, and the next one answered.</summary>
    private static void LoseOne(HealthBench bench)
    {
        bench.Cut(0, true);
        bench.Wait(1000);
        bench.Cut(0, false);
        bench.Wait(1000);
    }

    private static string Uplinks(string first, string second)
    {
        return ",\"uplinks\":[{\"name\":\"wifi\",\"bid\":1,\"priority\":200,\"link\":\"simulated\"" + Member(first)
            + "},{\"name\":\"lte\",\"bid\":2,\"priority\":100,\"link\":\"simulated\"" + Member(second) + "}]";
    }

    private static string Member(string member)
    {
        return member.Length == 0 ? string.Empty : "," + member;
    }
}
