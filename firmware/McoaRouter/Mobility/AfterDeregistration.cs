namespace McoaRouter.Mobility;

/// <summary>What the router does when everything is de-registered.</summary>
internal enum AfterDeregistration
{
    /// <summary>Nothing is being de-registered as a whole.</summary>
    Nothing = 0,

    /// <summary>The router stops.</summary>
    Stop,

    /// <summary>The router is at home.</summary>
    AtHome,

    /// <summary>The next home agent is asked.</summary>
    NextHomeAgent,

    /// <summary>The next home agent that is not known to ignore Binding Identifiers is asked.</summary>
    HomeAgentWithIdentifiers,

    /// <summary>Everything is registered anew with the same home agent.</summary>
    RegisterAnew,
}
