using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Ethernet;

/// <summary>Writes the messages of Neighbor Discovery into one buffer, and sends them.</summary>
internal sealed class NeighborMessages
{
    private readonly EthernetLink _link;
    private readonly PacketBuffer _packet = new PacketBuffer(Limits.MessageOctets);
    private readonly byte[] _nobody = new byte[Ipv6Address.Length];
    private readonly byte[] _group = new byte[Ipv6Address.Length];
    private readonly byte[] _station = new byte[EthernetAddress.Length];

    /// <summary>The link-local address that messages come from, 16 octets.</summary>
    internal readonly byte[] LinkLocal = new byte[Ipv6Address.Length];

    /// <summary>The address of all nodes, 16 octets.</summary>
    internal readonly byte[] AllNodes = new byte[Ipv6Address.Length];

    internal NeighborMessages(EthernetLink link)
    {
        _link = link;
        NeighborDiscovery.WriteAllNodes(AllNodes, 0);
    }

    /// <summary>The buffer to write a message of one's own into, from <see cref="Begin"/> on.</summary>
    internal byte[] Octets
    {
        get { return _packet.Octets; }
    }

    /// <summary>The address of this station, 6 octets.</summary>
    internal byte[] Station
    {
        get { return _link.Address; }
    }

    /// <summary>Asks the group of an address for its link-layer address (RFC 4861 §7.2.2).</summary>
    internal bool Solicit(byte[] target, int offset)
    {
        int message = Begin();
        int end = NeighborSolicitation.Write(Octets, message, target, offset);
        end = NeighborDiscoveryOption.WriteLinkLayerAddress(
            Octets, end, NeighborDiscoveryOption.SourceLinkLayerAddress, Station);
        NeighborDiscovery.WriteSolicitedNode(_group, 0, target, offset);
        return SendToGroup(message, end, LinkLocal, _group);
    }

    /// <summary>Asks a neighbour whether it is still there (RFC 4861 §7.3.3).</summary>
    internal bool Probe(byte[] target, int offset, byte[] station, int stationOffset)
    {
        int message = Begin();
        int end = NeighborSolicitation.Write(Octets, message, target, offset);
        end = NeighborDiscoveryOption.WriteLinkLayerAddress(
            Octets, end, NeighborDiscoveryOption.SourceLinkLayerAddress, Station);
        return Send(message, end, LinkLocal, target, offset, station, stationOffset);
    }

    /// <summary>Asks whether somebody has an address that is to be ours (RFC 4862 §5.4.2).</summary>
    internal bool AskForDuplicate(byte[] target)
    {
        int message = Begin();
        int end = NeighborSolicitation.Write(Octets, message, target, 0);
        NeighborDiscovery.WriteSolicitedNode(_group, 0, target, 0);
        return SendToGroup(message, end, _nobody, _group);
    }

    /// <summary>Answers a solicitation for an address of ours, to its sender (RFC 4861 §7.2.4).</summary>
    internal bool Advertise(
        byte[] target, int flags, byte[] to, int toOffset, byte[] station, int stationOffset)
    {
        int message = Begin();
        int end = NeighborAdvertisement.Write(Octets, message, flags, target, Station);
        return Send(message, end, target, to, toOffset, station, stationOffset);
    }

    /// <summary>Tells all nodes that an address is ours (RFC 4861 §7.2.4, §7.2.6).</summary>
    internal bool AdvertiseToAll(byte[] target, int flags)
    {
        int message = Begin();
        int end = NeighborAdvertisement.Write(Octets, message, flags, target, Station);
        return SendToGroup(message, end, target, AllNodes);
    }

    /// <summary>Begins a message of the caller's in <see cref="Octets"/>.</summary>
    /// <returns>Where it starts.</returns>
    internal int Begin()
    {
        _packet.Reset();
        return _packet.Start + Ipv6Header.Length;
    }

    /// <summary>Sends what was written to a multicast group.</summary>
    internal bool SendToGroup(int message, int end, byte[] source, byte[] group)
    {
        EthernetAddress.WriteGroup(_station, 0, group, 0);
        return Send(message, end, source, group, 0, _station, 0);
    }

    private bool Send(
        int message, int end, byte[] source, byte[] to, int toOffset, byte[] station, int stationOffset)
    {
        int length = Icmpv6.Finish(Octets, message, end, source, 0, to, toOffset);
        Ipv6Header.Write(
            Octets, _packet.Start, 0, length, ProtocolNumbers.Icmpv6, source, 0, to, toOffset);
        Octets[_packet.Start + Ipv6Header.HopLimitOffset] = NeighborDiscovery.HopLimit;
        _packet.SetLength(Ipv6Header.Length + length);
        return _link.Send(_packet, station, stationOffset);
    }
}
