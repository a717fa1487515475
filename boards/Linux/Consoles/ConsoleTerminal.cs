using System;
using System.Globalization;
using System.Runtime.InteropServices;
using McoaRouter.Boards.Linux.Native;
using McoaRouter.Consoles;

namespace McoaRouter.Boards.Linux.Consoles;

/// <summary>
/// A serial device, or the one end of a pseudo-terminal, as a line of octets: no echo, no control characters, no
/// conversion.
/// </summary>
internal sealed class ConsoleTerminal
{
    private const uint UsualBaud = ConsoleLimits.BaudRate;
    private const int AttributesOctets = 256;

    // struct termios: four words of flags, of which c_cflag is the third.
    private const int ControlFlags = 2;
    private const uint Receives = 0x80;
    private const uint WithoutModemLines = 0x800;
    private const uint HardwareFlowControl = 0x8000_0000;

    /// <summary>Takes apart what the command line says.</summary>
    /// <param name="device">The path of the device, and behind a colon the baud rate where it is not the usual one.</param>
    /// <exception cref="BoardException">The baud rate is no number.</exception>
    public ConsoleTerminal(string device)
    {
        int colon = device.LastIndexOf(':');
        Path = colon < 0 ? device : device[..colon];
        Baud = UsualBaud;
        if (colon >= 0)
        {
            Baud = uint.TryParse(device.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out uint baud)
                ? baud
                : throw new BoardException($"'{device[(colon + 1)..]}' is no baud rate; use for example '{Path}:115200'.");
        }
    }

    /// <summary>The path of the device.</summary>
    public string Path { get; }

    /// <summary>Bits a second.</summary>
    public uint Baud { get; }

    /// <summary>Opens it.</summary>
    /// <returns>Its descriptor, which does not block, or a negative number where the device isn't there now.</returns>
    /// <exception cref="BoardException">It is no terminal, or does not know the baud rate.</exception>
    public int Open()
    {
        int descriptor = LibC.Open(
            Path,
            LibC.OpenReadWrite | LibC.OpenNoControllingTerminal | LibC.OpenNonBlocking | LibC.OpenCloseOnExec);
        if (descriptor < 0)
        {
            return descriptor;
        }

        try
        {
            MakeRaw(descriptor, $"'{Path}' can't be the console", Baud);
            return descriptor;
        }
        catch (BoardException)
        {
            LibC.Close(descriptor);
            throw;
        }
    }

    /// <summary>Makes an open terminal a line of octets.</summary>
    /// <exception cref="BoardException">It is none.</exception>
    public static unsafe void MakeRaw(int descriptor, string fault, uint baud = UsualBaud)
    {
        byte* attributes = stackalloc byte[AttributesOctets];
        if (LibC.GetTerminalAttributes(descriptor, attributes) < 0)
        {
            throw BoardException.FromLastError(fault);
        }

        LibC.MakeRaw(attributes);
        uint* flags = (uint*)attributes;
        flags[ControlFlags] = (flags[ControlFlags] | Receives | WithoutModemLines) & ~HardwareFlowControl;
        if (LibC.SetSpeed(attributes, baud) < 0
            || LibC.SetTerminalAttributes(descriptor, LibC.SetAttributesNow, attributes) < 0)
        {
            throw new BoardException(string.Create(
                CultureInfo.InvariantCulture, $"{fault}: {Marshal.GetLastPInvokeErrorMessage()} ({baud} baud)."));
        }
    }
}
