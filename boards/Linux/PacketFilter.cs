using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using McoaRouter.Boards.Linux.Native;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// What a <see cref="PacketReceiver"/> takes: a program of the kernel's classic packet filter, put together from rules
/// of which one must hold. Offsets count from the IPv6 header.
/// </summary>
public sealed class PacketFilter
{
    private const ushort LoadWord = 0x20;
    private const ushort LoadOctet = 0x30;
    private const ushort JumpIfEqual = 0x15;
    private const ushort Return = 0x06;
    private const uint InterfaceIndexOffset = 0xFFFF_F008;
    private const int AddressWords = 4;

    private static readonly int[] s_tunnelsAndMobility =
    [
        ProtocolNumbers.Ipv6, ProtocolNumbers.Routing, ProtocolNumbers.DestinationOptions, ProtocolNumbers.Mobility,
    ];

    private static readonly int[] s_answersAndErrors =
    [
        Icmpv6.HomeAgentDiscoveryReply, Icmpv6.MobilePrefixAdvertisement, Icmpv6Error.DestinationUnreachable,
        Icmpv6Error.PacketTooBig, Icmpv6Error.TimeExceeded, Icmpv6Error.ParameterProblem,
    ];

    private readonly List<LibC.FilterInstruction> _instructions = [];

    /// <summary>
    /// The packets of a router: to its care-of address tunnelled ones, those with a routing header or destination
    /// options, Mobility Header messages, what discovery answers and ICMPv6 errors; to its home address, where it is on the
    /// home link, Mobility Header messages: the rest is the kernel's.
    /// </summary>
    /// <param name="careOfAddress">The 16 octets of the care-of address.</param>
    /// <param name="homeAddress">The 16 octets of the home address, or null away from the home link.</param>
    public static PacketFilter ForRouter(byte[] careOfAddress, byte[]? homeAddress)
    {
        PacketFilter filter = new();
        if (homeAddress != null)
        {
            filter.Take(homeAddress, [ProtocolNumbers.Mobility], []);
        }

        filter.Take(careOfAddress, s_tunnelsAndMobility, s_answersAndErrors);
        return filter;
    }

    /// <summary>
    /// The packets of a home agent: to its own address tunnelled ones, mobility messages, prefix solicitations and errors
    /// about its tunnels; discovery's questions to all home agents.
    /// </summary>
    /// <param name="address">The 16 octets of its address.</param>
    /// <param name="anycast">The 16 octets of the home agents anycast address, or null.</param>
    /// <param name="exceptInterface">An interface that is left out.</param>
    public static PacketFilter ForHomeAgent(byte[] address, byte[]? anycast, int exceptInterface)
    {
        PacketFilter filter = new();
        filter.Except(exceptInterface);
        filter.Take(
            address,
            s_tunnelsAndMobility,
            [
                Icmpv6.MobilePrefixSolicitation, Icmpv6Error.DestinationUnreachable, Icmpv6Error.PacketTooBig,
                Icmpv6Error.TimeExceeded,
            ]);
        if (anycast != null)
        {
            filter.Take(anycast, [], [Icmpv6.HomeAgentDiscoveryRequest]);
        }

        return filter;
    }

    /// <summary>
    /// The packets of a correspondent: those with destination options, Mobility Header messages, and errors about what
    /// was sent straight to a care-of address. The rest is the kernel's.
    /// </summary>
    /// <param name="address">The 16 octets of its address.</param>
    /// <param name="exceptInterface">An interface that is left out.</param>
    public static PacketFilter ForCorrespondent(byte[] address, int exceptInterface)
    {
        PacketFilter filter = new();
        filter.Except(exceptInterface);
        filter.Take(
            address,
            [ProtocolNumbers.DestinationOptions, ProtocolNumbers.Mobility],
            [Icmpv6Error.DestinationUnreachable]);
        return filter;
    }

    /// <summary>No packet at all.</summary>
    public static PacketFilter Nothing()
    {
        return new PacketFilter();
    }

    /// <summary>Neighbor Solicitations, to whatever address.</summary>
    public static PacketFilter ForSolicitations()
    {
        PacketFilter filter = new();
        filter.Take(null, [], [NeighborSolicitation.Type]);
        return filter;
    }

    /// <summary>The whole program: what no rule took is refused.</summary>
    internal LibC.FilterInstruction[] ToProgram()
    {
        return [.. _instructions, new() { Code = Return, Operand = 0 }];
    }

    private void Except(int interfaceIndex)
    {
        _instructions.Add(new() { Code = LoadWord, Operand = InterfaceIndexOffset });
        _instructions.Add(Jump((uint)interfaceIndex, 0, 1));
        ReturnVerdict(false);
    }

    /// <summary>Takes what is for an address and of one of these protocols or ICMPv6 types.</summary>
    private void Take(byte[]? address, int[] protocols, int[] types)
    {
        // Each value that fits jumps to the verdict at the end, whose distance is known from what follows.
        int checks = types.Length == 0 ? protocols.Length : protocols.Length + 2 + types.Length;
        int left = 1 + checks;
        for (int word = 0; address != null && word < AddressWords; word++)
        {
            int behind = (2 * (AddressWords - 1 - word)) + left + 1;
            _instructions.Add(
                new() { Code = LoadWord, Operand = (uint)(Ipv6Header.DestinationOffset + (4 * word)) });
            _instructions.Add(Jump(BinaryPrimitives.ReadUInt32BigEndian(address.AsSpan(4 * word)), 0, behind));
        }

        _instructions.Add(new() { Code = LoadOctet, Operand = Ipv6Header.NextHeaderOffset });
        left--;
        for (int i = 0; i < protocols.Length; i++)
        {
            left--;
            _instructions.Add(Jump((uint)protocols[i], left, left == 0 ? 1 : 0));
        }

        if (types.Length > 0)
        {
            left--;
            _instructions.Add(Jump(ProtocolNumbers.Icmpv6, 0, left + 1));
            left--;
            _instructions.Add(new() { Code = LoadOctet, Operand = Ipv6Header.Length });
            for (int i = 0; i < types.Length; i++)
            {
                left--;
                _instructions.Add(Jump((uint)types[i], left, left == 0 ? 1 : 0));
            }
        }

        ReturnVerdict(true);
    }

    private void ReturnVerdict(bool taken)
    {
        _instructions.Add(new() { Code = Return, Operand = taken ? uint.MaxValue : 0 });
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
