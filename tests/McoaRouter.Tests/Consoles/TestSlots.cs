using System;
using McoaRouter.Consoles;

namespace McoaRouter.Tests.Consoles;

/// <summary>Two slots that can be cut while they are written.</summary>
internal sealed class TestSlots : ISlotFiles
{
    internal byte[][] Slots { get; } = { new byte[0], new byte[0] };

    /// <summary>Octets that are still written before the power goes; below 0 it stays.</summary>
    internal int CutAfter { get; set; } = -1;

    /// <summary>Whether nothing can be written.</summary>
    internal bool Broken { get; set; }

    /// <summary>How often a slot was written.</summary>
    internal int Writes { get; private set; }

    public byte[] Read(int slot, int limit)
    {
        return Slots[slot].Length > limit ? null : Slots[slot];
    }

    public bool Write(int slot, byte[] octets)
    {
        Writes++;
        if (Broken)
        {
            return false;
        }

        int length = CutAfter >= 0 && CutAfter < octets.Length ? CutAfter : octets.Length;
        byte[] written = new byte[length];
        Array.Copy(octets, 0, written, 0, length);
        Slots[slot] = written;
        return length == octets.Length;
    }
}
