using McoaRouter.Bindings;
using McoaRouter.Settings;

namespace McoaRouter.Simulation;

/// <summary>A listener that hears nothing: a base for those that want some events only.</summary>
public abstract class WorldListener : IWorldListener
{
    /// <inheritdoc/>
    public virtual void SignalChanged(int uplink, int signal, long now)
    {
    }

    /// <inheritdoc/>
    public virtual void CarrierChanged(int uplink, bool carrier, byte[] careOfAddress, int offset, long now)
    {
    }

    /// <inheritdoc/>
    public virtual void UplinkChanged(int uplink, bool up, long now)
    {
    }

    /// <inheritdoc/>
    public virtual void BindingUpdateSent(int uplink, int sequence, int attempt, bool deregistration, long now)
    {
    }

    /// <inheritdoc/>
    public virtual void BindingAcknowledged(int status, int sequence, long now)
    {
    }

    /// <inheritdoc/>
    public virtual void BindingChanged(int uplink, BindingState state, int status, long now)
    {
    }

    /// <inheritdoc/>
    public virtual void PathChanged(int uplink, long now)
    {
    }

    /// <inheritdoc/>
    public virtual void AtHomeChanged(int uplink, long now)
    {
    }

    /// <inheritdoc/>
    public virtual void HomeAgentChanged(byte[] homeAgent, int offset, long now)
    {
    }

    /// <inheritdoc/>
    public virtual void RegistrationFormChanged(RegistrationForm form, long now)
    {
    }

    /// <inheritdoc/>
    public virtual void CorrespondentBindingChanged(int correspondent, int uplink, bool registered, int status, long now)
    {
    }

    /// <inheritdoc/>
    public virtual void PathStandingChanged(int uplink, PathStanding standing, long now)
    {
    }

    /// <inheritdoc/>
    public virtual void FlowMoved(int flow, int uplink, long now)
    {
    }

    /// <inheritdoc/>
    public virtual void Noticed(RouterNotice notice, int value, long now)
    {
    }

    /// <inheritdoc/>
    public virtual void HomeAgentBindingChanged(int bid, bool present, byte[] careOfAddress, int offset, long now)
    {
    }

    /// <inheritdoc/>
    public virtual void MappingLost(int uplink, long now)
    {
    }

    /// <inheritdoc/>
    public virtual void WayFellSilent(int uplink, long now)
    {
    }

    /// <inheritdoc/>
    public virtual void HomeAgentTunnelChanged(int bid, int port, bool behindNat, long now)
    {
    }

    /// <inheritdoc/>
    public virtual void HomeAddressDefended(bool defended, long now)
    {
    }

    /// <inheritdoc/>
    public virtual void PacketLost(TrafficDirection direction, int sequence, LossCause cause, int uplink, long now)
    {
    }

    /// <inheritdoc/>
    public virtual void HandoverFinished(Handover handover, long now)
    {
    }
}
