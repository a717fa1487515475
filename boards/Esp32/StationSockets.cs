using System;
using System.Net.Sockets;

namespace McoaRouter.Boards.Esp32;

/// <summary>Binds sockets to the Wi-Fi station: nothing leaves by another interface, whatever the routes say.</summary>
internal static class StationSockets
{
    // lwIP's SO_BINDTODEVICE, which the library passes on as it is.
    private const SocketOptionName BindToDevice = (SocketOptionName)0x100B;

    // An interface's name is two letters and its number in the order in which the image made them.
    private const int NameLength = 6;
    private const int Numbers = 4;

    /// <summary>Binds a socket where the station's interface is found.</summary>
    /// <returns>False where it is not: then the station is the only interface, or the image names it otherwise.</returns>
    internal static bool Bind(Socket socket)
    {
        byte[] name = new byte[NameLength];
        name[0] = (byte)'s';
        name[1] = (byte)'t';
        for (int i = 0; i < Numbers; i++)
        {
            name[2] = (byte)('0' + i);
            try
            {
                socket.SetSocketOption(SocketOptionLevel.Socket, BindToDevice, name);
                return true;
            }
            catch (SocketException)
            {
                // No interface of this name.
            }
        }

        return false;
    }
}
