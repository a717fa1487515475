using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using McoaRouter.Boards.Linux.Native;

namespace McoaRouter.Boards.Linux.Consoles;

/// <summary>
/// The Unix socket of the console, for its owner alone (mode 0600). What a crashed process left is replaced; the path
/// is free again when it is closed.
/// </summary>
internal sealed class ConsoleSocket : IDisposable
{
    private const int PathOctets = 107;
    private const int Backlog = 8;
    private const int OwnerReadsAndWrites = 0x180;

    private readonly string _path;

    /// <summary>Listens at a path.</summary>
    /// <exception cref="BoardException">
    /// Another process listens there, something else stands there, or it can't be made.
    /// </exception>
    public ConsoleSocket(string path)
    {
        _path = path;
        if (path.Length == 0 || Encoding.UTF8.GetByteCount(path) > PathOctets)
        {
            throw new BoardException($"A socket's path has 1 to {PathOctets} octets; give the console a shorter one.");
        }

        Descriptor = NewSocket();
        try
        {
            Clear();
            Bind();
        }
        catch (BoardException)
        {
            LibC.Close(Descriptor);
            throw;
        }
    }

    /// <summary>Readable when a client is there.</summary>
    public int Descriptor { get; }

    /// <summary>Takes the next client.</summary>
    /// <returns>Its descriptor, which does not block, or a negative number where there is none.</returns>
    public unsafe int Accept()
    {
        return LibC.Accept(Descriptor, null, null, LibC.SocketNonBlocking | LibC.SocketCloseOnExec);
    }

    /// <summary>Closes the socket and removes its file.</summary>
    public void Dispose()
    {
        LibC.Close(Descriptor);
        File.Delete(_path);
    }

    private static int NewSocket()
    {
        int descriptor = LibC.Socket(
            LibC.AddressFamilyUnix, LibC.SocketStream | LibC.SocketNonBlocking | LibC.SocketCloseOnExec, 0);
        return descriptor >= 0 ? descriptor : throw BoardException.FromLastError("A Unix socket can't be opened");
    }

    /// <summary>Removes a socket at which nobody listens any more.</summary>
    private void Clear()
    {
        LibC.SocketAddressUnix at = AddressOf(_path);
        int probe = NewSocket();
        int error = Connect(probe, at) == 0 ? 0 : Marshal.GetLastPInvokeError();
        LibC.Close(probe);
        switch (error)
        {
            case LibC.NoSuchFile:
                return;
            case LibC.ConnectionRefused when IsSocket():
                File.Delete(_path);
                return;
            case 0:
            case LibC.TryAgain:
                throw new BoardException(
                    $"Another process listens at '{_path}'; end it, or give the console another path.");
            case LibC.ConnectionRefused:
                throw new BoardException($"'{_path}' is no socket; remove it, or give the console another path.");
            default:
                throw new BoardException(
                    $"The console's socket '{_path}' can't be made: {Marshal.GetPInvokeErrorMessage(error)}.");
        }
    }

    /// <summary>The file's mode is set before it is there, so that nobody else connects in between.</summary>
    private unsafe void Bind()
    {
        LibC.SocketAddressUnix at = AddressOf(_path);
        if (LibC.ChangeMode(Descriptor, OwnerReadsAndWrites) < 0
            || LibC.Bind(Descriptor, &at, sizeof(LibC.SocketAddressUnix)) < 0)
        {
            throw BoardException.FromLastError($"The console's socket '{_path}' can't be made");
        }

        if (LibC.Listen(Descriptor, Backlog) < 0)
        {
            BoardException fault = BoardException.FromLastError($"Nobody can be listened to at '{_path}'");
            File.Delete(_path);
            throw fault;
        }
    }

    /// <summary>A socket's file is the one thing that can't be opened, whoever asks.</summary>
    private bool IsSocket()
    {
        int descriptor = LibC.Open(_path, LibC.OpenReadWrite | LibC.OpenNonBlocking | LibC.OpenCloseOnExec);
        if (descriptor >= 0)
        {
            LibC.Close(descriptor);
            return false;
        }

        return Marshal.GetLastPInvokeError() == LibC.NoSuchDeviceOrAddress;
    }

    private static unsafe int Connect(int descriptor, LibC.SocketAddressUnix address)
    {
        return LibC.Connect(descriptor, &address, sizeof(LibC.SocketAddressUnix));
    }

    private static unsafe LibC.SocketAddressUnix AddressOf(string path)
    {
        LibC.SocketAddressUnix address = default;
        address.Family = LibC.AddressFamilyUnix;
        Encoding.UTF8.GetBytes(path, new Span<byte>(address.Path, PathOctets));
        return address;
    }
}
