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
internal sealed class TunnelErrors
{
    private const int Quoted = Icmpv6Error.InvokingPacketOffset + Ipv6Header.Length;

    private readonly RouterSettings _settings;
    private readonly BindingUpdateList _bindings;
    private readonly ILink _port;
    private readonly byte[] _homeAgent;
    private readonly ErrorRateLimit _rate = new ErrorRateLimit();
    private readonly PacketBuffer _error = new PacketBuffer();

    internal TunnelErrors(RouterSettings settings, BindingUpdateList bindings, ILink port, byte[] homeAgent)
    {
        _settings = settings;
        _bindings = bindings;
        _port = port;
        _homeAgent = homeAgent;
    }

    /// <summary>Whether an ICMPv6 message is an error about a packet in a tunnel, whoever's.</summary>
    internal static bool IsAbout(Ipv6Packet packet)
    {
        return packet.PayloadLength >= Quoted
            && Icmpv6.Type(packet.Buffer, packet.PayloadOffset) < Icmpv6Error.FirstInformation
            && packet.Buffer[InvokingPacket(packet) + Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Ipv6;
    }

    /// <summary>An error about a packet in a tunnel came to an uplink.</summary>
    /// <returns><see cref="Refusal.None"/>, or why it was not relayed.</returns>
    internal Refusal Receive(int uplink, Ipv6Packet packet, long now)
    {
        Refusal refusal = Icmpv6.Check(packet);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        if (!QuotesOurs(_bindings.At(uplink), packet))
        {
            return Refusal.NotAwaited;
        }

        switch (Icmpv6.Type(packet.Buffer, packet.PayloadOffset))
        {
            case Icmpv6Error.PacketTooBig:
                return RelayTooBig(packet, now);
            case Icmpv6Error.DestinationUnreachable:
            case Icmpv6Error.TimeExceeded:
            case Icmpv6Error.ParameterProblem:
                return Relay(
                    packet, Icmpv6Error.DestinationUnreachable, Icmpv6Error.AddressUnreachable, 0, now);
            default:
                return Refusal.UnknownMessage;
        }
    }

    private static int InvokingPacket(Ipv6Packet packet)
    {
        return packet.PayloadOffset + Icmpv6Error.InvokingPacketOffset;
    }

    private bool QuotesOurs(Binding binding, Ipv6Packet packet)
    {
        byte[] buffer = packet.Buffer;
        int outer = InvokingPacket(packet);
        int source = outer + Ipv6Header.Length + Ipv6Header.SourceOffset;
        return packet.PayloadLength >= Quoted + Ipv6Header.Length
            && binding.Up
            && !Ipv6Address.IsUnspecified(_homeAgent, 0)
            && Ipv6Address.Equal(buffer, packet.DestinationOffset, binding.CareOfAddress, 0)
            && Ipv6Address.Equal(buffer, outer + Ipv6Header.SourceOffset, binding.CareOfAddress, 0)
            && Ipv6Address.Equal(buffer, outer + Ipv6Header.DestinationOffset, _homeAgent, 0)
            && (Ipv6Prefix.AnyContains(_settings.MobileNetworkPrefixes, buffer, source)
                || Ipv6Address.Equal(buffer, source, _settings.HomeAddress, 0));
    }

    /// <summary>
    /// What the tunnel leaves of the MTU, but never under <see cref="Limits.MinimumMtu"/>: a packet of that size can't be
    /// made smaller, and uplinks that do not carry it in the tunnel are refused.
    /// </summary>
    private Refusal RelayTooBig(Ipv6Packet packet, long now)
    {
        int inner = InvokingPacket(packet) + Ipv6Header.Length;
        int length = Ipv6Header.Length
            + BigEndian.ReadUInt16(packet.Buffer, inner + Ipv6Header.PayloadLengthOffset);
        uint mtu = Icmpv6Error.Mtu(packet.Buffer, packet.PayloadOffset);
        if (mtu >= length + Tunnel.Overhead)
        {
            return Refusal.NotAwaited;
        }

        return length > Limits.MinimumMtu
            ? Relay(packet, Icmpv6Error.PacketTooBig, 0, Tunnel.Mtu((int)mtu), now)
            : Refusal.TooBig;
    }

    private Refusal Relay(Ipv6Packet packet, int type, int code, int mtu, long now)
    {
        int inner = InvokingPacket(packet) + Ipv6Header.Length;
        int length = packet.PayloadLength - Quoted;
        if (IsError(packet.Buffer, inner, length) || !_rate.Take(now))
        {
            return Refusal.None;
        }

        _error.Reset();
        _error.SetLength(Icmpv6Error.Write(
            _error.Octets, _error.Start, type, code, mtu, _settings.HomeAddress, packet.Buffer, inner, length));
        return _port.Send(_error) ? Refusal.None : Refusal.LinkRefused;
    }

    /// <summary>Whether the packet inside is an error itself, which none may answer (RFC 4443 §2.4 e).</summary>
    private static bool IsError(byte[] buffer, int inner, int length)
    {
        return buffer[inner + Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Icmpv6
            && (length == Ipv6Header.Length
                || Icmpv6.Type(buffer, inner + Ipv6Header.Length) < Icmpv6Error.FirstInformation);
    }
}
