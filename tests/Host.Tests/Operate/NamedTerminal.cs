using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Microsoft.Win32.SafeHandles;

namespace McoaRouter.Host.Tests;

/// <summary>A pseudo-terminal: its other end has a name, as a serial device has.</summary>
internal sealed partial class NamedTerminal : IDisposable
{
    private const int ReadWrite = 2;
    private const int NoControl = 0x100;

    private readonly SafeFileHandle _named;

    public NamedTerminal()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Inconclusive("Pseudo-terminals are opened as Linux has them.");
        }

        int descriptor = OpenMaster(ReadWrite | NoControl);
        if (descriptor < 0 || Grant(descriptor) != 0 || Unlock(descriptor) != 0)
        {
            Assert.Inconclusive("This machine gives no pseudo-terminal.");
        }

        Name = Marshal.PtrToStringUTF8(NameOf(descriptor))!;
        Stream = new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.ReadWrite, 0);

        // While one end is held here, the other does not hang up when a client leaves: as a cable.
        _named = new SafeFileHandle(Open(Name, ReadWrite | NoControl), ownsHandle: true);
    }

    /// <summary>The device's name.</summary>
    public string Name { get; }

    /// <summary>The end of the one behind it.</summary>
    public Stream Stream { get; }

    public void Dispose()
    {
        _named.Dispose();
        Stream.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "posix_openpt")]
    private static partial int OpenMaster(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt")]
    private static partial int Grant(int descriptor);

    [LibraryImport("libc", EntryPoint = "unlockpt")]
    private static partial int Unlock(int descriptor);

    [LibraryImport("libc", EntryPoint = "ptsname")]
    private static partial nint NameOf(int descriptor);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
