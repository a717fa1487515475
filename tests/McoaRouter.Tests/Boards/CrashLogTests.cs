using McoaRouter.Boards.Frame;

namespace McoaRouter.Tests.Boards;

[TestClass]
public sealed class CrashLogTests
{
    [TestMethod]
    public void Without_A_File_The_Board_Was_Started_By_Power_Or_Reset()
    {
        CrashLog log = Opened(new FakeFiles(), new BoardBench());
        Assert.AreEqual((int)BootReason.PowerOrReset, (int)log.Reason);
        Assert.IsNull(log.Last);
        Assert.AreEqual(0, log.StartDelayMs);
    }

    [TestMethod]
    public void A_Crash_Is_The_Reason_Of_The_Next_Start_And_Of_No_Other()
    {
        FakeFiles files = new FakeFiles();
        Opened(files, new BoardBench()).Report(BootReason.Exception, "main loop", "NullReferenceException", 4711);
        Assert.AreEqual("crash.txt", files.Name);

        BoardBench board = new BoardBench();
        CrashLog next = Opened(files, board);
        Assert.AreEqual((int)BootReason.Exception, (int)next.Reason);
        Assert.AreEqual("main loop", next.Last.Thread);
        Assert.AreEqual("NullReferenceException", next.Last.What);
        Assert.AreEqual(4711L, next.Last.Uptime);
        Assert.AreEqual(1, next.Last.InARow);
        Assert.AreEqual(
            "started after a crash, the 1. in a row: exception in main loop after 4711 ms, NullReferenceException",
            board.LastText());

        CrashLog third = Opened(files, new BoardBench());
        Assert.AreEqual((int)BootReason.PowerOrReset, (int)third.Reason);
        Assert.AreEqual("main loop", third.Last.Thread);
    }

    [TestMethod]
    public void Crashes_In_A_Row_Make_The_Board_Wait_Longer_And_Longer()
    {
        int[] delays = new int[] { 0, 0, 0, 10000, 20000, 40000, 80000, 160000, 300000, 300000 };
        FakeFiles files = new FakeFiles();
        for (int i = 0; i < delays.Length; i++)
        {
            Opened(files, new BoardBench()).Report(BootReason.Watchdog, "main loop", "silent", 60000);
            CrashLog log = Opened(files, new BoardBench());
            Assert.AreEqual(i + 1, log.Last.InARow);
            Assert.AreEqual(delays[i], log.StartDelayMs);
            files.Octets = FakeFiles.Plain(
                new CrashRecord(BootReason.Watchdog, "main loop", "silent", 60000, i + 1, true).Write());
        }
    }

    [TestMethod]
    public void A_Crash_After_Ten_Minutes_Begins_A_New_Row()
    {
        FakeFiles files = new FakeFiles();
        Opened(files, new BoardBench()).Report(BootReason.Exception, "a", "b", 1000);
        Opened(files, new BoardBench()).Report(BootReason.Exception, "a", "b", CrashLog.SettledMs);
        Assert.AreEqual(1, Opened(files, new BoardBench()).Last.InARow);
    }

    [TestMethod]
    public void A_Record_Is_Read_Back_And_Is_Plain_And_Short_Whatever_It_Is_Made_Of()
    {
        char[] many = new char[300];
        for (int i = 0; i < many.Length; i++)
        {
            many[i] = i % 3 == 0 ? '\n' : i % 3 == 1 ? '\u00e4' : 'x';
        }

        string text = new CrashRecord(
            BootReason.Exception, new string(many), new string(many), long.MaxValue, int.MaxValue, true).Write();
        Assert.IsTrue(text.Length <= CrashRecord.LongestRecord);
        for (int i = 0; i < text.Length; i++)
        {
            Assert.IsTrue(text[i] == '\n' || (text[i] >= ' ' && text[i] <= '~'));
        }

        CrashRecord record = CrashRecord.TryRead(text);
        Assert.AreEqual(9999, record.InARow);
        Assert.AreEqual((long)int.MaxValue, record.Uptime);
        Assert.AreEqual(100, record.What.Length);
        Assert.AreEqual("??x??x", record.What.Substring(0, 6));
        Assert.IsTrue(record.IsNew);
    }

    [TestMethod]
    public void A_File_Cut_Anywhere_Is_No_Record_Or_A_Whole_One()
    {
        string text = new CrashRecord(BootReason.Watchdog, "main loop", "silent", 60000, 2, true).Write();
        for (int length = 0; length < text.Length; length++)
        {
            Assert.IsNull(CrashRecord.TryRead(text.Substring(0, length)));
        }
    }

    [TestMethod]
    public void Garbage_Is_No_Record()
    {
        Assert.IsNull(CrashRecord.TryRead("\n\n\n\n\n"));
        Assert.IsNull(CrashRecord.TryRead("exception new\nx\n1\na\nb\n"));
        Assert.IsNull(CrashRecord.TryRead("exception new\n1\n-1\na\nb\n"));
        Assert.IsNull(CrashRecord.TryRead("exception\n1\n1\na\nb\n"));
        FakeFiles files = new FakeFiles();
        files.Octets = new byte[CrashRecord.LongestRecord];
        for (int i = 0; i < files.Octets.Length; i++)
        {
            files.Octets[i] = (byte)(255 - i);
        }

        CrashLog log = Opened(files, new BoardBench());
        Assert.AreEqual((int)BootReason.PowerOrReset, (int)log.Reason);
        Assert.AreEqual(CrashRecord.LongestRecord, files.LastLimit);
    }

    [TestMethod]
    public void A_File_System_That_Refuses_Is_Told_And_Stops_Nothing()
    {
        FakeFiles files = new FakeFiles();
        files.RefusesToWrite = true;
        BoardBench board = new BoardBench();
        Opened(files, board).Report(BootReason.Exception, "a", "b", 1);
        Assert.AreEqual("the crash file can't be written", board.LastText());
    }

    private static CrashLog Opened(FakeFiles files, BoardBench board)
    {
        CrashLog log = new CrashLog(files, board.Log);
        log.Open();
        return log;
    }
}
