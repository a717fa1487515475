using System;
using System.IO;

namespace McoaRouter.Tools;

/// <summary>
/// A file that the run is to write: opened before it starts, so that a path that can't be written stops it there. Until
/// <see cref="Begin"/> nothing of what was there before is lost.
/// </summary>
internal sealed class OutputFile : IDisposable
{
    private const int BufferOctets = 1 << 16;

    private readonly string? _path;
    private readonly bool _isNew;
    private readonly FileStream? _stream;
    private bool _begun;

    /// <summary>Opens a file for writing.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">Its path, or null for none.</param>
    public OutputFile(string option, string? path)
    {
        _path = path;
        if (path is null)
        {
            return;
        }

        try
        {
            _isNew = !File.Exists(path);
            _stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, BufferOctets);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Fault = $"{option}: cannot write {path}: {exception.Message}";
        }
    }

    /// <summary>Why it can't be written, in a sentence, or null.</summary>
    public string? Fault { get; }

    /// <summary>Empties the file.</summary>
    /// <returns>It, or null where there is none.</returns>
    public Stream? Begin()
    {
        _begun = true;
        if (_stream is not null && _stream.CanSeek)
        {
            _stream.SetLength(0);
        }

        return _stream;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream?.Dispose();
        if (_stream is not null && _isNew && !_begun)
        {
            File.Delete(_path!);
        }
    }
}
