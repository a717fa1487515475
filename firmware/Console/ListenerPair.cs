using McoaRouter.Bindings;
using McoaRouter.Settings;

namespace McoaRouter.Consoles;

/// <summary>
/// Two listeners of one router that hear the same, one after the other: what a board says of it, and the console.
/// </summary>
public sealed class ListenerPair : IRouterListener
{
    private readonly IRouterListener _first;
    private readonly IRouterListener _second;

    /// <summary>Pairs them.</summary>
    /// <param name="first">Who hears it first.</param>
    /// <param name="second">Who hears it next.</param>
    public ListenerPair(IRouterListener first, IRouterListener second)
    {
        _first = first;
        _second = second;
    }

    /// <inheritdoc/>
    public void UplinkChanged(int uplink, bool up, long now)
    {
        _first.UplinkChanged(uplink, up, now);
        _second.UplinkChanged(uplink, up, now);
    }

    /// <inheritdoc/>
    public void BindingUpdateSent(int uplink, int sequence, int attempt, bool deregistration, long now)
    {
        _first.BindingUpdateSent(uplink, sequence, attempt, deregistration, now);
        _second.BindingUpdateSent(uplink, sequence, attempt, deregistration, now);
    }

    /// <inheritdoc/>
    public void BindingAcknowledged(int status, int sequence, long now)
    {
        _first.BindingAcknowledged(status, sequence, now);
        _second.BindingAcknowledged(status, sequence, now);
    }

    /// <inheritdoc/>
    public void BindingChanged(int uplink, BindingState state, int status, long now)
    {
        _first.BindingChanged(uplink, state, status, now);
        _second.BindingChanged(uplink, state, status, now);
    }

    /// <inheritdoc/>
    public void PathChanged(int uplink, long now)
    {
        _first.PathChanged(uplink, now);
        _second.PathChanged(uplink, now);
    }

    /// <inheritdoc/>
    public void AtHomeChanged(int uplink, long now)
    {
        _first.AtHomeChanged(uplink, now);
        _second.AtHomeChanged(uplink, now);
    }

    /// <inheritdoc/>
    public void HomeAgentChanged(byte[] homeAgent, int offset, long now)
    {
        _first.HomeAgentChanged(homeAgent, offset, now);
        _second.HomeAgentChanged(homeAgent, offset, now);
    }

    /// <inheritdoc/>
    public void RegistrationFormChanged(RegistrationForm form, long now)
    {
        _first.RegistrationFormChanged(form, now);
        _second.RegistrationFormChanged(form, now);
    }

    /// <inheritdoc/>
    public void CorrespondentBindingChanged(int correspondent, int uplink, bool registered, int status, long now)
    {
        _first.CorrespondentBindingChanged(correspondent, uplink, registered, status, now);
        _second.CorrespondentBindingChanged(correspondent, uplink, registered, status, now);
    }

    /// <inheritdoc/>
    public void PathStandingChanged(int uplink, PathStanding standing, long now)
    {
        _first.PathStandingChanged(uplink, standing, now);
        _second.PathStandingChanged(uplink, standing, now);
    }

    /// <inheritdoc/>
    public void FlowMoved(int flow, int uplink, long now)
    {
        _first.FlowMoved(flow, uplink, now);
        _second.FlowMoved(flow, uplink, now);
    }

    /// <inheritdoc/>
    public void Noticed(RouterNotice notice, int value, long now)
    {
        _first.Noticed(notice, value, now);
        _second.Noticed(notice, value, now);
    }
}
