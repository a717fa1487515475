using System;
using McoaRouter.Settings;

namespace McoaRouter.Fuzz.Worlds;

/// <summary>The settings that worlds have: together they turn on everything that a router can do.</summary>
internal static class WorldVariants
{
    private const string Secure =
        """{ "spi": 256, "key": "00112233445566778899aabbccddeeff", "identifier": "bus-17@example.net" }""";

    private const string Flows =
        """
        , "flows": [
          { "name": "voice", "protocol": "udp", "destinationPorts": "5060-5090", "uplinks": ["lte", "wifi"] },
          { "name": "web", "protocol": "tcp", "uplinks": ["wifi", "lte"], "balance": [2, 1] },
          { "name": "ping", "protocol": "icmpv6", "destination": "2001:db8:cc::/48", "trafficClass": 184, "uplinks": ["wifi"] } ]
        """;

    private const string Correspondents = """, "correspondents": ["2001:db8:cc::80"]""";
    private const string Health = """, "health": { "probeIntervalMs": 500, "holdMs": 1000 }""";
    private const string Udp = """, "homeAgentIpv4Addresses": ["192.0.2.1"]""";

    private static readonly string[] s_members =
    [
        $$""" "wireProfile": "draft-01", "security": "none" {{Flows}} {{Correspondents}} """,
        $$""" "wireProfile": "rfc5648", "security": {{Secure}} {{Flows}} {{Correspondents}} {{Health}} """,
        $$""" "wireProfile": "draft-01", "security": {{Secure}} {{Udp}} {{Health}} """,
        $$""" "wireProfile": "rfc5648", "security": "none", "returningHome": "simultaneous" {{Udp}} {{Flows}} """,
        $$""" "wireProfile": "rfc5648", "security": "none", "registration": "individual" {{Correspondents}} """,
        $$""" "wireProfile": "draft-01", "security": {{Secure}}, "registration": "single", "prefixMode": "implicit" {{Health}} """,
        $$""" "wireProfile": "draft-01", "security": {{Secure}}, "signallingUplink": "lte" {{Correspondents}} {{Udp}} """,
        $$""" "wireProfile": "rfc5648", "security": {{Secure}}, "returningHome": "stay-away" {{Health}} """,
    ];

    private static readonly RouterSettings?[] s_settings = new RouterSettings?[s_members.Length];

    /// <summary>How many there are.</summary>
    public static int Count
    {
        get { return s_members.Length; }
    }

    /// <summary>The settings of one.</summary>
    public static RouterSettings Settings(int variant)
    {
        return s_settings[variant] ??= Read(s_members[variant]);
    }

    private static RouterSettings Read(string members)
    {
        RouterSettingsResult result = RouterSettingsReader.Read(
            $$"""
            {
              "version": 1, "name": "bus-17", "homeAddress": "2001:db8:1::100/64", "homeAgents": ["2001:db8:1::1"],
              "mobileNetworkPrefixes": ["2001:db8:100::/56", "2001:db8:200::/56"],
              "uplinks": [
                { "name": "wifi", "bid": 1, "priority": 200, "link": "simulated", "signalFloorDbm": -80 },
                { "name": "lte", "bid": 2, "priority": 100, "link": "simulated", "metered": true } ],
              "port": { "link": "simulated", "prefix": "2001:db8:100:1::/64" },
              {{members}}
            }
            """);
        return result.Faults.Length == 0
            ? result.Settings
            : throw new InvalidOperationException(string.Join('\n', result.Faults));
    }
}
