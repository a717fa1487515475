namespace McoaRouter.LinkLayers;

/// <summary>
/// Why something from a device or from a link's network was refused. What the router itself refuses is <see cref="Wire.Refusal"/>.
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

    /// <summary>A frame or packet for another station, or for a group that is not ours.</summary>
    NotForUs,

    /// <summary>A message or option that breaks its own rules.</summary>
    Malformed,

    /// <summary>A message of Neighbor Discovery that has passed a router (RFC 4861 §6.1, §7.1).</summary>
    HopLimit,

    /// <summary>A packet from or to an address that is not on the link.</summary>
    NotOnLink,

    /// <summary>A packet from the link with an address of ours as its source.</summary>
    SourceForged,

    /// <summary>Somebody else on the link says that an address of ours is his.</summary>
    AddressClaimed,

    /// <summary>An advertisement that nobody asked for, or that does not override what is known.</summary>
    NotAsked,

    /// <summary>Another router advertises itself on the in-vehicle link (RFC 4861 §6.2.7).</summary>
    ForeignRouter,

    /// <summary>No room for another neighbour.</summary>
    NeighborTableFull,

    /// <summary>A neighbour does not answer; a packet for it was dropped.</summary>
    NeighborSilent,

    /// <summary>More answers or solicitations than their rate allows.</summary>
    TooOften,

    /// <summary>A frame that its sender gave up (RFC 1662 §4.2).</summary>
    Aborted,

    /// <summary>Of a protocol that has no place in the link's present phase.</summary>
    WrongPhase,

    /// <summary>A control message with a code that is not known.</summary>
    UnknownCode,

    /// <summary>An answer to nothing that was asked, or one that was given before.</summary>
    NotAwaited,

    /// <summary>A prefix that no address is made from: its length, its lifetimes or its scope forbid it.</summary>
    PrefixRefused,

    /// <summary>A lifetime that would end an address in less than two hours (RFC 4862 §5.5.3).</summary>
    LifetimeRefused,

    /// <summary>An MTU that IPv6 or the link does not allow.</summary>
    MtuRefused,

    /// <summary>A table is full.</summary>
    TableFull,

    /// <summary>A line from a modem that is no text.</summary>
    Garbled,

    /// <summary>Not a reason: how many there are.</summary>
    Count,
}
