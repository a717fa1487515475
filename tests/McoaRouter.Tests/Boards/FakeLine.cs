using System;
using McoaRouter.LinkLayers;

namespace McoaRouter.Tests.Boards;

/// <summary>An operator's serial line: what was typed and not yet read, and what was said.</summary>
internal sealed class FakeLine : ISerialLine
{
    private const int SaidOctets = 64 * 1024;

    private readonly byte[] _said = new byte[SaidOctets];
    private byte[] _typed = new byte[0];
    private int _read;
    private int _length;

    /// <summary>Octets that it still takes, as a line whose far end reads nothing; all where negative.</summary>
    internal int Room { get; set; } = -1;

    /// <summary>Whether it is lost.</summary>
    internal bool IsLost { get; set; }

    /// <summary>Whether octets come without an end.</summary>
    internal bool Floods { get; set; }

    /// <summary>The most octets that were read at once.</summary>
    internal int MostRead { get; private set; }

    /// <summary>Octets that nobody has read.</summary>
    internal int Unread
    {
        get { return _typed.Length - _read; }
    }

    public int Read(byte[] buffer, int offset, int capacity)
    {
        if (IsLost)
        {
            return -1;
        }

        if (Floods)
        {
            MostRead = capacity;
            for (int i = 0; i < capacity; i++)
            {
                buffer[offset + i] = (byte)'x';
            }

            return capacity;
        }

        int length = Unread < capacity ? Unread : capacity;
        Array.Copy(_typed, _read, buffer, offset, length);
        _read += length;
        return length;
    }

    public int Write(byte[] buffer, int offset, int length)
    {
        if (IsLost)
        {
            return -1;
        }

        int taken = Room >= 0 && Room < length ? Room : length;
        Room -= Room >= 0 ? taken : 0;
        Array.Copy(buffer, offset, _said, _length, taken);
        _length += taken;
        return taken;
    }

    public bool PulseReset()
    {
        return false;
    }

    /// <summary>The operator sends octets, behind those that wait.</summary>
    internal void Type(string text)
    {
        byte[] octets = FakeFiles.Plain(text);
        byte[] all = new byte[Unread + octets.Length];
        Array.Copy(_typed, _read, all, 0, Unread);
        Array.Copy(octets, 0, all, Unread, octets.Length);
        _typed = all;
        _read = 0;
    }

    /// <summary>What was said since the last time.</summary>
    internal string Take()
    {
        char[] characters = new char[_length];
        for (int i = 0; i < characters.Length; i++)
        {
            characters[i] = (char)_said[i];
        }

        _length = 0;
        return new string(characters);
    }
}
