using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Settings;

namespace McoaRouter.LinkLayers.Ppp;

/// <summary>
/// The Point-to-Point Protocol over a serial line in data mode, as the side that dials (RFC 1661, 1662).
/// </summary>
public sealed class PppLink : ILink
{
    private readonly LinkRefusalCounters _refusals;

    /// <summary>Makes a link that is to be started. All its memory is set aside here.</summary>
    /// <param name="transport">Which kinds of care-of addresses it may give.</param>
    /// <param name="user">The name that the network authenticates, or null where none is configured.</param>
    /// <param name="password">The secret that goes with it, or null.</param>
    /// <param name="random">Where magic numbers and interface identifiers come from.</param>
    /// <param name="refusals">Where to count what is refused.</param>
    public PppLink(
        Transport transport,
        string user,
        string password,
        RandomSource random,
        LinkRefusalCounters refusals)
    {
        _refusals = refusals;
    }

    /// <summary>How far it has come.</summary>
    public PppState State { get; private set; }

    /// <summary>Why it ended, or <see cref="PppEndCause.None"/>.</summary>
    public PppEndCause EndCause { get; private set; }

    /// <summary>When <see cref="Poll"/> must next be called, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    public long NextDeadline { get; private set; }

    /// <inheritdoc/>
    public int MaximumTransmissionUnit { get; private set; }

    /// <summary>
    /// Begins to negotiate over a line that is in data mode. May be called again after the link has ended.
    /// </summary>
    /// <param name="line">The line; nobody else reads or writes it until <see cref="PppState.Ended"/>.</param>
    /// <param name="link">The number under which the router knows the link.</param>
    /// <param name="packets">Who gets packets and hears of care-of addresses.</param>
    /// <param name="now">Monotonic ms.</param>
    public void Start(ISerialLine line, int link, ILinkListener packets, long now)
    {
        State = PppState.Establishing;
    }

    /// <summary>Takes octets that were read off the line before <see cref="Start"/>, behind the word CONNECT.</summary>
    public void Take(byte[] buffer, int offset, int length, long now)
    {
    }

    /// <summary>
    /// Reads and writes the line, as much as fits into one turn, and runs the timers. Harmless when called early, late or
    /// twice, and after the end.
    /// </summary>
    /// <returns>Whether the line may have more at once.</returns>
    public bool Poll(long now)
    {
        return false;
    }

    /// <inheritdoc/>
    public bool Send(PacketBuffer packet)
    {
        _refusals.Add(LinkRefusal.LinkDown);
        return false;
    }

    /// <summary>
    /// Takes the link down in good order: the router hears of it at once, the peer is asked to terminate, and
    /// <see cref="Poll"/> is to be called on until <see cref="PppState.Ended"/>, at most four seconds.
    /// </summary>
    public void Stop(long now)
    {
        State = PppState.Ended;
        EndCause = PppEndCause.Stopped;
    }

    /// <summary>The call is lost (carrier, power): ends at once, without another octet to the peer.</summary>
    public void Drop(long now)
    {
        State = PppState.Ended;
        EndCause = PppEndCause.LineLost;
    }
}
