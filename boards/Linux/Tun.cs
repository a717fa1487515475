using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using McoaRouter.Boards.Linux.Native;
using McoaRouter.Boards.Linux.Network;
using McoaRouter.Boards.Linux.Segments;
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
    private const short TunWithOffloadHeader = 0x0001 | 0x1000 | 0x4000;
    private const nuint OffloadTcp = 0x01 | 0x04 | 0x08;
    private const nuint OffloadUdp = 0x20 | 0x40;

    private readonly NetworkConfigurator _network;
    private readonly SegmentSplitter _splitter = new();
    private readonly SegmentJoiner _joiner;

    /// <summary>Makes the interface, up, with no address of its own.</summary>
    /// <param name="name">Its name; <c>%d</c> in it stands for the first number that is free.</param>
    /// <param name="maximumTransmissionUnit">Octets of its largest packet.</param>
    /// <param name="network">What configures it.</param>
    /// <exception cref="BoardException">It can't be made.</exception>
    public Tun(string name, int maximumTransmissionUnit, NetworkConfigurator network)
        : this(name, maximumTransmissionUnit, network, OffloadTcp)
    {
    }

    /// <summary>Makes it with other offloads than usual.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="maximumTransmissionUnit">Octets of its largest packet.</param>
    /// <param name="network">What configures it.</param>
    /// <param name="offloads">The least that is asked for (<c>TUN_F_...</c>).</param>
    internal Tun(string name, int maximumTransmissionUnit, NetworkConfigurator network, nuint offloads)
    {
        _network = network;
        Descriptor = LibC.Open(
            "/dev/net/tun", LibC.OpenReadWrite | LibC.OpenNonBlocking | LibC.OpenCloseOnExec);
        if (Descriptor < 0)
        {
            throw BoardException.FromLastError("The TUN device /dev/net/tun can't be opened");
        }

        Name = Attach(name);
        bool udp = Offload(offloads | OffloadUdp);
        bool tcp = udp || Offload(offloads);
        Notice = tcp
            ? null
            : $"{Name}: the kernel refuses offloads ({Marshal.GetLastPInvokeErrorMessage()}), and each packet is carried by "
                + "itself.";
        _joiner = new SegmentJoiner(Descriptor, tcp, udp);
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

    /// <summary>What an operator should know, or null.</summary>
    public string? Notice { get; }

    /// <summary>Whether packets were read that no <c>poll</c> tells of any more.</summary>
    public bool HasMore
    {
        get { return _splitter.HasMore; }
    }

    /// <summary>Packets that the kernel gave and no buffer holds.</summary>
    public long Oversized { get; private set; }

    /// <summary>Packets that the kernel did not take in the end.</summary>
    public long Dropped
    {
        get { return _joiner.Dropped; }
    }

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
        while (!_splitter.HasMore)
        {
            nint length = LibC.Read(Descriptor, _splitter.Memory, _splitter.Capacity);
            if (length < 0 && Marshal.GetLastPInvokeError() == LibC.BadDescriptorState)
            {
                throw new BoardException($"The TUN interface '{Name}' was removed by somebody else.");
            }

            if (length < 0)
            {
                packet.Reset();
                return false;
            }

            Oversized += _splitter.TryLoad((int)length) ? 0 : 1;
        }

        return _splitter.TryNext(packet);
    }

    /// <summary>
    /// Sends a packet, which may wait for others of its flow until <see cref="Flush"/>. Allocates nothing.
    /// </summary>
    /// <returns>False where it is known that the kernel did not take it.</returns>
    public bool Send(PacketBuffer packet)
    {
        return _joiner.Send(packet.Octets.AsSpan(packet.Start, packet.Length));
    }

    /// <summary>Sends what waits.</summary>
    public void Flush()
    {
        _joiner.Flush();
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
        *(short*)(request + InterfaceNameOctets) = TunWithOffloadHeader;
        if (LibC.Control(Descriptor, LibC.RequestTunSetInterface, request) < 0)
        {
            string reason = Marshal.GetLastPInvokeErrorMessage();
            LibC.Close(Descriptor);
            throw new BoardException($"The TUN interface '{name}' can't be made: {reason}.");
        }

        return Marshal.PtrToStringUTF8((nint)request)!;
    }

    /// <summary>Asks the kernel not to take its packets apart, nor to make their checksums, before they come here.</summary>
    private unsafe bool Offload(nuint offloads)
    {
        return LibC.Control(Descriptor, LibC.RequestTunSetOffload, (void*)offloads) >= 0;
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
