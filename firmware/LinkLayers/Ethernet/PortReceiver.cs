using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Ethernet;

/// <summary>
/// Takes what comes from the in-vehicle link for the port itself: Neighbor Discovery and Echo Requests. Whatever comes
/// changes nothing but the neighbour cache and when the next advertisement is due, and, before the port has its
/// addresses, whether it gets them.
/// </summary>
internal sealed class PortReceiver
{
    private readonly NeighborReceiver _neighbors;
    private readonly RouterAdvertiser _advertiser;
    private readonly PortAddresses _own;
    private readonly RouterAdvertisement _advertisement = new RouterAdvertisement();

    internal PortReceiver(
        EthernetLink link,
        NeighborMessages messages,
        NeighborCache neighbors,
        RouterAdvertiser advertiser,
        PortAddresses own)
    {
        _neighbors = new NeighborReceiver(link, messages, neighbors, own, NeighborAdvertisement.RouterFlag);
        _advertiser = advertiser;
        _own = own;
    }

    /// <summary>Takes a packet for an address or group of the port.</summary>
    /// <param name="packet">The packet, with the header of its frame before it.</param>
    /// <param name="up">Whether the port's addresses are its own; before that only who else has them is heard.</param>
    /// <param name="now">Monotonic ms.</param>
    /// <returns><see cref="LinkRefusal.None"/>, or why it was refused.</returns>
    internal LinkRefusal Receive(PacketBuffer packet, bool up, long now)
    {
        int type = NeighborReceiver.TypeOf(packet);
        _neighbors.Read(packet);
        switch (type)
        {
            case NeighborSolicitation.Type:
                return Solicited(packet, up, now);
            case NeighborAdvertisement.Type:
                return Advertised(up, now);
            case RouterAdvertisement.Type:
                return RouterAdvertised(up, now);
            case RouterSolicitation.Type:
                return up ? RouterSolicited(now) : LinkRefusal.LinkDown;
            case Icmpv6Echo.Request:
                return up ? Echo(packet, now) : LinkRefusal.LinkDown;
            default:
                return LinkRefusal.UnknownProtocol;
        }
    }

    /// <summary>A probe for an address that is tentative: somebody else is to have it too (RFC 4862 §5.4.3).</summary>
    private LinkRefusal Solicited(PacketBuffer packet, bool up, long now)
    {
        LinkRefusal refusal = _neighbors.ReadSolicitation();
        if (refusal != LinkRefusal.None || up)
        {
            return refusal != LinkRefusal.None ? refusal : _neighbors.Answer(packet, now);
        }

        return _neighbors.Solicitation.IsProbe
            && _own.Contest(_neighbors.Packet.Buffer, _neighbors.Solicitation.TargetOffset)
                ? LinkRefusal.AddressClaimed
                : LinkRefusal.LinkDown;
    }

    /// <summary>An advertisement for an address that is tentative: somebody else has it (RFC 4862 §5.4.4).</summary>
    private LinkRefusal Advertised(bool up, long now)
    {
        LinkRefusal refusal = _neighbors.CheckAdvertisement();
        if (refusal != LinkRefusal.None || up)
        {
            return refusal != LinkRefusal.None ? refusal : _neighbors.Take(now);
        }

        Ipv6Packet packet = _neighbors.Packet;
        return _own.Contest(packet.Buffer, NeighborAdvertisement.TargetOffset(packet.PayloadOffset))
            ? LinkRefusal.AddressClaimed
            : LinkRefusal.LinkDown;
    }

    /// <summary>RFC 4861 §6.1.1, §6.2.6.</summary>
    private LinkRefusal RouterSolicited(long now)
    {
        Ipv6Packet packet = _neighbors.Packet;
        int message = packet.PayloadOffset;
        LinkRefusal refusal = CheckMessage();
        if (refusal == LinkRefusal.None)
        {
            refusal = NeighborReceiver.Name(RouterSolicitation.Check(packet.Buffer, message, packet.PayloadLength));
        }

        if (refusal != LinkRefusal.None)
        {
            return refusal;
        }

        int option = NeighborDiscoveryOption.Find(
            packet.Buffer,
            message + RouterSolicitation.Length,
            message + packet.PayloadLength,
            NeighborDiscoveryOption.SourceLinkLayerAddress);
        int station = option < 0 ? -1 : NeighborDiscoveryOption.LinkLayerAddressOffset(option);
        if (Ipv6Address.IsUnspecified(packet.Buffer, packet.SourceOffset))
        {
            refusal = station < 0 ? LinkRefusal.None : LinkRefusal.Malformed;
        }
        else
        {
            refusal = _neighbors.CheckSender(station, now);
            refusal = refusal == LinkRefusal.None ? _neighbors.Introduce(station) : refusal;
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
        Ipv6Packet packet = _neighbors.Packet;
        LinkRefusal refusal = CheckMessage();
        if (refusal != LinkRefusal.None)
        {
            return refusal;
        }

        if (!Ipv6Address.IsLinkLocal(packet.Buffer, packet.SourceOffset))
        {
            return LinkRefusal.NotOnLink;
        }

        if (!_advertisement.TryRead(packet.Buffer, packet.PayloadOffset, packet.PayloadLength))
        {
            return NeighborReceiver.Name(_advertisement.Refusal);
        }

        if (!_own.Owns(packet.Buffer, packet.SourceOffset))
        {
            return LinkRefusal.ForeignRouter;
        }

        if (up)
        {
            _advertiser.Begin(now);
        }

        return LinkRefusal.AddressClaimed;
    }

    private LinkRefusal Echo(PacketBuffer packet, long now)
    {
        return Ipv6Address.IsMulticast(_neighbors.Packet.Buffer, _neighbors.Packet.DestinationOffset)
            ? LinkRefusal.NotForUs
            : _neighbors.Echo(packet, now);
    }

    /// <summary>What Router Solicitations and Advertisements have in common.</summary>
    private LinkRefusal CheckMessage()
    {
        Ipv6Packet packet = _neighbors.Packet;
        return packet.Buffer[packet.Offset + Ipv6Header.HopLimitOffset] != NeighborDiscovery.HopLimit
            ? LinkRefusal.HopLimit
            : NeighborReceiver.Name(Icmpv6.Check(packet));
    }
}
