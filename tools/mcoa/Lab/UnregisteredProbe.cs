using System;
using System.Net;
using System.Net.Sockets;
using McoaRouter.Wire;

namespace McoaRouter.Tools.Lab;

/// <summary>Pings from the correspondent to an address of the vehicle, and the ICMPv6 errors that come back.</summary>
internal sealed class UnregisteredProbe : IDisposable
{
    private const int MessageLength = 64;

    private readonly Socket _socket;
    private readonly IPEndPoint _vehicle;
    private readonly byte[] _request = new byte[MessageLength];
    private readonly byte[] _received = new byte[2048];

    /// <summary>Opens the socket; nothing is sent yet.</summary>
    /// <param name="topology">Where.</param>
    /// <param name="address">Whom it asks for.</param>
    public UnregisteredProbe(LabTopology topology, string address)
    {
        _request[0] = Icmpv6Echo.Request;
        _vehicle = new IPEndPoint(IPAddress.Parse(address), 0);
        _socket = NetworkNamespace.Run(
            topology.Correspondent,
            () => new Socket(AddressFamily.InterNetworkV6, SocketType.Raw, ProtocolType.IcmpV6));
    }

    /// <summary>How many Destination Unreachable with code 0, no route, a home agent sent.</summary>
    public int Unreachable { get; private set; }

    /// <summary>How many Time Exceeded came: packets that went round until their hop limit ended.</summary>
    public int TimesExceeded { get; private set; }

    /// <summary>Sends one request, and takes what came since the last.</summary>
    public void Ask()
    {
        _ = _socket.SendTo(_request, _vehicle);
        while (_socket.Poll(TimeSpan.FromMilliseconds(20), SelectMode.SelectRead))
        {
            EndPoint from = new IPEndPoint(IPAddress.IPv6Any, 0);
            int length = _socket.ReceiveFrom(_received, ref from);
            if (length > 1 && _received[0] == Icmpv6Error.TimeExceeded)
            {
                TimesExceeded++;
            }
            else if (length > 1 && _received[0] == Icmpv6Error.DestinationUnreachable && _received[1] == Icmpv6Error.NoRoute
                && ((IPEndPoint)from).Address.Equals(IPAddress.Parse(LabTopology.HomeAgentAddress)))
            {
                Unreachable++;
            }
        }
    }

    /// <summary>Closes the socket.</summary>
    public void Dispose()
    {
        _socket.Dispose();
    }
}
