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
    /// Octets that wait for a serial line: two packets of the largest size with every octet escaped. A frame that does not
    /// fit is refused.
    /// </summary>
    public const int SerialQueueOctets = 6144;

    /// <summary>Octets of the largest control packet that PPP answers; the rest of a larger one is refused.</summary>
    public const int PppControlOctets = 512;

    /// <summary>Control packets of PPP that are taken in one second; the rest is dropped unread.</summary>
    public const int PppControlPacketsPerSecond = 64;

    /// <summary>Times a PPP peer may begin anew in one call, before it counts as one that comes to no terms.</summary>
    public const int PppRenegotiations = 8;

    /// <summary>Global addresses that a host makes on one link. Prefixes that come later are refused.</summary>
    public const int HostAddresses = 4;

    /// <summary>Default routers known on one link. Those that come later are refused.</summary>
    public const int DefaultRouters = 4;

    /// <summary>Router advertisements that are taken at once, and how many more each second; the rest is dropped.</summary>
    public const int AdvertisementBurst = 8;
}
