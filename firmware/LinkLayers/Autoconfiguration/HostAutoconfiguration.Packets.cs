using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Autoconfiguration;

/// <summary>What is received.</summary>
internal sealed partial class HostAutoconfiguration
{
    /// <summary>
    /// Takes a received IPv6 packet where it is a Router Advertisement, or a Neighbor Solicitation or Advertisement
    /// that concerns an address on trial. What is malformed is counted and dropped.
    /// </summary>
    /// <returns>Whether the packet is done with; false: it is somebody else's, such as a neighbour cache's.</returns>
    internal bool Receive(byte[] buffer, int offset, int length, long now)
    {
        if (!_isRunning
            || length <= Ipv6Header.Length
            || buffer[offset + Ipv6Header.NextHeaderOffset] != ProtocolNumbers.Icmpv6)
        {
            return false;
        }

        switch (Icmpv6.Type(buffer, offset + Ipv6Header.Length))
        {
            case RouterAdvertisement.Type:
                Refuse(TakeAdvertisement(buffer, offset, length, now));
                return true;
            case NeighborSolicitation.Type:
                return TakeSolicitation(buffer, offset, length, now);
            case NeighborAdvertisement.Type:
                return TakeNeighbor(buffer, offset, length, now);
            default:
                return false;
        }
    }

    /// <summary>Takes a Router Advertisement (RFC 4861 §6.1.2, §6.3.4).</summary>
    private LinkRefusal TakeAdvertisement(byte[] buffer, int offset, int length, long now)
    {
        if (!_rate.Take(now))
        {
            return LinkRefusal.TooOften;
        }

        LinkRefusal refusal = ReadAdvertisement(buffer, offset, length);
        if (refusal != LinkRefusal.None)
        {
            return refusal;
        }

        Refuse(_routers.Take(buffer, _received.SourceOffset, _advertisement.RouterLifetime, now));
        if (_routers.HasBest)
        {
            _solicitAt = MobileRouter.NoDeadline;
        }
        else if (_solicitAt == MobileRouter.NoDeadline)
        {
            Solicit(now);
        }

        if (_advertisement.MtuAt >= 0)
        {
            Refuse(TakeMtu(MtuOption.Mtu(buffer, _advertisement.MtuAt)));
        }

        for (int i = 0; i < _advertisement.PrefixCount; i++)
        {
            Refuse(_addresses.TakePrefix(buffer, _advertisement.PrefixAt(i), now, out HostAddress formed));
            if (formed != null)
            {
                Try(formed, now);
            }
        }

        Review(now);
        return LinkRefusal.None;
    }

    private LinkRefusal ReadAdvertisement(byte[] buffer, int offset, int length)
    {
        if (buffer[offset + Ipv6Header.HopLimitOffset] != NeighborDiscovery.HopLimit)
        {
            return LinkRefusal.HopLimit;
        }

        if (!Ipv6Address.IsLinkLocal(buffer, offset + Ipv6Header.SourceOffset))
        {
            return LinkRefusal.NotOnLink;
        }

        if (!_received.TryRead(buffer, offset, length))
        {
            return LinkRefusal.Malformed;
        }

        if (Icmpv6.Check(_received) != Refusal.None)
        {
            return LinkRefusal.Checksum;
        }

        return _advertisement.TryRead(buffer, _received.PayloadOffset, _received.PayloadLength)
            ? LinkRefusal.None
            : LinkRefusal.Malformed;
    }

    private LinkRefusal TakeMtu(long mtu)
    {
        if (mtu < Limits.MinimumMtu || mtu > _linkMtu)
        {
            return LinkRefusal.MtuRefused;
        }

        _changed |= MaximumTransmissionUnit != (int)mtu;
        MaximumTransmissionUnit = (int)mtu;
        return LinkRefusal.None;
    }

    /// <summary>Another node that tries an address of ours on trial has it as well (RFC 4862 §5.4.3).</summary>
    private bool TakeSolicitation(byte[] buffer, int offset, int length, long now)
    {
        if (!_received.TryRead(buffer, offset, length) || !_solicitation.TryRead(_received))
        {
            return false;
        }

        HostAddress address = Find(buffer, _solicitation.TargetOffset);
        if (address == null || address.State != HostAddressState.Tentative)
        {
            return false;
        }

        if (_solicitation.IsProbe)
        {
            GiveUp(address, now);
        }

        return true;
    }

    /// <summary>Who advertises an address of ours on trial has it (RFC 4862 §5.4.4).</summary>
    private bool TakeNeighbor(byte[] buffer, int offset, int length, long now)
    {
        if (!_received.TryRead(buffer, offset, length) || NeighborAdvertisement.Check(_received) != Refusal.None)
        {
            return false;
        }

        HostAddress address = Find(buffer, NeighborAdvertisement.TargetOffset(_received.PayloadOffset));
        if (address == null || address.State != HostAddressState.Tentative)
        {
            return false;
        }

        GiveUp(address, now);
        return true;
    }

    private void GiveUp(HostAddress address, long now)
    {
        _refusals.Add(LinkRefusal.AddressClaimed);
        address.State = HostAddressState.Duplicate;
        address.ProbeAt = now + DuplicateRetryMs;
        _changed |= address == _linkLocal;
        Review(now);
    }
}
