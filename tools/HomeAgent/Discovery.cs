using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// Answers Home Agent Address Discovery Requests (RFC 6275 §10.5, RFC 3963 §7) and Mobile Prefix Solicitations (RFC
/// 6275 §10.6). Unsolicited advertisements are not sent: the home prefix and its lifetimes stand in the settings and do
/// not change while the home agent runs.
/// </summary>
internal sealed class Discovery
{
    /// <summary>From one Mobile Prefix Advertisement to a router to the next at least, in ms (RFC 6275 §6.8).</summary>
    public const int AdvertisementIntervalMs = 1000;

    private readonly HomeAgentSettings _settings;
    private readonly BindingCache _cache;
    private readonly HomeAgentsList _homeAgents;
    private readonly HomeAgentDiscovery _request = new HomeAgentDiscovery();
    private readonly MobilePrefixSolicitation _solicitation = new MobilePrefixSolicitation();
    private readonly byte[] _anycast = new byte[Ipv6Address.Length];
    private readonly bool _hasAnycast;
    private readonly bool _servesMobileRouters;

    public Discovery(HomeAgentSettings settings, BindingCache cache, RandomSource random)
    {
        _settings = settings;
        _cache = cache;
        _homeAgents = new HomeAgentsList(settings, random);
        _hasAnycast = HomeAgentsAnycastAddress.TryWrite(_anycast, 0, settings.HomePrefix);
        for (int i = 0; i < settings.Routers.Length; i++)
        {
            _servesMobileRouters = _servesMobileRouters || settings.Routers[i].MobileRouter;
        }
    }

    /// <summary>The answer that was written last.</summary>
    public PacketBuffer Packet { get; } = new PacketBuffer();

    /// <summary>Whether an address is the home agents anycast address of the home prefix.</summary>
    public bool IsAnycast(byte[] buffer, int offset)
    {
        return _hasAnycast && Ipv6Address.Equal(buffer, offset, _anycast, 0);
    }

    /// <summary>Judges an ICMPv6 message and writes its answer.</summary>
    /// <param name="packet">The packet that the message came in.</param>
    /// <param name="anycast">Whether it was addressed to all home agents, otherwise to this one.</param>
    /// <param name="peer">Where it came from in UDP, or null.</param>
    /// <param name="now">Monotonic ms.</param>
    /// <returns><see cref="Refusal.None"/> where <see cref="Packet"/> is to be sent, or why there is silence.</returns>
    public Refusal Receive(Ipv6Packet packet, bool anycast, UdpPeer peer, long now)
    {
        Refusal refusal = Icmpv6.Check(packet);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        if (!Ipv6Address.IsRoutable(packet.Buffer, packet.SourceOffset))
        {
            return Refusal.CareOfAddress;
        }

        int type = Icmpv6.Type(packet.Buffer, packet.PayloadOffset);
        if (anycast)
        {
            return type == Icmpv6.HomeAgentDiscoveryRequest ? AnswerRequest(packet) : Refusal.UnknownMessage;
        }

        return type == Icmpv6.MobilePrefixSolicitation && _settings.PrefixAdvertisements
            ? AnswerSolicitation(packet, peer, now)
            : Refusal.UnknownMessage;
    }

    private Refusal AnswerRequest(Ipv6Packet packet)
    {
        byte[] buffer = packet.Buffer;
        if (!_request.TryRead(buffer, packet.PayloadOffset, packet.PayloadLength))
        {
            return _request.Refusal;
        }

        // A home agent that serves mobile hosts alone answers as to a request without R (RFC 3963 §7.2).
        bool mobileRouters = _servesMobileRouters && (_request.Flags & HomeAgentDiscovery.MobileRouterFlag) != 0;
        int message = RoutedPacket.Begin(
            Packet, ProtocolNumbers.Icmpv6, buffer, packet.SourceOffset, buffer, packet.SourceOffset);
        int at = Icmpv6.Begin(
            Packet.Octets,
            message,
            Icmpv6.HomeAgentDiscoveryReply,
            _request.Identifier,
            mobileRouters ? HomeAgentDiscovery.MobileRouterFlag : 0);
        at = _homeAgents.Write(Packet.Octets, at, mobileRouters);
        End(packet, message, at, packet.SourceOffset);
        return Refusal.None;
    }

    /// <summary>
    /// A router away from home asks with a Home Address option (§11.4.2), whose binding was judged already; whom we do
    /// not serve is told nothing.
    /// </summary>
    private Refusal AnswerSolicitation(Ipv6Packet packet, UdpPeer peer, long now)
    {
        byte[] buffer = packet.Buffer;
        if (!_solicitation.TryRead(buffer, packet.PayloadOffset, packet.PayloadLength))
        {
            return _solicitation.Refusal;
        }

        if (packet.HomeAddressOffset < 0)
        {
            return Refusal.NoHomeAddress;
        }

        RouterBindings router = _cache.FindByHomeAddress(buffer, packet.HomeAddressOffset);
        bool bound = router != null
            && (peer == null ? router.HasCareOfAddress(buffer, packet.SourceOffset) : router.HasPeer(peer));
        if (!bound)
        {
            return Refusal.NoBinding;
        }

        if (now < router.NextAdvertisementAt)
        {
            return Refusal.AskedTooOften;
        }

        router.NextAdvertisementAt = now + AdvertisementIntervalMs;
        int message = RoutedPacket.Begin(
            Packet, ProtocolNumbers.Icmpv6, buffer, packet.SourceOffset, buffer, packet.HomeAddressOffset);
        int at = Icmpv6.Begin(
            Packet.Octets, message, Icmpv6.MobilePrefixAdvertisement, _solicitation.Identifier, 0);
        bool inside = _settings.HomePrefix.Contains(_settings.Address, 0);
        at = PrefixInformationOption.Write(
            Packet.Octets,
            at,
            inside ? _settings.Address : _settings.HomePrefix.Octets,
            0,
            _settings.HomePrefix.Length,
            PrefixInformationOption.OnLinkFlag
                | PrefixInformationOption.AutonomousFlag
                | (inside ? PrefixInformationOption.RouterAddressFlag : 0),
            _settings.PrefixValidSeconds,
            _settings.PrefixPreferredSeconds);
        End(packet, message, at, packet.HomeAddressOffset);
        return Refusal.None;
    }

    private void End(Ipv6Packet received, int message, int at, int finalAddressOffset)
    {
        int length = Icmpv6.Finish(
            Packet.Octets, message, at, _settings.Address, 0, received.Buffer, finalAddressOffset);
        RoutedPacket.End(
            Packet,
            ProtocolNumbers.Icmpv6,
            message,
            message + length,
            _settings.Address,
            received.Buffer,
            received.SourceOffset);
    }
}
