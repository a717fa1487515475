using McoaRouter.Bindings;
using McoaRouter.Forwarding;
using McoaRouter.Links;
using McoaRouter.Mobility;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter;

/// <summary>
/// The seam to traffic steering, which is an assembly of its own: flow rules, the flow bindings that tell the home agent
/// of them, and the health of paths. A router without it sends all traffic by the preferred uplink that is registered.
/// All calls come from inside the router's own calls. After <see cref="Start"/> nothing behind it allocates.
/// </summary>
public interface ITrafficSteering : IPathSelector, IFlowBindings, ISteeringView
{
    /// <summary>
    /// When <see cref="Run"/> must next be called, in monotonic ms, or <see cref="MobileRouter.NoDeadline"/>.
    /// </summary>
    long NextDeadline { get; }

    /// <summary>Sets aside all memory; called once, by the router's constructor.</summary>
    /// <param name="settings">The configuration, with flow rules and thresholds.</param>
    /// <param name="home">The home registration.</param>
    /// <param name="bindings">The Binding Update List.</param>
    /// <param name="uplinks">One link for each uplink of the settings, in their order.</param>
    /// <param name="listener">Who is told of changes.</param>
    /// <param name="refusals">Where what is refused is counted, but for what a call returns.</param>
    /// <param name="random">Where what must not be guessed comes from.</param>
    void Start(
        RouterSettings settings,
        HomeRegistration home,
        BindingUpdateList bindings,
        ILink[] uplinks,
        IRouterListener listener,
        RefusalCounters refusals,
        RandomSource random);

    /// <summary>Whether a packet from the home agent's tunnel is an answer to a probe of the path.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="inner">Where the packet inside the tunnel starts.</param>
    /// <param name="length">Its octets.</param>
    bool IsProbeAnswer(byte[] buffer, int inner, int length);

    /// <summary>Such a packet came to an uplink, whose tunnel was checked.</summary>
    /// <returns><see cref="Refusal.None"/>, or why it changed nothing.</returns>
    Refusal ReceiveProbeAnswer(int uplink, byte[] buffer, int inner, int length, long now);

    /// <summary>
    /// An ICMPv6 error came to an uplink that quotes a packet which its tunnel may have carried. Anybody who can guess
    /// such a packet may have sent it.
    /// </summary>
    void TunnelFailed(int uplink, long now);

    /// <summary>The strength of an uplink's signal.</summary>
    /// <param name="uplink">The uplink.</param>
    /// <param name="dbm">The strength, in dBm.</param>
    /// <param name="now">Monotonic ms.</param>
    void SignalChanged(int uplink, int dbm, long now);

    /// <summary>
    /// Takes every step that is due; called whenever time has passed or anything about uplinks or the home registration
    /// may have changed. Harmless when called early, late or twice.
    /// </summary>
    void Run(long now);
}
