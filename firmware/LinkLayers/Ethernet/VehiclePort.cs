using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Ethernet;

/// <summary>
/// The port of the in-vehicle network on an Ethernet: the default router of its hosts. It takes the link-local address
/// of its station and address 1 of the port's prefix, when nobody else has them (RFC 4862 §5.4), advertises itself and
/// the prefix (<see cref="RouterAdvertiser"/>), resolves its hosts (<see cref="NeighborCache"/>), and answers for itself
/// and for the home address. All other packets are the router's. Packets are never changed on their way; a packet costs
/// header fields and table look-ups.
/// </summary>
public sealed class VehiclePort : IVehiclePort
{
    /// <summary>
    /// MAX_RTR_SOLICITATION_DELAY: before duplicates are asked for after the link came up, in ms (RFC 4862 §5.4.2).
    /// </summary>
    private const int GreatestPauseMs = 1000;

    /// <summary>Before an address that somebody else had is tried again, in ms: at first, and at last.</summary>
    private const int FirstRetryMs = 10_000;
    private const int LastRetryMs = 300_000;

    /// <summary>Half of the mean of ReachableTime, which lies between this and three times this, in ms.</summary>
    private const int HalfReachableMs = 15_000;

    /// <summary>Time between two notices of one kind about others on the link, in ms.</summary>
    private const int NoticeIntervalMs = 60_000;

    private readonly EthernetLink _ethernet;
    private readonly NeighborMessages _messages;
    private readonly RouterAdvertiser _advertiser;
    private readonly PortReceiver _receiver;
    private readonly RandomSource _random;
    private readonly Ipv6Prefix _prefix;
    private readonly PortAddresses _own;
    private readonly PacketBuffer _received = new PacketBuffer();
    private readonly PortOutbox _outbox;
    private readonly long[] _noticedAt = new long[(int)LinkNotice.Count];
    private readonly LinkRefusalCounters _refusals = new LinkRefusalCounters();
    private ILinkListener _packets;
    private ILinkNoticeListener _notices;
    private int _link;
    private int _retryMs;
    private long _retryAt = MobileRouter.NoDeadline;
    private long _now;
    private VehiclePortState _state;
    private int _mtu;

    /// <summary>The hosts.</summary>
    internal readonly NeighborCache Neighbors;

    /// <summary>Sets aside all memory.</summary>
    /// <param name="device">The Ethernet.</param>
    /// <param name="settings">The configuration.</param>
    /// <param name="random">Where random octets come from.</param>
    public VehiclePort(IEthernetDevice device, RouterSettings settings, RandomSource random)
    {
        _random = random;
        _prefix = settings.Port.Prefix;
        _ethernet = new EthernetLink(device, _refusals);
        _messages = new NeighborMessages(_ethernet);
        _own = new PortAddresses(_messages, _prefix, settings.HomeAddress);
        _outbox = new PortOutbox(_refusals, _own.Global.Octets);
        Neighbors = new NeighborCache(_ethernet, _messages, _refusals, _outbox);
        _advertiser = new RouterAdvertiser(_messages, random, _prefix);
        _receiver = new PortReceiver(_ethernet, _messages, Neighbors, _advertiser, _own);
        _mtu = Limits.PacketOctets - Ipv6Header.Length;
        _advertiser.Mtu = _mtu;
    }

    /// <summary>How far it is.</summary>
    public VehiclePortState State
    {
        get { return _state; }
    }

    /// <summary>
    /// The largest packet of the in-vehicle network, in octets, as its hosts are told: what fits through every uplink's
    /// tunnel. At first what fits through an Ethernet.
    /// </summary>
    public int MaximumTransmissionUnit
    {
        get { return _mtu; }
    }

    /// <inheritdoc/>
    public int SignalDbm
    {
        get { return 0; }
    }

    /// <inheritdoc/>
    public bool Stopped
    {
        get { return _state == VehiclePortState.Stopped; }
    }

    /// <inheritdoc/>
    public LinkRefusalCounters Refusals
    {
        get { return _refusals; }
    }

    /// <inheritdoc/>
    public long NextDeadline
    {
        get
        {
            if (_outbox.IsFull)
            {
                return _now;
            }

            long next = Timing.Earlier(_ethernet.NextDeadline, _retryAt);
            next = Timing.Earlier(next, Timing.Earlier(_advertiser.NextDeadline, Neighbors.NextDeadline));
            return Timing.Earlier(next, _own.NextDeadline);
        }
    }

    private bool Carries
    {
        get { return _state >= VehiclePortState.Up; }
    }

    /// <inheritdoc/>
    public void Start(int link, ILinkListener packets, ILinkNoticeListener notices, long now)
    {
        _link = link;
        _packets = packets;
        _notices = notices;
        _now = now;
        _retryMs = FirstRetryMs;
        for (int i = 0; i < _noticedAt.Length; i++)
        {
            _noticedAt[i] = now - NoticeIntervalMs;
        }

        _state = VehiclePortState.Down;
        _ethernet.Start(link, notices, now);
    }

    /// <inheritdoc/>
    public void SetMaximumTransmissionUnit(int octets, long now)
    {
        int bounded = octets < Limits.MinimumMtu ? Limits.MinimumMtu
            : octets > Limits.PacketOctets ? Limits.PacketOctets : octets;
        if (bounded == _mtu)
        {
            return;
        }

        _mtu = bounded;
        _advertiser.Mtu = bounded;
        if (_state == VehiclePortState.Up)
        {
            _advertiser.Begin(now);
        }
    }

    /// <inheritdoc/>
    public bool Poll(long now)
    {
        _now = now;
        if (_state == VehiclePortState.Stopped)
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
        RunTimers(now);
        _outbox.Empty(_link, _packets, now);
        return taken == LinkLimits.PacketsPerPoll;
    }

    /// <inheritdoc/>
    public bool Send(PacketBuffer packet)
    {
        if (!Carries)
        {
            _refusals.Add(LinkRefusal.LinkDown);
            return false;
        }

        byte[] octets = packet.Octets;
        int destination = packet.Start + Ipv6Header.DestinationOffset;
        if (_own.IsOwn(octets, destination))
        {
            _outbox.Answer(packet);
            return true;
        }

        if (_prefix.Contains(octets, destination) || Ipv6Address.IsLinkLocal(octets, destination))
        {
            return Neighbors.Send(packet, octets, destination);
        }

        _refusals.Add(LinkRefusal.NotOnLink);
        _outbox.Report(Icmpv6Error.NoRoute, packet, _now);
        return false;
    }

    /// <inheritdoc/>
    public void Stop(long now)
    {
        if (_state == VehiclePortState.Up)
        {
            _state = VehiclePortState.Stopping;
            _advertiser.TakeLeave(now);
        }
        else if (_state != VehiclePortState.Stopping)
        {
            End();
        }
    }

    private void End()
    {
        LeaveLink();
        _ethernet.Stop();
        _state = VehiclePortState.Stopped;
    }

    private void FollowCarrier(long now)
    {
        if (_state == VehiclePortState.Stopped || _ethernet.Up == (_state != VehiclePortState.Down))
        {
            return;
        }

        if (_state == VehiclePortState.Stopping)
        {
            End();
        }
        else if (_ethernet.Up)
        {
            _retryMs = FirstRetryMs;
            TakeAddresses(now);
        }
        else
        {
            LeaveLink();
            _state = VehiclePortState.Down;
        }
    }

    private void LeaveLink()
    {
        _own.End();
        _advertiser.End();
        Neighbors.Clear(0, _now);
        _retryAt = MobileRouter.NoDeadline;
        _outbox.Clear();
    }

    private void TakeAddresses(long now)
    {
        _state = VehiclePortState.Tentative;
        _retryAt = MobileRouter.NoDeadline;
        EthernetAddress.WriteLinkLocal(_messages.LinkLocal, _ethernet.Address);
        _own.Begin(now, Random(GreatestPauseMs));
    }

    private void RunTimers(long now)
    {
        switch (_state)
        {
            case VehiclePortState.Tentative:
                _own.Poll(now);
                Judge(now);
                break;
            case VehiclePortState.Taken:
                if (now >= _retryAt)
                {
                    TakeAddresses(now);
                }

                break;
            case VehiclePortState.Up:
            case VehiclePortState.Stopping:
                Neighbors.Poll(now);
                _advertiser.Poll(now);
                if (_state == VehiclePortState.Stopping && _advertiser.NextDeadline == MobileRouter.NoDeadline)
                {
                    End();
                }

                break;
            default:
                break;
        }
    }

    /// <summary>Whether the addresses are ours is known of both, or of one that they are not.</summary>
    private void Judge(long now)
    {
        if (_own.Taken >= 0)
        {
            _notices.LinkNoticed(_link, LinkNotice.AddressTaken, _own.Taken, now);
            LeaveLink();
            _state = VehiclePortState.Taken;
            _retryAt = now + _retryMs;
            _retryMs = Timing.Doubled(_retryMs, LastRetryMs);
        }
        else if (_own.AreAssigned)
        {
            _state = VehiclePortState.Up;
            _retryMs = FirstRetryMs;
            Neighbors.Clear(HalfReachableMs + Random(2 * HalfReachableMs), now);
            _advertiser.Begin(now);
        }
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

        byte[] octets = _received.Octets;
        int destination = _received.Start + Ipv6Header.DestinationOffset;
        LinkRefusal refusal;
        if (Ipv6Address.IsMulticast(octets, destination))
        {
            refusal = _own.IsOwnGroup(octets, destination)
                ? _receiver.Receive(_received, Carries, now)
                : LinkRefusal.NotForUs;
        }
        else
        {
            refusal = _own.IsOwn(octets, destination) ? _receiver.Receive(_received, Carries, now) : Forward(now);
        }

        if (refusal != LinkRefusal.None)
        {
            _refusals.Add(refusal);
            Notice(refusal, now);
        }

        return true;
    }

    private LinkRefusal Forward(long now)
    {
        if (!Carries)
        {
            return LinkRefusal.LinkDown;
        }

        if (_own.IsOwn(_received.Octets, _received.Start + Ipv6Header.SourceOffset))
        {
            return LinkRefusal.SourceForged;
        }

        _packets.Receive(_link, _received, now);
        return LinkRefusal.None;
    }

    /// <summary>Tells the operator of others on the link, not too often.</summary>
    private void Notice(LinkRefusal refusal, long now)
    {
        if (!Carries || (refusal != LinkRefusal.ForeignRouter && refusal != LinkRefusal.AddressClaimed))
        {
            return;
        }

        LinkNotice notice = refusal == LinkRefusal.ForeignRouter
            ? LinkNotice.AnotherRouter
            : LinkNotice.AddressClaimed;
        if (now - _noticedAt[(int)notice] >= NoticeIntervalMs)
        {
            _noticedAt[(int)notice] = now;
            _notices.LinkNoticed(_link, notice, 0, now);
        }
    }

    /// <summary>A number from 0 to <paramref name="bound"/>, in 65536 steps.</summary>
    private int Random(int bound)
    {
        return (int)((long)bound * _random.NextUInt16() >> 16);
    }
}
