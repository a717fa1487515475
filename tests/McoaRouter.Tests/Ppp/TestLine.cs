using System;
using McoaRouter.LinkLayers;

namespace McoaRouter.Tests.Ppp;

/// <summary>A serial line whose far end is the test.</summary>
internal sealed class TestLine : ISerialLine
{
    private readonly byte[] _toLink = new byte[65536];
    private readonly byte[] _fromLink = new byte[65536];
    private int _toLinkAt;
    private int _toLinkEnd;

    /// <summary>What the link wrote.</summary>
    internal byte[] Written
    {
        get { return _fromLink; }
    }

    /// <summary>Octets that the link wrote.</summary>
    internal int WrittenLength { get; private set; }

    /// <summary>Octets that are taken from the link in one call.</summary>
    internal int Room { get; set; } = 65536;

    internal bool IsLost { get; set; }

    public int Read(byte[] buffer, int offset, int capacity)
    {
        int length = _toLinkEnd - _toLinkAt < capacity ? _toLinkEnd - _toLinkAt : capacity;
        Array.Copy(_toLink, _toLinkAt, buffer, offset, length);
        _toLinkAt += length;
        return IsLost ? -1 : length;
    }

    public int Write(byte[] buffer, int offset, int length)
    {
        int taken = length < Room ? length : Room;
        if (taken > _fromLink.Length - WrittenLength)
        {
            taken = _fromLink.Length - WrittenLength;
        }

        Array.Copy(buffer, offset, _fromLink, WrittenLength, taken);
        WrittenLength += taken;
        return IsLost ? -1 : taken;
    }

    public bool PulseReset()
    {
        return false;
    }

    /// <summary>Lets the link read octets.</summary>
    internal void Give(byte[] octets, int offset, int length)
    {
        if (_toLinkAt == _toLinkEnd)
        {
            _toLinkAt = 0;
            _toLinkEnd = 0;
        }

        Array.Copy(octets, offset, _toLink, _toLinkEnd, length);
        _toLinkEnd += length;
    }

    /// <summary>Forgets what the link wrote.</summary>
    internal void Clear()
    {
        WrittenLength = 0;
    }
}
