using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace McoaRouter.Tools.Emulator;

/// <summary>The router that is measured in nanoCLR.</summary>
internal static class MeasuredConfiguration
{
    /// <summary>As many flow rules as a router takes.</summary>
    public const int MostRules = Limits.Flows;

    private const int FirstPort = 5000;

    /// <summary>The configuration with so many uplinks: one Wi-Fi station, as the device has it; the others are cellular.</summary>
    public static string Of(int uplinks)
    {
        return With(uplinks, string.Empty);
    }

    /// <summary>The same with watched paths, and so many flow rules.</summary>
    public static string Steered(int uplinks, int rules)
    {
        IEnumerable<string> texts = Enumerable.Range(FirstPort, rules).Select(port => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{ "name": "flow-{{port}}", "protocol": "udp", "destinationPorts": "{{port}}", "uplinks": ["uplink-2"] }"""));
        return With(uplinks, $$""", "health": {}, "flows": [{{string.Join(", ", texts)}}]""");
    }

    private static string With(int uplinks, string more)
    {
        IEnumerable<string> texts = Enumerable.Range(1, uplinks).Select(bid => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{ "name": "uplink-{{bid}}", "bid": {{bid}}, "priority": {{100 + bid}}, {{(bid == 1
                ? "\"link\": \"wifi\", \"ssid\": \"depot\""
                : "\"link\": \"modem\", \"apn\": \"internet\"")}} }"""));
        return $$"""
            {
              "version": 1, "name": "bus-17", "homeAddress": "2001:db8:1::100/64", "homeAgents": ["2001:db8:1::1"],
              "mobileNetworkPrefixes": ["2001:db8:100::/56"], "lifetimeSeconds": 240,
              "security": { "spi": 256, "key": "00112233445566778899aabbccddeeff", "identifier": "bus-17@example.net" },
              "uplinks": [{{string.Join(", ", texts)}}],
              "port": { "link": "ethernet", "prefix": "2001:db8:100:1::/64" }{{more}}
            }
            """;
    }
}
