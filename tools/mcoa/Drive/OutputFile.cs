using System;
using System.IO;

namespace McoaRouter.Tools.Drive;

/// <summary>A file that the run is to write: opened before it starts, so that a path that can't be written stops it there.</summary>
internal sealed class OutputFile : IDisposable
{
    private const int BufferOctets = 1 << 16;

    /// <summary>Opens a file for writing.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">Its path, or null for none.</param>
    public OutputFile(string option, string? path)
    {
        if (path is null)
        {
            return;
        }

        try
        {
            Stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, BufferOctets);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Fault = $"{option}: cannot write {path}: {exception.Message}";
        }
    }

    /// <summary>The file, empty at first, or null where there is none.</summary>
    public FileStream? Stream { get; }

    /// <summary>Why it can't be written, in a sentence, or null.</summary>
    public string? Fault { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stream?.Dispose();
    }
}
