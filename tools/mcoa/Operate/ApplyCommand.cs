using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using McoaRouter.Tools.ConsoleClient;
using Spectre.Console;

namespace McoaRouter.Tools.Operate;

/// <summary><c>mcoa apply FILE</c>: a whole configuration, from the check of its file to its confirmation.</summary>
internal static class ApplyCommand
{
    private const string Trial = "trial";

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = "The configuration (JSON); *** keeps a secret that the router has." };
        Option<bool> yes = new("--yes", "-y") { Description = "Don't ask before it is committed." };
        Option<bool> dryRun = new("--dry-run") { Description = "Only check it and show what would change." };
        Option<bool> noConfirm = new("--no-confirm")
        {
            Description = "Commit, and leave the confirmation to \"mcoa confirm\".",
        };
        Option<int> seconds = TrialCommands.NewConfirmSeconds();
        return OperatorCommand.Create(
            "apply",
            "Check a configuration, show the difference, run it on trial, and keep it once the router is registered.",
            (session, cancellation) => RunAsync(
                session,
                new ApplyOptions(
                    session.Arguments.GetRequiredValue(file),
                    session.Arguments.GetValue(yes),
                    session.Arguments.GetValue(dryRun),
                    session.Arguments.GetValue(noConfirm),
                    session.Arguments.GetValue(seconds)),
                cancellation),
            file,
            yes,
            dryRun,
            noConfirm,
            seconds);
    }

    private static async Task<int> RunAsync(OperatorSession session, ApplyOptions options, CancellationToken cancellation)
    {
        ConfigurationFile file = ConfigurationFile.Read(options.File);
        if (file.Unreadable is not null)
        {
            session.Fail("file", file.Unreadable, null, []);
            return ExitCode.Usage;
        }

        if (file.Faults.Count > 0)
        {
            session.Fail("invalid", $"{options.File} has faults; nothing was sent:", null, [.. file.Faults.Select(ReadFault)]);
            return ExitCode.Invalid;
        }

        if (!options.Yes && !options.DryRun && !session.CanAsk)
        {
            session.Fail("not-asked", "nobody can be asked here: say --yes, or --dry-run to see what would change", null, []);
            return ExitCode.Usage;
        }

        IReadOnlyList<JsonObject> requests;
        try
        {
            requests = Staging.Cut(file.Root!);
        }
        catch (ArgumentException exception)
        {
            session.Fail("too-long", exception.Message, null, []);
            return ExitCode.Invalid;
        }

        await using RouterClient client = await session.ConnectAsync(cancellation);
        return CheckRouter(session, client, options) ?? await StageAsync(session, client, options, requests, cancellation);
    }

    /// <summary>Whether the router is in the middle of something: an exit code, or null.</summary>
    private static int? CheckRouter(OperatorSession session, RouterClient client, ApplyOptions options)
    {
        if (client.Hello.TextOf("configuration") == Trial)
        {
            session.Fail("trial-running", "a trial runs: end it by \"mcoa confirm\" or \"mcoa rollback\" first", null, []);
            return ExitCode.Refused;
        }

        if (client.Hello.NumberOf("staging") is not > 0)
        {
            return null;
        }

        if (options.DryRun)
        {
            session.Fail("staged", "something is staged, which --dry-run would discard: \"mcoa changes\" shows it", null, []);
            return ExitCode.Refused;
        }

        session.Note("this replaces what was staged.");
        return null;
    }

    private static async Task<int> StageAsync(
        OperatorSession session,
        RouterClient client,
        ApplyOptions options,
        IReadOnlyList<JsonObject> requests,
        CancellationToken cancellation)
    {
        JsonElement staged = default;
        JsonElement? changes;
        IReadOnlyList<ConsoleFault> faults;
        try
        {
            foreach (JsonObject request in requests)
            {
                staged = await client.RequestAsync("set", request, cancellation);
            }

            faults = ConsoleFault.ReadAll(staged);
            changes = await ChangesAsync(session, client, cancellation);
        }
        catch (RefusedException)
        {
            await DiscardAsync(client, cancellation);
            throw;
        }

        session.Write(new JsonObject
        {
            ["step"] = "staged",
            ["requests"] = requests.Count,
            ["changes"] = changes is { } told ? JsonNode.Parse(told.MemberOf("changes")?.GetRawText() ?? "[]") : null,
        });
        bool same = changes is { } shown
            && (session.Json ? !shown.ItemsOf("changes").Any() : SettingCommands.WriteChanges(session, shown) == 0);
        if (faults.Count > 0)
        {
            await DiscardAsync(client, cancellation);
            session.Fail("invalid", "the router refuses this configuration:", null, faults);
            return ExitCode.Invalid;
        }

        if (same || options.DryRun)
        {
            await DiscardAsync(client, cancellation);
            session.Write(new JsonObject { ["step"] = "end", ["changed"] = false });
            session.Say(same ? "The router runs this already." : "Nothing was changed (--dry-run).");
            return ExitCode.Done;
        }

        if (!options.Yes && !session.Screen.Confirm("Commit this?", defaultValue: false))
        {
            await DiscardAsync(client, cancellation);
            session.Say("Nothing was changed.");
            return ExitCode.Refused;
        }

        return await CommitAsync(session, client, options, staged.NumberOf("staging"), cancellation);
    }

    /// <summary>What is different, or null where that is too much for an answer: it can be run all the same.</summary>
    private static async Task<JsonElement?> ChangesAsync(
        OperatorSession session, RouterClient client, CancellationToken cancellation)
    {
        try
        {
            return await client.RequestAsync("changes", null, cancellation);
        }
        catch (RefusedException refused) when (refused.Code == RefusedException.TooLarge)
        {
            session.Note("so much is different that the router can't tell it in one answer; it is not shown.");
            return null;
        }
    }

    private static async Task<int> CommitAsync(
        OperatorSession session, RouterClient client, ApplyOptions options, long? staging, CancellationToken cancellation)
    {
        TrialRun trial = new(session, client, options.ConfirmSeconds);
        try
        {
            JsonElement result = await client.RequestAsync(
                "commit", TrialCommands.CommitArguments(options.ConfirmSeconds, staging), cancellation);
            TrialCommands.NoteKept(session, result);
            trial.Committed(result);
        }
        catch (NoConnectionException)
        {
            // It may have come through all the same: the router says so when it is back.
            session.Say("The connection was lost during the commit; asking what became of it.");
        }
        catch (RefusedException)
        {
            await DiscardAsync(client, cancellation);
            throw;
        }

        if (options.NoConfirm && trial.Revision is { } revision)
        {
            session.Say($"Revision {revision} runs on trial; \"mcoa confirm\" within {options.ConfirmSeconds} s keeps it, "
                + "otherwise the router goes back.");
            return ExitCode.Done;
        }

        return await trial.WaitAsync(confirm: !options.NoConfirm, cancellation);
    }

    private static async Task DiscardAsync(RouterClient client, CancellationToken cancellation)
    {
        await client.AskAsync("rollback", null, cancellation);
    }

    /// <summary>A fault of the firmware's reader, which has its path before the first colon and blank.</summary>
    private static ConsoleFault ReadFault(string fault)
    {
        int end = fault.IndexOf(": ", StringComparison.Ordinal);
        return end < 0 ? new ConsoleFault(string.Empty, fault) : new ConsoleFault(fault[..end], fault[(end + 2)..]);
    }
}
