using McoaRouter.Bindings;
using McoaRouter.Forwarding;
using McoaRouter.Links;
using McoaRouter.Mobility;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter;

/// <summary>
/// The mobile router as one machine without input or output of its own: it never reads a clock, a socket or a random
/// source. Everything comes in by a call and goes out through <see cref="ILink.Send"/> and
/// <see cref="IRouterListener"/>. After construction it allocates nothing. It is not thread-safe: one thread makes all
/// calls.
/// </summary>
public sealed class MobileRouter
{
    /// <summary>The link number of the in-vehicle port; uplinks count from 0 in the order of the settings.</summary>
    public const int Port = -1;

    /// <summary>What <see cref="NextDeadline"/> is when no timer runs.</summary>
    public const long NoDeadline = long.MaxValue;

    private readonly RouterSettings _settings;
    private readonly ILink[] _uplinks;
    private readonly IRouterListener _listener;
    private readonly HomeRegistration _registration;
    private readonly TunnelForwarder _forwarder;
    private readonly Ipv6Packet _packet = new Ipv6Packet();
    private readonly BindingAcknowledgement _acknowledgement;

    /// <summary>Sets aside all memory. Nothing is sent before the first <see cref="LinkUp"/>.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="uplinks">One link for each uplink of the settings, in their order.</param>
    /// <param name="port">The in-vehicle network.</param>
    /// <param name="listener">Who is told of changes.</param>
    public MobileRouter(RouterSettings settings, ILink[] uplinks, ILink port, IRouterListener listener)
    {
        _settings = settings;
        _uplinks = uplinks;
        _listener = listener;
        Bindings = new BindingUpdateList(settings.Uplinks);
        _registration = new HomeRegistration(settings, Bindings, uplinks, listener, Refusals);
        _forwarder = new TunnelForwarder(settings, Bindings, uplinks, port, Refusals, _registration.HomeAgent);
        _acknowledgement = new BindingAcknowledgement(settings.Profile);
    }

    /// <summary>
    /// When <see cref="Poll"/> must next be called, in monotonic ms, or <see cref="NoDeadline"/>. To be read again
    /// after every other call.
    /// </summary>
    public long NextDeadline
    {
        get { return _registration.NextDeadline; }
    }

    /// <summary>The Binding Update List.</summary>
    public BindingUpdateList Bindings { get; }

    /// <summary>The state of the registration as a whole.</summary>
    public RegistrationState Registration
    {
        get { return _registration.State; }
    }

    /// <summary>What was refused, by reason.</summary>
    public RefusalCounters Refusals { get; } = new RefusalCounters();

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
        get { return _registration.State == RegistrationState.Stopped; }
    }

    /// <summary>
    /// A whole IPv6 packet came in. The router may change and send the buffer within the call; afterwards it is the
    /// caller's again. Packets must lie behind <see cref="Limits.HeadroomOctets"/> of headroom
    /// (<see cref="PacketBuffer.Reset"/>).
    /// </summary>
    /// <param name="link"><see cref="Port"/>, or an uplink.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="now">Monotonic ms.</param>
    public void Receive(int link, PacketBuffer packet, long now)
    {
        if (link == Port)
        {
            _forwarder.FromPort(packet, now);
            return;
        }

        if (!_packet.TryRead(packet.Octets, packet.Start, packet.Length))
        {
            Refusals.Add(_packet.Refusal);
            return;
        }

        switch (_packet.Protocol)
        {
            case ProtocolNumbers.Ipv6:
                _forwarder.FromTunnel(link, _packet, packet, now);
                break;
            case ProtocolNumbers.Mobility:
                ReceiveMobility(link, now);
                break;
            default:
                Refusals.Add(Refusal.UnknownProtocol);
                break;
        }
    }

    /// <summary>
    /// An uplink can carry packets from this care-of address. Called again with another address, it replaces the first;
    /// with the same, it is harmless. An address that can't serve, or a link with too small an MTU, is refused and
    /// counted, and the uplink is down.
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
            _registration.LinkUp(uplink, careOfAddress, offset, now);
        }
        else
        {
            Refusals.Add(refusal);
            _registration.LinkDown(uplink, now);
        }

        UpdatePath(now);
    }

    /// <summary>An uplink is lost: its carrier, or its care-of address. Harmless when it was not up.</summary>
    public void LinkDown(int uplink, long now)
    {
        _registration.LinkDown(uplink, now);
        UpdatePath(now);
    }

    /// <summary>Runs the timers that are due. Harmless when called early, late or twice.</summary>
    public void Poll(long now)
    {
        _registration.Poll(now);
        UpdatePath(now);
    }

    /// <summary>
    /// De-registers every binding and forwards nothing any more. <see cref="Poll"/> is to be called on until
    /// <see cref="Stopped"/>, at most five seconds.
    /// </summary>
    public void Stop(long now)
    {
        _registration.Stop(now);
        UpdatePath(now);
    }

    private Refusal CheckUplink(int uplink, byte[] careOfAddress, int offset)
    {
        if (_uplinks[uplink].MaximumTransmissionUnit < Limits.MinimumUplinkMtu)
        {
            return Refusal.MtuTooSmall;
        }

        return Ipv6Address.IsRoutable(careOfAddress, offset)
            && !Ipv6Prefix.AnyContains(_settings.MobileNetworkPrefixes, careOfAddress, offset)
                ? Refusal.None
                : Refusal.CareOfAddress;
    }

    private void ReceiveMobility(int uplink, long now)
    {
        Refusal refusal = MobilityHeader.Check(_packet);
        if (refusal == Refusal.None)
        {
            refusal = CheckPeer(uplink);
        }

        if (refusal == Refusal.None)
        {
            int type = MobilityHeader.Type(_packet.Buffer, _packet.PayloadOffset);
            refusal = type == MobilityHeader.BindingAcknowledgement ? Acknowledge(now) : Refusal.UnknownMessage;
        }

        if (refusal != Refusal.None)
        {
            Refusals.Add(refusal);
        }

        UpdatePath(now);
    }

    private Refusal Acknowledge(long now)
    {
        return _acknowledgement.TryRead(_packet.Buffer, _packet.PayloadOffset, _packet.PayloadLength)
            ? _registration.Acknowledge(_acknowledgement, _packet.Buffer, now)
            : _acknowledgement.Refusal;
    }

    /// <summary>
    /// From the home agent, to this uplink's care-of address, for our home address (RFC 6275 §6.4.3, §11.7.3).
    /// </summary>
    private Refusal CheckPeer(int uplink)
    {
        byte[] buffer = _packet.Buffer;
        Binding binding = Bindings.At(uplink);
        return binding.Up
            && _packet.RoutingAddressOffset >= 0
            && Ipv6Address.Equal(buffer, _packet.SourceOffset, _registration.HomeAgent, 0)
            && Ipv6Address.Equal(buffer, _packet.DestinationOffset, binding.CareOfAddress, 0)
            && Ipv6Address.Equal(buffer, _packet.RoutingAddressOffset, _settings.HomeAddress, 0)
                ? Refusal.None
                : Refusal.WrongPeer;
    }

    private void UpdatePath(long now)
    {
        int path = _registration.Path;
        if (path != _forwarder.Path)
        {
            _forwarder.Path = path;
            _listener.PathChanged(path, now);
        }
    }
}
