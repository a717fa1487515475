using System;
using McoaRouter.Boards.Linux.Native;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Linux.Network;

/// <summary>The multicast groups and anycast addresses of one interface that the kernel keeps for us.</summary>
public sealed unsafe class GroupMembership : IDisposable
{
    private readonly int _interfaceIndex;
    private readonly int _socket;

    /// <summary>No membership yet.</summary>
    /// <exception cref="BoardException">The kernel refuses.</exception>
    public GroupMembership(int interfaceIndex)
    {
        _interfaceIndex = interfaceIndex;
        _socket = LibC.Socket(LibC.AddressFamilyInet6, LibC.SocketDatagram | LibC.SocketCloseOnExec, 0);
        if (_socket < 0)
        {
            throw BoardException.FromLastError("A socket can't be opened");
        }
    }

    /// <summary>Receives what is for a multicast group; harmless where it does already.</summary>
    public void JoinGroup(byte[] group)
    {
        _ = Join(LibC.OptionJoinGroup, group);
    }

    /// <summary>
    /// Has an anycast address: the kernel answers solicitations for it, as it must for an anycast address, and takes its
    /// packets.
    /// </summary>
    /// <exception cref="BoardException">The kernel refuses.</exception>
    public void JoinAnycast(byte[] address)
    {
        if (!Join(LibC.OptionJoinAnycast, address))
        {
            throw BoardException.FromLastError("The home agents anycast address can't be taken");
        }
    }

    /// <summary>Leaves all.</summary>
    public void Dispose()
    {
        LibC.Close(_socket);
    }

    private bool Join(int option, byte[] address)
    {
        LibC.GroupRequest request = default;
        request.InterfaceIndex = _interfaceIndex;
        address.AsSpan(0, Ipv6Address.Length).CopyTo(new Span<byte>(request.Address, Ipv6Address.Length));
        return LibC.SetOption(_socket, LibC.LevelIpv6, option, &request, sizeof(LibC.GroupRequest)) == 0;
    }
}
