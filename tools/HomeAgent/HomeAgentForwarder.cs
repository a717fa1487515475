using McoaRouter.Forwarding;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// The data plane of a home agent (RFC 3963 §6.5, RFC 6275 §10.4.2 and §10.4.5): packets of the vehicles through their
/// tunnels, in both directions and from one tunnel into another. Nothing here walks a packet's octets but an error's
/// quote.
/// </summary>
internal sealed class HomeAgentForwarder
{
    private readonly byte[] _address;
    private readonly BindingCache _cache;
    private readonly RouterTunnels _tunnels;
    private readonly ILink _inside;
    private readonly RefusalCounters _refusals;
    private readonly ErrorReporter _errors;
    private readonly BindingErrors _bindingErrors;
    private readonly Ipv6Packet _local = new Ipv6Packet();
    private readonly TunnelErrors _tunnelErrors = new TunnelErrors();
    private readonly byte[] _scratch = new byte[Ipv6Address.Length];
    private readonly SelectedPacket _selected = new SelectedPacket();
    private readonly PacketBuffer _copy = new PacketBuffer();

    public HomeAgentForwarder(
        byte[] address,
        BindingCache cache,
        RouterTunnels tunnels,
        ILink inside,
        ErrorReporter errors,
        BindingErrors bindingErrors,
        RefusalCounters refusals)
    {
        _address = address;
        _cache = cache;
        _tunnels = tunnels;
        _inside = inside;
        _refusals = refusals;
        _errors = errors;
        _bindingErrors = bindingErrors;
    }

    /// <summary>Packets tunnelled to routers.</summary>
    public TrafficCounters ToRouters { get; } = new TrafficCounters();

    /// <summary>Packets received through tunnels from routers.</summary>
    public TrafficCounters FromRouters { get; } = new TrafficCounters();

    /// <summary>
    /// Takes a packet out of its tunnel and forwards it: the outer source must be a care-of address of the router that
    /// the inner source belongs to (RFC 6275 §10.4.5, RFC 3963 §6.4), in UDP with its port.
    /// </summary>
    /// <param name="packet">The packet; in UDP its outer headers were taken off.</param>
    /// <param name="inner">Where the packet inside starts.</param>
    /// <param name="length">Octets of the packet inside.</param>
    /// <param name="source">Where the outer source address starts; not used in UDP.</param>
    /// <param name="peer">Where the packet came from in UDP, or null.</param>
    /// <param name="now">Monotonic ms.</param>
    /// <returns>Why the packet was refused.</returns>
    public Refusal FromTunnel(PacketBuffer packet, int inner, int length, int source, UdpPeer peer, long now)
    {
        byte[] octets = packet.Octets;
        Refusal refusal = Ipv6Header.Check(octets, inner, length);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        RouterBindings from = _cache.FindByAddress(octets, inner + Ipv6Header.SourceOffset);
        if (from == null
            || !from.Carries(octets, inner + Ipv6Header.SourceOffset)
            || !(peer == null ? from.HasCareOfAddress(octets, source) : from.HasPeer(peer)))
        {
            return (peer == null ? _cache.HasCareOfAddress(octets, source) : _cache.HasPeer(peer))
                ? Refusal.SourceOutsidePrefix
                : Refusal.TunnelFromStranger;
        }

        if (octets[inner + Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Ipv6
            && Ipv6Address.Equal(octets, inner + Ipv6Header.DestinationOffset, _address, 0))
        {
            return Refusal.NestedTunnel;
        }

        if (!Ipv6Address.IsRoutable(octets, inner + Ipv6Header.DestinationOffset))
        {
            return Refusal.AddressNotForwardable;
        }

        FromRouters.Add(length);
        BindingCacheEntry tunnel = peer == null ? from.FindByCareOfAddress(octets, source) : from.FindByPeer(peer);
        packet.Strip(inner - packet.Start);
        if (!Ipv6Address.Equal(octets, inner + Ipv6Header.DestinationOffset, _address, 0))
        {
            return Forward(packet, from, now);
        }

        refusal = JudgeLocal(packet, from, peer, now);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        return IsEchoRequest(packet) ? AnswerEcho(packet, tunnel) : Forward(packet, from, now);
    }

    /// <summary>
    /// Forwards a packet from the home agent's own side into the tunnel of the router that it is for. From there nobody
    /// may speak in the name of a vehicle that is away (RFC 3963 §9).
    /// </summary>
    /// <returns>Why the packet was refused.</returns>
    public Refusal FromInside(PacketBuffer packet, long now)
    {
        byte[] octets = packet.Octets;
        Refusal refusal = Ipv6Header.Check(octets, packet.Start, packet.Length);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        if (!Tunnel.IsForwardable(packet))
        {
            return Refusal.AddressNotForwardable;
        }

        // One of our own tunnel packets: a care-of address lies in a prefix that is served here. It could loop.
        if (octets[packet.Start + Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Ipv6
            && Ipv6Address.Equal(octets, packet.Start + Ipv6Header.SourceOffset, _address, 0))
        {
            return Refusal.NestedTunnel;
        }

        // What a vehicle sends comes through its tunnel, or by the home link.
        int source = packet.Start + Ipv6Header.SourceOffset;
        RouterBindings claimed = _cache.FindByAddress(octets, source);
        return claimed != null && claimed.Carries(octets, source) && !claimed.HasHomeBinding
            ? Refusal.SourceInsidePrefix
            : Forward(packet, null, now);
    }

    /// <summary>
    /// An ICMPv6 error came back about a packet of one of the tunnels: the source of the packet inside is told (RFC 2473
    /// §8, RFC 6275 §9.3.4). It must quote a packet that could have gone through a tunnel that stands.
    /// </summary>
    /// <returns>Why the error was refused.</returns>
    public Refusal FromError(Ipv6Packet error, long now)
    {
        if (!_tunnelErrors.TryRead(error))
        {
            return _tunnelErrors.Refusal;
        }

        byte[] buffer = _tunnelErrors.Buffer;
        int destination = _tunnelErrors.InnerOffset + Ipv6Header.DestinationOffset;
        RouterBindings to = _cache.FindByAddress(buffer, destination);
        if (to == null
            || !to.Carries(buffer, destination)
            || !to.HasCareOfAddress(buffer, _tunnelErrors.FarEndOffset)
            || !Ipv6Address.Equal(buffer, _tunnelErrors.NearEndOffset, _address, 0)
            || to.Serves(buffer, _tunnelErrors.InnerSourceOffset))
        {
            return Refusal.NoBinding;
        }

        // A packet of the home agent's own, such as a Binding Refresh Request, has nobody to tell.
        if (!Ipv6Address.Equal(buffer, _tunnelErrors.InnerSourceOffset, _address, 0)
            && _tunnelErrors.Prepare(_errors, now))
        {
            SendError();
        }

        return Refusal.None;
    }

    /// <summary>
    /// Judges a packet out of a tunnel that is for the home agent itself: what a Binding Error answers gets one through
    /// the same tunnel; mobility messages belong outside.
    /// </summary>
    private Refusal JudgeLocal(PacketBuffer packet, RouterBindings from, UdpPeer peer, long now)
    {
        if (!_local.TryRead(packet.Octets, packet.Start, packet.Length))
        {
            return _local.Refusal;
        }

        if (_local.Protocol == ProtocolNumbers.Ipv6)
        {
            return Refusal.NestedTunnel;
        }

        Refusal refusal = _bindingErrors.JudgeHomeAddress(_local, peer, now);
        if (refusal == Refusal.None && _local.Protocol == ProtocolNumbers.Mobility)
        {
            refusal = MobilityHeader.Check(_local);
            if (refusal != Refusal.None)
            {
                return refusal;
            }

            refusal = _bindingErrors.JudgeType(_local, now);
            refusal = refusal == Refusal.None ? Refusal.WrongPeer : refusal;
        }

        if (_bindingErrors.IsDue && !Deliver(_bindingErrors.Packet, from))
        {
            _refusals.Add(Refusal.LinkRefused);
        }

        return refusal;
    }

    private static bool IsEchoRequest(PacketBuffer packet)
    {
        return packet.Length >= Ipv6Header.Length + Icmpv6Echo.FixedLength
            && packet.Octets[packet.Start + Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Icmpv6
            && packet.Octets[packet.Start + Ipv6Header.Length] == Icmpv6Echo.Request;
    }

    /// <summary>
    /// Answers an Echo Request to the home agent itself by the tunnel through which it came (RFC 4443 §4.2), whichever
    /// binding is preferred: so a router that sends one through each of its tunnels learns of both directions of each.
    /// </summary>
    private Refusal AnswerEcho(PacketBuffer packet, BindingCacheEntry tunnel)
    {
        if (packet.Length > _tunnels.MtuOf(tunnel))
        {
            return Refusal.TooBig;
        }

        int length = packet.Length;
        Icmpv6Echo.Answer(packet.Octets, packet.Start, _scratch);
        if (!_tunnels.Send(packet, tunnel))
        {
            return Refusal.LinkRefused;
        }

        ToRouters.Add(length);
        return Refusal.None;
    }

    private Refusal Forward(PacketBuffer packet, RouterBindings from, long now)
    {
        int destination = packet.Start + Ipv6Header.DestinationOffset;
        RouterBindings to = _cache.FindByAddress(packet.Octets, destination);
        if (to != null && to == from)
        {
            return Refusal.DestinationInsidePrefix;
        }

        if (!Tunnel.DecrementHopLimit(packet))
        {
            Report(Icmpv6Error.TimeExceeded, 0, 0, packet, now);
            return Refusal.HopLimit;
        }

        // A router at home is reached over the home link, by the routes of who owns that.
        if (from != null && (to == null || to.IsAtHome))
        {
            return SendInside(packet, now);
        }

        if (to == null || !to.Carries(packet.Octets, destination))
        {
            Report(Icmpv6Error.DestinationUnreachable, Icmpv6Error.NoRoute, 0, packet, now);
            return to == null ? Refusal.DestinationOutsidePrefix : Refusal.NoBinding;
        }

        return SendToRouter(packet, to, now);
    }

    private Refusal SendInside(PacketBuffer packet, long now)
    {
        if (!Fits(packet, _inside.MaximumTransmissionUnit, now))
        {
            return Refusal.TooBig;
        }

        return _inside.Send(packet) ? Refusal.None : Refusal.LinkRefused;
    }

    private Refusal SendToRouter(PacketBuffer packet, RouterBindings to, long now)
    {
        FlowBindingEntry flow = null;
        if (to.Flows.Count > 0)
        {
            _selected.Read(packet.Octets, packet.Start, packet.Length);
            flow = to.Flows.Match(_selected, now);
        }

        if (!Fits(packet, MtuOf(flow, to), now))
        {
            return Refusal.TooBig;
        }

        return (flow == null ? Deliver(packet, to) : Deliver(packet, flow, to)) ? Refusal.None : Refusal.LinkRefused;
    }

    /// <summary>The largest packet that all bindings of a flow carry, or without a flow the preferred one.</summary>
    private int MtuOf(FlowBindingEntry flow, RouterBindings to)
    {
        if (flow == null)
        {
            return _tunnels.MtuOf(to.Preferred);
        }

        int smallest = int.MaxValue;
        for (int i = 0; i < flow.BidCount; i++)
        {
            BindingCacheEntry binding = to.FindBinding(flow.Bid(i));
            int mtu = binding == null ? smallest : _tunnels.MtuOf(binding);
            smallest = mtu < smallest ? mtu : smallest;
        }

        return smallest;
    }

    private bool Fits(PacketBuffer packet, int mtu, long now)
    {
        if (packet.Length <= mtu)
        {
            return true;
        }

        Report(Icmpv6Error.PacketTooBig, 0, mtu, packet, now);
        return false;
    }

    /// <summary>Sends a packet where each binding of a flow points that is registered (RFC 6089 §5.3.6).</summary>
    private bool Deliver(PacketBuffer packet, FlowBindingEntry flow, RouterBindings to)
    {
        int length = packet.Length;
        bool sent = false;
        BindingCacheEntry last = null;
        for (int i = 0; i < flow.BidCount; i++)
        {
            BindingCacheEntry binding = to.FindBinding(flow.Bid(i));
            if (binding == null)
            {
                continue;
            }

            if (last != null && _copy.Load(packet.Octets, packet.Start, length) && _tunnels.Send(_copy, last))
            {
                sent = true;
                ToRouters.Add(length);
            }

            last = binding;
        }

        if (last != null && _tunnels.Send(packet, last))
        {
            sent = true;
            ToRouters.Add(length);
        }

        return sent;
    }

    /// <summary>Sends a packet where the preferred binding points.</summary>
    private bool Deliver(PacketBuffer packet, RouterBindings to)
    {
        int length = packet.Length;
        if (!_tunnels.Send(packet, to.Preferred))
        {
            return false;
        }

        ToRouters.Add(length);
        return true;
    }

    private void Report(int type, int code, int mtu, PacketBuffer offending, long now)
    {
        if (_errors.Prepare(type, code, mtu, offending, now))
        {
            SendError();
        }
    }

    /// <summary>Sends an error to the source of a packet, through its tunnel where that is a vehicle's.</summary>
    private void SendError()
    {
        PacketBuffer error = _errors.Packet;
        int destination = error.Start + Ipv6Header.DestinationOffset;
        RouterBindings to = _cache.FindByAddress(error.Octets, destination);
        if (to != null && !to.Carries(error.Octets, destination))
        {
            return;
        }

        if (!(to == null ? _inside.Send(error) : Deliver(error, to)))
        {
            _refusals.Add(Refusal.LinkRefused);
        }
    }
}
