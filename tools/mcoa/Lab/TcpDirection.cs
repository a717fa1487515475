using System;
using System.Net.Sockets;
using System.Threading;

namespace McoaRouter.Tools.Lab;

/// <summary>One direction of the TCP connection, with a thread at each end.</summary>
internal sealed class TcpDirection
{
    private const int BlockOctets = 4096;
    private const int ReceiveOctets = 1 << 16;

    private readonly Socket _from;
    private readonly Socket _to;
    private readonly int _intervalMs;
    private readonly Func<bool> _sending;
    private readonly Thread _sender;
    private readonly Thread _receiver;
    private readonly ArrivalMeter _arrivals = new();
    private volatile string? _fault;
    private long _sent;
    private long _received;

    /// <summary>Starts the stream.</summary>
    /// <param name="from">The end that sends.</param>
    /// <param name="to">The end that receives.</param>
    /// <param name="intervalMs">How long it waits between two blocks.</param>
    /// <param name="sending">Whether to send on.</param>
    public TcpDirection(Socket from, Socket to, int intervalMs, Func<bool> sending)
    {
        _from = from;
        _to = to;
        _intervalMs = intervalMs;
        _sending = sending;
        _sender = Start(Send);
        _receiver = Start(Receive);
    }

    /// <summary>Why the stream broke, or null.</summary>
    public string? Fault
    {
        get { return _fault; }
    }

    /// <summary>Octets that arrived within a span of time.</summary>
    public long Octets(double from, double to)
    {
        return _arrivals.Octets(from, to);
    }

    /// <summary>When octets arrived last, on the lab's clock.</summary>
    public double LastArrivalAt()
    {
        return _arrivals.LastAt();
    }

    /// <summary>The longest time within a span of time in which nothing arrived, in ms.</summary>
    public int LongestGap(double from, double to)
    {
        return _arrivals.LongestGap(from, to);
    }

    /// <summary>Waits until both threads are through, or until a moment of <see cref="Environment.TickCount64"/>.</summary>
    /// <returns>Whether every octet that was sent arrived.</returns>
    public bool Finish(long deadline)
    {
        if (!_sender.Join(Rest(deadline)) || !_receiver.Join(Rest(deadline)))
        {
            _fault ??= "the last octets did not arrive in time";
        }

        return _fault == null && _sent == _received;
    }

    private static int Rest(long deadline)
    {
        return (int)Math.Max(0, deadline - Environment.TickCount64);
    }

    private static Thread Start(ThreadStart work)
    {
        Thread thread = new(work) { IsBackground = true };
        thread.Start();
        return thread;
    }

    /// <summary>Fills a block with the octets that belong at a place of the stream.</summary>
    private static void Fill(Span<byte> block, long position)
    {
        for (int i = 0; i < block.Length; i++)
        {
            long at = position + i;
            block[i] = (byte)(at ^ (at >> 8) ^ (at >> 16));
        }
    }

    private void Send()
    {
        byte[] block = new byte[BlockOctets];
        try
        {
            while (_sending())
            {
                Fill(block, _sent);
                for (int sent = 0; sent < block.Length;)
                {
                    sent += _from.Send(block, sent, block.Length - sent, SocketFlags.None);
                }

                _sent += block.Length;
                Thread.Sleep(_intervalMs);
            }

            _from.Shutdown(SocketShutdown.Send);
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            _fault ??= fault.Message;
        }
    }

    private void Receive()
    {
        byte[] block = new byte[ReceiveOctets];
        byte[] expected = new byte[ReceiveOctets];
        try
        {
            while (_fault == null)
            {
                int length = _to.Receive(block);
                if (length == 0)
                {
                    return;
                }

                Fill(expected.AsSpan(0, length), _received);
                if (!block.AsSpan(0, length).SequenceEqual(expected.AsSpan(0, length)))
                {
                    _fault = "the stream's octets were not those that were sent";
                    return;
                }

                _received += length;
                _arrivals.Add(length);
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            _fault ??= fault.Message;
        }
    }
}
