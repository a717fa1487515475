using McoaRouter.Bindings;
using McoaRouter.HomeAgents;
using McoaRouter.Settings;

namespace McoaRouter.Simulation;

/// <summary>Hears the router and the home agent for the world, and passes on what they say.</summary>
internal sealed class WorldEars : IRouterListener, IHomeAgentListener
{
    private readonly World _world;
    private readonly IWorldListener _listener;

    public WorldEars(World world, IWorldListener listener)
    {
        _world = world;
        _listener = listener;
    }

    public void UplinkChanged(int uplink, bool up, long now)
    {
        _listener.UplinkChanged(uplink, up, now);
    }

    public void BindingUpdateSent(int uplink, int sequence, int attempt, bool deregistration, long now)
    {
        _listener.BindingUpdateSent(uplink, sequence, attempt, deregistration, now);
    }

    public void BindingAcknowledged(int status, int sequence, long now)
    {
        _listener.BindingAcknowledged(status, sequence, now);
    }

    public void BindingChanged(int uplink, BindingState state, int status, long now)
    {
        _listener.BindingChanged(uplink, state, status, now);
    }

    public void PathChanged(int uplink, long now)
    {
        _listener.PathChanged(uplink, now);
        _world.PathChanged(uplink);
    }

    public void AtHomeChanged(int uplink, long now)
    {
        _listener.AtHomeChanged(uplink, now);
    }

    public void HomeAgentChanged(byte[] homeAgent, int offset, long now)
    {
        _listener.HomeAgentChanged(homeAgent, offset, now);
    }

    public void RegistrationFormChanged(RegistrationForm form, long now)
    {
        _listener.RegistrationFormChanged(form, now);
    }

    public void CorrespondentBindingChanged(int correspondent, int uplink, bool registered, int status, long now)
    {
        _listener.CorrespondentBindingChanged(correspondent, uplink, registered, status, now);
    }

    public void Noticed(RouterNotice notice, int value, long now)
    {
        _listener.Noticed(notice, value, now);
    }

    public void BindingChanged(int router, int bid, bool present, byte[] careOfAddress, int offset, long now)
    {
        _listener.HomeAgentBindingChanged(bid, present, careOfAddress, offset, now);
    }

    public void PrefixChanged(int router, int prefix, bool present, long now)
    {
        // The correspondent's packets always come to the home agent: nothing to route.
    }

    public void HomeAddressDefended(int router, bool defended, long now)
    {
        // The home link of this world has no neighbours.
    }

    public void RouterAtHome(int router, bool atHome, long now)
    {
        // Nor does anybody come home to it.
    }

    public void BindingUpdateAnswered(int router, int status, int sequence, long now)
    {
        // The router says what it made of the answer.
    }
}
