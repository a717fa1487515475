using System;

namespace McoaRouter.Boards.Frame;

/// <summary>
/// Octets on their way from one thread to another. One thread writes and one reads; neither waits, and neither needs a lock,
/// since each moves its own end only.
/// </summary>
public sealed class OctetRing
{
    private readonly byte[] _octets;
    private int _written;
    private int _read;

    /// <summary>Makes an empty ring.</summary>
    /// <param name="capacity">Octets that it holds.</param>
    public OctetRing(int capacity)
    {
        // One place stays free: so a full ring is told from an empty one.
        _octets = new byte[capacity + 1];
    }

    /// <summary>Octets that can be read.</summary>
    public int Count
    {
        get { return Distance(_read, _written); }
    }

    /// <summary>Puts octets in, as many as there is room for.</summary>
    /// <returns>How many.</returns>
    public int Write(byte[] buffer, int offset, int length)
    {
        int room = _octets.Length - 1 - Count;
        int taken = length < room ? length : room;
        int first = _octets.Length - _written < taken ? _octets.Length - _written : taken;
        Array.Copy(buffer, offset, _octets, _written, first);
        Array.Copy(buffer, offset + first, _octets, 0, taken - first);
        _written = Advance(_written, taken);
        return taken;
    }

    /// <summary>Takes octets out, as many as there are.</summary>
    /// <returns>How many.</returns>
    public int Read(byte[] buffer, int offset, int capacity)
    {
        int count = Count;
        int taken = capacity < count ? capacity : count;
        int first = _octets.Length - _read < taken ? _octets.Length - _read : taken;
        Array.Copy(_octets, _read, buffer, offset, first);
        Array.Copy(_octets, 0, buffer, offset + first, taken - first);
        _read = Advance(_read, taken);
        return taken;
    }

    private int Advance(int at, int by)
    {
        int next = at + by;
        return next < _octets.Length ? next : next - _octets.Length;
    }

    private int Distance(int from, int to)
    {
        int distance = to - from;
        return distance < 0 ? distance + _octets.Length : distance;
    }
}
