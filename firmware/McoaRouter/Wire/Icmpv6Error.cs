using System;

namespace McoaRouter.Wire;

/// <summary>
/// ICMPv6 errors (RFC 4443 §3): the whole packet, with as much of the offending one as fits into the smallest MTU.
/// <code>
/// +---------------+---------------+-------------------------------+
/// |     type      |     code      |           checksum            |
/// +---------------+---------------+-------------------------------+
/// |           MTU (type 2), pointer (type 4), or unused           |
/// +---------------------------------------------------------------+
/// |                      the offending packet                     |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public static class Icmpv6Error
{
    /// <summary>Type: destination unreachable.</summary>
    public const int DestinationUnreachable = 1;

    /// <summary>Type: packet too big.</summary>
    public const int PacketTooBig = 2;

    /// <summary>Type: time exceeded.</summary>
    public const int TimeExceeded = 3;

    /// <summary>Type: parameter problem; the field that is otherwise the MTU points at the octet.</summary>
    public const int ParameterProblem = 4;

    /// <summary>Code of <see cref="ParameterProblem"/>: a header field has an erroneous value.</summary>
    public const int ErroneousField = 0;

    /// <summary>Code of <see cref="ParameterProblem"/>: a next header value is not known.</summary>
    public const int UnrecognizedNextHeader = 1;

    /// <summary>Code of <see cref="ParameterProblem"/>: an option is not known.</summary>
    public const int UnrecognizedOption = 2;

    /// <summary>Where the packet that an error is about starts in the message.</summary>
    public const int InvokingPacketOffset = 8;

    /// <summary>Code of <see cref="DestinationUnreachable"/>: no route.</summary>
    public const int NoRoute = 0;

    /// <summary>Code of <see cref="DestinationUnreachable"/>: the address can't be reached.</summary>
    public const int AddressUnreachable = 3;

    /// <summary>Code of <see cref="DestinationUnreachable"/>: the source address failed a policy.</summary>
    public const int SourcePolicy = 5;

    /// <summary>Code of <see cref="TimeExceeded"/>: the hop limit ran out.</summary>
    public const int HopLimitExceeded = 0;

    private const int MtuOffset = 4;
    private const int PointerOffset = 4;
    private const int FirstInformational = 128;

    /// <summary>The MTU that a <see cref="PacketTooBig"/> states, in octets.</summary>
    public static uint Mtu(byte[] buffer, int offset)
    {
        return BigEndian.ReadUInt32(buffer, offset + MtuOffset);
    }

    /// <summary>
    /// Whether the packet may be answered by an error (RFC 4443 §2.4 e): no error itself, from a unicast source, not to
    /// a multicast group.
    /// </summary>
    public static bool MayAnswer(Ipv6Packet packet)
    {
        if (!Ipv6Address.IsRoutable(packet.Buffer, packet.SourceOffset)
            || Ipv6Address.IsMulticast(packet.Buffer, packet.DestinationOffset))
        {
            return false;
        }

        return packet.Protocol != ProtocolNumbers.Icmpv6 || (packet.PayloadLength > 0 && !IsError(packet));
    }

    /// <summary>Whether an ICMPv6 message is an error (RFC 4443 §2.1).</summary>
    /// <param name="packet">The packet that ends with it.</param>
    public static bool IsError(Ipv6Packet packet)
    {
        return packet.PayloadLength > 0 && packet.Buffer[packet.PayloadOffset] < FirstInformational;
    }

    /// <summary>
    /// Whether a message, whose checksum was checked, says that its sender does not know the Mobility Header: a
    /// Parameter Problem with code 1 about a packet whose next header value at the pointer is that (RFC 6275 §11.3.5).
    /// </summary>
    public static bool IsUnrecognizedMobilityHeader(Ipv6Packet packet)
    {
        byte[] buffer = packet.Buffer;
        int at = packet.PayloadOffset;
        if (packet.PayloadLength < InvokingPacketOffset + Ipv6Header.Length
            || Icmpv6.Type(buffer, at) != ParameterProblem
            || buffer[at + Icmpv6.CodeOffset] != UnrecognizedNextHeader)
        {
            return false;
        }

        uint pointer = BigEndian.ReadUInt32(buffer, at + PointerOffset);
        return pointer < packet.PayloadLength - InvokingPacketOffset
            && buffer[at + InvokingPacketOffset + (int)pointer] == ProtocolNumbers.Mobility;
    }

    /// <summary>Writes an error about a packet.</summary>
    /// <param name="buffer">Where to write; must have <see cref="Limits.MinimumMtu"/> octets.</param>
    /// <param name="offset">Where the IPv6 header starts.</param>
    /// <param name="type">The ICMPv6 type.</param>
    /// <param name="code">The ICMPv6 code.</param>
    /// <param name="mtu">The MTU in octets for <see cref="PacketTooBig"/>, where the erroneous field stands in the
    /// packet for <see cref="ParameterProblem"/>, otherwise 0.</param>
    /// <param name="source">The 16 octets of the address that the error comes from.</param>
    /// <param name="offending">The packet that it answers.</param>
    /// <returns>Octets of the whole packet.</returns>
    public static int Write(
        byte[] buffer,
        int offset,
        int type,
        int code,
        int mtu,
        byte[] source,
        Ipv6Packet offending)
    {
        int room = Limits.MinimumMtu - Ipv6Header.Length - InvokingPacketOffset;
        int copied = offending.Length < room ? offending.Length : room;
        int length = InvokingPacketOffset + copied;
        int at = offset + Ipv6Header.Length;
        Ipv6Header.Write(
            buffer,
            offset,
            0,
            length,
            ProtocolNumbers.Icmpv6,
            source,
            0,
            offending.Buffer,
            offending.SourceOffset);
        buffer[at] = (byte)type;
        buffer[at + Icmpv6.CodeOffset] = (byte)code;
        BigEndian.WriteUInt32(buffer, at + MtuOffset, mtu);
        Array.Copy(offending.Buffer, offending.Offset, buffer, at + InvokingPacketOffset, copied);
        Icmpv6.Finish(
            buffer,
            at,
            at + length,
            buffer,
            offset + Ipv6Header.SourceOffset,
            buffer,
            offset + Ipv6Header.DestinationOffset);
        return Ipv6Header.Length + length;
    }
}
