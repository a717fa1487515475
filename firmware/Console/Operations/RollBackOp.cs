namespace McoaRouter.Consoles.Operations;

/// <summary><c>rollback</c>: ends a trial, or discards what is staged.</summary>
internal sealed class RollBackOp : ConsoleOp
{
    internal RollBackOp()
        : base("rollback", false)
    {
    }

    /// <inheritdoc/>
    internal override void Run(ConsoleRequest request)
    {
        if (!request.IsSound())
        {
            return;
        }

        CommitConfirm configuration = request.Console.Configuration;
        if (configuration.State != TrialState.None)
        {
            request.Result.Number("revision", configuration.ConfirmedRevision());
            request.Console.RollBack(RollBackReason.Operator, request.Now);
            request.Console.Schedule(ConsoleAction.Reconfigure, request.Session, request.Now);
        }
        else if (request.Console.Staging.Root != null)
        {
            request.Console.Staging.Discard();
            request.Session.Staged = 0;
            request.Result.Number("revision", configuration.Revision);
        }
        else
        {
            request.Fail(ErrorCodes.NothingStaged, "nothing is staged and nothing is on trial; there is nothing to undo");
        }
    }
}
