using System;
using System.Net.Sockets;
using McoaRouter.LinkLayers;

namespace McoaRouter.Host.Tests.Ppp;

/// <summary>A serial line that is a connected socket.</summary>
internal sealed class SocketLine(Socket socket) : ISerialLine
{
    public int Read(byte[] buffer, int offset, int capacity)
    {
        if (!socket.Poll(0, SelectMode.SelectRead))
        {
            return 0;
        }

        int received = socket.Receive(buffer, offset, capacity, SocketFlags.None);
        return received == 0 ? -1 : received;
    }

    public int Write(byte[] buffer, int offset, int length)
    {
        return socket.Poll(0, SelectMode.SelectWrite)
            ? socket.Send(buffer, offset, Math.Min(length, 256), SocketFlags.None)
            : 0;
    }

    public bool PulseReset()
    {
        return false;
    }
}
