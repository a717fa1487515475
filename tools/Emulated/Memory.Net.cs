using System;

namespace McoaRouter.Emulated;

/// <summary>The managed heap, on .NET: differences between two calls are meaningful there, but not the device's.</summary>
internal static class Memory
{
    /// <summary>Octets that are free after a collection.</summary>
    internal static long Free()
    {
        return int.MaxValue - GC.GetTotalMemory(true);
    }
}
