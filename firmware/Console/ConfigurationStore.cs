namespace McoaRouter.Consoles;

/// <summary>
/// The configuration in two slots, so that a write that is cut at any octet leaves the older good one. A slot that is
/// broken is ignored.
/// </summary>
public sealed class ConfigurationStore
{
    /// <summary>Octets of the longest slot.</summary>
    public const int LongestSlot = StoredConfiguration.HeaderOctets + ConsoleLimits.ConfigurationOctets;

    /// <summary>How many slots there are.</summary>
    public const int Slots = 2;

    private readonly ISlotFiles _files;

    /// <summary>Makes a store.</summary>
    /// <param name="files">Where the slots are; null keeps them in memory only, and commits say so.</param>
    /// <param name="plain">
    /// The text of a configuration that counts as revision 0 while no slot holds a confirmed one: UTF-8; null for none.
    /// </param>
    public ConfigurationStore(ISlotFiles files, byte[] plain)
    {
        _files = files ?? new MemorySlots();
        IsKept = files != null;
        Plain = plain;
    }

    /// <summary>Whether what is written outlives the process.</summary>
    public bool IsKept { get; }

    /// <summary>The text of revision 0, or null.</summary>
    internal readonly byte[] Plain;

    /// <summary>What a slot holds, or null where it is empty or broken.</summary>
    internal StoredConfiguration Read(int slot)
    {
        return StoredConfiguration.TryRead(_files.Read(slot, LongestSlot));
    }

    /// <summary>Writes a slot and reads it back.</summary>
    /// <returns>Whether the slot now holds all of it.</returns>
    internal bool Write(int slot, StoredConfiguration stored)
    {
        byte[] octets = stored.ToOctets();
        return _files.Write(slot, octets) && AreEqual(octets, _files.Read(slot, LongestSlot));
    }

    /// <summary>Empties both slots.</summary>
    /// <returns>Whether neither holds a configuration any more.</returns>
    internal bool Erase()
    {
        bool erased = true;
        for (int i = 0; i < Slots; i++)
        {
            erased &= _files.Write(i, new byte[0]) && Read(i) == null;
        }

        return erased;
    }

    private static bool AreEqual(byte[] left, byte[] right)
    {
        if (right == null || left.Length != right.Length)
        {
            return false;
        }

        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i])
            {
                return false;
            }
        }

        return true;
    }

    private sealed class MemorySlots : ISlotFiles
    {
        private readonly byte[][] _slots = new byte[Slots][];

        public byte[] Read(int slot, int limit)
        {
            return _slots[slot];
        }

        public bool Write(int slot, byte[] octets)
        {
            _slots[slot] = octets;
            return true;
        }
    }
}
