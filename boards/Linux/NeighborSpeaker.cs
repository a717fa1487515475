using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using McoaRouter.Boards.Linux.Network;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// Speaks Neighbor Discovery on one interface for addresses that the kernel does not have there: the home agent for a
/// router that is away (RFC 6275 §10.4.1), the router itself when it has come home (§11.5.5). Solicitations are heard
/// from the start, so that one that comes while an address is taken up is answered then.
/// </summary>
public sealed class NeighborSpeaker : IDisposable
{
    /// <summary>How often an unsolicited advertisement is sent (RFC 4861 §10, MAX_NEIGHBOR_ADVERTISEMENT).</summary>
    private const int Repetitions = 3;

    /// <summary>Time between them, in ms (RFC 4861 §10, RETRANS_TIMER).</summary>
    private const int IntervalMs = 1000;

    /// <summary>Solicitations taken before others have their turn.</summary>
    private const int Burst = 64;

    private readonly Poller _poller;
    private readonly byte[] _linkLayerAddress;
    private readonly byte[] _allNodes = new byte[Ipv6Address.Length];
    private readonly Dictionary<UInt128, SpokenAddress> _addresses = [];

    // Those that are to be announced by their times; what was put off or ended since is passed over.
    private readonly PriorityQueue<SpokenAddress, long> _announcements = new();
    private readonly PacketSender _sender;
    private readonly PacketReceiver _receiver;
    private readonly GroupMembership _groups;
    private readonly PacketBuffer _buffer = new();
    private readonly PacketBuffer _advertisement = new();
    private readonly Ipv6Packet _packet = new();
    private readonly NeighborSolicitation _solicitation = new();

    /// <summary>Opens the sockets on an interface; nothing is said yet.</summary>
    /// <param name="state">The interface.</param>
    /// <param name="addresses">The addresses that it may come to speak for, 16 octets each.</param>
    /// <param name="poller">Who waits for solicitations.</param>
    /// <exception cref="BoardException">The interface has gone.</exception>
    public NeighborSpeaker(InterfaceState state, IEnumerable<byte[]> addresses, Poller poller)
    {
        _poller = poller;
        _linkLayerAddress = state.LinkLayerAddress;
        NeighborDiscovery.WriteAllNodes(_allNodes, 0);
        _sender = new PacketSender(state.Name);
        _receiver = new PacketReceiver();
        _groups = new GroupMembership(state.Index);
        byte[] group = new byte[Ipv6Address.Length];
        foreach (byte[] address in addresses)
        {
            NeighborDiscovery.WriteSolicitedNode(group, 0, address, 0);
            if (!_groups.JoinGroup(group))
            {
                _groups.ReceiveAllGroups();
                break;
            }
        }

        _receiver.Accept(PacketFilter.ForSolicitations(), state.Index);
        poller.Add(_receiver.Descriptor, Read);
    }

    /// <summary>When <see cref="Poll"/> must next be called, in monotonic ms.</summary>
    public long NextDeadline
    {
        get
        {
            while (_announcements.TryPeek(out SpokenAddress? address, out long time))
            {
                if (address.AnnounceAt == time)
                {
                    return time;
                }

                _ = _announcements.Dequeue();
            }

            return MobileRouter.NoDeadline;
        }
    }

    /// <summary>Whether an interface is one on which Neighbor Discovery resolves addresses.</summary>
    public static bool CanSpeakOn(InterfaceState state)
    {
        return state.LinkLayerAddress.Length == NeighborDiscoveryOption.LinkLayerAddressLength;
    }

    /// <summary>Answers solicitations for an address from now on.</summary>
    /// <param name="target">The 16 octets of the address.</param>
    /// <param name="source">The 16 octets of the address that speaks.</param>
    /// <param name="isRouter">Whether who has the address is a router.</param>
    public void Speak(byte[] target, byte[] source, bool isRouter)
    {
        Silence(target);
        _addresses.Add(KeyOf(target, 0), new SpokenAddress(target, source, isRouter));
    }

    /// <summary>
    /// Tells all nodes a few times, from the next <see cref="Poll"/> on, that an address that it speaks for is here.
    /// </summary>
    public void Announce(byte[] target, long now)
    {
        if (_addresses.TryGetValue(KeyOf(target, 0), out SpokenAddress? address))
        {
            address.AnnouncementsLeft = Repetitions;
            AnnounceAt(address, now);
        }
    }

    /// <summary>Speaks for an address no more; harmless where it doesn't.</summary>
    public void Silence(byte[] target)
    {
        if (_addresses.Remove(KeyOf(target, 0), out SpokenAddress? address))
        {
            address.AnnounceAt = MobileRouter.NoDeadline;
        }
    }

    /// <summary>Sends the announcements that are due (RFC 6275 §10.4.1, §11.5.5: O is set, S is not).</summary>
    public void Poll(long now)
    {
        while (NextDeadline <= now)
        {
            SpokenAddress address = _announcements.Dequeue();
            Send(address, _allNodes, 0, NeighborAdvertisement.OverrideFlag);
            address.AnnouncementsLeft--;
            address.AnnounceAt = MobileRouter.NoDeadline;
            if (address.AnnouncementsLeft > 0)
            {
                AnnounceAt(address, now + IntervalMs);
            }
        }
    }

    /// <summary>Closes the sockets.</summary>
    public void Dispose()
    {
        _poller.Remove(_receiver.Descriptor);
        _receiver.Dispose();
        _groups.Dispose();
        _sender.Dispose();
    }

    private void Read()
    {
        for (int i = 0; (i < Burst || _receiver.HasMore) && _receiver.TryReceive(_buffer); i++)
        {
            if (_packet.TryRead(_buffer.Octets, _buffer.Start, _buffer.Length) && _solicitation.TryRead(_packet))
            {
                Answer();
            }
        }
    }

    /// <summary>
    /// Answers the solicitation to its sender, or to all nodes where that has no address yet (RFC 4861 §7.2.4). A proxy
    /// does not set O (§7.2.8).
    /// </summary>
    private void Answer()
    {
        if (!_addresses.TryGetValue(KeyOf(_packet.Buffer, _solicitation.TargetOffset), out SpokenAddress? address))
        {
            return;
        }

        int flags = address.IsOwn ? NeighborAdvertisement.OverrideFlag : 0;
        if (_solicitation.IsProbe)
        {
            Send(address, _allNodes, 0, flags);
        }
        else
        {
            Send(address, _packet.Buffer, _packet.SourceOffset, flags | NeighborAdvertisement.SolicitedFlag);
        }
    }

    private void AnnounceAt(SpokenAddress address, long time)
    {
        if (address.AnnounceAt != time)
        {
            address.AnnounceAt = time;
            _announcements.Enqueue(address, time);
        }
    }

    private static UInt128 KeyOf(byte[] buffer, int offset)
    {
        return BinaryPrimitives.ReadUInt128BigEndian(buffer.AsSpan(offset, Ipv6Address.Length));
    }

    private void Send(SpokenAddress address, byte[] destination, int destinationOffset, int flags)
    {
        _advertisement.Reset();
        byte[] octets = _advertisement.Octets;
        int message = _advertisement.Start + Ipv6Header.Length;
        int end = NeighborAdvertisement.Write(
            octets,
            message,
            flags | (address.IsRouter ? NeighborAdvertisement.RouterFlag : 0),
            address.Target,
            _linkLayerAddress);
        int length = Icmpv6.Finish(octets, message, end, address.Source, 0, destination, destinationOffset);
        Ipv6Header.Write(
            octets,
            _advertisement.Start,
            0,
            length,
            ProtocolNumbers.Icmpv6,
            address.Source,
            0,
            destination,
            destinationOffset);
        octets[_advertisement.Start + Ipv6Header.HopLimitOffset] = NeighborDiscovery.HopLimit;
        _advertisement.SetLength(Ipv6Header.Length + length);
        _sender.Send(_advertisement);
    }

    private sealed class SpokenAddress(byte[] target, byte[] source, bool isRouter)
    {
        public byte[] Target { get; } = target;

        public byte[] Source { get; } = source;

        public bool IsRouter { get; } = isRouter;

        public int AnnouncementsLeft { get; set; }

        public long AnnounceAt { get; set; } = MobileRouter.NoDeadline;

        /// <summary>Whether who speaks has the address itself.</summary>
        public bool IsOwn
        {
            get { return Ipv6Address.Equal(Target, 0, Source, 0); }
        }
    }
}
