using System;
using System.Net;
using System.Net.Sockets;

namespace McoaRouter.Tools.Lab;

/// <summary><c>struct sockaddr_ll</c>: protocol in network order, interface number in the machine's.</summary>
internal sealed class PacketEndPoint(ushort protocol, int interfaceIndex) : EndPoint
{
    /// <summary>Packets of every protocol.</summary>
    public const ushort AllProtocols = 3;

    private const int Length = 20;
    private const int ProtocolOffset = 2;
    private const int InterfaceOffset = 4;
    private const int KindOffset = 10;
    private const byte Outgoing = 4;

    public override AddressFamily AddressFamily
    {
        get { return AddressFamily.Packet; }
    }

    /// <summary>Whether a packet that a socket received was one that this machine sent.</summary>
    public static bool IsOutgoing(SocketAddress address)
    {
        return address[KindOffset] == Outgoing;
    }

    public override SocketAddress Serialize()
    {
        SocketAddress address = new(AddressFamily.Packet, Length);
        address[ProtocolOffset] = (byte)(protocol >> 8);
        address[ProtocolOffset + 1] = (byte)protocol;
        BitConverter.TryWriteBytes(address.Buffer.Span[InterfaceOffset..], interfaceIndex);
        return address;
    }
}
