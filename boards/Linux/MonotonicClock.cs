using McoaRouter.Boards.Linux.Native;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// The clock of the router: milliseconds since the machine started, never set back, and running on while the machine
/// sleeps, because the home agent's lifetimes do too.
/// </summary>
public static class MonotonicClock
{
    /// <summary>The present time in ms. Allocates nothing.</summary>
    public static unsafe long Now
    {
        get
        {
            LibC.TimeSpec time;
            LibC.ClockGetTime(LibC.ClockBootTime, &time);
            return (time.Seconds * 1000) + (time.Nanoseconds / 1_000_000);
        }
    }
}
