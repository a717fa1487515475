using McoaRouter.Bindings;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// Takes the home agent's Binding Acknowledgements (draft §5.7, RFC 6275 §11.7.3, RFC 3963 §5.3): finds the exchange
/// that each answers, and does what its statuses ask for. What was not asked for changes nothing.
/// </summary>
internal sealed class AcknowledgementReader
{
    private const int MaximumCorrections = 3;

    private readonly HomeRegistration _registration;
    private readonly RouterSettings _settings;
    private readonly BindingUpdateList _bindings;
    private readonly HomeAgentList _homeAgents;
    private readonly HomeLink _homeLink;
    private readonly RegistrationPlan _plan;
    private readonly BindingTransitions _transitions;
    private readonly HomeSecurity _security;
    private readonly IRouterListener _listener;

    // The answer that is being taken.
    private BindingAcknowledgement _answer;
    private UpdateExchange _exchange;
    private long _now;

    internal AcknowledgementReader(
        HomeRegistration registration,
        RouterSettings settings,
        BindingUpdateList bindings,
        HomeAgentList homeAgents,
        HomeLink homeLink,
        RegistrationPlan plan,
        BindingTransitions transitions,
        HomeSecurity security,
        IRouterListener listener)
    {
        _registration = registration;
        _settings = settings;
        _bindings = bindings;
        _homeAgents = homeAgents;
        _homeLink = homeLink;
        _plan = plan;
        _transitions = transitions;
        _security = security;
        _listener = listener;
    }

    private bool IsIdentified
    {
        get { return _answer.Options.BindingIdentifierCount > 0; }
    }

    private bool Removes
    {
        get { return _exchange.RequestedMs == 0; }
    }

    /// <summary>Takes an answer.</summary>
    /// <returns><see cref="Refusal.None"/>, or why it changed nothing.</returns>
    internal Refusal Take(BindingAcknowledgement answer, Ipv6Packet packet, long now)
    {
        byte[] buffer = packet.Buffer;
        _answer = answer;
        _now = now;
        Refusal refusal = _security.Verify(answer, packet);
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

        _exchange = _plan.Outstanding(answer.Sequence);
        if (_exchange == null)
        {
            return Refusal.SequenceMismatch;
        }

        StatusReaction reaction = StatusReactions.Of(answer.Status, IsIdentified, _settings.Profile);
        return reaction == StatusReaction.CorrectClock ? CorrectClock(buffer) : Take(reaction, buffer);
    }

    private Refusal Take(StatusReaction reaction, byte[] buffer)
    {
        if (!_security.Matches(_exchange, _answer, buffer))
        {
            return Refusal.ReplayedTimestamp;
        }

        _security.Accept(_exchange);
        _listener.BindingAcknowledged(_answer.Status, _answer.Sequence, _now);
        _registration.NoteAnswer();
        if (_exchange == _plan.Everything)
        {
            TakeDeregistration(reaction);
        }
        else
        {
            TakeAnswer(reaction, buffer);
        }

        return Refusal.None;
    }

    /// <summary>
    /// A home agent with another key refuses what it can't authenticate, and can't be believed either (RFC 4285 §5.3):
    /// that is told when nothing better comes.
    /// </summary>
    private void NoteUnverified()
    {
        UpdateExchange exchange = _plan.Outstanding(_answer.Sequence);
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
        _registration.NoteAnswer();
        Repeat(_exchange);
        return Refusal.None;
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
    /// timer. A number that was overtaken on the way only asks for a new one.
    /// </summary>
    private Refusal CorrectSequence(byte[] buffer)
    {
        bool any = false;
        for (int i = 0; i < _plan.Count; i++)
        {
            any |= IsCorrected(_plan.At(i), buffer);
        }

        if (!any)
        {
            return Refusal.SequenceMismatch;
        }

        _listener.BindingAcknowledged(_answer.Status, _answer.Sequence, _now);
        int behind = (_bindings.Sequence - _answer.Sequence) & 0xFFFF;
        if (behind > _registration.Unanswered)
        {
            _bindings.Sequence = _answer.Sequence;
        }

        _registration.NoteAnswer();
        for (int i = 0; i < _plan.Count; i++)
        {
            if (IsCorrected(_plan.At(i), buffer))
            {
                Repeat(_plan.At(i));
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
            _registration.Deregistered(_now);
        }
    }

    private void TakeAnswer(StatusReaction reaction, byte[] buffer)
    {
        bool gone = Removes && _answer.Status == BindingStatus.NotHomeAgent;
        if (!gone && TakeWhole(reaction))
        {
            return;
        }

        if (_exchange.HasIdentifiers && !IsIdentified && !gone)
        {
            IgnoresIdentifiers(reaction == StatusReaction.Accept);
            return;
        }

        bool granted = reaction == StatusReaction.Accept || reaction == StatusReaction.ReadEach;
        if (granted && !Removes && (_answer.Flags & BindingAcknowledgement.MobileRouterFlag) == 0)
        {
            _listener.Noticed(RouterNotice.NoMobileRouters, 0, _now);
            _registration.Deregister(AfterDeregistration.NextHomeAgent, _now);
            return;
        }

        if (granted && !Removes)
        {
            TakeGrant();
        }

        _exchange.Settle();
        if (!IsIdentified)
        {
            TakeUnidentified();
        }
        else if (_exchange.HasIdentifiers)
        {
            TakeEach(buffer);
        }

        AskTheRestLater();
    }

    /// <summary>What a status says about the home agent, and not about bindings.</summary>
    /// <returns>Whether it did.</returns>
    private bool TakeWhole(StatusReaction reaction)
    {
        switch (reaction)
        {
            case StatusReaction.NextHomeAgent:
                Refused(RouterNotice.HomeAgentRefuses, false);
                return true;
            case StatusReaction.GiveUpHomeAgent:
                Refused(
                    _answer.Status == BindingStatus.MobileRouterNotPermitted
                        ? RouterNotice.HomeAgentRefuses
                        : RouterNotice.PrefixesRefused,
                    true);
                return true;
            case StatusReaction.Unauthenticated:
                Refused(RouterNotice.AuthenticationRefused, true);
                return true;
            case StatusReaction.RegisterAnew:
                return RegisterAnew();
            case StatusReaction.RegisterIndividually:
                return FallBack(
                    RegistrationForm.Bulk, RegistrationForm.Individual, RouterNotice.BulkNotSupported);
            case StatusReaction.RegisterSingly:
                return FallBack(
                    _plan.Form, RegistrationForm.Single, RouterNotice.MultipleCareOfAddressesProhibited);
            case StatusReaction.ReturnHome:
                return ReturnHome();
            default:
                return false;
        }
    }

    /// <summary>The home agent refuses the router: for now, or for good (RFC 3963 §5.4).</summary>
    private void Refused(RouterNotice notice, bool forGood)
    {
        _listener.Noticed(notice, _answer.Status, _now);
        _homeAgents.Present.GivenUp = forGood;
        if (_homeAgents.HasOther)
        {
            _registration.NextHomeAgent(_now);
            return;
        }

        _exchange.Settle();
        for (int i = 0; i < _bindings.Count; i++)
        {
            if (_bindings.At(i).Exchange == _exchange.Index || (forGood && _plan.Wants(i)))
            {
                AskLater(i, _answer.Status);
            }
        }

        if (forGood)
        {
            _plan.Cancel();
        }

        _registration.Exhausted(_now);
    }

    /// <summary>
    /// Status 139: the binding that stands is of another type, so everything is de-registered first. Only once: a home
    /// agent that says so again is asked later.
    /// </summary>
    private bool RegisterAnew()
    {
        if (_homeAgents.Present.TypeChanged)
        {
            return false;
        }

        _homeAgents.Present.TypeChanged = true;
        _registration.Deregister(AfterDeregistration.RegisterAnew, _now);
        return true;
    }

    private bool FallBack(RegistrationForm from, RegistrationForm to, RouterNotice notice)
    {
        if (_plan.Form != from || from == to)
        {
            return false;
        }

        _registration.FallBack(to, notice, _now);
        return true;
    }

    /// <summary>Status 169 of RFC 5648: home and foreign links not at once, so home alone.</summary>
    private bool ReturnHome()
    {
        if (_homeLink.SimultaneousProhibited)
        {
            return false;
        }

        _homeLink.SimultaneousProhibited = true;
        _listener.Noticed(RouterNotice.HomeAndForeignProhibited, 0, _now);
        _registration.UpdateHomeLink(_now);
        return _homeLink.Uplink >= 0;
    }

    /// <summary>
    /// An answer without the Binding Identifiers of the update comes from a peer that does not know them (draft §5.7):
    /// another home agent is asked that may, otherwise only the preferred uplink is registered.
    /// </summary>
    private void IgnoresIdentifiers(bool registered)
    {
        _homeAgents.Present.IgnoresIdentifiers = true;
        if (!_homeAgents.HasOtherWithIdentifiers)
        {
            _registration.FallBack(RegistrationForm.Single, RouterNotice.BindingIdentifiersIgnored, _now);
            return;
        }

        _homeAgents.Present.Form = RegistrationForm.Single;
        _listener.Noticed(RouterNotice.BindingIdentifiersIgnored, 0, _now);
        _registration.Deregister(AfterDeregistration.HomeAgentWithIdentifiers, _now);
        if (!registered)
        {
            _registration.Deregistered(_now);
        }
    }

    private void TakeGrant()
    {
        _registration.NoteSuccess();
        _homeAgents.Present.TypeChanged = false;
        if (_exchange.Overwrites)
        {
            _homeAgents.Present.Overwrite = false;
        }

        if (_answer.Status == BindingStatus.PrefixDiscoveryNeeded)
        {
            _registration.PrefixDiscoveryWanted = true;
        }

        if (_answer.Status == BindingStatus.Conflict)
        {
            _listener.Noticed(RouterNotice.RegularBindingReplaced, 0, _now);
        }
    }

    /// <summary>Takes each Binding Identifier option's own status, of the bindings that the update named.</summary>
    private void TakeEach(byte[] buffer)
    {
        MobilityOptions options = _answer.Options;
        for (int i = 0; i < options.BindingIdentifierCount; i++)
        {
            int at = options.BindingIdentifierAt(i);
            int entry = _bindings.IndexOf(BindingIdentifierOption.Bid(buffer, at));
            int status = _settings.Profile.StatusOf(BindingIdentifierOption.Status(buffer, at), _answer.Status);
            if (entry >= 0 && _bindings.At(entry).Exchange == _exchange.Index && !TakeStatus(entry, status))
            {
                return;
            }
        }
    }

    /// <summary>
    /// The status of the message is that of all that the update named. Where it registered a regular binding, the home
    /// agent holds no other now (draft §3.2).
    /// </summary>
    private void TakeUnidentified()
    {
        for (int i = 0; i < _bindings.Entries; i++)
        {
            if (_bindings.At(i).Exchange != _exchange.Index)
            {
                continue;
            }

            TakeStatus(i, _answer.Status);
            if (!Removes && _bindings.At(i).State == BindingState.Registered && _answer.Status < BindingStatus.FirstRefusal)
            {
                _transitions.RemoveOthers(i, _now);
            }
        }
    }

    /// <summary>One binding's status.</summary>
    /// <returns>False where it said something of the home agent, so that the exchange is over.</returns>
    private bool TakeStatus(int entry, int status)
    {
        Binding binding = _bindings.At(entry);
        StatusReaction reaction = StatusReactions.Of(status, IsIdentified, _settings.Profile);
        bool removed = reaction == StatusReaction.Accept
            || reaction == StatusReaction.StateAnew
            || status == BindingStatus.NotHomeAgent;
        if (binding.InRemoval && removed)
        {
            _transitions.Remove(entry, status, _now);
            return true;
        }

        if (!binding.InRemoval && reaction == StatusReaction.Accept && Grant(entry, status))
        {
            return true;
        }

        switch (reaction)
        {
            case StatusReaction.RegisterIndividually:
            case StatusReaction.RegisterSingly:
            case StatusReaction.ReturnHome:
                if (TakeWhole(reaction))
                {
                    return false;
                }

                break;
            case StatusReaction.Overwrite:
            case StatusReaction.StateAnew:
                AskAgain(entry, status, reaction == StatusReaction.Overwrite);
                return true;
            default:
                break;
        }

        AskLater(entry, status);
        return true;
    }

    private bool Grant(int entry, int status)
    {
        long granted = 1000L * BindingUpdate.LifetimeUnitSeconds * _answer.LifetimeUnits;
        granted = granted < _exchange.RequestedMs ? granted : _exchange.RequestedMs;
        if (granted == 0)
        {
            return false;
        }

        _transitions.Register(entry, status, _exchange.SentAt + granted, _now + granted, _now);

        // A refresh leaves a quarter of the lifetime for its retransmissions.
        _bindings.At(entry).DueAt = _exchange.SentAt + (granted / 4 * 3);
        return true;
    }

    /// <summary>
    /// A refusal that the next update can mend is asked again at once; where it had come before, that did not help.
    /// </summary>
    private void AskAgain(int entry, int status, bool overwrite)
    {
        bool again = _bindings.At(entry).Status == status;
        AskLater(entry, status);
        if (again)
        {
            return;
        }

        if (overwrite)
        {
            _homeAgents.Present.Overwrite = true;
            _plan.MakeAllDue(_now, _now);
        }

        _bindings.At(entry).DueAt = _now;
    }

    private void AskLater(int entry, int status)
    {
        _transitions.Refuse(entry, status, _now);
        _bindings.At(entry).DueAt = _now + HomeRegistration.RetryAfterRefusalMs;
    }

    /// <summary>What the update named and the answer did not say anything about.</summary>
    private void AskTheRestLater()
    {
        for (int i = 0; i < _bindings.Entries; i++)
        {
            if (_bindings.At(i).Exchange == _exchange.Index)
            {
                _bindings.At(i).Exchange = Binding.NoExchange;
                _bindings.At(i).DueAt = _now + HomeRegistration.RetryAfterRefusalMs;
            }
        }
    }
}
