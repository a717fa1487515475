using System;
using System.IO;

namespace McoaRouter.Host.Tests;

/// <summary>A configuration file for one test.</summary>
internal sealed class TrialConfiguration : IDisposable
{
    public const string Router =
        """
        {
          "version": 1,
          "name": "trial",
          "homeAddress": "2001:db8:1::100/64",
          "homeAgents": ["2001:db8:1::1"],
          "mobileNetworkPrefixes": ["2001:db8:100::/56"],
          "security": { "spi": 256, "key": "00112233445566778899aabbccddeeff", "identifier": "trial@example.net" },
          "uplinks": [
            { "name": "wifi", "bid": 1, "priority": 200, "link": "interface", "device": "wifi" },
            { "name": "lte", "bid": 2, "priority": 100, "link": "interface", "device": "lte" }
          ],
          "port": { "link": "tun", "device": "nemo0", "prefix": "2001:db8:100:1::/64" }
        }
        """;

    public const string HomeAgent =
        """
        {
          "address": "2001:db8:1::1",
          "homePrefix": "2001:db8:1::/64",
          "routers": [
            { "homeAddress": "2001:db8:1::100", "prefixes": ["2001:db8:100::/56"], "spi": 256,
              "key": "00112233445566778899aabbccddeeff", "identifier": "trial@example.net" }
          ]
        }
        """;

    /// <summary>The same, whose home agent has an IPv4 address too.</summary>
    public static readonly string RouterWithIpv4 = Router.Replace(
        "\"mobileNetworkPrefixes\"",
        "\"homeAgentIpv4Addresses\": [\"192.0.2.1\"], \"mobileNetworkPrefixes\"",
        StringComparison.Ordinal);

    /// <summary>The same, with an IPv4 address.</summary>
    public static readonly string HomeAgentWithIpv4 = HomeAgent.Replace(
        "\"homePrefix\"", "\"ipv4Address\": \"192.0.2.1\", \"homePrefix\"", StringComparison.Ordinal);

    public TrialConfiguration(string text)
    {
        Path = System.IO.Path.GetTempFileName();
        File.WriteAllText(Path, text);
    }

    public string Path { get; }

    public void Dispose()
    {
        File.Delete(Path);
    }
}
