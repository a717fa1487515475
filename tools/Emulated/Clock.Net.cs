using System;

namespace McoaRouter.Emulated;

/// <summary>The time, on .NET.</summary>
internal static class Clock
{
    /// <summary>Monotonic ms.</summary>
    internal static long Milliseconds()
    {
        return Environment.TickCount64;
    }
}
