using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using McoaRouter.Boards.Linux;

namespace McoaRouter.Tools.Lab;

/// <summary>
/// One TCP connection from the in-vehicle host to the correspondent that carries a stream of known octets each way for
/// the whole run, each octet checked on arrival.
/// </summary>
internal sealed class TcpTransfer : IDisposable
{
    private const int Port = 50_000;
    private const int PatienceMs = 10_000;

    // Behind an outage TCP may wait as long again before it sends once more (RFC 6298 §5.5).
    private const int LastOctetsPatienceMs = 30_000;

    private readonly Socket _host;
    private readonly Socket _correspondent;
    private readonly TcpDirection _up;
    private readonly TcpDirection _down;
    private volatile bool _sending = true;

    /// <summary>Connects and starts both streams.</summary>
    /// <param name="topology">Where.</param>
    /// <param name="cancelled">Ends the attempt.</param>
    /// <param name="intervalMs">How long each end waits between two blocks of 4 KiB.</param>
    /// <exception cref="BoardException">There is no connection.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public TcpTransfer(LabTopology topology, CancellationToken cancelled, int intervalMs = 10)
    {
        IPEndPoint address = new(IPAddress.Parse(LabTopology.CorrespondentAddress), Port);
        using Socket listener = NetworkNamespace.Run(topology.Correspondent, Open);
        listener.Bind(address);
        listener.Listen();
        _host = NetworkNamespace.Run(topology.Host, Open);
        Connect(address, cancelled);
        _correspondent = listener.Accept();
        _up = new TcpDirection(_host, _correspondent, intervalMs, () => _sending);
        _down = new TcpDirection(_correspondent, _host, intervalMs, () => _sending);
    }

    /// <summary>Why a stream broke, or null.</summary>
    public string? Fault
    {
        get { return _up.Fault ?? _down.Fault; }
    }

    /// <summary>What both streams carried within a span of time.</summary>
    public TcpFigures Figures(double from, double to)
    {
        return new TcpFigures(
            _up.Octets(from, to), _down.Octets(from, to), _up.LongestGap(from, to), _down.LongestGap(from, to));
    }

    /// <summary>Whether octets arrived both ways since a time.</summary>
    public bool CarriedSince(double time)
    {
        return _up.LastArrivalAt() >= time && _down.LastArrivalAt() >= time;
    }

    /// <summary>Ends both streams in order, and waits until every octet has arrived.</summary>
    /// <returns>Whether all that was sent has arrived, each octet in its place, both ways.</returns>
    public bool Finish()
    {
        _sending = false;
        long deadline = Environment.TickCount64 + LastOctetsPatienceMs;
        return _up.Finish(deadline) & _down.Finish(deadline);
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose()
    {
        _sending = false;
        _host.Dispose();
        _correspondent.Dispose();
    }

    private void Connect(IPEndPoint address, CancellationToken cancelled)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        patience.CancelAfter(PatienceMs);
        try
        {
            _host.ConnectAsync(address, patience.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException)
        {
            _host.Dispose();
            cancelled.ThrowIfCancellationRequested();
            throw new BoardException("The correspondent can't be reached from the vehicle by TCP.");
        }

        // A connection that was made asynchronously leaves its socket non-blocking.
        _host.Blocking = true;
    }

    private static Socket Open()
    {
        return new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    }
}
