using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;

namespace McoaRouter.Host.Tests.Settings;

/// <summary>One fault that is put into a configuration, and how it must be named.</summary>
/// <param name="Name">What it is, for messages.</param>
/// <param name="Inject">
/// Puts it there, and gives the path and a piece of the refusal; null where this configuration can't have it.
/// </param>
/// <param name="Others">Whether other members are faulty by it too.</param>
internal sealed record InjectedFault(
    string Name, Func<JsonObject, Random, (string Path, string What)?> Inject, bool Others = false)
{
    private const string Key = "00112233445566778899aabbccddeeff";

    // The router's own keys whose value must be of one kind, and a value of that kind with its fault.
    private static readonly (string Key, string Value, string What)[] s_values =
    [
        ("version", "2", "2 is not 1"),
        ("version", "1.5", "is not a whole number"),
        ("name", "\"\"", "has 0 characters, not 1..64"),
        ("name", "\"" + new string('x', 65) + "\"", "has 65 characters, not 1..64"),
        ("name", "\"a\\nb\"", "has a character that can't be shown"),
        ("homeAddress", "\"2001:db8:1::1\"", "is not an IPv6 address with a prefix length"),
        ("homeAddress", "\"2001:db8:1::1/0\"", "is not an IPv6 address with a prefix length"),
        ("homeAddress", "\"fe80::1/64\"", "fe80::1 is not routable"),
        ("homeAddress", "\"2001:db8:1::/64\"", "2001:db8:1::/64 is a prefix, no host in it"),
        ("homeAgents", "[\"agent.example.net\"]", "homeAgents[0]: \"agent.example.net\" is not an IPv6 address"),
        ("homeAgents", "[\"ff02::1\"]", "homeAgents[0]: ff02::1 is not routable"),
        ("homeAgents", "[\"2001:db8:1::1\",\"2001:db8:1:0::1\"]",
            "homeAgents[1]: 2001:db8:1::1 is already given as homeAgents[0]"),
        ("homeAgents", "[1,2,3,4,5]", "has 5 items, not 0..4"),
        ("homeAgentDiscovery", "1", "is a number, not true or false"),
        ("mobileNetworkPrefixes", "[]", "has 0 items, not 1..16"),
        ("mobileNetworkPrefixes", "[\"2001:db8:100::\"]",
            "mobileNetworkPrefixes[0]: \"2001:db8:100::\" is not an IPv6 prefix"),
        ("mobileNetworkPrefixes", "[\"2001:db8:100::/65\"]",
            "mobileNetworkPrefixes[0]: the length 65 is outside 1..64"),
        ("mobileNetworkPrefixes", "[\"2001:db8:100::1/56\"]",
            "mobileNetworkPrefixes[0]: 2001:db8:100::1/56 has bits set behind its length; write 2001:db8:100::/56"),
        ("mobileNetworkPrefixes", "[\"ff00::/64\"]", "mobileNetworkPrefixes[0]: ff00:: is not routable"),
        ("mobileNetworkPrefixes", "[\"2001:db8:100::/56\",\"2001:db8:100::/56\"]",
            "mobileNetworkPrefixes[1]: 2001:db8:100::/56 is already given as mobileNetworkPrefixes[0]"),
        ("mobileNetworkPrefixes", "[\"2001:db8:100::/56\",\"2001:db8:100::/57\"]",
            "mobileNetworkPrefixes[1]: 2001:db8:100::/57 overlaps mobileNetworkPrefixes[0]"),
        ("prefixMode", "\"both\"", "\"both\" is unknown; use \"explicit\" or \"implicit\""),
        ("registration", "\"bulky\"", "\"bulky\" is unknown; use \"bulk\", \"individual\" or \"single\""),
        ("wireProfile", "\"draft-02\"", "\"draft-02\" is unknown"),
        ("bindingIdentifierOptionType", "256", "256 is outside 0..255"),
        ("bindingIdentifierOptionType", "32", "32 is the type of another mobility option"),
        ("returningHome", "\"never\"", "\"never\" is unknown"),
        ("lifetimeSeconds", "262144", "262144 is outside 4..262140"),
        ("lifetimeSeconds", "5", "5 is not a multiple of 4"),
        ("firstAcknowledgementTimeoutMs", "99", "99 is outside 100..32000"),
        ("security", "\"off\"", "is a text other than \"none\""),
        ("security", "[]", "is a list, not an object"),
        ("uplinks", "[]", "has 0 items, not 1..8"),
        ("uplinks", "[\"wifi\"]", "uplinks[0]: is a text, not an object"),
        ("signallingUplink", "\"no uplink's name of all\"", "\"no uplink's name of all\" is the name of no uplink"),
        ("correspondents", "[1,2,3,4,5]", "has 5 items, not 0..4"),
        ("correspondents", "[\"www.example.net\"]", "correspondents[0]: \"www.example.net\" is not an IPv6 address"),
        ("port", "\"tun\"", "is a text, not an object"),
        ("flows", "{}", "is an object, not a list"),
        ("flows", "[true]", "flows[0]: is true or false, not an object"),
        ("health", "true", "is true or false, not an object"),
        ("health", "{\"probeIntervalMs\":99}", "health.probeIntervalMs: 99 is outside 100..60000"),
        ("health", "{\"lossPercent\":0}", "health.lossPercent: 0 is outside 1..100"),
        ("health", "{\"roundTripMs\":10001}", "health.roundTripMs: 10001 is outside 1..10000"),
        ("health", "{\"holdMs\":-1}", "health.holdMs: -1 is outside 0..600000"),
        ("health", "{\"probeIntervalMs\":500,\"roundTripMs\":501}",
            "health.roundTripMs: 501 is above probeIntervalMs, 500: an answer that takes so long counts as lost"),
        ("$schema", "1", "is a number, not a text"),
    ];

    private static readonly string[] s_required =
        ["version", "name", "homeAddress", "homeAgents", "mobileNetworkPrefixes", "security", "uplinks", "port"];

    // A member of the first uplink, of the link that it needs, and its fault.
    private static readonly (string? Link, string Key, string? Value, string What)[] s_uplink =
    [
        (null, "name", "\"\"", "has 0 characters, not 1..32"),
        (null, "name", null, "is missing; give each uplink its own name, 1..32 characters"),
        (null, "bid", "0", "0 is outside 1..65535"),
        (null, "bid", null, "is missing; give each uplink its own BID (1..65535)"),
        (null, "priority", "256", "256 is outside 0..255"),
        (null, "link", "\"radio\"",
            "\"radio\" is unknown; use \"wifi\", \"modem\", \"ethernet\", \"interface\" or \"simulated\""),
        (null, "transport", "\"tcp\"", "\"tcp\" is unknown"),
        (null, "metered", "\"yes\"", "is a text, not true or false"),
        (null, "signalFloorDbm", "0", "0 is outside -120..-1"),
        (null, "colour", "1", "is not a setting; remove it, or use one of name, bid"),
        ("wifi", "ssid", null, "is missing; give the network's name, 1..32 characters"),
        ("wifi", "passphrase", "\"\"", "has 0 characters; give 1..63 characters, or leave it out for an open network"),
        ("wifi", "apn", "\"internet\"", "does not go with link \"wifi\"; remove it, or use link \"modem\""),
        ("wifi", "device", "\"wlan0\"", "does not go with link \"wifi\"; remove it, or use link \"interface\""),
        ("modem", "ssid", "\"depot\"", "does not go with link \"modem\"; remove it, or use link \"wifi\""),
        ("modem", "apn", null, "is missing; give the access point name of the cellular network"),
        ("modem", "apn", "\"inter\\\"net\"", "has a character that modems don't take"),
        ("modem", "pin", "\"12a4\"", "is no PIN; give the SIM's 4..8 digits as a text, or leave it out"),
        ("modem", "pin", "1234", "is a number, not a text"),
        ("modem", "user", "\"\\u00e9\"", "has a character that modems don't take; give the name that goes with"),
        ("interface", "device", null, "is missing; give the name of a network interface, such as eth0"),
        ("interface", "device", "\"a/b\"", "\"a/b\" is not the name of an interface"),
        ("interface", "device", "\"sixteen-letters-\"", "has 16 characters, not 1..15"),
    ];

    private static readonly (string Key, string? Value, string What)[] s_flow =
    [
        ("name", null, "is missing; give each flow its own name, 1..32 characters"),
        ("protocol", "\"sctp\"", "\"sctp\" is unknown; use \"udp\", \"tcp\", \"icmpv6\" or a number 0..255"),
        ("protocol", "256", "256 is outside 0..255"),
        ("source", "\"2001:db8:ffff::/48\"",
            "2001:db8:ffff::/48 lies outside the vehicle; choose it within mobileNetworkPrefixes"),
        ("source", "\"2001:db8::1\"", "is not an IPv6 prefix; give an IPv6 prefix within the vehicle"),
        ("destination", "\"here\"", "\"here\" is not an IPv6 prefix; give an IPv6 prefix such as 2001:db8:9::/48"),
        ("trafficClass", "256", "256 is outside 0..255; give 0..255, of which the upper six bits count"),
        ("uplinks", "[]", "has 0 items, not 1..8; name the uplinks that may carry it, the preferred first"),
        ("uplinks", "[\"no uplink's name of all\"]",
            "uplinks[0]: \"no uplink's name of all\" is the name of no uplink"),
        ("balance", "[]", "has 0 items, not 1..8; give each of its uplinks its weight, 1..100, in their order"),
        ("balance", "[101]", "balance[0]: 101 is outside 1..100"),
        ("balance", "[1,1,1,1,1,1,1,1]", "has 8 weights for "),
    ];

    /// <summary>All faults.</summary>
    public static IReadOnlyList<InjectedFault> All { get; } =
        [.. Values(), .. Removals(), .. OfUplinks(), .. OfFlows(), .. OfSecurity(), .. OfPort(), .. Relations()];

    private static IEnumerable<InjectedFault> Values()
    {
        foreach ((string key, string value, string what) in s_values)
        {
            yield return new InjectedFault(
                $"{key} = {value}",
                (root, random) =>
                {
                    root[key] = JsonNode.Parse(value);
                    int path = what.IndexOf(": ", StringComparison.Ordinal);
                    return what.StartsWith(key, StringComparison.Ordinal) && path > 0
                        ? (what[..path], what[(path + 2)..]) : (key, what);
                },
                // Other members look at these.
                key is "homeAddress" or "homeAgents" or "homeAgentDiscovery" or "mobileNetworkPrefixes" or "wireProfile"
                    or "bindingIdentifierOptionType" or "registration" or "correspondents");
        }
    }

    private static IEnumerable<InjectedFault> Removals()
    {
        return s_required.Select(key => new InjectedFault(
            $"no {key}",
            (root, random) => root.Remove(key) ? (key, "is missing") : null,
            key is "homeAgents"))
            .Append(new InjectedFault("an unknown key", (root, random) =>
            {
                root["uplink"] = 1;
                return ("uplink", "is not a setting; remove it, or use one of version, name");
            }))
            .Append(new InjectedFault("a key without characters", (root, random) =>
            {
                root[string.Empty] = 1;
                return ("\"\"", "is not a setting");
            }));
    }

    private static IEnumerable<InjectedFault> OfUplinks()
    {
        foreach ((string? link, string key, string? value, string what) in s_uplink)
        {
            yield return new InjectedFault($"uplink {link} {key} = {value}", (root, random) =>
            {
                int index = IndexOf(root, uplink => link == null || (string?)uplink["link"] == link);
                return index < 0 ? null : Put(root["uplinks"]![index]!.AsObject(), Path("uplinks", index), key, value, what);
            });
        }

        foreach (string key in (string[])["name", "bid", "device"])
        {
            yield return new InjectedFault($"two uplinks with one {key}", (root, random) =>
            {
                JsonArray uplinks = root["uplinks"]!.AsArray();
                int first = IndexOf(root, uplink => uplink.ContainsKey(key));
                int other = uplinks.Count - 1;
                while (other > first && !uplinks[other]!.AsObject().ContainsKey(key))
                {
                    other--;
                }

                return first < 0 || other <= first ? null : Put(
                    uplinks[other]!.AsObject(),
                    Path("uplinks", other),
                    key,
                    uplinks[first]![key]!.ToJsonString(),
                    $" is already used by uplinks[{first}]");
            });
        }

        yield return new InjectedFault("a password without a name", (root, random) =>
        {
            int index = IndexOf(root, uplink => (string?)uplink["link"] == "modem");
            if (index < 0)
            {
                return null;
            }

            JsonObject modem = root["uplinks"]![index]!.AsObject();
            modem["password"] = "secret";
            return Put(modem, Path("uplinks", index), "user", null, "is missing; give the name that goes with the access point, or leave out");
        });
        yield return new InjectedFault("a password that modems don't take", (root, random) =>
        {
            int index = IndexOf(root, uplink => uplink.ContainsKey("user"));
            return index < 0 ? null : Put(
                root["uplinks"]![index]!.AsObject(),
                Path("uplinks", index),
                "password",
                "\"\\\\\"",
                "has a character that modems don't take; give the password that goes with the name, or leave it out");
        });
    }

    private static IEnumerable<InjectedFault> OfFlows()
    {
        foreach ((string key, string? value, string what) in s_flow)
        {
            yield return new InjectedFault(
                $"flow {key} = {value}",
                (root, random) =>
                {
                    JsonObject flow = AddFlow(root);
                    if (key == "balance" && ((JsonArray)flow["uplinks"]!).Count == 8)
                    {
                        return null;
                    }

                    string path = Path("flows", root["flows"]!.AsArray().Count - 1);
                    int item = what.IndexOf("]: ", StringComparison.Ordinal);
                    bool inside = what.StartsWith(key, StringComparison.Ordinal) && item > 0;
                    (string Path, string What) put = Put(flow, path, key, value, inside ? what[(item + 3)..] : what);
                    return inside ? ($"{path}.{what[..(item + 1)]}", put.What) : put;
                },
                // Weights and uplinks are also counted.
                key is "balance" or "uplinks");
        }

        yield return new InjectedFault("two flows with one name", (root, random) =>
        {
            string name = (string)AddFlow(root)["name"]!;
            _ = AddFlow(root);
            int last = root["flows"]!.AsArray().Count - 1;
            root["flows"]![last]!["name"] = name;
            return (Path("flows", last) + ".name", $" is already used by flows[{last - 1}]");
        });
        foreach ((string ports, string what) in ((string, string)[])
            [
                ("0", "\"0\" is no port"), ("65536", "\"65536\" is no port"),
                ("9-8", "\"9-8\" is no port and no range"), ("a", "\"a\" is no port"),
            ])
        {
            yield return new InjectedFault($"ports {ports}", (root, random) =>
            {
                JsonObject flow = AddFlow(root);
                flow["protocol"] = "udp";
                string path = Path("flows", root["flows"]!.AsArray().Count - 1);
                return Put(flow, path, "sourcePorts", $"\"{ports}\"", what);
            });
        }

        yield return new InjectedFault("ports without a protocol", (root, random) => Put(
            AddFlow(root),
            Path("flows", root["flows"]!.AsArray().Count - 1),
            "destinationPorts",
            "\"80\"",
            "needs a protocol that has ports; add \"protocol\": \"udp\" or \"tcp\""));
        yield return new InjectedFault("an uplink twice in a flow", (root, random) =>
        {
            JsonObject flow = AddFlow(root);
            JsonArray uplinks = flow["uplinks"]!.AsArray();
            if (uplinks.Count == 8)
            {
                return null;
            }

            uplinks.Add((JsonNode)(string)uplinks[0]!);
            string path = Path("flows", root["flows"]!.AsArray().Count - 1);
            return (string.Create(CultureInfo.InvariantCulture, $"{path}.uplinks[{uplinks.Count - 1}]"), " is given twice; name each uplink once");
        });
        yield return new InjectedFault("a flow that leaves uplinks out, with one binding", (root, random) =>
        {
            JsonObject flow = AddFlow(root);
            JsonArray uplinks = flow["uplinks"]!.AsArray();
            if (uplinks.Count < 2 || (string?)root["registration"] != "single")
            {
                return null;
            }

            uplinks.RemoveAt(1);
            return (Path("flows", root["flows"]!.AsArray().Count - 1) + ".uplinks", "leaves uplinks out, and with \"registration\": \"single\"");
        });
        yield return new InjectedFault("more flow bindings than there may be", (root, random) =>
        {
            root["flows"] = new JsonArray();
            JsonObject one = AddFlow(root);
            JsonObject other = AddFlow(root);
            one["balance"] = new JsonArray([.. one["uplinks"]!.AsArray().Select(_ => (JsonNode)1)]);
            other["balance"] = new JsonArray([.. one["uplinks"]!.AsArray().Select(_ => (JsonNode)100)]);
            return root["uplinks"]!.AsArray().Count < 2 ? null : ("flows", " flow bindings, not 0..16; balance fewer rules, or over fewer uplinks");
        });
        yield return new InjectedFault("more flows than there may be", (root, random) =>
        {
            root["flows"] = new JsonArray([.. Enumerable.Range(0, 17).Select(_ => (JsonNode)new JsonObject())]);
            return ("flows", "has 17 items, not 0..16; write a list of rules, or leave it out");
        });
    }

    private static IEnumerable<InjectedFault> OfSecurity()
    {
        (string Key, string? Value, string What)[] faults =
        [
            ("spi", "255", "255 is outside 256..4294967295"),
            ("spi", null, "is missing"),
            ("key", "\"0x001122\"", "has 6 hexadecimal digits"),
            ("key", "\"" + Key + "0\"", "has 33 hexadecimal digits"),
            ("key", "\"" + Key + "xy\"", "has a character that is no hexadecimal digit"),
            ("identifier", "\"bus 17\"", "has a blank"),
            ("identifier", "\"" + string.Concat(Enumerable.Repeat("\u00e9", 127)) + "\"", "has 254 octets, not 1..253"),
            ("identifier", null, "is missing; give the router's network access identifier"),
            ("mode", "1", "is not a setting"),
        ];
        return faults.Select(fault => new InjectedFault($"security {fault.Key} = {fault.Value}", (root, random) =>
        {
            JsonObject security = new() { ["spi"] = 256, ["key"] = Key, ["identifier"] = "bus-17@example.net" };
            root["security"] = security;
            return Put(security, "security", fault.Key, fault.Value, fault.What);
        }));
    }

    private static IEnumerable<InjectedFault> OfPort()
    {
        (string Link, string Key, string? Value, string What)[] faults =
        [
            ("tun", "link", "\"serial\"", "\"serial\" is unknown; use \"ethernet\", \"tun\" or \"simulated\""),
            ("tun", "device", null, "is missing"),
            ("simulated", "device", "\"eth0\"", "does not go with link \"simulated\"; remove it, or use link \"tun\""),
            ("tun", "prefix", null, "is missing; give a /64 inside a mobile network prefix, such as "),
            ("tun", "prefix", "\"2001:db8:ffff::/64\"", "2001:db8:ffff::/64 lies in no mobile network prefix"),
            ("tun", "prefix", "\"2001:db8:100::/63\"", "2001:db8:100::/63 is not a /64"),
            ("tun", "mtu", "1500", "is not a setting"),
        ];
        return faults.Select(fault => new InjectedFault($"port {fault.Link} {fault.Key} = {fault.Value}", (root, random) =>
        {
            JsonObject port = root["port"]!.AsObject();
            port["link"] = fault.Link;
            _ = port.Remove("device");
            if (fault.Link == "tun")
            {
                port["device"] = "tun-own";
            }

            return Put(port, "port", fault.Key, fault.Value, fault.What);
        })).Append(new InjectedFault("a port on an uplink's interface", (root, random) =>
        {
            int index = IndexOf(root, uplink => uplink.ContainsKey("device"));
            if (index < 0)
            {
                return null;
            }

            root["port"]!["link"] = "tun";
            return Put(
                root["port"]!.AsObject(),
                "port",
                "device",
                root["uplinks"]![index]!["device"]!.ToJsonString(),
                $" is already used by uplinks[{index}]; give the port an interface of its own");
        }));
    }

    /// <summary>What two members must not be together.</summary>
    private static IEnumerable<InjectedFault> Relations()
    {
        yield return new InjectedFault("no home agent and no discovery", (root, random) =>
        {
            root["homeAgents"] = new JsonArray();
            _ = root.Remove("homeAgentIpv4Addresses");
            root["homeAgentDiscovery"] = false;
            return ("homeAgents", "is empty, and homeAgentDiscovery is false; give 1..4 home agents");
        }, true);
        yield return new InjectedFault("the router as its own home agent", (root, random) =>
        {
            string own = (string)root["homeAddress"]!;
            _ = root.Remove("homeAgentIpv4Addresses");
            root["homeAgents"] = new JsonArray(own[..own.IndexOf('/', StringComparison.Ordinal)]);
            return ("homeAgents[0]", " is the router's own homeAddress; give the home agent's address");
        }, true);
        yield return new InjectedFault("a home agent in the vehicle", (root, random) =>
        {
            _ = root.Remove("homeAgentIpv4Addresses");
            root["homeAgents"] = new JsonArray("2001:db8:100::1");
            return ("mobileNetworkPrefixes[0]", " contains homeAgents[0]; give prefixes that travel with the vehicle alone");
        }, true);
        yield return new InjectedFault("more IPv4 addresses than home agents", (root, random) =>
        {
            root["homeAgents"] = new JsonArray("2001:db8:1::1");
            root["homeAgentIpv4Addresses"] = new JsonArray("192.0.2.1", "192.0.2.2");
            return ("homeAgentIpv4Addresses", "has 2 addresses for 1 homeAgents; give the IPv4 address of each of homeAgents");
        });
        foreach ((string address, string what) in ((string, string)[])
            [
                ("home", "\"home\" is not an IPv4 address"),
                ("127.0.0.1", "127.0.0.1 is not routable"),
                (
                    "192.0.2.1",
                    "192.0.2.1 is already given as homeAgentIpv4Addresses[0]; give each home agent its own address"),
            ])
        {
            yield return new InjectedFault($"IPv4 address {address}", (root, random) =>
            {
                root["homeAgents"] = new JsonArray("2001:db8:1::1", "2001:db8:1::2");
                root["homeAgentIpv4Addresses"] = new JsonArray("192.0.2.1", address);
                return ("homeAgentIpv4Addresses[1]", what);
            });
        }

        yield return new InjectedFault("UDP without an IPv4 address", (root, random) =>
        {
            root["uplinks"]![0]!["transport"] = "udp";
            _ = root.Remove("homeAgentIpv4Addresses");
            return ("homeAgentIpv4Addresses", "names no address, and uplinks[0] has transport \"udp\"");
        });
        yield return new InjectedFault("an option type of the draft in RFC 5648", (root, random) =>
        {
            root["wireProfile"] = "rfc5648";
            root["bindingIdentifierOptionType"] = 200;
            return ("bindingIdentifierOptionType", "200 is not the type of RFC 5648; write 35, leave it out, or use \"draft-01\"");
        });
        yield return new InjectedFault("simultaneous in the draft", (root, random) =>
        {
            root["wireProfile"] = "draft-01";
            root["returningHome"] = "simultaneous";
            return ("returningHome", "\"simultaneous\" is not in this wireProfile; use \"return\" or \"stay-away\", or set wireProfile");
        }, true);
        yield return new InjectedFault("simultaneous with one binding", (root, random) =>
        {
            root["wireProfile"] = "rfc5648";
            root["bindingIdentifierOptionType"] = 35;
            root["returningHome"] = "simultaneous";
            root["registration"] = "single";
            return ("returningHome", "takes two bindings, and registration \"single\" has one; use \"return\"");
        }, true);
        foreach ((string what, Func<JsonObject, string?> address) in ((string, Func<JsonObject, string?>)[])
            [
                (" is the router's own homeAddress; give correspondents outside the vehicle", root => (string)root["homeAddress"]!),
                (" is homeAgents[0]", root => (string?)root["homeAgents"]!.AsArray().FirstOrDefault()),
                (" travels with the vehicle in mobileNetworkPrefixes[0]", root => "2001:db8:100::1"),
            ])
        {
            yield return new InjectedFault("correspondent" + what, (root, random) =>
            {
                string? text = address(root);
                root["correspondents"] = new JsonArray(text?.Split('/')[0]);
                return text == null ? null : ("correspondents[0]", what);
            });
        }

        yield return new InjectedFault("a correspondent twice", (root, random) =>
        {
            root["correspondents"] = new JsonArray("2001:db8:ff00::1", "2001:db8:ff00::1");
            return ("correspondents[1]", "2001:db8:ff00::1 is already given as correspondents[0]; remove one of the two");
        });
    }

    /// <summary>Adds a flow that keeps the rules, over all uplinks.</summary>
    private static JsonObject AddFlow(JsonObject root)
    {
        // Few, so that there is room for one more.
        JsonArray flows = root["flows"] as JsonArray ?? [];
        while (flows.Count > 2 || flows.Any(each => each!.AsObject().ContainsKey("balance")))
        {
            flows.RemoveAt(0);
        }

        root["flows"] = flows;
        JsonObject flow = new()
        {
            ["name"] = string.Create(CultureInfo.InvariantCulture, $"the flow at {flows.Count}"),
            ["uplinks"] = new JsonArray([.. root["uplinks"]!.AsArray().Select(uplink => (JsonNode)(string)uplink!["name"]!)]),
        };
        flows.Add((JsonNode)flow);
        return flow;
    }

    private static int IndexOf(JsonObject root, Func<JsonObject, bool> wanted)
    {
        JsonArray uplinks = root["uplinks"]!.AsArray();
        return Enumerable.Range(0, uplinks.Count).FirstOrDefault(index => wanted(uplinks[index]!.AsObject()), -1);
    }

    private static (string Path, string What) Put(JsonObject members, string path, string key, string? value, string what)
    {
        _ = members.Remove(key);
        if (value != null)
        {
            members[key] = JsonNode.Parse(value);
        }

        return ($"{path}.{key}", what);
    }

    private static string Path(string list, int index)
    {
        return string.Create(CultureInfo.InvariantCulture, $"{list}[{index}]");
    }
}
