using System;

namespace McoaRouter.Tests;

/// <summary>Measures what code allocates: on .NET by the runtime's own count of octets.</summary>
internal static class Heap
{
    private const int WarmUps = 100;
    private const int Runs = 1000;

    internal static void AssertAllocatesNothing(IRepeatable code)
    {
        for (int i = 0; i < WarmUps; i++)
        {
            code.Run();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Runs; i++)
        {
            code.Run();
        }

        Assert.AreEqual(0L, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
