namespace McoaRouter.Consoles.Operations;

/// <summary><c>status</c>: how the router is.</summary>
internal sealed class StatusOp : ConsoleOp
{
    /// <inheritdoc/>
    internal override string Name
    {
        get { return "status"; }
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
