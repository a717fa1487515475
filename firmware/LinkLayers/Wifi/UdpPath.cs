using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Wifi;

/// <summary>
/// Packets through a UDP socket (RFC 5555 §4.1). The router writes and reads the IPv4 and UDP headers itself; here the
/// board's stack owns them, so they are taken off before a datagram goes to it, and put before one that comes from it.
/// </summary>
internal sealed class UdpPath
{
    private readonly IDatagramSocket _socket;
    private readonly byte[] _own = new byte[Ipv4Address.Length];
    private readonly byte[] _peer = new byte[Ipv4Address.Length];
    private int _peerPort;

    internal UdpPath(IDatagramSocket socket)
    {
        _socket = socket;
    }

    /// <summary>Opens the socket for an own address.</summary>
    /// <returns>False where the stack has no socket to give.</returns>
    internal bool Open(byte[] own)
    {
        Ipv4Address.Copy(own, 0, _own, 0);
        _peerPort = 0;
        return _socket.Open(UdpEncapsulation.Port);
    }

    internal void Close()
    {
        _socket.Close();
    }

    /// <summary>Whether it was opened for this address.</summary>
    internal bool IsFor(byte[] own)
    {
        return Ipv4Address.Equal(own, 0, _own, 0);
    }

    /// <summary>Sends a packet.</summary>
    /// <returns>Why it did not go, or <see cref="LinkRefusal.None"/>.</returns>
    internal LinkRefusal Send(PacketBuffer packet)
    {
        byte[] octets = packet.Octets;
        int start = packet.Start;
        if (packet.Length <= UdpEncapsulation.Length || !Ipv4Header.IsIpv4(octets, start))
        {
            return LinkRefusal.UnknownProtocol;
        }

        int port = BigEndian.ReadUInt16(octets, start + UdpEncapsulation.DestinationPortOffset);
        return MeetPeer(octets, start + Ipv4Header.DestinationOffset, port)
            && _socket.Send(octets, start + UdpEncapsulation.Length, packet.Length - UdpEncapsulation.Length)
                ? LinkRefusal.None
                : LinkRefusal.DeviceRefused;
    }

    /// <summary>Takes the next packet, whole.</summary>
    /// <returns>Its octets; 0 where none has come, -1 where the socket is lost.</returns>
    internal int Receive(PacketBuffer packet)
    {
        packet.Reset();
        int inner = packet.Start + UdpEncapsulation.Length;
        int length = _socket.Receive(packet.Octets, inner, Limits.PacketOctets - UdpEncapsulation.Length);
        if (length <= 0)
        {
            return length;
        }

        UdpEncapsulation.Write(
            packet.Octets, packet.Start, length, 0, 0, _peer, 0, _peerPort, _own, 0, UdpEncapsulation.Port);
        packet.SetLength(UdpEncapsulation.Length + length);
        return packet.Length;
    }

    private bool MeetPeer(byte[] octets, int address, int port)
    {
        if (port == _peerPort && Ipv4Address.Equal(octets, address, _peer, 0))
        {
            return true;
        }

        if (!_socket.Connect(octets, address, port))
        {
            return false;
        }

        Ipv4Address.Copy(octets, address, _peer, 0);
        _peerPort = port;
        return true;
    }
}
