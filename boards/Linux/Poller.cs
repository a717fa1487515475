using System;
using McoaRouter.Boards.Linux.Native;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// Waits for any of a few descriptors and calls who wants to read or write it: one thread serves all links and
/// consoles, so that the machine above needs no lock. Waiting allocates nothing.
/// </summary>
public sealed class Poller
{
    /// <summary>
    /// Descriptors at most: three for each uplink, the in-vehicle port, netlink, the signals, and those of the console.
    /// </summary>
    public const int Capacity = 48;

    private readonly LibC.PollDescriptor[] _descriptors = new LibC.PollDescriptor[Capacity];
    private readonly Action[] _handlers = new Action[Capacity];
    private int _count;

    /// <summary>Adds a descriptor; <paramref name="ready"/> is called whenever it can be read, or has gone.</summary>
    /// <exception cref="InvalidOperationException">There are <see cref="Capacity"/> already.</exception>
    public void Add(int descriptor, Action ready)
    {
        if (_count == Capacity)
        {
            throw new InvalidOperationException("Too many descriptors.");
        }

        _descriptors[_count] = new LibC.PollDescriptor { Descriptor = descriptor, Events = LibC.PollIn };
        _handlers[_count] = ready;
        _count++;
    }

    /// <summary>Says what a descriptor that was added is waited for; harmless where it was not added.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="toRead">Whether its handler is called when it can be read.</param>
    /// <param name="toWrite">Whether its handler is called when it can be written to.</param>
    public void WaitFor(int descriptor, bool toRead, bool toWrite)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_descriptors[i].Descriptor == descriptor)
            {
                _descriptors[i].Events = (short)((toRead ? LibC.PollIn : 0) | (toWrite ? LibC.PollOut : 0));
                return;
            }
        }
    }

    /// <summary>Removes a descriptor; harmless where it was not added.</summary>
    public void Remove(int descriptor)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_descriptors[i].Descriptor == descriptor)
            {
                _count--;
                _descriptors[i] = _descriptors[_count];
                _handlers[i] = _handlers[_count];
                return;
            }
        }
    }

    /// <summary>
    /// Waits until something can be done or a time has come, and calls the handlers of what can be.
    /// </summary>
    /// <param name="deadline">Monotonic ms; <see cref="MobileRouter.NoDeadline"/> waits for descriptors alone.</param>
    public unsafe void Wait(long deadline)
    {
        long wait = deadline == MobileRouter.NoDeadline
            ? -1
            : Math.Clamp(deadline - MonotonicClock.Now, 0, int.MaxValue);
        int ready;
        fixed (LibC.PollDescriptor* descriptors = _descriptors)
        {
            ready = LibC.Poll(descriptors, (nuint)_count, (int)wait);
        }

        // A handler may remove descriptors, which moves the last one into the gap: that one is met at the next wait.
        for (int i = 0; ready > 0 && i < _count; i++)
        {
            if (_descriptors[i].Returned != 0)
            {
                _descriptors[i].Returned = 0;
                _handlers[i]();
            }
        }
    }
}
