namespace McoaRouter.Boards.Frame;

/// <summary>
/// The sign of life of the main loop. The loop gives it at each turn; another thread watches for its end. The images have
/// no watchdog that managed code could arm, so this thread is the watchdog; a board that hangs below managed code is left
/// to the image's own.
/// </summary>
public sealed class Heartbeat
{
    /// <summary>How long the loop may be silent, in ms: many times its longest wait.</summary>
    public const int LongestSilenceMs = 30000;

    private long _last;

    /// <summary>The main loop lives.</summary>
    public void Beat(long now)
    {
        _last = now;
    }

    /// <summary>Whether it has been silent for too long.</summary>
    public bool IsSilent(long now)
    {
        return now - _last > LongestSilenceMs;
    }
}
