using McoaRouter.Settings;

namespace McoaRouter.Tests;

/// <summary>Configurations of a router for tests: sound ones, and texts put together with one part exchanged.</summary>
internal static class Configurations
{
    internal const string Wifi = "{\"name\":\"wifi\",\"bid\":1,\"priority\":200,\"link\":\"simulated\"}";
    internal const string Lte = "{\"name\":\"lte\",\"bid\":2,\"priority\":100,\"link\":\"simulated\"}";
    internal const string Port = "\"port\":{\"link\":\"simulated\",\"prefix\":\"2001:db8:100:1::/64\"}";
    internal const string Key = "00112233445566778899aabbccddeeff";

    /// <summary>The example of the documentation, whole.</summary>
    internal const string Documented = "{\n"
        + "  \"version\": 1,\n"
        + "  \"name\": \"bus-17\",\n"
        + "  \"homeAddress\": \"2001:db8:1::100/64\",\n"
        + "  \"homeAgents\": [\"2001:db8:1::1\"],\n"
        + "  \"mobileNetworkPrefixes\": [\"2001:db8:100::/56\"],\n"
        + "  \"prefixMode\": \"explicit\",\n"
        + "  \"registration\": \"bulk\",\n"
        + "  \"wireProfile\": \"draft-01\",\n"
        + "  \"bindingIdentifierOptionType\": 35,\n"
        + "  \"lifetimeSeconds\": 240,\n"
        + "  \"firstAcknowledgementTimeoutMs\": 1500,\n"
        + "  \"security\": { \"spi\": 256, \"key\": \"" + Key + "\", \"identifier\": \"bus-17@example.net\" },\n"
        + "  \"uplinks\": [\n"
        + "    { \"name\": \"wifi\", \"bid\": 1, \"priority\": 200, \"link\": \"wifi\", \"ssid\": \"depot\","
        + " \"passphrase\": \"secret\", \"transport\": \"auto\" },\n"
        + "    { \"name\": \"lte\", \"bid\": 2, \"priority\": 100, \"link\": \"modem\", \"apn\": \"internet\","
        + " \"transport\": \"auto\" }\n"
        + "  ],\n"
        + "  \"port\": { \"link\": \"ethernet\", \"prefix\": \"2001:db8:100:1::/64\" },\n"
        + "  \"flows\": [\n"
        + "    { \"name\": \"voice\", \"protocol\": \"udp\", \"destinationPorts\": \"5060-5090\","
        + " \"uplinks\": [\"lte\", \"wifi\"] },\n"
        + "    { \"name\": \"bulk\", \"destination\": \"2001:db8:9::/48\", \"uplinks\": [\"wifi\"] }\n"
        + "  ]\n"
        + "}\n";

    private const string Head = "\"version\":1,\"name\":\"bus-17\"";
    private const string Home = "\"homeAddress\":\"2001:db8:1::100/64\"";
    private const string Agents = "\"homeAgents\":[\"2001:db8:1::1\"]";
    private const string Prefixes = "\"mobileNetworkPrefixes\":[\"2001:db8:100::/56\"]";
    private const string Security = "\"security\":{\"spi\":256,\"key\":\"" + Key + "\",\"identifier\":\"bus-17@example.net\"}";
    private const string Uplinks = "\"uplinks\":[" + Wifi + "," + Lte + "]";

    /// <summary>A sound configuration with more members, each with its comma before it.</summary>
    internal static string With(string more)
    {
        return "{" + Head + "," + Home + "," + Agents + "," + Prefixes + "," + Security + "," + Uplinks + "," + Port
            + more + "}";
    }

    /// <summary>A sound configuration with another member for the security association, or none where it is empty.</summary>
    internal static string WithSecurity(string security)
    {
        return "{" + Head + "," + Home + "," + Agents + "," + Prefixes + "," + Uplinks + "," + Port
            + (security.Length == 0 ? string.Empty : "," + security) + "}";
    }

    /// <summary>A sound configuration with another home address, home agents and prefixes, as members.</summary>
    internal static string WithAddresses(string home, string agents, string prefixes)
    {
        return "{" + Head + "," + (home ?? Home) + "," + (agents ?? Agents) + "," + (prefixes ?? Prefixes) + ","
            + Security + "," + Uplinks + "," + Port + "}";
    }

    /// <summary>A sound configuration with other uplinks, objects separated by commas.</summary>
    internal static string WithUplinks(string uplinks)
    {
        return "{" + Head + "," + Home + "," + Agents + "," + Prefixes + "," + Security + ",\"uplinks\":["
            + uplinks + "]," + Port + "}";
    }

    /// <summary>A sound configuration with another member for the port.</summary>
    internal static string WithPort(string port)
    {
        return "{" + Head + "," + Home + "," + Agents + "," + Prefixes + "," + Security + "," + Uplinks + ","
            + port + "}";
    }

    /// <summary>
    /// Asserts that a configuration has this one fault. Its parts are apart, for the texts of a device's assembly are
    /// bounded together, and one that stands twice counts once.
    /// </summary>
    internal static void Refuses(string json, string what, string remedy)
    {
        Refuses(json, what + "; " + remedy);
    }

    /// <summary>Asserts that a configuration has this one fault.</summary>
    internal static void Refuses(string json, string fault)
    {
        RouterSettingsResult result = RouterSettingsReader.Read(json);
        Assert.IsNull(result.Settings);
        Assert.AreEqual(fault, result.Faults[0]);
        Assert.AreEqual(1, result.Faults.Length);
    }

    /// <summary>Asserts that a configuration is sound.</summary>
    internal static RouterSettings Accepts(string json)
    {
        RouterSettingsResult result = RouterSettingsReader.Read(json);
        Assert.AreEqual(string.Empty, result.Faults.Length == 0 ? string.Empty : result.Faults[0]);
        Assert.IsNotNull(result.Settings);
        return result.Settings;
    }
}
