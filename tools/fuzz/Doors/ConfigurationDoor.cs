using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using McoaRouter.Fuzz.Engine;

namespace McoaRouter.Fuzz.Doors;

/// <summary>A configuration that somebody wrote.</summary>
/// <param name="name">The door's name.</param>
/// <param name="whose">Whose configuration.</param>
/// <param name="examples">Good ones, and ones with a fault.</param>
/// <param name="read">
/// Reads one, and starts the machine with it where it is good; it returns the faults, and null where there are none.
/// </param>
internal abstract class ConfigurationDoor(string name, string whose, string[] examples, Func<string, string[]?> read) : TextDoor
{
    private const int LongestFault = 4096;

    private static readonly byte[][] s_words = Words(
        """
        "version" "name" "homeAddress" "homeAgents" "homeAgentIpv4Addresses" "homeAgentDiscovery" "mobileNetworkPrefixes"
        "prefixMode" "registration" "wireProfile" "bindingIdentifierOptionType" "returningHome" "lifetimeSeconds"
        "firstAcknowledgementTimeoutMs" "security" "uplinks" "signallingUplink" "correspondents" "port" "flows" "health" "$schema"
        "spi" "key" "identifier" "bid" "priority" "link" "device" "ssid" "passphrase" "apn" "pin" "user" "password" "transport"
        "metered" "signalFloorDbm" "prefix" "probeIntervalMs" "lossPercent" "roundTripMs" "holdMs" "protocol" "source"
        "destination" "sourcePorts" "destinationPorts" "trafficClass" "balance" "address" "ipv4Address" "natKeepaliveSeconds"
        "preference" "peerHomeAgents" "homePrefix" "prefixAdvertisements" "homePrefixValidSeconds" "homePrefixPreferredSeconds"
        "wireProfiles" "routers" "bindingCapacity" "flowRouterCapacity" "mcoa" "bulk" "simultaneousHome" "refreshRequests"
        "lifetimeLimitSeconds" "mobileRouter" "prefixes" "mobileRouters" "capacity" "none" "draft-01" "rfc5648" "single" "individual"
        "implicit" "explicit" "stay-away" "simultaneous" "return" "auto" "ipv6" "udp" "wifi" "modem" "ethernet" "interface" "tun"
        "simulated" "no" "with-neighbor-discovery" true false null -1 0 1 255 256 65535 65536 4294967295 4294967296
        9223372036854775807 -9223372036854775808 1e3 1.5 1e400 "2001:db8::/32" "::/0" "::" "::/1" "::1/128" "2001:db8:100::/56"
        "fe80::1" "ff02::1" "192.0.2.1" "0.0.0.0" "::ffff:192.0.2.1" "1-65535" "65535-1" "-" "\ud800" "\u0000" "é" {} [] [[]] , :
        """.ReplaceLineEndings(" "));

    /// <inheritdoc/>
    public override string Name
    {
        get { return name; }
    }

    /// <inheritdoc/>
    public override string Summary
    {
        get { return $"the configuration of {whose}, which is JSON"; }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Dictionary
    {
        get { return s_words; }
    }

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        return examples.Select(Encoding.UTF8.GetBytes);
    }

    /// <inheritdoc/>
    public override void Run(byte[] input)
    {
        Coverage.NextStep();
        string text = Encoding.UTF8.GetString(input);
        string[]? faults = read(text);
        foreach (string fault in faults ?? [])
        {
            if (string.IsNullOrEmpty(fault) || fault.Length > LongestFault || fault.Contains('\n', StringComparison.Ordinal))
            {
                throw new BrokenPromiseException("limit", "a fault that is none, or no line: " + fault);
            }
        }

        if (faults is { Length: 0 })
        {
            throw new BrokenPromiseException("counting", "no settings, and no fault");
        }
    }

    /// <inheritdoc/>
    public override void Probe()
    {
        if (read(examples[0]) is { } faults)
        {
            throw new BrokenPromiseException("liveness", "a good configuration has faults: " + faults[0]);
        }
    }
}
