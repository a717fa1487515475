using McoaRouter.Boards.Frame;
using McoaRouter.Boards.FrameConsole;
using McoaRouter.LinkLayers;

namespace McoaRouter.Tests.Boards;

/// <summary>The program of a board, from its first start on: over its line, its files and its restarts alone.</summary>
[TestClass]
public sealed class BoardProgramTests
{
    private const string Hello = "{\"op\":\"hello\"}";

    [TestMethod]
    public void Without_A_Configuration_The_Links_Stay_Off_And_The_Console_Answers()
    {
        ProgramBench board = ProgramBench.With(null);
        board.Run(5000);
        Assert.IsNull(board.Uplinks);
        Assert.IsTrue(board.Logged("no configuration runs: give one by mcoa apply"));
        board.Has(Hello, "\"board\":\"bench\"");
        board.Has(Hello, "\"configuration\":\"none\"");
        board.Has("{\"op\":\"status\"}", "\"ok\":true");
        board.Has("{\"op\":\"counters\"}", "\"ok\":true");
        board.Has("{\"op\":\"log\",\"last\":32}", "started by power or reset");
        Assert.IsFalse(board.Heartbeat.IsSilent(board.Milliseconds));
    }

    [TestMethod]
    public void A_First_Configuration_Comes_Over_The_Line_And_Stays_Once_Confirmed()
    {
        ProgramBench trial = ProgramBench.With(null).Commit("first");
        Assert.AreEqual("first", trial.Settings.Name);
        trial.Has(Hello, "\"revision\":1,\"configuration\":\"trial\"");
        trial.Has("{\"op\":\"confirm\",\"force\":true}", "{\"revision\":1}");
        ProgramBench after = trial.Restart();
        after.Run(120000);
        Assert.IsFalse(after.Program.IsOver);
        Assert.AreEqual("first", after.Settings.Name);
        after.Has(Hello, "\"revision\":1,\"configuration\":\"confirmed\"");
    }

    [TestMethod]
    public void The_File_Runs_And_The_Links_Are_Started()
    {
        ProgramBench board = ProgramBench.With(BoardTexts.Sound("bus-17"));
        board.Run(1);
        Assert.AreEqual(0, board.Uplinks[0].Number);
        Assert.AreEqual(1, board.Uplinks[1].Number);
        Assert.AreEqual(MobileRouter.Port, board.Port.Number);
        Assert.IsTrue(board.Logged("bus-17 runs"));
        board.Has(Hello, "\"revision\":0,\"configuration\":\"confirmed\"");
        Assert.IsTrue(board.Feeds > 0);
    }

    [TestMethod]
    public void What_A_Link_Sends_Is_Counted()
    {
        ProgramBench board = ProgramBench.With(BoardTexts.Sound("bus-17"));
        board.Run(1);
        board.Uplinks[0].UpAt = 0;
        board.Run(100);
        Assert.AreEqual(1, board.Uplinks[0].Sent);
        board.Has("{\"op\":\"status\"}", "\"out\":{\"packets\":1");
        Assert.IsTrue(board.Logged("wifi: up"));
    }

    [TestMethod]
    public void Paths_Are_Watched_Where_The_Configuration_Asks_For_It()
    {
        ProgramBench board = ProgramBench.With(BoardTexts.Steered(",\"signalFloorDbm\":-80"));
        board.Run(1);
        Assert.IsFalse(board.Logged("notice: "));
        board.Uplinks[0].UpAt = 0;
        board.Run(100);
        board.Uplinks[0].SignalDbm = -81;
        board.Run(100);
        Assert.IsTrue(board.Logged("wifi: path degraded"));
        board.Has("{\"op\":\"status\"}", "\"signal\":-81,\"standing\":\"degraded\"");
    }

    [TestMethod]
    public void Without_Rules_And_Health_No_Path_Is_Judged()
    {
        ProgramBench board = ProgramBench.With(BoardTexts.Sound("bus-17"));
        board.Run(1);
        Assert.IsTrue(board.Logged("notice: health: paths are not watched"));
        board.Uplinks[0].SignalDbm = -119;
        board.Uplinks[0].UpAt = 0;
        board.Run(100);
        board.Has("{\"op\":\"status\"}", "\"signal\":-119,\"standing\":\"good\"");
    }

    [TestMethod]
    public void The_Counters_Of_All_Links_Are_Told_Together()
    {
        ProgramBench board = ProgramBench.With(BoardTexts.Sound("bus-17"));
        board.Run(1);
        board.Uplinks[0].Refusals.Add(LinkRefusal.Checksum);
        board.Uplinks[1].Refusals.Add(LinkRefusal.Checksum);
        board.Port.Refusals.Add(LinkRefusal.Checksum);
        board.Has("{\"op\":\"counters\"}", "\"checksum\":3");
    }

    [TestMethod]
    public void A_Capture_Shows_What_The_Links_Send()
    {
        ProgramBench board = ProgramBench.With(BoardTexts.Sound("bus-17"));
        board.Run(1);
        board.Has("{\"op\":\"capture\",\"on\":true}", "\"ok\":true");
        board.Uplinks[0].UpAt = 0;
        board.Run(100);
        string shown = board.Operator.Take();
        Assert.IsTrue(shown.IndexOf("\"event\":\"packet\",\"link\":\"wifi\",\"direction\":\"out\"") > 0, shown);
    }

    [TestMethod]
    public void The_Log_Is_Told_To_Who_Watches()
    {
        ProgramBench board = ProgramBench.With(BoardTexts.Sound("bus-17"));
        board.Has("{\"op\":\"watch\"}", "\"ok\":true");
        board.Log.Write("something");
        board.Run(100);
        string told = board.Operator.Take();
        Assert.IsTrue(told.IndexOf(" something\"}") > 0, told);
    }

    [TestMethod]
    public void A_Restart_Leaves_The_Links_In_Good_Order_And_Answers_First()
    {
        ProgramBench board = ProgramBench.With(BoardTexts.Sound("bus-17"));
        board.Run(1);
        long asked = board.Milliseconds;
        board.Has("{\"op\":\"restart\"}", "\"ok\":true");
        ProgramBench after = board.RunToRestart();
        Assert.AreEqual(1, board.Port.Stops);
        Assert.AreEqual(1, board.Uplinks[0].Stops);
        Assert.IsTrue(board.Milliseconds - asked >= BoardProgram.FlushMs);
        after.Run(1);
        Assert.AreEqual("bus-17", after.Settings.Name);
    }

    [TestMethod]
    public void A_Link_That_Does_Not_Stop_Holds_A_Restart_Up_No_Longer_Than_It_May()
    {
        ProgramBench board = ProgramBench.With(BoardTexts.Sound("bus-17"));
        board.Run(1);
        board.Uplinks[0].StopsNever = true;
        long asked = board.Milliseconds;
        board.Has("{\"op\":\"restart\"}", "\"ok\":true");
        _ = board.RunToRestart();
        long took = board.Milliseconds - asked;
        Assert.IsTrue(took >= BoardProgram.LeaveMs);
        Assert.IsTrue(took <= BoardProgram.LeaveMs + BoardProgram.FlushMs + (3 * MainLoop.LongestWaitMs));
    }

    [TestMethod]
    public void A_Reset_Goes_Back_To_The_File()
    {
        ProgramBench board = ProgramBench.With(BoardTexts.Sound("factory")).Commit("other");
        board.Has("{\"op\":\"confirm\",\"force\":true}", "{\"revision\":1}");
        board.Has("{\"op\":\"reset\",\"confirm\":\"erase\"}", "\"ok\":true");
        ProgramBench after = board.RunToRestart();
        after.Run(1);
        Assert.AreEqual("factory", after.Settings.Name);
        after.Has(Hello, "\"revision\":0,\"configuration\":\"confirmed\"");
    }

    [TestMethod]
    public void Memory_Is_Measured_Seldom()
    {
        ProgramBench board = ProgramBench.With(BoardTexts.Sound("bus-17"));
        board.Run(1);
        board.Has("{\"op\":\"status\"}", "123456");
        board.Has("{\"op\":\"status\"}", "123456");
        Assert.AreEqual(1, board.Measured);
        board.Run(10000);
        board.Has("{\"op\":\"status\"}", "123456");
        Assert.AreEqual(2, board.Measured);
    }

    [TestMethod]
    public void A_Board_That_Crashed_Again_And_Again_Waits_With_A_Console()
    {
        ProgramBench board = ProgramBench.With(BoardTexts.Sound("bus-17"));
        for (int i = 0; i <= CrashLog.Patience; i++)
        {
            board.Crashes.Report(BootReason.Exception, "main loop", "a fault", 100);
            board = board.Restart();
        }

        board.Run(9000);
        Assert.IsNull(board.Uplinks);
        board.Has(Hello, "\"bootReason\":\"exception\"");
        board.Run(2000);
        Assert.IsNotNull(board.Uplinks);
    }

    [TestMethod]
    public void Every_Fault_Of_The_File_Has_Its_Line()
    {
        ProgramBench board = ProgramBench.With("{}");
        board.Run(1);
        Assert.IsNull(board.Uplinks);
        Assert.IsTrue(board.Log.Count > 3);
        Assert.IsTrue(board.Logged("configuration: version"));
    }

    [TestMethod]
    public void A_File_For_Another_Board_Does_Not_Run()
    {
        ProgramBench board = ProgramBench.With(Configurations.With(string.Empty));
        board.Run(1);
        Assert.IsNull(board.Uplinks);
        Assert.IsTrue(board.Logged("configuration: port.link: this board's port is \"ethernet\""));
    }

    [TestMethod]
    public void A_File_That_Is_Too_Large_Counts_As_None()
    {
        FakeFlash flash = new FakeFlash();
        _ = flash.Write("router.json", new byte[8193]);
        ProgramBench board = new ProgramBench(flash);
        board.Run(1);
        Assert.IsNull(board.Uplinks);
        Assert.IsTrue(board.Logged("a router.json of at most 8192 octets"));
    }

    [TestMethod]
    public void An_Unsafe_Configuration_Is_Noticed()
    {
        string json = BoardTexts.Sound("bus-17");
        int at = json.IndexOf("\"security\"");
        ProgramBench board = ProgramBench.With(
            json.Substring(0, at) + "\"security\":\"none\"," + json.Substring(json.IndexOf("\"uplinks\"")));
        board.Run(1);
        Assert.IsNotNull(board.Uplinks);
        Assert.IsTrue(board.Logged("notice: "));
    }
}
