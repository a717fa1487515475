using System;
using McoaRouter.LinkLayers;

namespace McoaRouter.Fuzz.LinkRigs;

/// <summary>An Ethernet whose other stations are the input.</summary>
internal sealed class FuzzEthernet : IEthernetDevice
{
    private const int Frames = 16;
    private const int FrameOctets = 1600;

    private readonly byte[][] _coming = new byte[Frames][];
    private readonly int[] _lengths = new int[Frames];
    private int _from;
    private int _count;

    /// <summary>An Ethernet with a carrier.</summary>
    public FuzzEthernet()
    {
        for (int i = 0; i < Frames; i++)
        {
            _coming[i] = new byte[FrameOctets];
        }
    }

    /// <inheritdoc/>
    public bool HasCarrier { get; set; } = true;

    /// <inheritdoc/>
    public byte[] Address { get; } = LinkPackets.Own;

    /// <summary>Whether the device is found lost.</summary>
    public bool IsLost { get; set; }

    /// <summary>Frames sent.</summary>
    public long Sent { get; private set; }

    /// <summary>The last frame sent.</summary>
    public byte[] Last { get; } = new byte[FrameOctets];

    /// <inheritdoc/>
    public bool Open(long now)
    {
        return !IsLost;
    }

    /// <inheritdoc/>
    public bool Send(byte[] buffer, int offset, int length)
    {
        if (IsLost)
        {
            return false;
        }

        Array.Copy(buffer, offset, Last, 0, Math.Min(length, FrameOctets));
        Sent++;
        return true;
    }

    /// <inheritdoc/>
    public int Receive(byte[] buffer, int offset, int capacity)
    {
        if (IsLost)
        {
            return -2;
        }

        if (_count == 0)
        {
            return 0;
        }

        int at = _from;
        _from = (_from + 1) % Frames;
        _count--;
        if (_lengths[at] > capacity)
        {
            return -1;
        }

        Array.Copy(_coming[at], 0, buffer, offset, _lengths[at]);
        return _lengths[at];
    }

    /// <summary>Lets a frame come.</summary>
    public void Give(byte[] frame)
    {
        if (_count < Frames && frame.Length <= FrameOctets)
        {
            int at = (_from + _count++) % Frames;
            frame.CopyTo(_coming[at], 0);
            _lengths[at] = frame.Length;
        }
    }
}
