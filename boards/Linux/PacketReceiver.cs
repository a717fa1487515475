using System;
using System.Buffers.Binary;
using System.Net;
using McoaRouter.Boards.Linux.Native;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// Receives whole IPv6 packets as they come off the interface, header and extension headers included, before the
/// kernel's own IPv6 judges them (a kernel without Mobile IPv6 throws away what has a Home Address option or a type 2
/// routing header). A filter in the kernel lets through what is for one address and for this program, so the rest of
/// the traffic costs nothing.
/// </summary>
public sealed class PacketReceiver : IDisposable
{
    private const ushort LoadWord = 0x20;
    private const ushort LoadOctet = 0x30;
    private const ushort JumpIfEqual = 0x15;
    private const ushort Return = 0x06;
    private const uint InterfaceIndexOffset = 0xFFFF_F008;
    private const int AddressWords = 4;
    private const int ReceiveBufferOctets = 1 << 20;

    private static readonly int[] s_protocols =
    [
        ProtocolNumbers.Ipv6, ProtocolNumbers.Routing, ProtocolNumbers.DestinationOptions, ProtocolNumbers.Mobility,
    ];

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

    /// <summary>
    /// From now on takes packets for one address: tunnelled packets, those with a routing header or destination
    /// options, and Mobility Header messages.
    /// </summary>
    /// <param name="address">The 16 octets of the address.</param>
    /// <param name="interfaceIndex">The interface, or 0 for all.</param>
    /// <param name="exceptInterfaceIndex">An interface that is left out, or 0.</param>
    /// <exception cref="BoardException">The kernel refuses.</exception>
    public unsafe void Accept(byte[] address, int interfaceIndex, int exceptInterfaceIndex)
    {
        LibC.FilterInstruction[] instructions = Filter(address, exceptInterfaceIndex);
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

    /// <summary>
    /// The filter: not the interface that is left out, the destination address word by word, and one of the protocols.
    /// Offsets count from the IPv6 header.
    /// </summary>
    private static LibC.FilterInstruction[] Filter(byte[] address, int exceptInterfaceIndex)
    {
        int length = 2 + (2 * AddressWords) + 1 + s_protocols.Length + 2;
        int refuse = length - 1;
        int accept = length - 2;
        LibC.FilterInstruction[] filter = new LibC.FilterInstruction[length];
        int at = 0;
        filter[at++] = new() { Code = LoadWord, Operand = InterfaceIndexOffset };
        filter[at] = Jump((uint)exceptInterfaceIndex, refuse - at - 1, 0);
        at++;
        for (int word = 0; word < AddressWords; word++)
        {
            filter[at++] = new() { Code = LoadWord, Operand = (uint)(Ipv6Header.DestinationOffset + (4 * word)) };
            filter[at] = Jump(BinaryPrimitives.ReadUInt32BigEndian(address.AsSpan(4 * word)), 0, refuse - at - 1);
            at++;
        }

        filter[at++] = new() { Code = LoadOctet, Operand = Ipv6Header.NextHeaderOffset };
        for (int i = 0; i < s_protocols.Length; i++)
        {
            bool last = i == s_protocols.Length - 1;
            filter[at] = Jump((uint)s_protocols[i], accept - at - 1, last ? refuse - at - 1 : 0);
            at++;
        }

        filter[at++] = new() { Code = Return, Operand = uint.MaxValue };
        filter[at] = new() { Code = Return, Operand = 0 };
        return filter;
    }

    private static LibC.FilterInstruction Jump(uint value, int ifEqual, int otherwise)
    {
        return new()
        {
            Code = JumpIfEqual,
            JumpTrue = (byte)ifEqual,
            JumpFalse = (byte)otherwise,
            Operand = value,
        };
    }
}
