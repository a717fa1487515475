using McoaRouter.Bindings;
using McoaRouter.HomeAgents;
using McoaRouter.HomeAgents.Correspondents;
using McoaRouter.Links;
using McoaRouter.Settings;

namespace McoaRouter.Simulation;

/// <summary>Hears the router, the home agent and the correspondents for the world, and passes on what they say.</summary>
internal sealed class WorldEars : IRouterListener, IHomeAgentListener, ICorrespondentListener
{
    private readonly WorldTraffic _traffic;
    private readonly OwnTraffic _ownTraffic;
    private readonly IWorldListener _listener;
    private readonly bool _hasHomeLink;

    public WorldEars(WorldTraffic traffic, OwnTraffic ownTraffic, IWorldListener listener, bool hasHomeLink)
    {
        _hasHomeLink = hasHomeLink;
        _traffic = traffic;
        _ownTraffic = ownTraffic;
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
        _traffic.PathChanged(uplink);
        _ownTraffic.Begin();
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

    public void PathStandingChanged(int uplink, PathStanding standing, long now)
    {
        _listener.PathStandingChanged(uplink, standing, now);
    }

    public void FlowMoved(int flow, int uplink, long now)
    {
        _listener.FlowMoved(flow, uplink, now);
    }

    public void Noticed(RouterNotice notice, int value, long now)
    {
        _listener.Noticed(notice, value, now);
    }

    public void BindingChanged(int router, int bid, bool present, byte[] careOfAddress, int offset, long now)
    {
        _listener.HomeAgentBindingChanged(bid, present, careOfAddress, offset, now);
    }

    public void UdpTunnelChanged(int router, int bid, int port, bool behindNat, long now)
    {
        _listener.HomeAgentTunnelChanged(bid, port, behindNat, now);
    }

    public void PrefixChanged(int router, int prefix, bool present, long now)
    {
        // The correspondent's packets always come to the home agent: nothing to route.
    }

    public void HomeAddressDefended(int router, bool defended, long now)
    {
        if (_hasHomeLink)
        {
            _listener.HomeAddressDefended(defended, now);
        }
    }

    public void RouterAtHome(int router, bool atHome, long now)
    {
        // The router says so itself.
    }

    public void BindingUpdateAnswered(int router, int status, int sequence, long now)
    {
        // The router says what it made of the answer.
    }

    public void PacketReceived(PacketBuffer packet, long now)
    {
        _ownTraffic.Arrived(TrafficDirection.Up, packet);
    }

    public void BindingChanged(MobileNode mobileNode, CachedBinding binding, bool present, long now)
    {
        // The router says so itself.
    }

    public void BindingUpdateProcessed(int status, int sequence, long now)
    {
        // The router says what it made of the answer.
    }
}
