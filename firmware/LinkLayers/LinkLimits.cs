namespace McoaRouter.LinkLayers;

/// <summary>
/// Every fixed capacity of the link layers. All memory is set aside at start; a full table is a named refusal, never an
/// exception.
/// </summary>
public static class LinkLimits
{
    /// <summary>Octets taken from a serial line in one turn; the rest waits for the next.</summary>
    public const int SerialOctetsPerPoll = 512;

    /// <summary>Packets taken from one link in one turn; the rest waits for the next.</summary>
    public const int PacketsPerPoll = 8;

    /// <summary>
    /// Neighbours of an Ethernet, a power of two. In a full table those that never answered make room, then those that
    /// nothing was sent to for long; otherwise a newcomer is refused.
    /// </summary>
    public const int Neighbors = 64;

    /// <summary>Neighbours behind one station that keep their entries against newcomers; more are replaced.</summary>
    public const int NeighborsPerStation = 16;

    /// <summary>
    /// Neighbours of an Ethernet that are being resolved at once, each with one packet that waits. A further one
    /// replaces the one that has waited longest, or is refused.
    /// </summary>
    public const int Resolutions = 4;
}
