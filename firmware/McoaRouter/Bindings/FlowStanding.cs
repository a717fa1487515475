namespace McoaRouter.Bindings;

/// <summary>Where the flow bindings of a rule stand with the home agent, by which packets for the vehicle follow it.</summary>
public enum FlowStanding
{
    /// <summary>Nothing is asked for: no uplink takes the rule's packets.</summary>
    Unasked = 0,

    /// <summary>They are asked for, or will be by the next update, and not all are acknowledged.</summary>
    Stated,

    /// <summary>The home agent acknowledged all of them.</summary>
    Acknowledged,

    /// <summary>The home agent refused one of them.</summary>
    Refused,

    /// <summary>The home agent knows no flow bindings.</summary>
    Ignored,
}
