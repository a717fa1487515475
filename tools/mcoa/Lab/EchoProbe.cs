using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using McoaRouter.Wire;

namespace McoaRouter.Tools.Lab;

/// <summary>
/// Pings from the vehicle to the correspondent, whose kernel answers. A raw socket at the correspondent sees
/// the requests come in as well, so that what is lost on the way up is told from what is lost on the way down.
/// </summary>
internal sealed class EchoProbe : IDisposable
{
    /// <summary>Time between two requests, in ms.</summary>
    public const int IntervalMs = 20;

    /// <summary>A blocked raw socket isn't woken by its disposal, so the threads look up this often, in ms.</summary>
    private const int ReceiveTimeoutMs = 100;

    private const byte EchoRequest = 128;
    private const byte EchoReply = 129;
    private const int IdentifierOffset = 4;
    private const int SequenceOffset = 6;
    private const int NumberOffset = 8;
    private const int MessageLength = 64;

    private readonly ushort _identifier = (ushort)Environment.ProcessId;
    private readonly Socket _host;
    private readonly Socket _correspondent;
    private readonly List<EchoRecord> _records = [];
    private readonly ArrivalMeter _up = new();
    private readonly ArrivalMeter _down = new();
    private readonly Thread[] _threads;
    private volatile bool _sending = true;
    private volatile bool _receiving = true;

    /// <summary>Starts to send.</summary>
    /// <param name="topology">Where.</param>
    /// <param name="byRouter">
    /// Whether the router sends itself, from its home address; otherwise the in-vehicle host does.
    /// </param>
    public EchoProbe(LabTopology topology, bool byRouter)
    {
        _host = NetworkNamespace.Run(byRouter ? topology.Router : topology.Host, Open);
        if (byRouter)
        {
            _host.Bind(new IPEndPoint(IPAddress.Parse(LabTopology.HomeAddress), 0));
        }

        _host.Connect(new IPEndPoint(IPAddress.Parse(LabTopology.CorrespondentAddress), 0));
        _correspondent = NetworkNamespace.Run(topology.Correspondent, Open);
        _threads =
        [
            new Thread(Send),
            new Thread(() => Receive(_correspondent, EchoRequest)),
            new Thread(() => Receive(_host, EchoReply)),
        ];
        foreach (Thread thread in _threads)
        {
            thread.IsBackground = true;
            thread.Start();
        }
    }

    /// <summary>Sends no more; answers are still taken.</summary>
    public void StopSending()
    {
        _sending = false;
        _threads[0].Join();
    }

    /// <summary>Whether a request that was sent since a time was answered.</summary>
    public bool AnsweredSince(double time)
    {
        lock (_records)
        {
            return _records.FindLast(record => record.Answered)?.SentAt >= time;
        }
    }

    /// <summary>What became of the requests that were sent within a span of time.</summary>
    public EchoFigures Figures(double from, double to)
    {
        int sent = 0;
        int lostUp = 0;
        int lostDown = 0;
        lock (_records)
        {
            foreach (EchoRecord record in _records)
            {
                if (record.SentAt >= from && record.SentAt < to)
                {
                    sent++;
                    lostUp += record.Arrived ? 0 : 1;
                    lostDown += record.Arrived && !record.Answered ? 1 : 0;
                }
            }
        }

        return new EchoFigures(sent, lostUp, lostDown, _up.LongestGap(from, to), _down.LongestGap(from, to));
    }

    /// <summary>Ends everything.</summary>
    public void Dispose()
    {
        StopSending();
        _receiving = false;
        _threads[1].Join();
        _threads[2].Join();
        _host.Dispose();
        _correspondent.Dispose();
    }

    private static Socket Open()
    {
        return new Socket(AddressFamily.InterNetworkV6, SocketType.Raw, ProtocolType.IcmpV6)
        {
            ReceiveTimeout = ReceiveTimeoutMs,
        };
    }

    private void Send()
    {
        byte[] message = new byte[MessageLength];
        message[0] = EchoRequest;
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(IdentifierOffset), _identifier);
        for (int number = 0; _sending; number++)
        {
            BigEndian.WriteUInt16(message, SequenceOffset, number);
            BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(NumberOffset), number);
            lock (_records)
            {
                _records.Add(new EchoRecord(ArrivalMeter.Now));
            }

            try
            {
                _host.Send(message);
            }
            catch (SocketException)
            {
                // An ICMPv6 error about an earlier one, or no way out just now: this one counts as lost.
            }

            Thread.Sleep(IntervalMs);
        }
    }

    private void Receive(Socket socket, byte type)
    {
        byte[] message = new byte[Limits.PacketOctets];
        while (_receiving)
        {
            try
            {
                int length = socket.Receive(message);
                if (length == MessageLength
                    && message[0] == type
                    && BigEndian.ReadUInt16(message, IdentifierOffset) == _identifier)
                {
                    Note(BinaryPrimitives.ReadInt32BigEndian(message.AsSpan(NumberOffset)), type);
                }
            }
            catch (SocketException)
            {
                // Nothing came for a while, or an ICMPv6 error about one of ours.
            }
        }
    }

    private void Note(int number, byte type)
    {
        lock (_records)
        {
            EchoRecord record = _records[number];
            record.Arrived = true;
            record.Answered |= type == EchoReply;
        }

        (type == EchoRequest ? _up : _down).Add(MessageLength);
    }

    private sealed class EchoRecord(double sentAt)
    {
        public double SentAt { get; } = sentAt;

        public bool Arrived { get; set; }

        public bool Answered { get; set; }
    }
}
