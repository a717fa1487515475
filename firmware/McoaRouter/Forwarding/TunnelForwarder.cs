using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Forwarding;

/// <summary>
/// The data plane of the mobile router (RFC 3963 §5.5, §9): from the in-vehicle network into the tunnel of the path in
/// use, and out of any tunnel into the in-vehicle network. On the home link packets travel without a tunnel. Per packet
/// it looks at header fields only. No tunnel of a passenger ends here, so a packet inside one is never forwarded by
/// itself and only the outer source is judged (RFC 3963 §9).
/// </summary>
public sealed class TunnelForwarder
{
    /// <summary>Packets of the vehicle sent to the home agent.</summary>
    public readonly TrafficCounters Outbound = new TrafficCounters();

    /// <summary>Packets for the vehicle received from the home agent.</summary>
    public readonly TrafficCounters Inbound = new TrafficCounters();

    /// <summary>The uplink that carries the vehicle's traffic that no rule is about, or -1.</summary>
    internal int Path = -1;

    private readonly RouterSettings _settings;
    private readonly BindingUpdateList _bindings;
    private readonly ILink[] _uplinks;
    private readonly ILink _port;
    private readonly IPathSelector _selector;
    private readonly RefusalCounters _refusals;
    private readonly byte[] _homeAgent;
    private readonly byte[] _homeAgentIpv4;
    private readonly ErrorReporter _errors;

    internal TunnelForwarder(
        RouterSettings settings,
        BindingUpdateList bindings,
        ILink[] uplinks,
        ILink port,
        IPathSelector selector,
        RefusalCounters refusals,
        byte[] homeAgent,
        byte[] homeAgentIpv4)
    {
        _settings = settings;
        _bindings = bindings;
        _uplinks = uplinks;
        _port = port;
        _selector = selector;
        _refusals = refusals;
        _homeAgent = homeAgent;
        _homeAgentIpv4 = homeAgentIpv4;
        _errors = new ErrorReporter(settings.HomeAddress);
    }

    /// <summary>A packet came from the in-vehicle network.</summary>
    internal void FromPort(PacketBuffer packet, long now)
    {
        Refusal refusal = Ipv6Header.Check(packet.Octets, packet.Start, packet.Length);
        if (refusal == Refusal.None)
        {
            refusal = CheckOutbound(packet);
        }

        int path = refusal == Refusal.None ? PathOf(packet, now) : Path;
        if (refusal == Refusal.None && path < 0)
        {
            refusal = Refusal.NoBinding;
        }

        if (refusal == Refusal.None && packet.Length > MtuOf(path))
        {
            refusal = Refusal.TooBig;
        }

        if (refusal == Refusal.None && !Tunnel.DecrementHopLimit(packet))
        {
            refusal = Refusal.HopLimit;
        }

        if (refusal != Refusal.None)
        {
            _refusals.Add(refusal);
            ReportToPort(refusal, path, packet, now);
            return;
        }

        Send(path, packet, now);
    }

    /// <summary>A tunnelled packet came to an uplink.</summary>
    /// <param name="uplink">The uplink.</param>
    /// <param name="outer">The walked packet: its payload is the inner packet.</param>
    /// <param name="packet">Its buffer.</param>
    /// <param name="now">Monotonic ms.</param>
    internal void FromTunnel(int uplink, Ipv6Packet outer, PacketBuffer packet, long now)
    {
        Refusal refusal = CheckOuter(uplink, outer);
        if (refusal == Refusal.None)
        {
            packet.Strip(outer.PayloadOffset - outer.Offset);
            refusal = Ipv6Header.Check(packet.Octets, packet.Start, packet.Length);
            NoteUse(uplink, now);
        }

        Deliver(refusal, packet, now);
    }

    /// <summary>A packet out of a UDP tunnel, whose outer headers were checked and taken off.</summary>
    internal void FromUdpTunnel(int uplink, PacketBuffer packet, long now)
    {
        NoteUse(uplink, now);
        Deliver(Ipv6Header.Check(packet.Octets, packet.Start, packet.Length), packet, now);
    }

    /// <summary>A packet came to an uplink on the home link without a tunnel.</summary>
    internal void FromHomeLink(PacketBuffer packet, long now)
    {
        Deliver(Ipv6Header.Check(packet.Octets, packet.Start, packet.Length), packet, now);
    }

    private void NoteUse(int uplink, long now)
    {
        if (_selector != null)
        {
            _selector.Used(uplink, now);
        }
    }

    private int PathOf(PacketBuffer packet, long now)
    {
        return _selector == null || Path < 0 || _bindings.At(Path).OnHomeLink ? Path : _selector.PathOf(packet, Path, now);
    }

    /// <summary>The largest packet that an uplink carries for the vehicle, in octets.</summary>
    private int MtuOf(int uplink)
    {
        int mtu = _uplinks[uplink].MaximumTransmissionUnit;
        Binding binding = _bindings.At(uplink);
        if (binding.OnHomeLink)
        {
            return mtu;
        }

        return binding.IsIpv4 ? UdpTunnel.Mtu(mtu) : Tunnel.Mtu(mtu);
    }

    private void Deliver(Refusal refusal, PacketBuffer packet, long now)
    {
        if (refusal == Refusal.None)
        {
            refusal = CheckInbound(packet);
        }

        if (refusal == Refusal.None && packet.Length > _port.MaximumTransmissionUnit)
        {
            refusal = Refusal.TooBig;
        }

        if (refusal == Refusal.None && !IsForRouter(packet) && !Tunnel.DecrementHopLimit(packet))
        {
            refusal = Refusal.HopLimit;
        }

        if (refusal != Refusal.None)
        {
            _refusals.Add(refusal);
            ReportToSender(refusal, packet, now);
            return;
        }

        Inbound.Add(packet.Length);
        if (!_port.Send(packet))
        {
            _refusals.Add(Refusal.LinkRefused);
        }
    }

    private Refusal CheckOutbound(PacketBuffer packet)
    {
        byte[] octets = packet.Octets;
        int destination = packet.Start + Ipv6Header.DestinationOffset;
        if (!Tunnel.IsForwardable(packet))
        {
            return Refusal.AddressNotForwardable;
        }

        if (!IsOurs(octets, packet.Start + Ipv6Header.SourceOffset))
        {
            return Refusal.SourceOutsidePrefix;
        }

        if (IsOurs(octets, destination))
        {
            return Refusal.DestinationInsidePrefix;
        }

        return octets[packet.Start + Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Ipv6
            && Ipv6Address.Equal(octets, destination, _homeAgent, 0)
                ? Refusal.NestedTunnel
                : Refusal.None;
    }

    /// <summary>
    /// Whether the tunnel's outer header is right: from the home agent, to the uplink's care-of address.
    /// </summary>
    /// <returns><see cref="Refusal.None"/>, or what is wrong with it.</returns>
    internal Refusal CheckOuter(int uplink, Ipv6Packet outer)
    {
        if (!Ipv6Address.Equal(outer.Buffer, outer.SourceOffset, _homeAgent, 0)
            || Ipv6Address.IsUnspecified(_homeAgent, 0))
        {
            return Refusal.TunnelFromStranger;
        }

        Binding binding = _bindings.At(uplink);
        return binding.Up && Ipv6Address.Equal(outer.Buffer, outer.DestinationOffset, binding.CareOfAddress, 0)
            ? Refusal.None
            : Refusal.TunnelToWrongAddress;
    }

    /// <summary>
    /// Whether the headers of a packet in UDP are right: from the home agent, to the uplink's care-of address.
    /// </summary>
    /// <returns><see cref="Refusal.None"/>, or what is wrong with them.</returns>
    internal Refusal CheckUdpTunnel(Binding binding, PacketBuffer packet)
    {
        const int Ipv4 = Ipv4MappedAddress.Ipv4Offset;
        byte[] octets = packet.Octets;
        int start = packet.Start;
        Refusal refusal = UdpEncapsulation.Check(octets, start, packet.Length);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        if (!Ipv4Address.Equal(octets, start + Ipv4Header.SourceOffset, _homeAgentIpv4, 0))
        {
            return Refusal.TunnelFromStranger;
        }

        if (UdpEncapsulation.SourcePort(octets, start) != UdpEncapsulation.Port)
        {
            return Refusal.WrongPort;
        }

        return Ipv4Address.Equal(octets, start + Ipv4Header.DestinationOffset, binding.CareOfAddress, Ipv4)
            ? Refusal.None
            : Refusal.TunnelToWrongAddress;
    }

    private Refusal CheckInbound(PacketBuffer packet)
    {
        if (!Tunnel.IsForwardable(packet))
        {
            return Refusal.AddressNotForwardable;
        }

        if (IsOurs(packet.Octets, packet.Start + Ipv6Header.SourceOffset))
        {
            return Refusal.SourceInsidePrefix;
        }

        return IsOurs(packet.Octets, packet.Start + Ipv6Header.DestinationOffset)
            ? Refusal.None
            : Refusal.DestinationOutsidePrefix;
    }

    private bool IsForRouter(PacketBuffer packet)
    {
        return Ipv6Address.Equal(
            packet.Octets, packet.Start + Ipv6Header.DestinationOffset, _settings.HomeAddress, 0);
    }

    /// <summary>
    /// The home address counts too: the board's own packets come through the port. A board must not let a passenger's
    /// packet with that source through (RFC 3963 §9).
    /// </summary>
    private bool IsOurs(byte[] octets, int address)
    {
        return Ipv6Prefix.AnyContains(_settings.MobileNetworkPrefixes, octets, address)
            || Ipv6Address.Equal(octets, address, _settings.HomeAddress, 0);
    }

    private void Send(int path, PacketBuffer packet, long now)
    {
        int length = packet.Length;
        NoteUse(path, now);
        if (Encapsulate(packet, _bindings.At(path), now) && _uplinks[path].Send(packet))
        {
            Outbound.Add(length);
        }
        else
        {
            _refusals.Add(Refusal.LinkRefused);
        }
    }

    private bool Encapsulate(PacketBuffer packet, Binding binding, long now)
    {
        if (binding.OnHomeLink)
        {
            return true;
        }

        if (!binding.IsIpv4)
        {
            return Tunnel.Encapsulate(packet, binding.CareOfAddress, 0, _homeAgent, 0);
        }

        NatState nat = binding.Nat;
        nat.Sent(now);
        return UdpTunnel.ToHomeAgent(packet, nat.NextIdentification(), binding.CareOfAddress, _homeAgentIpv4);
    }

    private void ReportToPort(Refusal refusal, int path, PacketBuffer packet, long now)
    {
        if (Prepare(refusal, path < 0 ? 0 : MtuOf(path), packet, now) && !_port.Send(_errors.Packet))
        {
            _refusals.Add(Refusal.LinkRefused);
        }
    }

    private void ReportToSender(Refusal refusal, PacketBuffer packet, long now)
    {
        if (Path >= 0 && Prepare(refusal, _port.MaximumTransmissionUnit, packet, now))
        {
            Send(Path, _errors.Packet, now);
        }
    }

    /// <summary>What a sender can mend is answered by an error; what is malformed or forged gets silence.</summary>
    private bool Prepare(Refusal refusal, int mtu, PacketBuffer packet, long now)
    {
        switch (refusal)
        {
            case Refusal.TooBig:
                return _errors.Prepare(Icmpv6Error.PacketTooBig, 0, mtu, packet, now);
            case Refusal.HopLimit:
                return _errors.Prepare(Icmpv6Error.TimeExceeded, 0, 0, packet, now);
            case Refusal.NoBinding:
            case Refusal.DestinationInsidePrefix:
                return _errors.Prepare(Icmpv6Error.DestinationUnreachable, Icmpv6Error.NoRoute, 0, packet, now);
            case Refusal.SourceOutsidePrefix:
                return _errors.Prepare(Icmpv6Error.DestinationUnreachable, Icmpv6Error.SourcePolicy, 0, packet, now);
            default:
                return false;
        }
    }
}
