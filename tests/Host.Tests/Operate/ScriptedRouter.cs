using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading;

namespace McoaRouter.Host.Tests;

/// <summary>
/// A router's console by script, behind a real Unix socket or a real pseudo-terminal: it has a configuration to change
/// and try, and misbehaves as it is told to.
/// </summary>
internal sealed partial class ScriptedRouter : IDisposable
{
    /// <summary>The secrets of its configuration.</summary>
    public static readonly string[] Secrets = ["00112233445566778899aabbccddeeff", "depot-passphrase"];

    private static readonly string[] s_secretNames = ["key", "passphrase", "pin", "password"];

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("mcoa-operate-");
    private readonly NamedTerminal? _terminal;
    private readonly Thread _thread;
    private readonly Lock _lock = new();
    private Socket? _listener;
    private volatile bool _end;
    private JsonNode _before = new JsonObject();
    private JsonNode? _staged;
    private int _staging;
    private int _stagings;
    private bool _trial;
    private JsonObject? _rolledBack;
    private long _looks;
    private long _born = Environment.TickCount64 - 61000;

    public ScriptedRouter(bool terminal = false)
    {
        Running = JsonNode.Parse(File.ReadAllText(Repository.PathOf("tools", "mcoa", "Drive", "example.json")))!;
        Running["security"] = new JsonObject
        {
            ["spi"] = 256, ["key"] = Secrets[0], ["identifier"] = "bus-17@example.net",
        };
        Running["uplinks"]![0]!["passphrase"] = Secrets[1];
        if (terminal)
        {
            _terminal = new NamedTerminal();
            Port = _terminal.Name;
            _thread = new Thread(ServeTerminal) { IsBackground = true };
        }
        else
        {
            Port = PathOf("router.sock");
            _listener = Listen();
            _thread = new Thread(ServeSocket) { IsBackground = true };
        }

        _thread.Start();
    }

    /// <summary>What <c>--port</c> takes.</summary>
    public string Port { get; }

    /// <summary>What it runs.</summary>
    public JsonNode Running { get; private set; }

    public int Revision { get; private set; } = 7;

    /// <summary>The operations asked for, in order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The longest request that came, in octets.</summary>
    public int Longest { get; private set; }

    /// <summary>Log text goes around every answer, and an answer to somebody else.</summary>
    public bool Noisy { get; set; }

    /// <summary>Answers go in pieces of so many octets, with pauses; 0 whole.</summary>
    public int Pieces { get; set; }

    /// <summary>What is answered to an operation instead; null for nothing at all.</summary>
    public Dictionary<string, string?> Instead { get; } = [];

    /// <summary>Octets that come back whatever is asked, or null.</summary>
    public byte[]? Garbage { get; set; }

    /// <summary>Everything that comes goes back.</summary>
    public bool Echoes { get; set; }

    /// <summary>After how many looks at a trial an uplink is registered; a roll-back comes at <see cref="RollsBackAt"/>.</summary>
    public int RegistersAt { get; set; } = 1;

    /// <summary>At which look at a trial it is rolled back, or 0.</summary>
    public int RollsBackAt { get; set; }

    /// <summary>Whether a commit ends the connection; before its answer, or behind it.</summary>
    public string? CutsAtCommit { get; set; }

    /// <summary>Whether what is cut before its answer was taken all the same.</summary>
    public bool TakesCutCommit { get; set; } = true;

    /// <summary>How long it is away then, in ms.</summary>
    public int AwayMs { get; set; } = 700;

    /// <summary>Lines that follow the answer to an operation.</summary>
    public Dictionary<string, string[]> Events { get; } = [];

    /// <summary>A path of a file of this router's folder.</summary>
    public string PathOf(string name)
    {
        return Path.Combine(_directory.FullName, name);
    }

    /// <summary>Writes a configuration into a file.</summary>
    public string WriteFile(Action<JsonNode> change)
    {
        JsonNode copy = Running.DeepClone();
        change(copy);
        string path = PathOf("router.json");
        File.WriteAllText(path, copy.ToJsonString());
        return path;
    }

    public void Dispose()
    {
        _end = true;
        _listener?.Dispose();
        _terminal?.Dispose();
        _directory.Delete(recursive: true);
    }

    private Socket Listen()
    {
        File.Delete(Port);
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Port));
        socket.Listen();
        return socket;
    }

    private void ServeTerminal()
    {
        while (!_end)
        {
            Serve(_terminal!.Stream);
        }
    }

    private void ServeSocket()
    {
        while (!_end)
        {
            try
            {
                using NetworkStream stream = new(_listener!.Accept(), ownsSocket: true);
                if (Serve(stream))
                {
                    stream.Dispose();
                    _listener.Dispose();
                    File.Delete(Port);
                    Thread.Sleep(AwayMs);
                    _listener = Listen();
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    /// <summary>Reads and answers.</summary>
    /// <returns>Whether the router went away.</returns>
    private bool Serve(Stream stream)
    {
        List<byte> line = [];
        byte[] buffer = new byte[1024];
        try
        {
            int read;
            while ((read = stream.Read(buffer)) > 0)
            {
                if (Echoes)
                {
                    stream.Write(buffer.AsSpan(0, read));
                    continue;
                }

                for (int i = 0; i < read; i++)
                {
                    if (buffer[i] != (byte)'\n')
                    {
                        line.Add(buffer[i]);
                        continue;
                    }

                    Longest = Math.Max(Longest, line.Count);
                    string request = Encoding.UTF8.GetString([.. line]);
                    line.Clear();
                    if (request.Length > 0 && Take(stream, request))
                    {
                        return true;
                    }
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The client left, or the test is over.
        }

        return false;
    }

    private bool Take(Stream stream, string line)
    {
        if (Garbage is not null)
        {
            stream.Write(Garbage);
            return false;
        }

        JsonNode request = JsonNode.Parse(line)!;
        string op = (string)request["op"]!;
        lock (_lock)
        {
            Asked.Add(op);
        }

        if (Instead.TryGetValue(op, out string? other))
        {
            if (other is not null)
            {
                Write(stream, other.Replace("ID", request["id"]!.ToJsonString(), StringComparison.Ordinal));
            }

            return false;
        }

        bool restarts = op is "restart" or "reset";
        bool cut = op == "commit" && CutsAtCommit is not null;
        if (cut && CutsAtCommit == "before" && !TakesCutCommit)
        {
            CutsAtCommit = null;
            return true;
        }

        JsonObject answer = Answer(op, request);
        answer["id"] = request["id"]!.DeepClone();
        if (!cut || CutsAtCommit == "behind")
        {
            Write(stream, answer.ToJsonString());
        }

        foreach (string @event in Events.GetValueOrDefault(op, []))
        {
            Write(stream, @event);
        }

        return restarts || cut;
    }

    private void Write(Stream stream, string line)
    {
        string text = Noisy
            ? $"I (12) wifi: state run -> run\r\n{{\"id\":3,\"ok\":true,\"result\":{{\"product\":\"stale\"}}}}\r\n{line}\r\n[99] log, and half a li"
                + "ne { with a brace\r\n"
            : line + "\n";
        byte[] octets = Encoding.UTF8.GetBytes(text);
        int step = Pieces == 0 ? octets.Length : Pieces;
        for (int at = 0; at < octets.Length; at += step)
        {
            stream.Write(octets.AsSpan(at, Math.Min(step, octets.Length - at)));
            stream.Flush();
            if (Pieces > 0)
            {
                Thread.Sleep(1);
            }
        }
    }

    private JsonObject Answer(string op, JsonNode request)
    {
        return op switch
        {
            "hello" => Result(Hello()),
            "status" => Result(Status()),
            "get" => Get(request),
            "set" => Set(request),
            "changes" => Result(new JsonObject { ["staging"] = _staging, ["changes"] = Changes() }),
            "commit" => Commit(request),
            "confirm" => Confirm(request),
            "rollback" => RollBack(),
            "log" => Result(new JsonObject { ["lines"] = new JsonArray("1234 router: began", "2345 wifi: up") }),
            "restart" or "reset" => Restart(op, request),
            "watch" or "capture" => Result([]),
            _ => Refusal("unknown-op", $"{op} is none; see hello"),
        };
    }

    private static JsonObject Result(JsonObject result)
    {
        return new JsonObject { ["ok"] = true, ["result"] = result };
    }

    private static JsonObject Refusal(string code, string message, string? path = null)
    {
        JsonObject error = new() { ["code"] = code, ["message"] = message };
        if (path is not null)
        {
            error["path"] = path;
        }

        return new JsonObject { ["ok"] = false, ["error"] = error };
    }

    private JsonObject Hello()
    {
        if (_trial && ++_looks == RollsBackAt)
        {
            _rolledBack = new JsonObject { ["revision"] = Revision, ["reason"] = "not registered in time" };
            EndTrial();
        }

        JsonObject hello = new()
        {
            ["product"] = "McoaRouter",
            ["version"] = "0.1.0",
            ["protocol"] = 1,
            ["board"] = "simulated",
            ["name"] = Running["name"]?.DeepClone(),
            ["capabilities"] = new JsonArray("watch", "capture", "restart", "reset"),
            ["uptimeMs"] = Environment.TickCount64 - _born,
            ["bootReason"] = "powerOrReset",
            ["revision"] = Revision,
            ["configuration"] = _trial ? "trial" : "confirmed",
            ["rolledBack"] = _rolledBack?.DeepClone(),
            ["staging"] = _staging,
            ["security"] = "hmac-sha1",
        };
        if (_trial)
        {
            hello["confirmWithinMs"] = 110000;
        }

        return hello;
    }

    private JsonObject Status()
    {
        bool registered = !_trial || (RegistersAt > 0 && _looks >= RegistersAt);
        JsonArray uplinks = [];
        foreach (JsonNode? uplink in Running["uplinks"]!.AsArray())
        {
            uplinks.Add(new JsonObject
            {
                ["name"] = uplink!["name"]!.DeepClone(), ["bid"] = uplink["bid"]!.DeepClone(), ["priority"] = 1,
                ["link"] = "simulated", ["up"] = true, ["careOfAddress"] = "2001:db8:a::1", ["signal"] = -67,
                ["binding"] = registered ? "registered" : "refused", ["status"] = registered ? 0 : 129,
                ["remainingSeconds"] = 200, ["roundTripMs"] = 38, ["transport"] = "ipv6",
                ["out"] = new JsonObject { ["packets"] = 12, ["octets"] = 12000 },
                ["in"] = new JsonObject { ["packets"] = 11, ["octets"] = 11000 },
            });
        }

        return new JsonObject
        {
            ["name"] = "bus-17", ["uptimeMs"] = 61000, ["revision"] = Revision,
            ["configuration"] = _trial ? "trial" : "confirmed", ["registration"] = "settled", ["form"] = "bulk",
            ["wireProfile"] = "draft-01", ["security"] = "hmac-sha1", ["homeAgent"] = "2001:db8:1::1",
            ["homeAddress"] = "2001:db8:1::100", ["atHome"] = null, ["path"] = "wifi", ["refreshInMs"] = 5000,
            ["uplinks"] = uplinks, ["prefixes"] = new JsonArray("2001:db8:100::/56"),
            ["flows"] = new JsonArray(new JsonObject
            {
                ["name"] = "voice", ["uplinks"] = new JsonArray("lte", "wifi"), ["choice"] = "lte",
            }),
        };
    }

    private JsonObject Get(JsonNode request)
    {
        JsonNode root = (string?)request["from"] == "staged" ? _staged ?? Running : Running;
        string? path = (string?)request["path"];
        JsonNode? value = path is null ? root : Find(root, path);
        return value is null
            ? Refusal("unknown-path", $"there is no {path}; ask for what is above it", path)
            : Result(new JsonObject
            {
                ["path"] = path,
                ["value"] = path is not null && s_secretNames.Contains(path.Split('.')[^1]) ? "***" : Masked(value),
                ["revision"] = Revision,
                ["staging"] = _staging,
            });
    }

    private JsonObject Set(JsonNode request)
    {
        string? path = (string?)request["path"];
        _staged ??= Running.DeepClone();
        if (path is null)
        {
            _staged = request["value"]!.DeepClone();
        }
        else
        {
            Match match = Last().Match(path);
            JsonNode? parent = match.Groups["parent"].Length == 0 ? _staged : Find(_staged, match.Groups["parent"].Value);
            if (parent is JsonArray list && match.Groups["index"].Success)
            {
                int index = int.Parse(match.Groups["index"].Value, CultureInfo.InvariantCulture);
                if (request["remove"] is not null)
                {
                    list.RemoveAt(index);
                }
                else if (index == list.Count)
                {
                    list.Add(request["value"]?.DeepClone());
                }
                else
                {
                    list[index] = request["value"]?.DeepClone();
                }
            }
            else if (parent is JsonObject members && match.Groups["name"].Success)
            {
                members.Remove(match.Groups["name"].Value);
                if (request["remove"] is null)
                {
                    members[match.Groups["name"].Value] = request["value"]?.DeepClone();
                }
            }
            else
            {
                return Refusal("unknown-path", "there is no such place; set what is above it", path);
            }
        }

        _staging = ++_stagings;
        JsonArray faults = [];
        if ((string?)_staged["name"] == "refused")
        {
            faults.Add(new JsonObject { ["path"] = "name", ["message"] = "this board can't be called so" });
        }

        return Result(new JsonObject { ["staging"] = _staging, ["faults"] = faults });
    }

    private JsonArray Changes()
    {
        Dictionary<string, JsonNode?> old = Leaves(Running);
        Dictionary<string, JsonNode?> now = Leaves(_staged ?? Running);
        JsonArray changes = [];
        foreach (string path in old.Keys.Union(now.Keys))
        {
            string? before = old.GetValueOrDefault(path)?.ToJsonString();
            string? after = now.GetValueOrDefault(path)?.ToJsonString();
            if (before != after && after != "\"***\"")
            {
                bool secret = s_secretNames.Contains(path.Split('.')[^1]);
                JsonObject change = new() { ["path"] = path };
                if (before is not null)
                {
                    change["old"] = secret ? "***" : JsonNode.Parse(before);
                }

                if (after is not null)
                {
                    change["new"] = secret ? "***" : JsonNode.Parse(after);
                }

                changes.Add(change);
            }
        }

        return changes;
    }

    private JsonObject Commit(JsonNode request)
    {
        if (_staged is null)
        {
            return Refusal("nothing-staged", "nothing is staged; set something first");
        }

        if (request["staging"] is { } staging && (int)staging != _staging)
        {
            return Refusal("conflict", "somebody else staged since; look at changes");
        }

        _before = Running;
        Running = _staged;
        _staged = null;
        _staging = 0;
        _trial = true;
        _looks = 0;
        Revision++;
        return Result(new JsonObject { ["revision"] = Revision, ["confirmWithinMs"] = 120000 });
    }

    private JsonObject Confirm(JsonNode request)
    {
        if (!_trial)
        {
            return Refusal("no-trial", "no trial runs; nothing is to be confirmed");
        }

        if ((RegistersAt == 0 || _looks < RegistersAt) && request["force"] is null)
        {
            return Refusal("not-registered", "no uplink is registered; wait, or force it");
        }

        _trial = false;
        return Result(new JsonObject { ["revision"] = Revision });
    }

    private JsonObject RollBack()
    {
        if (_trial)
        {
            EndTrial();
        }
        else if (_staged is null)
        {
            return Refusal("nothing-staged", "nothing is staged and no trial runs");
        }

        _staged = null;
        _staging = 0;
        return Result(new JsonObject { ["revision"] = Revision });
    }

    private void EndTrial()
    {
        _trial = false;
        Running = _before;
        Revision--;
    }

    private JsonObject Restart(string op, JsonNode request)
    {
        if (op == "reset" && (string?)request["confirm"] != "erase")
        {
            return Refusal("bad-argument", "say confirm: erase", "confirm");
        }

        _born = Environment.TickCount64;
        return Result([]);
    }

    private static JsonNode? Find(JsonNode root, string path)
    {
        JsonNode? at = root;
        foreach (Match step in Step().Matches(path))
        {
            at = step.Groups["index"].Success
                ? (at as JsonArray)?.ElementAtOrDefault(int.Parse(step.Groups["index"].Value, CultureInfo.InvariantCulture))
                : (at as JsonObject)?[step.Value.TrimStart('.')];
        }

        return at;
    }

    private static JsonNode? Masked(JsonNode? node)
    {
        return node switch
        {
            JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(
                member.Key, s_secretNames.Contains(member.Key) ? JsonValue.Create("***") : Masked(member.Value)))),
            JsonArray items => new JsonArray([.. items.Select(Masked)]),
            _ => node?.DeepClone(),
        };
    }

    private static Dictionary<string, JsonNode?> Leaves(JsonNode root)
    {
        Dictionary<string, JsonNode?> leaves = [];
        Walk(root, string.Empty);
        return leaves;

        void Walk(JsonNode? node, string path)
        {
            if (node is JsonObject members)
            {
                foreach ((string name, JsonNode? value) in members)
                {
                    Walk(value, path.Length == 0 ? name : $"{path}.{name}");
                }
            }
            else if (node is JsonArray items)
            {
                for (int i = 0; i < items.Count; i++)
                {
                    Walk(items[i], $"{path}[{i}]");
                }
            }
            else
            {
                leaves[path] = node;
            }
        }
    }

    [GeneratedRegex(@"^(?<parent>.*?)(\[(?<index>\d+)\]|(^|\.)(?<name>[^.\[]+))$")]
    private static partial Regex Last();

    [GeneratedRegex(@"\[(?<index>\d+)\]|\.?[^.\[]+")]
    private static partial Regex Step();
}
