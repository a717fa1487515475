using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using McoaRouter.Boards.Linux.Network;

namespace McoaRouter.Tools.Lab;

/// <summary>Takes all IP packets of one interface, both ways, for a capture file or for somebody who looks at them.</summary>
internal sealed class LinkCapture : IDisposable
{
    private const int SnapshotOctets = 1 << 16;
    private const int SocketBufferOctets = 1 << 22;

    /// <summary>
    /// A blocked packet socket isn't woken by its disposal, so the thread looks up this often, in ms.
    /// </summary>
    private const int ReceiveTimeoutMs = 100;

    private readonly Socket _socket;
    private readonly FileStream? _file;
    private readonly CaptureWriter? _writer;
    private readonly Watcher? _watcher;
    private readonly Thread _thread;
    private volatile bool _capturing = true;

    /// <summary>Starts to capture.</summary>
    /// <param name="networkNamespace">Where the interface is.</param>
    /// <param name="device">Its name.</param>
    /// <param name="path">The file, replaced where it is there; null for none.</param>
    /// <param name="watcher">Who looks at them, on a thread of its own; null for nobody.</param>
    public LinkCapture(string networkNamespace, string device, string? path, Watcher? watcher = null)
    {
        _file = path == null ? null : File.Create(path);
        _writer = _file == null ? null : new CaptureWriter(_file);
        _watcher = watcher;
        _socket = NetworkNamespace.Run(networkNamespace, () => Open(device));
        _thread = new Thread(Capture) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Looks at a packet.</summary>
    /// <param name="packet">Its octets, for the time of the call.</param>
    /// <param name="outgoing">Whether this end sent it.</param>
    public delegate void Watcher(ReadOnlySpan<byte> packet, bool outgoing);

    /// <summary>Ends the capture; the file is complete then.</summary>
    public void Dispose()
    {
        _capturing = false;
        _thread.Join();
        _socket.Dispose();
        _file?.Dispose();
    }

    private static Socket Open(string device)
    {
        // Protocol 0 receives nothing: the endpoint states the protocol together with the interface.
        Socket socket = new(AddressFamily.Packet, SocketType.Dgram, 0)
        {
            ReceiveBufferSize = SocketBufferOctets,
            ReceiveTimeout = ReceiveTimeoutMs,
        };
        socket.Bind(new PacketEndPoint(PacketEndPoint.AllProtocols, NetworkConfigurator.IndexOf(device)));
        return socket;
    }

    private void Capture()
    {
        byte[] packet = new byte[SnapshotOctets];
        SocketAddress from = new(AddressFamily.Packet);
        while (_capturing)
        {
            try
            {
                // It has the size of what was received last.
                from.Size = from.Buffer.Length;
                int length = _socket.ReceiveFrom(packet, SocketFlags.None, from);
                if (length > 0 && (packet[0] >> 4) is 4 or 6)
                {
                    long now = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
                    _writer?.Write(packet, 0, length, now);
                    _watcher?.Invoke(packet.AsSpan(0, length), PacketEndPoint.IsOutgoing(from));
                }
            }
            catch (SocketException)
            {
                // Nothing came for a while, or the interface is down.
            }
        }
    }
}
