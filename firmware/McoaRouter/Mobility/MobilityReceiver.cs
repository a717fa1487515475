using McoaRouter.Bindings;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// Takes the mobility messages that come to uplinks, plainly or through the tunnel: checks each (RFC 6275 §9.2), sees
/// from whom and to which address it came, and hands it to who asked for it.
/// </summary>
internal sealed class MobilityReceiver
{
    private readonly RouterSettings _settings;
    private readonly BindingUpdateList _bindings;
    private readonly HomeRegistration _registration;
    private readonly IRouteOptimizer _optimizer;
    private readonly BindingAcknowledgement _acknowledgement;
    private readonly BindingRefreshRequest _refreshRequest;
    private readonly BindingError _error;
    private readonly Ipv6Packet _inner = new Ipv6Packet();

    internal MobilityReceiver(
        RouterSettings settings,
        BindingUpdateList bindings,
        HomeRegistration registration,
        IRouteOptimizer optimizer)
    {
        _settings = settings;
        _bindings = bindings;
        _registration = registration;
        _optimizer = optimizer;
        _acknowledgement = new BindingAcknowledgement(settings.Profile);
        _refreshRequest = new BindingRefreshRequest(settings.Profile);
        _error = new BindingError(settings.Profile);
    }

    /// <summary>
    /// Whether a packet has a type 2 routing header and is neither a mobility message nor a Mobile Prefix Advertisement:
    /// only a correspondent sends such ones, whole or in fragments.
    /// </summary>
    internal static bool IsOptimized(Ipv6Packet packet)
    {
        return packet.RoutingAddressOffset >= 0
            && (packet.Refusal == Refusal.Fragment
                || (packet.Refusal == Refusal.None
                    && packet.Protocol != ProtocolNumbers.Mobility
                    && !IsPrefixAdvertisement(packet)));
    }

    /// <summary>A packet with a Mobility Header came to an uplink.</summary>
    /// <returns><see cref="Refusal.None"/>, or why it changed nothing.</returns>
    internal Refusal Receive(int uplink, Ipv6Packet packet, long now)
    {
        Refusal refusal = MobilityHeader.Check(packet);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        if (!MobilityHeader.IsKnown(MobilityHeader.Type(packet.Buffer, packet.PayloadOffset)))
        {
            return Refusal.UnknownMessage;
        }

        if (!IsFromHomeAgent(packet))
        {
            return FromOthers(uplink, packet, false, now);
        }

        switch (MobilityHeader.Type(packet.Buffer, packet.PayloadOffset))
        {
            case MobilityHeader.BindingAcknowledgement:
                return Acknowledge(uplink, packet, now);
            case MobilityHeader.BindingRefreshRequest:
                return Refresh(uplink, packet, now);
            case MobilityHeader.BindingError:
                return TakeError(uplink, packet, now);
            default:
                return Refusal.UnknownMessage;
        }
    }

    /// <summary>
    /// Whether the packet in a tunnel from the home agent is a mobility message for the router itself: it has no
    /// extension headers.
    /// </summary>
    internal bool IsTunnelledMessage(byte[] buffer, int inner, int length)
    {
        return length >= Ipv6Header.Length
            && buffer[inner + Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Mobility
            && Ipv6Address.Equal(buffer, inner + Ipv6Header.DestinationOffset, _settings.HomeAddress, 0);
    }

    /// <summary>
    /// A mobility message came through the tunnel, whose outer header was checked: a correspondent's, or a request or
    /// an error of the home agent's own, which it addresses to the home address (RFC 6275 §9.5.5, §9.3.3). Its
    /// acknowledgements come this way in UDP alone (RFC 5555 §4.2).
    /// </summary>
    /// <param name="uplink">The uplink that it came to.</param>
    /// <param name="buffer">The buffer that holds the packet inside.</param>
    /// <param name="offset">Where that packet starts.</param>
    /// <param name="length">Octets of that packet.</param>
    /// <param name="inUdp">Whether the tunnel is one in UDP.</param>
    /// <param name="now">Monotonic ms.</param>
    /// <returns><see cref="Refusal.None"/>, or why it changed nothing.</returns>
    internal Refusal ReceiveTunnelled(int uplink, byte[] buffer, int offset, int length, bool inUdp, long now)
    {
        if (!_inner.TryRead(buffer, offset, length))
        {
            return _inner.Refusal;
        }

        Refusal refusal = MobilityHeader.Check(_inner);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        if (!IsFromHomeAgent(_inner))
        {
            return FromOthers(uplink, _inner, true, now);
        }

        switch (MobilityHeader.Type(_inner.Buffer, _inner.PayloadOffset))
        {
            case MobilityHeader.BindingAcknowledgement:
                return inUdp
                    ? ReadAcknowledgement(_inner, _bindings.At(uplink).CareOfAddress, now)
                    : Refusal.UnknownMessage;
            case MobilityHeader.BindingRefreshRequest:
                return ReadRequest(_inner, now);
            case MobilityHeader.BindingError:
                return ReadError(_inner, now);
            default:
                return Refusal.UnknownMessage;
        }
    }

    private static bool IsPrefixAdvertisement(Ipv6Packet packet)
    {
        return packet.Protocol == ProtocolNumbers.Icmpv6
            && packet.PayloadLength > 0
            && Icmpv6.Type(packet.Buffer, packet.PayloadOffset) == Icmpv6.MobilePrefixAdvertisement;
    }

    private static bool IsTo(int offset, Ipv6Packet packet, byte[] address)
    {
        return Ipv6Address.Equal(packet.Buffer, offset, address, 0);
    }

    private Refusal FromOthers(int uplink, Ipv6Packet packet, bool tunnelled, long now)
    {
        return _optimizer == null ? Refusal.WrongPeer : _optimizer.Receive(uplink, packet, tunnelled, now);
    }

    private Refusal Acknowledge(int uplink, Ipv6Packet packet, long now)
    {
        return IsForHomeAddress(uplink, packet) ? ReadAcknowledgement(packet, null, now) : Refusal.WrongPeer;
    }

    private Refusal ReadAcknowledgement(Ipv6Packet packet, byte[] ipv4CareOfAddress, long now)
    {
        return _acknowledgement.TryRead(packet.Buffer, packet.PayloadOffset, packet.PayloadLength)
            ? _registration.Acknowledge(_acknowledgement, packet, ipv4CareOfAddress, now)
            : _acknowledgement.Refusal;
    }

    private Refusal Refresh(int uplink, Ipv6Packet packet, long now)
    {
        return IsForRouter(uplink, packet) ? ReadRequest(packet, now) : Refusal.WrongPeer;
    }

    private Refusal ReadRequest(Ipv6Packet packet, long now)
    {
        return _refreshRequest.TryRead(packet.Buffer, packet.PayloadOffset, packet.PayloadLength)
            ? _registration.Unsolicited.Take(_refreshRequest, packet.Buffer, now)
            : _refreshRequest.Refusal;
    }

    private Refusal TakeError(int uplink, Ipv6Packet packet, long now)
    {
        return IsForRouter(uplink, packet) ? ReadError(packet, now) : Refusal.WrongPeer;
    }

    private Refusal ReadError(Ipv6Packet packet, long now)
    {
        return _error.TryRead(packet.Buffer, packet.PayloadOffset, packet.PayloadLength)
            ? _registration.Unsolicited.Take(_error, packet.Buffer, now)
            : _error.Refusal;
    }

    private bool IsFromHomeAgent(Ipv6Packet packet)
    {
        return _registration.Selection.KnowsHomeAgent
            && Ipv6Address.Equal(packet.Buffer, packet.SourceOffset, _registration.HomeAgent, 0);
    }

    /// <summary>
    /// To the uplink's care-of address with our home address in the routing header (RFC 6275 §6.4, §11.3.3); on the
    /// home link, to the home address itself (§11.5.5).
    /// </summary>
    private bool IsForHomeAddress(int uplink, Ipv6Packet packet)
    {
        Binding binding = _bindings.At(uplink);
        return packet.RoutingAddressOffset < 0
            ? binding.Up && binding.OnHomeLink && IsTo(packet.DestinationOffset, packet, _settings.HomeAddress)
            : IsForRouter(uplink, packet);
    }

    /// <summary>To the uplink's care-of address, or to our home address in any way.</summary>
    private bool IsForRouter(int uplink, Ipv6Packet packet)
    {
        Binding binding = _bindings.At(uplink);
        bool home = packet.RoutingAddressOffset < 0
            || IsTo(packet.RoutingAddressOffset, packet, _settings.HomeAddress);
        return binding.Up
            && home
            && (IsTo(packet.DestinationOffset, packet, binding.CareOfAddress)
                || (binding.OnHomeLink && IsTo(packet.DestinationOffset, packet, _settings.HomeAddress)));
    }
}
