using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using McoaRouter.Tools.ConsoleClient;
using Spectre.Console;

namespace McoaRouter.Tools.Operate;

/// <summary><c>mcoa get</c>, <c>set</c>, <c>unset</c> and <c>changes</c>: the configuration, and what is staged.</summary>
internal static class SettingCommands
{
    /// <summary>Makes <c>get</c>.</summary>
    public static Command CreateGet()
    {
        Argument<string?> path = new("PATH")
        {
            Description = "Such as uplinks[0].bid; all of it otherwise.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> staged = new("--staged") { Description = "What is staged instead of what runs." };
        return OperatorCommand.Create(
            "get",
            "Show the configuration, or a part of it; secrets are shown as ***.",
            (session, cancellation) => GetAsync(
                session, session.Arguments.GetValue(path), session.Arguments.GetValue(staged), cancellation),
            path,
            staged);
    }

    /// <summary>Makes <c>set</c>.</summary>
    public static Command CreateSet()
    {
        Argument<string> path = new("PATH") { Description = "Such as uplinks[0].priority; an index one too high appends." };
        Argument<string?> value = new("VALUE")
        {
            Description = "JSON, or plain text.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> stdin = new("--stdin")
        {
            Description = "Read the value from standard input, so that a secret does not stand in the shell's history.",
        };
        Command command = OperatorCommand.Create(
            "set",
            "Stage a change of the configuration; \"mcoa commit\" has it run.",
            (session, cancellation) => SetAsync(
                session, session.Arguments.GetRequiredValue(path), session.Arguments.GetValue(value), cancellation),
            path,
            value,
            stdin);
        command.Validators.Add(result =>
        {
            if (result.GetValue(stdin) == (result.GetValue(value) is not null))
            {
                result.AddError("set takes a VALUE, or --stdin; give one of them.");
            }
        });
        return command;
    }

    /// <summary>Makes <c>unset</c>.</summary>
    public static Command CreateUnset()
    {
        Argument<string> path = new("PATH") { Description = "What is removed." };
        return OperatorCommand.Create(
            "unset",
            "Stage the removal of a part of the configuration.",
            (session, cancellation) => StageAsync(
                session,
                new JsonObject { ["path"] = session.Arguments.GetRequiredValue(path), ["remove"] = true },
                cancellation),
            path);
    }

    /// <summary>Makes <c>changes</c>.</summary>
    public static Command CreateChanges()
    {
        return OperatorCommand.Create("changes", "Show what is staged against what runs.", ChangesAsync);
    }

    /// <summary>Writes differences, coloured where that is seen.</summary>
    /// <returns>How many there are.</returns>
    public static int WriteChanges(OperatorSession session, JsonElement result)
    {
        JsonElement[] changes = [.. result.ItemsOf("changes")];
        foreach (JsonElement change in changes)
        {
            string path = Markup.Escape(Words.Text(change, "path"));
            session.Screen.MarkupLine($"[bold]{path}[/]");
            foreach ((string member, string sign, string colour) in new[] { ("old", "-", "red"), ("new", "+", "green") })
            {
                if (change.TryGetProperty(member, out JsonElement value))
                {
                    session.Screen.MarkupLine($"  [{colour}]{sign} {Markup.Escape(Words.Value(value))}[/]");
                }
            }
        }

        return changes.Length;
    }

    private static async Task<int> GetAsync(
        OperatorSession session, string? path, bool staged, CancellationToken cancellation)
    {
        await using RouterClient client = await session.ConnectAsync(cancellation);
        JsonElement result = await WholeGet.AskAsync(client, path, staged, cancellation);
        session.Write(result);
        JsonElement value = result.MemberOf("value") ?? default;
        session.Say(value.ValueKind switch
        {
            JsonValueKind.Undefined => "null",
            JsonValueKind.String => SafeText.Of(value.Text() ?? value.GetRawText()),
            _ => OperatorSession.Pretty(value),
        });
        return ExitCode.Done;
    }

    private static async Task<int> SetAsync(
        OperatorSession session, string path, string? value, CancellationToken cancellation)
    {
        if (value is not null && SettingValue.IsSecret(path) && value != SettingValue.Hidden)
        {
            session.Note($"{SafeText.Of(path)} now stands in the shell's history; --stdin keeps it out.");
        }

        if (value is null && (value = ReadInput(session)) is null)
        {
            session.Fail("no-value", "nothing came from standard input; give the value there", path, []);
            return ExitCode.Usage;
        }

        return await StageAsync(
            session, new JsonObject { ["path"] = path, ["value"] = SettingValue.Read(path, value) }, cancellation);
    }

    /// <summary>A value from standard input: a line, or from a terminal without its being shown.</summary>
    private static string? ReadInput(OperatorSession session)
    {
        return session.CanAsk
            ? session.Screen.Prompt(new TextPrompt<string>("Value (not shown):").Secret(null))
            : Console.In.ReadLine();
    }

    private static async Task<int> StageAsync(
        OperatorSession session, JsonObject arguments, CancellationToken cancellation)
    {
        if (!RequestLine.Fits("set", arguments))
        {
            session.Fail("too-long", "this does not fit in one request; use \"mcoa apply FILE\", which cuts it", null, []);
            return ExitCode.Usage;
        }

        await using RouterClient client = await session.ConnectAsync(cancellation);
        JsonElement result = await client.RequestAsync("set", arguments, cancellation);
        session.Write(result);
        IReadOnlyList<ConsoleFault> faults = ConsoleFault.ReadAll(result);
        session.Say(faults.Count == 0
            ? "Staged. \"mcoa changes\" shows it, \"mcoa commit\" has it run, \"mcoa rollback\" discards it."
            : "Staged, but not yet fit to be committed:");
        foreach (ConsoleFault fault in faults)
        {
            session.Say($"  {SafeText.Of(fault.ToString())}");
        }

        return ExitCode.Done;
    }

    private static async Task<int> ChangesAsync(OperatorSession session, CancellationToken cancellation)
    {
        await using RouterClient client = await session.ConnectAsync(cancellation);
        JsonElement result = await client.RequestAsync("changes", null, cancellation);
        session.Write(result);
        if (!session.Json && WriteChanges(session, result) == 0)
        {
            session.Say(result.NumberOf("staging") > 0 ? "What is staged is what runs." : "Nothing is staged.");
        }

        return ExitCode.Done;
    }
}
