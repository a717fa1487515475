using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace McoaRouter.Tools.Lab;

/// <summary>The configuration files of the lab's router, home agents and correspondent, in a folder of their own.</summary>
internal sealed class LabConfiguration : IDisposable
{
    // Nothing but this lab's own ends ever uses the keys.
    private const string Key = "00112233445566778899aabbccddeeff";
    private const string OtherKey = "ffeeddccbbaa99887766554433221100";
    private const string Spi = "256";
    private const string Identifier = "lab@example.net";

    private readonly string _folder = Directory.CreateTempSubdirectory(LabNames.Prefix).FullName;
    private readonly LabSettings _settings;

    /// <summary>Writes all files.</summary>
    public LabConfiguration(LabSettings settings)
    {
        _settings = settings;
        File.WriteAllText(Router, RouterText());
        File.WriteAllText(Correspondent, $"{{ \"address\": \"{LabTopology.CorrespondentAddress}\" }}");
        for (int i = 0; i < LabTopology.HomeAgentAddresses.Length; i++)
        {
            File.WriteAllText(HomeAgent(i), HomeAgentText(LabTopology.HomeAgentAddresses[i]));
        }
    }

    /// <summary>The router's file.</summary>
    public string Router
    {
        get { return Path.Combine(_folder, "router.json"); }
    }

    /// <summary>The socket of the router's console.</summary>
    public string Console
    {
        get { return Path.Combine(_folder, "console.sock"); }
    }

    /// <summary>The file that says how strong the uplinks' signals are.</summary>
    public string Signals
    {
        get { return Path.Combine(_folder, "wireless"); }
    }

    /// <summary>The correspondent's file.</summary>
    public string Correspondent
    {
        get { return Path.Combine(_folder, "cn.json"); }
    }

    /// <summary>A home agent's file.</summary>
    public string HomeAgent(int index)
    {
        return Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"ha{index}.json"));
    }

    private bool HasIpv4
    {
        get { return _settings.Ipv4Uplinks.Length > 0; }
    }

    /// <summary>Says how strong the signal of the uplink wifi is, as the kernel would (<c>/proc/net/wireless</c>).</summary>
    public void SetSignal(int dbm)
    {
        string next = Signals + "~";
        File.WriteAllText(
            next,
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                Inter-| sta-|   Quality        |   Discarded packets               | Missed | WE
                 face | tus | link level noise |  nwid  crypt   frag  retry   misc | beacon | 22
                  wifi: 0000   54.  {dbm}.  -256        0      0      0      0      0        0

                """));
        File.Move(next, Signals, overwrite: true);
    }

    /// <summary>Removes the folder.</summary>
    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
    }

    private string RouterText()
    {
        string homeAgents = string.Join(", ", _settings.HomeAgents.Select(address => $"\"{address}\""));
        string ipv4 = HasIpv4 ? $"\"homeAgentIpv4Addresses\": [\"{LabTopology.HomeAgentIpv4Address}\"]," : "";
        string correspondents = _settings.RouteOptimization ? $"\"{LabTopology.CorrespondentAddress}\"" : "";
        string port = _settings.EthernetPort
            ? "\"link\": \"ethernet\", \"device\": \"vehicle\""
            : "\"link\": \"tun\", \"device\": \"nemo0\"";
        string health = _settings.Health == null ? "" : $"\"health\": {_settings.Health},";
        string flows = _settings.Flows == null ? "" : $"\"flows\": {_settings.Flows},";
        string floor = _settings.SignalFloorDbm is int dbm
            ? string.Create(CultureInfo.InvariantCulture, $", \"signalFloorDbm\": {dbm}")
            : "";
        return $$"""
            {
              "version": 1,
              "name": "lab",
              "homeAddress": "{{LabTopology.HomeAddress}}/64",
              "homeAgents": [{{homeAgents}}],
              {{ipv4}}
              "mobileNetworkPrefixes": ["{{LabTopology.VehiclePrefix}}"],
              "registration": "{{_settings.Registration}}",
              "wireProfile": "{{_settings.WireProfile}}",
              "correspondents": [{{correspondents}}],
              "lifetimeSeconds": {{_settings.LifetimeSeconds}},
              "firstAcknowledgementTimeoutMs": {{_settings.FirstAcknowledgementTimeoutMs}},
              {{health}}
              {{flows}}
              "security": { {{Security(_settings.WrongKey ? OtherKey : Key)}} },
              "uplinks": [
                { "name": "wifi", "bid": 1, "priority": 200, "link": "interface", "device": "wifi"{{floor}} },
                { "name": "lte", "bid": 2, "priority": 100, "link": "interface", "device": "lte" }
              ],
              "port": { {{port}}, "prefix": "{{LabTopology.VehicleLink}}" }
            }
            """;
    }

    private string HomeAgentText(string address)
    {
        string ipv4 = HasIpv4 ? $"\"ipv4Address\": \"{LabTopology.HomeAgentIpv4Address}\"," : "";
        string keepalive = string.Create(
            CultureInfo.InvariantCulture, $"\"natKeepaliveSeconds\": {_settings.NatKeepaliveSeconds},");
        return $$"""
            {
              "address": "{{address}}",
              {{ipv4}}
              {{(_settings.Nat ? keepalive : "")}}
              "homePrefix": "{{LabTopology.HomeLink}}",
              "wireProfiles": ["{{_settings.WireProfile}}"],
              "mcoa": {{(_settings.Mcoa ? "true" : "false")}},
              "routers": [
                {
                  "homeAddress": "{{LabTopology.HomeAddress}}",
                  "prefixes": ["{{LabTopology.VehiclePrefix}}"],
                  {{Security(Key)}}
                }
              ]
            }
            """;
    }

    private static string Security(string key)
    {
        return $"\"spi\": {Spi}, \"key\": \"{key}\", \"identifier\": \"{Identifier}\"";
    }
}
