using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// The ICMPv6 of a mobile node (RFC 6275 §6.5-§6.8, §11.3.5, §11.4): takes the messages that come to uplinks, and runs
/// what asks for them. No router solicitation or other neighbour discovery is answered here (RFC 3963 §5.6).
/// </summary>
internal sealed class Icmpv6Receiver
{
    private readonly byte[] _homeAddress;
    private readonly Ipv6Packet _inner = new Ipv6Packet();
    private readonly BindingUpdateList _bindings;
    private readonly HomeRegistration _registration;
    private readonly IRouteOptimizer _optimizer;
    private readonly HomeAgentAddressDiscovery _homeAgents;
    private readonly MobilePrefixDiscovery _prefixes;

    internal Icmpv6Receiver(
        RouterSettings settings,
        BindingUpdateList bindings,
        HomeRegistration registration,
        IRouteOptimizer optimizer,
        ILink[] uplinks,
        IRouterListener listener,
        RefusalCounters refusals,
        RandomSource random)
    {
        _homeAddress = settings.HomeAddress;
        _bindings = bindings;
        _registration = registration;
        _optimizer = optimizer;
        _homeAgents = new HomeAgentAddressDiscovery(
            settings, bindings, registration, uplinks, listener, refusals, random);
        _prefixes = new MobilePrefixDiscovery(settings, bindings, registration, uplinks, listener, refusals, random);
    }

    /// <summary>When <see cref="Run"/> must next be called, in monotonic ms.</summary>
    internal long NextDeadline
    {
        get
        {
            long homeAgents = _homeAgents.NextDeadline;
            long prefixes = _prefixes.NextDeadline;
            return homeAgents < prefixes ? homeAgents : prefixes;
        }
    }

    /// <summary>Asks for home agents and prefixes, where that is wanted and due.</summary>
    internal void Run(long now)
    {
        _homeAgents.Run(now);
        _prefixes.Run(now);
    }

    /// <summary>A packet with an ICMPv6 message came to an uplink.</summary>
    /// <returns><see cref="Refusal.None"/>, or why it changed nothing.</returns>
    internal Refusal Receive(int uplink, Ipv6Packet packet, long now)
    {
        Refusal refusal = Icmpv6.Check(packet);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        Binding binding = _bindings.At(uplink);
        if (!binding.Up || !Ipv6Address.Equal(packet.Buffer, packet.DestinationOffset, binding.CareOfAddress, 0))
        {
            return Refusal.WrongPeer;
        }

        switch (Icmpv6.Type(packet.Buffer, packet.PayloadOffset))
        {
            case Icmpv6.HomeAgentDiscoveryReply:
                return _homeAgents.Receive(packet, now);
            case Icmpv6.MobilePrefixAdvertisement:
                return _prefixes.Receive(packet, false, now);
            case Icmpv6Error.ParameterProblem:
                return TakeParameterProblem(uplink, packet, now);
            default:
                return Refusal.UnknownMessage;
        }
    }

    /// <summary>
    /// Whether a packet in a UDP tunnel is an answer to what is asked through it: a Mobile Prefix Advertisement to the home
    /// address, without extension headers.
    /// </summary>
    internal bool IsTunnelledMessage(byte[] buffer, int inner, int length)
    {
        return length > Ipv6Header.Length
            && buffer[inner + Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Icmpv6
            && Icmpv6.Type(buffer, inner + Ipv6Header.Length) == Icmpv6.MobilePrefixAdvertisement
            && Ipv6Address.Equal(buffer, inner + Ipv6Header.DestinationOffset, _homeAddress, 0);
    }

    /// <summary>Such a packet came.</summary>
    /// <returns><see cref="Refusal.None"/>, or why it changed nothing.</returns>
    internal Refusal ReceiveTunnelled(byte[] buffer, int inner, int length, long now)
    {
        if (!_inner.TryRead(buffer, inner, length))
        {
            return _inner.Refusal;
        }

        Refusal refusal = Icmpv6.Check(_inner);
        return refusal == Refusal.None ? _prefixes.Receive(_inner, true, now) : refusal;
    }

    /// <summary>A correspondent that does not know the Mobility Header is left alone for a while.</summary>
    private Refusal TakeParameterProblem(int uplink, Ipv6Packet packet, long now)
    {
        if (IsAboutHomeAgent(packet))
        {
            return JudgeParameterProblem(packet);
        }

        return _optimizer == null ? Refusal.WrongPeer : _optimizer.ReceiveError(uplink, packet, now);
    }

    /// <summary>Whether an error quotes a packet from the care-of address that it came to, to the home agent.</summary>
    private bool IsAboutHomeAgent(Ipv6Packet packet)
    {
        byte[] buffer = packet.Buffer;
        int invoking = packet.PayloadOffset + Icmpv6Error.InvokingPacketOffset;
        return packet.PayloadLength >= Icmpv6Error.InvokingPacketOffset + Ipv6Header.Length
            && Ipv6Address.Equal(buffer, invoking + Ipv6Header.SourceOffset, buffer, packet.DestinationOffset)
            && Ipv6Address.Equal(buffer, invoking + Ipv6Header.DestinationOffset, _registration.HomeAgent, 0);
    }

    /// <summary>
    /// The home agent, or who stands before it, does not know the Mobility Header or the Home Address option: that is
    /// counted, and no answer. Anybody may say so; a home agent that can't answer turns out silent.
    /// </summary>
    private static Refusal JudgeParameterProblem(Ipv6Packet packet)
    {
        return Icmpv6Error.IsUnrecognizedMobilityHeader(packet)
            || packet.Buffer[packet.PayloadOffset + Icmpv6.CodeOffset] == Icmpv6Error.UnrecognizedOption
                ? Refusal.ParameterProblem
                : Refusal.UnknownMessage;
    }
}
