using System.Collections.Generic;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Linux.Network;

/// <summary>What <see cref="LinkMonitor"/> knows of one interface.</summary>
public sealed class InterfaceState
{
    private readonly List<InterfaceAddress> _addresses = [];

    internal InterfaceState(int index)
    {
        Index = index;
    }

    /// <summary>The kernel's number of it.</summary>
    public int Index { get; }

    /// <summary>Its name.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>Whether it is up, has carrier and, on a radio link, is associated.</summary>
    public bool Running { get; internal set; }

    /// <summary>Octets of its largest packet.</summary>
    public int MaximumTransmissionUnit { get; internal set; }

    /// <summary>Its link-layer address, 6 octets on an Ethernet; empty on a link without.</summary>
    public byte[] LinkLayerAddress { get; internal set; } = [];

    /// <summary>
    /// The address to be reached at: global, found unique, not deprecated. Globally routed IPv6 comes before IPv4, that
    /// before unique local IPv6, stable ones before temporary ones; <paramref name="present"/> stays while it serves
    /// and the best is of its family.
    /// </summary>
    /// <param name="present">The 16 octets of the address in use.</param>
    /// <param name="ipv6">Whether it may be an IPv6 address.</param>
    /// <param name="ipv4">Whether it may be an IPv4 address.</param>
    /// <returns>16 octets, of an IPv4 address the IPv4-mapped ones, or null where there is none.</returns>
    public byte[]? CareOfAddress(byte[] present, bool ipv6, bool ipv4)
    {
        InterfaceAddress? best = null;
        InterfaceAddress? kept = null;
        foreach (InterfaceAddress address in _addresses)
        {
            if (!address.Usable || !(address.IsIpv4 ? ipv4 : ipv6))
            {
                continue;
            }

            if (Ipv6Address.Equal(address.Octets, 0, present, 0))
            {
                kept = address;
            }

            if (best == null || address.Rank < best.Rank)
            {
                best = address;
            }
        }

        return kept?.IsIpv4 == best?.IsIpv4 ? kept?.Octets : best?.Octets;
    }

    /// <summary>Whether it has this address.</summary>
    public bool Has(byte[] address)
    {
        return Find(address) >= 0;
    }

    /// <summary>An address of it within a prefix, ready for use, or null where there is none.</summary>
    public byte[]? AddressIn(Ipv6Prefix prefix)
    {
        return _addresses.Find(known => known.Usable && prefix.Contains(known.Octets, 0))?.Octets;
    }

    internal void Set(InterfaceAddress address)
    {
        Remove(address.Octets);
        _addresses.Add(address);
    }

    internal void Remove(byte[] address)
    {
        int at = Find(address);
        if (at >= 0)
        {
            _addresses.RemoveAt(at);
        }
    }

    private int Find(byte[] address)
    {
        return _addresses.FindIndex(known => Ipv6Address.Equal(known.Octets, 0, address, 0));
    }
}
