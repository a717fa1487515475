using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// Sends the updates of exchanges: chooses the uplink that carries each, gives it its sequence number, and keeps to
/// MAX_UPDATE_RATE over all of them (RFC 6275 §11.8).
/// </summary>
internal sealed class UpdateSender
{
    // How often the first uplink is tried before others are.
    private const int FirstTurns = 2;

    /// <summary>Updates that left since the home agent answered last.</summary>
    internal int Unanswered;

    private readonly RouterSettings _settings;
    private readonly BindingUpdateList _bindings;
    private readonly RegistrationPlan _plan;
    private readonly HomeLink _homeLink;
    private readonly BindingTransitions _transitions;
    private readonly BindingUpdateWriter _writer;
    private readonly ILink[] _uplinks;
    private readonly IRouterListener _listener;
    private readonly RefusalCounters _refusals;
    private readonly UpdateRateLimit _rate = new UpdateRateLimit();

    internal UpdateSender(
        RouterSettings settings,
        BindingUpdateList bindings,
        RegistrationPlan plan,
        HomeLink homeLink,
        BindingTransitions transitions,
        BindingUpdateWriter writer,
        ILink[] uplinks,
        IRouterListener listener,
        RefusalCounters refusals)
    {
        _settings = settings;
        _bindings = bindings;
        _plan = plan;
        _homeLink = homeLink;
        _transitions = transitions;
        _writer = writer;
        _uplinks = uplinks;
        _listener = listener;
        _refusals = refusals;
    }

    /// <summary>
    /// When the next update may leave, in monotonic ms: the past where it may leave at once. While packets for the vehicle
    /// come in, the last place is kept for what can't wait.
    /// </summary>
    internal long FreeAt(bool urgent)
    {
        return urgent || _bindings.PreferredRegistered() < 0 ? _rate.FreeAt : _rate.FreeForMostAt;
    }

    /// <summary>Sends an exchange whose bindings were collected.</summary>
    internal void Send(UpdateExchange exchange, long now)
    {
        int carrier = CarrierOf(exchange);
        int sequence = _bindings.NextSequence();
        _writer.Write(exchange, carrier, sequence, now);
        exchange.Sent(sequence, now);
        _transitions.HoldUntilAnswered(exchange.Index, now + exchange.RequestedMs);
        _rate.Take(now);
        Unanswered++;
        if (!_uplinks[carrier].Send(_writer.Packet))
        {
            _refusals.Add(Refusal.LinkRefused);
        }

        _bindings.At(carrier).Nat.Sent(now);

        _listener.BindingUpdateSent(carrier, sequence, exchange.Attempt, exchange.RequestedMs == 0, now);
    }

    /// <summary>
    /// The uplink of the settings that carries signalling (draft §5.6), or the binding's own, twice; afterwards, and
    /// where there is neither, all in turn, but for those whose path is dead while another's is not. What registers an
    /// IPv4 care-of address leaves by that alone, for it is what finds a NAT (RFC 5555 §4.2); what registers others
    /// never travels in UDP (RFC 5648 §8.1).
    /// </summary>
    private int CarrierOf(UpdateExchange exchange)
    {
        if (_homeLink.Uplink >= 0)
        {
            return _homeLink.Uplink;
        }

        int alone = _bindings.FirstRegisteredBy(exchange.Index, true);
        if (alone >= 0)
        {
            return alone;
        }

        int turn = exchange.Turn;
        bool ipv6Only = _bindings.FirstRegisteredBy(exchange.Index, false) >= 0;
        bool byTurn = _plan.IsByTurn(exchange);
        int first = IsUp(_settings.SignallingUplink, ipv6Only)
            ? _settings.SignallingUplink
            : OwnUplinkOf(exchange, byTurn);
        int live = _bindings.CountLive(ipv6Only);
        int up = live > 0 ? live : _bindings.CountUp(ipv6Only);
        if (first < 0 || (live > 0 && _bindings.At(first).Standing == PathStanding.Dead))
        {
            return _bindings.PreferredUp(turn % up, ipv6Only);
        }

        int place = (turn - FirstTurns) % up;
        return byTurn || turn < FirstTurns || place == up - 1 ? first : OtherThan(first, place, ipv6Only);
    }

    /// <summary>The uplink with this place in the order of preference, the first one left out.</summary>
    private int OtherThan(int first, int place, bool ipv6Only)
    {
        int uplink = _bindings.PreferredUp(0, ipv6Only);
        for (int turn = 0; place >= 0; turn++)
        {
            uplink = _bindings.PreferredUp(turn, ipv6Only);
            place -= uplink == first ? 0 : 1;
        }

        return uplink;
    }

    /// <summary>The uplink that has the care-of address of the one binding that an exchange is about, or -1.</summary>
    private int OwnUplinkOf(UpdateExchange exchange, bool byTurn)
    {
        if (byTurn)
        {
            return exchange.TurnUplink;
        }

        if (exchange.Index >= _bindings.Entries)
        {
            return -1;
        }

        int uplink = _bindings.UplinkOf(exchange.Index);
        return IsUp(uplink, false)
            && Ipv6Address.Equal(
                _bindings.At(uplink).CareOfAddress, 0, _bindings.At(exchange.Index).CareOfAddress, 0)
                    ? uplink
                    : -1;
    }

    private bool IsUp(int uplink, bool ipv6Only)
    {
        return uplink >= 0 && _bindings.IsUp(uplink, ipv6Only);
    }
}
