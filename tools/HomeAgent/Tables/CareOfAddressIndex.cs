using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// The bindings that stand, by where they are reached away from home: a care-of address, in UDP with its port. Chains run
/// through the bindings themselves, so that none can be full. What crowds one are authentic bindings alone, of which a router
/// has eight at most.
/// </summary>
internal sealed class CareOfAddressIndex
{
    private readonly BindingCacheEntry[] _chains;
    private readonly int _mask;

    /// <summary>Sets aside all memory.</summary>
    /// <param name="bindings">How many bindings there may be.</param>
    internal CareOfAddressIndex(int bindings)
    {
        _chains = new BindingCacheEntry[AddressHash.PlacesFor(bindings) / 2];
        _mask = _chains.Length - 1;
    }

    /// <summary>Takes in a binding whose address, port and home flag are set; a home binding stays out.</summary>
    internal void Add(BindingCacheEntry entry)
    {
        if (entry.IsHome)
        {
            return;
        }

        int chain = ChainOf(entry.CareOfAddress, 0, entry.UdpPort);
        BindingCacheEntry next = _chains[chain];
        entry.NextInChain = next;
        entry.PreviousInChain = null;
        if (next != null)
        {
            next.PreviousInChain = entry;
        }

        _chains[chain] = entry;
    }

    /// <summary>Takes out a binding, before its address, port or home flag changes.</summary>
    internal void Remove(BindingCacheEntry entry)
    {
        if (entry.IsHome)
        {
            return;
        }

        BindingCacheEntry next = entry.NextInChain;
        if (next != null)
        {
            next.PreviousInChain = entry.PreviousInChain;
        }

        if (entry.PreviousInChain != null)
        {
            entry.PreviousInChain.NextInChain = next;
        }
        else
        {
            _chains[ChainOf(entry.CareOfAddress, 0, entry.UdpPort)] = next;
        }

        entry.NextInChain = null;
        entry.PreviousInChain = null;
    }

    /// <summary>Whether a binding is reached at an address.</summary>
    /// <param name="buffer">The buffer that holds the address; in UDP the IPv4-mapped one.</param>
    /// <param name="offset">Where it starts.</param>
    /// <param name="port">The port in UDP, 0 without.</param>
    internal bool Has(byte[] buffer, int offset, int port)
    {
        BindingCacheEntry entry = _chains[ChainOf(buffer, offset, port)];
        while (entry != null
            && !(entry.UdpPort == port && Ipv6Address.Equal(entry.CareOfAddress, 0, buffer, offset)))
        {
            entry = entry.NextInChain;
        }

        return entry != null;
    }

    private int ChainOf(byte[] buffer, int offset, int port)
    {
        return AddressHash.Of(
            System.BitConverter.ToInt64(buffer, offset), System.BitConverter.ToInt64(buffer, offset + 8), port) & _mask;
    }
}
