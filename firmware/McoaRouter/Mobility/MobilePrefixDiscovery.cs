using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// Mobile prefix discovery (RFC 6275 §11.4.2, §11.4.3): asks the home agent for the lifetimes of the home link's
/// prefixes, when it wants to be asked (status 1, §11.7.3), when it advertises unasked, and when the home prefix is about
/// to end. RFC 4285 does not protect these messages (its §2), so they only inform: the operator is told that the home
/// prefix ends, and no binding, address or lifetime changes. It waits for <see cref="MobileRouter.Seed"/>, as nobody
/// shall guess the identifier. A registration does not wait for the advertisement (§11.7.1): status 1 has granted it, and
/// its refresh is due much later. From an IPv4 care-of address it asks through the tunnel, from the home address (RFC 5555
/// §2.2).
/// </summary>
internal sealed class MobilePrefixDiscovery
{
    // A home prefix that ends within this time is about to end.
    private const int ShortSeconds = 7200;

    // Between the beginnings of two rounds, whatever makes the router ask.
    private const int IntervalMs = 60000;

    private readonly RouterSettings _settings;
    private readonly BindingUpdateList _bindings;
    private readonly HomeRegistration _registration;
    private readonly ILink[] _uplinks;
    private readonly IRouterListener _listener;
    private readonly RefusalCounters _refusals;
    private readonly RandomSource _random;
    private readonly MobilePrefixAdvertisement _advertisement = new MobilePrefixAdvertisement();
    private readonly SolicitationRound _round = new SolicitationRound();
    private readonly PacketBuffer _packet = new PacketBuffer(Limits.MessageOctets);
    private long _notBefore;
    private bool _told;

    internal MobilePrefixDiscovery(
        RouterSettings settings,
        BindingUpdateList bindings,
        HomeRegistration registration,
        ILink[] uplinks,
        IRouterListener listener,
        RefusalCounters refusals,
        RandomSource random)
    {
        _settings = settings;
        _bindings = bindings;
        _registration = registration;
        _uplinks = uplinks;
        _listener = listener;
        _refusals = refusals;
        _random = random;
    }

    /// <summary>When <see cref="Run"/> must next be called, in monotonic ms.</summary>
    internal long NextDeadline
    {
        get
        {
            if (Carrier() < 0)
            {
                return MobileRouter.NoDeadline;
            }

            return _registration.PrefixDiscoveryWanted ? 0 : _round.DueAt;
        }
    }

    /// <summary>Asks, where that is wanted, due and possible.</summary>
    internal void Run(long now)
    {
        int carrier = Carrier();
        if (carrier < 0)
        {
            return;
        }

        if (_registration.PrefixDiscoveryWanted)
        {
            _registration.PrefixDiscoveryWanted = false;
            Ask(now);
        }

        if (_round.DueAt > now)
        {
            return;
        }

        if (_round.IsSpent)
        {
            _round.Rest(MobileRouter.NoDeadline);
            return;
        }

        if (_round.Attempt == 0)
        {
            _round.Begin(_random.NextUInt16());
            _notBefore = now + IntervalMs;
        }

        Send(carrier);
        _round.Sent(now);
    }

    /// <summary>
    /// A Mobile Prefix Advertisement came to our care-of address, with the home address in a routing header, or in UDP to
    /// the home address itself.
    /// </summary>
    /// <returns><see cref="Refusal.None"/>, or why it was not believed.</returns>
    internal Refusal Receive(Ipv6Packet packet, bool inUdp, long now)
    {
        byte[] buffer = packet.Buffer;
        if (packet.RoutingAddressOffset >= 0 == inUdp
            || !Ipv6Address.Equal(buffer, packet.UpperLayerDestinationOffset, _settings.HomeAddress, 0)
            || !Ipv6Address.Equal(buffer, packet.SourceOffset, _registration.HomeAgent, 0))
        {
            return Refusal.WrongPeer;
        }

        if (!_advertisement.TryRead(buffer, packet.PayloadOffset, packet.PayloadLength))
        {
            return _advertisement.Refusal;
        }

        if (!_round.IsAwaited || _advertisement.Identifier != _round.Identifier)
        {
            Ask(now);
            return Refusal.NotAwaited;
        }

        long remaining = HomePrefixSeconds(buffer);
        _round.Answered(NextAsking(remaining, now));
        Tell(remaining, now);
        return Refusal.None;
    }

    /// <summary>The uplink that asks: its binding must be registered, as the home agent answers to no other.</summary>
    private int Carrier()
    {
        int uplink = _bindings.PreferredRegistered();
        return uplink < 0
            || _bindings.At(uplink).OnHomeLink
            || _registration.HomeUplink >= 0
            || _registration.IsStopping
            || !_random.IsSeeded
                ? -1
                : uplink;
    }

    private void Ask(long now)
    {
        long at = now < _notBefore ? _notBefore : now;
        if (_round.Attempt == 0 && _round.DueAt > at)
        {
            _round.Rest(at);
        }
    }

    /// <summary>The shorter of the home prefix's two lifetimes; 0 where it is not among the prefixes.</summary>
    private long HomePrefixSeconds(byte[] buffer)
    {
        long longest = 0;
        for (int i = 0; i < _advertisement.PrefixCount; i++)
        {
            int at = _advertisement.PrefixAt(i);
            if (PrefixInformationOption.PrefixLength(buffer, at) == _settings.HomePrefix.Length
                && _settings.HomePrefix.Contains(buffer, PrefixInformationOption.PrefixOffset(at)))
            {
                long valid = PrefixInformationOption.ValidLifetime(buffer, at);
                long preferred = PrefixInformationOption.PreferredLifetime(buffer, at);
                long remaining = preferred < valid ? preferred : valid;
                longest = remaining > longest ? remaining : longest;
            }
        }

        return longest;
    }

    /// <summary>When the home prefix is about to end, or half of its last hours are over (§11.4.2).</summary>
    private long NextAsking(long remaining, long now)
    {
        if (remaining == 0 || remaining == PrefixInformationOption.InfiniteLifetime)
        {
            return MobileRouter.NoDeadline;
        }

        long at = now + (1000 * (remaining > ShortSeconds ? remaining - ShortSeconds : remaining / 2));
        return at < _notBefore ? _notBefore : at;
    }

    private void Tell(long remaining, long now)
    {
        bool ends = remaining <= ShortSeconds;
        if (ends && !_told)
        {
            _listener.Noticed(RouterNotice.HomePrefixEnds, (int)remaining, now);
        }

        _told = ends;
    }

    private void Send(int uplink)
    {
        byte[] buffer = _packet.Octets;
        Binding binding = _bindings.At(uplink);
        byte[] homeAgent = _registration.HomeAgent;
        _packet.Reset();
        int message = HomeAddressOption.Write(
            buffer, _packet.Start + Ipv6Header.Length, ProtocolNumbers.Icmpv6, _settings.HomeAddress, 0);
        int end = Icmpv6.Begin(buffer, message, Icmpv6.MobilePrefixSolicitation, _round.Identifier, 0);
        Icmpv6.Finish(buffer, message, end, _settings.HomeAddress, 0, homeAgent, 0);
        int length = end - _packet.Start;
        Ipv6Header.Write(
            buffer,
            _packet.Start,
            0,
            length - Ipv6Header.Length,
            ProtocolNumbers.DestinationOptions,
            binding.IsIpv4 ? _settings.HomeAddress : binding.CareOfAddress,
            0,
            homeAgent,
            0);
        _packet.SetLength(length);
        if (binding.IsIpv4)
        {
            UdpTunnel.ToHomeAgent(
                _packet, binding.Nat.NextIdentification(), binding.CareOfAddress, _registration.HomeAgentIpv4);
        }

        if (!_uplinks[uplink].Send(_packet))
        {
            _refusals.Add(Refusal.LinkRefused);
        }
    }
}
