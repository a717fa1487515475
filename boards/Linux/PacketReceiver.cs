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
    private readonly ReceiveBatch _batch = new(Limits.PacketOctets);

    /// <summary>Opens the socket. It receives nothing before <see cref="Accept"/>.</summary>
    /// <exception cref="BoardException">It can't be opened.</exception>
    public PacketReceiver()
    {
        // Protocol 0: no packet comes in before there is a filter.
        Descriptor = LibC.Socket(
            LibC.AddressFamilyPacket, LibC.SocketDatagram | LibC.SocketNonBlocking | LibC.SocketCloseOnExec, 0);
        if (Descriptor < 0)
        {
            throw BoardException.FromLastError("A packet socket can't be opened");
        }

        SocketQueue.Widen(Descriptor);
    }

    /// <summary>Readable when a packet is there.</summary>
    public int Descriptor { get; }

    /// <summary>Whether packets were read that no <c>poll</c> tells of any more.</summary>
    public bool HasMore
    {
        get { return _batch.HasMore; }
    }

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
        while (_batch.TryTake(Descriptor, out int length, out _, out ReadOnlySpan<byte> octets))
        {
            if (length <= Limits.PacketOctets)
            {
                octets.CopyTo(packet.Octets.AsSpan(packet.Start));
                return packet.SetLength(length);
            }

            Oversized++;
        }

        return false;
    }

    /// <summary>Closes the socket.</summary>
    public void Dispose()
    {
        LibC.Close(Descriptor);
    }
}
