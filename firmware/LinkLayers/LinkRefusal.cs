namespace McoaRouter.LinkLayers;

/// <summary>
/// Why something from a device or from a link's network was refused; <see cref="LinkRefusalNames"/> has a name for each.
/// What the router itself refuses is <see cref="Wire.Refusal"/>.
/// </summary>
public enum LinkRefusal
{
    /// <summary>Nothing was.</summary>
    None,

    /// <summary>Shorter than its headers, or than they say.</summary>
    Truncated,

    /// <summary>Longer than the link's largest packet, or than a buffer.</summary>
    Oversized,

    /// <summary>A checksum or frame check sequence is wrong.</summary>
    Checksum,

    /// <summary>Of a protocol that is not spoken here.</summary>
    UnknownProtocol,

    /// <summary>The device did not take it, or has no room.</summary>
    DeviceRefused,

    /// <summary>Sent while the link is down.</summary>
    LinkDown,

    /// <summary>A line from a modem that is no text.</summary>
    Garbled,

    /// <summary>A result from a modem that nothing was asked of.</summary>
    UnexpectedAnswer,

    /// <summary>Not a reason: how many there are.</summary>
    Count,
}
