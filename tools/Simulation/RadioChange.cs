namespace McoaRouter.Simulation;

/// <summary>What a movement of the vehicle did to a radio.</summary>
public enum RadioChange
{
    /// <summary>Nothing that matters to its link.</summary>
    None = 0,

    /// <summary>A network came into reach: the radio begins to attach.</summary>
    InReach,

    /// <summary>The carrier was lost, and another cell serves: the radio begins to attach there.</summary>
    Roaming,

    /// <summary>The carrier was lost.</summary>
    Lost,
}
