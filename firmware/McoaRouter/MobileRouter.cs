using McoaRouter.Bindings;
using McoaRouter.Forwarding;
using McoaRouter.Links;
using McoaRouter.Mobility;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter;

/// <summary>
/// The mobile router as one machine without input or output of its own: it never reads a clock, a socket or a random
/// source. Everything comes in by a call and goes out through <see cref="ILink.Send"/> and
/// <see cref="IRouterListener"/>. After construction it allocates nothing. It is not thread-safe: one thread makes all
/// calls.
/// </summary>
public sealed class MobileRouter : ILinkListener
{
    /// <summary>The link number of the in-vehicle port; uplinks count from 0 in the order of the settings.</summary>
    public const int Port = -1;

    /// <summary>What <see cref="NextDeadline"/> is when no timer runs.</summary>
    public const long NoDeadline = long.MaxValue;

    /// <summary>The Binding Update List.</summary>
    public readonly BindingUpdateList Bindings;

    /// <summary>What was refused, by reason.</summary>
    public readonly RefusalCounters Refusals = new RefusalCounters();

    /// <summary>The home registration.</summary>
    public readonly HomeRegistration HomeRegistration;

    private readonly RouterSettings _settings;
    private readonly ILink[] _uplinks;
    private readonly IRouterListener _listener;
    private readonly RandomSource _random = new RandomSource();
    private readonly TunnelForwarder _forwarder;
    private readonly IRouteOptimizer _optimizer;
    private readonly ITrafficSteering _steering;
    private readonly Ipv6Packet _packet = new Ipv6Packet();
    private readonly MobilityReceiver _mobility;
    private readonly Icmpv6Receiver _icmpv6;
    private readonly UdpReceiver _udp;
    private readonly TunnelErrorRelay _tunnelErrors;
    private readonly MobilityErrors _mobilityErrors;

    /// <summary>Sets aside all memory. Nothing is sent before the first <see cref="LinkUp"/>.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="uplinks">One link for each uplink of the settings, in their order.</param>
    /// <param name="port">The in-vehicle network.</param>
    /// <param name="listener">Who is told of changes.</param>
    /// <param name="optimizer">
    /// Route optimisation, or null: then the correspondents of the settings are reached through the home agent alone.
    /// </param>
    /// <param name="steering">
    /// Traffic steering, or null: then all traffic takes the preferred uplink, and no path is probed.
    /// </param>
    public MobileRouter(
        RouterSettings settings,
        ILink[] uplinks,
        ILink port,
        IRouterListener listener,
        IRouteOptimizer optimizer = null,
        ITrafficSteering steering = null)
    {
        _settings = settings;
        _uplinks = uplinks;
        _listener = listener;
        _optimizer = optimizer;
        _steering = steering;
        Bindings = new BindingUpdateList(settings.Uplinks);
        HomeRegistration = new HomeRegistration(settings, Bindings, uplinks, steering, listener, Refusals, _random);
        _forwarder = new TunnelForwarder(
            settings,
            Bindings,
            uplinks,
            port,
            steering,
            Refusals,
            HomeRegistration.HomeAgent,
            HomeRegistration.HomeAgentIpv4);
        _mobility = new MobilityReceiver(settings, Bindings, HomeRegistration, optimizer);
        _icmpv6 = new Icmpv6Receiver(
            settings, Bindings, HomeRegistration, optimizer, uplinks, listener, Refusals, _random);
        _udp = new UdpReceiver(Bindings, _forwarder, _mobility, _icmpv6, steering);
        _tunnelErrors = new TunnelErrorRelay(settings, Bindings, port, HomeRegistration.HomeAgent);
        _mobilityErrors = new MobilityErrors(settings, Bindings, uplinks, Refusals);
        if (optimizer != null)
        {
            optimizer.Start(settings, HomeRegistration, Bindings, uplinks, port, listener, Refusals, _random);
        }

        if (steering != null)
        {
            steering.Start(settings, HomeRegistration, Bindings, uplinks, listener, Refusals, _random);
        }
    }

    /// <summary>
    /// When <see cref="Poll"/> must next be called, in monotonic ms, or <see cref="NoDeadline"/>. To be read again
    /// after every other call.
    /// </summary>
    public long NextDeadline
    {
        get
        {
            long home = HomeRegistration.NextDeadline;
            long correspondents = _optimizer == null ? NoDeadline : _optimizer.NextDeadline;
            long steering = _steering == null ? NoDeadline : _steering.NextDeadline;
            long discovery = _icmpv6.NextDeadline;
            long next = home < correspondents ? home : correspondents;
            next = next < steering ? next : steering;
            return next < discovery ? next : discovery;
        }
    }

    /// <summary>The state of the registration as a whole.</summary>
    public RegistrationState Registration
    {
        get { return HomeRegistration.State; }
    }

    /// <summary>
    /// How care-of addresses are registered: as the settings say, as far as the home agent can do it.
    /// </summary>
    public RegistrationForm Form
    {
        get { return HomeRegistration.Form; }
    }

    /// <summary>The uplink by which the router is at home (draft §3.3), or -1 while it is away.</summary>
    public int HomeUplink
    {
        get { return HomeRegistration.HomeUplink; }
    }

    /// <summary>What traffic steering knows, or null where the router has none.</summary>
    public ISteeringView Steering
    {
        get { return _steering; }
    }

    /// <summary>Packets of the vehicle sent to the home agent.</summary>
    public TrafficCounters Outbound
    {
        get { return _forwarder.Outbound; }
    }

    /// <summary>Packets for the vehicle received from the home agent.</summary>
    public TrafficCounters Inbound
    {
        get { return _forwarder.Inbound; }
    }

    /// <summary>The uplink that carries the vehicle's traffic, or -1 where none can.</summary>
    public int Path
    {
        get { return _forwarder.Path; }
    }

    /// <summary>Whether <see cref="Stop"/> has finished: every binding is de-registered, or was given up.</summary>
    public bool Stopped
    {
        get { return HomeRegistration.State == RegistrationState.Stopped; }
    }

    /// <summary>
    /// Tells the time of day, for the timestamps of authenticated Binding Updates (RFC 4285 §6). Without it the home
    /// agent's answer to the first update sets the clock.
    /// </summary>
    /// <param name="unixMilliseconds">Milliseconds since 1970.</param>
    /// <param name="now">Monotonic ms at that moment.</param>
    public void SetClock(long unixMilliseconds, long now)
    {
        HomeRegistration.Security.SetClock(unixMilliseconds, now);
    }

    /// <summary>
    /// Gives octets that nobody can tell in advance, <see cref="RandomSource.SeedOctets"/> or more altogether; they are
    /// mixed in. Home agent and mobile prefix discovery wait for them: their identifiers must not be guessed.
    /// </summary>
    public void Seed(byte[] octets, int offset, int length)
    {
        _random.Seed(octets, offset, length);
    }

    /// <summary>
    /// A whole IP packet came in: IPv6, or from an uplink with an IPv4 care-of address IPv4 with UDP within. The router
    /// may change and send the buffer within the call; afterwards it is the caller's again. Packets must lie behind
    /// <see cref="Limits.HeadroomOctets"/> of headroom (<see cref="PacketBuffer.Reset"/>).
    /// </summary>
    /// <param name="link"><see cref="Port"/>, or an uplink.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="now">Monotonic ms.</param>
    public void Receive(int link, PacketBuffer packet, long now)
    {
        if (link == Port)
        {
            if (_optimizer == null || !_optimizer.FromPort(packet, now))
            {
                _forwarder.FromPort(packet, now);
            }

            return;
        }

        if (_udp.Takes(link, packet))
        {
            Count(_udp.Receive(link, packet, now));
            if (_udp.TookMessage)
            {
                UpdatePath(now);
            }

            return;
        }

        if (IsNative(link, packet))
        {
            _forwarder.FromHomeLink(packet, now);
            return;
        }

        bool read = _packet.TryRead(packet.Octets, packet.Start, packet.Length);
        if (MobilityReceiver.IsOptimized(_packet))
        {
            Count(_optimizer == null ? Refusal.WrongPeer : _optimizer.FromUplink(link, _packet, packet, now));
            return;
        }

        if (!read)
        {
            Refusals.Add(_packet.Refusal);
            return;
        }

        switch (_packet.Protocol)
        {
            case ProtocolNumbers.Ipv6:
                ReceiveTunnelled(link, packet, now);
                break;
            case ProtocolNumbers.Icmpv6:
                Count(TunnelErrors.IsAbout(_packet) ? ReceiveTunnelError(link, now) : _icmpv6.Receive(link, _packet, now));
                UpdatePath(now);
                break;
            case ProtocolNumbers.Mobility:
                ReceiveMobility(link, now);
                break;
            default:
                Count(Refusal.UnknownProtocol);
                break;
        }
    }

    /// <summary>
    /// An uplink can carry packets from this care-of address. Called again with another address, it replaces the first;
    /// with the same, it is harmless. An address that can't serve, or a link with too small an MTU, is refused and
    /// counted, and the uplink is down. So is an IPv4 one while the home agent in use has no IPv4 address; it is taken up
    /// by itself when one that has is used.
    /// </summary>
    /// <param name="uplink">The uplink.</param>
    /// <param name="careOfAddress">The buffer that holds the address; it is copied.</param>
    /// <param name="offset">Where the address starts.</param>
    /// <param name="now">Monotonic ms.</param>
    public void LinkUp(int uplink, byte[] careOfAddress, int offset, long now)
    {
        Refusal refusal = CheckUplink(uplink, careOfAddress, offset);
        if (refusal == Refusal.None)
        {
            HomeRegistration.LinkUp(uplink, careOfAddress, offset, now);
        }
        else
        {
            Refusals.Add(refusal);
            HomeRegistration.LinkDown(uplink, now);
        }

        UpdatePath(now);
    }

    /// <summary>An uplink is lost: its carrier, or its care-of address. Harmless when it was not up.</summary>
    public void LinkDown(int uplink, long now)
    {
        HomeRegistration.LinkDown(uplink, now);
        UpdatePath(now);
    }

    /// <summary>
    /// The strength of an uplink's signal, as often as the board knows it: a path that fades is left while it works.
    /// </summary>
    /// <param name="uplink">The uplink.</param>
    /// <param name="dbm">The strength, in dBm.</param>
    /// <param name="now">Monotonic ms.</param>
    public void SignalChanged(int uplink, int dbm, long now)
    {
        if (_steering != null)
        {
            _steering.SignalChanged(uplink, dbm, now);
            UpdatePath(now);
        }
    }

    /// <summary>Runs the timers that are due. Harmless when called early, late or twice.</summary>
    public void Poll(long now)
    {
        HomeRegistration.Poll(now);
        UpdatePath(now);
    }

    /// <summary>
    /// De-registers every binding and forwards nothing any more. <see cref="Poll"/> is to be called on until
    /// <see cref="Stopped"/>, at most five seconds.
    /// </summary>
    public void Stop(long now)
    {
        HomeRegistration.Stop(now);
        UpdatePath(now);
    }

    /// <summary>
    /// Gives an uplink another Binding Identifier (draft §5.1): the binding under the old one is removed, the new one
    /// registered, and no other is touched. It holds until the router is made anew from its settings.
    /// </summary>
    /// <param name="uplink">The uplink.</param>
    /// <param name="bid">The new Binding Identifier.</param>
    /// <param name="now">Monotonic ms.</param>
    /// <returns>
    /// False, and nothing changed, where the Binding Identifier is not 1..65535 or is in use, or where the removal
    /// after an earlier change is not over. </returns>
    public bool ChangeBindingIdentifier(int uplink, int bid, long now)
    {
        bool changed = HomeRegistration.ChangeBindingIdentifier(uplink, bid, now);
        UpdatePath(now);
        return changed;
    }

    private void ReceiveMobility(int link, long now)
    {
        Refusal refusal = _mobility.Receive(link, _packet, now);
        if (refusal != Refusal.None)
        {
            Refusals.Add(refusal);
            _mobilityErrors.Answer(link, _packet, now);
        }

        UpdatePath(now);
    }

    private void ReceiveTunnelled(int link, PacketBuffer packet, long now)
    {
        byte[] buffer = _packet.Buffer;
        int inner = _packet.PayloadOffset;
        int length = _packet.PayloadLength;
        bool probe = _steering != null && _steering.IsProbeAnswer(buffer, inner, length);
        if (!probe && !_mobility.IsTunnelledMessage(buffer, inner, length))
        {
            _forwarder.FromTunnel(link, _packet, packet, now);
            return;
        }

        Refusal refusal = _forwarder.CheckOuter(link, _packet);
        if (refusal == Refusal.None)
        {
            refusal = probe
                ? _steering.ReceiveProbeAnswer(link, buffer, inner, length, now)
                : _mobility.ReceiveTunnelled(link, buffer, inner, length, false, now);
        }

        Count(refusal);
        UpdatePath(now);
    }

    private Refusal ReceiveTunnelError(int link, long now)
    {
        Refusal refusal = _tunnelErrors.Receive(link, _packet, now);
        if (refusal == Refusal.None && _steering != null)
        {
            _steering.TunnelFailed(link, now);
        }

        return refusal;
    }

    private void Count(Refusal refusal)
    {
        if (refusal != Refusal.None)
        {
            Refusals.Add(refusal);
        }
    }

    private Refusal CheckUplink(int uplink, byte[] careOfAddress, int offset)
    {
        bool ipv4 = Ipv4MappedAddress.Is(careOfAddress, offset);
        int least = ipv4 ? Limits.MinimumIpv4UplinkMtu : Limits.MinimumUplinkMtu;
        if (_uplinks[uplink].MaximumTransmissionUnit < least)
        {
            return Refusal.MtuTooSmall;
        }

        if (ipv4)
        {
            return _settings.Uplinks[uplink].Transport != Transport.Ipv6
                && Ipv4Address.IsRoutable(careOfAddress, offset + Ipv4MappedAddress.Ipv4Offset)
                    ? Refusal.None
                    : Refusal.CareOfAddress;
        }

        return _settings.Uplinks[uplink].Transport != Transport.Udp
            && Ipv6Address.IsRoutable(careOfAddress, offset)
            && !Ipv6Prefix.AnyContains(_settings.MobileNetworkPrefixes, careOfAddress, offset)
                ? Refusal.None
                : Refusal.CareOfAddress;
    }

    /// <summary>
    /// Whether a packet came over the home link without a tunnel, for the vehicle or for the router itself.
    /// </summary>
    private bool IsNative(int uplink, PacketBuffer packet)
    {
        int destination = packet.Start + Ipv6Header.DestinationOffset;
        return HomeRegistration.IsNative(uplink)
            && packet.Length >= Ipv6Header.Length
            && (Ipv6Prefix.AnyContains(_settings.MobileNetworkPrefixes, packet.Octets, destination)
                || (Ipv6Address.Equal(packet.Octets, destination, _settings.HomeAddress, 0)
                    && packet.Octets[packet.Start + Ipv6Header.NextHeaderOffset] != ProtocolNumbers.Mobility));
    }

    private void UpdatePath(long now)
    {
        if (_steering != null)
        {
            _steering.Run(now);
        }

        int path = HomeRegistration.Path;
        if (path != _forwarder.Path)
        {
            _forwarder.Path = path;
            _listener.PathChanged(path, now);
            if (path >= 0)
            {
                HomeRegistration.PathMoved(path, now);
            }
        }

        if (_optimizer != null)
        {
            _optimizer.Run(now);
        }

        _icmpv6.Run(now);
    }
}
