using System;
using System.Net;
using System.Net.Sockets;
using McoaRouter.LinkLayers.Wifi;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Esp32;

/// <summary>
/// Raw sockets of the station's IPv6 stack (lwIP), one for each protocol: it goes by the next header of the IPv6 header
/// alone. lwIP hands out whole packets, and sends what follows the header.
/// </summary>
internal sealed class Ipv6Sockets : IIpv6Sockets
{
    private static readonly int[] s_protocols =
    {
        ProtocolNumbers.Icmpv6,
        ProtocolNumbers.Ipv6,
        ProtocolNumbers.Routing,
        ProtocolNumbers.DestinationOptions,
        ProtocolNumbers.Mobility,
    };

    private readonly Socket[] _sockets = new Socket[s_protocols.Length];
    private readonly SocketWatch[] _watches = new SocketWatch[s_protocols.Length];
    private readonly byte[] _destination = new byte[Ipv6Address.Length];
    private IPEndPoint _endPoint;
    private bool _isOpen;

    internal Ipv6Sockets(CrashGuard guard, Doorbell doorbell)
    {
        for (int i = 0; i < _watches.Length; i++)
        {
            _watches[i] = new SocketWatch(guard, "IPv6 socket " + s_protocols[i].ToString(), doorbell);
            _watches[i].Start();
        }
    }

    /// <inheritdoc/>
    public bool Open()
    {
        Close();
        try
        {
            for (int i = 0; i < _sockets.Length; i++)
            {
                _sockets[i] = new Socket(AddressFamily.InterNetworkV6, SocketType.Raw, (ProtocolType)s_protocols[i]);
                _ = StationSockets.Bind(_sockets[i]);
            }

            _isOpen = true;
        }
        catch (SocketException)
        {
            Close();
        }

        return _isOpen;
    }

    /// <inheritdoc/>
    public void Close()
    {
        _isOpen = false;
        for (int i = 0; i < _sockets.Length; i++)
        {
            Socket socket = _sockets[i];
            _sockets[i] = null;
            socket?.Close();
        }
    }

    /// <inheritdoc/>
    public bool Bind(byte[] address, int offset)
    {
        if (!_isOpen)
        {
            return false;
        }

        byte[] own = new byte[Ipv6Address.Length];
        Array.Copy(address, offset, own, 0, own.Length);
        try
        {
            // The first, ICMPv6, goes on hearing answers to any address, so that a change of it is noticed.
            for (int i = 1; i < _sockets.Length; i++)
            {
                _sockets[i].Bind(new IPEndPoint(new IPAddress(own, 0), 0));
            }

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public bool Send(int protocol, byte[] buffer, int offset, int length, byte[] destination, int destinationOffset)
    {
        int index = IndexOf(protocol);
        if (!_isOpen || index < 0)
        {
            return false;
        }

        try
        {
            Remember(destination, destinationOffset);
            return _sockets[index].Poll(0, SelectMode.SelectWrite)
                && _sockets[index].SendTo(buffer, offset, length, SocketFlags.None, _endPoint) == length;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public int Receive(byte[] buffer, int offset, int capacity)
    {
        try
        {
            for (int i = 0; _isOpen && i < _sockets.Length; i++)
            {
                if (_sockets[i].Poll(0, SelectMode.SelectRead))
                {
                    return _sockets[i].Receive(buffer, offset, capacity, SocketFlags.None);
                }

                _watches[i].Arm(_sockets[i]);
            }

            return 0;
        }
        catch (SocketException)
        {
            return -1;
        }
    }

    private static int IndexOf(int protocol)
    {
        for (int i = 0; i < s_protocols.Length; i++)
        {
            if (s_protocols[i] == protocol)
            {
                return i;
            }
        }

        return -1;
    }

    // Nearly everything goes to one home agent: its endpoint is made once.
    private void Remember(byte[] destination, int offset)
    {
        if (_endPoint == null || !Ipv6Address.Equal(_destination, 0, destination, offset))
        {
            Ipv6Address.Copy(destination, offset, _destination, 0);
            _endPoint = new IPEndPoint(new IPAddress(_destination, 0), 0);
        }
    }
}
