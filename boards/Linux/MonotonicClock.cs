using McoaRouter.Boards.Linux.Native;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// The clock of the router: milliseconds since the program started, never set back, and running on while the machine
/// sleeps, because the home agent's lifetimes do too.
/// </summary>
public static class MonotonicClock
{
    private static long s_start = SinceBoot;

    /// <summary>The present time in ms. Allocates nothing.</summary>
    public static long Now
    {
        get { return SinceBoot - s_start; }
    }

    private static unsafe long SinceBoot
    {
        get
        {
            LibC.TimeSpec time;
            LibC.ClockGetTime(LibC.ClockBootTime, &time);
            return (time.Seconds * 1000) + (time.Nanoseconds / 1_000_000);
        }
    }

    /// <summary>
    /// The program starts anew in its process: the time begins at 0 again, by which an operator's tools know it. Nothing
    /// that keeps a time may outlive this.
    /// </summary>
    public static void Begin()
    {
        s_start = SinceBoot;
    }
}
