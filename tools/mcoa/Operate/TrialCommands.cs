using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using McoaRouter.Tools.ConsoleClient;

namespace McoaRouter.Tools.Operate;

/// <summary><c>mcoa commit</c>, <c>confirm</c> and <c>rollback</c>: a trial of a configuration, step by step.</summary>
internal static class TrialCommands
{
    private const int UsualSeconds = 120;
    private const int LeastSeconds = 10;
    private const int MostSeconds = 3600;

    /// <summary>Makes <c>commit</c>.</summary>
    public static Command CreateCommit()
    {
        Option<int> seconds = NewConfirmSeconds();
        return OperatorCommand.Create(
            "commit",
            "Run what is staged, on trial: without \"mcoa confirm\" in time the router goes back by itself.",
            (session, cancellation) => CommitAsync(session, session.Arguments.GetValue(seconds), cancellation),
            seconds);
    }

    /// <summary>Makes <c>confirm</c>.</summary>
    public static Command CreateConfirm()
    {
        Option<bool> force = new("--force") { Description = "Even though no uplink is registered." };
        return OperatorCommand.Create(
            "confirm",
            "Keep the configuration that runs on trial.",
            async (session, cancellation) =>
            {
                await using RouterClient client = await session.ConnectAsync(cancellation);
                JsonObject arguments = session.Arguments.GetValue(force) ? new JsonObject { ["force"] = true } : [];
                JsonElement result = await client.RequestAsync("confirm", arguments, cancellation);
                session.Write(result);
                session.Say($"Revision {Words.Number(result, "revision")} is confirmed.");
                return ExitCode.Done;
            },
            force);
    }

    /// <summary>Makes <c>rollback</c>.</summary>
    public static Command CreateRollback()
    {
        return OperatorCommand.Create(
            "rollback",
            "End a trial, or discard what is staged.",
            async (session, cancellation) =>
            {
                await using RouterClient client = await session.ConnectAsync(cancellation);
                bool trial = client.Hello.TextOf("configuration") == "trial";
                JsonElement result = await client.RequestAsync("rollback", null, cancellation);
                session.Write(result);
                session.Say(trial
                    ? $"The trial is over; the router goes back to revision {Words.Number(result, "revision")}."
                    : "What was staged is discarded.");
                return ExitCode.Done;
            });
    }

    /// <summary>How long a trial lasts.</summary>
    public static Option<int> NewConfirmSeconds()
    {
        return OperatorOptions.NewNumber(
            "--confirm-seconds",
            $"How long the trial lasts, in seconds, {LeastSeconds} to {MostSeconds}.",
            UsualSeconds,
            LeastSeconds,
            MostSeconds);
    }

    /// <summary>The arguments of a commit.</summary>
    public static JsonObject CommitArguments(int seconds, long? staging)
    {
        JsonObject arguments = new() { ["confirmSeconds"] = seconds };
        if (staging is { } number)
        {
            arguments["staging"] = number;
        }

        return arguments;
    }

    /// <summary>Says that a router without a store forgets.</summary>
    public static void NoteKept(OperatorSession session, JsonElement result)
    {
        if (result.MemberOf("kept")?.ValueKind == JsonValueKind.False)
        {
            session.Note("this router has no store; the configuration is lost at its next start (--store DIR keeps it).");
        }
    }

    private static async Task<int> CommitAsync(OperatorSession session, int seconds, CancellationToken cancellation)
    {
        await using RouterClient client = await session.ConnectAsync(cancellation);
        JsonElement result = await client.RequestAsync("commit", CommitArguments(seconds, null), cancellation);
        session.Write(result);
        NoteKept(session, result);
        session.Say($"Revision {Words.Number(result, "revision")} runs on trial; \"mcoa confirm\" within "
            + $"{Words.Seconds(result.NumberOf("confirmWithinMs"))} keeps it, otherwise the router goes back.");
        return ExitCode.Done;
    }
}
