using McoaRouter.LinkLayers.Autoconfiguration;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Ethernet;

/// <summary>
/// An uplink over Ethernet: a host that configures itself from what the routers of the link advertise
/// (<see cref="HostAutoconfiguration"/>), with native IPv6 alone. Every packet goes to the default router. When that does
/// not answer any more, the uplink is down and looks for routers anew. IPv4 is not spoken here: that would take ARP and
/// DHCP.
/// </summary>
public sealed class EthernetUplink : ILinkLayer, IAutoconfiguredLink, INeighborListener, IAddressOwner
{
    /// <summary>Before an address that somebody else had is tried again, in ms: at first, and at last.</summary>
    private const int FirstRetryMs = 10_000;
    private const int LastRetryMs = 300_000;

    /// <summary>ReachableTime lies between this and three times this, in ms.</summary>
    private const int HalfReachableMs = 15_000;

    /// <summary>Each address is tried once for duplicates (DupAddrDetectTransmits).</summary>
    private const int Probes = 1;

    private const int IdentifierOffset = 8;

    private readonly EthernetLink _ethernet;
    private readonly NeighborMessages _messages;
    private readonly NeighborCache _neighbors;
    private readonly NeighborReceiver _receiver;
    private readonly HostAutoconfiguration _host;
    private readonly RandomSource _random;
    private readonly PacketBuffer _received = new PacketBuffer();
    private readonly byte[] _station = new byte[EthernetAddress.Length];
    private ILinkListener _packets;
    private ILinkNoticeListener _notices;
    private int _link;
    private int _retryMs;
    private bool _routerLost;
    private long _retryAt = MobileRouter.NoDeadline;

    /// <summary>Sets aside all memory.</summary>
    /// <param name="device">The Ethernet.</param>
    /// <param name="random">Where random octets come from.</param>
    public EthernetUplink(IEthernetDevice device, RandomSource random)
    {
        _random = random;
        _ethernet = new EthernetLink(device, Refusals);
        _messages = new NeighborMessages(_ethernet);
        _neighbors = new NeighborCache(_ethernet, _messages, Refusals, this);
        _receiver = new NeighborReceiver(_ethernet, _messages, _neighbors, this, 0);
        _host = new HostAutoconfiguration(random, Refusals);
    }

    /// <summary>How far it is.</summary>
    public EthernetUplinkState State { get; private set; }

    /// <inheritdoc/>
    public int MaximumTransmissionUnit { get; private set; } = Limits.PacketOctets;

    /// <inheritdoc/>
    public int SignalDbm
    {
        get { return 0; }
    }

    /// <inheritdoc/>
    public bool Stopped
    {
        get { return State == EthernetUplinkState.Stopped; }
    }

    /// <inheritdoc/>
    public LinkRefusalCounters Refusals { get; } = new LinkRefusalCounters();

    /// <inheritdoc/>
    public long NextDeadline
    {
        get
        {
            long next = Timing.Earlier(_ethernet.NextDeadline, _retryAt);
            return Timing.Earlier(next, Timing.Earlier(_neighbors.NextDeadline, _host.NextDeadline));
        }
    }

    /// <inheritdoc/>
    public void Start(int link, ILinkListener packets, ILinkNoticeListener notices, long now)
    {
        _link = link;
        _packets = packets;
        _notices = notices;
        _retryMs = FirstRetryMs;
        State = EthernetUplinkState.Down;
        _ethernet.Start(link, notices, now);
    }

    /// <inheritdoc/>
    public bool Poll(long now)
    {
        if (State == EthernetUplinkState.Stopped)
        {
            return false;
        }

        _ethernet.Follow(now);
        FollowCarrier(now);
        int taken = 0;
        while (taken < LinkLimits.PacketsPerPoll && Take(now))
        {
            taken++;
        }

        FollowCarrier(now);
        _host.Poll(now);
        _neighbors.Poll(now);
        if (_routerLost || now >= _retryAt)
        {
            LeaveLink(now);
            Configure(now);
        }

        return taken == LinkLimits.PacketsPerPoll;
    }

    /// <inheritdoc/>
    public bool Send(PacketBuffer packet)
    {
        if (State != EthernetUplinkState.Up)
        {
            Refusals.Add(LinkRefusal.LinkDown);
            return false;
        }

        return _neighbors.Send(packet, _host.Router, 0);
    }

    /// <inheritdoc/>
    public void Stop(long now)
    {
        LeaveLink(now);
        _ethernet.Stop();
        State = EthernetUplinkState.Stopped;
    }

    bool IAutoconfiguredLink.SendDiscovery(PacketBuffer packet)
    {
        byte[] octets = packet.Octets;
        EthernetAddress.WriteGroup(_station, 0, octets, packet.Start + Ipv6Header.DestinationOffset);
        return _ethernet.Send(packet, _station, 0);
    }

    void IAutoconfiguredLink.Reconfigured(long now)
    {
        MaximumTransmissionUnit = _host.MaximumTransmissionUnit;
        if (_host.IsDuplicate)
        {
            GiveUp(now);
        }
        else if (_host.HasAddress && _host.HasRouter)
        {
            State = EthernetUplinkState.Up;
            _retryMs = FirstRetryMs;
            _packets.LinkUp(_link, _host.Address, 0, now);
        }
        else
        {
            Lower(EthernetUplinkState.Configuring, now);
        }
    }

    void INeighborListener.NeighborUnreachable(PacketBuffer packet, long now)
    {
        _routerLost = true;
    }

    bool IAddressOwner.Owns(byte[] buffer, int offset)
    {
        return _host.Owns(buffer, offset);
    }

    bool IAddressOwner.IsOnLink(byte[] buffer, int offset)
    {
        return Ipv6Address.IsLinkLocal(buffer, offset)
            || (_host.HasAddress && BigEndian.ReadInt64(buffer, offset) == BigEndian.ReadInt64(_host.Address, 0));
    }

    private void FollowCarrier(long now)
    {
        if (_ethernet.Up == (State != EthernetUplinkState.Down))
        {
            return;
        }

        if (_ethernet.Up)
        {
            _retryMs = FirstRetryMs;
            Configure(now);
        }
        else
        {
            LeaveLink(now);
            State = EthernetUplinkState.Down;
        }
    }

    private void Configure(long now)
    {
        State = EthernetUplinkState.Configuring;
        EthernetAddress.WriteLinkLocal(_messages.LinkLocal, _ethernet.Address);
        int reachableMs = HalfReachableMs + (int)(2L * HalfReachableMs * _random.NextUInt16() >> 16);
        _neighbors.Clear(reachableMs, now);
        _host.Start(this, _messages.LinkLocal, IdentifierOffset, Probes, Limits.PacketOctets, now);
    }

    private void LeaveLink(long now)
    {
        _host.Stop();
        _neighbors.Clear(0, now);
        _routerLost = false;
        _retryAt = MobileRouter.NoDeadline;
        Lower(EthernetUplinkState.Configuring, now);
    }

    /// <summary>The link-local address is another's; once is enough to know.</summary>
    private void GiveUp(long now)
    {
        if (State != EthernetUplinkState.Taken)
        {
            _notices.LinkNoticed(_link, LinkNotice.AddressTaken, 0, now);
            Lower(EthernetUplinkState.Taken, now);
            _retryAt = now + _retryMs;
            _retryMs = Timing.Doubled(_retryMs, LastRetryMs);
        }
    }

    private void Lower(EthernetUplinkState state, long now)
    {
        if (State == EthernetUplinkState.Up)
        {
            _packets.LinkDown(_link, now);
        }

        State = state;
    }

    /// <summary>Takes the next frame.</summary>
    /// <returns>Whether there was one.</returns>
    private bool Take(long now)
    {
        int result = _ethernet.Receive(_received, now);
        if (result <= 0)
        {
            return result < 0;
        }

        if (!_host.Receive(_received.Octets, _received.Start, _received.Length, now))
        {
            LinkRefusal refusal = TakePacket(now);
            if (refusal != LinkRefusal.None)
            {
                Refusals.Add(refusal);
            }
        }

        return true;
    }

    private LinkRefusal TakePacket(long now)
    {
        int destination = _received.Start + Ipv6Header.DestinationOffset;
        bool group = Ipv6Address.IsMulticast(_received.Octets, destination);
        if (!group && !_host.Owns(_received.Octets, destination))
        {
            return LinkRefusal.NotForUs;
        }

        int type = NeighborReceiver.TypeOf(_received);
        if (type == NeighborSolicitation.Type || type == NeighborAdvertisement.Type)
        {
            return TakeDiscovery(type, now);
        }

        if (group || Icmpv6.IsNeighborDiscovery(type))
        {
            return LinkRefusal.NotForUs;
        }

        _packets.Receive(_link, _received, now);
        return LinkRefusal.None;
    }

    private LinkRefusal TakeDiscovery(int type, long now)
    {
        _receiver.Read(_received);
        if (type == NeighborSolicitation.Type)
        {
            LinkRefusal refusal = _receiver.ReadSolicitation();
            return refusal == LinkRefusal.None ? _receiver.Answer(_received, now) : refusal;
        }

        LinkRefusal wrong = _receiver.CheckAdvertisement();
        return wrong == LinkRefusal.None ? _receiver.Take(now) : wrong;
    }
}
