namespace McoaRouter.Tests.Boards;

/// <summary>Trials on a board: what each end of a run leaves for the next start.</summary>
[TestClass]
public sealed class BoardTrialTests
{
    private const string Hello = "{\"op\":\"hello\"}";

    [TestMethod]
    public void A_Trial_That_Nobody_Confirms_Is_Rolled_Back_By_A_Restart()
    {
        ProgramBench trial = ProgramBench.With(BoardTexts.Sound("old")).Commit("new");
        Assert.AreEqual("new", trial.Settings.Name);
        trial.Run(59000);
        Assert.IsFalse(trial.Program.IsOver);
        ProgramBench after = trial.RunToRestart();
        after.Run(1);
        Assert.AreEqual("old", after.Settings.Name);
        after.Has(Hello, "\"rolledBack\":{\"revision\":1,\"reason\":\"not registered in time\"}");
    }

    [TestMethod]
    public void A_Trial_Is_Rolled_Back_By_The_Operator()
    {
        ProgramBench trial = ProgramBench.With(BoardTexts.Sound("old")).Commit("new");
        trial.Has("{\"op\":\"rollback\"}", "{\"revision\":0}");
        ProgramBench after = trial.RunToRestart();
        after.Run(1);
        Assert.AreEqual("old", after.Settings.Name);
        after.Has(Hello, "\"reason\":\"by the operator\"");
    }

    [TestMethod]
    public void A_Restart_During_The_Trial_Rolls_It_Back()
    {
        ProgramBench trial = ProgramBench.With(BoardTexts.Sound("old")).Commit("new");
        ProgramBench after = trial.Restart();
        after.Run(1);
        Assert.AreEqual("old", after.Settings.Name);
        after.Has(Hello, "\"rolledBack\":{\"revision\":1,\"reason\":\"restarted during its trial\"}");
    }

    [TestMethod]
    public void A_First_Trial_That_Nobody_Confirms_Leaves_Nothing_To_Run()
    {
        ProgramBench after = ProgramBench.With(null).Commit("first").RunToRestart();
        after.Run(1000);
        Assert.IsNull(after.Settings);
        after.Has(Hello, "\"configuration\":\"none\"");
    }

    [TestMethod]
    public void A_Configuration_That_The_Board_Has_No_Devices_For_Is_Not_Committed()
    {
        ProgramBench board = ProgramBench.With(BoardTexts.Sound("old"));
        board.Has(
            "{\"op\":\"set\",\"value\":" + BoardTexts.With(BoardTexts.Wifi + "," + BoardTexts.OtherWifi) + "}",
            "uplinks[1].link");
        board.Has("{\"op\":\"commit\"}", "\"code\":\"invalid\"");
    }

    /// <summary>Wherever the power fails in a commit, the next start runs the old configuration or the whole new one.</summary>
    [TestMethod]
    public void A_Power_Cut_In_The_Write_Of_A_Commit_Leaves_The_Old_Or_The_New()
    {
        ProgramBench before = ProgramBench.With(BoardTexts.Sound("old")).Commit("second");
        before.Has("{\"op\":\"confirm\",\"force\":true}", "{\"revision\":1}");
        before.Has("{\"op\":\"set\",\"path\":\"name\",\"value\":\"third\"}", "\"faults\":[]");
        FakeFlash flash = before.Flash.Copy();
        before.Flash.CutAfter = 0;
        before.Has("{\"op\":\"commit\"}", "\"code\":\"storage\"");
        before.Flash.CutAfter = -1;
        before.Has("{\"op\":\"commit\"}", "\"revision\":2");
        byte[] whole = before.Flash.Read("configuration.0", 10000);
        byte[] other = before.Flash.Read("configuration.1", 10000);
        string name = flash.Read("configuration.0", 10000) == null ? "configuration.0" : "configuration.1";
        byte[] written = name == "configuration.0" ? whole : other;
        for (int cut = 0; cut <= written.Length; cut += cut < 24 ? 1 : 97)
        {
            FakeFlash left = flash.Copy();
            left.CutAfter = cut;
            _ = left.Write(name, written);
            left.CutAfter = -1;
            ProgramBench after = new ProgramBench(left);
            after.Run(1);
            Assert.AreEqual(cut < written.Length ? "second" : "third", after.Settings.Name);
        }
    }

    [TestMethod]
    public void A_Power_Cut_In_The_Mark_Of_A_Trial_Runs_The_Old_One()
    {
        ProgramBench board = ProgramBench.With(BoardTexts.Sound("old"));
        board.Has("{\"op\":\"set\",\"path\":\"name\",\"value\":\"new\"}", "\"faults\":[]");
        board.Has("{\"op\":\"commit\"}", "\"revision\":1");
        board.Flash.CutAfter = 8;
        ProgramBench cut = new ProgramBench(board.Flash);
        ProgramBench after = cut.Restart();
        after.Run(1);
        Assert.AreEqual("old", after.Settings.Name);
        after.Has(Hello, "\"revision\":0,\"configuration\":\"confirmed\"");
    }
}
