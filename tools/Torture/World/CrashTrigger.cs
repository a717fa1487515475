namespace McoaRouter.Torture.World;

/// <summary>At which event a vehicle loses its power.</summary>
internal enum CrashTrigger
{
    /// <summary>At once.</summary>
    Now = 0,

    /// <summary>When its next Binding Update leaves.</summary>
    Update,

    /// <summary>When its next acknowledgement came.</summary>
    Acknowledgement,

    /// <summary>When it runs its next configuration.</summary>
    Start,

    /// <summary>Not at all.</summary>
    None,
}
