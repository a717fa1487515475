namespace McoaRouter.Consoles.Operations;

/// <summary><c>bindings</c>: the Binding Update Lists.</summary>
internal sealed class BindingsOp : ConsoleOp
{
    /// <inheritdoc/>
    internal override string Name
    {
        get { return "bindings"; }
    }

    /// <inheritdoc/>
    internal override void Run(ConsoleRequest request)
    {
        if (request.IsSound())
        {
            request.Console.Status.WriteBindings(request.Result, request.Now);
        }
    }
}
