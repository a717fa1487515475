using System;

namespace McoaRouter.LinkLayers.Modem;

/// <summary>
/// The serial line to a modem, read octet by octet in command mode. In data mode it is handed on as a line of its own,
/// which first gives what came behind <c>CONNECT</c> and keeps a copy of the last octets: where a modem has left data mode,
/// they are text.
/// </summary>
internal sealed class ModemLine : ISerialLine
{
    private const byte LineFeed = 10;

    private readonly ISerialLine _line;
    private readonly byte[] _octets = new byte[LinkLimits.SerialOctetsPerPoll];
    private readonly byte[] _tail = new byte[LinkLimits.ModemTailOctets];
    private int _next;
    private int _end;

    /// <summary>Whether the line was lost at the last call.</summary>
    internal bool IsLost;

    /// <summary>Whether something was read since this was last set to false.</summary>
    internal bool WasHeard;

    /// <summary>Wraps the board's line.</summary>
    internal ModemLine(ISerialLine line)
    {
        _line = line;
    }

    /// <summary>Whether the last octet that was read in data mode ends a line of text.</summary>
    internal bool MayBeText
    {
        get { return _tail[_tail.Length - 1] == LineFeed; }
    }

    /// <summary>The next octet in command mode, or -1 where there is none now.</summary>
    internal int Take()
    {
        if (_next == _end)
        {
            _next = 0;
            _end = 0;
            int taken = _line.Read(_octets, 0, _octets.Length);
            IsLost = taken < 0;
            if (taken <= 0)
            {
                return -1;
            }

            _end = taken;
        }

        _next++;
        return _octets[_next - 1];
    }

    /// <summary>Data mode begins: what was read and not taken is its beginning.</summary>
    internal void BeginData()
    {
        Array.Clear(_tail, 0, _tail.Length);
        WasHeard = false;
    }

    /// <summary>An octet of the tail, from the oldest on.</summary>
    internal int TailAt(int index)
    {
        return _tail[index];
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int capacity)
    {
        int taken;
        if (_next < _end)
        {
            taken = _end - _next < capacity ? _end - _next : capacity;
            Array.Copy(_octets, _next, buffer, offset, taken);
            _next += taken;
        }
        else
        {
            taken = _line.Read(buffer, offset, capacity);
            IsLost = taken < 0;
        }

        if (taken > 0)
        {
            WasHeard = true;
            Remember(buffer, offset, taken);
        }

        return taken;
    }

    /// <inheritdoc/>
    public int Write(byte[] buffer, int offset, int length)
    {
        int taken = _line.Write(buffer, offset, length);
        IsLost = taken < 0;
        return taken;
    }

    /// <inheritdoc/>
    public bool PulseReset()
    {
        return _line.PulseReset();
    }

    private void Remember(byte[] buffer, int offset, int length)
    {
        int kept = _tail.Length - length;
        if (kept > 0)
        {
            Array.Copy(_tail, length, _tail, 0, kept);
            Array.Copy(buffer, offset, _tail, kept, length);
        }
        else
        {
            Array.Copy(buffer, offset + length - _tail.Length, _tail, 0, _tail.Length);
        }
    }
}
