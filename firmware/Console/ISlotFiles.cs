namespace McoaRouter.Consoles;

/// <summary>The two places that a <see cref="ConfigurationStore"/> keeps its slots in: files, or pages of a flash.</summary>
public interface ISlotFiles
{
    /// <summary>All octets of a slot, or null where there are none, more than the limit, or it can't be read.</summary>
    /// <param name="slot">0 or 1.</param>
    /// <param name="limit">Octets of the longest slot.</param>
    byte[] Read(int slot, int limit);

    /// <summary>
    /// Replaces a slot. It may be cut at any octet by a loss of power: then the slot is found broken, and the other one
    /// counts.
    /// </summary>
    /// <param name="slot">0 or 1.</param>
    /// <param name="octets">What to write; empty erases it.</param>
    /// <returns>Whether all of it was written.</returns>
    bool Write(int slot, byte[] octets);
}
