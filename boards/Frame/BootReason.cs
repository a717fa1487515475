namespace McoaRouter.Boards.Frame;

/// <summary>Why the board started, as far as it can know; <see cref="BootReasonText"/> has a text for each.</summary>
public enum BootReason
{
    /// <summary>Power or the reset button, or a fault below managed code: the images don't tell these apart.</summary>
    PowerOrReset,

    /// <summary>A thread of the program ended in an exception.</summary>
    Exception,

    /// <summary>The main loop was silent.</summary>
    Watchdog,
}
