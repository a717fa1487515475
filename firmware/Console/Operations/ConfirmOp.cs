namespace McoaRouter.Consoles.Operations;

/// <summary><c>confirm</c>: what is on trial stays.</summary>
internal sealed class ConfirmOp : ConsoleOp
{
    internal ConfirmOp()
        : base("confirm", false)
    {
    }

    /// <inheritdoc/>
    internal override void Run(ConsoleRequest request)
    {
        bool force = request.Members.ReadFlag("force", false, "write true, or leave it out");
        if (!request.IsSound())
        {
            return;
        }

        CommitConfirm configuration = request.Console.Configuration;
        int revision = configuration.TrialRevision;
        if (configuration.State == TrialState.None)
        {
            request.Fail(ErrorCodes.NoTrial, "no configuration is on trial; commit one first");
        }
        else if (!force && (configuration.State != TrialState.Running || !request.Console.View.IsRegistered))
        {
            request.Fail(
                ErrorCodes.NotRegistered,
                "no uplink is registered under it; wait, or roll it back, or confirm with \"force\":true");
        }
        else if (!configuration.Confirm())
        {
            request.Fail(ErrorCodes.Storage, "the store can't be written; what runs goes on until its trial ends");
        }
        else
        {
            request.Result.Number("revision", revision);
            request.Console.TellConfiguration("confirmed", revision, null, request.Now);
        }
    }
}
