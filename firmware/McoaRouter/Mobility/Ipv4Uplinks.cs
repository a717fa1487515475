using McoaRouter.Bindings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// The uplinks that have an IPv4 care-of address: while the home agent in use has no IPv4 address, they are set aside as
/// if they were down, and taken up again when one that has is used.
/// </summary>
internal sealed class Ipv4Uplinks
{
    private readonly BindingUpdateList _bindings;
    private readonly RefusalCounters _refusals;
    private readonly byte[][] _addresses;
    private readonly bool[] _aside;

    internal Ipv4Uplinks(BindingUpdateList bindings, RefusalCounters refusals)
    {
        _bindings = bindings;
        _refusals = refusals;
        _aside = new bool[bindings.Count];
        _addresses = new byte[bindings.Count][];
        for (int i = 0; i < _addresses.Length; i++)
        {
            _addresses[i] = new byte[Ipv6Address.Length];
        }
    }

    /// <summary>
    /// Whether there are IPv4 care-of addresses and no others: home agents without an IPv4 address can't be asked.
    /// </summary>
    internal bool AreAlone
    {
        get
        {
            bool any = false;
            for (int i = 0; i < _bindings.Count; i++)
            {
                any |= _aside[i] || _bindings.At(i).Up;
            }

            return any && _bindings.CountUp(true) == 0;
        }
    }

    /// <summary>Sets an uplink aside: it is refused by name, and down.</summary>
    /// <returns>False, and nothing changed, where it was aside with this address.</returns>
    internal bool SetAside(int uplink, byte[] careOfAddress, int offset, BindingTransitions transitions, long now)
    {
        if (_aside[uplink] && Ipv6Address.Equal(_addresses[uplink], 0, careOfAddress, offset))
        {
            return false;
        }

        _aside[uplink] = true;
        Ipv6Address.Copy(careOfAddress, offset, _addresses[uplink], 0);
        _refusals.Add(Refusal.NoIpv4HomeAgent);
        transitions.LoseAddress(uplink, now);
        return true;
    }

    /// <summary>An uplink is not set aside any more.</summary>
    internal void Forget(int uplink)
    {
        _aside[uplink] = false;
    }

    /// <summary>Another home agent is the present one: uplinks are taken up or set aside as it can be asked.</summary>
    internal void Sort(bool hasIpv4Address, BindingTransitions transitions, long now)
    {
        for (int i = 0; i < _bindings.Count; i++)
        {
            Binding binding = _bindings.At(i);
            if (_aside[i] && hasIpv4Address)
            {
                Forget(i);
                transitions.TakeAddress(i, _addresses[i], 0, false, now);
            }
            else if (binding.Up && binding.IsIpv4 && !hasIpv4Address)
            {
                SetAside(i, binding.CareOfAddress, 0, transitions, now);
            }
        }
    }
}
