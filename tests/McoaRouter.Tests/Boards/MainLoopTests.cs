using McoaRouter.Boards.Frame;

namespace McoaRouter.Tests.Boards;

[TestClass]
public sealed class MainLoopTests
{
    [TestMethod]
    public void The_Port_Tells_Its_Hosts_What_Fits_Through_Every_Uplinks_Tunnel()
    {
        LoopBench bench = new LoopBench();
        bench.Loop.Start(bench.Router);
        bench.Loop.Turn();
        Assert.AreEqual(1360, bench.Port.ToldMtu);
    }

    [TestMethod]
    public void Links_Are_Started_Under_The_Routers_Numbers()
    {
        LoopBench bench = new LoopBench();
        Assert.IsTrue(bench.Loop.Stopped);
        bench.Loop.Start(bench.Router);
        Assert.AreEqual(0, bench.First.Number);
        Assert.AreEqual(1, bench.Second.Number);
        Assert.AreEqual(MobileRouter.Port, bench.Port.Number);
        Assert.IsFalse(bench.Loop.Stopped);
    }

    [TestMethod]
    public void A_Link_That_Comes_Up_Is_Registered_At_Once()
    {
        LoopBench bench = new LoopBench();
        bench.First.UpAt = 2500;
        bench.First.NextDeadline = 2500;
        bench.Loop.Start(bench.Router);
        while (bench.Board.Milliseconds < 2500)
        {
            bench.Loop.Turn();
            Assert.AreEqual(0, bench.First.Sent);
        }

        bench.First.NextDeadline = MobileRouter.NoDeadline;
        bench.Loop.Turn();
        Assert.AreEqual(1, bench.First.Sent);
        Assert.AreEqual("wifi: up", bench.Board.TextAt(0));
        Assert.AreEqual("wifi: binding registering, status 0", bench.Board.TextAt(1));
    }

    [TestMethod]
    public void The_Routers_Timers_Run_In_Their_Time()
    {
        LoopBench bench = new LoopBench();
        bench.First.UpAt = 0;
        bench.Loop.Start(bench.Router);
        bench.Run(1499);
        Assert.AreEqual(1, bench.First.Sent);
        bench.Loop.Turn();
        Assert.AreEqual(2, bench.First.Sent);
        bench.Run(3000);
        bench.Loop.Turn();
        Assert.AreEqual(3, bench.First.Sent);
    }

    [TestMethod]
    public void The_Wait_Ends_At_The_Earliest_Deadline()
    {
        LoopBench bench = new LoopBench();
        bench.Loop.Start(bench.Router);
        bench.Loop.Turn();
        Assert.AreEqual(MainLoop.LongestWaitMs, bench.Board.LastWait);
        bench.Second.NextDeadline = bench.Board.Milliseconds + 700;
        bench.Port.NextDeadline = bench.Board.Milliseconds + 300;
        bench.Loop.Turn();
        Assert.AreEqual(300, bench.Board.LastWait);
        bench.Port.NextDeadline = bench.Board.Milliseconds + 5000;
        bench.Loop.Turn();
        Assert.AreEqual(400, bench.Board.LastWait);
        bench.Second.NextDeadline = MobileRouter.NoDeadline;
        bench.Loop.Turn();
        Assert.AreEqual(MainLoop.LongestWaitMs, bench.Board.LastWait);
    }

    [TestMethod]
    public void A_Board_With_A_Device_That_Cannot_Ring_Waits_No_Longer_Than_It_Says()
    {
        LoopBench bench = new LoopBench(10);
        bench.Loop.Start(bench.Router);
        bench.Run(1000);
        Assert.AreEqual(10, bench.Board.LongestWait);
        Assert.AreEqual(100, bench.First.Polls);
    }

    [TestMethod]
    public void A_Device_That_Has_More_Is_Not_Waited_For()
    {
        LoopBench bench = new LoopBench();
        bench.Loop.Start(bench.Router);
        bench.First.More = 3;
        for (int i = 0; i < 3; i++)
        {
            bench.Loop.Turn();
            Assert.AreEqual(0, bench.Board.Waits);
        }

        bench.Loop.Turn();
        Assert.AreEqual(1, bench.Board.Waits);
        Assert.AreEqual(4, bench.Second.Polls);
    }

    [TestMethod]
    public void A_Deadline_In_The_Past_Is_Not_Waited_For()
    {
        LoopBench bench = new LoopBench();
        bench.Board.Advance(5000);
        bench.Loop.Start(bench.Router);
        bench.First.NextDeadline = 4000;
        bench.Loop.Turn();
        Assert.AreEqual(0, bench.Board.Waits);
    }

    [TestMethod]
    public void Every_Turn_Is_A_Sign_Of_Life()
    {
        LoopBench bench = new LoopBench();
        bench.Board.Advance(100000);
        bench.Loop.Start(bench.Router);
        Assert.IsFalse(bench.Heartbeat.IsSilent(bench.Board.Milliseconds));
        bench.Run(120000);
        Assert.IsFalse(bench.Heartbeat.IsSilent(bench.Board.Milliseconds));
        bench.Board.Advance(Heartbeat.LongestSilenceMs - MainLoop.LongestWaitMs);
        Assert.IsFalse(bench.Heartbeat.IsSilent(bench.Board.Milliseconds));
        bench.Board.Advance(1 + MainLoop.LongestWaitMs);
        Assert.IsTrue(bench.Heartbeat.IsSilent(bench.Board.Milliseconds));
        bench.Loop.Turn();
        Assert.IsFalse(bench.Heartbeat.IsSilent(bench.Board.Milliseconds));
    }

    [TestMethod]
    public void Stop_Takes_The_Links_Down_When_The_Router_Has_Stopped()
    {
        LoopBench bench = new LoopBench();
        bench.Loop.Start(bench.Router);
        bench.Run(3000);
        bench.Loop.Stop();
        bench.Loop.Turn();
        Assert.IsTrue(bench.Loop.Stopped);
        Assert.AreEqual(1, bench.First.Stops);
        Assert.AreEqual(1, bench.Second.Stops);
        Assert.AreEqual(1, bench.Port.Stops);
    }

    [TestMethod]
    public void Links_That_Never_Stop_Are_Given_Up_After_Five_Seconds()
    {
        LoopBench bench = new LoopBench();
        bench.First.UpAt = 0;
        bench.Second.StopsNever = true;
        bench.Loop.Start(bench.Router);
        bench.Run(1000);
        bench.Loop.Stop();
        long before = bench.Board.Milliseconds;
        while (!bench.Loop.Stopped)
        {
            bench.Loop.Turn();
            Assert.IsTrue(bench.Board.Milliseconds - before <= 10000);
        }

        Assert.IsTrue(bench.Board.Milliseconds - before >= 5000);
        Assert.AreEqual(1, bench.First.Stops);
    }

    [TestMethod]
    public void A_Turn_Allocates_Nothing()
    {
        Heap.AssertAllocatesNothing(new Turns());
    }

    private sealed class Turns : IRepeatable
    {
        private readonly LoopBench _bench = new LoopBench();

        internal Turns()
        {
            _bench.First.UpAt = 0;
            _bench.Loop.Start(_bench.Router);
        }

        public void Run()
        {
            _bench.Loop.Turn();
        }
    }
}
