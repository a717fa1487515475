using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace McoaRouter.Host.Tests;

/// <summary>A scripted router's uplinks: their signals, their bindings, and which of them the traffic takes.</summary>
internal sealed class ScriptedUplinks
{
    private readonly Dictionary<string, int> _signals = new() { ["wifi"] = -58, ["lte"] = -84 };
    private readonly Dictionary<string, string> _bindings = [];
    private readonly Dictionary<string, string> _standings = new() { ["lte"] = "degraded" };
    private int _packets = 4200;

    /// <summary>The uplink of the traffic, or null.</summary>
    public string? Path { get; set; } = "wifi";

    /// <summary>The state of the bindings that nobody set.</summary>
    public string Otherwise { get; set; } = "registered";

    /// <summary>Sets an uplink's signal, in dBm.</summary>
    public void Signal(string uplink, int signal)
    {
        _signals[uplink] = signal;
    }

    /// <summary>Sets the state of an uplink's binding.</summary>
    public void Bind(string uplink, string state)
    {
        _bindings[uplink] = state;
    }

    /// <summary>The state of an uplink's binding.</summary>
    public string BindingOf(string uplink)
    {
        return _bindings.GetValueOrDefault(uplink, Otherwise);
    }

    /// <summary>Sets the standing of an uplink's path.</summary>
    public void Judge(string uplink, string standing)
    {
        _standings[uplink] = standing;
    }

    /// <summary>Some traffic passed.</summary>
    public void Pass()
    {
        _packets += 37;
    }

    /// <summary>Whether one of the uplinks is registered.</summary>
    public bool IsRegistered(JsonNode configuration)
    {
        return NamesIn(configuration).Any(name => BindingOf(name) == "registered");
    }

    /// <summary>Adds what the status says of them.</summary>
    public void AddTo(JsonObject status, JsonNode configuration)
    {
        status["path"] = Path;
        status["uplinks"] = new JsonArray([.. NamesIn(configuration).Select(Uplink)]);
        status["flows"] = new JsonArray(
            Flow("voice", BindingOf("lte") == "registered" ? "lte" : Path, "acknowledged", NamesIn(configuration), "lte", "wifi"),
            Flow("bulk", BindingOf("wifi") == "registered" ? "wifi" : null, "refused", NamesIn(configuration), "wifi"));
        status["traffic"] = new JsonObject { ["out"] = Counted(_packets * 2), ["in"] = Counted(_packets * 5) };
    }

    /// <summary>The Binding Update List.</summary>
    public JsonArray BindingsOf(JsonNode configuration)
    {
        return new JsonArray([.. NamesIn(configuration).Select((name, index) => (JsonNode)new JsonObject
        {
            ["uplink"] = name,
            ["bid"] = index + 1,
            ["careOfAddress"] = AddressOf(index),
            ["state"] = BindingOf(name),
            ["status"] = 0,
            ["sequence"] = 41,
            ["lifetimeSeconds"] = 240,
            ["remainingSeconds"] = 171,
        })]);
    }

    private string StandingOf(string uplink)
    {
        return _standings.GetValueOrDefault(uplink, "good");
    }

    private static string[] NamesIn(JsonNode configuration)
    {
        return [.. configuration["uplinks"]!.AsArray().Select(uplink => uplink!["name"]!.ToString())];
    }

    private static string AddressOf(int index)
    {
        return $"2001:db8:{(index == 0 ? "a" : "b")}:4::{index + 0x51:x}";
    }

    private static JsonObject Flow(string name, string? choice, string homeAgent, string[] names, params string[] uplinks)
    {
        const int Shares = 16;
        return new JsonObject
        {
            ["name"] = name,
            ["uplinks"] = new JsonArray([.. uplinks.Select(uplink => (JsonNode)System.Array.IndexOf(names, uplink))]),
            ["balanced"] = false,
            ["shares"] = new JsonArray([.. uplinks.Select(uplink => (JsonNode)(uplink == choice ? Shares : 0))]),
            ["choice"] = choice,
            ["homeAgent"] = choice == null ? null : homeAgent,
            ["status"] = choice != null && homeAgent == "refused" ? 128 : 0,
        };
    }

    private static JsonObject Counted(int packets)
    {
        return new JsonObject { ["packets"] = packets, ["octets"] = packets * 640L };
    }

    private JsonNode Uplink(string name, int index)
    {
        string binding = BindingOf(name);
        bool up = binding != "absent";
        bool used = name == Path;
        return new JsonObject
        {
            ["name"] = name,
            ["bid"] = index + 1,
            ["priority"] = 200 - (100 * index),
            ["link"] = "simulated",
            ["up"] = up,
            ["careOfAddress"] = up ? AddressOf(index) : null,
            ["signal"] = _signals.TryGetValue(name, out int signal) ? signal : null,
            ["standing"] = StandingOf(name),
            ["binding"] = binding,
            ["status"] = binding == "refused" ? 129 : 0,
            ["remainingSeconds"] = binding == "registered" ? 171 : 0,
            ["roundTripMs"] = 18 + (44 * index),
            ["probes"] = new JsonObject
            {
                ["sent"] = 301,
                ["answered"] = index == 0 ? 300 : 226,
                ["lossPercent"] = 25 * index,
                ["roundTripMs"] = 17 + (47 * index) + (_packets / 37 % 5),
            },
            ["transport"] = "ipv6",
            ["out"] = Counted(used ? _packets * 2 : 310),
            ["in"] = Counted(used ? _packets * 5 : 120),
        };
    }
}
