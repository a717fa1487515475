using System;
using McoaRouter.Consoles;

namespace McoaRouter.Torture.World;

/// <summary>The slots of a vehicle's store: they outlive its restarts, and a write may be cut by a loss of power.</summary>
internal sealed class SlotMemory : ISlotFiles
{
    private readonly byte[]?[] _slots = new byte[ConfigurationStore.Slots][];
    private int _cutAfter = -1;

    /// <summary>Whether the power went in a write: nothing more is written until <see cref="PowerBack"/>.</summary>
    public bool PowerLost { get; private set; }

    /// <summary>The next write is cut after so many octets, or at its end where it has fewer.</summary>
    public void CutNextWrite(int octets)
    {
        _cutAfter = octets;
    }

    /// <summary>No write is to be cut any more.</summary>
    public void CutNoWrite()
    {
        _cutAfter = -1;
    }

    /// <summary>The board starts anew.</summary>
    public void PowerBack()
    {
        PowerLost = false;
        _cutAfter = -1;
    }

    /// <inheritdoc/>
    public byte[] Read(int slot, int limit)
    {
        byte[]? octets = _slots[slot];
        return PowerLost || octets is null || octets.Length > limit ? null! : (byte[])octets.Clone();
    }

    /// <inheritdoc/>
    public bool Write(int slot, byte[] octets)
    {
        if (PowerLost)
        {
            return false;
        }

        if (_cutAfter < 0)
        {
            _slots[slot] = (byte[])octets.Clone();
            return true;
        }

        // A file that is replaced has its new octets up to the cut, and none behind.
        _slots[slot] = octets.AsSpan(0, Math.Min(_cutAfter, octets.Length)).ToArray();
        _cutAfter = -1;
        PowerLost = true;
        return false;
    }
}
