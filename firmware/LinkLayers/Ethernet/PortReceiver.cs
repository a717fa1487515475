using McoaRouter.Forwarding;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Ethernet;

/// <summary>
/// Takes what comes from the in-vehicle link for the port itself: Neighbor Discovery and Echo Requests. Whatever comes
/// changes nothing but the neighbour cache and when the next advertisement is due.
/// </summary>
internal sealed class PortReceiver
{
    /// <summary>Answers to solicitations, and to Echo Requests: so many at once, then one in so many ms.</summary>
    private const int AnswerBurst = 50;
    private const int AnswerIntervalMs = 10;

    /// <summary>How often an address is defended: so many times at once, then once in so many ms.</summary>
    private const int DefenceBurst = 3;
    private const int DefenceIntervalMs = 1000;

    private readonly EthernetLink _link;
    private readonly NeighborMessages _messages;
    private readonly NeighborCache _neighbors;
    private readonly RouterAdvertiser _advertiser;
    private readonly OwnAddress[] _own;
    private readonly Ipv6Prefix _prefix;
    private readonly ErrorRateLimit _advertisementRate = new ErrorRateLimit(AnswerBurst, AnswerIntervalMs);
    private readonly ErrorRateLimit _echoRate = new ErrorRateLimit(AnswerBurst, AnswerIntervalMs);
    private readonly ErrorRateLimit _defenceRate = new ErrorRateLimit(DefenceBurst, DefenceIntervalMs);
    private readonly Ipv6Packet _packet = new Ipv6Packet();
    private readonly NeighborSolicitation _solicitation = new NeighborSolicitation();
    private readonly RouterAdvertisement _advertisement = new RouterAdvertisement();
    private readonly byte[] _scratch = new byte[Ipv6Address.Length];

    internal PortReceiver(
        EthernetLink link,
        NeighborMessages messages,
        NeighborCache neighbors,
        RouterAdvertiser advertiser,
        OwnAddress[] own,
        Ipv6Prefix prefix)
    {
        _link = link;
        _messages = messages;
        _neighbors = neighbors;
        _advertiser = advertiser;
        _own = own;
        _prefix = prefix;
    }

    /// <summary>Takes a packet for an address or group of the port.</summary>
    /// <param name="packet">The packet, with the header of its frame before it.</param>
    /// <param name="up">Whether the port's addresses are its own; before that only who else has them is heard.</param>
    /// <param name="now">Monotonic ms.</param>
    /// <returns><see cref="LinkRefusal.None"/>, or why it was refused.</returns>
    internal LinkRefusal Receive(PacketBuffer packet, bool up, long now)
    {
        if (packet.Octets[packet.Start + Ipv6Header.NextHeaderOffset] != ProtocolNumbers.Icmpv6)
        {
            return LinkRefusal.UnknownProtocol;
        }

        if (!_packet.TryRead(packet.Octets, packet.Start, packet.Length) || _packet.PayloadLength == 0)
        {
            return LinkRefusal.Truncated;
        }

        switch (Icmpv6.Type(packet.Octets, _packet.PayloadOffset))
        {
            case NeighborSolicitation.Type:
                return Solicited(packet, up, now);
            case NeighborAdvertisement.Type:
                return Advertised(up, now);
            case RouterSolicitation.Type:
                return up ? RouterSolicited(now) : LinkRefusal.LinkDown;
            case RouterAdvertisement.Type:
                return RouterAdvertised(up, now);
            case Icmpv6Echo.Request:
                return up ? Echo(packet, now) : LinkRefusal.LinkDown;
            default:
                return LinkRefusal.UnknownProtocol;
        }
    }

    private static LinkRefusal Name(Refusal refusal)
    {
        switch (refusal)
        {
            case Refusal.None:
                return LinkRefusal.None;
            case Refusal.HopLimit:
                return LinkRefusal.HopLimit;
            case Refusal.Checksum:
                return LinkRefusal.Checksum;
            case Refusal.Truncated:
            case Refusal.OptionTruncated:
                return LinkRefusal.Truncated;
            default:
                return LinkRefusal.Malformed;
        }
    }

    /// <summary>RFC 4861 §7.2.3, §7.2.4; RFC 4862 §5.4.3.</summary>
    private LinkRefusal Solicited(PacketBuffer packet, bool up, long now)
    {
        if (!_solicitation.TryRead(_packet))
        {
            return Name(_solicitation.Refusal);
        }

        OwnAddress target = Own(_packet.Buffer, _solicitation.TargetOffset);
        if (target == null)
        {
            return LinkRefusal.NotForUs;
        }

        if (target.State == OwnAddressState.Tentative && _solicitation.IsProbe)
        {
            target.Contest();
            return LinkRefusal.AddressClaimed;
        }

        if (!up)
        {
            return LinkRefusal.LinkDown;
        }

        if (_solicitation.IsProbe)
        {
            return Defend(target, now) ? LinkRefusal.None : LinkRefusal.TooOften;
        }

        int station = _solicitation.LinkLayerAddressOffset;
        LinkRefusal refusal = CheckSender(station, now);
        if (refusal != LinkRefusal.None)
        {
            return refusal;
        }

        if (!_advertisementRate.Take(now))
        {
            return LinkRefusal.TooOften;
        }

        // The answer goes to the station that asked, whether or not there is room for it in the cache.
        _messages.Advertise(
            target.Octets,
            NeighborAdvertisement.RouterFlag
                | NeighborAdvertisement.SolicitedFlag
                | NeighborAdvertisement.OverrideFlag,
            _packet.Buffer,
            _packet.SourceOffset,
            packet.Octets,
            station < 0 ? EthernetLink.SenderOffset(packet) : station);
        return station < 0
            ? LinkRefusal.None
            : _neighbors.Introduced(_packet.Buffer, _packet.SourceOffset, _packet.Buffer, station);
    }

    /// <summary>RFC 4861 §7.2.5; RFC 4862 §5.4.4.</summary>
    private LinkRefusal Advertised(bool up, long now)
    {
        Refusal wrong = NeighborAdvertisement.Check(_packet);
        if (wrong != Refusal.None)
        {
            return Name(wrong);
        }

        int target = NeighborAdvertisement.TargetOffset(_packet.PayloadOffset);
        OwnAddress own = Own(_packet.Buffer, target);
        if (own != null)
        {
            if (own.State == OwnAddressState.Tentative)
            {
                own.Contest();
            }
            else if (up)
            {
                Defend(own, now);
            }

            return LinkRefusal.AddressClaimed;
        }

        int station = NeighborAdvertisement.LinkLayerAddressOffset(_packet);
        if (station >= 0 && EthernetAddress.IsGroup(_packet.Buffer, station))
        {
            return LinkRefusal.Malformed;
        }

        return _neighbors.Advertised(
            _packet.Buffer,
            target,
            NeighborAdvertisement.Flags(_packet.Buffer, _packet.PayloadOffset),
            _packet.Buffer,
            station);
    }

    /// <summary>RFC 4861 §6.1.1, §6.2.6.</summary>
    private LinkRefusal RouterSolicited(long now)
    {
        LinkRefusal refusal = CheckMessage();
        int message = _packet.PayloadOffset;
        int end = message + _packet.PayloadLength;
        if (refusal == LinkRefusal.None)
        {
            refusal = Name(RouterSolicitation.Check(_packet.Buffer, message, _packet.PayloadLength));
        }

        if (refusal != LinkRefusal.None)
        {
            return refusal;
        }

        int option = NeighborDiscoveryOption.Find(
            _packet.Buffer, message + RouterSolicitation.Length, end, NeighborDiscoveryOption.SourceLinkLayerAddress);
        int station = option < 0 ? -1 : NeighborDiscoveryOption.LinkLayerAddressOffset(option);
        if (Ipv6Address.IsUnspecified(_packet.Buffer, _packet.SourceOffset))
        {
            refusal = station < 0 ? LinkRefusal.None : LinkRefusal.Malformed;
        }
        else
        {
            refusal = CheckSender(station, now);
            if (refusal == LinkRefusal.None && station >= 0)
            {
                refusal = _neighbors.Introduced(_packet.Buffer, _packet.SourceOffset, _packet.Buffer, station);
            }
        }

        if (refusal == LinkRefusal.None || refusal == LinkRefusal.NeighborTableFull)
        {
            _advertiser.Solicited(now);
        }

        return refusal;
    }

    /// <summary>RFC 4861 §6.1.2, §6.2.7: nothing of it is used; who says it in our name is contradicted.</summary>
    private LinkRefusal RouterAdvertised(bool up, long now)
    {
        LinkRefusal refusal = CheckMessage();
        if (refusal != LinkRefusal.None)
        {
            return refusal;
        }

        if (!Ipv6Address.IsLinkLocal(_packet.Buffer, _packet.SourceOffset))
        {
            return LinkRefusal.NotOnLink;
        }

        if (!_advertisement.TryRead(_packet.Buffer, _packet.PayloadOffset, _packet.PayloadLength))
        {
            return Name(_advertisement.Refusal);
        }

        if (Own(_packet.Buffer, _packet.SourceOffset) == null)
        {
            return LinkRefusal.ForeignRouter;
        }

        if (up)
        {
            _advertiser.Begin(now);
        }

        return LinkRefusal.AddressClaimed;
    }

    /// <summary>
    /// RFC 4443 §4.2. The reply goes to the station that asked, so that made-up sources need no neighbours.
    /// </summary>
    private LinkRefusal Echo(PacketBuffer packet, long now)
    {
        if (_packet.PayloadLength < Icmpv6Echo.FixedLength)
        {
            return LinkRefusal.Truncated;
        }

        if (Ipv6Address.IsMulticast(_packet.Buffer, _packet.DestinationOffset))
        {
            return LinkRefusal.NotForUs;
        }

        LinkRefusal refusal = CheckSource();
        if (refusal != LinkRefusal.None)
        {
            return refusal;
        }

        if (!_echoRate.Take(now))
        {
            return LinkRefusal.TooOften;
        }

        Icmpv6Echo.Answer(packet.Octets, packet.Start, _scratch);
        _link.Send(packet, packet.Octets, EthernetLink.SenderOffset(packet));
        return LinkRefusal.None;
    }

    /// <summary>What Router Solicitations and Advertisements have in common.</summary>
    private LinkRefusal CheckMessage()
    {
        return _packet.Buffer[_packet.Offset + Ipv6Header.HopLimitOffset] != NeighborDiscovery.HopLimit
            ? LinkRefusal.HopLimit
            : Name(Icmpv6.Check(_packet));
    }

    /// <summary>Whether a solicitation's sender can be a neighbour; who uses our address is contradicted.</summary>
    private LinkRefusal CheckSender(int station, long now)
    {
        OwnAddress own = Own(_packet.Buffer, _packet.SourceOffset);
        if (own != null)
        {
            Defend(own, now);
            return LinkRefusal.AddressClaimed;
        }

        return station >= 0 && EthernetAddress.IsGroup(_packet.Buffer, station)
            ? LinkRefusal.Malformed
            : CheckSource();
    }

    private LinkRefusal CheckSource()
    {
        byte[] buffer = _packet.Buffer;
        int source = _packet.SourceOffset;
        if (Own(buffer, source) != null)
        {
            return LinkRefusal.SourceForged;
        }

        return Ipv6Address.IsLinkLocal(buffer, source) || _prefix.Contains(buffer, source)
            ? LinkRefusal.None
            : LinkRefusal.NotOnLink;
    }

    private OwnAddress Own(byte[] buffer, int offset)
    {
        for (int i = 0; i < _own.Length; i++)
        {
            if (Ipv6Address.Equal(buffer, offset, _own[i].Octets, 0))
            {
                return _own[i];
            }
        }

        return null;
    }

    /// <summary>Tells all nodes that an address is ours, not too often.</summary>
    private bool Defend(OwnAddress address, long now)
    {
        return _defenceRate.Take(now)
            && _messages.AdvertiseToAll(
                address.Octets, NeighborAdvertisement.RouterFlag | NeighborAdvertisement.OverrideFlag);
    }
}
