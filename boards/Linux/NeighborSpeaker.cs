using System;
using System.Collections.Generic;
using McoaRouter.Boards.Linux.Network;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// Speaks Neighbor Discovery on one interface for addresses whose packets are to come to it: the home agent for a router
/// that is away (RFC 6275 §10.4.1), the router itself when it has come home (§11.5.5).
/// </summary>
public sealed class NeighborSpeaker : IDisposable
{
    /// <summary>How often an unsolicited advertisement is sent (RFC 4861 §10, MAX_NEIGHBOR_ADVERTISEMENT).</summary>
    private const int Repetitions = 3;

    /// <summary>Time between them, in ms (RFC 4861 §10, RETRANS_TIMER).</summary>
    private const int IntervalMs = 1000;

    private readonly List<Announcement> _announcements = [];
    private readonly byte[] _allNodes = new byte[Ipv6Address.Length];
    private readonly byte[] _linkLayerAddress;
    private readonly PacketSender _sender;
    private readonly PacketBuffer _packet = new();

    /// <summary>Opens a socket on an interface with a link-layer address of an Ethernet.</summary>
    /// <exception cref="BoardException">It can't be opened: the interface has gone.</exception>
    public NeighborSpeaker(InterfaceState state)
    {
        NeighborDiscovery.WriteAllNodes(_allNodes, 0);
        _linkLayerAddress = state.LinkLayerAddress;
        _sender = new PacketSender(state.Name);
    }

    /// <summary>When <see cref="Poll"/> must next be called, in monotonic ms.</summary>
    public long NextDeadline
    {
        get
        {
            long next = MobileRouter.NoDeadline;
            foreach (Announcement announcement in _announcements)
            {
                next = Math.Min(next, announcement.NextAt);
            }

            return next;
        }
    }

    /// <summary>Whether an interface is one that Neighbor Discovery resolves addresses on.</summary>
    public static bool CanSpeakOn(InterfaceState state)
    {
        return state.LinkLayerAddress.Length == NeighborAdvertisement.LinkLayerAddressLength;
    }

    /// <summary>
    /// Tells all nodes, from the next <see cref="Poll"/> on and a few times, that an address is here: O set, S not.
    /// </summary>
    /// <param name="source">The 16 octets of the address that speaks.</param>
    /// <param name="target">The 16 octets of the address that it speaks for.</param>
    /// <param name="isRouter">Whether who has the address is a router.</param>
    /// <param name="now">Monotonic ms.</param>
    public void Announce(byte[] source, byte[] target, bool isRouter, long now)
    {
        Withdraw(target);
        int flags = NeighborAdvertisement.OverrideFlag | (isRouter ? NeighborAdvertisement.RouterFlag : 0);
        _announcements.Add(new Announcement(source, target, flags, now));
    }

    /// <summary>Announces an address no more; harmless where it isn't.</summary>
    public void Withdraw(byte[] target)
    {
        _announcements.RemoveAll(known => Ipv6Address.Equal(known.Target, 0, target, 0));
    }

    /// <summary>
    /// Answers a solicitation: its sender, or all nodes where that has no address yet (RFC 4861 §7.2.4). For who answers
    /// as a proxy O is not set (§7.2.8).
    /// </summary>
    /// <param name="solicitation">The packet of the solicitation.</param>
    /// <param name="isProbe">Whether its sender has no address yet.</param>
    /// <param name="source">The 16 octets of the address that speaks.</param>
    /// <param name="target">The 16 octets of the address that it speaks for.</param>
    /// <param name="isRouter">Whether who has the address is a router.</param>
    public void Answer(Ipv6Packet solicitation, bool isProbe, byte[] source, byte[] target, bool isRouter)
    {
        int flags = isRouter ? NeighborAdvertisement.RouterFlag : 0;
        if (isProbe)
        {
            Send(source, _allNodes, 0, target, flags);
        }
        else
        {
            Send(
                source,
                solicitation.Buffer,
                solicitation.SourceOffset,
                target,
                flags | NeighborAdvertisement.SolicitedFlag);
        }
    }

    /// <summary>Sends the announcements that are due.</summary>
    public void Poll(long now)
    {
        foreach (Announcement announcement in _announcements)
        {
            if (announcement.NextAt <= now)
            {
                Send(announcement.Source, _allNodes, 0, announcement.Target, announcement.Flags);
                announcement.Left--;
                announcement.NextAt = now + IntervalMs;
            }
        }

        _announcements.RemoveAll(announcement => announcement.Left == 0);
    }

    /// <summary>Closes the socket.</summary>
    public void Dispose()
    {
        _sender.Dispose();
    }

    private void Send(byte[] source, byte[] destination, int destinationOffset, byte[] target, int flags)
    {
        _packet.Reset();
        byte[] octets = _packet.Octets;
        int message = _packet.Start + Ipv6Header.Length;
        int end = NeighborAdvertisement.Write(octets, message, flags, target, _linkLayerAddress);
        int length = Icmpv6.Finish(octets, message, end, source, 0, destination, destinationOffset);
        Ipv6Header.Write(
            octets,
            _packet.Start,
            0,
            length,
            ProtocolNumbers.Icmpv6,
            source,
            0,
            destination,
            destinationOffset);
        octets[_packet.Start + Ipv6Header.HopLimitOffset] = NeighborDiscovery.HopLimit;
        _packet.SetLength(Ipv6Header.Length + length);
        _sender.Send(_packet);
    }

    private sealed class Announcement(byte[] source, byte[] target, int flags, long nextAt)
    {
        public byte[] Source { get; } = source;

        public byte[] Target { get; } = target;

        public int Flags { get; } = flags;

        public int Left { get; set; } = Repetitions;

        public long NextAt { get; set; } = nextAt;
    }
}
