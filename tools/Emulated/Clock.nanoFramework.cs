namespace McoaRouter.Emulated;

/// <summary>The time, on the device's runtime.</summary>
internal static class Clock
{
    /// <summary>Monotonic ms.</summary>
    internal static long Milliseconds()
    {
        return System.Environment.TickCount64;
    }
}
