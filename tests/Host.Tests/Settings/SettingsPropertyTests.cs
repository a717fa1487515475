using System;
using System.Globalization;
using CsCheck;
using McoaRouter.HomeAgents;
using McoaRouter.Settings;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Settings;

/// <summary>
/// Whatever the text is, reading it gives settings or faults with path and remedy, and throws nothing.
/// </summary>
[TestClass]
public sealed class SettingsPropertyTests
{
    private const string Secret = "c0ffee00112233445566778899aabbcc";

    private static readonly string s_router = $$"""
        {
          "version": 1, "name": "bus-17", "homeAddress": "2001:db8:1::100/64",
          "homeAgents": ["2001:db8:1::1"], "homeAgentIpv4Addresses": ["192.0.2.1"], "homeAgentDiscovery": true, "mobileNetworkPrefixes": ["2001:db8:100::/56"],
          "prefixMode": "explicit", "registration": "bulk", "wireProfile": "rfc5648",
          "bindingIdentifierOptionType": 35, "returningHome": "simultaneous", "lifetimeSeconds": 240,
          "firstAcknowledgementTimeoutMs": 1500, "signallingUplink": "lte",
          "correspondents": ["2001:db8:2::80", "2001:db8:2::81"],
          "security": { "spi": 256, "key": "{{Secret}}", "identifier": "bus-17@example.net" },
          "uplinks": [
            { "name": "wifi", "bid": 1, "priority": 200, "link": "wifi", "ssid": "depot", "passphrase": "{{Secret}}" },
            { "name": "lte", "bid": 2, "priority": 100, "link": "modem", "apn": "internet", "user": "bus",
              "password": "{{Secret}}", "transport": "udp" }
          ],
          "port": { "link": "tun", "device": "nemo0", "prefix": "2001:db8:100:1::/64" },
          "flows": [ { "name": "voice", "protocol": "udp", "destinationPorts": "5060-5090", "uplinks": ["lte", "wifi"] } ]
        }
        """;

    private static readonly string s_homeAgent = $$"""
        {
          "address": "2001:db8:1::1", "homePrefix": "2001:db8:1::/64", "bulk": true, "mcoa": true,
          "wireProfiles": ["draft-01", "rfc5648"], "bindingIdentifierOptionType": 35, "lifetimeLimitSeconds": 3600,
          "refreshRequests": true, "simultaneousHome": "with-neighbor-discovery", "preference": 9,
          "ipv4Address": "192.0.2.1", "natKeepaliveSeconds": 110,
          "peerHomeAgents": [ { "address": "2001:db8:1::2", "preference": 7, "mobileRouters": true } ],
          "prefixAdvertisements": true, "homePrefixValidSeconds": 2592000, "homePrefixPreferredSeconds": 604800,
          "routers": [ { "homeAddress": "2001:db8:1::100", "prefixes": ["2001:db8:100::/56"], "spi": 256,
                         "key": "{{Secret}}", "identifier": "bus-17@example.net" },
                       { "homeAddress": "2001:db8:1::200", "prefixes": ["2001:db8:200::/56"], "security": "none",
                         "wireProfile": "rfc5648", "mcoa": false } ]
        }
        """;

    // What is put in place of a piece of the text: values of every kind, punctuation, and nonsense.
    private static readonly string[] s_pieces =
    [
        string.Empty, "null", "true", "-1", "0", "1", "3.5", "1e400", "99999999999999999999", "\"\"", "\"x\"", "[]", "{}", "[[[",
        "{\"a\":1}", ",", ":", "\"", "\\", "\"\\ud800\"", "\u0000", "\U0001F68C", "\"2001:db8:1::1\"", "\"2001:db8::/32\"",
        "\"wifi\"", "\"name\"", "\"bid\"", "// comment\n", "\"udp\"", "}", "]", "\"draft-01\"", "\"rfc5648\"", "\"single\"",
        "\"implicit\"", "\"stay-away\"", "\"simultaneous\"", "\"none\"", "false", "[\"rfc5648\"]", "[\"2001:db8:100::5\"]",
        "[\"2001:db8:1::100\"]", "4294967296",
    ];

    private static readonly Gen<(int From, int Length, int Piece)> s_change = Gen.Select(
        Gen.Int[0, 1 << 20], Gen.Frequency((4, Gen.Int[0, 12]), (1, Gen.Int[0, 200])), Gen.Int[0, s_pieces.Length - 1]);

    // One change alone as often as two.
    private static readonly Gen<(int From, int Length, int Piece)[]> s_changes = Gen.Frequency(
        (1, s_change.Select(change => new[] { change })),
        (1, Gen.Select(s_change, s_change, (first, second) => new[] { first, second })));

    [TestMethod]
    public void Changed_router_configuration_gives_settings_or_faults()
    {
        CsCheck.Check.Sample(
            s_changes,
            changes => Check(RouterSettingsReader.Read(Apply(s_router, changes))),
            iter: 20000,
            print: changes => Apply(s_router, changes));
    }

    [TestMethod]
    public void Changed_home_agent_configuration_gives_settings_or_faults()
    {
        CsCheck.Check.Sample(
            s_changes,
            changes => Check(HomeAgentSettingsReader.Read(Apply(s_homeAgent, changes))),
            iter: 10000,
            print: changes => Apply(s_homeAgent, changes));
    }

    [TestMethod]
    public void Exchanged_values_give_settings_or_faults_that_show_no_secret()
    {
        // Whole values are exchanged here, so that most texts stay JSON and reach the rules behind it.
        Gen<int> piece = Gen.Int[0, s_pieces.Length - 1];
        CsCheck.Check.Sample(
            Gen.Select(Gen.Int[0, 1 << 20], piece),
            change => CheckHidden(RouterSettingsReader.Read(ExchangeValue(s_router, change.Item1, s_pieces[change.Item2]))),
            iter: 20000,
            print: change => ExchangeValue(s_router, change.Item1, s_pieces[change.Item2]));
        CsCheck.Check.Sample(
            Gen.Select(Gen.Int[0, 1 << 20], piece),
            change => CheckHidden(
                HomeAgentSettingsReader.Read(ExchangeValue(s_homeAgent, change.Item1, s_pieces[change.Item2]))),
            iter: 20000,
            print: change => ExchangeValue(s_homeAgent, change.Item1, s_pieces[change.Item2]));
    }

    [TestMethod]
    [DataRow("[\"{0}\"]")]
    [DataRow("{{\"key\":\"{0}\"}}")]
    [DataRow("{{\"key\":[\"{0}\"],\"spi\":\"{0}\",\"identifier\":{{\"a\":\"{0}\"}}}}")]
    [DataRow("\"{0}\"")]
    [DataRow("\"{0}0\"")]
    [DataRow("\"{0}-\"")]
    [DataRow("\"{0}{0}{0}{0}{0}\"")]
    public void Secret_in_another_shape_is_not_shown(string shape)
    {
        string value = string.Format(CultureInfo.InvariantCulture, shape, Secret);
        string key = $"\"{Secret}\"";
        string association = $$"""{ "spi": 256, "key": "{{Secret}}", "identifier": "bus-17@example.net" }""";
        CheckHidden(RouterSettingsReader.Read(s_router.Replace(key, value, StringComparison.Ordinal)));
        CheckHidden(RouterSettingsReader.Read(s_router.Replace(association, value, StringComparison.Ordinal)));
        CheckHidden(HomeAgentSettingsReader.Read(s_homeAgent.Replace(key, value, StringComparison.Ordinal)));
        CheckHidden(HomeAgentSettingsReader.Read(s_homeAgent.Replace("\"none\"", value, StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Chosen_values_give_settings_where_the_rules_hold_and_faults_where_not()
    {
        string[] profiles = ["draft-01", "rfc5648"];
        string[] forms = ["bulk", "individual", "single"];
        string[] homes = ["return", "stay-away", "simultaneous"];
        string[] correspondents = ["2001:db8:2::80", "2001:db8:2::81", "2001:db8:100::5", "2001:db8:1::1", "2001:db8:1::100"];
        CsCheck.Check.Sample(
            Gen.Select(
                Gen.Select(Gen.Int[0, 1], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Bool),
                Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], Gen.Bool, Gen.Bool)),
            (first, second) =>
            {
                (int profile, int form, int home, bool assigned) = first;
                (int one, int other, bool discovery, bool given) = second;
                string text = s_router
                    .Replace("\"rfc5648\"", $"\"{profiles[profile]}\"", StringComparison.Ordinal)
                    .Replace("\"bulk\"", $"\"{forms[form]}\"", StringComparison.Ordinal)
                    .Replace("\"simultaneous\"", $"\"{homes[home]}\"", StringComparison.Ordinal)
                    .Replace("35", assigned ? "35" : "200", StringComparison.Ordinal)
                    .Replace("[\"2001:db8:1::1\"]", given ? "[\"2001:db8:1::1\"]" : "[]", StringComparison.Ordinal)
                    .Replace(
                        "\"homeAgentDiscovery\": true",
                        discovery ? "\"homeAgentDiscovery\": true" : "\"homeAgentDiscovery\": false",
                        StringComparison.Ordinal)
                    .Replace(
                        "\"2001:db8:2::80\", \"2001:db8:2::81\"",
                        $"\"{correspondents[one]}\", \"{correspondents[other]}\"",
                        StringComparison.Ordinal);
                int faults = (profile == 1 && !assigned ? 1 : 0)
                    + (home == 2 && profile == 0 ? 1 : 0)
                    + (home == 2 && form == 2 ? 1 : 0)
                    + (given || discovery ? 0 : 1)
                    + (given ? 0 : 1)
                    + (one == other ? 1 : 0)
                    + FaultsOf(one, given) + FaultsOf(other, given);
                RouterSettingsResult result = RouterSettingsReader.Read(text);
                Check(result);
                return result.Faults.Length == faults;
            },
            iter: 2000);

        // Whether a correspondent is one that must not be: in the vehicle, a home agent, the router itself.
        static int FaultsOf(int correspondent, bool given)
        {
            return correspondent == 2 || correspondent == 4 || (correspondent == 3 && given) ? 1 : 0;
        }
    }

    [TestMethod]
    public void Unchanged_configurations_are_sound()
    {
        Assert.IsEmpty(RouterSettingsReader.Read(s_router).Faults);
        Assert.IsEmpty(HomeAgentSettingsReader.Read(s_homeAgent).Faults);
    }

    private static string Apply(string text, (int From, int Length, int Piece)[] changes)
    {
        foreach ((int from, int length, int piece) in changes)
        {
            int start = text.Length == 0 ? 0 : from % text.Length;
            int end = Math.Min(text.Length, start + length);
            text = string.Concat(text.AsSpan(0, start), s_pieces[piece], text.AsSpan(end));
        }

        return text;
    }

    private static string ExchangeValue(string text, int which, string value)
    {
        string[] parts = text.Split(": ");
        int part = 1 + (which % (parts.Length - 1));
        int end = 0;
        bool quoted = false;
        while (end < parts[part].Length && (quoted || !",}]\n".Contains(parts[part][end], StringComparison.Ordinal)))
        {
            quoted ^= parts[part][end] == '"';
            end++;
        }

        parts[part] = value + parts[part][end..];
        return string.Join(": ", parts);
    }

    private static void CheckHidden(RouterSettingsResult result)
    {
        Check(result);
        CheckHidden(result.Faults);
        CheckHidden(result.Settings?.Notices ?? []);
    }

    private static void CheckHidden(HomeAgentSettingsResult result)
    {
        Check(result);
        CheckHidden(result.Faults);
        CheckHidden(result.Settings?.Notices ?? []);
    }

    private static void CheckHidden(string[] sentences)
    {
        foreach (string sentence in sentences)
        {
            if (sentence.Contains(Secret[..8], StringComparison.Ordinal))
            {
                throw new InvalidOperationException("A sentence that shows a secret: " + sentence);
            }
        }
    }

    private static void Check(RouterSettingsResult result)
    {
        Check(result.Settings != null, result.Faults);
        if (result.Settings != null)
        {
            SettingsRules.Check(result.Settings);
        }
    }

    private static void Check(HomeAgentSettingsResult result)
    {
        Check(result.Settings != null, result.Faults);
        if (result.Settings != null)
        {
            SettingsRules.Check(result.Settings);
        }
    }

    private static void Check(bool read, string[] faults)
    {
        if (read != (faults.Length == 0))
        {
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"Settings: {read}, faults: {faults.Length}."));
        }

        foreach (string fault in faults)
        {
            int path = fault.IndexOf(": ", StringComparison.Ordinal);
            bool whole = path > 0 && fault.IndexOf("; ", path, StringComparison.Ordinal) > path;
            if (!whole || fault.Contains('\n', StringComparison.Ordinal))
            {
                throw new InvalidOperationException("A fault without path or remedy, or of several lines: " + fault);
            }
        }
    }
}
