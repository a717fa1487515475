using McoaRouter.Links;

namespace McoaRouter.LinkLayers;

/// <summary>
/// A link that brings itself up over a bare device: a machine without thread or clock of its own. The board calls
/// <see cref="Poll"/> whenever the device may have something, and at <see cref="NextDeadline"/> at the latest. After
/// construction it allocates nothing, and nothing that comes from the device makes it throw. It brings itself up
/// again after every failure, with growing pauses, until <see cref="Stop"/>.
/// </summary>
public interface ILinkLayer : ILink
{
    /// <summary>
    /// When <see cref="Poll"/> must next be called even if the device stays silent, in monotonic ms, or
    /// <see cref="MobileRouter.NoDeadline"/>.
    /// </summary>
    long NextDeadline { get; }

    /// <summary>The strength of the received signal in dBm, or 0 where there is none or it is not known.</summary>
    int SignalDbm { get; }

    /// <summary>Whether <see cref="Stop"/> has finished.</summary>
    bool Stopped { get; }

    /// <summary>What the device or the network sent and was refused, by reason.</summary>
    LinkRefusalCounters Refusals { get; }

    /// <summary>Begins to bring the link up.</summary>
    /// <param name="link">The link's number: an uplink of the settings, or <see cref="MobileRouter.Port"/>.</param>
    /// <param name="packets">Who gets its packets and hears of its care-of address; the router.</param>
    /// <param name="notices">Who hears what an operator must know.</param>
    /// <param name="now">Monotonic ms.</param>
    void Start(int link, ILinkListener packets, ILinkNoticeListener notices, long now);

    /// <summary>
    /// Takes what the device has, as much as fits into one turn, and runs the timers. Harmless when called early, late
    /// or twice.
    /// </summary>
    /// <returns>Whether the device may have more at once.</returns>
    bool Poll(long now);

    /// <summary>
    /// Takes the link down in good order: <see cref="Poll"/> is to be called on until <see cref="Stopped"/>, at most
    /// five seconds.
    /// </summary>
    void Stop(long now);
}
