using McoaRouter.Forwarding;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// A home agent as one machine without input or output of its own, in the device's dialect: the Linux daemon, the
/// simulation and the tests run the same. After construction it allocates nothing. One thread makes all calls. It
/// serves the accounts of its settings: Mobile IPv6 home registration (RFC 6275 §10), mobile routers (RFC 3963 §6) and
/// multiple care-of addresses (draft §6, RFC 5648 §6), authenticated by RFC 4285. Proxy neighbour discovery for home
/// addresses is up to who owns the home link and hears the listener's events, and so is duplicate address detection,
/// whose outcome it is told.
/// </summary>
public sealed class HomeAgent
{
    private readonly byte[] _address;
    private readonly byte[] _ipv4Address;
    private readonly ILink _network;
    private readonly ILink _homeLink;
    private readonly IHomeAgentListener _listener;
    private readonly UpdateAuthentication _authentication;
    private readonly BindingUpdateProcessor _processor;
    private readonly RefreshRequests _refreshRequests;
    private readonly BindingErrors _bindingErrors;
    private readonly Discovery _discovery;
    private readonly ErrorReporter _errors;
    private readonly HomeAgentForwarder _forwarder;
    private readonly RandomSource _random = new RandomSource();
    private readonly Ipv6Packet _packet = new Ipv6Packet();
    private readonly RouterTunnels _tunnels;
    private readonly UdpPeer _sender = new UdpPeer();

    // Where the packet at hand came from in UDP, or null: its answers go there.
    private UdpPeer _peer;

    /// <summary>Sets aside all memory.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="network">
    /// Where care-of addresses are reached: whole IPv6 packets from the home agent's address, and where it has an IPv4
    /// address whole IPv4 packets with UDP within from that one.
    /// </param>
    /// <param name="inside">Where the vehicles' own packets go and come from: routes lead the prefixes in here.</param>
    /// <param name="homeLink">
    /// Where packets of a home binding go as they are (RFC 5648 §5.6), or null: then home bindings are prohibited.
    /// </param>
    /// <param name="listener">Who is told of changes.</param>
    public HomeAgent(
        HomeAgentSettings settings,
        ILink network,
        ILink inside,
        ILink homeLink,
        IHomeAgentListener listener)
    {
        _address = settings.Address;
        _ipv4Address = settings.Ipv4Address;
        _tunnels = new RouterTunnels(settings, network, homeLink);
        _network = network;
        _homeLink = homeLink;
        _listener = listener;
        Refusals = new RefusalCounters();
        Bindings = new BindingCache(settings, listener);
        SimultaneousHome home = homeLink == null ? SimultaneousHome.Prohibited : settings.SimultaneousHome;
        _authentication = new UpdateAuthentication(settings.Routers, Refusals);
        _processor = new BindingUpdateProcessor(settings, home, Bindings, _authentication, Refusals);
        _refreshRequests = new RefreshRequests(settings.Address, Bindings, _tunnels, Refusals);
        _bindingErrors = new BindingErrors(settings.Address, Bindings);
        _discovery = new Discovery(settings, Bindings, _random);
        _errors = new ErrorReporter(settings.Address);
        _forwarder = new HomeAgentForwarder(
            settings.Address, Bindings, _tunnels, inside, _errors, _bindingErrors, Refusals);
    }

    /// <summary>
    /// When <see cref="Poll"/> must next be called, in monotonic ms, or <see cref="MobileRouter.NoDeadline"/>. To be
    /// read again after every other call.
    /// </summary>
    public long NextDeadline
    {
        get { return Bindings.NextRefresh < Bindings.NextExpiry ? Bindings.NextRefresh : Bindings.NextExpiry; }
    }

    /// <summary>The binding cache, to look at.</summary>
    public BindingCache Bindings { get; }

    /// <summary>What was refused, by reason.</summary>
    public RefusalCounters Refusals { get; }

    /// <summary>Packets sent to routers: through their tunnels, or over the home link.</summary>
    public TrafficCounters ToRouters
    {
        get { return _forwarder.ToRouters; }
    }

    /// <summary>Packets received through tunnels from routers.</summary>
    public TrafficCounters FromRouters
    {
        get { return _forwarder.FromRouters; }
    }

    /// <summary>
    /// Sets the time of day, against which the timestamps of authenticated updates are held (RFC 4285 §6). Without it
    /// the home agent counts from 1970, and routers correct their clocks to that.
    /// </summary>
    /// <param name="unixMilliseconds">Milliseconds since 1970.</param>
    /// <param name="now">The monotonic time at that moment, ms.</param>
    public void SetClock(long unixMilliseconds, long now)
    {
        _authentication.SetClock(unixMilliseconds, now);
    }

    /// <summary>Mixes in octets from a true random source: the order of home agents of equal preference.</summary>
    public void Seed(byte[] octets, int offset, int length)
    {
        _random.Seed(octets, offset, length);
    }

    /// <summary>
    /// Another node on the home link uses a router's home address (RFC 6275 §10.3.1). Until
    /// <see cref="DuplicateCleared"/>, a router without a binding gets none: status 134 answers. One that has bindings
    /// keeps them.
    /// </summary>
    /// <param name="router">The router's index in the settings.</param>
    public void DuplicateFound(int router)
    {
        Bindings.Router(router).IsDuplicate = true;
    }

    /// <summary>No other node on the home link uses a router's home address any more.</summary>
    /// <param name="router">The router's index in the settings.</param>
    public void DuplicateCleared(int router)
    {
        Bindings.Router(router).IsDuplicate = false;
    }

    /// <summary>
    /// A whole IPv6 packet for the home agent's address, or for the home agents anycast address of the home prefix,
    /// came in: a mobility message, a tunnelled packet, a question of ICMPv6, or an error about a tunnelled packet; or a
    /// whole IPv4 packet for its IPv4 address, with UDP and an IPv6 packet within. The buffer may be changed and sent
    /// within the call.
    /// </summary>
    public void ReceiveFromNetwork(PacketBuffer packet, long now)
    {
        Poll(now);
        _peer = null;
        if (_ipv4Address != null && UdpEncapsulation.Is(packet.Octets, packet.Start, packet.Length))
        {
            Count(ReceiveInUdp(packet, now));
            return;
        }

        Count(_packet.TryRead(packet.Octets, packet.Start, packet.Length) ? Dispatch(packet, now) : _packet.Refusal);
    }

    /// <summary>
    /// A whole IPv6 packet for a home address or a registered prefix came in. The buffer may be changed and sent within
    /// the call.
    /// </summary>
    public void ReceiveFromInside(PacketBuffer packet, long now)
    {
        Poll(now);
        Count(_forwarder.FromInside(packet, now));
    }

    /// <summary>Runs the timers that are due. Harmless when called early, late or twice.</summary>
    public void Poll(long now)
    {
        Bindings.Expire(now);
        _refreshRequests.Poll(now);
    }

    /// <summary>
    /// A packet in UDP over IPv4 (RFC 5555 §4.1): a mobility message or a question for the home agent itself, or one that
    /// a router sends through its tunnel. Only an authentic update makes or moves a binding.
    /// </summary>
    private Refusal ReceiveInUdp(PacketBuffer packet, long now)
    {
        byte[] octets = packet.Octets;
        Refusal refusal = UdpEncapsulation.Check(octets, packet.Start, packet.Length);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        if (!Ipv4Address.Equal(octets, packet.Start + Ipv4Header.DestinationOffset, _ipv4Address, 0))
        {
            return Refusal.TunnelToWrongAddress;
        }

        if (!_sender.TryTake(octets, packet.Start)
            || Ipv4Address.Equal(octets, packet.Start + Ipv4Header.SourceOffset, _ipv4Address, 0))
        {
            return Refusal.CareOfAddress;
        }

        _peer = _sender;
        packet.Strip(UdpTunnel.Overhead);
        refusal = Ipv6Header.Check(octets, packet.Start, packet.Length);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        bool forUs = Ipv6Address.Equal(octets, packet.Start + Ipv6Header.DestinationOffset, _address, 0);
        if (forUs && !_packet.TryRead(octets, packet.Start, packet.Length))
        {
            return _packet.Refusal;
        }

        if (forUs && _packet.Protocol == ProtocolNumbers.Mobility)
        {
            return _packet.RoutingAddressOffset < 0 ? ReceiveMobility(packet, now) : Refusal.RoutingHeader;
        }

        return forUs && IsPrefixSolicitation()
            ? Solicited(now)
            : _forwarder.FromTunnel(packet, packet.Start, packet.Length, packet.Start, _peer, now);
    }

    private bool IsPrefixSolicitation()
    {
        return _packet.Protocol == ProtocolNumbers.Icmpv6
            && _packet.PayloadLength > 0
            && Icmpv6.Type(_packet.Buffer, _packet.PayloadOffset) == Icmpv6.MobilePrefixSolicitation;
    }

    private Refusal Solicited(long now)
    {
        Refusal refusal = _bindingErrors.JudgeHomeAddress(_packet, _peer, now);
        if (refusal != Refusal.None)
        {
            SendBindingError();
            return refusal;
        }

        return ReceiveIcmp(false, now);
    }

    private Refusal Dispatch(PacketBuffer packet, long now)
    {
        if (_packet.RoutingAddressOffset >= 0)
        {
            return Refusal.RoutingHeader;
        }

        bool forUs = Ipv6Address.Equal(_packet.Buffer, _packet.DestinationOffset, _address, 0);
        bool anycast = !forUs && _discovery.IsAnycast(_packet.Buffer, _packet.DestinationOffset);
        if (!forUs && !anycast)
        {
            return _packet.Protocol == ProtocolNumbers.Ipv6 ? Refusal.TunnelToWrongAddress : Refusal.WrongPeer;
        }

        Refusal refusal = _bindingErrors.JudgeHomeAddress(_packet, _peer, now);
        if (refusal != Refusal.None)
        {
            SendBindingError();
            return refusal;
        }

        switch (_packet.Protocol)
        {
            case ProtocolNumbers.Icmpv6:
                return ReceiveIcmp(anycast, now);
            case ProtocolNumbers.Ipv6:
                return forUs ? ReceiveTunnelled(packet, now) : Refusal.TunnelToWrongAddress;
            case ProtocolNumbers.Mobility:
                return forUs ? ReceiveMobility(packet, now) : Refusal.WrongPeer;
            default:
                return Refusal.UnknownProtocol;
        }
    }

    private Refusal ReceiveTunnelled(PacketBuffer packet, long now)
    {
        return _forwarder.FromTunnel(
            packet, _packet.PayloadOffset, _packet.PayloadLength, _packet.SourceOffset, null, now);
    }

    private Refusal ReceiveIcmp(bool anycast, long now)
    {
        if (!anycast && Icmpv6Error.IsError(_packet))
        {
            return _forwarder.FromError(_packet, now);
        }

        Refusal refusal = _discovery.Receive(_packet, anycast, _peer, now);
        return refusal == Refusal.None ? Send(_discovery.Packet) : refusal;
    }

    /// <summary>The checks of every mobility message (RFC 6275 §9.2).</summary>
    private Refusal ReceiveMobility(PacketBuffer packet, long now)
    {
        Refusal refusal = MobilityHeader.Check(_packet);
        if (refusal == Refusal.PayloadProtocol && MobilityHeader.HasValidChecksum(_packet))
        {
            ReportField(packet, _packet.PayloadOffset, now);
        }

        if (refusal != Refusal.None)
        {
            return refusal;
        }

        refusal = _bindingErrors.JudgeType(_packet, now);
        if (refusal != Refusal.None)
        {
            SendBindingError();
            return refusal;
        }

        if (MobilityHeader.Type(_packet.Buffer, _packet.PayloadOffset) != MobilityHeader.BindingUpdate)
        {
            return Refusal.UnknownMessage;
        }

        if (_packet.PayloadLength < BindingUpdate.FixedLength)
        {
            ReportField(packet, _packet.PayloadOffset + MobilityHeader.HeaderLengthOffset, now);
            return Refusal.Truncated;
        }

        return Register(now);
    }

    private Refusal Register(long now)
    {
        Refusal refusal = _processor.Process(_packet, _peer, now);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        refusal = Send(_processor.Answer);
        if (refusal == Refusal.None && _processor.Router != null)
        {
            _listener.BindingUpdateAnswered(_processor.Router.Index, _processor.Status, _processor.Sequence, now);
        }

        return refusal;
    }

    private void SendBindingError()
    {
        if (_bindingErrors.IsDue)
        {
            Count(Send(_bindingErrors.Packet));
        }
    }

    /// <summary>Tells the source of a message straight which of its fields is wrong (RFC 6275 §9.2).</summary>
    private void ReportField(PacketBuffer packet, int fieldOffset, long now)
    {
        if (_errors.Prepare(Icmpv6Error.ParameterProblem, 0, fieldOffset - packet.Start, packet, now))
        {
            Count(Send(_errors.Packet));
        }
    }

    /// <summary>
    /// Sends a packet of our own to where its header says, whatever the cache holds (RFC 6275 §9.5.4). What goes to a
    /// home address itself goes to the home link: the router is there. What answers a packet in UDP goes back where that
    /// came from (RFC 5555 §4.2).
    /// </summary>
    private Refusal Send(PacketBuffer packet)
    {
        if (_peer != null)
        {
            return _tunnels.SendInUdp(packet, _peer.Address, _peer.Port) ? Refusal.None : Refusal.LinkRefused;
        }

        bool home = _homeLink != null
            && Bindings.FindByHomeAddress(packet.Octets, packet.Start + Ipv6Header.DestinationOffset) != null;
        return (home ? _homeLink : _network).Send(packet) ? Refusal.None : Refusal.LinkRefused;
    }

    private void Count(Refusal refusal)
    {
        if (refusal != Refusal.None)
        {
            Refusals.Add(refusal);
        }
    }
}
