using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using McoaRouter.Settings;
using McoaRouter.Tools;
using McoaRouter.Tools.Schema;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Settings;

/// <summary>The JSON Schema is the validator's own, and refuses nothing that the validator takes.</summary>
[TestClass]
public sealed class SchemaTests
{
    // With the examples, every key of every link.
    private const string Whole =
        """
        {
          "$schema": "router.schema.json", "version": 1, "name": "bus-17", "homeAddress": "2001:db8:1::100/64",
          "homeAgents": ["2001:db8:1::1"], "homeAgentIpv4Addresses": ["192.0.2.1"], "homeAgentDiscovery": true,
          "mobileNetworkPrefixes": ["2001:db8:100::/56"], "prefixMode": "explicit", "registration": "bulk",
          "wireProfile": "rfc5648", "bindingIdentifierOptionType": 35, "returningHome": "simultaneous",
          "lifetimeSeconds": 240, "firstAcknowledgementTimeoutMs": 1500, "signallingUplink": "lte",
          "correspondents": ["2001:db8:2::80", "2001:db8:2::81"],
          "security": { "spi": 256, "key": "00112233445566778899aabbccddeeff", "identifier": "bus-17@example.net" },
          "uplinks": [
            { "name": "wifi", "bid": 1, "priority": 200, "link": "wifi", "ssid": "depot", "passphrase": "secret" },
            { "name": "lte", "bid": 2, "priority": 100, "link": "modem", "apn": "internet", "pin": "1234", "user": "bus",
              "password": "secret", "transport": "udp" },
            { "name": "wan", "bid": 3, "priority": 100, "link": "interface", "device": "eth1" },
            { "name": "world", "bid": 4, "priority": 100, "link": "simulated" }
          ],
          "port": { "link": "tun", "device": "nemo0", "prefix": "2001:db8:100:1::/64" },
          "flows": [ { "name": "voice", "protocol": "udp", "destination": "2001:db8:9::/48", "source": "2001:db8:100:1::/64",
                       "sourcePorts": "5000", "destinationPorts": "5060-5090", "trafficClass": 184, "uplinks": ["lte"] },
                     { "name": "bulk", "protocol": 132, "uplinks": ["lte", "wifi"], "balance": [1, 3] } ]
        }
        """;

    private static readonly string s_text = SchemaWriter.Write();
    private static readonly JsonSchema s_schema = JsonSchema.FromText(s_text);

    private static readonly string[] s_configurations =
    [
        Whole,
        Repository.Read("boards", "Linux", "example.json"),
        Repository.Read("boards", "Esp32", "example.json"),
        Repository.Read("tools", "mcoa", "Drive", "example.json"),
        Whole.Replace("\"link\": \"tun\", \"device\": \"nemo0\"", "\"link\": \"simulated\"", StringComparison.Ordinal),
    ];

    // Values of every kind, and at the edges of the ranges.
    private static readonly string[] s_values =
    [
        "true", "-1", "0", "1", "2", "3.5", "35", "99", "100", "256", "65535", "65536", "262140", "262144", "4294967295",
        "4294967296", "\"\"", "\"x\"", "\"a b\"", "\".x\"", "\"none\"", "\"wifi\"", "\"modem\"", "\"ethernet\"",
        "\"interface\"", "\"simulated\"", "\"tun\"", "\"single\"", "\"udp\"", "\"2001:db8:7::7\"", "\"2001:db8:7::/48\"",
        "\"192.0.2.9\"", "\"123\"", "\"12345678\"", "\"123456789\"", "\"a\\tb\"", "\"80-90-100\"", "[]", "{}",
        "[null]", "[{}]", "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]", "{\"link\":\"wifi\"}",
        "\"" + new string('a', 16) + "\"", "\"" + new string('a', 64) + "\"", "\"" + new string('a', 300) + "\"",
    ];

    [TestMethod]
    public void File_is_what_the_validator_gives()
    {
        Assert.AreEqual(
            s_text,
            Repository.Read("firmware", "McoaRouter", "Settings", "router.schema.json"),
            "dotnet run --project tools/mcoa -- schema --output firmware/McoaRouter/Settings/router.schema.json");
    }

    [TestMethod]
    public void Command_prints_the_schema_or_writes_it_into_a_file()
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("mcoa-schema-");
        try
        {
            string file = Path.Combine(directory.FullName, "router.schema.json");
            Assert.AreEqual((0, s_text), Run("schema"));
            Assert.AreEqual((0, string.Empty), Run("schema", "--output", file));
            Assert.AreEqual(s_text, File.ReadAllText(file));
            Assert.AreEqual((2, string.Empty), Run("schema", "--output", directory.FullName));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [TestMethod]
    public void Every_key_is_described_and_every_secret_is_written_alone()
    {
        List<string> secrets = [];
        int keys = 0;
        foreach (JsonObject properties in PropertiesIn(JsonNode.Parse(s_text)!))
        {
            foreach ((string key, JsonNode? property) in properties)
            {
                keys++;
                Assert.AreNotEqual(string.Empty, property!["description"]!.GetValue<string>(), key);
                Assert.AreEqual(SecretMembers.Is(key), property["writeOnly"] != null, key);
                if (SecretMembers.Is(key))
                {
                    secrets.Add(key);
                    Assert.IsNull(property["examples"], key);
                }
            }
        }

        Assert.AreEqual(55, keys);
        CollectionAssert.AreEquivalent(new[] { "key", "passphrase", "pin", "password" }, secrets);
    }

    [TestMethod]
    public void Key_without_description_is_refused()
    {
        KeyDescriptions descriptions = new("## The router\n\n| `name` | the `name` | any | none |\n\n## Other\n| `bid` | x | y | z |\n");
        Assert.AreEqual("The name.", descriptions["name"]);
        Assert.ThrowsExactly<InvalidOperationException>(() => descriptions["bid"]);
    }

    [TestMethod]
    public void Sound_configurations_are_valid()
    {
        foreach (string configuration in s_configurations)
        {
            Assert.IsEmpty(RouterSettingsReader.Read(configuration).Faults);
            Assert.IsTrue(IsValid(configuration), configuration);
        }
    }

    [TestMethod]
    public void What_the_schema_refuses_the_validator_refuses_at_the_same_path()
    {
        HashSet<string> refused = [];
        foreach (ConfigurationMutation change in s_configurations.SelectMany(AllOf).Where(each => !IsValid(each.Text)))
        {
            RouterSettingsResult result = RouterSettingsReader.Read(change.Text);
            Assert.IsTrue(
                result.FaultPaths.Any(path => IsAt(path, change.Path)),
                $"{change.Path} {change.What}: {string.Join('\n', result.Faults)}");
            _ = refused.Add(change.Path);
        }

        // No key of which the schema says nothing.
        Assert.IsEmpty(ConfigurationMutation.Paths(Whole).Except(refused));
    }

    [TestMethod]
    public void Null_and_unknown_keys_are_refused_by_both_everywhere()
    {
        foreach (ConfigurationMutation change in s_configurations.SelectMany(each =>
            ConfigurationMutation.Replacements(each, "null").Concat(ConfigurationMutation.Additions(each, "nothing", "0"))))
        {
            Assert.IsFalse(IsValid(change.Text), change.Path + " " + change.What);
            CollectionAssert.Contains(RouterSettingsReader.Read(change.Text).FaultPaths, change.Path);
        }
    }

    [TestMethod]
    public void Keys_that_must_stand_are_the_same_for_both()
    {
        int required = 0;
        foreach (ConfigurationMutation change in s_configurations.SelectMany(ConfigurationMutation.Removals))
        {
            bool missing = RouterSettingsReader.Read(change.Text).Faults
                .Any(fault => fault.StartsWith(change.Path + ": is missing", StringComparison.Ordinal));
            Assert.AreEqual(missing, !IsValid(change.Text), change.Path);
            required += missing ? 1 : 0;
        }

        Assert.IsGreaterThan(100, required);
    }

    [TestMethod]
    public void Keys_of_another_link_are_refused_by_both()
    {
        foreach (string key in new[] { "device", "ssid", "passphrase", "apn", "pin", "user", "password" })
        {
            foreach (ConfigurationMutation change in ConfigurationMutation.Additions(Whole, key, "\"12345\""))
            {
                bool sound = RouterSettingsReader.Read(change.Text).Faults.Length == 0;
                Assert.AreEqual(sound, IsValid(change.Text), change.Path);
            }
        }
    }

    private static IEnumerable<ConfigurationMutation> AllOf(string configuration)
    {
        return ConfigurationMutation.Removals(configuration)
            .Concat(s_values.SelectMany(value => ConfigurationMutation.Replacements(configuration, value)));
    }

    // Where another link is chosen, the keys beside it are at fault.
    private static bool IsAt(string fault, string path)
    {
        string item = path.EndsWith(".link", StringComparison.Ordinal) ? path[..^".link".Length] : path;
        return fault == path
            || fault.StartsWith(item + ".", StringComparison.Ordinal)
            || fault.StartsWith(item + "[", StringComparison.Ordinal);
    }

    private static bool IsValid(string configuration)
    {
        using JsonDocument document = JsonDocument.Parse(configuration);
        return s_schema.Evaluate(document.RootElement).IsValid;
    }

    // All objects "properties" but those that say with which link a key does not go.
    private static IEnumerable<JsonObject> PropertiesIn(JsonNode node)
    {
        if (node is JsonArray items)
        {
            return items.SelectMany(item => item is JsonObject or JsonArray ? PropertiesIn(item) : []);
        }

        return node is not JsonObject members
            ? []
            : members.Where(member => member.Key is not "allOf" && member.Value is JsonObject or JsonArray)
                .SelectMany(member => member.Key == "properties"
                    ? PropertiesIn(member.Value!).Prepend(member.Value!.AsObject())
                    : PropertiesIn(member.Value!));
    }

    private static (int Code, string Output) Run(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        InvocationConfiguration configuration = new() { Output = output, Error = error };
        int code = CommandLine.RunAsync(arguments, configuration).GetAwaiter().GetResult();
        return (code, output.ToString());
    }
}
