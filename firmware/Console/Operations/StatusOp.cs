namespace McoaRouter.Consoles.Operations;

/// <summary><c>status</c>: how the router is.</summary>
internal sealed class StatusOp : ConsoleOp
{
    internal StatusOp()
        : base("status", false)
    {
    }

    /// <inheritdoc/>
    internal override void Run(ConsoleRequest request)
    {
        if (request.IsSound())
        {
            request.Console.Status.WriteStatus(request.Result, request.Now);
        }
    }
}
