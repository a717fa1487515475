using McoaRouter.Forwarding;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// A home agent as one machine without input or output of its own, in the device's dialect: the Linux daemon, the
/// simulation and the tests run the same. After construction it allocates nothing. One thread makes all calls. It
/// serves the accounts of its settings: Mobile IPv6 home registration (RFC 6275 §10), mobile routers (RFC 3963 §6) and
/// multiple care-of addresses (draft §6). Duplicate address detection and proxy neighbour discovery for home addresses
/// are up to who owns the home link.
/// </summary>
public sealed class HomeAgent
{
    private readonly byte[] _address;
    private readonly ILink _network;
    private readonly ILink _homeLink;
    private readonly IHomeAgentListener _listener;
    private readonly BindingUpdateProcessor _processor;
    private readonly HomeAgentForwarder _forwarder;
    private readonly Ipv6Packet _packet = new Ipv6Packet();

    /// <summary>Sets aside all memory.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="network">
    /// Where care-of addresses are reached: whole IPv6 packets from the home agent's address.
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
        _network = network;
        _homeLink = homeLink;
        _listener = listener;
        Refusals = new RefusalCounters();
        Bindings = new BindingCache(settings, listener);
        SimultaneousHome home = homeLink == null ? SimultaneousHome.Prohibited : settings.SimultaneousHome;
        _processor = new BindingUpdateProcessor(settings, home, Bindings, Refusals);
        _forwarder = new HomeAgentForwarder(settings.Address, Bindings, network, inside, homeLink, Refusals);
    }

    /// <summary>
    /// When <see cref="Poll"/> must next be called, in monotonic ms, or <see cref="MobileRouter.NoDeadline"/>. To be
    /// read again after every other call.
    /// </summary>
    public long NextDeadline
    {
        get { return Bindings.NextExpiry; }
    }

    /// <summary>The binding cache, to look at.</summary>
    public BindingCache Bindings { get; }

    /// <summary>What was refused, by reason.</summary>
    public RefusalCounters Refusals { get; }

    /// <summary>Packets tunnelled to routers.</summary>
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
    /// A whole IPv6 packet for the home agent's address came in: a Binding Update, or a tunnelled packet. The buffer
    /// may be changed and sent within the call.
    /// </summary>
    public void ReceiveFromNetwork(PacketBuffer packet, long now)
    {
        Bindings.Expire(now);
        Count(_packet.TryRead(packet.Octets, packet.Start, packet.Length) ? Dispatch(packet, now) : _packet.Refusal);
    }

    /// <summary>
    /// A whole IPv6 packet for a home address or a registered prefix came in. The buffer may be changed and sent within
    /// the call.
    /// </summary>
    public void ReceiveFromInside(PacketBuffer packet, long now)
    {
        Bindings.Expire(now);
        Count(_forwarder.FromInside(packet, now));
    }

    /// <summary>Runs the timers that are due. Harmless when called early, late or twice.</summary>
    public void Poll(long now)
    {
        Bindings.Expire(now);
    }

    private Refusal Dispatch(PacketBuffer packet, long now)
    {
        bool forUs = Ipv6Address.Equal(_packet.Buffer, _packet.DestinationOffset, _address, 0);
        if (_packet.RoutingAddressOffset >= 0)
        {
            return Refusal.RoutingHeader;
        }

        switch (_packet.Protocol)
        {
            case ProtocolNumbers.Ipv6:
                return forUs ? _forwarder.FromTunnel(packet, _packet, now) : Refusal.TunnelToWrongAddress;
            case ProtocolNumbers.Mobility:
                return forUs ? ReceiveMobility(now) : Refusal.WrongPeer;
            default:
                return Refusal.UnknownProtocol;
        }
    }

    private Refusal ReceiveMobility(long now)
    {
        Refusal refusal = MobilityHeader.Check(_packet);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        int type = MobilityHeader.Type(_packet.Buffer, _packet.PayloadOffset);
        return type == MobilityHeader.BindingUpdate ? Register(now) : Refusal.UnknownMessage;
    }

    private Refusal Register(long now)
    {
        Refusal refusal = _processor.Process(_packet, now);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        if (!LinkTo(_processor.Answer, _processor.Router).Send(_processor.Answer))
        {
            return Refusal.LinkRefused;
        }

        if (_processor.Router != null)
        {
            _listener.BindingUpdateAnswered(_processor.Router.Index, _processor.Status, _processor.Sequence, now);
        }

        return Refusal.None;
    }

    /// <summary>What goes to a home address itself goes to the home link: the router is there.</summary>
    private ILink LinkTo(PacketBuffer packet, RouterBindings router)
    {
        bool home = _homeLink != null
            && router != null
            && Ipv6Address.Equal(
                packet.Octets, packet.Start + Ipv6Header.DestinationOffset, router.Account.HomeAddress, 0);
        return home ? _homeLink : _network;
    }

    private void Count(Refusal refusal)
    {
        if (refusal != Refusal.None)
        {
            Refusals.Add(refusal);
        }
    }
}
