using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Simulation;

/// <summary>
/// A packet of the streams: UDP over IPv6, with what its receiver measures by.
/// <code>
/// +-------------------------------+-------------------------------+
/// |          source port          |       destination port        |
/// |            length             |           checksum            |
/// +-------------------------------+-------------------------------+
/// |                        sequence number                        |
/// |              microseconds since the start, 64 bits            |
/// |                     zeroes up to 64 octets                    |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public static class StreamPacket
{
    /// <summary>Octets of the whole packet.</summary>
    public const int Length = Ipv6Header.Length + UdpLength;

    /// <summary>The correspondent's port of the streams.</summary>
    internal const int CorrespondentPort = 5004;
    private const int PassengerPort = 5006;
    private const int RouterPort = 5008;
    private const int DestinationPortOffset = 2;
    private const int LengthOffset = 4;
    private const int ChecksumOffset = 6;
    private const int SequenceOffset = 8;
    private const int TimeOffset = 12;
    private const int UdpLength = 8 + 64;
    private const int NoChecksum = 0;
    private const int ZeroAsSent = 0xFFFF;

    /// <summary>Writes a packet into a buffer.</summary>
    /// <param name="packet">The buffer.</param>
    /// <param name="direction">The stream.</param>
    /// <param name="sequence">Its number in the stream.</param>
    /// <param name="source">The 16 octets of the sender's address.</param>
    /// <param name="destination">The 16 octets of the receiver's address.</param>
    /// <param name="now">us.</param>
    public static void Write(
        PacketBuffer packet,
        TrafficDirection direction,
        int sequence,
        byte[] source,
        byte[] destination,
        long now)
    {
        bool up = direction == TrafficDirection.Up;
        int from = up ? PassengerPort : CorrespondentPort;
        int to = up ? CorrespondentPort : PassengerPort;
        Write(packet, from, to, sequence, source, destination, now);
    }

    /// <summary>Writes a packet of the router's own traffic into a buffer, in either direction.</summary>
    /// <param name="packet">The buffer.</param>
    /// <param name="sequence">Its number.</param>
    /// <param name="source">The 16 octets of the sender's address.</param>
    /// <param name="destination">The 16 octets of the receiver's address.</param>
    /// <param name="now">us.</param>
    public static void WriteOwn(PacketBuffer packet, int sequence, byte[] source, byte[] destination, long now)
    {
        Write(packet, RouterPort, RouterPort, sequence, source, destination, now);
    }

    /// <summary>
    /// The sequence number of a packet that belongs to a stream, as it stands or inside a tunnel; -1 for any other
    /// packet.
    /// </summary>
    public static int SequenceOf(PacketBuffer packet, TrafficDirection direction)
    {
        byte[] octets = packet.Octets;
        int start = packet.Start;
        int length = packet.Length;
        if (length > UdpEncapsulation.Length && UdpEncapsulation.Is(octets, start, length))
        {
            start += UdpEncapsulation.Length;
            length -= UdpEncapsulation.Length;
        }
        else if (length > Ipv6Header.Length && octets[start + Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Ipv6)
        {
            start += Ipv6Header.Length;
            length -= Ipv6Header.Length;
        }

        int at = start + Ipv6Header.Length;
        int port = direction == TrafficDirection.Up ? CorrespondentPort : PassengerPort;
        return length == Length
            && octets[start + Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Udp
            && BigEndian.ReadUInt16(octets, at + DestinationPortOffset) == port
                ? ReadInt32(octets, at + SequenceOffset)
                : -1;
    }

    /// <summary>Whether a packet without a tunnel belongs to the router's own traffic, and is whole.</summary>
    public static bool IsOwn(PacketBuffer packet)
    {
        int at = packet.Start + Ipv6Header.Length;
        return packet.Length == Length
            && packet.Octets[packet.Start + Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Udp
            && BigEndian.ReadUInt16(packet.Octets, at + DestinationPortOffset) == RouterPort
            && IsIntact(packet);
    }

    /// <summary>Whether the UDP checksum of a packet that belongs to a stream is right.</summary>
    public static bool IsIntact(PacketBuffer packet)
    {
        return InternetChecksum.Compute(
            packet.Octets,
            packet.Start + Ipv6Header.SourceOffset,
            packet.Octets,
            packet.Start + Ipv6Header.DestinationOffset,
            ProtocolNumbers.Udp,
            packet.Octets,
            packet.Start + Ipv6Header.Length,
            UdpLength) == 0;
    }

    /// <summary>When a packet that belongs to a stream was sent, in us.</summary>
    public static long SentAt(PacketBuffer packet)
    {
        int at = packet.Start + Ipv6Header.Length + TimeOffset;
        return ((long)ReadInt32(packet.Octets, at) << 32) | (uint)ReadInt32(packet.Octets, at + 4);
    }

    private static void Write(
        PacketBuffer packet,
        int from,
        int to,
        int sequence,
        byte[] source,
        byte[] destination,
        long now)
    {
        packet.Reset();
        packet.SetLength(Length);
        byte[] octets = packet.Octets;
        int at = packet.Start + Ipv6Header.Length;
        Ipv6Header.Write(octets, packet.Start, 0, UdpLength, ProtocolNumbers.Udp, source, 0, destination, 0);
        System.Array.Clear(octets, at, UdpLength);
        BigEndian.WriteUInt16(octets, at, from);
        BigEndian.WriteUInt16(octets, at + DestinationPortOffset, to);
        BigEndian.WriteUInt16(octets, at + LengthOffset, UdpLength);
        BigEndian.WriteUInt32(octets, at + SequenceOffset, sequence);
        BigEndian.WriteUInt32(octets, at + TimeOffset, (int)(now >> 32));
        BigEndian.WriteUInt32(octets, at + TimeOffset + 4, (int)now);
        int checksum = InternetChecksum.Compute(
            source, 0, destination, 0, ProtocolNumbers.Udp, octets, at, UdpLength);
        BigEndian.WriteUInt16(octets, at + ChecksumOffset, checksum == NoChecksum ? ZeroAsSent : checksum);
    }

    private static int ReadInt32(byte[] buffer, int offset)
    {
        return (BigEndian.ReadUInt16(buffer, offset) << 16) | BigEndian.ReadUInt16(buffer, offset + 2);
    }
}
