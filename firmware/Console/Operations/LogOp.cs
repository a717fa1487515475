namespace McoaRouter.Consoles.Operations;

/// <summary><c>log</c>: the last lines of the board's log.</summary>
internal sealed class LogOp : ConsoleOp
{
    private const int MostLines = 32;

    internal LogOp()
        : base("log", false)
    {
    }

    /// <inheritdoc/>
    internal override void Run(ConsoleRequest request)
    {
        long last = request.Members.ReadInteger("last", 1, MostLines, MostLines, "ask for 1..32 lines");
        if (!request.IsSound())
        {
            return;
        }

        IConsoleBoard board = request.Console.Board;
        int count = board.LogLines;
        request.Result.BeginList("lines");
        for (int i = count > last ? count - (int)last : 0; i < count; i++)
        {
            request.Result.Text(null, board.LogLine(i));
        }

        request.Result.End();
    }
}
