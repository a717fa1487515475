namespace McoaRouter.Consoles;

/// <summary>Why a configuration was rolled back. The numbers are stored.</summary>
public enum RollBackReason
{
    /// <summary>It was not.</summary>
    None = 0,

    /// <summary>Nobody confirmed it in time.</summary>
    NotConfirmed = 1,

    /// <summary>No uplink was registered under it in time.</summary>
    NotRegistered = 2,

    /// <summary>An operator ended its trial.</summary>
    Operator = 3,

    /// <summary>The router restarted during its trial: a crash, a loss of power, or an operator.</summary>
    Restarted = 4,

    /// <summary>The store could not be told that its trial begins.</summary>
    Storage = 5,

    /// <summary>The program finds it faulty at its start: it was committed by another version.</summary>
    Faulty = 6,

    /// <summary>The board can't run it: it says why by <see cref="RouterConsole.Refused"/>.</summary>
    Refused = 7,
}
