namespace McoaRouter.Consoles.Operations;

/// <summary><c>counters</c>: what was refused, by the router, its links and the console.</summary>
internal sealed class CountersOp : ConsoleOp
{
    internal CountersOp()
        : base("counters", false)
    {
    }

    /// <inheritdoc/>
    internal override void Run(ConsoleRequest request)
    {
        if (!request.IsSound())
        {
            return;
        }

        ConsoleCounters counters = request.Console.Counters;
        JsonWriter writer = request.Result;
        request.Console.Status.WriteCounters(writer);
        writer.BeginObject("console");
        writer.Number("tooLong", counters.TooLong);
        writer.Number("notJson", counters.NotJson);
        writer.Number("notRequest", counters.NotRequest);
        writer.Number("dropped", request.Console.Dropped);
        writer.End();
    }
}
