using McoaRouter.Bindings;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// Takes the home agent's Binding Acknowledgements (draft §5.7, RFC 6275 §11.7.3): sees that each is authentic, and finds
/// the exchange that it answers. What was not asked for changes nothing. What an answer says of bindings,
/// <see cref="StatusTaker"/> does.
/// </summary>
internal sealed class AcknowledgementReader
{
    private const int MaximumCorrections = 3;

    // How far the last sequence number is ahead of the home agent's where the next one is refused (RFC 6275 §9.5.1).
    private const int FirstRefusedBehind = 0x7FFF;

    private readonly HomeRegistration _registration;
    private readonly RouterSettings _settings;
    private readonly BindingUpdateList _bindings;
    private readonly HomeLink _homeLink;
    private readonly RegistrationPlan _plan;
    private readonly HomeSecurity _security;
    private readonly StatusTaker _taker;
    private readonly IFlowBindings _flows;
    private readonly IRouterListener _listener;

    // The answer that is being taken.
    private BindingAcknowledgement _answer;
    private UpdateExchange _exchange;
    private long _now;

    internal AcknowledgementReader(
        HomeRegistration registration,
        RouterSettings settings,
        BindingUpdateList bindings,
        HomeLink homeLink,
        RegistrationPlan plan,
        HomeSecurity security,
        StatusTaker taker,
        IFlowBindings flows,
        IRouterListener listener)
    {
        _registration = registration;
        _settings = settings;
        _bindings = bindings;
        _homeLink = homeLink;
        _plan = plan;
        _security = security;
        _taker = taker;
        _flows = flows;
        _listener = listener;
    }

    private bool IsIdentified
    {
        get { return _answer.Options.BindingIdentifierCount > 0; }
    }

    /// <summary>Takes an answer, which came in UDP to an IPv4 care-of address or, with null, without.</summary>
    /// <returns><see cref="Refusal.None"/>, or why it changed nothing.</returns>
    internal Refusal Take(BindingAcknowledgement answer, Ipv6Packet packet, byte[] ipv4CareOfAddress, long now)
    {
        byte[] buffer = packet.Buffer;
        _answer = answer;
        _now = now;
        if (!MayBeAwaited(buffer))
        {
            return answer.Status == BindingStatus.SequenceOutOfWindow || _plan.Exchanges.Outstanding(answer.Sequence) == null
                ? Refusal.SequenceMismatch
                : Refusal.ReplayedTimestamp;
        }

        Refusal refusal = _security.Verify(answer, packet, ipv4CareOfAddress);
        if (refusal != Refusal.None)
        {
            NoteUnverified();
            return refusal;
        }

        refusal = CheckOptions(buffer);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        if (answer.Status == BindingStatus.SequenceOutOfWindow)
        {
            return CorrectSequence(buffer);
        }

        _exchange = _plan.Exchanges.Outstanding(answer.Sequence);
        if (_exchange == null)
        {
            return Refusal.SequenceMismatch;
        }

        StatusReaction reaction = StatusReactions.Of(answer.Status, IsIdentified, _settings.Profile);
        return reaction == StatusReaction.CorrectClock && _security.IsOn ? CorrectClock(buffer) : Take(reaction, packet);
    }

    /// <summary>
    /// Whether the authenticator of an answer is worth computing: its timestamp has the low half of an update's that is
    /// out (RFC 4285 §6), most of which is random, and known to nobody who does not see the updates. A flood of made-up
    /// answers must not keep a slow processor busy.
    /// </summary>
    private bool MayBeAwaited(byte[] buffer)
    {
        bool awaited = !_security.IsOn || _answer.Options.AuthenticationAt < 0;
        for (int i = 0; i < _plan.Exchanges.Count && !awaited; i++)
        {
            UpdateExchange exchange = _plan.Exchanges.At(i);
            awaited = exchange.IsOutstanding && HomeSecurity.Resembles(exchange, _answer, buffer);
        }

        return awaited;
    }

    private Refusal Take(StatusReaction reaction, Ipv6Packet packet)
    {
        byte[] buffer = packet.Buffer;
        if (!_security.Matches(_exchange, _answer, buffer))
        {
            return Refusal.ReplayedTimestamp;
        }

        _security.Accept(_exchange);
        _listener.BindingAcknowledged(_answer.Status, _answer.Sequence, _now);
        NoteAnswer();
        if (_exchange == _plan.Everything)
        {
            TakeDeregistration(reaction);
        }
        else
        {
            bool stated = IsStated();
            _taker.Take(_exchange, reaction, _answer, buffer, _now);
            if (stated)
            {
                _flows.Acknowledged(_answer.Sequence, buffer, packet.PayloadOffset, packet.PayloadLength, _now);
            }
        }

        return Refusal.None;
    }

    /// <summary>Whether the answer is to an update that was carried out, with the flow bindings that it stated.</summary>
    private bool IsStated()
    {
        return _flows != null
            && _exchange.HasIdentifiers
            && (_answer.Status < BindingStatus.FirstRefusal
                || _answer.Status == _settings.Profile.ReplacedStatus
                || _answer.Status == _settings.Profile.PartialStatus);
    }

    /// <summary>
    /// A home agent with another key refuses what it can't authenticate, and can't be believed either (RFC 4285 §5.3):
    /// that is told when nothing better comes.
    /// </summary>
    private void NoteUnverified()
    {
        UpdateExchange exchange = _plan.Exchanges.Outstanding(_answer.Sequence);
        if (exchange != null && _answer.Status == BindingStatus.AuthenticationFailed)
        {
            exchange.UnverifiedRefusals++;
        }
    }

    /// <summary>
    /// MIPV6-ID-MISMATCH: the clock is set by the home agent's, and the update sent anew at once (RFC 4285 §6); a few
    /// times only, then by the timer.
    /// </summary>
    private Refusal CorrectClock(byte[] buffer)
    {
        if (!_security.CorrectClock(_exchange, _answer, buffer, _now))
        {
            return Refusal.ReplayedTimestamp;
        }

        _listener.BindingAcknowledged(_answer.Status, _answer.Sequence, _now);
        _listener.Noticed(RouterNotice.ClockCorrected, 0, _now);
        NoteAnswer();
        Repeat(_exchange);
        return Refusal.None;
    }

    private void NoteAnswer()
    {
        _registration.Selection.NoteAnswer();
        if (_security.IsOn)
        {
            _registration.Selection.NoteAuthentic();
        }
    }

    private void Repeat(UpdateExchange exchange)
    {
        if (exchange.Corrections < MaximumCorrections)
        {
            exchange.Corrections++;
            exchange.Repeat(_now);
        }
    }

    private Refusal CheckOptions(byte[] buffer)
    {
        MobilityOptions options = _answer.Options;
        for (int i = 0; i < options.BindingIdentifierCount; i++)
        {
            int at = options.BindingIdentifierAt(i);
            if (!_settings.Profile.IsWellFormed(buffer, at))
            {
                return Refusal.BindingIdentifierMalformed;
            }

            if (_bindings.IndexOf(BindingIdentifierOption.Bid(buffer, at)) < 0)
            {
                return Refusal.UnknownBindingIdentifier;
            }
        }

        return Refusal.None;
    }

    /// <summary>
    /// Status 135: go on from the number that the home agent saw last (RFC 6275 §11.7.3); a few times only, then by the
    /// timer. A number that was overtaken on the way only asks for a new one: to go back to the home agent's would give
    /// numbers twice that are still on the way, and the answer of one update would be taken for another's.
    /// </summary>
    private Refusal CorrectSequence(byte[] buffer)
    {
        bool any = false;
        for (int i = 0; i < _plan.Exchanges.Count; i++)
        {
            any |= IsCorrected(_plan.Exchanges.At(i), buffer);
        }

        if (!any)
        {
            return Refusal.SequenceMismatch;
        }

        _listener.BindingAcknowledged(_answer.Status, _answer.Sequence, _now);
        if (((_bindings.Sequence - _answer.Sequence) & 0xFFFF) >= FirstRefusedBehind)
        {
            _bindings.Sequence = _answer.Sequence;
        }

        NoteAnswer();
        for (int i = 0; i < _plan.Exchanges.Count; i++)
        {
            if (IsCorrected(_plan.Exchanges.At(i), buffer))
            {
                Repeat(_plan.Exchanges.At(i));
            }
        }

        return Refusal.None;
    }

    private bool IsCorrected(UpdateExchange exchange, byte[] buffer)
    {
        return exchange.IsOutstanding
            && _security.Matches(exchange, _answer, buffer)
            && (!IsIdentified || Names(exchange, buffer));
    }

    private bool Names(UpdateExchange exchange, byte[] buffer)
    {
        MobilityOptions options = _answer.Options;
        for (int i = 0; i < options.BindingIdentifierCount; i++)
        {
            int entry = _bindings.IndexOf(BindingIdentifierOption.Bid(buffer, options.BindingIdentifierAt(i)));
            if (_bindings.At(entry).Exchange == exchange.Index)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The de-registration of everything was answered: 133 says that there was nothing. At home another refusal counts
    /// as no answer; elsewhere the router goes on all the same.
    /// </summary>
    private void TakeDeregistration(StatusReaction reaction)
    {
        bool gone = reaction == StatusReaction.Accept || _answer.Status == BindingStatus.NotHomeAgent;
        if (gone || _homeLink.Uplink < 0 || _registration.IsStopping)
        {
            _registration.Deregistration.Finish(_now);
        }
    }
}
