using System;
using System.Diagnostics;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using McoaRouter.Tools.ConsoleClient;
using Spectre.Console;

namespace McoaRouter.Tools.Operate;

/// <summary>
/// A committed configuration on its way to be confirmed or rolled back. The router may restart for it, so that the
/// connection is lost and found again meanwhile.
/// </summary>
internal sealed class TrialRun
{
    private const string Registered = "registered";
    private const string Trial = "trial";
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(500);

    private readonly OperatorSession _session;
    private readonly RouterClient _client;
    private readonly long _revisionBefore;
    private readonly long? _rolledBackBefore;
    private readonly TimeSpan _longest;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private string _bindings = string.Empty;
    private string _said = string.Empty;
    private bool _seen;

    /// <summary>Notes how the router stands before the commit.</summary>
    public TrialRun(OperatorSession session, RouterClient client, int seconds)
    {
        _session = session;
        _client = client;
        _revisionBefore = client.Hello.NumberOf("revision") ?? 0;
        _rolledBackBefore = RolledBack(client.Hello)?.NumberOf("revision");
        _longest = TimeSpan.FromSeconds(seconds) + RouterClient.RestartLimit;
    }

    /// <summary>The revision on trial, or null while it is not known.</summary>
    public long? Revision { get; private set; }

    /// <summary>Takes the answer to the commit.</summary>
    public void Committed(JsonElement result)
    {
        Revision = result.NumberOf("revision");
        _session.Write(new JsonObject
        {
            ["step"] = "committed",
            ["revision"] = Revision,
            ["confirmWithinMs"] = result.NumberOf("confirmWithinMs"),
        });
        _session.Say($"Committed as revision {Revision}.");
    }

    /// <summary>Waits for the end of the trial.</summary>
    /// <param name="confirm">Whether it is confirmed when an uplink is registered; otherwise its start is waited for.</param>
    /// <param name="cancellation">Leaves the router alone with it.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> WaitAsync(bool confirm, CancellationToken cancellation)
    {
        try
        {
            return _session.IsTerminal && !_session.Json
                ? await _session.Screen.Status().StartAsync(
                    "Waiting for the router", context => LoopAsync(confirm, text => context.Status(Markup.Escape(text)), cancellation))
                : await LoopAsync(confirm, _ => { }, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            _session.Fail(
                "interrupted",
                "interrupted: the trial goes on, and the router goes back by itself unless \"mcoa confirm\" comes in time",
                null,
                []);
            return ExitCode.Refused;
        }
    }

    private static JsonElement? RolledBack(JsonElement hello)
    {
        return hello.MemberOf("rolledBack");
    }

    private async Task<int> LoopAsync(bool confirm, Action<string> progress, CancellationToken cancellation)
    {
        while (true)
        {
            int? code = await StepAsync(confirm, progress, cancellation);
            if (code is { } ended)
            {
                return ended;
            }

            if (_watch.Elapsed > _longest)
            {
                throw new NoConnectionException(
                    NoConnectionException.Lost,
                    "the router did not come back; without a confirmation it goes back to its former configuration by itself");
            }

            await Task.Delay(s_look, cancellation);
        }
    }

    /// <summary>Looks once.</summary>
    /// <returns>The exit code where it is over.</returns>
    private async Task<int?> StepAsync(bool confirm, Action<string> progress, CancellationToken cancellation)
    {
        try
        {
            if (!await _client.TryGreetAsync(cancellation))
            {
                Tell("away", "The router is away; waiting for it.", progress, "The router is away");
                return null;
            }

            JsonElement hello = _client.Hello;
            Learn(hello);
            return hello.TextOf("configuration") != Trial && RolledBack(hello) is { } end && IsOurs(end) ? RollBack(end)
                : Revision is null ? NotTaken(hello)
                : hello.NumberOf("revision") != Revision ? null
                : hello.TextOf("configuration") == "confirmed" ? Confirmed()
                : confirm ? await ConfirmAsync(hello, progress, cancellation)
                : ExitCode.Done;
        }
        catch (NoConnectionException)
        {
            // Gone between two requests: the next look finds out.
            return null;
        }
    }

    /// <summary>Learns the revision of a commit whose answer was lost.</summary>
    private void Learn(JsonElement hello)
    {
        long revision = hello.NumberOf("revision") ?? 0;
        bool trial = hello.TextOf("configuration") == Trial;
        if (Revision is null && trial)
        {
            Revision = revision;
        }

        if (Revision is null && RolledBack(hello)?.NumberOf("revision") is { } ended && ended != _rolledBackBefore)
        {
            Revision = ended;
        }

        _seen |= trial && revision == Revision;
    }

    /// <summary>
    /// Whether a roll-back is of this trial, not of an earlier one that had the same number, and over.
    /// </summary>
    private bool IsOurs(JsonElement end)
    {
        long? revision = end.NumberOf("revision");
        return revision is not null && revision == Revision && (_seen || revision != _rolledBackBefore)
            && _client.Hello.NumberOf("revision") != Revision;
    }

    /// <summary>What became of a commit that the router shows no sign of.</summary>
    private int? NotTaken(JsonElement hello)
    {
        bool stillStaged = hello.NumberOf("staging") > 0;
        if (hello.NumberOf("revision") != _revisionBefore || (!stillStaged && _watch.Elapsed < RouterClient.RestartLimit / 2))
        {
            return null;
        }

        _session.Fail(
            NoConnectionException.Lost,
            "the commit did not reach the router, which runs what it ran before: apply again",
            null,
            []);
        return ExitCode.NoConnection;
    }

    private async Task<int?> ConfirmAsync(JsonElement hello, Action<string> progress, CancellationToken cancellation)
    {
        JsonElement status = await _client.RequestAsync("status", null, cancellation);
        JsonElement[] uplinks = [.. status.ItemsOf("uplinks")];
        _bindings = string.Join(", ", uplinks.Select(Describe));
        string left = Words.Seconds(hello.NumberOf("confirmWithinMs"));
        Tell("waiting", $"On trial, {left} left: {_bindings}", progress, $"On trial, {left} left: {_bindings}");
        if (status.TextOf("atHome") is null && !uplinks.Any(uplink => uplink.TextOf("binding") == Registered))
        {
            return null;
        }

        try
        {
            await _client.RequestAsync("confirm", null, cancellation);
            return Confirmed();
        }
        catch (RefusedException exception) when (exception.Code is "not-registered" or "no-trial")
        {
            // Registered by what ran before, or ended in this moment: the next look tells.
            return null;
        }
    }

    private int Confirmed()
    {
        _session.Write(new JsonObject { ["step"] = "confirmed", ["revision"] = Revision });
        _session.Say($"Revision {Revision} is confirmed" + (_bindings.Length > 0 ? $": {_bindings}." : "."));
        return ExitCode.Done;
    }

    private int RollBack(JsonElement end)
    {
        string reason = Words.Text(end, "reason");
        _session.Write(new JsonObject
        {
            ["step"] = "rolledBack",
            ["revision"] = Revision,
            ["reason"] = end.TextOf("reason"),
            ["running"] = _client.Hello.NumberOf("revision"),
            ["uplinks"] = _bindings,
        });
        if (!_session.Json)
        {
            string running = _client.Hello.TextOf("configuration") == "none"
                ? "no configuration"
                : $"revision {Words.Number(_client.Hello, "revision")}";
            _session.Error.WriteLine($"Rolled back: {reason}. The router runs {running} again.");
            if (_bindings.Length > 0)
            {
                _session.Error.WriteLine($"At last: {_bindings}.");
            }
        }

        return ExitCode.Refused;
    }

    private static string Describe(JsonElement uplink)
    {
        string link = uplink.IsTrue("up") ? Words.Text(uplink, "binding") : "link down";
        string status = uplink.NumberOf("status") is { } number and not 0 ? $" (status {number})" : string.Empty;
        return $"{Words.Text(uplink, "name")} {link}{status}";
    }

    /// <summary>Shows how it goes on; in lines only where something changed but the time.</summary>
    private void Tell(string step, string line, Action<string> progress, string now)
    {
        progress(now);
        string key = step + _bindings;
        if (key == _said)
        {
            return;
        }

        _said = key;
        _session.Write(new JsonObject { ["step"] = step, ["uplinks"] = _bindings });
        if (!_session.IsTerminal)
        {
            _session.Say(line);
        }
    }
}
