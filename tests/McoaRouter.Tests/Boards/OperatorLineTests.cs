using McoaRouter.Boards.FrameConsole;

namespace McoaRouter.Tests.Boards;

/// <summary>The operator's line at its bounds.</summary>
[TestClass]
public sealed class OperatorLineTests
{
    private const string Hello = "{\"op\":\"hello\"}";

    [TestMethod]
    public void A_Line_That_Is_Too_Long_Is_Refused_Once_And_The_Next_Is_Answered()
    {
        ProgramBench board = ProgramBench.With(null);
        string answer = board.Ask(new string('x', 9000));
        Assert.IsTrue(answer.IndexOf("\"code\":\"too-long\"") > 0, answer);
        Assert.AreEqual(answer.Length - 1, answer.IndexOf('\n'));
        board.Has(Hello, "\"ok\":true");
    }

    [TestMethod]
    public void A_Flood_Leaves_The_Links_Their_Turns()
    {
        ProgramBench board = ProgramBench.With(BoardTexts.Sound("bus-17"));
        board.Run(1);
        board.Operator.Floods = true;
        int polls = board.Uplinks[0].Polls;
        for (int i = 0; i < 100; i++)
        {
            board.Program.Turn();
        }

        Assert.AreEqual(polls + 100, board.Uplinks[0].Polls);
        Assert.AreEqual(OperatorLine.TurnOctets, board.Operator.MostRead);
        board.Operator.Floods = false;
        string answer = board.Ask(string.Empty);
        Assert.IsTrue(answer.IndexOf("\"code\":\"too-long\"") > 0, answer);
        board.Has(Hello, "\"ok\":true");
    }

    [TestMethod]
    public void An_Answer_Waits_For_Room_And_No_Request_Is_Taken_Meanwhile()
    {
        ProgramBench board = ProgramBench.With(BoardTexts.Sound("bus-17"));
        board.Run(1);
        board.Operator.Room = 10;
        board.Operator.Type("{\"id\":1,\"op\":\"get\"}\n{\"id\":2,\"op\":\"status\"}\n");
        board.Run(5000);
        board.Operator.Type("{\"id\":3,\"op\":\"hello\"}\n");
        board.Run(5000);
        Assert.AreEqual(10, board.Operator.Take().Length);
        Assert.IsTrue(board.Operator.Unread > 0);
        board.Operator.Room = -1;
        board.Run(5000);
        string answers = board.Operator.Take();
        int second = answers.IndexOf("{\"id\":2,\"ok\":true");
        Assert.IsTrue(second > 0, answers);
        Assert.IsTrue(answers.IndexOf("{\"id\":3,\"ok\":true") > second, answers);
    }

    [TestMethod]
    public void A_Lost_Line_Stops_Nothing()
    {
        ProgramBench board = ProgramBench.With(BoardTexts.Sound("bus-17"));
        board.Operator.Type(Hello + "\n");
        board.Program.Turn();
        board.Operator.IsLost = true;
        int polls = board.Uplinks[0].Polls;
        board.Run(10000);
        Assert.IsTrue(board.Uplinks[0].Polls > polls);
    }

    [TestMethod]
    public void A_Turn_With_Nothing_On_The_Line_Allocates_Nothing()
    {
        Heap.AssertAllocatesNothing(new Turns());
    }

    private sealed class Turns : IRepeatable
    {
        private readonly ProgramBench _board = ProgramBench.With(BoardTexts.Sound("bus-17"));

        internal Turns()
        {
            _board.Run(1);
        }

        public void Run()
        {
            _board.Program.Turn();
        }
    }
}
