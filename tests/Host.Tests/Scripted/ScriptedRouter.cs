using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json.Nodes;
using System.Threading;

namespace McoaRouter.Host.Tests;

/// <summary>
/// A router's console by script: it has a configuration to change and try, and answers as a router does where it isn't
/// told to do otherwise.
/// </summary>
internal sealed class ScriptedRouter : ScriptedLine
{
    /// <summary>The secrets of its configuration.</summary>
    public static readonly string[] Secrets = ["00112233445566778899aabbccddeeff", "depot-passphrase"];

    private const int StatusEveryMs = 250;

    private readonly Lock _lock = new();
    private readonly ScriptedConsole _console;
    private readonly List<Stream> _watchers = [];
    private readonly Timer? _timer;

    /// <summary>Makes it, and listens.</summary>
    /// <param name="terminal">Whether it is behind a pseudo-terminal.</param>
    /// <param name="watched">
    /// Whether its uplinks are as the test binds them, two registered at first, and who watches gets a status four times
    /// a second. Otherwise a trial registers them after so many looks at it, and events are those of
    /// <see cref="Events"/>.
    /// </param>
    public ScriptedRouter(bool terminal = false, bool watched = false)
        : base(terminal)
    {
        _console = new ScriptedConsole(watched, Secrets);
        if (watched)
        {
            _timer = new Timer(_ => Tick(), null, StatusEveryMs, StatusEveryMs);
        }

        Return();
    }

    /// <summary>What it runs.</summary>
    public JsonNode Running => _console.Configuration.Running;

    /// <summary>The number of what it runs.</summary>
    public int Revision => _console.Configuration.Revision;

    /// <summary>What became of the last commit: <c>confirmed</c>, <c>trial</c>.</summary>
    public string Configuration => _console.Outcome;

    /// <summary>The operations asked for, in order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The requests, whole lines, without those by which a page looks on.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>What is answered to an operation instead; null for nothing at all.</summary>
    public Dictionary<string, string?> Instead { get; } = [];

    /// <summary>After how many looks at a trial an uplink is registered; a roll-back comes at <see cref="RollsBackAt"/>.</summary>
    public int RegistersAt { get => _console.RegistersAt; set => _console.RegistersAt = value; }

    /// <summary>At which look at a trial it is rolled back, or 0.</summary>
    public int RollsBackAt { get => _console.RollsBackAt; set => _console.RollsBackAt = value; }

    /// <summary>Whether it takes until the next look to run the former configuration again.</summary>
    public bool GoesBackLate { get => _console.GoesBackLate; set => _console.GoesBackLate = value; }

    /// <summary>Whether a commit ends the connection; before its answer, or behind it.</summary>
    public string? CutsAtCommit { get; set; }

    /// <summary>Whether what is cut before its answer was taken all the same.</summary>
    public bool TakesCutCommit { get; set; } = true;

    /// <summary>Lines that follow the answer to an operation.</summary>
    public Dictionary<string, string[]> Events { get; } = [];

    /// <summary>Writes a configuration into a file.</summary>
    public string WriteFile(Action<JsonNode> change)
    {
        JsonNode copy = Running.DeepClone();
        change(copy);
        string path = PathOf("router.json");
        File.WriteAllText(path, copy.ToJsonString());
        return path;
    }

    /// <summary>The traffic moves to another uplink, or to none.</summary>
    public void MoveTo(string? uplink)
    {
        lock (_lock)
        {
            _console.Uplinks.Path = uplink;
            Tell(new JsonObject { ["event"] = "path", ["uplink"] = uplink });
        }
    }

    /// <summary>The standing of an uplink's path changes.</summary>
    public void Judge(string uplink, string standing)
    {
        lock (_lock)
        {
            _console.Uplinks.Judge(uplink, standing);
            Tell(new JsonObject { ["event"] = "standing", ["uplink"] = uplink, ["standing"] = standing });
        }
    }

    /// <summary>A binding changes its state.</summary>
    public void Bind(string uplink, string state)
    {
        lock (_lock)
        {
            _console.Uplinks.Bind(uplink, state);
            Tell(new JsonObject
            {
                ["event"] = "binding",
                ["uplink"] = uplink,
                ["bid"] = uplink == "wifi" ? 1 : 2,
                ["state"] = state,
                ["status"] = 0,
            });
        }
    }

    /// <summary>An uplink's signal changes, in dBm.</summary>
    public void Signal(string uplink, int signal)
    {
        lock (_lock)
        {
            _console.Uplinks.Signal(uplink, signal);
        }
    }

    /// <summary>The trial ends by itself.</summary>
    public void RollBack(string reason)
    {
        lock (_lock)
        {
            int revision = Revision;
            _console.Configuration.EndTrial(reason);
            Tell(new JsonObject
            {
                ["event"] = "configuration",
                ["state"] = "rolledBack",
                ["revision"] = revision,
                ["reason"] = reason,
            });
        }
    }

    public override void Dispose()
    {
        _timer?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override bool Take(Stream client, string request)
    {
        lock (_lock)
        {
            JsonNode asked = JsonNode.Parse(request)!;
            string op = (string)asked["op"]!;
            Asked.Add(op);
            if (op is not ("hello" or "watch" or "bindings" or "counters"))
            {
                Requests.Add(request);
            }

            if (Instead.TryGetValue(op, out string? other))
            {
                if (other is not null)
                {
                    Write(client, other.Replace("ID", asked["id"]!.ToJsonString(), StringComparison.Ordinal));
                }

                return false;
            }

            return Perform(client, op, asked);
        }
    }

    private bool Perform(Stream client, string op, JsonNode request)
    {
        bool cut = op == "commit" && CutsAtCommit is not null;
        if (cut && CutsAtCommit == "before" && !TakesCutCommit)
        {
            CutsAtCommit = null;
            return true;
        }

        JsonObject answer = _console.Answer(op, request);
        answer["id"] = request["id"]?.DeepClone();
        if (!cut || CutsAtCommit == "behind")
        {
            Write(client, answer.ToJsonString());
        }

        foreach (string line in Events.GetValueOrDefault(op, []))
        {
            Write(client, line);
        }

        if (op == "watch" && _timer is not null)
        {
            _watchers.Add(client);
            Tick();
        }

        return cut || op is "restart" or "reset";
    }

    private void Tick()
    {
        lock (_lock)
        {
            _console.Uplinks.Pass();
            JsonObject status = _console.Status();
            status["event"] = "status";
            Tell(status);
        }
    }

    private void Tell(JsonObject @event)
    {
        @event["t"] = _console.Uptime;
        string line = @event.ToJsonString();
        foreach (Stream watcher in _watchers.ToArray())
        {
            try
            {
                Write(watcher, line);
            }
            catch (Exception gone) when (gone is IOException or ObjectDisposedException)
            {
                _ = _watchers.Remove(watcher);
            }
        }
    }
}
