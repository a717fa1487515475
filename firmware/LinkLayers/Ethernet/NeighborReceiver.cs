using McoaRouter.Forwarding;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Ethernet;

/// <summary>
/// Takes what neighbours ask and say once a station has its addresses: solicitations, advertisements and Echo Requests.
/// Answers go to the station that asked, whether or not there is room for it in the cache.
/// </summary>
internal sealed class NeighborReceiver
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
    private readonly IAddressOwner _owner;
    private readonly int _flags;
    private readonly ErrorRateLimit _advertisementRate = new ErrorRateLimit(AnswerBurst, AnswerIntervalMs);
    private readonly ErrorRateLimit _echoRate = new ErrorRateLimit(AnswerBurst, AnswerIntervalMs);
    private readonly ErrorRateLimit _defenceRate = new ErrorRateLimit(DefenceBurst, DefenceIntervalMs);
    private readonly byte[] _target = new byte[Ipv6Address.Length];

    /// <summary>The packet that <see cref="Read"/> walked.</summary>
    internal readonly Ipv6Packet Packet = new Ipv6Packet();

    /// <summary>The solicitation that <see cref="ReadSolicitation"/> read.</summary>
    internal readonly NeighborSolicitation Solicitation = new NeighborSolicitation();

    /// <summary>Makes a receiver.</summary>
    /// <param name="link">The Ethernet.</param>
    /// <param name="messages">What answers are sent by.</param>
    /// <param name="neighbors">Who learns of neighbours.</param>
    /// <param name="owner">Whose addresses they are.</param>
    /// <param name="flags"><see cref="NeighborAdvertisement.RouterFlag"/>, or 0.</param>
    internal NeighborReceiver(
        EthernetLink link, NeighborMessages messages, NeighborCache neighbors, IAddressOwner owner, int flags)
    {
        _link = link;
        _messages = messages;
        _neighbors = neighbors;
        _owner = owner;
        _flags = flags | NeighborAdvertisement.OverrideFlag;
    }

    /// <summary>The ICMPv6 type of the packet, or -1 where it holds no such message right behind its header.</summary>
    internal static int TypeOf(PacketBuffer packet)
    {
        return packet.Length > Ipv6Header.Length
            && packet.Octets[packet.Start + Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Icmpv6
                ? packet.Octets[packet.Start + Ipv6Header.Length]
                : -1;
    }

    /// <summary>What the link layers call what the wire refuses.</summary>
    internal static LinkRefusal Name(Refusal refusal)
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

    /// <summary>Walks a packet with an ICMPv6 message right behind its header.</summary>
    internal void Read(PacketBuffer packet)
    {
        Packet.TryRead(packet.Octets, packet.Start, packet.Length);
    }

    /// <summary>Reads and checks the Neighbor Solicitation of the packet.</summary>
    internal LinkRefusal ReadSolicitation()
    {
        return Solicitation.TryRead(Packet) ? LinkRefusal.None : Name(Solicitation.Refusal);
    }

    /// <summary>Answers the solicitation that was read, where it is for us (RFC 4861 §7.2.3, §7.2.4).</summary>
    internal LinkRefusal Answer(PacketBuffer packet, long now)
    {
        byte[] buffer = Packet.Buffer;
        if (!_owner.Owns(buffer, Solicitation.TargetOffset))
        {
            return LinkRefusal.NotForUs;
        }

        if (Solicitation.IsProbe)
        {
            return Defend(Solicitation.TargetOffset, now) ? LinkRefusal.None : LinkRefusal.TooOften;
        }

        int station = Solicitation.LinkLayerAddressOffset;
        LinkRefusal refusal = CheckSender(station, now);
        if (refusal == LinkRefusal.None && !_advertisementRate.Take(now))
        {
            refusal = LinkRefusal.TooOften;
        }

        if (refusal != LinkRefusal.None)
        {
            return refusal;
        }

        Ipv6Address.Copy(buffer, Solicitation.TargetOffset, _target, 0);
        _messages.Advertise(
            _target,
            _flags | NeighborAdvertisement.SolicitedFlag,
            buffer,
            Packet.SourceOffset,
            buffer,
            station < 0 ? EthernetLink.SenderOffset(packet) : station);
        return Introduce(station);
    }

    /// <summary>Checks the Neighbor Advertisement of the packet.</summary>
    internal LinkRefusal CheckAdvertisement()
    {
        return Name(NeighborAdvertisement.Check(Packet));
    }

    /// <summary>Takes the advertisement that was checked (RFC 4861 §7.2.5).</summary>
    internal LinkRefusal Take(long now)
    {
        byte[] buffer = Packet.Buffer;
        int target = NeighborAdvertisement.TargetOffset(Packet.PayloadOffset);
        if (_owner.Owns(buffer, target))
        {
            Defend(target, now);
            return LinkRefusal.AddressClaimed;
        }

        int station = NeighborAdvertisement.LinkLayerAddressOffset(Packet);
        return station >= 0 && EthernetAddress.IsGroup(buffer, station)
            ? LinkRefusal.Malformed
            : _neighbors.Advertised(
                buffer, target, NeighborAdvertisement.Flags(buffer, Packet.PayloadOffset), buffer, station);
    }

    /// <summary>Answers an Echo Request (RFC 4443 §4.2): made-up sources need no neighbours.</summary>
    internal LinkRefusal Echo(PacketBuffer packet, long now)
    {
        if (Packet.PayloadLength < Icmpv6Echo.FixedLength)
        {
            return LinkRefusal.Truncated;
        }

        LinkRefusal refusal = CheckSource();
        if (refusal == LinkRefusal.None && !_echoRate.Take(now))
        {
            refusal = LinkRefusal.TooOften;
        }

        if (refusal == LinkRefusal.None)
        {
            Icmpv6Echo.Answer(packet.Octets, packet.Start, _target);
            _link.Send(packet, packet.Octets, EthernetLink.SenderOffset(packet));
        }

        return refusal;
    }

    /// <summary>Whether the sender of a solicitation can be a neighbour; who uses our address is contradicted.</summary>
    /// <param name="station">Where the sender's link-layer address starts, or -1.</param>
    /// <param name="now">Monotonic ms.</param>
    internal LinkRefusal CheckSender(int station, long now)
    {
        if (_owner.Owns(Packet.Buffer, Packet.SourceOffset))
        {
            Defend(Packet.SourceOffset, now);
            return LinkRefusal.AddressClaimed;
        }

        return station >= 0 && EthernetAddress.IsGroup(Packet.Buffer, station)
            ? LinkRefusal.Malformed
            : CheckSource();
    }

    /// <summary>Learns where the sender of the packet is, where it says so.</summary>
    internal LinkRefusal Introduce(int station)
    {
        return station < 0
            ? LinkRefusal.None
            : _neighbors.Introduced(Packet.Buffer, Packet.SourceOffset, Packet.Buffer, station);
    }

    private LinkRefusal CheckSource()
    {
        if (_owner.Owns(Packet.Buffer, Packet.SourceOffset))
        {
            return LinkRefusal.SourceForged;
        }

        return _owner.IsOnLink(Packet.Buffer, Packet.SourceOffset) ? LinkRefusal.None : LinkRefusal.NotOnLink;
    }

    /// <summary>Tells all nodes that an address in the packet is ours, not too often.</summary>
    private bool Defend(int address, long now)
    {
        Ipv6Address.Copy(Packet.Buffer, address, _target, 0);
        return _defenceRate.Take(now) && _messages.AdvertiseToAll(_target, _flags);
    }
}
