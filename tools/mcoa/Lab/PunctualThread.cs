using System;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading;

namespace McoaRouter.Tools.Lab;

/// <summary>
/// Threads that wake when they are to, and not when the other programs on the machine let them: they come before all
/// others where the kernel allows it, and wait in units of ns.
/// </summary>
internal static partial class PunctualThread
{
    private const int FirstInFirstOut = 1;
    private const int Priority = 50;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Starts one.</summary>
    public static Thread Start(ThreadStart work)
    {
        Thread thread = new(() =>
        {
            Prefer(0, Priority);
            work();
        })
        {
            IsBackground = true,
        };
        thread.Start();
        return thread;
    }

    /// <summary>Has the first thread of a program come before all others too, but behind those of the lab.</summary>
    public static void Prefer(int process)
    {
        Prefer(process, Priority - 1);
    }

    /// <summary>Waits until a moment of <see cref="Stopwatch.GetTimestamp"/>, or until a descriptor can be read.</summary>
    /// <param name="moment">The moment; <see cref="long.MaxValue"/> for none.</param>
    /// <param name="descriptors">The descriptors, with what is asked of each.</param>
    public static unsafe void Wait(long moment, Span<PollDescriptor> descriptors)
    {
        long rest = Math.Max(0, Math.Min(moment - Stopwatch.GetTimestamp(), Stopwatch.Frequency * 10));
        TimeSpec timeout = new()
        {
            Seconds = rest / Stopwatch.Frequency,
            Nanoseconds = rest % Stopwatch.Frequency * NanosecondsPerSecond / Stopwatch.Frequency,
        };
        fixed (PollDescriptor* first = descriptors)
        {
            _ = Poll(first, (nuint)descriptors.Length, &timeout, null);
        }
    }

    private static unsafe void Prefer(int thread, int priority)
    {
        _ = SetScheduler(thread, FirstInFirstOut, &priority);
    }

    [LibraryImport("libc", EntryPoint = "sched_setscheduler")]
    private static unsafe partial int SetScheduler(int thread, int policy, int* priority);

    [LibraryImport("libc", EntryPoint = "ppoll")]
    private static unsafe partial int Poll(PollDescriptor* descriptors, nuint count, TimeSpec* timeout, void* signals);

    /// <summary><c>struct pollfd</c>.</summary>
    internal struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
