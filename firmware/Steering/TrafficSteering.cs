using McoaRouter.Bindings;
using McoaRouter.Flows;
using McoaRouter.Health;
using McoaRouter.Links;
using McoaRouter.Mobility;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter;

/// <summary>
/// Traffic steering: the flow rules of the settings, the flow bindings by which the home agent follows them (RFC 6089),
/// and the health of paths. A router gets it by its constructor; each router has one of its own.
/// </summary>
public sealed partial class TrafficSteering : ITrafficSteering
{
    private HomeRegistration _home;
    private FlowTable _flows;
    private FlowBindings _flowBindings;
    private PathHealth _health;

    /// <summary>The flow rules, to look at.</summary>
    public FlowTable Flows
    {
        get { return _flows; }
    }

    /// <summary>The flow bindings at the home agent, to look at.</summary>
    public FlowBindings Bindings
    {
        get { return _flowBindings; }
    }

    /// <summary>The health of the paths, to look at.</summary>
    public PathHealth Health
    {
        get { return _health; }
    }

    /// <inheritdoc/>
    public long NextDeadline
    {
        get { return _health.NextDeadline; }
    }

    /// <inheritdoc/>
    public void Start(
        RouterSettings settings,
        HomeRegistration home,
        BindingUpdateList bindings,
        ILink[] uplinks,
        IRouterListener listener,
        RefusalCounters refusals,
        RandomSource random)
    {
        _home = home;
        _flows = new FlowTable(settings, bindings, listener);
        _flowBindings = new FlowBindings(settings, bindings, home, _flows.Entries, listener);
        _health = new PathHealth(settings, bindings, home, uplinks, listener, refusals, random);
    }

    /// <inheritdoc/>
    public int PathOf(PacketBuffer packet, int preferred, long now)
    {
        return _flows.PathOf(packet, preferred, now);
    }

    /// <inheritdoc/>
    public void Used(int uplink, long now)
    {
        _health.Used(uplink, now);
    }

    /// <inheritdoc/>
    public int Write(byte[] buffer, int headerOffset, int at, int sequence)
    {
        _ = _flows.Choose();
        return _flowBindings.Write(buffer, headerOffset, at, sequence);
    }

    /// <inheritdoc/>
    public void Acknowledged(int sequence, byte[] buffer, int headerOffset, int length, long now)
    {
        _flowBindings.Acknowledged(sequence, buffer, headerOffset, length, now);
    }

    /// <inheritdoc/>
    public bool IsProbeAnswer(byte[] buffer, int inner, int length)
    {
        return _health.IsProbeAnswer(buffer, inner, length);
    }

    /// <inheritdoc/>
    public Refusal ReceiveProbeAnswer(int uplink, byte[] buffer, int inner, int length, long now)
    {
        return _health.ReceiveProbeAnswer(uplink, buffer, inner, length, now);
    }

    /// <inheritdoc/>
    public void TunnelFailed(int uplink, long now)
    {
        _health.TunnelFailed(uplink, now);
    }

    /// <inheritdoc/>
    public void SignalChanged(int uplink, int dbm, long now)
    {
        _health.SignalChanged(uplink, dbm, now);
    }

    /// <inheritdoc/>
    public void Run(long now)
    {
        bool changed = _health.Run(now);
        changed |= _flows.Reconsider(now);
        changed |= _flowBindings.TakeDue();
        if (changed)
        {
            _home.Restate(now);
        }
    }
}
