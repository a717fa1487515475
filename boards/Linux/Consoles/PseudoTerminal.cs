using System;
using System.Runtime.InteropServices;
using McoaRouter.Boards.Linux.Native;

namespace McoaRouter.Boards.Linux.Consoles;

/// <summary>A pair of terminals without hardware: what is written to one is read from the other.</summary>
public sealed class PseudoTerminal : IDisposable
{
    private const int NameOctets = 128;

    private readonly int _far;

    /// <summary>Makes a pair.</summary>
    /// <param name="blocking">Whether reading at this end waits.</param>
    /// <exception cref="BoardException">The kernel gives none.</exception>
    public unsafe PseudoTerminal(bool blocking = false)
    {
        Descriptor = LibC.OpenPseudoTerminal(
            LibC.OpenReadWrite
                | LibC.OpenNoControllingTerminal
                | LibC.OpenCloseOnExec
                | (blocking ? 0 : LibC.OpenNonBlocking));
        byte* name = stackalloc byte[NameOctets];
        if (Descriptor < 0
            || LibC.GrantPseudoTerminal(Descriptor) < 0
            || LibC.UnlockPseudoTerminal(Descriptor) < 0
            || LibC.NameOfPseudoTerminal(Descriptor, name, NameOctets) != 0)
        {
            throw BoardException.FromLastError("The kernel gives no pseudo-terminal");
        }

        Path = Marshal.PtrToStringUTF8((nint)name)!;

        // Held open, so that this end doesn't take a client that goes for the end of the line.
        _far = new ConsoleTerminal(Path).Open();
        if (_far < 0)
        {
            throw BoardException.FromLastError($"The pseudo-terminal '{Path}' can't be opened");
        }
    }

    /// <summary>This end.</summary>
    public int Descriptor { get; }

    /// <summary>The path of the other end, for a program that opens a serial device.</summary>
    public string Path { get; }

    /// <summary>Closes both ends.</summary>
    public void Dispose()
    {
        LibC.Close(Descriptor);
        LibC.Close(_far);
    }
}
