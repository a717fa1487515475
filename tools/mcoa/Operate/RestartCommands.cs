using System;
using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using McoaRouter.Tools.ConsoleClient;
using Spectre.Console;

namespace McoaRouter.Tools.Operate;

/// <summary><c>mcoa restart</c> and <c>reset</c>.</summary>
internal static class RestartCommands
{
    private const int SlackMs = 200;

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(250);

    /// <summary>Makes <c>restart</c>.</summary>
    public static Command CreateRestart()
    {
        Option<bool> noWait = new("--no-wait") { Description = "Don't wait until it is back." };
        return OperatorCommand.Create(
            "restart",
            "Restart the router, and wait until it is back.",
            (session, cancellation) => RunAsync(
                session, "restart", [], !session.Arguments.GetValue(noWait), cancellation),
            noWait);
    }

    /// <summary>Makes <c>reset</c>.</summary>
    public static Command CreateReset()
    {
        Option<bool> yes = new("--yes", "-y") { Description = "Don't ask." };
        return OperatorCommand.Create(
            "reset",
            "Erase the router's configurations, secrets among them, and restart it as it came from the factory.",
            (session, cancellation) => ResetAsync(session, session.Arguments.GetValue(yes), cancellation),
            yes);
    }

    private static async Task<int> ResetAsync(OperatorSession session, bool yes, CancellationToken cancellation)
    {
        if (!yes && !session.CanAsk)
        {
            session.Fail("not-asked", "reset erases every configuration; say so with --yes", null, []);
            return ExitCode.Usage;
        }

        if (!yes && !session.Screen.Confirm("Erase every configuration of this router?", defaultValue: false))
        {
            session.Say("Nothing is erased.");
            return ExitCode.Refused;
        }

        return await RunAsync(session, "reset", new JsonObject { ["confirm"] = "erase" }, wait: true, cancellation);
    }

    /// <summary>Whether a router has not run as long as it would have without a restart.</summary>
    private static bool IsYounger(RouterClient client, long uptime)
    {
        return (client.Hello.NumberOf("uptimeMs") ?? 0) + SlackMs < uptime;
    }

    private static async Task<int> RunAsync(
        OperatorSession session, string op, JsonObject arguments, bool wait, CancellationToken cancellation)
    {
        await using RouterClient client = await session.ConnectAsync(cancellation);
        long uptime = client.Hello.NumberOf("uptimeMs") ?? 0;
        int openings = client.Openings;
        Stopwatch watch = Stopwatch.StartNew();
        try
        {
            await client.RequestAsync(op, arguments, cancellation);
        }
        catch (NoConnectionException exception) when (exception.Code == NoConnectionException.Lost)
        {
            // It may be gone before its answer is.
        }

        bool away = false;
        while (wait)
        {
            bool answers = await client.TryGreetAsync(cancellation);
            away |= client.Openings > openings;
            if (answers && (away || IsYounger(client, uptime + watch.ElapsedMilliseconds)))
            {
                break;
            }

            away |= !answers;
            if (watch.Elapsed > RouterClient.RestartLimit)
            {
                throw new NoConnectionException(
                    NoConnectionException.Lost,
                    $"the router is not back within {RouterClient.RestartLimit.TotalSeconds:0} s; look at its power and its log");
            }

            await Task.Delay(s_look, cancellation);
        }

        long seconds = (long)watch.Elapsed.TotalSeconds;
        session.Write(new JsonObject { ["op"] = op, ["back"] = wait, ["seconds"] = seconds });
        string done = op == "reset" ? "Erased; the router" : "The router";
        session.Say(wait ? $"{done} is back after {seconds} s." : $"{done} restarts.");
        return ExitCode.Done;
    }
}
