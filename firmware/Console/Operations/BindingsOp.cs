namespace McoaRouter.Consoles.Operations;

/// <summary><c>bindings</c>: the Binding Update Lists.</summary>
internal sealed class BindingsOp : ConsoleOp
{
    internal BindingsOp()
        : base("bindings", false)
    {
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
