using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// The IPv4 care-of address that a Binding Update in UDP names, as the router knows it: in the option of RFC 5555 §3.1.2,
/// or in its only Binding Identifier option (RFC 5648 §8.1). The object is reused.
/// </summary>
internal sealed class NamedIpv4Address
{
    /// <summary>The 16 octets of the IPv4-mapped address; only where <see cref="IsNamed"/>.</summary>
    public byte[] Address { get; } = new byte[Ipv6Address.Length];

    /// <summary>Whether there is one.</summary>
    public bool IsNamed { get; private set; }

    /// <summary>There is none.</summary>
    public void Clear()
    {
        IsNamed = false;
    }

    /// <summary>Takes that of an update that was read.</summary>
    public void Take(byte[] buffer, MobilityOptions options)
    {
        int address = -1;
        if (options.Ipv4CareOfAddressAt >= 0)
        {
            address = Ipv4CareOfAddressOption.AddressOffset(options.Ipv4CareOfAddressAt);
        }
        else if (options.BindingIdentifierCount == 1
            && options.Profile.NamesIpv4CareOfAddress(buffer, options.BindingIdentifierAt(0)))
        {
            address = BindingIdentifierOption.CareOfAddressOffset(options.BindingIdentifierAt(0));
        }

        IsNamed = address >= 0;
        if (IsNamed)
        {
            Ipv4MappedAddress.Write(Address, 0, buffer, address);
        }
    }

    /// <summary>
    /// Whether a NAT is between: the address alone tells (RFC 5555 §4.2). An update that names none says nothing against
    /// one.
    /// </summary>
    public bool IsBehindNat(UdpPeer peer)
    {
        return !IsNamed || !Ipv6Address.Equal(Address, 0, peer.Address, 0);
    }
}
