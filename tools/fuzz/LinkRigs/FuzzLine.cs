using System;
using McoaRouter.LinkLayers;

namespace McoaRouter.Fuzz.LinkRigs;

/// <summary>A serial line whose far end is the input.</summary>
internal sealed class FuzzLine : ISerialLine
{
    private const int Octets = 32 * 1024;

    private readonly byte[] _coming = new byte[Octets];
    private readonly byte[] _written = new byte[Octets];
    private int _from;
    private int _to;

    /// <summary>Whether the line is lost.</summary>
    public bool IsLost { get; set; }

    /// <summary>What was written since <see cref="TakeWritten"/>.</summary>
    public int WrittenLength { get; private set; }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int capacity)
    {
        if (IsLost)
        {
            return -1;
        }

        int length = Math.Min(capacity, _to - _from);
        Array.Copy(_coming, _from, buffer, offset, length);
        _from += length;
        return length;
    }

    /// <inheritdoc/>
    public int Write(byte[] buffer, int offset, int length)
    {
        if (IsLost)
        {
            return -1;
        }

        int kept = Math.Min(length, Octets - WrittenLength);
        Array.Copy(buffer, offset, _written, WrittenLength, kept);
        WrittenLength += kept;
        return length;
    }

    /// <inheritdoc/>
    public bool PulseReset()
    {
        return false;
    }

    /// <summary>Forgets what was to come and what was written.</summary>
    public void Clear()
    {
        _from = _to;
        WrittenLength = 0;
    }

    /// <summary>Lets octets come.</summary>
    public void Give(byte[] octets, int offset, int length)
    {
        if (_from == _to)
        {
            _from = 0;
            _to = 0;
        }

        int kept = Math.Min(length, Octets - _to);
        Array.Copy(octets, offset, _coming, _to, kept);
        _to += kept;
    }

    /// <summary>The first octet that was written.</summary>
    public byte PeekWritten()
    {
        return _written[0];
    }

    /// <summary>Takes what was written.</summary>
    public byte[] TakeWritten()
    {
        byte[] written = _written[..WrittenLength];
        WrittenLength = 0;
        return written;
    }
}
