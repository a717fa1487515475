using System;
using System.Net;
using System.Net.Sockets;

namespace McoaRouter.Tools.Lab;

/// <summary>
/// One TCP connection from the in-vehicle host to the correspondent that carries a stream of known octets each way for
/// the whole run, each octet checked on arrival.
/// </summary>
internal sealed class TcpTransfer : IDisposable
{
    private const int Port = 50_000;
    private const int FinishMs = 10_000;

    private readonly Socket _host;
    private readonly Socket _correspondent;
    private readonly TcpDirection _up;
    private readonly TcpDirection _down;
    private volatile bool _sending = true;

    /// <summary>Connects and starts both streams.</summary>
    /// <exception cref="SocketException">There is no connection.</exception>
    public TcpTransfer(LabTopology topology)
    {
        IPEndPoint address = new(IPAddress.Parse(LabTopology.CorrespondentAddress), Port);
        using Socket listener = NetworkNamespace.Run(topology.Correspondent, Open);
        listener.Bind(address);
        listener.Listen();
        _host = NetworkNamespace.Run(topology.Host, Open);
        _host.Connect(address);
        _correspondent = listener.Accept();
        _up = new TcpDirection(_host, _correspondent, () => _sending);
        _down = new TcpDirection(_correspondent, _host, () => _sending);
    }

    /// <summary>Whether neither stream has broken so far.</summary>
    public bool Alive
    {
        get { return _up.Fault == null && _down.Fault == null; }
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

    /// <summary>Ends both streams in order, and waits until every octet has arrived.</summary>
    /// <returns>Whether all that was sent has arrived, each octet in its place, both ways.</returns>
    public bool Finish()
    {
        _sending = false;
        return _up.Finish(FinishMs) & _down.Finish(FinishMs);
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose()
    {
        _sending = false;
        _host.Dispose();
        _correspondent.Dispose();
    }

    private static Socket Open()
    {
        return new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    }
}
