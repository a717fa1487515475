using McoaRouter.Bindings;
using McoaRouter.Security;

namespace McoaRouter.Tests.Boards;

/// <summary>The signal of the uplinks, from a link layer through the main loop to the path's standing.</summary>
[TestClass]
public sealed class SignalWatchTests
{
    private const int Floor = -80;

    [TestMethod]
    public void A_Signal_That_Fades_Leaves_The_Path_Degraded_And_One_That_Returns_Is_Tried_First()
    {
        LoopBench bench = Up(-60);
        Assert.AreEqual(PathStanding.Good, Standing(bench));
        bench.First.SignalDbm = Floor - 1;
        bench.Loop.Turn();
        Assert.AreEqual(PathStanding.Degraded, Standing(bench));
        Assert.AreEqual("wifi: path degraded", bench.Board.LastText());
        bench.First.SignalDbm = Floor + 5;
        bench.Loop.Turn();
        Assert.AreEqual(PathStanding.Held, Standing(bench));
    }

    [TestMethod]
    public void A_Signal_That_Is_Not_Known_Changes_Nothing()
    {
        LoopBench bench = Up(Floor - 1);
        Assert.AreEqual(PathStanding.Degraded, Standing(bench));
        bench.First.SignalDbm = 0;
        bench.Loop.Turn();
        bench.Loop.Turn();
        Assert.AreEqual(PathStanding.Degraded, Standing(bench));
    }

    [TestMethod]
    public void A_Signal_From_Before_The_Link_Came_Up_Is_Known_When_It_Does()
    {
        LoopBench bench = Bench();
        bench.First.SignalDbm = Floor - 1;
        bench.Loop.Turn();
        bench.First.UpAt = 0;
        bench.Loop.Turn();
        Assert.AreEqual(PathStanding.Degraded, Standing(bench));
        Assert.AreEqual(1, bench.First.Sent);
    }

    [TestMethod]
    public void The_Same_Signal_Is_Told_Again_After_A_Loss()
    {
        LoopBench bench = Up(Floor - 1);
        bench.First.UpAt = long.MaxValue;
        bench.First.DownAt = 0;
        bench.Loop.Turn();
        Assert.IsFalse(bench.Router.Bindings.At(0).Up);
        Assert.AreEqual(PathStanding.Good, Standing(bench));
        bench.First.DownAt = long.MaxValue;
        bench.First.UpAt = 0;
        bench.Loop.Turn();
        bench.Loop.Turn();
        Assert.AreEqual(PathStanding.Degraded, Standing(bench));
    }

    [TestMethod]
    public void A_Changing_Signal_Allocates_Nothing()
    {
        Heap.AssertAllocatesNothing(new Fades());
    }

    private static PathStanding Standing(LoopBench bench)
    {
        return bench.Router.Bindings.At(0).Standing;
    }

    private static LoopBench Up(int signal)
    {
        LoopBench bench = Bench();
        bench.First.SignalDbm = signal;
        bench.First.UpAt = 0;
        bench.Loop.Turn();
        bench.Loop.Turn();
        return bench;
    }

    /// <summary>A board whose first uplink has a floor for its signal, and is down.</summary>
    private static LoopBench Bench()
    {
        string json = Configurations.With(",\"health\":{}");
        int at = json.IndexOf("\"link\":\"simulated\"");
        string floor = "\"signalFloorDbm\":" + Floor.ToString() + ",";
        LoopBench bench = new LoopBench(json.Substring(0, at) + floor + json.Substring(at), new TrafficSteering());
        bench.Router.Seed(new byte[RandomSource.SeedOctets], 0, RandomSource.SeedOctets);
        bench.Loop.Start(bench.Router);
        return bench;
    }

    // Within the hysteresis, for the log of a standing allocates its line.
    private sealed class Fades : IRepeatable
    {
        private readonly LoopBench _bench = Up(Floor + 1);

        public void Run()
        {
            _bench.First.SignalDbm = _bench.First.SignalDbm == Floor + 1 ? Floor + 2 : Floor + 1;
            _bench.Loop.Turn();
        }
    }
}
