using System;
using System.Text.Json.Nodes;

namespace McoaRouter.Host.Tests;

/// <summary>What a scripted router answers: its configuration and its uplinks by the console's operations.</summary>
internal sealed class ScriptedConsole
{
    private readonly bool _watched;
    private bool _late;
    private long _looks;
    private long _born = Environment.TickCount64 - 61000;

    /// <summary>Makes it, with a configuration that has secrets.</summary>
    /// <param name="watched">Whether bindings are as the test sets them, two registered at first, and not by looks.</param>
    /// <param name="secrets">The key and the passphrase.</param>
    public ScriptedConsole(bool watched, string[] secrets)
    {
        JsonNode running = JsonNode.Parse(Repository.Read("tools", "mcoa", "Drive", "example.json"))!;
        running["security"] = new JsonObject
        {
            ["spi"] = 256,
            ["key"] = secrets[0],
            ["identifier"] = "bus-17@example.net",
        };
        running["uplinks"]![0]!["passphrase"] = secrets[1];
        Configuration = new ScriptedConfiguration(running);
        _watched = watched;
        if (watched)
        {
            Uplinks.Otherwise = "absent";
            Uplinks.Bind("wifi", "registered");
            Uplinks.Bind("lte", "registered");
        }
    }

    /// <summary>What runs, what is staged, what is on trial.</summary>
    public ScriptedConfiguration Configuration { get; }

    /// <summary>The uplinks.</summary>
    public ScriptedUplinks Uplinks { get; } = new();

    /// <summary>After how many looks at a trial an uplink is registered.</summary>
    public int RegistersAt { get; set; } = 1;

    /// <summary>At which look at a trial it is rolled back, or 0.</summary>
    public int RollsBackAt { get; set; }

    /// <summary>Whether it takes until the next look to run the former configuration again.</summary>
    public bool GoesBackLate { get; set; }

    /// <summary>What became of the last commit: <c>confirmed</c>, <c>trial</c>.</summary>
    public string Outcome => Configuration.OnTrial ? "trial" : "confirmed";

    /// <summary>How long it runs, in ms.</summary>
    public long Uptime => Environment.TickCount64 - _born;

    /// <summary>The answer to an operation, without its number.</summary>
    public JsonObject Answer(string op, JsonNode request)
    {
        return op switch
        {
            "hello" => ScriptedAnswer.Result(Hello()),
            "status" => ScriptedAnswer.Result(Status()),
            "get" => Configuration.Get(request),
            "set" => Configuration.Set(request),
            "check" => Configuration.Check(),
            "changes" => Configuration.Changes(),
            "commit" => Commit(request),
            "confirm" => Configuration.Confirm(request, IsRegistered()),
            "rollback" => Configuration.RollBack(),
            "bindings" => ScriptedAnswer.Result(new JsonObject
            {
                ["bindings"] = Uplinks.BindingsOf(Configuration.Running),
                ["correspondents"] = new JsonArray(),
            }),
            "counters" => ScriptedAnswer.Result(JsonNode.Parse(
                """{"refusals":{"unknownBinding":2,"badChecksum":1},"links":{"wifi":{"oversized":3}},"console":{"notJson":1}}""")!
                .AsObject()),
            "log" => ScriptedAnswer.Result(new JsonObject
            {
                ["lines"] = new JsonArray("812 started", "1534 <b>wifi</b> is up"),
            }),
            "restart" or "reset" => Restart(op, request),
            "watch" or "capture" => ScriptedAnswer.Result([]),
            _ => ScriptedAnswer.Refusal("unknown-op", $"{op} is none; see hello"),
        };
    }

    /// <summary>The result of the op <c>status</c>.</summary>
    public JsonObject Status()
    {
        JsonObject status = JsonNode.Parse(
            """
            {"registration":"settled","form":"bulk","wireProfile":"draft-01","homeAgent":"2001:db8:1::1",
             "homeAddress":"2001:db8:1::100","atHome":null,"refreshInMs":171000,"prefixes":["2001:db8:100::/56"]}
            """)!.AsObject();
        AddCommon(status, Configuration.Revision);
        Judge();
        Uplinks.AddTo(status, Configuration.Running);
        return status;
    }

    private JsonObject Commit(JsonNode request)
    {
        _looks = 0;
        return Configuration.Commit(request);
    }

    private JsonObject Restart(string op, JsonNode request)
    {
        if (op == "reset" && (string?)request["confirm"] != "erase")
        {
            return ScriptedAnswer.Refusal("bad-argument", "say confirm: erase", "confirm");
        }

        _born = Environment.TickCount64;
        return ScriptedAnswer.Result([]);
    }

    private JsonObject Hello()
    {
        if (Configuration.OnTrial && ++_looks == RollsBackAt)
        {
            Configuration.EndTrial("not registered in time");
            _late = GoesBackLate;
        }

        int shown = Configuration.Revision + (_late ? 1 : 0);
        _late = false;
        JsonObject hello = new()
        {
            ["product"] = "McoaRouter",
            ["version"] = "0.1.0",
            ["protocol"] = 1,
            ["board"] = "simulated",
            ["capabilities"] = new JsonArray("watch", "capture", "restart", "reset"),
            ["bootReason"] = "powerOrReset",
            ["rolledBack"] = Configuration.RolledBack?.DeepClone(),
            ["staging"] = Configuration.Staging,
        };
        AddCommon(hello, shown);
        return hello;
    }

    private void AddCommon(JsonObject answer, int revision)
    {
        answer["name"] = Configuration.Running["name"]?.DeepClone();
        answer["uptimeMs"] = Uptime;
        answer["revision"] = revision;
        answer["configuration"] = Outcome;
        answer["security"] = Configuration.Running["security"] is JsonObject ? "hmac-sha1" : "none";
        if (Configuration.OnTrial)
        {
            answer["confirmWithinMs"] = 110000;
        }
    }

    private bool IsRegistered()
    {
        Judge();
        return Uplinks.IsRegistered(Configuration.Running);
    }

    private void Judge()
    {
        if (!_watched)
        {
            Uplinks.Otherwise = !Configuration.OnTrial || (RegistersAt > 0 && _looks >= RegistersAt)
                ? "registered" : "refused";
        }
    }
}
