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

    /// <summary>Octets of a modem's line; a longer one is refused up to its end.</summary>
    public const int ModemLineOctets = 160;

    /// <summary>Octets that are kept of what came last in data mode, to find a modem's text in.</summary>
    public const int ModemTailOctets = 64;
}
