using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using McoaRouter.Tools.ConsoleClient;
using McoaRouter.Tools.Dashboard;

namespace McoaRouter.Host.Tests.Dashboard;

/// <summary>
/// A router's console on a Unix socket that does what the test says: two uplinks whose states are set from outside, a
/// staged configuration, a trial that ends when the test wants it.
/// </summary>
internal sealed class WatchedRouter : IAsyncDisposable
{
    private const int StatusEveryMs = 250;

    private readonly Lock _lock = new();
    private readonly List<StreamWriter> _peers = [];
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("mcoa-dashboard-");
    private readonly Dictionary<string, int> _signals = new() { ["wifi"] = -58, ["lte"] = -84 };
    private readonly Dictionary<string, string> _bindings = new() { ["wifi"] = "registered", ["lte"] = "registered" };
    private readonly DateTime _start = DateTime.UtcNow.AddMinutes(-14);
    private JsonObject _running;
    private JsonObject? _staged;
    private JsonObject? _before;
    private JsonObject? _rolledBack;
    private Socket? _listener;
    private int _staging;
    private int _packets = 4200;
    private string? _path = "wifi";

    /// <summary>Listens.</summary>
    /// <param name="configuration">What runs.</param>
    public WatchedRouter(string configuration)
    {
        _running = JsonNode.Parse(configuration)!.AsObject();
        Return();
    }

    /// <summary>Where it is.</summary>
    public IConsolePort Port => new SocketPort(Path.Combine(_directory.FullName, "router.sock"));

    /// <summary>The requests it got, whole lines, those to watch and to be greeted left out.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The revision that runs.</summary>
    public int Revision { get; private set; } = 7;

    /// <summary>What became of the last commit: <c>confirmed</c>, <c>trial</c>.</summary>
    public string Configuration { get; private set; } = "confirmed";

    /// <summary>A member of what runs.</summary>
    public string? Running(string member)
    {
        lock (_lock)
        {
            return _running[member]?.ToString();
        }
    }

    /// <summary>The traffic moves to another uplink, or to none.</summary>
    public void MoveTo(string? uplink)
    {
        lock (_lock)
        {
            _path = uplink;
        }

        Tell(new JsonObject { ["event"] = "path", ["t"] = Uptime(), ["uplink"] = uplink });
    }

    /// <summary>A binding changes its state.</summary>
    public void Bind(string uplink, string state)
    {
        lock (_lock)
        {
            _bindings[uplink] = state;
        }

        Tell(new JsonObject
        {
            ["event"] = "binding",
            ["t"] = Uptime(),
            ["uplink"] = uplink,
            ["bid"] = uplink == "wifi" ? 1 : 2,
            ["state"] = state,
            ["status"] = 0,
        });
    }

    /// <summary>An uplink's signal changes, in dBm.</summary>
    public void Signal(string uplink, int signal)
    {
        lock (_lock)
        {
            _signals[uplink] = signal;
        }
    }

    /// <summary>The trial ends by itself.</summary>
    public void RollBack(string reason)
    {
        lock (_lock)
        {
            _rolledBack = new JsonObject { ["revision"] = Revision, ["reason"] = reason };
            _running = _before!;
            Configuration = "confirmed";
        }

        Tell(new JsonObject
        {
            ["event"] = "configuration",
            ["t"] = Uptime(),
            ["state"] = "rolledBack",
            ["revision"] = Revision--,
            ["reason"] = reason,
        });
    }

    /// <summary>Passes an event on as it stands.</summary>
    public void Tell(JsonObject line)
    {
        lock (_lock)
        {
            foreach (StreamWriter peer in _peers.ToArray())
            {
                Write(peer, line);
            }
        }
    }

    /// <summary>The router is gone: the lines end, and no new one can be had.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _listener?.Dispose();
            _listener = null;
            File.Delete(Port.Name);
            foreach (StreamWriter peer in _peers)
            {
                peer.BaseStream.Dispose();
            }

            _peers.Clear();
        }
    }

    /// <summary>The router is there, again.</summary>
    public void Return()
    {
        Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(Port.Name));
        listener.Listen();
        _listener = listener;
        _ = Task.Run(async () =>
        {
            try
            {
                while (true)
                {
                    NetworkStream stream = new(await listener.AcceptAsync(), ownsSocket: true);
                    _ = Task.Run(() => ServeAsync(stream));
                }
            }
            catch (Exception end) when (end is SocketException or ObjectDisposedException)
            {
                // It left.
            }
        });
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Leave();
        _directory.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static void Write(StreamWriter peer, JsonObject line)
    {
        try
        {
            peer.Write(line.ToJsonString() + "\n");
            peer.Flush();
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException)
        {
            // Its reader is gone, and its own task sees that.
        }
    }

    private static JsonObject Error(string code, string message)
    {
        return new JsonObject { ["code"] = code, ["message"] = message };
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        StreamWriter writer = new(stream, new UTF8Encoding(false));
        using StreamReader reader = new(stream);
        using CancellationTokenSource end = new();
        try
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line.Length > 0)
                {
                    Answer(writer, line, end.Token);
                }
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The line ended.
        }

        await end.CancelAsync();
        lock (_lock)
        {
            _ = _peers.Remove(writer);
        }
    }

    private void Answer(StreamWriter writer, string line, CancellationToken end)
    {
        JsonObject request = JsonNode.Parse(line)!.AsObject();
        string op = request["op"]!.ToString();
        lock (_lock)
        {
            if (op is not ("hello" or "watch" or "bindings" or "counters"))
            {
                Requests.Add(line);
            }

            (JsonObject? result, JsonObject? error) = Perform(op, request);
            JsonObject answer = new() { ["id"] = request["id"]?.DeepClone(), ["ok"] = error == null };
            answer[error == null ? "result" : "error"] = (error ?? result)!.DeepClone();
            Write(writer, answer);
            if (op == "watch")
            {
                _peers.Add(writer);
                _ = Task.Run(() => WatchAsync(writer, end), end);
            }
        }
    }

    private async Task WatchAsync(StreamWriter writer, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            lock (_lock)
            {
                _packets += 37;
                JsonObject status = Status();
                status["event"] = "status";
                status["t"] = Uptime();
                Write(writer, status);
            }

            await Task.Delay(StatusEveryMs, end);
        }
    }

    private (JsonObject? Result, JsonObject? Error) Perform(string op, JsonObject request)
    {
        switch (op)
        {
            case "hello":
                return (Hello(), null);
            case "status":
                return (Status(), null);
            case "get":
                return (new JsonObject { ["value"] = Masked(_running), ["revision"] = Revision, ["staging"] = 0 }, null);
            case "set":
                return Set(request);
            case "changes":
                return (new JsonObject { ["staging"] = _staging, ["changes"] = Changes() }, null);
            case "check":
                return (ConfigurationCheck.Run(_staged ?? _running), null);
            case "commit":
                return Commit(request);
            case "confirm":
                return Confirm();
            case "rollback":
                _staged = null;
                return (new JsonObject { ["revision"] = Revision }, null);
            case "bindings":
                return (new JsonObject { ["bindings"] = Bindings(), ["correspondents"] = new JsonArray() }, null);
            case "counters":
                return (JsonNode.Parse(
                    """{"refusals":{"unknownBinding":2,"badChecksum":1},"links":{"wifi":{"oversized":3}},"console":{"notJson":1}}""")!
                    .AsObject(), null);
            case "log":
                return (JsonNode.Parse("""{"lines":["812 started","1534 <b>wifi</b> is up"]}""")!.AsObject(), null);
            default:
                return (new JsonObject(), null);
        }
    }

    private (JsonObject? Result, JsonObject? Error) Set(JsonObject request)
    {
        _staged = request["value"]!.DeepClone().AsObject();
        if (_staged["security"] is JsonObject security && security["key"]?.ToString() == "***")
        {
            security["key"] = _running["security"]!["key"]!.DeepClone();
        }

        JsonObject result = ConfigurationCheck.Run(_staged);
        result["staging"] = ++_staging;
        return (result, null);
    }

    private JsonArray Changes()
    {
        JsonArray changes = [];
        foreach ((string key, JsonNode? value) in _staged!)
        {
            if (!JsonNode.DeepEquals(value, _running[key]))
            {
                changes.Add(new JsonObject
                {
                    ["path"] = key,
                    ["old"] = _running[key]?.DeepClone(),
                    ["new"] = value?.DeepClone(),
                });
            }
        }

        return changes;
    }

    private (JsonObject? Result, JsonObject? Error) Commit(JsonObject request)
    {
        if (_staged == null)
        {
            return (null, Error("nothing-staged", "there is no staged configuration; set one first"));
        }

        _before = _running;
        _running = _staged;
        _staged = null;
        _rolledBack = null;
        Revision++;
        Configuration = "trial";
        return (new JsonObject
        {
            ["revision"] = Revision,
            ["confirmWithinMs"] = 1000 * (int)request["confirmSeconds"]!,
        }, null);
    }

    private (JsonObject? Result, JsonObject? Error) Confirm()
    {
        if (Configuration != "trial")
        {
            return (null, Error("no-trial", "no configuration is on trial"));
        }

        if (!_bindings.ContainsValue("registered"))
        {
            return (null, Error("not-registered", "no uplink is registered; wait, or force it"));
        }

        Configuration = "confirmed";
        return (new JsonObject { ["revision"] = Revision }, null);
    }

    private JsonObject Hello()
    {
        return new JsonObject
        {
            ["product"] = "McoaRouter",
            ["version"] = "0.1.0",
            ["protocol"] = 1,
            ["board"] = "simulated",
            ["name"] = _running["name"]!.DeepClone(),
            ["capabilities"] = new JsonArray("watch"),
            ["uptimeMs"] = Uptime(),
            ["bootReason"] = "powerOrReset",
            ["revision"] = Revision,
            ["configuration"] = Configuration,
            ["rolledBack"] = _rolledBack?.DeepClone(),
            ["staging"] = _staging,
            ["security"] = "hmac-sha1",
        };
    }

    private JsonObject Status()
    {
        JsonObject status = JsonNode.Parse(
            """
            {"registration":"Settled","form":"bulk","wireProfile":"draft-01","security":"hmac-sha1",
             "homeAgent":"2001:db8:1::1","homeAddress":"2001:db8:1::100","atHome":null,"refreshInMs":171000,
             "prefixes":["2001:db8:100::/56"]}
            """)!.AsObject();
        status["name"] = _running["name"]!.DeepClone();
        status["uptimeMs"] = Uptime();
        status["revision"] = Revision;
        status["configuration"] = Configuration;
        if (Configuration == "trial")
        {
            status["confirmWithinMs"] = 110000;
        }

        status["path"] = _path;
        status["uplinks"] = new JsonArray([.. Uplinks().Select(Uplink)]);
        status["flows"] = new JsonArray(
            Flow("voice", _bindings["lte"] == "registered" ? "lte" : _path, "lte", "wifi"),
            Flow("bulk", _bindings["wifi"] == "registered" ? "wifi" : null, "wifi"));
        status["traffic"] = new JsonObject { ["out"] = Counted(_packets * 2), ["in"] = Counted(_packets * 5) };
        return status;
    }

    private string[] Uplinks()
    {
        return [.. _running["uplinks"]!.AsArray().Select(uplink => uplink!["name"]!.ToString())];
    }

    private JsonNode Uplink(string name, int index)
    {
        string binding = _bindings.GetValueOrDefault(name, "absent");
        bool up = binding != "absent";
        bool used = name == _path;
        return new JsonObject
        {
            ["name"] = name,
            ["bid"] = index + 1,
            ["priority"] = 200 - (100 * index),
            ["link"] = "simulated",
            ["up"] = up,
            ["careOfAddress"] = up ? $"2001:db8:{(index == 0 ? "a" : "b")}:4::{index + 0x51:x}" : null,
            ["signal"] = _signals.TryGetValue(name, out int signal) ? signal : null,
            ["binding"] = binding,
            ["status"] = 0,
            ["remainingSeconds"] = binding == "registered" ? 171 : 0,
            ["roundTripMs"] = 18 + (44 * index),
            ["transport"] = "ipv6",
            ["out"] = Counted(used ? _packets * 2 : 310),
            ["in"] = Counted(used ? _packets * 5 : 120),
        };
    }

    private static JsonObject Flow(string name, string? choice, params string[] uplinks)
    {
        return new JsonObject
        {
            ["name"] = name,
            ["uplinks"] = new JsonArray([.. uplinks.Select(uplink => (JsonNode)uplink)]),
            ["choice"] = choice,
        };
    }

    private static JsonObject Counted(int packets)
    {
        return new JsonObject { ["packets"] = packets, ["octets"] = packets * 640L };
    }

    private JsonArray Bindings()
    {
        return new JsonArray([.. Uplinks().Select((name, index) => (JsonNode)new JsonObject
        {
            ["uplink"] = name, ["bid"] = index + 1, ["careOfAddress"] = $"2001:db8:{(index == 0 ? "a" : "b")}:4::{index + 0x51:x}",
            ["state"] = _bindings.GetValueOrDefault(name, "absent"), ["status"] = 0, ["sequence"] = 41,
            ["lifetimeSeconds"] = 240, ["remainingSeconds"] = 171,
        })]);
    }

    private static JsonNode Masked(JsonObject configuration)
    {
        JsonNode masked = configuration.DeepClone();
        if (masked["security"] is JsonObject security)
        {
            security["key"] = "***";
        }

        return masked;
    }

    private long Uptime()
    {
        return (long)(DateTime.UtcNow - _start).TotalMilliseconds;
    }
}
