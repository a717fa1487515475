using System;
using System.Runtime.InteropServices;
using System.Threading;
using McoaRouter.Boards.Linux.Native;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// SIGTERM, SIGINT and SIGHUP as a descriptor of the loop. The first asks for a clean stop, the second for an end at
/// once.
/// </summary>
public sealed class StopSignals : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;
    private int _count;

    /// <summary>From now on the signals don't end the process but are counted.</summary>
    public StopSignals()
    {
        Descriptor = LibC.EventDescriptor(0, LibC.EventNonBlocking);
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal),
        ];
    }

    /// <summary>Becomes readable with each signal.</summary>
    public int Descriptor { get; }

    /// <summary>How many signals came.</summary>
    public int Count
    {
        get { return Volatile.Read(ref _count); }
    }

    /// <summary>Makes <see cref="Descriptor"/> unreadable until the next signal.</summary>
    public unsafe void Acknowledge()
    {
        ulong value;
        LibC.Read(Descriptor, &value, sizeof(ulong));
    }

    /// <summary>Gives the signals back.</summary>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        LibC.Close(Descriptor);
    }

    private unsafe void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        Interlocked.Increment(ref _count);
        ulong one = 1;
        LibC.Write(Descriptor, &one, sizeof(ulong));
    }
}
