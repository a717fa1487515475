using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// Dynamic home agent address discovery (RFC 6275 §11.4.1, RFC 3963 §7): while the home registration wants it, home
/// agents for mobile routers are asked for at the home prefix's anycast address, through the live uplinks in turn, and
/// after a rest again; not from an IPv4 care-of address, where there is no anycast (RFC 5555 §2.1). It waits for
/// <see cref="MobileRouter.Seed"/>: the identifier, which nobody shall guess, is all that protects a reply (RFC 6275
/// §5.3). What a reply names is only tried: it must authenticate itself as every home agent must.
/// </summary>
internal sealed class HomeAgentAddressDiscovery
{
    // Between two rounds, answered or not.
    private const int RestMs = 32000;

    private readonly RouterSettings _settings;
    private readonly BindingUpdateList _bindings;
    private readonly HomeRegistration _registration;
    private readonly ILink[] _uplinks;
    private readonly IRouterListener _listener;
    private readonly RefusalCounters _refusals;
    private readonly RandomSource _random;
    private readonly HomeAgentDiscovery _reply = new HomeAgentDiscovery();
    private readonly SolicitationRound _round = new SolicitationRound();
    private readonly PacketBuffer _packet = new PacketBuffer(Limits.MessageOctets);
    private readonly byte[] _anycast = new byte[Ipv6Address.Length];
    private readonly bool _hasAnycast;
    private int _turn;
    private bool _told;

    internal HomeAgentAddressDiscovery(
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
        _hasAnycast = HomeAgentsAnycastAddress.TryWrite(_anycast, 0, settings.HomePrefix);
        _round.Rest(0);
    }

    /// <summary>When <see cref="Run"/> must next be called, in monotonic ms.</summary>
    internal long NextDeadline
    {
        get { return IsWanted ? _round.DueAt : MobileRouter.NoDeadline; }
    }

    private bool IsWanted
    {
        get { return _registration.DiscoveryWanted && _hasAnycast && _random.IsSeeded; }
    }

    /// <summary>Asks, where that is wanted and due.</summary>
    internal void Run(long now)
    {
        if (!IsWanted || _round.DueAt > now)
        {
            return;
        }

        if (_round.IsSpent)
        {
            _round.Rest(now + RestMs);
            TellOnce(now);
            return;
        }

        if (_round.Attempt == 0)
        {
            _round.Begin(_random.NextUInt16());
        }

        Send(_bindings.PreferredUp(_turn, true));
        _turn = (_turn + 1) % _bindings.Count;
        _round.Sent(now);
    }

    /// <summary>
    /// A Home Agent Address Discovery Reply came to our care-of address. It names home agents in order of preference,
    /// which are noted in that order.
    /// </summary>
    /// <returns><see cref="Refusal.None"/>, or why it changed nothing.</returns>
    internal Refusal Receive(Ipv6Packet packet, long now)
    {
        if (packet.RoutingAddressOffset >= 0)
        {
            return Refusal.WrongPeer;
        }

        byte[] buffer = packet.Buffer;
        if (!_reply.TryRead(buffer, packet.PayloadOffset, packet.PayloadLength))
        {
            return _reply.Refusal;
        }

        if (!_round.IsAwaited || _reply.Identifier != _round.Identifier)
        {
            return Refusal.NotAwaited;
        }

        bool any = false;
        for (int i = 0; i < _reply.AddressCount; i++)
        {
            any |= IsUsable(buffer, _reply.AddressOffset(i));
        }

        if (!any || (_reply.Flags & HomeAgentDiscovery.MobileRouterFlag) == 0)
        {
            return Refusal.NoHomeAgent;
        }

        _told = false;
        _round.Answered(now + RestMs);
        for (int i = 0; i < _reply.AddressCount; i++)
        {
            if (IsUsable(buffer, _reply.AddressOffset(i)))
            {
                _registration.NoteDiscovered(buffer, _reply.AddressOffset(i), now);
            }
        }

        return Refusal.None;
    }

    private bool IsUsable(byte[] buffer, int address)
    {
        return Ipv6Address.IsRoutable(buffer, address)
            && !Ipv6Address.Equal(buffer, address, _settings.HomeAddress, 0)
            && !Ipv6Address.Equal(buffer, address, _anycast, 0)
            && !Ipv6Prefix.AnyContains(_settings.MobileNetworkPrefixes, buffer, address);
    }

    private void Send(int uplink)
    {
        byte[] buffer = _packet.Octets;
        byte[] careOfAddress = _bindings.At(uplink).CareOfAddress;
        _packet.Reset();
        int message = _packet.Start + Ipv6Header.Length;
        int end = Icmpv6.Begin(
            buffer,
            message,
            Icmpv6.HomeAgentDiscoveryRequest,
            _round.Identifier,
            HomeAgentDiscovery.MobileRouterFlag);
        int length = Icmpv6.Finish(buffer, message, end, careOfAddress, 0, _anycast, 0);
        Ipv6Header.Write(buffer, _packet.Start, 0, length, ProtocolNumbers.Icmpv6, careOfAddress, 0, _anycast, 0);
        _packet.SetLength(Ipv6Header.Length + length);
        if (!_uplinks[uplink].Send(_packet))
        {
            _refusals.Add(Refusal.LinkRefused);
        }
    }

    /// <summary>Where home agents are known, the home registration has told it.</summary>
    private void TellOnce(long now)
    {
        if (!_told && !_registration.Selection.KnowsHomeAgent)
        {
            _listener.Noticed(RouterNotice.NoOtherHomeAgent, 0, now);
        }

        _told = true;
    }
}
