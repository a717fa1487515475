using McoaRouter.Bindings;
using McoaRouter.Settings;

namespace McoaRouter.Simulation;

/// <summary>Several listeners that hear the same, one after the other.</summary>
public sealed class ListenerGroup : IWorldListener
{
    private readonly IWorldListener[] _members;

    /// <summary>Makes a group.</summary>
    public ListenerGroup(IWorldListener[] members)
    {
        _members = members;
    }

    /// <inheritdoc/>
    public void SignalChanged(int uplink, int signal, long now)
    {
        foreach (IWorldListener member in _members)
        {
            member.SignalChanged(uplink, signal, now);
        }
    }

    /// <inheritdoc/>
    public void CarrierChanged(int uplink, bool carrier, byte[] careOfAddress, int offset, long now)
    {
        foreach (IWorldListener member in _members)
        {
            member.CarrierChanged(uplink, carrier, careOfAddress, offset, now);
        }
    }

    /// <inheritdoc/>
    public void UplinkChanged(int uplink, bool up, long now)
    {
        foreach (IWorldListener member in _members)
        {
            member.UplinkChanged(uplink, up, now);
        }
    }

    /// <inheritdoc/>
    public void BindingUpdateSent(int uplink, int sequence, int attempt, bool deregistration, long now)
    {
        foreach (IWorldListener member in _members)
        {
            member.BindingUpdateSent(uplink, sequence, attempt, deregistration, now);
        }
    }

    /// <inheritdoc/>
    public void BindingAcknowledged(int status, int sequence, long now)
    {
        foreach (IWorldListener member in _members)
        {
            member.BindingAcknowledged(status, sequence, now);
        }
    }

    /// <inheritdoc/>
    public void BindingChanged(int uplink, BindingState state, int status, long now)
    {
        foreach (IWorldListener member in _members)
        {
            member.BindingChanged(uplink, state, status, now);
        }
    }

    /// <inheritdoc/>
    public void PathChanged(int uplink, long now)
    {
        foreach (IWorldListener member in _members)
        {
            member.PathChanged(uplink, now);
        }
    }

    /// <inheritdoc/>
    public void AtHomeChanged(int uplink, long now)
    {
        foreach (IWorldListener member in _members)
        {
            member.AtHomeChanged(uplink, now);
        }
    }

    /// <inheritdoc/>
    public void HomeAgentChanged(byte[] homeAgent, int offset, long now)
    {
        foreach (IWorldListener member in _members)
        {
            member.HomeAgentChanged(homeAgent, offset, now);
        }
    }

    /// <inheritdoc/>
    public void RegistrationFormChanged(RegistrationForm form, long now)
    {
        foreach (IWorldListener member in _members)
        {
            member.RegistrationFormChanged(form, now);
        }
    }

    /// <inheritdoc/>
    public void CorrespondentBindingChanged(int correspondent, int uplink, bool registered, int status, long now)
    {
        foreach (IWorldListener member in _members)
        {
            member.CorrespondentBindingChanged(correspondent, uplink, registered, status, now);
        }
    }

    /// <inheritdoc/>
    public void PathStandingChanged(int uplink, PathStanding standing, long now)
    {
        foreach (IWorldListener member in _members)
        {
            member.PathStandingChanged(uplink, standing, now);
        }
    }

    /// <inheritdoc/>
    public void FlowMoved(int flow, int uplink, long now)
    {
        foreach (IWorldListener member in _members)
        {
            member.FlowMoved(flow, uplink, now);
        }
    }

    /// <inheritdoc/>
    public void Noticed(RouterNotice notice, int value, long now)
    {
        foreach (IWorldListener member in _members)
        {
            member.Noticed(notice, value, now);
        }
    }

    /// <inheritdoc/>
    public void HomeAgentBindingChanged(int bid, bool present, byte[] careOfAddress, int offset, long now)
    {
        foreach (IWorldListener member in _members)
        {
            member.HomeAgentBindingChanged(bid, present, careOfAddress, offset, now);
        }
    }

    /// <inheritdoc/>
    public void MappingLost(int uplink, long now)
    {
        foreach (IWorldListener member in _members)
        {
            member.MappingLost(uplink, now);
        }
    }

    /// <inheritdoc/>
    public void WayFellSilent(int uplink, long now)
    {
        foreach (IWorldListener member in _members)
        {
            member.WayFellSilent(uplink, now);
        }
    }

    /// <inheritdoc/>
    public void HomeAgentTunnelChanged(int bid, int port, bool behindNat, long now)
    {
        foreach (IWorldListener member in _members)
        {
            member.HomeAgentTunnelChanged(bid, port, behindNat, now);
        }
    }

    /// <inheritdoc/>
    public void HomeAddressDefended(bool defended, long now)
    {
        foreach (IWorldListener member in _members)
        {
            member.HomeAddressDefended(defended, now);
        }
    }

    /// <inheritdoc/>
    public void PacketLost(TrafficDirection direction, int sequence, LossCause cause, int uplink, long now)
    {
        foreach (IWorldListener member in _members)
        {
            member.PacketLost(direction, sequence, cause, uplink, now);
        }
    }

    /// <inheritdoc/>
    public void HandoverFinished(Handover handover, long now)
    {
        foreach (IWorldListener member in _members)
        {
            member.HandoverFinished(handover, now);
        }
    }
}
