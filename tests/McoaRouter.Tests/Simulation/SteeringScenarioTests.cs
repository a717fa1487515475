using McoaRouter.Bindings;
using McoaRouter.Simulation;

namespace McoaRouter.Tests.Simulation;

/// <summary>What traffic steering does on a drive: whole machines, and packets that take their time.</summary>
[TestClass]
public sealed class SteeringScenarioTests
{
    // Where the streams' packets go, and of what a rule is about.
    private const int Voice = 5004;
    private const int Bulk = 9500;
    private const int Other = 80;

    [TestMethod]
    public void Far_end_that_died_in_silence_is_found_within_three_intervals_and_both_directions_move()
    {
        ScenarioBench bench = new ScenarioBench("far-end", ScenarioBench.Draft);
        bench.RunUntil(12);
        Assert.AreEqual(ScenarioBench.First, bench.World.Router.Path);
        bench.RunUntilMs(15100);
        Assert.IsTrue(bench.World.UplinkAt(ScenarioBench.First).Carrier);
        Assert.IsTrue(bench.World.Router.Bindings.At(ScenarioBench.First).Standing == PathStanding.Dead);
        Assert.AreEqual(ScenarioBench.Third, bench.World.Router.Path);
        Assert.AreEqual(3, bench.World.HomeAgent.Bindings.Router(0).Preferred.Bid);
        int up = bench.World.Up.Received;
        int down = bench.World.Down.Received;
        bench.RunUntilMs(20100);
        Assert.IsTrue(bench.World.Up.Received >= up + 98);
        Assert.IsTrue(bench.World.Down.Received >= down + 98);
        Assert.IsTrue(bench.World.Up.LongestGap < 3100000);
        Assert.IsTrue(bench.World.Down.LongestGap < 3100000);
    }

    [TestMethod]
    [DataRow(ScenarioBench.Draft, 1)]
    [DataRow(ScenarioBench.Rfc5648, 2)]
    public void Fading_signal_moves_both_directions_without_loss_and_in_order_and_back_after_the_hold_time(
        string profile, int seed)
    {
        ScenarioBench bench = new ScenarioBench(Scenarios.Find("fading"), profile, (ulong)seed);
        bench.RunUntilMs(13900);
        Assert.AreEqual(ScenarioBench.First, bench.World.Router.Path);
        bench.RunUntilMs(14200);
        Assert.AreEqual(ScenarioBench.Third, bench.World.Router.Path);
        Assert.IsTrue(bench.World.UplinkAt(ScenarioBench.First).Carrier);
        Assert.AreEqual(3, bench.World.HomeAgent.Bindings.Router(0).Preferred.Bid);
        bench.Watch(Voice);
        bench.RunUntilMs(23900);
        Assert.AreEqual("2 2", bench.Ways());
        Assert.AreEqual(ScenarioBench.Third, bench.World.Router.Path);
        bench.RunUntilMs(25200);
        Assert.AreEqual(ScenarioBench.First, bench.World.Router.Path);
        Assert.AreEqual(1, bench.World.HomeAgent.Bindings.Router(0).Preferred.Bid);
        bench.Watch(Voice);
        bench.RunUntil(30);
        Assert.AreEqual("0 0", bench.Ways());
        bench.World.Finish();
        AssertOnlyTheAirLoses(bench.World, TrafficDirection.Up);
        AssertOnlyTheAirLoses(bench.World, TrafficDirection.Down);
        Assert.AreEqual(0, bench.World.Up.Reordered);
        Assert.AreEqual(0, bench.World.Down.Reordered);
        Assert.AreEqual(0, bench.World.Down.Duplicated);
    }

    [TestMethod]
    public void Rfc6089_5_1_1_Voice_And_Bulk_Have_Paths_Of_Their_Own_Both_Ways()
    {
        ScenarioBench bench = new ScenarioBench("flows", ScenarioBench.Draft);
        bench.RunUntil(10);
        Assert.AreEqual(ScenarioBench.First, bench.World.Router.Path);
        bench.Watch(Voice);
        bench.RunUntil(12);
        Assert.AreEqual("1 1", bench.Ways());
        bench.Watch(Bulk);
        bench.Exchange(Bulk);
        Assert.AreEqual("2 2", bench.Ways());
        bench.Watch(Other);
        bench.Exchange(Other);
        Assert.AreEqual("0 0", bench.Ways());
        Assert.IsFalse(bench.World.Steering.Bindings.AreIgnored);
    }

    private static void AssertOnlyTheAirLoses(World world, TrafficDirection direction)
    {
        StreamReceiver receiver = direction == TrafficDirection.Up ? world.Up : world.Down;
        Assert.IsTrue(receiver.Received > 500);
        Assert.AreEqual(world.Sent(direction), receiver.Received + world.Losses(direction, LossCause.Air));
        Assert.IsTrue(world.Losses(direction, LossCause.Air) <= 2);
    }
}
