namespace McoaRouter.Boards.FrameConsole;

/// <summary>Where a <see cref="BoardProgram"/> stands. The console works in all of them.</summary>
internal enum ProgramState
{
    /// <summary>There is no configuration: the links stay off.</summary>
    Idle = 0,

    /// <summary>The links wait, because the board crashed again and again.</summary>
    Delayed,

    /// <summary>The router works.</summary>
    Running,

    /// <summary>A restart was asked for: the router removes its bindings, and the links go down.</summary>
    Leaving,

    /// <summary>The last octets leave the line.</summary>
    Flushing,

    /// <summary>The board is to restart.</summary>
    Over,
}
