using System;
using System.Buffers.Binary;
using System.Text;
using McoaRouter.Boards.Linux.Native;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// The tunnel port of UDP over IPv4 (RFC 5555 §4.1) at one address. The router and the home agent know whole IPv4
/// packets; the kernel takes the headers off and puts them on, so this does the opposite at its upper side. What a
/// fragmenting path took apart, the kernel has joined. The traffic class goes out, and is not told of what comes in. Many
/// datagrams of one size go out and come in in one piece; those have checksums, which one alone has not.
/// </summary>
public sealed class UdpSocket : IDisposable
{
    private const int HeadersLength = UdpEncapsulation.Length;
    private const int PortLength = 2;

    /// <summary>Octets of <c>struct sockaddr_in</c>.</summary>
    private const int SocketAddressOctets = 16;

    /// <summary>Fragments are allowed: nobody hears of a path that would need smaller packets.</summary>
    private const int WithoutPathMtuDiscovery = 0;

    private readonly byte[] _address = new byte[Ipv4Address.Length];
    private readonly byte[] _peer = new byte[Ipv4Address.Length];
    private readonly ReceiveBatch _received;
    private readonly SendBatch _queued;
    private int _trafficClass;

    /// <summary>Opens the socket; it receives from now on.</summary>
    /// <param name="address">The buffer that holds the 4 octets of the address that it sends from and receives at.</param>
    /// <param name="offset">Where the address starts.</param>
    /// <param name="device">The interface by which packets leave and come, or null for any.</param>
    /// <exception cref="BoardException">It can't be opened.</exception>
    public UdpSocket(byte[] address, int offset, string? device)
    {
        Array.Copy(address, offset, _address, 0, _address.Length);
        Descriptor = LibC.Socket(
            LibC.AddressFamilyInet, LibC.SocketDatagram | LibC.SocketNonBlocking | LibC.SocketCloseOnExec, 0);
        if (Descriptor < 0)
        {
            throw BoardException.FromLastError("A UDP socket can't be opened");
        }

        // The interface comes before the address: two uplinks may have the same one, each in a private network of its
        // own. A home agent's address may be there later than its program.
        bool ready = Set(LibC.SolSocket, LibC.OptionNoChecksum, 1)
            && Set(LibC.LevelIp, LibC.OptionMtuDiscover, WithoutPathMtuDiscovery)
            && Set(LibC.LevelIp, LibC.OptionFreeBind, 1)
            && (device == null || BindToDevice(device))
            && BindToAddress();
        if (!ready)
        {
            BoardException fault = BoardException.FromLastError(
                $"UDP port {UdpEncapsulation.Port} of {Ipv4AddressText.Write(_address, 0)} can't be opened");
            LibC.Close(Descriptor);
            throw fault;
        }

        SocketQueue.Widen(Descriptor);

        // Where the kernel knows it, datagrams come and go in pieces of up to 64 KB.
        bool takesPieces = Set(LibC.LevelUdp, LibC.OptionUdpSegment, 0);
        bool givesPieces = Set(LibC.LevelUdp, LibC.OptionUdpGro, 1);
        _received = givesPieces ? ReceiveBatch.ForPieces() : new ReceiveBatch(Limits.PacketOctets - HeadersLength);
        _queued = new SendBatch(Limits.PacketOctets, SocketAddressOctets, takesPieces);
    }

    /// <summary>Readable when a packet is there.</summary>
    public int Descriptor { get; }

    /// <summary>Whether packets were read that no <c>poll</c> tells of any more.</summary>
    public bool HasMore
    {
        get { return _received.HasMore; }
    }

    /// <summary>Packets that the kernel did not take.</summary>
    public long Dropped
    {
        get { return _queued.Dropped; }
    }

    /// <summary>Packets that were larger than a buffer and dropped.</summary>
    public long Oversized { get; private set; }

    /// <summary>
    /// Takes the next packet, with the headers that it came with: from its sender's address and port to ours. Allocates
    /// nothing.
    /// </summary>
    /// <returns>False where none is there.</returns>
    public unsafe bool TryReceive(PacketBuffer packet)
    {
        packet.Reset();
        while (_received.TryTake(Descriptor, out int length, out byte* name, out ReadOnlySpan<byte> octets))
        {
            if (length <= Limits.PacketOctets - HeadersLength)
            {
                octets.CopyTo(packet.Octets.AsSpan(packet.Start + HeadersLength));
                WriteHeaders(packet, length, (LibC.SocketAddressInet*)name);
                return packet.SetLength(HeadersLength + length);
            }

            Oversized++;
        }

        return false;
    }

    /// <summary>
    /// Sends the contents of an IPv4 packet with UDP within to the address and port in its headers. Allocates nothing
    /// and does not block.
    /// </summary>
    /// <returns>False where the kernel did not take it: no route, or its queue is full.</returns>
    public bool Send(PacketBuffer packet)
    {
        Flush();
        long dropped = Dropped;
        if (!Queue(packet))
        {
            return false;
        }

        Flush();
        return Dropped == dropped;
    }

    /// <summary>
    /// Sends a packet likewise, at <see cref="Flush"/> at the latest, together with others. What the kernel does not take
    /// then is counted.
    /// </summary>
    /// <returns>False where it is no such packet.</returns>
    public unsafe bool Queue(PacketBuffer packet)
    {
        if (packet.Length < HeadersLength)
        {
            return false;
        }

        int trafficClass = Ipv4Header.TrafficClass(packet.Octets, packet.Start);
        if (trafficClass != _trafficClass)
        {
            Flush();
            Set(LibC.LevelIp, LibC.OptionTypeOfService, trafficClass);
            _trafficClass = trafficClass;
        }

        ReadOnlySpan<byte> whole = packet.Octets.AsSpan(packet.Start, packet.Length);
        if (!_queued.TryAdd(Descriptor, whole[HeadersLength..], out byte* name))
        {
            return false;
        }

        LibC.SocketAddressInet* to = (LibC.SocketAddressInet*)name;
        to->Family = LibC.AddressFamilyInet;
        whole.Slice(Ipv4Header.DestinationOffset, Ipv4Address.Length).CopyTo(new Span<byte>(to->Address, Ipv4Address.Length));
        whole.Slice(UdpEncapsulation.DestinationPortOffset, PortLength).CopyTo(new Span<byte>(to->Port, PortLength));
        return true;
    }

    /// <summary>Sends what was queued, in its order.</summary>
    public void Flush()
    {
        _queued.Flush(Descriptor);
    }

    /// <summary>Closes the socket.</summary>
    public void Dispose()
    {
        LibC.Close(Descriptor);
    }

    private unsafe void WriteHeaders(PacketBuffer packet, int length, LibC.SocketAddressInet* from)
    {
        new ReadOnlySpan<byte>(from->Address, Ipv4Address.Length).CopyTo(_peer);
        int port = BinaryPrimitives.ReadUInt16BigEndian(new ReadOnlySpan<byte>(from->Port, PortLength));
        UdpEncapsulation.Write(
            packet.Octets, packet.Start, length, 0, 0, _peer, 0, port, _address, 0, UdpEncapsulation.Port);
    }

    private unsafe bool BindToAddress()
    {
        LibC.SocketAddressInet at = default;
        at.Family = LibC.AddressFamilyInet;
        BinaryPrimitives.WriteUInt16BigEndian(new Span<byte>(at.Port, PortLength), UdpEncapsulation.Port);
        _address.CopyTo(new Span<byte>(at.Address, Ipv4Address.Length));
        return LibC.Bind(Descriptor, &at, sizeof(LibC.SocketAddressInet)) == 0;
    }

    private unsafe bool BindToDevice(string device)
    {
        byte[] name = Encoding.ASCII.GetBytes(device + "\0");
        fixed (byte* text = name)
        {
            return LibC.SetOption(Descriptor, LibC.SolSocket, LibC.OptionBindToDevice, text, name.Length) == 0;
        }
    }

    private unsafe bool Set(int level, int option, int value)
    {
        return LibC.SetOption(Descriptor, level, option, &value, sizeof(int)) == 0;
    }
}
