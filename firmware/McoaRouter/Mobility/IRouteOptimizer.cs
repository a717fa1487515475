using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// The seam to route optimisation with correspondents (RFC 6275 §5.2, §11.3, §11.6), which is an assembly of its own: a
/// router without it sends everything through its home agent. All calls come from inside the router's own calls. After
/// <see cref="Start"/> nothing behind it allocates.
/// </summary>
public interface IRouteOptimizer
{
    /// <summary>
    /// When <see cref="Run"/> must next be called, in monotonic ms, or <see cref="MobileRouter.NoDeadline"/>.
    /// </summary>
    long NextDeadline { get; }

    /// <summary>Sets aside all memory; called once, by the router's constructor.</summary>
    /// <param name="settings">The configuration, with the correspondents.</param>
    /// <param name="home">The home registration.</param>
    /// <param name="bindings">The Binding Update List.</param>
    /// <param name="uplinks">One link for each uplink of the settings, in their order.</param>
    /// <param name="port">The in-vehicle network.</param>
    /// <param name="listener">Who is told of changes.</param>
    /// <param name="refusals">Where what is refused is counted, but for what a call returns.</param>
    /// <param name="random">Where cookies come from.</param>
    void Start(
        RouterSettings settings,
        HomeRegistration home,
        BindingUpdateList bindings,
        ILink[] uplinks,
        ILink port,
        IRouterListener listener,
        RefusalCounters refusals,
        RandomSource random);

    /// <summary>
    /// A packet came from the port. Where it is the router's own and a binding carries it, it is sent, or answered by
    /// an error.
    /// </summary>
    /// <returns>False, and nothing changed, where the tunnel must carry it.</returns>
    bool FromPort(PacketBuffer packet, long now);

    /// <summary>
    /// A packet for the router itself came to an uplink with a type 2 routing header (RFC 6275 §11.3.3), which is no
    /// message of Mobile IPv6.
    /// </summary>
    /// <param name="uplink">The uplink.</param>
    /// <param name="reader">The walked packet, read or refused as a fragment.</param>
    /// <param name="packet">The packet itself, which may be changed and sent.</param>
    /// <param name="now">Monotonic ms.</param>
    /// <returns><see cref="Refusal.None"/>, or why it was dropped.</returns>
    Refusal FromUplink(int uplink, Ipv6Packet reader, PacketBuffer packet, long now);

    /// <summary>A mobility message came, whose header was checked, from another than the home agent.</summary>
    /// <param name="uplink">The uplink that it came to.</param>
    /// <param name="packet">The packet; where it was tunnelled, the inner one.</param>
    /// <param name="tunnelled">Whether it came through the tunnel from the home agent.</param>
    /// <param name="now">Monotonic ms.</param>
    /// <returns><see cref="Refusal.None"/>, or why it changed nothing.</returns>
    Refusal Receive(int uplink, Ipv6Packet packet, bool tunnelled, long now);

    /// <summary>
    /// An ICMPv6 Parameter Problem came to an uplink, whose checksum was checked, about another packet than one to the
    /// home agent (RFC 6275 §11.3.5).
    /// </summary>
    /// <returns><see cref="Refusal.None"/>, or why it changed nothing.</returns>
    Refusal ReceiveError(int uplink, Ipv6Packet packet, long now);

    /// <summary>
    /// Takes every step that is due; called whenever time has passed or anything about uplinks or the home registration
    /// may have changed. Harmless when called early, late or twice.
    /// </summary>
    void Run(long now);
}
