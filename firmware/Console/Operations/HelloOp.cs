namespace McoaRouter.Consoles.Operations;

/// <summary><c>hello</c>: who answers, and what it runs.</summary>
internal sealed class HelloOp : ConsoleOp
{
    private const int Protocol = 1;

    private static readonly string[] s_capabilities = { "watch", "capture", "restart", "reset" };

    internal HelloOp()
        : base("hello", false)
    {
    }

    /// <inheritdoc/>
    internal override void Run(ConsoleRequest request)
    {
        if (!request.IsSound())
        {
            return;
        }

        IConsoleBoard board = request.Console.Board;
        CommitConfirm configuration = request.Console.Configuration;
        JsonWriter writer = request.Result;
        writer.Text("product", "McoaRouter");
        writer.Text("version", board.Version);
        writer.Number("protocol", Protocol);
        writer.Text("board", board.Name);
        writer.BeginList("capabilities");
        for (int i = 0; i < s_capabilities.Length; i++)
        {
            if (board.Has(s_capabilities[i]))
            {
                writer.Text(null, s_capabilities[i]);
            }
        }

        writer.End();
        writer.Text("bootReason", board.BootReason);
        request.Console.Status.WriteConfiguration(writer, request.Now);
        writer.Number("staging", request.Console.Staging.Number);
        if (configuration.RolledBackRevision == 0)
        {
            writer.Text("rolledBack", null);
            return;
        }

        writer.BeginObject("rolledBack");
        writer.Number("revision", configuration.RolledBackRevision);
        writer.Text("reason", configuration.RolledBackText);
        writer.End();
    }
}
