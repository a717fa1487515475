using System;
using System.Net;
using System.Net.Sockets;

namespace McoaRouter.Tools.Lab;

/// <summary>A <see cref="PacketStream"/> in each direction, between one port of either end.</summary>
internal sealed class PacketStreams : IDisposable
{
    /// <summary>The correspondent's port.</summary>
    public const int Port = 5004;

    /// <summary>The in-vehicle host's port.</summary>
    private const int HostPort = 5005;

    private readonly Socket _host;
    private readonly Socket _correspondent;

    /// <summary>Starts to send.</summary>
    /// <param name="topology">Where.</param>
    /// <param name="perSecond">Packets a second in each direction.</param>
    public PacketStreams(LabTopology topology, int perSecond)
    {
        _host = Open(topology.Host, LabTopology.HostAddress, HostPort);
        _correspondent = Open(topology.Correspondent, LabTopology.CorrespondentAddress, Port);
        _host.Connect(_correspondent.LocalEndPoint!);
        _correspondent.Connect(_host.LocalEndPoint!);
        Up = new PacketStream(_host, _correspondent, perSecond);
        Down = new PacketStream(_correspondent, _host, perSecond);
    }

    /// <summary>From the vehicle.</summary>
    public PacketStream Up { get; }

    /// <summary>To the vehicle.</summary>
    public PacketStream Down { get; }

    /// <summary>Sends no more; what is on its way is still taken.</summary>
    public void StopSending()
    {
        Up.StopSending();
        Down.StopSending();
    }

    /// <summary>Ends both.</summary>
    public void Dispose()
    {
        StopSending();
        Up.Dispose();
        Down.Dispose();
        _host.Dispose();
        _correspondent.Dispose();
    }

    private static Socket Open(string networkNamespace, string address, int port)
    {
        Socket socket = NetworkNamespace.Run(
            networkNamespace, () => new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp));
        socket.Bind(new IPEndPoint(IPAddress.Parse(address), port));
        return socket;
    }
}
