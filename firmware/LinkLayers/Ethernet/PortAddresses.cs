using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Ethernet;

/// <summary>
/// The addresses and groups of a <see cref="VehiclePort"/>: the link-local address of its station and address 1 of its
/// prefix, which are tried for duplicates together, and beside them the router's home address.
/// </summary>
internal sealed class PortAddresses : IAddressOwner
{
    private readonly NeighborMessages _messages;
    private readonly Ipv6Prefix _prefix;
    private readonly byte[] _homeAddress;
    private readonly byte[] _allRouters = new byte[Ipv6Address.Length];
    private readonly OwnAddress _linkLocal = new OwnAddress();

    /// <summary>Address 1 of the prefix.</summary>
    internal readonly OwnAddress Global = new OwnAddress();

    internal PortAddresses(NeighborMessages messages, Ipv6Prefix prefix, byte[] homeAddress)
    {
        _messages = messages;
        _prefix = prefix;
        _homeAddress = homeAddress;
        NeighborDiscovery.WriteAllRouters(_allRouters, 0);
        Ipv6Address.Copy(prefix.Octets, 0, Global.Octets, 0);
        Global.Octets[Ipv6Address.Length - 1] = 1;
    }

    /// <summary>When <see cref="Poll"/> must next be called.</summary>
    internal long NextDeadline
    {
        get { return Timing.Earlier(_linkLocal.NextDeadline, Global.NextDeadline); }
    }

    /// <summary>Whether nobody else has them.</summary>
    internal bool AreAssigned
    {
        get { return _linkLocal.State == OwnAddressState.Assigned && Global.State == OwnAddressState.Assigned; }
    }

    /// <summary>Which of them somebody else has: 0 the link-local address, 1 that of the prefix, -1 neither.</summary>
    internal int Taken
    {
        get
        {
            return _linkLocal.State == OwnAddressState.Duplicate ? 0
                : Global.State == OwnAddressState.Duplicate ? 1
                : -1;
        }
    }

    /// <inheritdoc/>
    public bool Owns(byte[] buffer, int offset)
    {
        return Find(buffer, offset) != null;
    }

    /// <inheritdoc/>
    public bool IsOnLink(byte[] buffer, int offset)
    {
        return Ipv6Address.IsLinkLocal(buffer, offset) || _prefix.Contains(buffer, offset);
    }

    /// <summary>Begins to ask for duplicates, after a pause.</summary>
    internal void Begin(long now, int pauseMs)
    {
        Ipv6Address.Copy(_messages.LinkLocal, 0, _linkLocal.Octets, 0);
        _linkLocal.Begin(now, pauseMs);
        Global.Begin(now, pauseMs);
    }

    /// <summary>Asks, or takes silence for consent.</summary>
    internal void Poll(long now)
    {
        _linkLocal.Poll(_messages, now);
        Global.Poll(_messages, now);
    }

    /// <summary>Uses them no more.</summary>
    internal void End()
    {
        _linkLocal.End();
        Global.End();
    }

    /// <summary>Somebody else has an address or asks for it: whether it is one of ours that is tentative.</summary>
    internal bool Contest(byte[] buffer, int offset)
    {
        OwnAddress own = Find(buffer, offset);
        bool tentative = own != null && own.State == OwnAddressState.Tentative;
        if (tentative)
        {
            own.Contest();
        }

        return tentative;
    }

    /// <summary>Whether packets to an address are the router's own: to one of these, or to the home address.</summary>
    internal bool IsOwn(byte[] octets, int address)
    {
        return Ipv6Address.Equal(octets, address, Global.Octets, 0)
            || Ipv6Address.Equal(octets, address, _linkLocal.Octets, 0)
            || Ipv6Address.Equal(octets, address, _homeAddress, 0);
    }

    /// <summary>Whether packets to a group are the port's.</summary>
    internal bool IsOwnGroup(byte[] octets, int address)
    {
        return Ipv6Address.Equal(octets, address, _messages.AllNodes, 0)
            || Ipv6Address.Equal(octets, address, _allRouters, 0)
            || Ipv6Address.Equal(octets, address, Global.Group, 0)
            || Ipv6Address.Equal(octets, address, _linkLocal.Group, 0);
    }

    private OwnAddress Find(byte[] buffer, int offset)
    {
        return Ipv6Address.Equal(buffer, offset, Global.Octets, 0) ? Global
            : Ipv6Address.Equal(buffer, offset, _linkLocal.Octets, 0) ? _linkLocal
            : null;
    }
}
