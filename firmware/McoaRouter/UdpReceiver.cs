using McoaRouter.Bindings;
using McoaRouter.Forwarding;
using McoaRouter.Links;
using McoaRouter.Mobility;
using McoaRouter.Wire;

namespace McoaRouter;

/// <summary>
/// Takes what comes in UDP over IPv4 (RFC 5555 §4.1): mobility messages and Mobile Prefix Advertisements to the home
/// address, and packets for the vehicle. An uplink that has an IPv4 care-of address takes nothing else.
/// </summary>
internal sealed class UdpReceiver
{
    /// <summary>Whether the last packet was a message to the router itself, which may have changed more than traffic.</summary>
    internal bool TookMessage;

    private readonly BindingUpdateList _bindings;
    private readonly TunnelForwarder _forwarder;
    private readonly MobilityReceiver _mobility;
    private readonly Icmpv6Receiver _icmpv6;
    private readonly ITrafficSteering _steering;

    internal UdpReceiver(
        BindingUpdateList bindings,
        TunnelForwarder forwarder,
        MobilityReceiver mobility,
        Icmpv6Receiver icmpv6,
        ITrafficSteering steering)
    {
        _bindings = bindings;
        _forwarder = forwarder;
        _mobility = mobility;
        _icmpv6 = icmpv6;
        _steering = steering;
    }

    /// <summary>Whether a packet is to be handed in here: it is an IPv4 one, or the uplink has no IPv6.</summary>
    internal bool Takes(int uplink, PacketBuffer packet)
    {
        return UdpEncapsulation.Is(packet.Octets, packet.Start, packet.Length) || IsUp(_bindings.At(uplink));
    }

    /// <summary>Such a packet came to an uplink.</summary>
    /// <returns><see cref="Refusal.None"/>, or why it changed nothing; what becomes of traffic is counted there.</returns>
    internal Refusal Receive(int uplink, PacketBuffer packet, long now)
    {
        TookMessage = false;
        Binding binding = _bindings.At(uplink);
        if (!IsUp(binding))
        {
            return Refusal.NotIpv6;
        }

        Refusal refusal = _forwarder.CheckUdpTunnel(binding, packet);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        packet.Strip(UdpTunnel.Overhead);
        byte[] octets = packet.Octets;
        if (_mobility.IsTunnelledMessage(octets, packet.Start, packet.Length))
        {
            TookMessage = true;
            binding.Nat.Received(false, now);
            return _mobility.ReceiveTunnelled(uplink, octets, packet.Start, packet.Length, true, now);
        }

        binding.Nat.Received(true, now);
        if (_steering != null && _steering.IsProbeAnswer(octets, packet.Start, packet.Length))
        {
            TookMessage = true;
            return _steering.ReceiveProbeAnswer(uplink, octets, packet.Start, packet.Length, now);
        }

        if (_icmpv6.IsTunnelledMessage(octets, packet.Start, packet.Length))
        {
            TookMessage = true;
            return _icmpv6.ReceiveTunnelled(octets, packet.Start, packet.Length, now);
        }

        _forwarder.FromUdpTunnel(uplink, packet, now);
        return Refusal.None;
    }

    private static bool IsUp(Binding binding)
    {
        return binding.Up && binding.IsIpv4;
    }
}
