using McoaRouter.Bindings;
using McoaRouter.Forwarding;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter;

/// <summary>
/// The mobile router as one machine without input or output of its own: it never reads a clock, a socket or a random
/// source. Everything comes in by a call and goes out through <see cref="ILink.Send"/> and <see cref="IRouterListener"/>.
/// After construction it allocates nothing. It is not thread-safe: one thread makes all calls.
/// </summary>
public sealed class MobileRouter
{
    /// <summary>The link number of the in-vehicle port; uplinks count from 0 in the order of the settings.</summary>
    public const int Port = -1;

    /// <summary>What <see cref="NextDeadline"/> is when no timer runs.</summary>
    public const long NoDeadline = long.MaxValue;

    /// <summary>Sets aside all memory. Nothing is sent before the first <see cref="LinkUp"/>.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="uplinks">One link for each uplink of the settings, in their order.</param>
    /// <param name="port">The in-vehicle network.</param>
    /// <param name="listener">Who is told of changes.</param>
    public MobileRouter(RouterSettings settings, ILink[] uplinks, ILink port, IRouterListener listener)
    {
    }

    /// <summary>
    /// When <see cref="Poll"/> must next be called, in monotonic ms, or <see cref="NoDeadline"/>. To be read again after
    /// every other call.
    /// </summary>
    public long NextDeadline { get; }

    /// <summary>The Binding Update List.</summary>
    public BindingUpdateList Bindings { get; }

    /// <summary>What was refused, by reason.</summary>
    public RefusalCounters Refusals { get; }

    /// <summary>Packets of the vehicle sent to the home agent.</summary>
    public TrafficCounters Outbound { get; }

    /// <summary>Packets for the vehicle received from the home agent.</summary>
    public TrafficCounters Inbound { get; }

    /// <summary>The uplink that carries the vehicle's traffic, or -1 where none can.</summary>
    public int Path { get; }

    /// <summary>Whether <see cref="Stop"/> has finished: every binding is de-registered, or was given up.</summary>
    public bool Stopped { get; }

    /// <summary>
    /// A whole IPv6 packet came in. The router may change and send the buffer within the call; afterwards it is the caller's
    /// again. Packets must lie behind <see cref="Limits.HeadroomOctets"/> of headroom (<see cref="PacketBuffer.Reset"/>).
    /// </summary>
    /// <param name="link"><see cref="Port"/>, or an uplink.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="now">Monotonic ms.</param>
    public void Receive(int link, PacketBuffer packet, long now)
    {
    }

    /// <summary>
    /// An uplink can carry packets from this care-of address. Called again with another address, it replaces the first;
    /// with the same, it is harmless.
    /// </summary>
    /// <param name="uplink">The uplink.</param>
    /// <param name="careOfAddress">The buffer that holds the address; it is copied.</param>
    /// <param name="offset">Where the address starts.</param>
    /// <param name="now">Monotonic ms.</param>
    public void LinkUp(int uplink, byte[] careOfAddress, int offset, long now)
    {
    }

    /// <summary>An uplink is lost: its carrier, or its care-of address. Harmless when it was not up.</summary>
    public void LinkDown(int uplink, long now)
    {
    }

    /// <summary>Runs the timers that are due. Harmless when called early, late or twice.</summary>
    public void Poll(long now)
    {
    }

    /// <summary>
    /// De-registers every binding and forwards nothing any more. <see cref="Poll"/> is to be called on until
    /// <see cref="Stopped"/>, at most about five seconds.
    /// </summary>
    public void Stop(long now)
    {
    }
}
