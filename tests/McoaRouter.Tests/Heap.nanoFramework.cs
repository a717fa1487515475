using System;

namespace McoaRouter.Tests;

/// <summary>
/// Measures what code allocates: on the device's runtime by filling the heap up to a small rest, then running the code
/// so often that one object a run would use the rest up and force a collection. A weakly held object that is still
/// there shows that none was needed.
/// </summary>
internal static class Heap
{
    private const int SmallestObject = 12;
    private const int Rest = 24 * 1024;
    private const int Block = 8 * 1024;

    internal static void AssertAllocatesNothing(IRepeatable code)
    {
        for (int i = 0; i < 20; i++)
        {
            code.Run();
        }

        byte[][] ballast = Fill();
        Assert.IsFalse(Survives(new Garbage()));
        Assert.IsTrue(Survives(code));
        ballast[0] = null;
    }

    /// <summary>Takes all but a small rest of the heap.</summary>
    private static byte[][] Fill()
    {
        uint free = nanoFramework.Runtime.Native.GC.Run(true);
        byte[][] ballast = new byte[1 + ((int)free / Block)][];
        for (int i = 0; nanoFramework.Runtime.Native.GC.Run(true) > Rest + (2 * Block); i++)
        {
            ballast[i] = new byte[Block];
        }

        return ballast;
    }

    private static bool Survives(IRepeatable code)
    {
        int runs = (int)nanoFramework.Runtime.Native.GC.Run(true) / SmallestObject;
        WeakReference witness = Witness();
        for (int i = 0; i < runs; i++)
        {
            code.Run();
        }

        return witness.IsAlive;
    }

    private static WeakReference Witness()
    {
        return new WeakReference(new object());
    }

    private sealed class Garbage : IRepeatable
    {
        private object _last;

        public void Run()
        {
            _last = new object();
        }
    }
}
