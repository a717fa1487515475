using System;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace McoaRouter.Fuzz.Repairs;

/// <summary>
/// Makes a mutated packet whole: the lengths and checksums of IPv4, UDP, IPv6, Mobility Header and ICMPv6, the authenticator
/// of RFC 4285 with the test key, and so for the packet within. Written by itself, not by what is fuzzed.
/// </summary>
public static class PacketRepair
{
    private const int Ipv6Octets = 40;
    private const int Ipv4UdpOctets = 28;
    private const int MostHeaders = 10;
    private const int AuthenticationOption = 9;
    private const int AuthenticationOctets = 12;
    private const int AuthenticationDataAt = 7;
    private const int HomeAddressOption = 201;
    private const int DeepestTunnel = 4;

    private static readonly byte[] s_key = Convert.FromHexString("00112233445566778899aabbccddeeff");

    /// <summary>A whole packet made of one.</summary>
    public static byte[] Packet(byte[] packet)
    {
        byte[] copy = (byte[])packet.Clone();
        At(ref copy, 0, DeepestTunnel);
        return copy;
    }

    /// <summary>The internet checksum of octets, with what was summed before.</summary>
    public static int Checksum(ReadOnlySpan<byte> octets, long sum)
    {
        for (int i = 0; i + 1 < octets.Length; i += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(octets[i..]);
        }

        sum += octets.Length % 2 == 1 ? octets[^1] << 8 : 0;
        while (sum >> 16 != 0)
        {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }

        return (int)~sum & 0xFFFF;
    }

    /// <summary>The sum of IPv6's pseudo-header.</summary>
    public static long Pseudo(ReadOnlySpan<byte> source, ReadOnlySpan<byte> destination, int protocol, int length)
    {
        return (~Checksum(source, 0) & 0xFFFF) + (~Checksum(destination, 0) & 0xFFFF) + protocol + length;
    }

    private static void At(ref byte[] packet, int at, int depth)
    {
        if (packet.Length > at && depth > 0)
        {
            if (packet[at] >> 4 == 4)
            {
                Ipv4(ref packet, at, depth);
            }
            else if (packet.Length - at >= Ipv6Octets)
            {
                Ipv6(ref packet, at, depth);
            }
        }
    }

    private static void Ipv4(ref byte[] packet, int at, int depth)
    {
        if (packet.Length - at < Ipv4UdpOctets)
        {
            return;
        }

        if (packet[at] == 0x45 && packet[at + 9] == 17)
        {
            At(ref packet, at + Ipv4UdpOctets, depth - 1);
        }

        Span<byte> header = packet.AsSpan(at, 20);
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)(packet.Length - at));
        BinaryPrimitives.WriteUInt16BigEndian(header[10..], 0);
        BinaryPrimitives.WriteUInt16BigEndian(header[10..], (ushort)Checksum(header, 0));
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(at + 24), (ushort)(packet.Length - at - 20));
    }

    private static void Ipv6(ref byte[] packet, int at, int depth)
    {
        packet[at] = (byte)(0x60 | (packet[at] & 0x0F));
        int source = at + 8;
        int destination = at + 24;
        int next = packet[at + 6];
        int header = at + Ipv6Octets;
        for (int i = 0; i < MostHeaders && next is 0 or 43 or 60 && packet.Length - header >= 8; i++)
        {
            int length = 8 * (packet[header + 1] + 1);
            if (length > packet.Length - header)
            {
                packet[header + 1] = (byte)(((packet.Length - header) / 8) - 1);
                length = 8 * (packet[header + 1] + 1);
            }

            if (next == 43 && packet[header + 2] == 2 && length >= 24)
            {
                destination = header + 8;
            }

            source = next == 60 ? HomeAddressIn(packet, header, length) ?? source : source;
            next = packet[header];
            header += length;
        }

        switch (next)
        {
            case 41:
                At(ref packet, header, depth - 1);
                break;
            case 58 when packet.Length - header >= 4:
                // Neighbour discovery comes from the link alone (RFC 4861 §6.1, §7.1).
                packet[at + 7] = packet[header] is >= 133 and <= 137 ? (byte)255 : packet[at + 7];
                BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(header + 2), 0);
                Sum(packet, source, destination, 58, header, 2);
                break;
            case 135 when packet.Length - header >= 8:
                Mobility(ref packet, at, source, destination, header);
                break;
            default:
                break;
        }

        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(at + 4), (ushort)(packet.Length - at - Ipv6Octets));
    }

    private static int? HomeAddressIn(byte[] packet, int header, int length)
    {
        for (int i = header + 2; i + 18 <= header + length; i += packet[i] == 0 ? 1 : 2 + packet[i + 1])
        {
            if (packet[i] == HomeAddressOption && packet[i + 1] == 16)
            {
                return i + 2;
            }
        }

        return null;
    }

    private static void Mobility(ref byte[] packet, int at, int source, int destination, int header)
    {
        int length = packet.Length - header;
        if (length % 8 != 0)
        {
            Array.Resize(ref packet, packet.Length + 8 - (length % 8));
            length = packet.Length - header;
        }

        packet[header] = 59;
        packet[header + 1] = (byte)((length / 8) - 1);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(header + 4), 0);
        Authenticate(packet, at, source, destination, header);
        Sum(packet, source, destination, 135, header, 4);
    }

    private static void Authenticate(byte[] packet, int at, int source, int destination, int header)
    {
        bool answer = packet[header + 2] == 6;
        for (int i = header + 12; i + 2 <= packet.Length; i += packet[i] == 0 ? 1 : 2 + packet[i + 1])
        {
            if (packet[i] != AuthenticationOption || i + AuthenticationDataAt + AuthenticationOctets > packet.Length)
            {
                continue;
            }

            using IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, s_key);
            hash.AppendData(packet, answer ? at + 24 : at + 8, 16);
            hash.AppendData(packet, answer ? destination : source, 16);
            hash.AppendData(packet, header, i + AuthenticationDataAt - header);
            hash.GetHashAndReset().AsSpan(0, AuthenticationOctets).CopyTo(packet.AsSpan(i + AuthenticationDataAt));
            return;
        }
    }

    private static void Sum(byte[] packet, int source, int destination, int protocol, int header, int field)
    {
        ReadOnlySpan<byte> message = packet.AsSpan(header);
        int sum = Checksum(
            message, Pseudo(packet.AsSpan(source, 16), packet.AsSpan(destination, 16), protocol, message.Length));
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(header + field), (ushort)sum);
    }
}
