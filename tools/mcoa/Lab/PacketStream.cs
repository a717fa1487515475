using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net.Sockets;
using System.Threading;

namespace McoaRouter.Tools.Lab;

/// <summary>
/// Numbered packets of UDP in one direction between the in-vehicle host and the correspondent, at an even pace: what came,
/// when, and in which order.
/// </summary>
internal sealed class PacketStream : IDisposable
{
    /// <summary>Octets of UDP of each.</summary>
    public const int Octets = 100;

    /// <summary>A blocked socket isn't woken by its disposal, so the thread looks up this often, in ms.</summary>
    private const int ReceiveTimeoutMs = 100;

    private readonly Lock _lock = new();
    private readonly List<Sent> _sent = [];
    private readonly List<Arrival> _arrivals = [];
    private readonly Socket _from;
    private readonly Socket _to;
    private readonly long _interval;
    private readonly Thread _sender;
    private readonly Thread _receiver;
    private volatile bool _sending = true;
    private volatile bool _receiving = true;

    /// <summary>Starts to send.</summary>
    /// <param name="from">Who sends.</param>
    /// <param name="to">Who receives.</param>
    /// <param name="perSecond">Packets a second.</param>
    public PacketStream(Socket from, Socket to, int perSecond)
    {
        _from = from;
        _to = to;
        _interval = Stopwatch.Frequency / perSecond;
        _to.ReceiveTimeout = ReceiveTimeoutMs;
        _receiver = PunctualThread.Start(Receive);
        _sender = PunctualThread.Start(Send);
    }

    /// <summary>What became of the packets of a span of time.</summary>
    /// <param name="from">Its beginning, on the lab's clock.</param>
    /// <param name="to">Its end; what was sent shortly before counts as lost where it is still on its way.</param>
    public StreamFigures Figures(double from, double to)
    {
        lock (_lock)
        {
            int sent = 0;
            int lost = 0;
            foreach (Sent packet in _sent)
            {
                if (packet.At >= from && packet.At < to)
                {
                    sent++;
                    lost += packet.Arrived ? 0 : 1;
                }
            }

            double last = double.NaN;
            double gap = 0;
            double gapFrom = from;
            int newest = -1;
            int disordered = 0;
            foreach (Arrival arrival in _arrivals)
            {
                if (arrival.At < from || arrival.At > to)
                {
                    continue;
                }

                if (arrival.At - last > gap)
                {
                    gap = arrival.At - last;
                    gapFrom = last;
                }

                last = arrival.At;
                disordered += arrival.Number < newest ? 1 : 0;
                newest = Math.Max(newest, arrival.Number);
            }

            double rest = double.IsNaN(last) ? to - from : to - last;
            return rest > gap
                ? new StreamFigures(sent, lost, disordered, rest, to - rest)
                : new StreamFigures(sent, lost, disordered, gap, gapFrom);
        }
    }

    /// <summary>How long ago the last packet came, in ms; infinite where none came.</summary>
    public double SinceLastArrival()
    {
        lock (_lock)
        {
            return _arrivals.Count == 0 ? double.PositiveInfinity : ArrivalMeter.Now - _arrivals[^1].At;
        }
    }

    /// <summary>Sends no more; what is on its way is still taken.</summary>
    public void StopSending()
    {
        _sending = false;
        _sender.Join();
    }

    /// <summary>Ends it; the sockets stay.</summary>
    public void Dispose()
    {
        StopSending();
        _receiving = false;
        _receiver.Join();
    }

    private void Send()
    {
        byte[] packet = new byte[Octets];
        long due = Stopwatch.GetTimestamp();
        for (int number = 0; _sending; number++)
        {
            PunctualThread.Wait(due, []);
            BinaryPrimitives.WriteInt32BigEndian(packet, number);
            lock (_lock)
            {
                _sent.Add(new Sent(ArrivalMeter.Now));
            }

            // Where there is no way out, or an ICMPv6 error came about an earlier one, this one counts as lost.
            _ = _from.Send(packet, 0, Octets, SocketFlags.None, out _);
            due += _interval;
        }
    }

    private void Receive()
    {
        byte[] packet = new byte[Octets];
        while (_receiving)
        {
            int length = _to.Receive(packet, 0, Octets, SocketFlags.None, out SocketError error);
            double now = ArrivalMeter.Now;
            if (error != SocketError.Success || length != Octets)
            {
                continue;
            }

            int number = BinaryPrimitives.ReadInt32BigEndian(packet);
            lock (_lock)
            {
                _sent[number].Arrived = true;
                _arrivals.Add(new Arrival(now, number));
            }
        }
    }

    private sealed class Sent(double at)
    {
        public double At { get; } = at;

        public bool Arrived { get; set; }
    }

    private readonly record struct Arrival(double At, int Number);
}
