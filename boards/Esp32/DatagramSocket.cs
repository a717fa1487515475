using System;
using System.Net;
using System.Net.Sockets;
using McoaRouter.LinkLayers.Wifi;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Esp32;

/// <summary>UDP over the station's IPv4 stack. A connected socket sends and receives without making endpoints.</summary>
internal sealed class DatagramSocket : IDatagramSocket
{
    private readonly SocketWatch _watch;
    private Socket _socket;
    private bool _isConnected;

    internal DatagramSocket(CrashGuard guard, Doorbell doorbell)
    {
        _watch = new SocketWatch(guard, "UDP socket", doorbell);
        _watch.Start();
    }

    /// <inheritdoc/>
    public bool Open(int port)
    {
        Close();
        try
        {
            _socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            _ = StationSockets.Bind(_socket);
            _socket.Bind(new IPEndPoint(IPAddress.Any, port));
            return true;
        }
        catch (SocketException)
        {
            Close();
            return false;
        }
    }

    /// <inheritdoc/>
    public void Close()
    {
        Socket socket = _socket;
        _socket = null;
        _isConnected = false;
        socket?.Close();
    }

    /// <inheritdoc/>
    public bool Connect(byte[] address, int offset, int port)
    {
        if (_socket == null)
        {
            return false;
        }

        byte[] peer = new byte[Ipv4Address.Length];
        Array.Copy(address, offset, peer, 0, peer.Length);
        try
        {
            _socket.Connect(new IPEndPoint(new IPAddress(peer), port));
            _isConnected = true;
        }
        catch (SocketException)
        {
            _isConnected = false;
        }

        return _isConnected;
    }

    /// <inheritdoc/>
    public bool Send(byte[] buffer, int offset, int length)
    {
        try
        {
            return _isConnected
                && _socket.Poll(0, SelectMode.SelectWrite)
                && _socket.Send(buffer, offset, length, SocketFlags.None) == length;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public int Receive(byte[] buffer, int offset, int capacity)
    {
        if (!_isConnected)
        {
            return 0;
        }

        try
        {
            if (_socket.Poll(0, SelectMode.SelectRead))
            {
                return _socket.Receive(buffer, offset, capacity, SocketFlags.None);
            }

            _watch.Arm(_socket);
            return 0;
        }
        catch (SocketException)
        {
            return -1;
        }
    }
}
