namespace McoaRouter.Emulated;

/// <summary>The managed heap, on the device's runtime.</summary>
internal static class Memory
{
    /// <summary>Octets that are free after a collection.</summary>
    internal static long Free()
    {
        return nanoFramework.Runtime.Native.GC.Run(true);
    }
}
