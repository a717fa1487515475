namespace McoaRouter.Torture.World;

/// <summary>
/// What a test breaks on purpose between the machines and the invariants, to see that these would find it: a watchman that
/// never barks is no watchman.
/// </summary>
internal enum Sabotage
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>What a router sends through a tunnel comes from another prefix.</summary>
    ForeignSource,

    /// <summary>What a router sends leaves from another address than its uplink's.</summary>
    WrongCareOfAddress,

    /// <summary>What the home agent sends to a vehicle goes elsewhere.</summary>
    WrongTunnel,

    /// <summary>Links send each packet of the vehicles twice.</summary>
    SentTwice,

    /// <summary>Links send each Binding Update four times.</summary>
    TooManyUpdates,

    /// <summary>Links say that each Binding Update is a third attempt.</summary>
    NoBackOff,

    /// <summary>The home agent's clock is faster than any clock should be.</summary>
    FastClock,

    /// <summary>The home agent is never called by its timer, and its clock stands still.</summary>
    StoppedClock,

    /// <summary>The home agent dies after two minutes, unnoticed.</summary>
    SilentHomeAgent,

    /// <summary>The home agent takes sequence numbers the other way round.</summary>
    BackwardSequences,

    /// <summary>One packet of the streams in a hundred is lost.</summary>
    LostPackets,

    /// <summary>Links allocate.</summary>
    Allocation,

    /// <summary>Packets that arrived are never free again.</summary>
    LostBuffers,

    /// <summary>A link throws.</summary>
    Exception,

    /// <summary>Time stands still for ever.</summary>
    StoppedTime,

    /// <summary>The store says that something else was confirmed.</summary>
    ForgottenConfirmation,
}
