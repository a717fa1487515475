using System;
using McoaRouter.Bindings;
using McoaRouter.Settings;

namespace McoaRouter.Boards.Linux.Consoles;

/// <summary>Several listeners of one router that hear the same, one after the other.</summary>
internal sealed class RouterListeners : IRouterListener
{
    private readonly IRouterListener[] _members;

    public RouterListeners(IRouterListener[] members)
    {
        _members = members;
    }

    /// <inheritdoc/>
    public void UplinkChanged(int uplink, bool up, long now)
    {
        Array.ForEach(_members, member => member.UplinkChanged(uplink, up, now));
    }

    /// <inheritdoc/>
    public void BindingUpdateSent(int uplink, int sequence, int attempt, bool deregistration, long now)
    {
        Array.ForEach(
            _members, member => member.BindingUpdateSent(uplink, sequence, attempt, deregistration, now));
    }

    /// <inheritdoc/>
    public void BindingAcknowledged(int status, int sequence, long now)
    {
        Array.ForEach(_members, member => member.BindingAcknowledged(status, sequence, now));
    }

    /// <inheritdoc/>
    public void BindingChanged(int uplink, BindingState state, int status, long now)
    {
        Array.ForEach(_members, member => member.BindingChanged(uplink, state, status, now));
    }

    /// <inheritdoc/>
    public void PathChanged(int uplink, long now)
    {
        Array.ForEach(_members, member => member.PathChanged(uplink, now));
    }

    /// <inheritdoc/>
    public void AtHomeChanged(int uplink, long now)
    {
        Array.ForEach(_members, member => member.AtHomeChanged(uplink, now));
    }

    /// <inheritdoc/>
    public void HomeAgentChanged(byte[] homeAgent, int offset, long now)
    {
        Array.ForEach(_members, member => member.HomeAgentChanged(homeAgent, offset, now));
    }

    /// <inheritdoc/>
    public void RegistrationFormChanged(RegistrationForm form, long now)
    {
        Array.ForEach(_members, member => member.RegistrationFormChanged(form, now));
    }

    /// <inheritdoc/>
    public void CorrespondentBindingChanged(int correspondent, int uplink, bool registered, int status, long now)
    {
        Array.ForEach(
            _members, member => member.CorrespondentBindingChanged(correspondent, uplink, registered, status, now));
    }

    /// <inheritdoc/>
    public void PathStandingChanged(int uplink, PathStanding standing, long now)
    {
        Array.ForEach(_members, member => member.PathStandingChanged(uplink, standing, now));
    }

    /// <inheritdoc/>
    public void FlowMoved(int flow, int uplink, long now)
    {
        Array.ForEach(_members, member => member.FlowMoved(flow, uplink, now));
    }

    /// <inheritdoc/>
    public void Noticed(RouterNotice notice, int value, long now)
    {
        Array.ForEach(_members, member => member.Noticed(notice, value, now));
    }
}
