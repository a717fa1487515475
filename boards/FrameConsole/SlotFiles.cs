using McoaRouter.Boards.Frame;
using McoaRouter.Consoles;

namespace McoaRouter.Boards.FrameConsole;

/// <summary>The slots of the store as two files, <c>configuration.0</c> and <c>configuration.1</c>.</summary>
internal sealed class SlotFiles : ISlotFiles
{
    private readonly IFileStore _files;

    internal SlotFiles(IFileStore files)
    {
        _files = files;
    }

    /// <inheritdoc/>
    public byte[] Read(int slot, int limit)
    {
        return _files.Read(NameOf(slot), limit);
    }

    /// <inheritdoc/>
    public bool Write(int slot, byte[] octets)
    {
        return _files.Write(NameOf(slot), octets);
    }

    private static string NameOf(int slot)
    {
        return "configuration." + slot.ToString();
    }
}
