namespace McoaRouter.Consoles;

/// <summary>Where a configuration stands on its way from a commit to its confirmation.</summary>
internal enum TrialState
{
    /// <summary>No trial: what is confirmed runs, or nothing does.</summary>
    None = 0,

    /// <summary>It is written, and the board is about to go over to it.</summary>
    Committed,

    /// <summary>It runs, and waits for its confirmation.</summary>
    Running,
}
