using System;
using System.Net;
using McoaRouter.Boards.Linux.Native;
using McoaRouter.Links;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// Receives whole IPv6 packets as they come off the interface, header and extension headers included, before the
/// kernel's own IPv6 judges them (a kernel without Mobile IPv6 throws away what has a Home Address option or a type 2
/// routing header). A filter in the kernel lets through what is for this program, so the rest of the traffic costs
/// nothing.
/// </summary>
public sealed class PacketReceiver : IDisposable
{
    private const int ReceiveBufferOctets = 1 << 20;

    /// <summary>Opens the socket. It receives nothing before <see cref="Accept"/>.</summary>
    /// <exception cref="BoardException">It can't be opened.</exception>
    public unsafe PacketReceiver()
    {
        // Protocol 0: no packet comes in before there is a filter.
        Descriptor = LibC.Socket(
            LibC.AddressFamilyPacket, LibC.SocketDatagram | LibC.SocketNonBlocking | LibC.SocketCloseOnExec, 0);
        if (Descriptor < 0)
        {
            throw BoardException.FromLastError("A packet socket can't be opened");
        }

        int size = ReceiveBufferOctets;
        LibC.SetOption(Descriptor, LibC.SolSocket, LibC.OptionReceiveBuffer, &size, sizeof(int));
    }

    /// <summary>Readable when a packet is there.</summary>
    public int Descriptor { get; }

    /// <summary>Packets that were larger than a buffer and dropped.</summary>
    public long Oversized { get; private set; }

    /// <summary>From now on takes what a filter takes.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="interfaceIndex">The interface, or 0 for all.</param>
    /// <exception cref="BoardException">The kernel refuses.</exception>
    public unsafe void Accept(PacketFilter filter, int interfaceIndex)
    {
        LibC.FilterInstruction[] instructions = filter.ToProgram();
        fixed (LibC.FilterInstruction* first = instructions)
        {
            LibC.FilterProgram program = new() { Length = (ushort)instructions.Length, Instructions = first };
            if (LibC.SetOption(
                Descriptor, LibC.SolSocket, LibC.OptionAttachFilter, &program, sizeof(LibC.FilterProgram)) < 0)
            {
                throw BoardException.FromLastError("A packet filter can't be set");
            }
        }

        LibC.SocketAddressPacket at = default;
        at.Family = LibC.AddressFamilyPacket;
        at.ProtocolNetworkOrder = (ushort)IPAddress.HostToNetworkOrder(unchecked((short)LibC.EtherTypeIpv6));
        at.InterfaceIndex = interfaceIndex;
        if (LibC.Bind(Descriptor, &at, sizeof(LibC.SocketAddressPacket)) < 0)
        {
            throw BoardException.FromLastError("A packet socket can't be bound");
        }
    }

    /// <summary>Takes the next packet. Allocates nothing.</summary>
    /// <returns>False where none is there.</returns>
    public unsafe bool TryReceive(PacketBuffer packet)
    {
        packet.Reset();
        fixed (byte* octets = packet.Octets)
        {
            while (true)
            {
                nint length = LibC.Receive(
                    Descriptor, octets + packet.Start, Limits.PacketOctets, LibC.MessageTruncated);
                if (length < 0)
                {
                    return false;
                }

                if (length <= Limits.PacketOctets)
                {
                    return packet.SetLength((int)length);
                }

                Oversized++;
            }
        }
    }

    /// <summary>Closes the socket.</summary>
    public void Dispose()
    {
        LibC.Close(Descriptor);
    }
}
