using System;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using McoaRouter.Boards.Linux;

namespace McoaRouter.Tools.Lab;

/// <summary>
/// Takes an interface down and up at once, without a program that would first have to be started: what is measured then is
/// not disturbed by it.
/// </summary>
internal static partial class LinkSwitch
{
    private const nuint GetFlags = 0x8913;
    private const nuint SetFlags = 0x8914;
    private const int RequestLength = 40;
    private const int NameLength = 16;
    private const short InterfaceUp = 1;

    /// <summary>Takes it down or up.</summary>
    /// <exception cref="BoardException">It isn't there.</exception>
    public static void Set(string networkNamespace, string device, bool up)
    {
        _ = NetworkNamespace.Run(networkNamespace, () =>
        {
            using Socket socket = new(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
            Span<byte> request = stackalloc byte[RequestLength];
            request.Clear();
            Encoding.ASCII.GetBytes(device, request[..(NameLength - 1)]);
            Ask(socket, GetFlags, request, device);
            short flags = MemoryMarshal.Read<short>(request[NameLength..]);
            flags = (short)(up ? flags | InterfaceUp : flags & ~InterfaceUp);
            MemoryMarshal.Write(request[NameLength..], flags);
            Ask(socket, SetFlags, request, device);
            return true;
        });
    }

    private static unsafe void Ask(Socket socket, nuint what, Span<byte> request, string device)
    {
        fixed (byte* octets = request)
        {
            if (Control((int)socket.Handle, what, octets) < 0)
            {
                throw new BoardException(
                    $"The interface {device} can't be switched: {Marshal.GetLastPInvokeErrorMessage()}.");
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static unsafe partial int Control(int descriptor, nuint request, void* argument);
}
