namespace McoaRouter.Consoles;

/// <summary>What the board is asked to do once an answer has been sent.</summary>
internal enum ConsoleAction
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>To run what the store gives next.</summary>
    Reconfigure,

    /// <summary>To start anew.</summary>
    Restart,
}
