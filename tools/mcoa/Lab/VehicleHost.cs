using System;
using System.Globalization;
using System.IO;
using McoaRouter.Wire;

namespace McoaRouter.Tools.Lab;

/// <summary>
/// The host in the vehicle where the router serves the in-vehicle link itself: nobody has configured anything, and the
/// host's kernel takes what the router advertises.
/// </summary>
internal sealed class VehicleHost
{
    private const string Device = "eth0";

    private readonly LabTopology _topology;

    /// <summary>Takes every address and route off the in-vehicle link, at both ends.</summary>
    public VehicleHost(LabTopology topology)
    {
        _topology = topology;
        IpCommand.Run("-n", topology.Router, "address", "flush", "dev", "vehicle");
        IpCommand.Run("-n", topology.Host, "link", "set", Device, "down");
        IpCommand.Run("-n", topology.Host, "link", "set", Device, "up");
    }

    /// <summary>Its global address, or null.</summary>
    public string? Address
    {
        get { return Word("inet6", "address", "show", "dev", Device, "scope", "global")?.Split('/')[0]; }
    }

    /// <summary>The link-local address of its default router, or null.</summary>
    public string? DefaultRouter
    {
        get { return Word("via", "route", "show", "default", "proto", "ra"); }
    }

    /// <summary>The largest packet that it sends, in octets.</summary>
    public int MaximumTransmissionUnit
    {
        get
        {
            return NetworkNamespace.Run(_topology.Host, () => int.Parse(
                File.ReadAllText($"/proc/sys/net/ipv6/conf/{Device}/mtu"), CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Whether it has an address of the in-vehicle link.</summary>
    public bool HasAddress()
    {
        byte[] octets = new byte[Ipv6Address.Length];
        return Address is string address
            && Ipv6AddressText.TryRead(address, octets, 0)
            && Ipv6Prefix.TryRead(LabTopology.VehicleLink, strict: true).Contains(octets, 0);
    }

    /// <summary>The word behind another in what <c>ip -6</c> prints, or null.</summary>
    private string? Word(string before, params string[] command)
    {
        string[] words = IpCommand.Run(["-n", _topology.Host, "-6", .. command])
            .Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        int at = Array.IndexOf(words, before);
        return at < 0 ? null : words[at + 1];
    }
}
