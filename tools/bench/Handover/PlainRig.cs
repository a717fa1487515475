using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using McoaRouter.Boards.Linux;
using McoaRouter.Tools.Lab;

namespace McoaRouter.Tools.Bench.Handover;

/// <summary>
/// The lab without router and home agent: the kernel takes the other default route when a carrier goes, and with it another
/// source address. A connection ends with its address, and whoever talks begins a new one: best of all at once, as if it
/// had been told.
/// </summary>
internal sealed class PlainRig : IDisposable
{
    private const int Port = 5006;
    private const int MessageOctets = 100;
    private const int IntervalMs = 1000 / TunnelRig.PacketsPerSecond;
    private const int QuietMs = 200;
    private const int AfterMs = 100;
    private const int PhaseMs = 20;
    private const int ConnectPatienceMs = 2000;
    private const int PatienceMs = 20_000;
    private const string Preferred = "wifi";

    private readonly LabTopology _topology;
    private readonly Socket _listener;
    private readonly ArrivalMeter _up = new();
    private readonly ArrivalMeter _down = new();
    private readonly Random _random = new(1);
    private readonly List<Thread> _threads = [];
    private readonly Thread _accepting;
    private volatile bool _running = true;
    private volatile Socket? _vehicle;
    private volatile Socket? _correspondent;

    /// <summary>Builds it, and waits until the preferred uplink carries messages.</summary>
    /// <param name="roundTripMs">How long the paths are.</param>
    public PlainRig(double roundTripMs)
    {
        _topology = new LabTopology(new LabSettings { RoundTripMs = roundTripMs });
        try
        {
            _topology.Build();
            foreach (string uplink in LabTopology.Uplinks)
            {
                _ = NetworkNamespace.Run(_topology.Router, () =>
                {
                    File.WriteAllText($"/proc/sys/net/ipv6/conf/{uplink}/ignore_routes_with_linkdown", "1");
                    return true;
                });
            }
        }
        catch (BoardException)
        {
            _topology.Dispose();
            throw;
        }

        _listener = NetworkNamespace.Run(_topology.Correspondent, Open);
        _listener.Bind(new IPEndPoint(IPAddress.Parse(LabTopology.CorrespondentAddress), Port));
        _listener.Listen();
        _accepting = PunctualThread.Start(Accept);
        Start(() => Talk(() => _vehicle));
        Start(() => Talk(() => _correspondent));
        Connect();
    }

    /// <summary>Unplugs the preferred uplink, and plugs it in again.</summary>
    /// <param name="patienceMs">
    /// How long the vehicle hears nothing before it begins a new connection; 0 for as soon as the kernel has the other route.
    /// </param>
    public HandoverRound Round(int patienceMs)
    {
        Settle();
        double from = ArrivalMeter.Now;
        _topology.Cut(Preferred);
        WaitFor(() => patienceMs == 0 ? IsOnOther() : _down.SinceLast() >= patienceMs);
        Connect();
        double connected = ArrivalMeter.Now;
        WaitFor(() => _up.LastAt() > connected && _down.LastAt() > connected);
        Thread.Sleep(AfterMs);
        double to = ArrivalMeter.Now;
        HandoverRound round = new(
            _up.ExactGap(from - PhaseMs, to), _down.ExactGap(from - PhaseMs, to), 0, 0, 0);
        _topology.Restore(Preferred);
        Thread.Sleep(QuietMs);
        Connect();
        return round;
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        _running = false;
        _listener.Dispose();
        _accepting.Join();
        _vehicle?.Dispose();
        _correspondent?.Dispose();
        Thread[] threads;
        lock (_threads)
        {
            threads = [.. _threads];
        }

        Array.ForEach(threads, thread => thread.Join());
        _topology.Dispose();
    }

    private static Socket Open()
    {
        return new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    }

    private static void WaitFor(Func<bool> condition)
    {
        double until = ArrivalMeter.Now + PatienceMs;
        while (!condition())
        {
            if (ArrivalMeter.Now > until)
            {
                throw new BoardException($"No connection within {PatienceMs} ms.");
            }

            Thread.Sleep(1);
        }
    }

    /// <summary>Whether a packet would leave by the other uplink now.</summary>
    private bool IsOnOther()
    {
        using Socket socket = NetworkNamespace.Run(
            _topology.Router, () => new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp));
        socket.Connect(new IPEndPoint(IPAddress.Parse(LabTopology.CorrespondentAddress), Port));
        return LabTopology.UplinkAt(((IPEndPoint)socket.LocalEndPoint!).Address.ToString()) != Preferred;
    }

    /// <summary>Begins a connection, and leaves the one before it.</summary>
    private void Connect()
    {
        Socket? before = _vehicle;
        _vehicle = null;
        before?.Close(0);
        double until = ArrivalMeter.Now + PatienceMs;
        while (_vehicle == null)
        {
            Socket socket = NetworkNamespace.Run(_topology.Router, Open);
            using CancellationTokenSource patience = new(ConnectPatienceMs);
            try
            {
                socket.ConnectAsync(
                    new IPEndPoint(IPAddress.Parse(LabTopology.CorrespondentAddress), Port), patience.Token)
                    .AsTask().GetAwaiter().GetResult();
                socket.Blocking = true;
                _vehicle = socket;
                Start(() => Hear(socket, _down));
            }
            catch (Exception fault) when (fault is SocketException or OperationCanceledException)
            {
                socket.Dispose();
                if (ArrivalMeter.Now > until)
                {
                    throw new BoardException("The correspondent can't be reached without a tunnel.");
                }
            }
        }
    }

    private void Settle()
    {
        double since = ArrivalMeter.Now;
        WaitFor(() =>
        {
            const int few = 10;
            if (_up.SinceLast() > few * IntervalMs || _down.SinceLast() > few * IntervalMs)
            {
                since = ArrivalMeter.Now;
            }

            return ArrivalMeter.Now - since >= QuietMs;
        });
        Thread.Sleep(_random.Next(PhaseMs));
    }

    private void Start(ThreadStart work)
    {
        lock (_threads)
        {
            _threads.Add(PunctualThread.Start(work));
        }
    }

    private void Accept()
    {
        while (_running)
        {
            try
            {
                Socket socket = _listener.Accept();
                socket.NoDelay = true;
                _correspondent?.Close(0);
                _correspondent = socket;
                Start(() => Hear(socket, _up));
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
            {
                // It ends.
            }
        }
    }

    /// <summary>Sends a message an interval by the connection that there is.</summary>
    private void Talk(Func<Socket?> connection)
    {
        byte[] message = new byte[MessageOctets];
        while (_running)
        {
            Thread.Sleep(IntervalMs);
            try
            {
                _ = connection()?.Send(message, 0, MessageOctets, SocketFlags.None, out _);
            }
            catch (ObjectDisposedException)
            {
                // Another has its place already.
            }
        }
    }

    private static void Hear(Socket socket, ArrivalMeter arrivals)
    {
        byte[] messages = new byte[1 << 16];
        try
        {
            while (true)
            {
                int length = socket.Receive(messages, 0, messages.Length, SocketFlags.None, out SocketError error);
                if (length == 0 || error != SocketError.Success)
                {
                    return;
                }

                arrivals.Add(length);
            }
        }
        catch (ObjectDisposedException)
        {
            // Another has its place already.
        }
    }
}
