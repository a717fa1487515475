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
    /// The address to be reached at: global, found unique, not deprecated. <paramref name="present"/> stays while it
    /// serves; otherwise globally routed ones come before unique local ones, and stable ones before temporary ones.
    /// </summary>
    /// <param name="present">The 16 octets of the address in use.</param>
    /// <returns>16 octets, or null where there is none.</returns>
    public byte[]? CareOfAddress(byte[] present)
    {
        InterfaceAddress? best = null;
        foreach (InterfaceAddress address in _addresses)
        {
            if (!address.Usable)
            {
                continue;
            }

            if (Ipv6Address.Equal(address.Octets, 0, present, 0))
            {
                return address.Octets;
            }

            if (best == null || address.Rank < best.Rank)
            {
                best = address;
            }
        }

        return best?.Octets;
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
