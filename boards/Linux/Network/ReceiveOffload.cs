using System;
using System.Text;
using McoaRouter.Boards.Linux.Native;

namespace McoaRouter.Boards.Linux.Network;

/// <summary>
/// Generic receive offload of an uplink: the kernel joins TCP segments, also those inside a tunnel, into packets far
/// over the MTU before a packet socket sees them, and the router has to send them on as they came. So it is off while
/// the router runs.
/// </summary>
internal sealed unsafe class ReceiveOffload
{
    private const int InterfaceNameOctets = 16;
    private const int InterfaceRequestOctets = 40;
    private const uint GetReceiveOffload = 0x2B;
    private const uint SetReceiveOffload = 0x2C;

    private readonly string _device;
    private bool _disabled;

    public ReceiveOffload(string device)
    {
        _device = device;
    }

    /// <summary>Turns it off where it is on; drivers without it are left alone.</summary>
    public void Disable()
    {
        if (Request(GetReceiveOffload, 0) == 1 && Request(SetReceiveOffload, 0) >= 0)
        {
            _disabled = true;
        }
    }

    /// <summary>Turns it on again where <see cref="Disable"/> had turned it off.</summary>
    public void Restore()
    {
        if (_disabled)
        {
            Request(SetReceiveOffload, 1);
            _disabled = false;
        }
    }

    /// <summary>One request, <c>struct ethtool_value</c>: its value afterwards, or -1.</summary>
    private int Request(uint command, uint value)
    {
        int socket = LibC.Socket(
            LibC.AddressFamilyInet6, LibC.SocketDatagram | LibC.SocketCloseOnExec, 0);
        uint* argument = stackalloc uint[2];
        argument[0] = command;
        argument[1] = value;
        byte* request = stackalloc byte[InterfaceRequestOctets];
        new Span<byte>(request, InterfaceRequestOctets).Clear();
        Encoding.ASCII.GetBytes(_device, new Span<byte>(request, InterfaceNameOctets - 1));
        *(uint**)(request + InterfaceNameOctets) = argument;
        int result = LibC.Control(socket, LibC.RequestEthtool, request);
        LibC.Close(socket);
        return result < 0 ? -1 : (int)argument[1];
    }
}
