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

    /// <summary>
    /// Octets that wait for a serial line: two packets of the largest size with every octet escaped. A frame that does
    /// not fit is refused.
    /// </summary>
    public const int SerialQueueOctets = 6144;

    /// <summary>Octets of the largest control packet that PPP answers; the rest of a larger one is refused.</summary>
    public const int PppControlOctets = 512;

    /// <summary>Control packets of PPP that are taken at once; the rest is dropped unread.</summary>
    public const int PppControlBurst = 64;

    /// <summary>How long it takes until one more is taken, in ms.</summary>
    public const int PppControlIntervalMs = 50;

    /// <summary>Times a PPP peer may begin anew in one call, before it counts as one that comes to no terms.</summary>
    public const int PppRenegotiations = 8;

    /// <summary>Global addresses that a host makes on one link. Prefixes that come later are refused.</summary>
    public const int HostAddresses = 4;

    /// <summary>Default routers known on one link. Those that come later are refused.</summary>
    public const int DefaultRouters = 4;

    /// <summary>Router advertisements that are taken at once; the rest is dropped unread.</summary>
    public const int AdvertisementBurst = 8;

    /// <summary>How long it takes until one more is taken, in ms.</summary>
    public const int AdvertisementIntervalMs = 500;

    /// <summary>Octets of a modem's line; a longer one is refused up to its end.</summary>
    public const int ModemLineOctets = 160;

    /// <summary>Octets that are kept of what came last in data mode, to find a modem's text in.</summary>
    public const int ModemTailOctets = 64;
}
