using System;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using McoaRouter.Boards.Linux;
using McoaRouter.Boards.Linux.Native;
using McoaRouter.Tools.Lab;

namespace McoaRouter.Tools.Bench.Forwarding;

/// <summary>
/// UDP datagrams from one namespace to another, as many as come through while a bounded number is under way: the sender
/// waits for the receiver, and so takes nothing from what carries them by sending what will be lost. Both call the kernel
/// once for many datagrams.
/// </summary>
internal sealed class DatagramFlow : IDisposable
{
    /// <summary>Datagrams under way at most: fewer than the shortest queue on the way holds, the 500 of a TUN.</summary>
    public const int Window = 400;

    /// <summary>Until something is counted: caches, neighbours and compilers settle.</summary>
    private const int WarmUpMs = 500;

    /// <summary>What is under way for longer without any arrival is lost. What others overtook is lost at once.</summary>
    private const int LostMs = 50;

    private const int Port = 9000;
    private const int LargestDatagram = 2048;
    private const int WaitMs = 10;

    private readonly Socket _sender;
    private readonly Socket _receiver;
    private readonly byte[] _datagram;
    private readonly AutoResetEvent _progress = new(initialState: false);
    private long _sent;
    private long _received;
    private long _passed;
    private long _ended;

    private DatagramFlow(Socket sender, Socket receiver, int octets)
    {
        _sender = sender;
        _receiver = receiver;
        _datagram = new byte[octets];
    }

    /// <summary>Measures.</summary>
    /// <param name="from">The sender's namespace.</param>
    /// <param name="to">The receiver's namespace.</param>
    /// <param name="address">The receiver's address.</param>
    /// <param name="octets">Octets of payload in each.</param>
    /// <param name="seconds">How long.</param>
    /// <returns>Datagrams that arrived each second.</returns>
    public static double Measure(string from, string to, string address, int octets, int seconds)
    {
        using Socket receiver = NetworkNamespace.Run(to, () => NewSocket());
        receiver.Bind(new IPEndPoint(IPAddress.IPv6Any, Port));
        using Socket sender = NetworkNamespace.Run(from, () => NewSocket());
        sender.Connect(new IPEndPoint(IPAddress.Parse(address), Port));
        using DatagramFlow flow = new(sender, receiver, octets);
        Thread thread = new(flow.Receive);
        thread.Start();
        try
        {
            flow.Send(WarmUpMs);
            long before = Volatile.Read(ref flow._received);
            Stopwatch since = Stopwatch.StartNew();
            flow.Send(seconds * 1000);
            return (Volatile.Read(ref flow._received) - before) / since.Elapsed.TotalSeconds;
        }
        finally
        {
            Volatile.Write(ref flow._ended, 1);
            thread.Join();
        }
    }

    /// <summary>Both threads have ended.</summary>
    public void Dispose()
    {
        _progress.Dispose();
    }

    private static Socket NewSocket()
    {
        Socket socket = new(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        SocketQueue.Widen((int)socket.SafeHandle.DangerousGetHandle());
        return socket;
    }

    private void Send(int milliseconds)
    {
        int descriptor = (int)_sender.SafeHandle.DangerousGetHandle();
        SendBatch batch = new(_datagram.Length, 0);
        long seen = Volatile.Read(ref _passed);
        long passed = seen;
        long end = MonotonicClock.Now + milliseconds;
        long lostAt = MonotonicClock.Now + LostMs;
        for (long now = MonotonicClock.Now; now < end; now = MonotonicClock.Now)
        {
            if (Volatile.Read(ref _passed) != seen)
            {
                seen = Volatile.Read(ref _passed);
                passed = Math.Max(seen, passed);
                lostAt = now + LostMs;
            }
            else if (now >= lostAt)
            {
                passed = _sent;
                lostAt = now + LostMs;
            }

            long free = Math.Min(MessageBatch.MostSlots, Window - (_sent - passed));
            if (free < MessageBatch.MostSlots / 2)
            {
                _progress.WaitOne(1);
                continue;
            }

            Queue(batch, descriptor, (int)free);
        }
    }

    /// <summary>Sends a few, each with its number.</summary>
    private unsafe void Queue(SendBatch batch, int descriptor, int count)
    {
        for (int i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteInt64BigEndian(_datagram, ++_sent);
            batch.TryAdd(descriptor, _datagram, out _);
        }

        batch.Flush(descriptor);
    }

    private unsafe void Receive()
    {
        int descriptor = (int)_receiver.SafeHandle.DangerousGetHandle();
        ReceiveBatch batch = new(LargestDatagram);
        LibC.PollDescriptor poll = new() { Descriptor = descriptor, Events = LibC.PollIn };
        while (Volatile.Read(ref _ended) == 0)
        {
            _ = LibC.Poll(&poll, 1, WaitMs);
            while (batch.TryTake(descriptor, out _, out _, out ReadOnlySpan<byte> datagram))
            {
                Volatile.Write(ref _received, _received + 1);
                Volatile.Write(ref _passed, BinaryPrimitives.ReadInt64BigEndian(datagram));
                if (!batch.HasMore)
                {
                    _progress.Set();
                }
            }
        }
    }
}
