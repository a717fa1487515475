namespace McoaRouter.Simulation;

/// <summary>Why a packet of a stream did not arrive.</summary>
public enum LossCause
{
    /// <summary>The air took it: the signal was weak.</summary>
    Air = 0,

    /// <summary>It was on its way over an uplink that had just lost its carrier.</summary>
    Carrier,

    /// <summary>It was sent to a care-of address that was no longer there.</summary>
    Address,

    /// <summary>The way behind an uplink is dead, and nobody says so.</summary>
    Silence,

    /// <summary>The router or the home agent had no way for it.</summary>
    NoPath,

    /// <summary>A queue was full.</summary>
    Queue,
}
