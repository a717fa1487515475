using McoaRouter.Bindings;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// Does what the statuses of an answer ask for (draft §5.7, RFC 5648 §5.7, RFC 6275 §11.7.3, RFC 3963 §5.3, §5.4):
/// first what they say of the home agent, then what they say of each binding. A binding that stands is not disturbed by
/// the refusal of another.
/// </summary>
internal sealed class StatusTaker
{
    private readonly HomeRegistration _registration;
    private readonly RouterSettings _settings;
    private readonly BindingUpdateList _bindings;
    private readonly HomeAgentList _homeAgents;
    private readonly HomeLink _homeLink;
    private readonly RegistrationPlan _plan;
    private readonly BindingTransitions _transitions;
    private readonly IRouterListener _listener;

    // The answer that is being taken.
    private BindingAcknowledgement _answer;
    private UpdateExchange _exchange;
    private byte[] _buffer;
    private long _now;

    internal StatusTaker(
        HomeRegistration registration,
        RouterSettings settings,
        BindingUpdateList bindings,
        HomeAgentList homeAgents,
        HomeLink homeLink,
        RegistrationPlan plan,
        BindingTransitions transitions,
        IRouterListener listener)
    {
        _registration = registration;
        _settings = settings;
        _bindings = bindings;
        _homeAgents = homeAgents;
        _homeLink = homeLink;
        _plan = plan;
        _transitions = transitions;
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

    /// <summary>Does what an answer says.</summary>
    /// <param name="exchange">The exchange that it answers.</param>
    /// <param name="reaction">The reaction to its status.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="buffer">The buffer that holds it.</param>
    /// <param name="now">Monotonic ms.</param>
    internal void Take(
        UpdateExchange exchange,
        StatusReaction reaction,
        BindingAcknowledgement answer,
        byte[] buffer,
        long now)
    {
        _exchange = exchange;
        _answer = answer;
        _buffer = buffer;
        _now = now;
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
            _registration.Deregistration.Begin(AfterDeregistration.NextHomeAgent, _now);
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
            TakeEach();
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
            case StatusReaction.GiveUpHomeAddress:
                _homeAgents.GiveUpAll();
                Refused(RouterNotice.HomeAgentRefuses, true);
                return true;
            case StatusReaction.CorrectClock:
            case StatusReaction.Unauthenticated:
                Refused(RouterNotice.AuthenticationRefused, _settings.Security != null);
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
            _registration.Selection.Next(_now);
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

        _registration.Selection.Exhausted(_now);
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
        _registration.Deregistration.Begin(AfterDeregistration.RegisterAnew, _now);
        return true;
    }

    private bool FallBack(RegistrationForm from, RegistrationForm to, RouterNotice notice)
    {
        if (_plan.Form != from || from == to)
        {
            return false;
        }

        _registration.Selection.FallBack(to, notice, _now);
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
        _registration.Deregistration.UpdateHomeLink(_now);
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
            _registration.Selection.FallBack(RegistrationForm.Single, RouterNotice.BindingIdentifiersIgnored, _now);
            return;
        }

        _homeAgents.Present.Form = RegistrationForm.Single;
        _listener.Noticed(RouterNotice.BindingIdentifiersIgnored, 0, _now);
        _registration.Deregistration.Begin(AfterDeregistration.HomeAgentWithIdentifiers, _now);
        if (!registered)
        {
            _registration.Deregistration.Finish(_now);
        }
    }

    private void TakeGrant()
    {
        _registration.Selection.NoteSuccess();
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
    private void TakeEach()
    {
        MobilityOptions options = _answer.Options;
        for (int i = 0; i < options.BindingIdentifierCount; i++)
        {
            int at = options.BindingIdentifierAt(i);
            int entry = _bindings.IndexOf(BindingIdentifierOption.Bid(_buffer, at));
            int status = _settings.Profile.StatusOf(BindingIdentifierOption.Status(_buffer, at), _answer.Status);
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
            if (_plan.Wants(entry))
            {
                // It serves again since the removal left: nobody else would register it.
                _transitions.Reconsider(entry, _now);
            }

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
            case StatusReaction.GiveUpHomeAddress:
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
        long granted = GrantedLifetime.Of(_answer, _exchange.RequestedMs);
        if (granted == 0)
        {
            return false;
        }

        if (_exchange.SentAt + granted <= _now)
        {
            // The answer took longer than the lifetime: here nothing is left of it, there perhaps something.
            _bindings.At(entry).Exchange = Binding.NoExchange;
            _bindings.At(entry).HeldUntil = _now + granted;
            _bindings.At(entry).DueAt = _now;
            return true;
        }

        _transitions.Register(entry, status, _exchange.SentAt, granted, _now);
        _bindings.At(entry).DueAt = _exchange.SentAt + GrantedLifetime.RefreshAfter(_answer, _buffer, granted);
        _bindings.At(entry).Nat.Learn(_buffer, _answer.Options.NatDetectionAt);
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
