using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using McoaRouter.Boards.Linux.Native;
using McoaRouter.Boards.Linux.Network;
using McoaRouter.Links;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// A TUN interface: what the kernel routes into it is received here, and what is sent here the kernel takes as
/// received. It is gone when it is closed.
/// </summary>
public sealed class Tun : ILink, IDisposable
{
    private const int InterfaceNameOctets = 16;
    private const int InterfaceRequestOctets = 40;
    private const short TunWithoutPacketInformation = 0x0001 | 0x1000;

    private readonly NetworkConfigurator _network;

    /// <summary>Makes the interface, up, with no address of its own.</summary>
    /// <param name="name">Its name; <c>%d</c> in it stands for the first number that is free.</param>
    /// <param name="maximumTransmissionUnit">Octets of its largest packet.</param>
    /// <param name="network">What configures it.</param>
    /// <exception cref="BoardException">It can't be made.</exception>
    public Tun(string name, int maximumTransmissionUnit, NetworkConfigurator network)
    {
        _network = network;
        Descriptor = LibC.Open(
            "/dev/net/tun", LibC.OpenReadWrite | LibC.OpenNonBlocking | LibC.OpenCloseOnExec);
        if (Descriptor < 0)
        {
            throw BoardException.FromLastError("The TUN device /dev/net/tun can't be opened");
        }

        Name = Attach(name);
        Silence(Name);
        InterfaceIndex = NetworkConfigurator.IndexOf(Name);
        try
        {
            SetMaximumTransmissionUnit(maximumTransmissionUnit);
        }
        catch (BoardException)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The interface's name.</summary>
    public string Name { get; }

    /// <summary>The interface's number.</summary>
    public int InterfaceIndex { get; }

    /// <summary>Readable when a packet is there.</summary>
    public int Descriptor { get; }

    /// <inheritdoc/>
    public int MaximumTransmissionUnit { get; private set; }

    /// <summary>Changes the size of the largest packet; nothing happens where it is that already.</summary>
    public void SetMaximumTransmissionUnit(int octets)
    {
        if (octets != MaximumTransmissionUnit)
        {
            MaximumTransmissionUnit = octets;
            _network.SetLinkUp(InterfaceIndex, octets);
        }
    }

    /// <summary>Takes the next packet. Allocates nothing.</summary>
    /// <returns>False where none is there.</returns>
    /// <exception cref="BoardException">Somebody has removed the interface.</exception>
    public unsafe bool TryReceive(PacketBuffer packet)
    {
        packet.Reset();
        fixed (byte* octets = packet.Octets)
        {
            nint length = LibC.Read(Descriptor, octets + packet.Start, Limits.PacketOctets);
            if (length < 0 && Marshal.GetLastPInvokeError() == LibC.BadDescriptorState)
            {
                throw new BoardException($"The TUN interface '{Name}' was removed by somebody else.");
            }

            return length >= 0 && packet.SetLength((int)length);
        }
    }

    /// <inheritdoc/>
    public unsafe bool Send(PacketBuffer packet)
    {
        fixed (byte* octets = packet.Octets)
        {
            return LibC.Write(Descriptor, octets + packet.Start, packet.Length) == packet.Length;
        }
    }

    /// <summary>Closes and so removes the interface.</summary>
    public void Dispose()
    {
        LibC.Close(Descriptor);
    }

    private unsafe string Attach(string name)
    {
        byte* request = stackalloc byte[InterfaceRequestOctets];
        new Span<byte>(request, InterfaceRequestOctets).Clear();
        Encoding.ASCII.GetBytes(name, new Span<byte>(request, InterfaceNameOctets - 1));
        *(short*)(request + InterfaceNameOctets) = TunWithoutPacketInformation;
        if (LibC.Control(Descriptor, LibC.RequestTunSetInterface, request) < 0)
        {
            string reason = Marshal.GetLastPInvokeErrorMessage();
            LibC.Close(Descriptor);
            throw new BoardException($"The TUN interface '{name}' can't be made: {reason}.");
        }

        return Marshal.PtrToStringUTF8((nint)request)!;
    }

    /// <summary>
    /// Keeps the kernel from taking a link-local address and looking for routers: nobody is at the other end.
    /// </summary>
    private static void Silence(string name)
    {
        string settings = $"/proc/sys/net/ipv6/conf/{name}/";
        try
        {
            File.WriteAllText(settings + "addr_gen_mode", "1");
            File.WriteAllText(settings + "accept_ra", "0");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Read-only /proc: the kernel's own packets are then refused and counted by the router.
        }
    }
}
