using System;
using System.Runtime.InteropServices;
using McoaRouter.Boards.Linux.Native;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Linux.Network;

/// <summary>The multicast groups and anycast addresses of one interface that the kernel keeps for us.</summary>
public sealed unsafe class GroupMembership : IDisposable
{
    private readonly int _interfaceIndex;
    private readonly int _socket;
    private int _allGroups = -1;

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
    /// <returns>False where the kernel keeps no more groups.</returns>
    public bool JoinGroup(byte[] group)
    {
        return Join(LibC.OptionJoinGroup, group) || Marshal.GetLastPInvokeError() == LibC.AddressInUse;
    }

    /// <summary>
    /// Receives what is for any multicast group that comes to the interface; a switch may send it the groups alone that it
    /// has heard of.
    /// </summary>
    public void ReceiveAllGroups()
    {
        if (_allGroups >= 0)
        {
            return;
        }

        // Of protocol 0: it receives nothing itself.
        _allGroups = LibC.Socket(LibC.AddressFamilyPacket, LibC.SocketDatagram | LibC.SocketCloseOnExec, 0);
        LibC.PacketMembership all = new() { InterfaceIndex = _interfaceIndex, Type = LibC.MembershipAllMulticast };
        _ = LibC.SetOption(
            _allGroups, LibC.SolPacket, LibC.OptionAddMembership, &all, sizeof(LibC.PacketMembership));
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
        if (_allGroups >= 0)
        {
            LibC.Close(_allGroups);
        }
    }

    private bool Join(int option, byte[] address)
    {
        LibC.GroupRequest request = default;
        request.InterfaceIndex = _interfaceIndex;
        address.AsSpan(0, Ipv6Address.Length).CopyTo(new Span<byte>(request.Address, Ipv6Address.Length));
        return LibC.SetOption(_socket, LibC.LevelIpv6, option, &request, sizeof(LibC.GroupRequest)) == 0;
    }
}
