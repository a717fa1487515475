using McoaRouter.Torture.Invariants;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Torture;

/// <summary>Each invariant of the registration, fed by hand with what breaks it and with what does not.</summary>
[TestClass]
public sealed class RegistrationInvariantTests
{
    private readonly Judge _judge = new();

    [TestMethod]
    public void Sequences_go_forward_over_the_end_and_backward_only_ten_seconds_after_the_last_binding()
    {
        SequenceRule order = new(_judge, 1);
        order.Seen(0, 0xFFFE, 60_000, 1_000);
        order.Seen(0, 1, 60_000, 2_000);
        order.Seen(0, 1, 0, 3_000);
        order.Seen(0, 0xFFF0, 80_000, 12_000);
        Assert.IsNull(_judge.Broken);
        order.Seen(0, 0xFFEF, 80_000, 12_500);
        Assert.AreEqual("sequence-order", _judge.Broken?.Invariant);
    }

    [TestMethod]
    public void Sequences_do_not_go_back_within_ten_seconds_of_an_end_that_was_seen_late()
    {
        SequenceRule order = new(_judge, 1);
        order.Seen(0, 100, 5_000, 1_000);
        order.Seen(0, 100, 0, 9_000);
        order.Seen(0, 99, 30_000, 10_999);
        Assert.AreEqual("sequence-order", _judge.Broken?.Invariant);
    }

    [TestMethod]
    public void A_home_agent_that_restarted_may_take_any_sequence()
    {
        SequenceRule order = new(_judge, 1);
        order.Seen(0, 100, 60_000, 1_000);
        order.Forget();
        order.Seen(0, 5, 60_000, 1_001);
        Assert.IsNull(_judge.Broken);
    }

    [TestMethod]
    public void Three_updates_a_second_are_allowed_and_four_are_not()
    {
        UpdateRate rate = new(_judge, 2);
        rate.Sent(0, 0);
        rate.Sent(0, 0);
        rate.Sent(0, 500);
        rate.Sent(0, 1000);
        rate.Sent(1, 1000);
        Assert.IsNull(_judge.Broken);
        rate.Sent(0, 999);
        Assert.AreEqual("update-rate", _judge.Broken?.Invariant);
        Assert.AreEqual(0, _judge.Broken?.Vehicle);
    }

    [TestMethod]
    public void Attempts_wait_twice_as_long_each_time_up_to_32_seconds()
    {
        BackOff backOff = new(_judge, 1);
        long now = 0;
        long wait = 1500;
        for (int attempt = 1; attempt < 30; attempt++)
        {
            backOff.Sent(0, attempt, 1500, now);
            now += wait;
            wait = wait * 2 > 32_000 ? 32_000 : wait * 2;
        }

        Assert.IsNull(_judge.Broken);
        backOff.Sent(0, 30, 1500, now - 1);
        Assert.AreEqual("back-off", _judge.Broken?.Invariant);
    }

    [TestMethod]
    public void An_attempt_has_one_successor_unless_an_answer_corrected_it()
    {
        BackOff backOff = new(_judge, 1);
        backOff.Sent(0, 1, 1000, 0);
        backOff.Sent(0, 2, 1000, 1000);
        backOff.Corrected(0);
        backOff.Sent(0, 2, 1000, 1001);
        Assert.IsNull(_judge.Broken);
        backOff.Forget(0);
        backOff.Sent(0, 1, 1000, 5000);
        backOff.Sent(0, 2, 1000, 6000);
        backOff.Sent(0, 2, 1000, 6000);
        Assert.AreEqual("back-off", _judge.Broken?.Invariant);
    }

    [TestMethod]
    [DataRow(10, false)]
    [DataRow(11, true)]
    public void Convergence_asks_for_quiet(int updates, bool breaks)
    {
        new Convergence(_judge).Quiet(0, updates, 10);
        Assert.AreEqual(breaks ? "convergence" : null, _judge.Broken?.Invariant);
    }

    [TestMethod]
    public void A_lifetime_is_no_longer_than_what_was_asked_for()
    {
        Lifetimes lifetimes = new(_judge);
        lifetimes.Granted(0, 1, 61_000, 60_000, 1_000);
        Assert.IsNull(_judge.Broken);
        lifetimes.Granted(0, 1, 61_001, 60_000, 1_000);
        Assert.AreEqual("lifetimes", _judge.Broken?.Invariant);
    }

    [TestMethod]
    public void No_side_holds_a_binding_after_its_end()
    {
        Lifetimes lifetimes = new(_judge);
        lifetimes.Held(0, "router", 1, 1_001, 1_000);
        Assert.IsNull(_judge.Broken);
        lifetimes.Held(0, "router", 1, 1_000, 1_000);
        Assert.AreEqual("lifetimes", _judge.Broken?.Invariant);
    }

    [TestMethod]
    public void The_routers_end_is_not_after_the_home_agents_but_for_drift()
    {
        Lifetimes lifetimes = new(_judge);
        lifetimes.Both(0, 1, 100_065, 100_000, 60_000);
        Assert.IsNull(_judge.Broken);
        lifetimes.Both(0, 1, 100_066, 100_000, 60_000);
        Assert.AreEqual("lifetimes", _judge.Broken?.Invariant);
    }

    [TestMethod]
    public void Disagreement_may_last_as_long_as_its_bound_after_the_last_disturbance()
    {
        Agreement agreement = new(_judge, 1);
        agreement.Seen(0, false, 0, 100, 0);
        agreement.Seen(0, false, 0, 100, 100);
        agreement.Seen(0, true, 0, 100, 150);
        agreement.Seen(0, false, 0, 100, 200);
        agreement.Seen(0, false, 290, 100, 350);
        Assert.IsNull(_judge.Broken);
        Assert.AreEqual(150, agreement.Longest);
        agreement.Seen(0, false, 290, 100, 391);
        Assert.AreEqual("agreement", _judge.Broken?.Invariant);
    }

    [TestMethod]
    [DataRow(true, true, 5, 5, false)]
    [DataRow(false, true, 5, 5, true)]
    [DataRow(true, false, 5, 5, true)]
    [DataRow(true, true, 4, 5, true)]
    [DataRow(true, true, 5, 4, true)]
    public void Convergence_asks_for_agreement_and_for_all_packets_both_ways(
        bool runs, bool agrees, int up, int down, bool breaks)
    {
        new Convergence(_judge).AtEnd(0, runs, agrees, up, down, 5);
        Assert.AreEqual(breaks ? "convergence" : null, _judge.Broken?.Invariant);
    }
}
