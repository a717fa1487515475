using McoaRouter.Bindings;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// When the router goes on to another home agent (RFC 3963 §5.3, §5.4, RFC 6275 §11.7.1): the present one refuses the
/// router, or is silent over all uplinks. Round and round the list, with a rest where all have failed.
/// </summary>
internal sealed class HomeAgentSelection
{
    // Unanswered attempts, over all uplinks in turn, after which a home agent is silent.
    private const int SilentAttempts = 4;

    private readonly HomeRegistration _registration;
    private readonly RouterSettings _settings;
    private readonly BindingUpdateList _bindings;
    private readonly HomeAgentList _homeAgents;
    private readonly Ipv4Uplinks _ipv4;
    private readonly RegistrationPlan _plan;
    private readonly BindingTransitions _transitions;
    private readonly UpdateSender _sender;
    private readonly IRouterListener _listener;

    private bool _exhausted;
    private bool _silenceTold;

    internal HomeAgentSelection(
        HomeRegistration registration,
        RouterSettings settings,
        BindingUpdateList bindings,
        HomeAgentList homeAgents,
        Ipv4Uplinks ipv4,
        RegistrationPlan plan,
        BindingTransitions transitions,
        UpdateSender sender,
        IRouterListener listener)
    {
        _registration = registration;
        _settings = settings;
        _bindings = bindings;
        _homeAgents = homeAgents;
        _ipv4 = ipv4;
        _plan = plan;
        _transitions = transitions;
        _sender = sender;
        _listener = listener;
    }

    /// <summary>Whether discovery is wanted: no home agent is known, or all that are known have failed.</summary>
    internal bool DiscoveryWanted
    {
        get
        {
            return _settings.HomeAgentDiscovery
                && !_homeAgents.IsClosed
                && _bindings.CountUp(true) > 0
                && (_homeAgents.IsEmpty || _exhausted);
        }
    }

    /// <summary>Whether any home agent is known, of the settings or by discovery.</summary>
    internal bool KnowsHomeAgent
    {
        get { return !_homeAgents.IsEmpty; }
    }

    /// <summary>The home agent answered: it is not silent.</summary>
    internal void NoteAnswer()
    {
        _sender.Unanswered = 0;
        _silenceTold = false;
    }

    /// <summary>An answer of the home agent was authentic.</summary>
    internal void NoteAuthentic()
    {
        _homeAgents.Present.Proven = true;
    }

    /// <summary>The home agent registered something: it serves.</summary>
    internal void NoteSuccess()
    {
        _homeAgents.Succeeded();
        _exhausted = false;
    }

    /// <summary>Notes a home agent that discovery found; where it was wanted, it is asked at once.</summary>
    internal void NoteDiscovered(byte[] buffer, int offset, long now)
    {
        bool wanted = DiscoveryWanted;
        if (Ipv6Address.IsRoutable(buffer, offset) && _homeAgents.Add(buffer, offset) && wanted)
        {
            RegistrationForm form = _plan.Form;
            _homeAgents.TakeNewest();
            Enter(true, form, now, now);
        }
    }

    /// <summary>Asks the next home agent; where all have failed, it starts over later.</summary>
    internal void Next(long now)
    {
        RegistrationForm form = _plan.Form;
        bool other = _homeAgents.HasOther;
        bool more = _homeAgents.Advance();
        Enter(other, form, more ? now : now + HomeRegistration.RetryAfterRefusalMs, now);
        if (!more)
        {
            Exhausted(now);
        }
    }

    /// <summary>
    /// Asks the next home agent that can be asked over the uplinks that there are, although the present one failed in
    /// nothing; perhaps only one that is not known to ignore Binding Identifiers.
    /// </summary>
    internal void NextReachable(bool withIdentifiers, long now)
    {
        RegistrationForm form = _plan.Form;
        _homeAgents.AdvanceToReachable(withIdentifiers);
        Enter(true, form, now, now);
    }

    /// <summary>No home agent that is known serves.</summary>
    internal void Exhausted(long now)
    {
        _exhausted = true;
        _listener.Noticed(RouterNotice.NoOtherHomeAgent, 0, now);
    }

    /// <summary>
    /// Whether an exchange was tried over all live uplinks, and nothing at all came back. One that is bound to an uplink
    /// says nothing of the others: they are asked, too, and must be silent as well.
    /// </summary>
    internal bool IsSilent(UpdateExchange exchange, long now)
    {
        int attempts = _bindings.CountUp() > SilentAttempts ? _bindings.CountUp() : SilentAttempts;
        if (exchange.SendAt > now || exchange.Turn < attempts)
        {
            return false;
        }

        if (exchange == _plan.Everything)
        {
            return true;
        }

        if (exchange.Turn == attempts)
        {
            StateOthers(exchange, now);
        }

        return _sender.Unanswered >= attempts && AreOthersSilent(exchange, attempts);
    }

    /// <summary>A home agent is silent: the router goes on, where it can.</summary>
    /// <returns>Whether it does.</returns>
    internal bool GiveUp(UpdateExchange exchange, long now)
    {
        if (_registration.Deregistration.After == AfterDeregistration.Stop)
        {
            return false;
        }

        if (exchange != _plan.Everything)
        {
            return LeaveSilent(exchange, now);
        }

        _registration.Deregistration.Finish(now);
        return true;
    }

    /// <summary>Registers in another form with the present home agent from now on.</summary>
    internal void FallBack(RegistrationForm form, RouterNotice notice, long now)
    {
        _listener.Noticed(notice, 0, now);
        _homeAgents.Present.Form = form;
        _listener.RegistrationFormChanged(form, now);
        _plan.Cancel();
        _registration.Deregistration.UpdateHomeLink(now);
        _transitions.Reconsider(-1, now);
        _plan.MakeAllDue(now, now);
    }

    /// <summary>
    /// Gives the silent home agent up where there is another; the only one is tried on (RFC 6275 §11.7.1).
    /// </summary>
    /// <returns>Whether there is another.</returns>
    private bool LeaveSilent(UpdateExchange exchange, long now)
    {
        bool other = _homeAgents.HasOther;
        if (!_silenceTold)
        {
            _silenceTold = true;
            _listener.Noticed(
                exchange.UnverifiedRefusals > 0 ? RouterNotice.AuthenticationRefused : RouterNotice.HomeAgentSilent,
                0,
                now);
            if (!other)
            {
                Exhausted(now);
            }
        }

        if (other)
        {
            Next(now);
        }

        return other;
    }

    /// <summary>Has all bindings stated whose uplinks an exchange does not try, and that are not being stated.</summary>
    private void StateOthers(UpdateExchange exchange, long now)
    {
        for (int i = 0; i < _bindings.Count; i++)
        {
            if (IsApart(i, exchange) && _bindings.At(i).Exchange == Binding.NoExchange)
            {
                _bindings.At(i).DueAt = now;
            }
        }
    }

    /// <summary>Whether all bindings whose uplinks an exchange does not try are being stated in vain.</summary>
    private bool AreOthersSilent(UpdateExchange exchange, int attempts)
    {
        for (int i = 0; i < _bindings.Count; i++)
        {
            int other = _bindings.At(i).Exchange;
            if (IsApart(i, exchange) && (other == Binding.NoExchange || _plan.Exchanges.At(other).Turn < attempts))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether an exchange does not try an uplink: one that registers an IPv4 care-of address tries its own alone, one
    /// that registers others tries all of those.
    /// </summary>
    private bool IsApart(int uplink, UpdateExchange exchange)
    {
        return _plan.Wants(uplink)
            && _bindings.At(uplink).Exchange != exchange.Index
            && _bindings.FirstRegisteredBy(exchange.Index, false) >= 0
            && !_plan.IsByTurn(exchange)
            && (_bindings.At(uplink).IsIpv4 || _bindings.FirstRegisteredBy(exchange.Index, true) >= 0);
    }

    /// <summary>
    /// Another home agent is the present one, or the only one is asked anew: nothing is registered with it yet.
    /// </summary>
    private void Enter(bool other, RegistrationForm previous, long dueAt, long now)
    {
        _plan.Cancel();
        NoteAnswer();
        _exhausted = false;
        if (other)
        {
            _listener.HomeAgentChanged(_homeAgents.Address, 0, now);
        }

        if (_plan.Form != previous)
        {
            _listener.RegistrationFormChanged(_plan.Form, now);
        }

        _ipv4.Sort(_homeAgents.HasIpv4Address, _transitions, now);
        _registration.Deregistration.UpdateHomeLink(now);
        _transitions.Drop(now);
        _plan.MakeAllDue(dueAt, now);
    }
}
