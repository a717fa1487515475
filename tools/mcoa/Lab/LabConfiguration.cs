using System;
using System.IO;

namespace McoaRouter.Tools.Lab;

/// <summary>The configuration files of the lab's router and home agent, in a folder of their own.</summary>
internal sealed class LabConfiguration : IDisposable
{
    // Nothing but this lab's own two ends ever uses the key.
    private const string Key = "00112233445566778899aabbccddeeff";
    private const string Spi = "256";
    private const string Identifier = "lab@example.net";

    private readonly string _folder = Directory.CreateTempSubdirectory(LabNames.Prefix).FullName;

    /// <summary>Writes both files.</summary>
    public LabConfiguration()
    {
        File.WriteAllText(
            Router,
            $$"""
            {
              "version": 1,
              "name": "lab",
              "homeAddress": "{{LabTopology.HomeAddress}}/64",
              "homeAgents": ["{{LabTopology.HomeAgentAddress}}"],
              "mobileNetworkPrefixes": ["{{LabTopology.VehiclePrefix}}"],
              "registration": "bulk",
              "wireProfile": "draft-01",
              "security": { "spi": {{Spi}}, "key": "{{Key}}", "identifier": "{{Identifier}}" },
              "uplinks": [
                { "name": "wifi", "bid": 1, "priority": 200, "link": "interface", "device": "wifi" },
                { "name": "lte", "bid": 2, "priority": 100, "link": "interface", "device": "lte" }
              ],
              "port": { "link": "tun", "device": "nemo0", "prefix": "{{LabTopology.VehicleLink}}" }
            }
            """);
        File.WriteAllText(
            HomeAgent,
            $$"""
            {
              "address": "{{LabTopology.HomeAgentAddress}}",
              "homePrefix": "2001:db8:1::/64",
              "routers": [
                {
                  "homeAddress": "{{LabTopology.HomeAddress}}",
                  "prefixes": ["{{LabTopology.VehiclePrefix}}"],
                  "spi": {{Spi}},
                  "key": "{{Key}}",
                  "identifier": "{{Identifier}}"
                }
              ]
            }
            """);
    }

    /// <summary>The router's file.</summary>
    public string Router
    {
        get { return Path.Combine(_folder, "router.json"); }
    }

    /// <summary>The home agent's file.</summary>
    public string HomeAgent
    {
        get { return Path.Combine(_folder, "ha.json"); }
    }

    /// <summary>Removes the folder.</summary>
    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
    }
}
