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
        packet.Strip(inner - packet.Start);
        refusal = Ipv6Address.Equal(octets, inner + Ipv6Header.DestinationOffset, _address, 0)
            ? JudgeLocal(packet, from, peer, now)
            : Refusal.None;
        return refusal != Refusal.None ? refusal : Forward(packet, from, now);
    }

    /// <summary>
    /// Forwards a packet from the home agent's own side into the tunnel of the router that it is for.
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

        return Forward(packet, null, now);
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
        if (!Fits(packet, _tunnels.MtuOf(to.Preferred), now))
        {
            return Refusal.TooBig;
        }

        return Deliver(packet, to) ? Refusal.None : Refusal.LinkRefused;
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
