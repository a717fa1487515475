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

    /// <summary>When the next update may leave, in monotonic ms: the past where it may leave at once.</summary>
    internal long FreeAt
    {
        get { return _rate.FreeAt; }
    }

    /// <summary>Updates that left since the home agent answered last.</summary>
    internal int Unanswered { get; private set; }

    /// <summary>The home agent answered, or another one is asked from now on.</summary>
    internal void NoteAnswer()
    {
        Unanswered = 0;
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

        _listener.BindingUpdateSent(carrier, sequence, exchange.Attempt, exchange.RequestedMs == 0, now);
    }

    /// <summary>
    /// The uplink of the settings that carries signalling (draft §5.6), or the binding's own, twice; afterwards, and
    /// where there is neither, all in turn.
    /// </summary>
    private int CarrierOf(UpdateExchange exchange)
    {
        if (_homeLink.Uplink >= 0)
        {
            return _homeLink.Uplink;
        }

        int turn = exchange.Turn;
        bool byTurn = _plan.IsByTurn(exchange);
        int first = IsUp(_settings.SignallingUplink) ? _settings.SignallingUplink : OwnUplinkOf(exchange, byTurn);
        if (first < 0)
        {
            return _bindings.PreferredUp(turn);
        }

        int place = (turn - FirstTurns) % _bindings.CountUp();
        return byTurn || turn < FirstTurns || place == _bindings.CountUp() - 1 ? first : OtherThan(first, place);
    }

    /// <summary>The uplink with this place in the order of preference, the first one left out.</summary>
    private int OtherThan(int first, int place)
    {
        int uplink = _bindings.PreferredUp(0);
        for (int turn = 0; place >= 0; turn++)
        {
            uplink = _bindings.PreferredUp(turn);
            place -= uplink == first ? 0 : 1;
        }

        return uplink;
    }

    /// <summary>The uplink that has the care-of address of the one binding that an exchange is about, or -1.</summary>
    private int OwnUplinkOf(UpdateExchange exchange, bool byTurn)
    {
        if (byTurn)
        {
            return _plan.FirstIn(exchange);
        }

        if (exchange.Index >= _bindings.Entries)
        {
            return -1;
        }

        int uplink = _bindings.UplinkOf(exchange.Index);
        return IsUp(uplink)
            && Ipv6Address.Equal(
                _bindings.At(uplink).CareOfAddress, 0, _bindings.At(exchange.Index).CareOfAddress, 0)
                    ? uplink
                    : -1;
    }

    private bool IsUp(int uplink)
    {
        return uplink >= 0 && _bindings.At(uplink).Up;
    }
}
