using McoaRouter.Bindings;
using McoaRouter.Settings;

namespace McoaRouter.Torture.World;

/// <summary>Hears one vehicle's router.</summary>
internal sealed class RouterEars : IRouterListener
{
    private readonly TortureWorld _world;
    private readonly int _vehicle;

    public RouterEars(TortureWorld world, int vehicle)
    {
        _world = world;
        _vehicle = vehicle;
    }

    private Vehicle Vehicle => _world.Vehicles[_vehicle];

    /// <inheritdoc/>
    public void UplinkChanged(int uplink, bool up, long now)
    {
        _world.Changed(_vehicle);
        if (_world.IsHeard)
        {
            _world.Said(Vehicle, $"uplink {uplink} {(up ? "up" : "down")}");
        }
    }

    /// <inheritdoc/>
    public void BindingUpdateSent(int uplink, int sequence, int attempt, bool deregistration, long now)
    {
        _world.UpdateSent(Vehicle, attempt, now);
        if (_world.IsHeard)
        {
            string kind = deregistration ? "removal" : "update";
            _world.Said(Vehicle, $"{kind} {sequence} by uplink {uplink}, attempt {attempt}");
        }
    }

    /// <inheritdoc/>
    public void BindingAcknowledged(int status, int sequence, long now)
    {
        _world.Acknowledged(Vehicle, status);
        if (_world.IsHeard)
        {
            _world.Said(Vehicle, $"acknowledgement {sequence}, status {status}");
        }
    }

    /// <inheritdoc/>
    public void BindingChanged(int uplink, BindingState state, int status, long now)
    {
        _world.Changed(_vehicle);
        if (_world.IsHeard)
        {
            _world.Said(Vehicle, $"binding of uplink {uplink} {state}, status {status}");
        }
    }

    /// <inheritdoc/>
    public void PathChanged(int uplink, long now)
    {
        _world.Totals.Handovers++;
        if (_world.IsHeard)
        {
            _world.Said(Vehicle, $"path {uplink}");
        }
    }

    /// <inheritdoc/>
    public void AtHomeChanged(int uplink, long now)
    {
        // No way is on the home link.
    }

    /// <inheritdoc/>
    public void HomeAgentChanged(byte[] homeAgent, int offset, long now)
    {
        // There is one home agent.
    }

    /// <inheritdoc/>
    public void RegistrationFormChanged(RegistrationForm form, long now)
    {
        _world.Changed(_vehicle);
        if (_world.IsHeard)
        {
            _world.Said(Vehicle, $"form {form}");
        }
    }

    /// <inheritdoc/>
    public void CorrespondentBindingChanged(int correspondent, int uplink, bool registered, int status, long now)
    {
        // No correspondents are configured.
    }

    /// <inheritdoc/>
    public void PathStandingChanged(int uplink, PathStanding standing, long now)
    {
        _world.Changed(_vehicle);
        if (_world.IsHeard)
        {
            _world.Said(Vehicle, $"path of uplink {uplink} {standing}");
        }
    }

    /// <inheritdoc/>
    public void FlowMoved(int flow, int uplink, long now)
    {
        // Seen where packets leave.
    }

    /// <inheritdoc/>
    public void Noticed(RouterNotice notice, int value, long now)
    {
        if (_world.IsHeard)
        {
            _world.Said(Vehicle, $"notice {notice} {value}");
        }
    }
}
