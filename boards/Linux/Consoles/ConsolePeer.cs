using System;
using System.Runtime.InteropServices;
using McoaRouter.Boards.Linux.Native;
using McoaRouter.Consoles;

namespace McoaRouter.Boards.Linux.Consoles;

/// <summary>
/// One operator's line: a client of the socket, or a terminal. Nothing of it blocks. In a turn it takes a bounded number
/// of octets, and none while an answer waits to be read.
/// </summary>
internal sealed class ConsolePeer : IConsoleOutput, IDisposable
{
    /// <summary>Octets taken in one turn, so that a flood leaves the links theirs.</summary>
    private const int TurnOctets = 1024;

    /// <summary>Octets kept for a peer that reads slowly: a few of the longest answers.</summary>
    private const int QueueOctets = 1 << 16;

    /// <summary>The longest time for which the answers of a peer that sends no more are kept.</summary>
    private const int LeaveMs = 5_000;

    private readonly int _descriptor;
    private readonly bool _isOurs;
    private readonly Poller _poller;
    private readonly Func<long> _clock;
    private readonly ConsoleSession _session;
    private readonly byte[] _input = new byte[TurnOctets];
    private readonly byte[] _queue = new byte[QueueOctets];
    private int _start;
    private int _count;
    private bool _ended;
    private long _leaveAt;

    /// <summary>Begins a session on a descriptor that does not block.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="isOurs">Whether it is closed with the session.</param>
    /// <param name="console">What is spoken to.</param>
    /// <param name="poller">Who waits for octets.</param>
    /// <param name="clock">The time of the console, in ms.</param>
    public ConsolePeer(int descriptor, bool isOurs, RouterConsole console, Poller poller, Func<long> clock)
    {
        _descriptor = descriptor;
        _isOurs = isOurs;
        _poller = poller;
        _clock = clock;
        _session = new ConsoleSession(console, this);
        _poller.Add(descriptor, Ready);
    }

    /// <summary>Whether there is a session: the console takes <see cref="ConsoleLimits.Sessions"/> at once.</summary>
    public bool IsOpen
    {
        get { return _session.IsOpen; }
    }

    /// <summary>Whether it has gone, and is to be disposed of.</summary>
    public bool Lost { get; private set; }

    private bool Listens
    {
        get { return !_ended && !_session.IsBusy; }
    }

    /// <inheritdoc/>
    public int Room
    {
        get { return Lost ? 0 : QueueOctets - _count; }
    }

    /// <inheritdoc/>
    public void Write(byte[] buffer, int offset, int length)
    {
        if (length > Room)
        {
            return;
        }

        int end = (_start + _count) % QueueOctets;
        int first = Math.Min(length, QueueOctets - end);
        Array.Copy(buffer, offset, _queue, end, first);
        Array.Copy(buffer, offset + first, _queue, 0, length - first);
        _count += length;
    }

    /// <summary>Runs the session's timers, and sends what it has to say.</summary>
    public void Poll(long now)
    {
        if (!Lost)
        {
            _session.Poll(now);
            Send();
            Lost |= _ended && ((_count == 0 && !_session.IsBusy) || MonotonicClock.Now >= _leaveAt);
            _poller.WaitFor(_descriptor, Listens, _count > 0);
        }
    }

    /// <summary>Ends the session.</summary>
    public void Dispose()
    {
        Lost = true;
        _session.Close();
        _poller.Remove(_descriptor);
        if (_isOurs)
        {
            LibC.Close(_descriptor);
        }
    }

    /// <summary>Takes what is there, once; what it has to say leaves with the turn's <see cref="Poll"/>.</summary>
    private unsafe void Ready()
    {
        if (Lost || !Listens)
        {
            return;
        }

        nint length;
        fixed (byte* octets = _input)
        {
            length = LibC.Read(_descriptor, octets, TurnOctets);
        }

        if (length > 0)
        {
            _session.Receive(_input, 0, (int)length, _clock());
        }
        else if (length == 0)
        {
            // A client may send its requests and close its half: their answers are still for it.
            _ended = true;
            _leaveAt = MonotonicClock.Now + LeaveMs;
        }
        else
        {
            Lost = IsFatal(Marshal.GetLastPInvokeError());
        }
    }

    private unsafe void Send()
    {
        while (_count > 0 && !Lost)
        {
            int run = Math.Min(_count, QueueOctets - _start);
            nint sent;
            fixed (byte* octets = _queue)
            {
                sent = LibC.Write(_descriptor, octets + _start, run);
            }

            if (sent <= 0)
            {
                Lost = IsFatal(Marshal.GetLastPInvokeError());
                return;
            }

            _start = (_start + (int)sent) % QueueOctets;
            _count -= (int)sent;
        }
    }

    private static bool IsFatal(int error)
    {
        return error is not (LibC.TryAgain or LibC.Interrupted);
    }
}
