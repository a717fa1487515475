using McoaRouter.Bindings;
using McoaRouter.Consoles;
using McoaRouter.Settings;
using McoaRouter.Simulation;

namespace McoaRouter.Tools.Demo;

/// <summary>Passes on to the console what the world's router says and what goes over its links.</summary>
internal sealed class DemoEars : WorldListener, IPacketTap
{
    private readonly RouterConsole _console;

    public DemoEars(RouterConsole console)
    {
        _console = console;
    }

    /// <summary>The router's own links alone; it sends upward on an uplink, and downward into the vehicle.</summary>
    public void PacketSent(
        int link, TrafficDirection direction, byte[] buffer, int offset, int length, long microseconds)
    {
        if (link >= 0 || link == LinkNumbers.InVehicle)
        {
            bool outbound = (link >= 0) == (direction == TrafficDirection.Up);
            _console.Packet(link, outbound, buffer, offset, length, microseconds / 1000);
        }
    }

    /// <inheritdoc/>
    public override void UplinkChanged(int uplink, bool up, long now)
    {
        _console.UplinkChanged(uplink, up, now);
    }

    /// <inheritdoc/>
    public override void BindingUpdateSent(int uplink, int sequence, int attempt, bool deregistration, long now)
    {
        _console.BindingUpdateSent(uplink, sequence, attempt, deregistration, now);
    }

    /// <inheritdoc/>
    public override void BindingAcknowledged(int status, int sequence, long now)
    {
        _console.BindingAcknowledged(status, sequence, now);
    }

    /// <inheritdoc/>
    public override void BindingChanged(int uplink, BindingState state, int status, long now)
    {
        _console.BindingChanged(uplink, state, status, now);
    }

    /// <inheritdoc/>
    public override void PathChanged(int uplink, long now)
    {
        _console.PathChanged(uplink, now);
    }

    /// <inheritdoc/>
    public override void PathStandingChanged(int uplink, PathStanding standing, long now)
    {
        _console.PathStandingChanged(uplink, standing, now);
    }

    /// <inheritdoc/>
    public override void FlowMoved(int flow, int uplink, long now)
    {
        _console.FlowMoved(flow, uplink, now);
    }

    /// <inheritdoc/>
    public override void AtHomeChanged(int uplink, long now)
    {
        _console.AtHomeChanged(uplink, now);
    }

    /// <inheritdoc/>
    public override void HomeAgentChanged(byte[] homeAgent, int offset, long now)
    {
        _console.HomeAgentChanged(homeAgent, offset, now);
    }

    /// <inheritdoc/>
    public override void RegistrationFormChanged(RegistrationForm form, long now)
    {
        _console.RegistrationFormChanged(form, now);
    }

    /// <inheritdoc/>
    public override void CorrespondentBindingChanged(int correspondent, int uplink, bool registered, int status, long now)
    {
        _console.CorrespondentBindingChanged(correspondent, uplink, registered, status, now);
    }

    /// <inheritdoc/>
    public override void Noticed(RouterNotice notice, int value, long now)
    {
        _console.Noticed(notice, value, now);
    }
}
