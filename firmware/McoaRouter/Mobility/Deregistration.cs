using McoaRouter.Settings;

namespace McoaRouter.Mobility;

/// <summary>
/// The de-registration of everything (draft §5.4) and what follows it: the router stops, has returned home (§5.5), goes
/// on to another home agent, or registers anew. While it goes on, nothing else is sent.
/// </summary>
internal sealed class Deregistration
{
    /// <summary>What follows; <see cref="AfterDeregistration.Nothing"/> where nothing goes on.</summary>
    internal AfterDeregistration After;

    private readonly HomeRegistration _registration;
    private readonly RouterSettings _settings;
    private readonly HomeAgentList _homeAgents;
    private readonly HomeLink _homeLink;
    private readonly RegistrationPlan _plan;
    private readonly BindingTransitions _transitions;
    private readonly IRouterListener _listener;

    internal Deregistration(
        HomeRegistration registration,
        RouterSettings settings,
        HomeAgentList homeAgents,
        HomeLink homeLink,
        RegistrationPlan plan,
        BindingTransitions transitions,
        IRouterListener listener)
    {
        _registration = registration;
        _settings = settings;
        _homeAgents = homeAgents;
        _homeLink = homeLink;
        _plan = plan;
        _transitions = transitions;
        _listener = listener;
    }

    /// <summary>De-registers everything with the present home agent, then goes on.</summary>
    internal void Begin(AfterDeregistration after, long now)
    {
        After = after;
        _plan.Cancel();
        _plan.Everything.Start(_settings.FirstAcknowledgementTimeoutMs, now);
        if (after != AfterDeregistration.Stop && after != AfterDeregistration.AtHome)
        {
            _transitions.Drop(now);
        }
    }

    /// <summary>Everything is de-registered, or that was given up.</summary>
    internal void Finish(long now)
    {
        AfterDeregistration after = After;
        After = AfterDeregistration.Nothing;
        _plan.Everything.Settle();
        switch (after)
        {
            case AfterDeregistration.Stop:
                _registration.FinishStop(now);
                break;
            case AfterDeregistration.AtHome:
                _homeLink.Arrived = true;
                _transitions.Clear(now);
                _listener.AtHomeChanged(_homeLink.Uplink, now);
                break;
            case AfterDeregistration.NextHomeAgent:
                _registration.Selection.Next(now);
                break;
            case AfterDeregistration.HomeAgentWithIdentifiers:
                _registration.Selection.NextReachable(true, now);
                break;
            default:
                _plan.MakeAllDue(now, now);
                break;
        }
    }

    /// <summary>The uplinks changed: it is sent again at once, with its attempts anew.</summary>
    internal void Restart(long now)
    {
        if (After != AfterDeregistration.Nothing && After != AfterDeregistration.AtHome)
        {
            _plan.Everything.Start(_settings.FirstAcknowledgementTimeoutMs, now);
        }
    }

    /// <summary>Returns home or leaves it, as the uplinks on the home link say (draft §5.5, RFC 6275 §11.5.5).</summary>
    internal void UpdateHomeLink(long now)
    {
        int uplink = _homeLink.WantedUplink(_plan.Form);
        int before = _homeLink.Uplink;
        _homeLink.Uplink = uplink;
        if (uplink == before || _registration.IsStopping)
        {
            return;
        }

        if (uplink < 0)
        {
            LeaveHome(now);
        }
        else if (!_homeLink.Arrived)
        {
            Begin(AfterDeregistration.AtHome, now);
            _transitions.Reconsider(-1, now);
            if (_homeAgents.IsEmpty)
            {
                Finish(now);
            }
        }
        else
        {
            _listener.AtHomeChanged(uplink, now);
        }
    }

    private void LeaveHome(long now)
    {
        bool arrived = _homeLink.Arrived;
        _homeLink.Arrived = false;
        After = AfterDeregistration.Nothing;
        _plan.Cancel();
        if (arrived)
        {
            _listener.AtHomeChanged(-1, now);
        }

        _transitions.Reconsider(-1, now);
        _plan.MakeAllDue(now, now);
    }
}
