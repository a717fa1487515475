using System;
using McoaRouter.Fuzz.Worlds;
using McoaRouter.Links;
using McoaRouter.Settings;

namespace McoaRouter.Fuzz.Doors;

/// <summary>The router's configuration; with a good one a router is made.</summary>
internal sealed class RouterConfigurationDoor() : ConfigurationDoor("configuration-router", "a router", s_examples, Read)
{
    private const string Plain =
        """
        {"version":1,"name":"bus-17","homeAddress":"2001:db8:1::100/64","homeAgents":["2001:db8:1::1"],
        "mobileNetworkPrefixes":["2001:db8:100::/56"],"security":"none",
        "uplinks":[{"name":"wifi","bid":1,"priority":200,"link":"simulated"}],
        "port":{"link":"simulated","prefix":"2001:db8:100:1::/64"}}
        """;

    private const string Full =
        """
        {"version":1,"name":"bus-17","homeAddress":"2001:db8:1::100/64","homeAgents":["2001:db8:1::1","2001:db8:1::2"],
        "homeAgentIpv4Addresses":["192.0.2.1","none"],"homeAgentDiscovery":true,
        "mobileNetworkPrefixes":["2001:db8:100::/56","2001:db8:200::/64"],"prefixMode":"implicit","registration":"bulk",
        "wireProfile":"rfc5648","bindingIdentifierOptionType":35,"returningHome":"simultaneous","lifetimeSeconds":240,
        "firstAcknowledgementTimeoutMs":1500,
        "security":{"spi":256,"key":"0x00112233445566778899aabbccddeeff","identifier":"bus-17@example.net"},
        "uplinks":[{"name":"wifi","bid":1,"priority":200,"link":"wifi","ssid":"depot","passphrase":"secret","transport":"udp",
        "signalFloorDbm":-80},
        {"name":"lte","bid":2,"priority":100,"link":"modem","apn":"internet","pin":"4711","user":"bus","password":"hush","metered":true},
        {"name":"eth","bid":65535,"priority":255,"link":"interface","device":"eth0","transport":"ipv6"}],
        "signallingUplink":"lte","correspondents":["2001:db8:cc::80"],"port":{"link":"tun","device":"nemo0","prefix":"2001:db8:100:1::/64"},
        "flows":[{"name":"voice","protocol":"udp","source":"2001:db8:100:1::/64","destination":"2001:db8:cc::/48",
        "sourcePorts":"50000-50999","destinationPorts":5060,"trafficClass":184,"uplinks":["lte","wifi"],"balance":[2,1]}],
        "health":{"probeIntervalMs":1000,"lossPercent":20,"roundTripMs":800,"holdMs":5000}}
        """;

    private static readonly string[] s_examples =
    [
        Plain,
        Full,
        Plain.Replace("\"bid\":1", "\"bid\":0", StringComparison.Ordinal),
        Full.Replace("2001:db8:100:1::/64\"}", "2001:db8:300::/64\"}", StringComparison.Ordinal),
        Plain.Replace("\"none\"", "{\"spi\":1}", StringComparison.Ordinal),
        "{}",
        "[{\"version\":2",
    ];

    private static readonly WireLink s_link = new();

    private static string[]? Read(string text)
    {
        RouterSettingsResult result = RouterSettingsReader.Read(text);
        if (result.Settings == null)
        {
            return result.Faults;
        }

        ILink[] uplinks = new ILink[result.Settings.Uplinks.Length];
        Array.Fill(uplinks, s_link);
        MobileRouter router = new(
            result.Settings, uplinks, s_link, new DeafListener(), new RouteOptimizer(), new TrafficSteering());
        for (int i = 0; i < uplinks.Length; i++)
        {
            router.LinkUp(i, FuzzWorld.Address("2001:db8:a:1::17"), 0, 1000);
            router.Poll(2500);
        }

        return null;
    }
}
