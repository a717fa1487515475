using McoaRouter.Bindings;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// Takes the mobility messages that come to uplinks: checks each (RFC 6275 §9.2), sees from whom and to which address it
/// came, and hands it to who asked for it.
/// </summary>
internal sealed class MobilityReceiver
{
    private readonly RouterSettings _settings;
    private readonly BindingUpdateList _bindings;
    private readonly HomeRegistration _registration;
    private readonly BindingAcknowledgement _acknowledgement;

    internal MobilityReceiver(RouterSettings settings, BindingUpdateList bindings, HomeRegistration registration)
    {
        _settings = settings;
        _bindings = bindings;
        _registration = registration;
        _acknowledgement = new BindingAcknowledgement(settings.Profile);
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

        if (!IsFromHomeAgent(packet))
        {
            return Refusal.WrongPeer;
        }

        switch (MobilityHeader.Type(packet.Buffer, packet.PayloadOffset))
        {
            case MobilityHeader.BindingAcknowledgement:
                return Acknowledge(uplink, packet, now);
            default:
                return Refusal.UnknownMessage;
        }
    }

    private Refusal Acknowledge(int uplink, Ipv6Packet packet, long now)
    {
        if (!IsForHomeAddress(uplink, packet))
        {
            return Refusal.WrongPeer;
        }

        return _acknowledgement.TryRead(packet.Buffer, packet.PayloadOffset, packet.PayloadLength)
            ? _registration.Acknowledge(_acknowledgement, packet, now)
            : _acknowledgement.Refusal;
    }

    private bool IsFromHomeAgent(Ipv6Packet packet)
    {
        return Ipv6Address.Equal(packet.Buffer, packet.SourceOffset, _registration.HomeAgent, 0);
    }

    /// <summary>
    /// To the uplink's care-of address with our home address in the routing header (RFC 6275 §6.4.3, §11.7.3); on the
    /// home link, to the home address itself (§11.5.5).
    /// </summary>
    private bool IsForHomeAddress(int uplink, Ipv6Packet packet)
    {
        byte[] buffer = packet.Buffer;
        Binding binding = _bindings.At(uplink);
        if (packet.RoutingAddressOffset < 0)
        {
            return binding.Up
                && binding.OnHomeLink
                && Ipv6Address.Equal(buffer, packet.DestinationOffset, _settings.HomeAddress, 0);
        }

        return binding.Up
            && Ipv6Address.Equal(buffer, packet.DestinationOffset, binding.CareOfAddress, 0)
            && Ipv6Address.Equal(buffer, packet.RoutingAddressOffset, _settings.HomeAddress, 0);
    }
}
