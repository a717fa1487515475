using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Forwarding;

/// <summary>
/// Relays ICMPv6 errors about packets in the tunnel to the source of the packet inside, in the vehicle (RFC 2473 §8): it
/// alone can mend what they tell of. An error must quote a packet that the router may have sent: from this care-of
/// address to the home agent, and inside it one of the vehicle's. Nothing is remembered, so a forged error that quotes
/// such a packet does no more than one packet's worth of harm.
/// </summary>
internal sealed class TunnelErrorRelay
{
    private readonly RouterSettings _settings;
    private readonly BindingUpdateList _bindings;
    private readonly ILink _port;
    private readonly byte[] _homeAgent;
    private readonly TunnelErrors _read = new TunnelErrors();
    private readonly ErrorReporter _errors;

    internal TunnelErrorRelay(RouterSettings settings, BindingUpdateList bindings, ILink port, byte[] homeAgent)
    {
        _settings = settings;
        _bindings = bindings;
        _port = port;
        _homeAgent = homeAgent;
        _errors = new ErrorReporter(settings.HomeAddress);
    }

    /// <summary>An error about a packet in a tunnel came to an uplink.</summary>
    /// <returns><see cref="Refusal.None"/>, or why it was not relayed.</returns>
    internal Refusal Receive(int uplink, Ipv6Packet packet, long now)
    {
        if (!_read.TryRead(packet))
        {
            return _read.Refusal;
        }

        if (!QuotesOurs(_bindings.At(uplink), packet))
        {
            return Refusal.NotAwaited;
        }

        return !_read.Prepare(_errors, now) || _port.Send(_errors.Packet) ? Refusal.None : Refusal.LinkRefused;
    }

    private bool QuotesOurs(Binding binding, Ipv6Packet packet)
    {
        byte[] buffer = packet.Buffer;
        return binding.Up
            && !Ipv6Address.IsUnspecified(_homeAgent, 0)
            && Ipv6Address.Equal(buffer, packet.DestinationOffset, binding.CareOfAddress, 0)
            && Ipv6Address.Equal(buffer, _read.NearEndOffset, binding.CareOfAddress, 0)
            && Ipv6Address.Equal(buffer, _read.FarEndOffset, _homeAgent, 0)
            && (Ipv6Prefix.AnyContains(_settings.MobileNetworkPrefixes, buffer, _read.InnerSourceOffset)
                || Ipv6Address.Equal(buffer, _read.InnerSourceOffset, _settings.HomeAddress, 0));
    }
}
