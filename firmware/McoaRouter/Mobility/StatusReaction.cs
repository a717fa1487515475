namespace McoaRouter.Mobility;

/// <summary>What the router does about a status of a Binding Acknowledgement, or of one binding in it.</summary>
public enum StatusReaction
{
    /// <summary>It was accepted.</summary>
    Accept = 0,

    /// <summary>The status of each Binding Identifier option decides.</summary>
    ReadEach,

    /// <summary>It was refused, and is asked again later.</summary>
    AskLater,

    /// <summary>The sequence number is corrected, and it is asked again at once (RFC 6275 §11.7.3).</summary>
    CorrectSequence,

    /// <summary>The clock is set by the home agent's, and it is asked again at once (RFC 4285 §6).</summary>
    CorrectClock,

    /// <summary>Everything is de-registered, then registered anew (RFC 3963 §5.2: the R flag must not change).</summary>
    RegisterAnew,

    /// <summary>This home agent refuses the router: the next one is asked.</summary>
    NextHomeAgent,

    /// <summary>
    /// This home agent does not accept how the router authenticates itself: the next one is asked (RFC 4285 §5.3).
    /// </summary>
    Unauthenticated,

    /// <summary>This home agent is never asked again: the next one is (RFC 3963 §5.4).</summary>
    GiveUpHomeAgent,

    /// <summary>Each uplink is registered by itself from now on.</summary>
    RegisterIndividually,

    /// <summary>Only the preferred uplink is registered from now on, without Binding Identifier.</summary>
    RegisterSingly,

    /// <summary>It is asked again at once, so that it replaces what the home agent holds (RFC 5648 §5.7).</summary>
    Overwrite,

    /// <summary>
    /// The home agent does not know the Binding Identifier: a removal is done, a registration is asked again at once
    /// (RFC 5648 §5.7).
    /// </summary>
    StateAnew,

    /// <summary>Home and foreign links are not used at once from now on: the router returns home.</summary>
    ReturnHome,

    /// <summary>
    /// Another node has the home address: it is never registered again, with any home agent (RFC 6275 §11.7.1).
    /// </summary>
    GiveUpHomeAddress,
}
