using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;

namespace McoaRouter.Host.Tests.Ppp;

/// <summary>
/// Writes an initial ramdisk for Linux: a cpio archive of the "newc" form, as the kernel's documentation of its
/// initramfs buffer format lays it out.
/// </summary>
internal sealed class InitialRamdisk : IDisposable
{
    private const int DirectoryMode = 0x41ED;
    private const int ProgramMode = 0x81ED;
    private const int FieldCount = 13;

    private readonly FileStream _stream;
    private readonly HashSet<string> _written = [];
    private int _inode;

    public InitialRamdisk(string path)
    {
        _stream = File.Create(path);
    }

    /// <summary>Adds a directory and those above it.</summary>
    public void AddDirectory(string name)
    {
        string? above = Path.GetDirectoryName(name);
        if (!string.IsNullOrEmpty(above))
        {
            AddDirectory(above);
        }

        if (_written.Add(name))
        {
            Write(name, DirectoryMode, []);
        }
    }

    /// <summary>Adds a file that anybody may read and run.</summary>
    public void AddFile(string name, byte[] contents)
    {
        AddDirectory(Path.GetDirectoryName(name)!);
        if (_written.Add(name))
        {
            Write(name, ProgramMode, contents);
        }
    }

    public void Dispose()
    {
        Write("TRAILER!!!", 0, []);
        _stream.Dispose();
    }

    private void Write(string name, int mode, byte[] contents)
    {
        if (name.Length == 0)
        {
            return;
        }

        int[] fields = new int[FieldCount];
        fields[0] = ++_inode;
        fields[1] = mode;
        fields[4] = 1;
        fields[6] = contents.Length;
        fields[11] = name.Length + 1;
        StringBuilder header = new("070701");
        foreach (int field in fields)
        {
            header.Append(field.ToString("x8", CultureInfo.InvariantCulture));
        }

        _stream.Write(Encoding.ASCII.GetBytes(header.Append(name).Append('\0').ToString()));
        Pad();
        _stream.Write(contents);
        Pad();
    }

    private void Pad()
    {
        while (_stream.Position % 4 != 0)
        {
            _stream.WriteByte(0);
        }
    }
}
