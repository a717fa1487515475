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
    private readonly byte[][] _addresses;
    private readonly bool[] _aside;

    internal Ipv4Uplinks(BindingUpdateList bindings)
    {
        _bindings = bindings;
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

    /// <summary>The 16 octets of the IPv4-mapped address of an uplink that is set aside, or null.</summary>
    internal byte[] AddressOf(int uplink)
    {
        return _aside[uplink] ? _addresses[uplink] : null;
    }

    /// <summary>Sets an uplink aside.</summary>
    /// <returns>False where it was, with this address.</returns>
    internal bool SetAside(int uplink, byte[] careOfAddress, int offset)
    {
        bool known = _aside[uplink] && Ipv6Address.Equal(_addresses[uplink], 0, careOfAddress, offset);
        _aside[uplink] = true;
        Ipv6Address.Copy(careOfAddress, offset, _addresses[uplink], 0);
        return !known;
    }

    /// <summary>An uplink is not set aside any more.</summary>
    internal void Forget(int uplink)
    {
        _aside[uplink] = false;
    }
}
