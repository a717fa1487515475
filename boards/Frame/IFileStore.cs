namespace McoaRouter.Boards.Frame;

/// <summary>The seam to the board's file system: small files by name. Nothing here throws.</summary>
public interface IFileStore
{
    /// <summary>Reads a whole file.</summary>
    /// <returns>
    /// Its octets, or null where there is none, it can't be read, or it is over <paramref name="limit"/> octets.
    /// </returns>
    byte[] Read(string name, int limit);

    /// <summary>Writes a whole file in place of what it held.</summary>
    /// <returns>Whether it stands in the file system now.</returns>
    bool Write(string name, byte[] octets);
}
