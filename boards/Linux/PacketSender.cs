using System;
using System.Text;
using McoaRouter.Boards.Linux.Native;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// Sends whole IPv6 packets with their own header, through a raw socket (IPPROTO_RAW). The kernel finds the next hop by
/// its routes; bound to an interface, by those of that interface alone.
/// </summary>
public sealed class PacketSender : IDisposable
{
    /// <summary>Octets of <c>struct sockaddr_in6</c>.</summary>
    private const int SocketAddressOctets = 28;

    private readonly int _socket;
    private readonly SendBatch _batch = new(Limits.PacketOctets + Limits.HeadroomOctets, SocketAddressOctets);

    /// <summary>Opens the socket.</summary>
    /// <param name="device">The interface by which packets leave, or null for any.</param>
    /// <exception cref="BoardException">It can't be opened.</exception>
    public unsafe PacketSender(string? device)
    {
        _socket = LibC.Socket(
            LibC.AddressFamilyInet6,
            LibC.SocketRaw | LibC.SocketNonBlocking | LibC.SocketCloseOnExec,
            LibC.ProtocolRaw);
        if (_socket < 0)
        {
            throw BoardException.FromLastError("A raw socket can't be opened");
        }

        if (device == null)
        {
            return;
        }

        byte[] name = Encoding.ASCII.GetBytes(device + "\0");
        fixed (byte* text = name)
        {
            if (LibC.SetOption(_socket, LibC.SolSocket, LibC.OptionBindToDevice, text, name.Length) < 0)
            {
                BoardException fault = BoardException.FromLastError($"A socket can't be bound to '{device}'");
                LibC.Close(_socket);
                throw fault;
            }
        }
    }

    /// <summary>
    /// Says which source most packets have. The kernel goes by what is in them, but looks for a source for its routes with
    /// each packet unless the socket has one, which costs it more than the route. An address that isn't there yet is
    /// harmless.
    /// </summary>
    /// <param name="address">The buffer that holds the 16 octets of the address.</param>
    /// <param name="offset">Where the address starts.</param>
    public unsafe void From(byte[] address, int offset)
    {
        int free = 1;
        LibC.SetOption(_socket, LibC.LevelIpv6, LibC.OptionIpv6FreeBind, &free, sizeof(int));
        LibC.SocketAddressInet6 at = default;
        Write(&at, address, offset);
        LibC.Bind(_socket, &at, sizeof(LibC.SocketAddressInet6));
    }

    /// <summary>Queued packets that the kernel did not take.</summary>
    public long Dropped
    {
        get { return _batch.Dropped; }
    }

    /// <summary>
    /// Sends one packet to the destination in its header, behind what is queued. Allocates nothing and does not block.
    /// </summary>
    /// <returns>False where the kernel did not take it: no route, or its queue is full.</returns>
    public bool Send(PacketBuffer packet)
    {
        return Send(packet, packet.Octets, packet.Start + Ipv6Header.DestinationOffset);
    }

    /// <summary>Sends one packet by way of a router. Allocates nothing and does not block.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="nextHop">The buffer that holds the router's address.</param>
    /// <param name="offset">Where the address starts.</param>
    /// <returns>False where the kernel did not take it: no route, or its queue is full.</returns>
    public unsafe bool Send(PacketBuffer packet, byte[] nextHop, int offset)
    {
        Flush();
        LibC.SocketAddressInet6 to = default;
        Write(&to, nextHop, offset);
        fixed (byte* octets = packet.Octets)
        {
            byte* start = octets + packet.Start;
            nint sent = LibC.SendTo(
                _socket, start, packet.Length, LibC.MessageDontWait, &to, sizeof(LibC.SocketAddressInet6));
            return sent == packet.Length;
        }
    }

    /// <summary>
    /// Sends one packet to the destination in its header, at <see cref="Flush"/> at the latest, together with others.
    /// Allocates nothing and does not block. What the kernel does not take then is counted.
    /// </summary>
    /// <returns>False where it is larger than any packet.</returns>
    public unsafe bool Queue(PacketBuffer packet)
    {
        if (!_batch.TryAdd(_socket, packet.Octets.AsSpan(packet.Start, packet.Length), out byte* name))
        {
            return false;
        }

        Write((LibC.SocketAddressInet6*)name, packet.Octets, packet.Start + Ipv6Header.DestinationOffset);
        return true;
    }

    /// <summary>Sends what was queued. Packets of one destination leave in their order.</summary>
    public void Flush()
    {
        _batch.Flush(_socket);
    }

    /// <summary>Closes the socket; what is queued is lost.</summary>
    public void Dispose()
    {
        LibC.Close(_socket);
    }

    private static unsafe void Write(LibC.SocketAddressInet6* name, byte[] address, int offset)
    {
        name->Family = LibC.AddressFamilyInet6;
        address.AsSpan(offset, Ipv6Address.Length).CopyTo(new Span<byte>(name->Address, Ipv6Address.Length));
    }
}
