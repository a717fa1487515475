namespace McoaRouter.Consoles.Operations;

/// <summary><c>restart</c>: the board starts anew.</summary>
internal sealed class RestartOp : ConsoleOp
{
    /// <inheritdoc/>
    internal override string Name
    {
        get { return "restart"; }
    }

    /// <inheritdoc/>
    internal override string Capability
    {
        get { return "restart"; }
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
