using System;
using System.IO;
using System.Net;
using System.Text;
using McoaRouter.Boards.Linux.Native;
using McoaRouter.Boards.Linux.Network;
using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ethernet;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// An Ethernet interface of this machine, frame by frame, through a packet socket. The kernel's own IPv6 is off on it
/// while it is open: the station is ours. An interface that goes and comes again under its name is followed.
/// </summary>
public sealed class PacketSocketDevice : IEthernetDevice, IDisposable
{
    private const int InterfaceNameOctets = 16;
    private const int InterfaceRequestOctets = 40;
    private const int UpAndRunning = 0x01 | 0x40;

    private readonly string _name;
    private readonly string _kernelSetting;
    private readonly ReceiveOffload _offload;
    private int _interfaceIndex;
    private bool _lost;
    private string? _kernelValue;

    /// <summary>Opens the socket; it receives nothing before <see cref="Open"/>.</summary>
    /// <param name="name">The interface's name.</param>
    /// <exception cref="BoardException">It can't be opened.</exception>
    public unsafe PacketSocketDevice(string name)
    {
        _name = name;
        _kernelSetting = $"/proc/sys/net/ipv6/conf/{name}/disable_ipv6";
        _offload = new ReceiveOffload(name);
        Descriptor = LibC.Socket(
            LibC.AddressFamilyPacket, LibC.SocketRaw | LibC.SocketNonBlocking | LibC.SocketCloseOnExec, 0);
        if (Descriptor < 0)
        {
            throw BoardException.FromLastError("A packet socket can't be opened");
        }

        SocketQueue.Widen(Descriptor);
        int ignore = 1;
        LibC.SetOption(Descriptor, LibC.SolPacket, LibC.OptionIgnoreOutgoing, &ignore, sizeof(int));
    }

    /// <summary>Readable when a frame is there.</summary>
    public int Descriptor { get; }

    /// <inheritdoc/>
    public byte[] Address { get; } = new byte[EthernetAddress.Length];

    /// <inheritdoc/>
    public unsafe bool HasCarrier
    {
        get
        {
            _lost |= NetworkConfigurator.IndexOf(_name) != _interfaceIndex;
            byte* request = stackalloc byte[InterfaceRequestOctets];
            return !_lost
                && Ask(LibC.RequestInterfaceFlags, request)
                && (*(ushort*)(request + InterfaceNameOctets) & UpAndRunning) == UpAndRunning;
        }
    }

    /// <inheritdoc/>
    public unsafe bool Open(long now)
    {
        _lost = false;
        _interfaceIndex = NetworkConfigurator.IndexOf(_name);
        byte* request = stackalloc byte[InterfaceRequestOctets];
        if (_interfaceIndex == 0 || !Ask(LibC.RequestInterfaceAddress, request) || !SilenceKernel())
        {
            return false;
        }

        new ReadOnlySpan<byte>(request + InterfaceNameOctets + 2, EthernetAddress.Length).CopyTo(Address);
        LibC.SocketAddressPacket at = default;
        at.Family = LibC.AddressFamilyPacket;
        at.ProtocolNetworkOrder = (ushort)IPAddress.HostToNetworkOrder(unchecked((short)LibC.EtherTypeIpv6));
        at.InterfaceIndex = _interfaceIndex;
        if (LibC.Bind(Descriptor, &at, sizeof(LibC.SocketAddressPacket)) < 0)
        {
            return false;
        }

        LibC.PacketMembership all = new() { InterfaceIndex = _interfaceIndex, Type = LibC.MembershipAllMulticast };
        LibC.SetOption(
            Descriptor, LibC.SolPacket, LibC.OptionAddMembership, &all, sizeof(LibC.PacketMembership));
        _offload.Disable();
        return true;
    }

    /// <inheritdoc/>
    public unsafe bool Send(byte[] buffer, int offset, int length)
    {
        fixed (byte* octets = buffer)
        {
            return LibC.SendTo(Descriptor, octets + offset, length, LibC.MessageDontWait, null, 0) == length;
        }
    }

    /// <inheritdoc/>
    public unsafe int Receive(byte[] buffer, int offset, int capacity)
    {
        if (_lost)
        {
            return -2;
        }

        fixed (byte* octets = buffer)
        {
            nint length = LibC.Receive(Descriptor, octets + offset, capacity, LibC.MessageTruncated);
            return length < 0 ? 0 : length > capacity ? -1 : (int)length;
        }
    }

    /// <summary>Throws away what is there, and an error of the socket: nobody receives while the device is lost.</summary>
    public unsafe void Discard()
    {
        byte octet;
        while (LibC.Receive(Descriptor, &octet, 1, LibC.MessageTruncated) >= 0)
        {
        }
    }

    /// <summary>Closes the socket, and gives the interface its settings back.</summary>
    public void Dispose()
    {
        LibC.Close(Descriptor);
        _offload.Restore();
        if (_kernelValue != null)
        {
            SetKernel(_kernelValue);
        }
    }

    private unsafe bool Ask(nuint command, byte* request)
    {
        new Span<byte>(request, InterfaceRequestOctets).Clear();
        Encoding.ASCII.GetBytes(_name, new Span<byte>(request, InterfaceNameOctets - 1));
        return LibC.Control(Descriptor, command, request) >= 0;
    }

    /// <summary>Turns the kernel's IPv6 off on the interface, and remembers what it was.</summary>
    private bool SilenceKernel()
    {
        try
        {
            _kernelValue ??= File.ReadAllText(_kernelSetting).Trim();
            return SetKernel("1");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A kernel without IPv6 has nothing to turn off.
            return !Directory.Exists("/proc/sys/net/ipv6");
        }
    }

    private bool SetKernel(string value)
    {
        try
        {
            File.WriteAllText(_kernelSetting, value);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The interface has gone, or the setting is read-only.
            return false;
        }
    }
}
