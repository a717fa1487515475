namespace McoaRouter.Boards.Frame;

/// <summary>Where a <see cref="MainLoop"/> stands.</summary>
internal enum LoopState
{
    /// <summary>Not started, or stopped.</summary>
    Stopped,

    /// <summary>The router works.</summary>
    Running,

    /// <summary>The router removes its bindings.</summary>
    Deregistering,

    /// <summary>The links go down.</summary>
    TakingDown,
}
