namespace McoaRouter.Consoles;

/// <summary>What became of the configuration in a slot. The numbers are stored.</summary>
public enum SlotState
{
    /// <summary>An operator confirmed it: it is run.</summary>
    Confirmed = 1,

    /// <summary>It was committed, and not run yet.</summary>
    Trial = 2,

    /// <summary>It runs on trial; a start that finds it so rolls it back.</summary>
    Tried = 3,

    /// <summary>It was rolled back: it is not run.</summary>
    RolledBack = 4,
}
