using System;
using System.Buffers;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net.Sockets;
using System.Threading;
using McoaRouter.Boards.Linux.Network;

namespace McoaRouter.Tools.Lab;

/// <summary>
/// One direction of a path: what comes in at one interface goes out at another, each frame as late as the path is long, in
/// their order. One thread calls it; its switches may be set by another.
/// </summary>
internal sealed class DelayLine : IDisposable
{
    /// <summary>Frames on their way at once; a further one is dropped and counted.</summary>
    public const int Capacity = 4096;

    private const int LevelPacket = 263;
    private const int OptionVirtualHeader = 15;
    private const int SocketBufferOctets = 1 << 22;

    // A frame that a host leaves to its device in parts comes in one, with what is to be done in front of it.
    private const int LargestFrame = (1 << 16) + 64;

    private readonly Queue<Held> _held = [];
    private readonly byte[] _frame = new byte[LargestFrame];
    private readonly Random _random = new(1);
    private readonly Socket _in;
    private readonly Socket _out;
    private long _lastDue;
    private long _lateness;
    private long _delay;
    private volatile bool _silent;
    private double _lossPercent;
    private long _released;
    private long _overflowed;
    private long _lost;

    /// <summary>Joins two sockets of <see cref="Open"/>.</summary>
    public DelayLine(Socket from, Socket to)
    {
        _in = from;
        _out = to;
    }

    /// <summary>How long a frame takes, in ms.</summary>
    public double DelayMs
    {
        get { return Volatile.Read(ref _delay) * 1000.0 / Stopwatch.Frequency; }
        set { Volatile.Write(ref _delay, (long)(value * Stopwatch.Frequency / 1000)); }
    }

    /// <summary>How many frames of a hundred are lost, by chance.</summary>
    public double LossPercent
    {
        get { return Volatile.Read(ref _lossPercent); }
        set { Volatile.Write(ref _lossPercent, value); }
    }

    /// <summary>Whether it swallows everything, what is on its way included.</summary>
    public bool Silent
    {
        get { return _silent; }
        set { _silent = value; }
    }

    /// <summary>Frames that went through.</summary>
    public long Released
    {
        get { return Volatile.Read(ref _released); }
    }

    /// <summary>Frames that were dropped because too many were on their way.</summary>
    public long Overflowed
    {
        get { return Volatile.Read(ref _overflowed); }
    }

    /// <summary>Frames that were lost as <see cref="LossPercent"/> and <see cref="Silent"/> want it.</summary>
    public long Lost
    {
        get { return Volatile.Read(ref _lost); }
    }

    /// <summary>How much later than they should have frames went out, on an average, in ms.</summary>
    public double MeanLatenessMs
    {
        get
        {
            return Released == 0 ? 0 : Volatile.Read(ref _lateness) * 1000.0 / Stopwatch.Frequency / Released;
        }
    }

    /// <summary>What is to be waited for.</summary>
    public int Descriptor
    {
        get { return (int)_in.Handle; }
    }

    /// <summary>A socket for the frames of an interface of the calling thread's namespace, with their checksums as they are.</summary>
    public static Socket Open(string device)
    {
        Socket socket = new(AddressFamily.Packet, SocketType.Raw, 0)
        {
            ReceiveBufferSize = SocketBufferOctets,
            Blocking = false,
        };
        socket.SetRawSocketOption(LevelPacket, OptionVirtualHeader, BitConverter.GetBytes(1));
        socket.Bind(new PacketEndPoint(PacketEndPoint.AllProtocols, NetworkConfigurator.IndexOf(device)));
        return socket;
    }

    /// <summary>Takes what came in.</summary>
    public void Take()
    {
        while (true)
        {
            int length = _in.Receive(_frame, 0, _frame.Length, SocketFlags.None, out SocketError error);
            if (error != SocketError.Success)
            {
                return;
            }

            if (_silent || (_lossPercent > 0 && _random.NextDouble() * 100 < _lossPercent))
            {
                _lost++;
            }
            else if (_held.Count == Capacity)
            {
                _overflowed++;
            }
            else
            {
                byte[] octets = ArrayPool<byte>.Shared.Rent(length);
                _frame.AsSpan(0, length).CopyTo(octets);
                _lastDue = Math.Max(_lastDue, Stopwatch.GetTimestamp() + Volatile.Read(ref _delay));
                _held.Enqueue(new Held(_lastDue, octets, length));
            }
        }
    }

    /// <summary>Lets go what has been on its way for long enough.</summary>
    /// <returns>When the next goes, by <see cref="Stopwatch.GetTimestamp"/>; <see cref="long.MaxValue"/> where there is none.</returns>
    public long Release()
    {
        while (_held.TryPeek(out Held held))
        {
            long late = Stopwatch.GetTimestamp() - held.Due;
            if (late < 0)
            {
                return held.Due;
            }

            _held.Dequeue();
            if (_silent)
            {
                _lost++;
            }
            else
            {
                _lateness += late;
                _released++;

                // An interface that is down takes none.
                _ = _out.Send(held.Octets, 0, held.Length, SocketFlags.None, out _);
            }

            ArrayPool<byte>.Shared.Return(held.Octets);
        }

        return long.MaxValue;
    }

    /// <summary>Closes the socket at which frames come in.</summary>
    public void Dispose()
    {
        _in.Dispose();
    }

    private readonly record struct Held(long Due, byte[] Octets, int Length);
}
