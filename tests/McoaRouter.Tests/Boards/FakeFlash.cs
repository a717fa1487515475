using System;
using McoaRouter.Boards.Frame;

namespace McoaRouter.Tests.Boards;

/// <summary>A flash file system, whose power may fail in a write.</summary>
internal sealed class FakeFlash : IFileStore
{
    private const int Files = 8;

    private readonly string[] _names = new string[Files];
    private readonly byte[][] _octets = new byte[Files][];
    private int _count;

    /// <summary>Octets that are still written before the power fails; below 0 it stays.</summary>
    internal int CutAfter { get; set; } = -1;

    /// <summary>Octets that were written.</summary>
    internal int Written { get; private set; }

    public byte[] Read(string name, int limit)
    {
        int at = Find(name);
        return at < 0 || _octets[at].Length > limit ? null : _octets[at];
    }

    public bool Write(string name, byte[] octets)
    {
        int at = Find(name);
        if (at < 0)
        {
            at = _count;
            _count++;
            _names[at] = name;
        }

        int length = CutAfter >= 0 && CutAfter < octets.Length ? CutAfter : octets.Length;
        CutAfter -= CutAfter >= 0 ? length : 0;
        Written += length;
        byte[] written = new byte[length];
        Array.Copy(octets, 0, written, 0, length);
        _octets[at] = written;
        return length == octets.Length;
    }

    /// <summary>The same files at this moment, in a store of their own.</summary>
    internal FakeFlash Copy()
    {
        FakeFlash copy = new FakeFlash();
        for (int i = 0; i < _count; i++)
        {
            _ = copy.Write(_names[i], _octets[i]);
        }

        copy.Written = 0;
        return copy;
    }

    private int Find(string name)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }
}
