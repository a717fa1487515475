using McoaRouter.Bindings;
using McoaRouter.Forwarding;
using McoaRouter.Links;
using McoaRouter.Mobility;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter;

/// <summary>
/// Route optimisation with the correspondents of the settings (RFC 6275 §5.2, §11.3, §11.6, draft §3.1): the return
/// routability procedure, the bindings that it gives, and the direct way that they open. A router gets it by its
/// constructor; each router has one of its own.
/// </summary>
public sealed class RouteOptimizer : IRouteOptimizer
{
    private CorrespondentRegistrations _registrations;
    private DirectForwarder _forwarder;

    /// <summary>The Binding Update List towards correspondents.</summary>
    public CorrespondentList Correspondents { get; private set; }

    /// <summary>The router's own packets sent straight to correspondents.</summary>
    public TrafficCounters Outbound
    {
        get { return _forwarder.Outbound; }
    }

    /// <summary>Packets for the router itself received straight from correspondents.</summary>
    public TrafficCounters Inbound
    {
        get { return _forwarder.Inbound; }
    }

    /// <inheritdoc/>
    public long NextDeadline
    {
        get { return _registrations.NextDeadline; }
    }

    /// <inheritdoc/>
    public void Start(
        RouterSettings settings,
        HomeRegistration home,
        BindingUpdateList bindings,
        ILink[] uplinks,
        ILink port,
        IRouterListener listener,
        RefusalCounters refusals,
        RandomSource random)
    {
        Correspondents = new CorrespondentList(settings.Correspondents, bindings);
        _registrations = new CorrespondentRegistrations(
            settings, bindings, Correspondents, uplinks, listener, refusals, random, home);
        _forwarder = new DirectForwarder(settings, bindings, Correspondents, uplinks, port, refusals);
    }

    /// <inheritdoc/>
    public bool FromPort(PacketBuffer packet, long now)
    {
        return _forwarder.FromPort(packet, now);
    }

    /// <inheritdoc/>
    public Refusal FromUplink(int uplink, Ipv6Packet reader, PacketBuffer packet, long now)
    {
        return _forwarder.FromUplink(uplink, reader, packet, now);
    }

    /// <inheritdoc/>
    public Refusal Receive(int uplink, Ipv6Packet packet, bool tunnelled, long now)
    {
        return _registrations.Receive(uplink, packet, tunnelled, now);
    }

    /// <inheritdoc/>
    public Refusal ReceiveError(int uplink, Ipv6Packet packet, long now)
    {
        return _registrations.ReceiveError(uplink, packet, now);
    }

    /// <inheritdoc/>
    public void Run(long now)
    {
        _registrations.Run(now);
    }
}
