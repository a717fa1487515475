namespace McoaRouter.Consoles.Operations;

/// <summary><c>commit</c>: what is staged goes on trial.</summary>
internal sealed class CommitOp : ConsoleOp
{
    private const int LeastSeconds = 10;
    private const int MostSeconds = 3600;
    private const int UsualSeconds = 120;

    internal CommitOp()
        : base("commit", false)
    {
    }

    /// <inheritdoc/>
    internal override void Run(ConsoleRequest request)
    {
        long seconds = request.Members.ReadInteger(
            "confirmSeconds", LeastSeconds, MostSeconds, UsualSeconds, "give the seconds to confirm it within, 10..3600");
        long expected = request.Members.ReadInteger(
            "staging", 0, int.MaxValue, request.Session.Staged, "give the number that set answered last");
        if (!request.IsSound() || !MayCommit(request, expected))
        {
            return;
        }

        ConfigurationCheck check = ConfigurationCheck.Of(request.Console.Staging.Root, request.Console.Board);
        if (check.Settings == null)
        {
            request.FailInvalid(check.Faults);
            return;
        }

        if (!request.Console.Configuration.Commit(check.Text, (int)seconds, request.Now))
        {
            request.Fail(ErrorCodes.Storage, "the store can't be written; what runs goes on, look at the board's file system");
            return;
        }

        request.Console.Staging.Discard();
        request.Session.Staged = 0;
        request.Result.Number("revision", request.Console.Configuration.TrialRevision);
        request.Result.Number("confirmWithinMs", seconds * 1000);
        if (!request.Console.IsKept)
        {
            request.Result.Flag("kept", false);
        }

        request.Console.Schedule(ConsoleAction.Reconfigure, request.Session, request.Now);
    }

    private static bool MayCommit(ConsoleRequest request, long expected)
    {
        Staging staging = request.Console.Staging;
        if (request.Console.Configuration.State != TrialState.None)
        {
            request.Fail(ErrorCodes.TrialRunning, "a configuration is on trial; confirm it or roll it back first");
            return false;
        }

        if (staging.Root == null)
        {
            request.Fail(ErrorCodes.NothingStaged, "nothing is staged; use set first");
            return false;
        }

        if (expected != 0 && expected != staging.Number)
        {
            request.Fail(
                ErrorCodes.Conflict,
                "somebody else staged since; look at changes, then commit with \"staging\":" + staging.Number.ToString(),
                "staging");
            return false;
        }

        return true;
    }
}
