using McoaRouter.Consoles;

namespace McoaRouter.Tests.Consoles;

/// <summary>From a commit to its confirmation, or back.</summary>
[TestClass]
public sealed class CommitConfirmTests
{
    [TestMethod]
    public void Commit_RunsOnTrialAndStaysOnceConfirmed()
    {
        ConsoleBench bench = new ConsoleBench();
        bench.Trial("second");
        bench.Has("{\"op\":\"hello\"}", "\"revision\":1,\"configuration\":\"trial\",\"confirmWithinMs\":120000");
        bench.Fails("{\"op\":\"commit\"}", "trial-running");
        bench.Fails("{\"op\":\"confirm\"}", "not-registered");
        bench.Has("{\"op\":\"confirm\",\"force\":true}", "{\"revision\":1}");
        bench.Fails("{\"op\":\"confirm\"}", "no-trial");
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Console.NextDeadline);

        ConsoleBench after = bench.Reboot();
        Assert.AreEqual("second", after.Settings.Name);
        after.Has("{\"op\":\"hello\"}", "\"revision\":1,\"configuration\":\"confirmed\",\"security\"");
        after.Trial("third");
        after.Has("{\"op\":\"rollback\"}", "{\"revision\":1}");
        after.PollAt(after.Now);
        Assert.AreEqual("second", after.Settings.Name);
        after.Has("{\"op\":\"hello\"}", "\"rolledBack\":{\"revision\":2,\"reason\":\"by the operator\"}");
    }

    [TestMethod]
    public void Commit_WithoutConfirmationRollsBackByItself()
    {
        ConsoleBench bench = new ConsoleBench();
        bench.Trial("second");
        long end = bench.Console.NextDeadline;
        Assert.AreEqual(bench.Now + 120000, end);
        bench.PollAt(end - 1);
        Assert.AreEqual("second", bench.Settings.Name);
        bench.PollAt(end);
        Assert.AreEqual("bench", bench.Settings.Name);
        bench.Has("{\"op\":\"hello\"}", "\"rolledBack\":{\"revision\":1,\"reason\":\"not registered in time\"}");
        bench.Reboot().Has("{\"op\":\"hello\"}", "\"rolledBack\":{\"revision\":1,\"reason\":\"not registered in time\"}");
    }

    [TestMethod]
    public void Commit_ThatTheBoardNeverStartsRollsBackToo()
    {
        ConsoleBench bench = new ConsoleBench();
        bench.Has("{\"op\":\"set\",\"path\":\"name\",\"value\":\"second\"}", "\"faults\":[]");
        bench.Has("{\"op\":\"commit\",\"confirmSeconds\":10}", "\"confirmWithinMs\":10000");
        bench.Fails("{\"op\":\"confirm\"}", "not-registered");
        bench.PollAt(bench.Now + 10000);
        Assert.AreEqual("bench", bench.Settings.Name);
        bench.Fails("{\"op\":\"confirm\",\"force\":true}", "no-trial");
    }

    [TestMethod]
    public void Restart_DuringATrialRollsBack()
    {
        ConsoleBench bench = new ConsoleBench();
        bench.Trial("second");

        ConsoleBench after = bench.Reboot();
        Assert.AreEqual("bench", after.Settings.Name);
        after.Has("{\"op\":\"hello\"}", "\"rolledBack\":{\"revision\":1,\"reason\":\"restarted during its trial\"}");
    }

    [TestMethod]
    public void Restart_BetweenCommitAndTrialRunsTheTrial()
    {
        ConsoleBench bench = new ConsoleBench();
        bench.Has("{\"op\":\"set\",\"path\":\"name\",\"value\":\"second\"}", "\"faults\":[]");
        bench.Has("{\"op\":\"commit\",\"confirmSeconds\":60}", "\"revision\":1");

        ConsoleBench after = bench.Reboot();
        Assert.AreEqual("second", after.Settings.Name);
        Assert.AreEqual(after.Now + 60000, after.Console.NextDeadline);
        Assert.AreEqual("bench", after.Reboot().Settings.Name);
    }

    [TestMethod]
    public void RollBack_WithoutAnEarlierOneGoesToNone()
    {
        ConsoleBench bench = new ConsoleBench(new TestSlots(), null);
        bench.Has("{\"op\":\"set\",\"value\":" + ConsoleBench.Plain + "}", "\"faults\":[]");
        bench.Has("{\"op\":\"commit\"}", "\"revision\":1");
        bench.Start();
        Assert.AreEqual("bench", bench.Settings.Name);
        bench.PollAt(bench.Console.NextDeadline);
        Assert.IsNull(bench.Settings);
        bench.Has("{\"op\":\"hello\"}", "\"configuration\":\"none\"");
    }

    [TestMethod]
    public void Commit_IsConfirmedOnceAnUplinkIsRegistered()
    {
        ConsoleBench bench = new ConsoleBench(new TestSlots(), ConsoleBench.Plain);
        bench.Has("{\"op\":\"set\",\"path\":\"security\",\"value\":\"none\"}", "\"faults\":[]");
        bench.Has("{\"op\":\"commit\"}", "\"revision\":1");
        bench.Start();
        bench.Fails("{\"op\":\"confirm\"}", "not-registered");
        bench.Register();
        bench.Has("{\"op\":\"confirm\"}", "{\"revision\":1}");
    }

    [TestMethod]
    public void Commit_OfATrialThatIsRegisteredRollsBackAsNotConfirmed()
    {
        ConsoleBench bench = new ConsoleBench();
        bench.Has("{\"op\":\"set\",\"path\":\"security\",\"value\":\"none\"}", "\"faults\":[]");
        bench.Trial("second");
        bench.Register();
        bench.PollAt(bench.Console.NextDeadline);
        bench.Has("{\"op\":\"hello\"}", "\"rolledBack\":{\"revision\":1,\"reason\":\"not confirmed in time\"}");
    }

    [TestMethod]
    public void Storage_ThatFailsLeavesWhatRuns()
    {
        ConsoleBench bench = new ConsoleBench();
        bench.Has("{\"op\":\"set\",\"path\":\"name\",\"value\":\"second\"}", "\"faults\":[]");
        bench.Slots.Broken = true;
        bench.Fails("{\"op\":\"commit\"}", "storage");
        bench.Fails("{\"op\":\"reset\",\"confirm\":\"erase\"}", "storage");
        bench.Slots.Broken = false;
        bench.Has("{\"op\":\"commit\"}", "\"revision\":1");
        bench.Board.Reconfigurations = 0;
        bench.Slots.Broken = true;
        bench.Start();
        Assert.AreEqual("bench", bench.Settings.Name);
        bench.Has("{\"op\":\"hello\"}", "\"reason\":\"the store can't be written\"");
    }

    [TestMethod]
    public void Storage_ThatFailsAtTheConfirmationLetsTheTrialGoOn()
    {
        ConsoleBench bench = new ConsoleBench();
        bench.Trial("second");
        bench.Slots.Broken = true;
        bench.Fails("{\"op\":\"confirm\",\"force\":true}", "storage");
        bench.Has("{\"op\":\"hello\"}", "\"configuration\":\"trial\"");
        bench.Slots.Broken = false;
        bench.Has("{\"op\":\"confirm\",\"force\":true}", "{\"revision\":1}");
    }

    [TestMethod]
    public void Conflict_IsWhatSomebodyElseStagedSince()
    {
        ConsoleBench bench = new ConsoleBench();
        TestOutput output = new TestOutput();
        ConsoleSession other = new ConsoleSession(bench.Console, output);
        bench.Has("{\"op\":\"set\",\"path\":\"name\",\"value\":\"second\"}", "\"staging\":1");
        Assert.IsTrue(bench.Ask(other, output, "{\"op\":\"set\",\"path\":\"name\",\"value\":\"other\"}").IndexOf("\"staging\":2") > 0);
        bench.Fails("{\"op\":\"commit\"}", "conflict");
        bench.Fails("{\"op\":\"commit\",\"staging\":1}", "conflict");
        bench.Fails("{\"op\":\"changes\",\"staging\":1}", "bad-argument");
        bench.Has("{\"op\":\"commit\",\"staging\":2}", "\"revision\":1");
        Assert.IsTrue(bench.Ask(other, output, "{\"op\":\"commit\"}").IndexOf("trial-running") > 0);
    }

    [TestMethod]
    public void Kept_IsFalseWhereTheStoreIsMemory()
    {
        TestBoard board = new TestBoard();
        RouterConsole console = new RouterConsole(board, new ConfigurationStore(null, null));
        TestOutput output = new TestOutput();
        ConsoleSession session = new ConsoleSession(console, output);
        Assert.IsNull(console.Start(0));
        byte[] lines = System.Text.Encoding.UTF8.GetBytes(
            "{\"op\":\"set\",\"value\":" + ConsoleBench.Plain + "}\n{\"id\":2,\"op\":\"commit\"}\n");
        session.Receive(lines, 0, lines.Length, 0);
        Assert.IsTrue(output.Take().IndexOf("\"kept\":false") > 0);
        Assert.IsNotNull(console.Start(0));
    }

    [TestMethod]
    public void Start_TellsWhatIsWrongWithThePlainFile()
    {
        ConsoleBench bench = new ConsoleBench(new TestSlots(), "{\"version\":1}");

        Assert.IsNull(bench.Settings);
        Assert.AreEqual("name: is missing; give the router a name, 1..64 characters", bench.Console.StartFaults[0]);
    }
}
