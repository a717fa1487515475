namespace McoaRouter.Consoles.Operations;

/// <summary><c>restart</c>: the board starts anew.</summary>
internal sealed class RestartOp : ConsoleOp
{
    internal RestartOp()
        : base("restart", true)
    {
    }

    /// <inheritdoc/>
    internal override void Run(ConsoleRequest request)
    {
        if (request.IsSound())
        {
            request.Console.Schedule(ConsoleAction.Restart, request.Session, request.Now);
        }
    }
}
