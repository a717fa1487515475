namespace McoaRouter.Flows;

/// <summary>Where a flow binding stands with the home agent.</summary>
public enum FlowBindingState
{
    /// <summary>The home agent was not told, or what it was told is not acknowledged.</summary>
    Unknown = 0,

    /// <summary>The home agent acknowledged it: packets for the vehicle follow it.</summary>
    Active,

    /// <summary>The home agent refused it: it is not asked for again until it changes, or the home agent does.</summary>
    Refused,
}
