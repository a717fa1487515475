using McoaRouter.Forwarding;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// A home agent as one machine without input or output of its own, in the device's dialect: the Linux daemon, the
/// simulation and the tests run the same. After construction it allocates nothing. One thread makes all calls.
/// </summary>
public sealed class HomeAgent
{
    /// <summary>Sets aside all memory.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="network">Where care-of addresses are reached: whole IPv6 packets from the home agent's address.</param>
    /// <param name="inside">Where the vehicles' own packets go and come from: routes lead the prefixes in here.</param>
    /// <param name="listener">Who is told of changes.</param>
    public HomeAgent(HomeAgentSettings settings, ILink network, ILink inside, IHomeAgentListener listener)
    {
    }

    /// <summary>When <see cref="Poll"/> must next be called, in monotonic ms, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    public long NextDeadline { get; }

    /// <summary>What was refused, by reason.</summary>
    public RefusalCounters Refusals { get; }

    /// <summary>Packets tunnelled to routers.</summary>
    public TrafficCounters ToRouters { get; }

    /// <summary>Packets received through tunnels from routers.</summary>
    public TrafficCounters FromRouters { get; }

    /// <summary>
    /// A whole IPv6 packet for the home agent's address came in: a Binding Update, or a tunnelled packet. The buffer may be
    /// changed and sent within the call.
    /// </summary>
    public void ReceiveFromNetwork(PacketBuffer packet, long now)
    {
    }

    /// <summary>A whole IPv6 packet for a home address or a registered prefix came in. The buffer may be changed and sent within the call.</summary>
    public void ReceiveFromInside(PacketBuffer packet, long now)
    {
    }

    /// <summary>Runs the timers that are due. Harmless when called early, late or twice.</summary>
    public void Poll(long now)
    {
    }
}
