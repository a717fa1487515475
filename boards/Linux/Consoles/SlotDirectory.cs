using System;
using System.Globalization;
using System.IO;
using McoaRouter.Boards.Linux.Native;
using McoaRouter.Consoles;

namespace McoaRouter.Boards.Linux.Consoles;

/// <summary>
/// The slots of the store as two files in a directory, for their owner alone: they hold keys. A file is written under
/// another name, brought to the disk, and then takes its place, so that whatever ends the write leaves the old one.
/// </summary>
public sealed class SlotDirectory : ISlotFiles
{
    private const int OwnerReadsAndWrites = 0x180;

    private readonly string _directory;

    /// <summary>Takes a directory, and makes it where there is none.</summary>
    /// <exception cref="BoardException">It can't be made, or not be written to.</exception>
    public SlotDirectory(string directory)
    {
        _directory = directory;
        try
        {
            Directory.CreateDirectory(directory);
            string trial = Path.Combine(directory, "trial.tmp");
            WriteFile(trial, []);
            File.Delete(trial);
        }
        catch (Exception fault) when (IsRefusal(fault))
        {
            throw new BoardException($"The store '{directory}' can't be written to: {fault.Message}");
        }
    }

    /// <inheritdoc/>
    public byte[] Read(int slot, int limit)
    {
        try
        {
            FileInfo file = new(PathOf(slot));
            return file.Exists && file.Length <= limit ? File.ReadAllBytes(file.FullName) : null!;
        }
        catch (Exception fault) when (IsRefusal(fault))
        {
            return null!;
        }
    }

    /// <inheritdoc/>
    public bool Write(int slot, byte[] octets)
    {
        string path = PathOf(slot);
        string written = path + ".tmp";
        try
        {
            WriteFile(written, octets);
            File.Move(written, path, overwrite: true);
            return Synchronize();
        }
        catch (Exception fault) when (IsRefusal(fault))
        {
            return false;
        }
    }

    private static void WriteFile(string path, byte[] octets)
    {
        using FileStream stream = new(path, FileMode.Create, FileAccess.Write);
        if (LibC.ChangeMode((int)stream.SafeFileHandle.DangerousGetHandle(), OwnerReadsAndWrites) < 0)
        {
            throw new IOException("the file can't be kept from others");
        }

        stream.Write(octets);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Brings the names of the files to the disk.</summary>
    private bool Synchronize()
    {
        int descriptor = LibC.Open(_directory, LibC.OpenDirectory | LibC.OpenCloseOnExec);
        bool done = descriptor >= 0 && LibC.Synchronize(descriptor) == 0;
        if (descriptor >= 0)
        {
            LibC.Close(descriptor);
        }

        return done;
    }

    private static bool IsRefusal(Exception fault)
    {
        return fault is IOException or UnauthorizedAccessException or ArgumentException;
    }

    private string PathOf(int slot)
    {
        return Path.Combine(_directory, string.Create(CultureInfo.InvariantCulture, $"configuration.{slot}"));
    }
}
