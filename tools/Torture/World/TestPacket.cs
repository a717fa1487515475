using McoaRouter.Links;
using McoaRouter.Simulation;
using McoaRouter.Wire;

namespace McoaRouter.Torture.World;

/// <summary>
/// A numbered packet of the streams: UDP over IPv6, 64 octets. Its payload says which vehicle and direction it belongs to,
/// and has a check of its own, so that one that was changed on its way is no packet of a stream.
/// </summary>
internal static class TestPacket
{
    /// <summary>Octets of the whole packet.</summary>
    public const int Length = Ipv6Header.Length + UdpLength;

    private const int UdpLength = 24;
    private const int MarkOffset = Ipv6Header.Length + 8;
    private const int NumberOffset = Ipv6Header.Length + 12;
    private const int CheckOffset = Ipv6Header.Length + 16;

    /// <summary>Writes a packet into a buffer.</summary>
    public static void Write(
        PacketBuffer packet, int vehicle, TrafficDirection direction, int number, int port, byte[] source, byte[] destination)
    {
        packet.Reset();
        packet.SetLength(Length);
        byte[] octets = packet.Octets;
        int start = packet.Start;
        System.Array.Clear(octets, start, Length);
        Ipv6Header.Write(octets, start, 0, UdpLength, ProtocolNumbers.Udp, source, 0, destination, 0);
        BigEndian.WriteUInt16(octets, start + Ipv6Header.Length, 4096 * (number & 15));
        BigEndian.WriteUInt16(octets, start + Ipv6Header.Length + 2, port);
        BigEndian.WriteUInt16(octets, start + Ipv6Header.Length + 4, UdpLength);
        BigEndian.WriteUInt16(octets, start + Ipv6Header.Length + 6, 0xFFFF);
        BigEndian.WriteUInt32(octets, start + MarkOffset, (vehicle << 1) | (int)direction);
        BigEndian.WriteUInt32(octets, start + NumberOffset, number);
        BigEndian.WriteUInt32(octets, start + CheckOffset, CheckOf(octets, start));
    }

    /// <summary>Whether a packet at an offset belongs to a stream, as it was sent.</summary>
    public static bool Is(byte[] octets, int start, int length)
    {
        return length == Length
            && octets[start + Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Udp
            && (int)BigEndian.ReadUInt32(octets, start + CheckOffset) == CheckOf(octets, start);
    }

    /// <summary>The vehicle that it goes to or comes from.</summary>
    public static int VehicleOf(byte[] octets, int start)
    {
        return (int)BigEndian.ReadUInt32(octets, start + MarkOffset) >> 1;
    }

    /// <summary>Its number; -1 for one that is only looked at on its way.</summary>
    public static int NumberOf(byte[] octets, int start)
    {
        return (int)BigEndian.ReadUInt32(octets, start + NumberOffset);
    }

    /// <summary>Which way it goes.</summary>
    public static TrafficDirection DirectionOf(byte[] octets, int start)
    {
        return (TrafficDirection)(BigEndian.ReadUInt32(octets, start + MarkOffset) & 1);
    }

    // Over the addresses, ports and number; 32 bits, never 0.
    private static int CheckOf(byte[] octets, int start)
    {
        uint check = 2166136261;
        for (int i = Ipv6Header.SourceOffset; i < CheckOffset; i++)
        {
            check = (check ^ octets[start + i]) * 16777619;
        }

        return (int)(check | 1);
    }
}
