using System;
using McoaRouter.LinkLayers;

namespace McoaRouter.Tests.Ethernet;

/// <summary>An Ethernet whose other stations are the test: it keeps what is sent, and gives what it is given.</summary>
internal sealed class TestEthernet : IEthernetDevice
{
    private const int Kept = 256;

    private readonly byte[][] _sent = new byte[Kept][];
    private readonly byte[][] _coming = new byte[Kept][];
    private int _taken;
    private int _came;

    public bool HasCarrier { get; set; } = true;

    public byte[] Address { get; } = Hex.Read("02 00 00 00 00 01");

    /// <summary>Whether the device answers when it is opened.</summary>
    internal bool Answers { get; set; } = true;

    /// <summary>Whether it takes no frame.</summary>
    internal bool Refuses { get; set; }

    /// <summary>Whether it is found lost at the next frame.</summary>
    internal bool Lost { get; set; }

    /// <summary>Whether frames are counted only, so that nothing is allocated.</summary>
    internal bool KeepsNothing { get; set; }

    internal int Opened { get; private set; }

    internal int Count { get; private set; }

    public bool Open(long now)
    {
        Opened++;
        Lost = false;
        return Answers;
    }

    public bool Send(byte[] buffer, int offset, int length)
    {
        if (Refuses)
        {
            return false;
        }

        if (!KeepsNothing)
        {
            byte[] copy = new byte[length];
            Array.Copy(buffer, offset, copy, 0, length);
            _sent[Count % Kept] = copy;
        }

        Count++;
        return true;
    }

    public int Receive(byte[] buffer, int offset, int capacity)
    {
        if (Lost)
        {
            return -2;
        }

        if (_taken == _came)
        {
            return 0;
        }

        byte[] frame = _coming[_taken % Kept];
        _taken++;
        if (frame.Length > capacity)
        {
            return -1;
        }

        Array.Copy(frame, 0, buffer, offset, frame.Length);
        return frame.Length;
    }

    /// <summary>A frame comes in.</summary>
    internal void Give(byte[] frame)
    {
        _coming[_came % Kept] = frame;
        _came++;
    }

    /// <summary>The frame with this index since <see cref="Clear"/>, of the last 256.</summary>
    internal byte[] At(int index)
    {
        return _sent[index % Kept];
    }

    internal byte[] Last()
    {
        return At(Count - 1);
    }

    internal void Clear()
    {
        Count = 0;
    }
}
