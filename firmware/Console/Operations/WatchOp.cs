namespace McoaRouter.Consoles.Operations;

/// <summary><c>watch</c>: events as they happen, and the status at intervals.</summary>
internal sealed class WatchOp : ConsoleOp
{
    private const string StatusKey = "statusEveryMs";
    private const int LeastMs = 250;
    private const int MostMs = 60000;

    internal WatchOp()
        : base("watch", true)
    {
    }

    /// <inheritdoc/>
    internal override void Run(ConsoleRequest request)
    {
        const string Remedy = "use 0 for none, or 250..60000";
        bool events = request.Members.ReadFlag("events", true, "write true or false");
        long every = request.Members.ReadInteger(StatusKey, 0, MostMs, 0, Remedy);
        if (every > 0 && every < LeastMs)
        {
            request.Members.AddFault(StatusKey, every.ToString() + " is too often", Remedy);
        }

        if (request.IsSound())
        {
            request.Session.Watch(events, (int)every, request.Now);
        }
    }
}
