using System;
using McoaRouter.LinkLayers.Wifi;

namespace McoaRouter.Tests.Wifi;

/// <summary>A UDP socket that keeps the last datagram sent and gives the one that the test left.</summary>
internal sealed class ScriptedDatagrams : IDatagramSocket
{
    private readonly byte[] _waiting = new byte[2000];
    private int _waitingLength;

    internal bool IsOpen { get; private set; }

    internal bool RefusesToOpen { get; set; }

    internal bool RefusesToConnect { get; set; }

    internal bool RefusesToSend { get; set; }

    internal bool IsLost { get; set; }

    /// <summary>How many datagrams wait; each is the same.</summary>
    internal int Waiting { get; set; }

    internal int Port { get; private set; }

    internal int Connects { get; private set; }

    internal byte[] Peer { get; } = new byte[4];

    internal int PeerPort { get; private set; }

    internal int Sent { get; private set; }

    internal byte[] Last { get; } = new byte[2000];

    internal int LastLength { get; private set; }

    public bool Open(int port)
    {
        IsOpen = !RefusesToOpen;
        Port = port;
        return IsOpen;
    }

    public void Close()
    {
        IsOpen = false;
        IsLost = false;
    }

    public bool Connect(byte[] address, int offset, int port)
    {
        Connects++;
        Array.Copy(address, offset, Peer, 0, 4);
        PeerPort = port;
        return !RefusesToConnect;
    }

    public bool Send(byte[] buffer, int offset, int length)
    {
        Array.Copy(buffer, offset, Last, 0, length);
        LastLength = length;
        Sent++;
        return !RefusesToSend;
    }

    public int Receive(byte[] buffer, int offset, int capacity)
    {
        if (IsLost)
        {
            return -1;
        }

        if (Waiting == 0)
        {
            return 0;
        }

        Waiting--;
        int length = _waitingLength < capacity ? _waitingLength : capacity;
        Array.Copy(_waiting, 0, buffer, offset, length);
        return length;
    }

    /// <summary>Leaves a datagram of this length, all of whose octets are 0x5A.</summary>
    internal void Leave(int length)
    {
        for (int i = 0; i < length; i++)
        {
            _waiting[i] = 0x5A;
        }

        _waitingLength = length;
        Waiting = 1;
    }
}
