using System;
using System.Runtime.InteropServices;
using McoaRouter.Boards.Linux.Native;

namespace McoaRouter.Boards.Linux.Network;

/// <summary>
/// One rtnetlink request as it is put together: <c>nlmsghdr</c> (16 octets), a fixed part of its kind, attributes
/// (length 16, type 16, value, filled up to 4 octets). All in the machine's byte order.
/// </summary>
internal sealed class NetlinkMessage
{
    public const int HeaderLength = 16;
    public const int TypeOffset = 4;
    public const int AttributeHeaderLength = 4;

    public const ushort Error = 2;
    public const ushort Done = 3;
    public const ushort NewLink = 16;
    public const ushort DeleteLink = 17;
    public const ushort GetLink = 18;
    public const ushort NewAddress = 20;
    public const ushort DeleteAddress = 21;
    public const ushort GetAddress = 22;
    public const ushort NewRoute = 24;
    public const ushort DeleteRoute = 25;
    public const ushort NewRule = 32;
    public const ushort DeleteRule = 33;

    public const ushort Request = 1;
    public const ushort Acknowledge = 4;
    public const ushort Dump = 0x300;
    public const ushort Create = 0x400;
    public const ushort Replace = 0x100;

    private const int FlagsOffset = 6;
    private const int Capacity = 256;

    private readonly byte[] _octets = new byte[Capacity];
    private int _length;

    /// <summary>Starts a request with its fixed part, to be filled through what is returned.</summary>
    public Span<byte> Begin(ushort type, ushort flags, int fixedLength)
    {
        Array.Clear(_octets);
        _length = HeaderLength + fixedLength;
        MemoryMarshal.Write(_octets.AsSpan(TypeOffset), type);
        MemoryMarshal.Write(_octets.AsSpan(FlagsOffset), (ushort)(flags | Request));
        return _octets.AsSpan(HeaderLength, fixedLength);
    }

    /// <summary>Adds an attribute of octets.</summary>
    public void Add(ushort type, ReadOnlySpan<byte> value)
    {
        MemoryMarshal.Write(_octets.AsSpan(_length), (ushort)(AttributeHeaderLength + value.Length));
        MemoryMarshal.Write(_octets.AsSpan(_length + 2), type);
        value.CopyTo(_octets.AsSpan(_length + AttributeHeaderLength));
        _length += Align(AttributeHeaderLength + value.Length);
    }

    /// <summary>Adds an attribute of 32 bits.</summary>
    public void Add(ushort type, int value)
    {
        Span<byte> octets = stackalloc byte[sizeof(int)];
        MemoryMarshal.Write(octets, value);
        Add(type, octets);
    }

    /// <summary>Sends it to the kernel.</summary>
    public unsafe bool Send(int socket)
    {
        MemoryMarshal.Write(_octets.AsSpan(), _length);
        LibC.SocketAddressNetlink kernel = default;
        kernel.Family = LibC.AddressFamilyNetlink;
        fixed (byte* octets = _octets)
        {
            return LibC.SendTo(socket, octets, _length, 0, &kernel, sizeof(LibC.SocketAddressNetlink)) == _length;
        }
    }

    /// <summary>Opens a netlink socket that hears the given groups.</summary>
    /// <exception cref="BoardException">It can't be opened.</exception>
    public static unsafe int Open(int type, uint groups)
    {
        int socket = LibC.Socket(LibC.AddressFamilyNetlink, LibC.SocketRaw | LibC.SocketCloseOnExec | type, 0);
        LibC.SocketAddressNetlink own = default;
        own.Family = LibC.AddressFamilyNetlink;
        own.Groups = groups;
        if (socket < 0 || LibC.Bind(socket, &own, sizeof(LibC.SocketAddressNetlink)) < 0)
        {
            throw BoardException.FromLastError("A netlink socket can't be opened");
        }

        return socket;
    }

    /// <summary>The length that messages and attributes are filled up to.</summary>
    public static int Align(int length)
    {
        return (length + 3) & ~3;
    }

    /// <summary>Reads 16 bits.</summary>
    public static int ReadUInt16(ReadOnlySpan<byte> octets)
    {
        return MemoryMarshal.Read<ushort>(octets);
    }

    /// <summary>Reads 32 bits.</summary>
    public static int ReadInt32(ReadOnlySpan<byte> octets)
    {
        return MemoryMarshal.Read<int>(octets);
    }
}
