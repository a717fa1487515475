namespace McoaRouter.Consoles.Operations;

/// <summary><c>reset</c>: erases the store, and the board starts anew.</summary>
internal sealed class ResetOp : ConsoleOp
{
    private static readonly string[] s_words = { "erase" };

    internal ResetOp()
        : base("reset", true)
    {
    }

    /// <inheritdoc/>
    internal override void Run(ConsoleRequest request)
    {
        _ = request.Members.ReadChoice("confirm", null, s_words);
        if (!request.IsSound())
        {
            return;
        }

        if (!request.Console.Configuration.Erase())
        {
            request.Fail(ErrorCodes.Storage, "the store can't be erased; what runs goes on, look at the board's file system");
            return;
        }

        request.Console.Schedule(ConsoleAction.Restart, request.Session, request.Now);
    }
}
