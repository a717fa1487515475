using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;

namespace McoaRouter.Host.Tests.Settings;

/// <summary>
/// Router configurations that keep every rule, made from what the rules mean and not from the code that checks them. All
/// comes from one seed.
/// </summary>
internal sealed class ValidConfiguration
{
    private const int MostPrefixes = 16;
    private const int MostFlowBindings = 16;

    // The draft's option type may be any that no other option has.
    private static readonly int[] s_assigned = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 29, 30, 31, 32, 44, 45];

    private readonly Random _random;
    private readonly List<string> _uplinks = [];
    private readonly List<string> _devices = [];
    private bool _single;

    private ValidConfiguration(int seed)
    {
        _random = new Random(seed);
    }

    /// <summary>The configuration of a seed.</summary>
    public static JsonObject Of(int seed)
    {
        return new ValidConfiguration(seed).Make();
    }

    private JsonObject Make()
    {
        JsonObject root = new()
        {
            ["version"] = 1,
            ["name"] = Text(64),
            ["homeAddress"] = $"2001:db8:1::{_random.Next(0x100, 0x1000):x}/{_random.Next(48, 117)}",
        };
        bool profile = Chance(2);
        string registration = OneOf("bulk", "individual", "single");
        _single = registration == "single";
        int agents = _random.Next(5);
        JsonArray uplinks = Uplinks(agents > 0);
        AddHomeAgents(root, agents, uplinks.Any(uplink => (string?)uplink!["transport"] == "udp"));
        JsonArray prefixes = Prefixes();
        root["mobileNetworkPrefixes"] = prefixes;
        root["registration"] = registration;
        if (profile || Chance(2))
        {
            root["wireProfile"] = profile ? "rfc5648" : "draft-01";
        }

        Maybe(root, "prefixMode", () => OneOf("explicit", "implicit"));
        Maybe(root, "bindingIdentifierOptionType", () => profile ? 35 : OptionType());
        Maybe(root, "returningHome", () => profile && !_single ? OneOf("return", "stay-away", "simultaneous") : OneOf("return", "stay-away"));
        Maybe(root, "lifetimeSeconds", () => 4 * Edge(1, 65535));
        Maybe(root, "firstAcknowledgementTimeoutMs", () => Edge(100, 32000));
        root["security"] = Chance(4) ? "none" : Security();
        root["uplinks"] = uplinks;
        Maybe(root, "signallingUplink", () => OneOf([.. _uplinks]));
        Maybe(root, "correspondents", Correspondents);
        root["port"] = Port(prefixes);
        Maybe(root, "flows", () => Flows(prefixes));
        Maybe(root, "health", Health);
        Maybe(root, "$schema", () => "router.schema.json");
        return root;
    }

    private void AddHomeAgents(JsonObject root, int agents, bool udp)
    {
        root["homeAgents"] = new JsonArray([.. Enumerable.Range(0, agents).Select(index =>
            (JsonNode)$"2001:db8:1::{index + 1:x}")]);
        if (agents == 0 || Chance(2))
        {
            root["homeAgentDiscovery"] = agents == 0 || Chance(2);
        }

        if (udp || Chance(3))
        {
            // One that is given at least, where an uplink needs it.
            int given = udp ? _random.Next(agents) : -1;
            root["homeAgentIpv4Addresses"] = new JsonArray([.. Enumerable.Range(0, agents).Select(index =>
                (JsonNode)(index == given || Chance(2) ? $"192.0.2.{index + 1}" : "none"))]);
        }
    }

    private JsonArray Prefixes()
    {
        // Each within a /40 of its own.
        int count = Edge(1, MostPrefixes);
        return [.. Enumerable.Range(1, count).Select(index => (JsonNode)(_random.Next(40, 65) is >= 48 and int length
            ? $"2001:db8:{index:x}00::/{length}" : $"2001:db8:{index:x}00::/40"))];
    }

    private JsonObject Security()
    {
        byte[] key = new byte[Edge(16, 64)];
        _random.NextBytes(key);
        return new JsonObject
        {
            ["spi"] = Chance(4) ? OneOf(256L, 4294967295L) : _random.NextInt64(256, 1L << 32),
            ["key"] = (Chance(2) ? "0x" : string.Empty) + Convert.ToHexString(key),
            ["identifier"] = Text(64).Replace(' ', '-') + "@example.net",
        };
    }

    private JsonArray Uplinks(bool mayBeUdp)
    {
        int count = Edge(1, Limits.Uplinks);
        JsonArray uplinks = [];
        HashSet<int> bids = [];
        for (int i = 0; i < count; i++)
        {
            string name = Unique(32, _uplinks);
            int bid = Edge(1, 65535);
            while (!bids.Add(bid))
            {
                bid = _random.Next(1, 65536);
            }

            JsonObject uplink = new() { ["name"] = name, ["bid"] = bid, ["priority"] = Edge(0, 255) };
            AddLink(uplink);
            Maybe(uplink, "transport", () => mayBeUdp ? OneOf("auto", "ipv6", "udp") : OneOf("auto", "ipv6"));
            Maybe(uplink, "metered", () => Chance(2));
            Maybe(uplink, "signalFloorDbm", () => Edge(-120, -1));
            uplinks.Add((JsonNode)uplink);
        }

        return uplinks;
    }

    private void AddLink(JsonObject uplink)
    {
        string link = OneOf("wifi", "modem", "ethernet", "interface", "simulated");
        uplink["link"] = link;
        switch (link)
        {
            case "wifi":
                uplink["ssid"] = Text(32);
                Maybe(uplink, "passphrase", () => Text(63));
                break;
            case "modem":
                uplink["apn"] = Quotable(100);
                Maybe(uplink, "pin", () => new string((char)('0' + _random.Next(10)), _random.Next(4, 9)));
                if (Chance(2))
                {
                    uplink["user"] = Quotable(64);
                    Maybe(uplink, "password", () => Quotable(64));
                }

                break;
            case "interface":
                uplink["device"] = Device();
                break;
            default:
                break;
        }
    }

    private JsonObject Port(JsonArray prefixes)
    {
        string link = OneOf("ethernet", "tun", "simulated");
        JsonObject port = new() { ["link"] = link };
        if (link == "tun" || (link == "ethernet" && Chance(2)))
        {
            port["device"] = Device();
        }

        port["prefix"] = Sixty4(prefixes);
        return port;
    }

    private JsonArray Correspondents()
    {
        return [.. Enumerable.Range(0, _random.Next(Limits.Correspondents + 1)).Select(index =>
            (JsonNode)$"2001:db8:{0xFF00 + index:x}::{_random.Next(1, 0x10000):x}")];
    }

    private JsonArray Flows(JsonArray prefixes)
    {
        JsonArray flows = [];
        List<string> names = [];
        int room = MostFlowBindings;
        int count = _random.Next(Limits.Flows + 1);
        for (int i = 0; i < count && room > 0; i++)
        {
            JsonObject flow = new() { ["name"] = Unique(32, names) };
            string[] uplinks = [.. _uplinks];
            _random.Shuffle(uplinks);
            uplinks = _single ? uplinks : uplinks[.._random.Next(1, uplinks.Length + 1)];
            flow["uplinks"] = new JsonArray([.. uplinks.Select(name => (JsonNode)name)]);
            AddSelector(flow, prefixes);
            // A balanced rule has a binding of its own for every block of ports that is not the first uplink's.
            int balanced = 17 - (16 / uplinks.Length);
            if (balanced <= room && Chance(3))
            {
                flow["balance"] = new JsonArray([.. uplinks.Select(_ => (JsonNode)Edge(1, 100))]);
                room -= balanced;
            }
            else
            {
                room--;
            }

            flows.Add((JsonNode)flow);
        }

        return flows;
    }

    private void AddSelector(JsonObject flow, JsonArray prefixes)
    {
        bool ports = Chance(2);
        if (ports)
        {
            flow["protocol"] = Chance(4) ? OneOf(6, 17) : OneOf("udp", "tcp");
            Maybe(flow, "sourcePorts", Ports);
            Maybe(flow, "destinationPorts", Ports);
        }
        else
        {
            Maybe(flow, "protocol", () => Chance(2) ? "icmpv6" : Edge(0, 255));
        }

        Maybe(flow, "source", () => Chance(3) ? "2001:db8:1::/48" : Sixty4(prefixes));
        Maybe(flow, "destination", () => $"2001:db8:{_random.Next(1, 0x1000):x}::/{_random.Next(48, 129)}");
        Maybe(flow, "trafficClass", () => Edge(0, 255));
    }

    private JsonObject Health()
    {
        JsonObject health = [];
        int interval = Chance(2) ? Edge(100, 60000) : 1000;
        if (interval != 1000)
        {
            health["probeIntervalMs"] = interval;
        }

        Maybe(health, "lossPercent", () => Edge(1, 100));
        Maybe(health, "roundTripMs", () => Edge(1, Math.Min(interval, 10000)));
        Maybe(health, "holdMs", () => Edge(0, 600000));
        return health;
    }

    private JsonNode Ports()
    {
        int first = Edge(1, 65535);
        return Chance(2)
            ? first.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{first}-{_random.Next(first, 65536)}");
    }

    private string Sixty4(JsonArray prefixes)
    {
        string prefix = (string)prefixes[_random.Next(prefixes.Count)]!;
        return prefix[..prefix.IndexOf('/', StringComparison.Ordinal)] + "/64";
    }

    private int OptionType()
    {
        int type = Edge(0, 255);
        return s_assigned.Contains(type) ? 35 : type;
    }

    private string Device()
    {
        return Unique(15, _devices, () => string.Create(CultureInfo.InvariantCulture, $"eth{_random.Next(1 << 20)}"));
    }

    private string Quotable(int longest)
    {
        char[] text = new char[Edge(1, longest)];
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = (char)_random.Next(' ', 0x7F);
            text[i] = text[i] is '"' or '\\' ? '#' : text[i];
        }

        return new string(text);
    }

    private string Text(int longest)
    {
        const string Others = "\u00e9\u20ac\u4e2d\"\\/<&";
        string text = Quotable(longest);
        return Chance(3) ? Others[_random.Next(Others.Length)] + text[1..] : text;
    }

    private string Unique(int longest, List<string> taken)
    {
        return Unique(longest, taken, () => Text(longest));
    }

    private static string Unique(int longest, List<string> taken, Func<string> make)
    {
        string text = make();
        while (taken.Contains(text) || text.Length > longest)
        {
            text = make();
        }

        taken.Add(text);
        return text;
    }

    private void Maybe(JsonObject members, string key, Func<JsonNode> value)
    {
        if (Chance(2))
        {
            members[key] = value();
        }
    }

    // The ends of a range come as often as all the rest of some ranges.
    private int Edge(int least, int most)
    {
        return _random.Next(5) switch
        {
            0 => least,
            1 => most,
            _ => _random.Next(least, most + 1),
        };
    }

    private bool Chance(int outOf)
    {
        return _random.Next(outOf) == 0;
    }

    private T OneOf<T>(params T[] values)
    {
        return values[_random.Next(values.Length)];
    }
}
