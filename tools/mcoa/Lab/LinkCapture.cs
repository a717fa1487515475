using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using McoaRouter.Boards.Linux.Network;

namespace McoaRouter.Tools.Lab;

/// <summary>Writes all IP packets of one interface, both ways, into a capture file.</summary>
internal sealed class LinkCapture : IDisposable
{
    private const int EtherTypeAll = 3;
    private const int SnapshotOctets = 1 << 16;
    private const int SocketBufferOctets = 1 << 22;

    /// <summary>
    /// A blocked packet socket isn't woken by its disposal, so the thread looks up this often, in ms.
    /// </summary>
    private const int ReceiveTimeoutMs = 100;

    private readonly Socket _socket;
    private readonly FileStream _file;
    private readonly CaptureWriter _writer;
    private readonly Thread _thread;
    private volatile bool _capturing = true;

    /// <summary>Starts to capture.</summary>
    /// <param name="networkNamespace">Where the interface is.</param>
    /// <param name="device">Its name.</param>
    /// <param name="path">The file, replaced where it is there.</param>
    public LinkCapture(string networkNamespace, string device, string path)
    {
        _file = File.Create(path);
        _writer = new CaptureWriter(_file);
        _socket = NetworkNamespace.Run(networkNamespace, () => Open(device));
        _thread = new Thread(Capture) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Ends the capture; the file is complete then.</summary>
    public void Dispose()
    {
        _capturing = false;
        _thread.Join();
        _socket.Dispose();
        _file.Dispose();
    }

    private static Socket Open(string device)
    {
        // Protocol 0 receives nothing: the endpoint states the protocol together with the interface.
        Socket socket = new(AddressFamily.Packet, SocketType.Dgram, 0)
        {
            ReceiveBufferSize = SocketBufferOctets,
            ReceiveTimeout = ReceiveTimeoutMs,
        };
        socket.Bind(new PacketEndPoint(EtherTypeAll, NetworkConfigurator.IndexOf(device)));
        return socket;
    }

    private void Capture()
    {
        byte[] packet = new byte[SnapshotOctets];
        while (_capturing)
        {
            try
            {
                int length = _socket.Receive(packet);
                if (length > 0 && (packet[0] >> 4) is 4 or 6)
                {
                    long now = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
                    _writer.Write(packet, 0, length, now);
                }
            }
            catch (SocketException)
            {
                // Nothing came for a while, or the interface is down.
            }
        }
    }

    /// <summary><c>struct sockaddr_ll</c>: protocol in network order, interface number in the machine's.</summary>
    private sealed class PacketEndPoint(ushort protocol, int interfaceIndex) : EndPoint
    {
        private const int Length = 20;
        private const int ProtocolOffset = 2;
        private const int InterfaceOffset = 4;

        public override AddressFamily AddressFamily
        {
            get { return AddressFamily.Packet; }
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
}
