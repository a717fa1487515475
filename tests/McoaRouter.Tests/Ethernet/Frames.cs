using System;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Ethernet;

/// <summary>
/// Frames of other stations, laid out octet by octet. The port's station is 02-00-00-00-00-01, a host's
/// 02-00-00-00-00-05, and a station that means harm 02-00-00-00-00-66.
/// </summary>
internal static class Frames
{
    internal const string Station = "02 00 00 00 00 01";
    internal const string HostStation = "02 00 00 00 00 05";
    internal const string BadStation = "02 00 00 00 00 66";
    internal const string LinkLocal = "fe80::ff:fe00:1";
    internal const string Global = "2001:db8:100:1::1";
    internal const string HostLinkLocal = "fe80::ff:fe00:5";
    internal const string Host = "2001:db8:100:1::5";
    internal const string AllNodes = "ff02::1";
    internal const string AllRouters = "ff02::2";
    internal const string LinkLocalGroup = "ff02::1:ff00:1";
    internal const string Outside = "2001:db8:cc::80";
    internal const string Home = "2001:db8:1::100";
    internal const string RouterLinkLocal = "fe80::ff:fe00:5";
    internal const string UplinkPrefix = "2001:db8:a:1::";
    internal const string CareOfAddress = "2001:db8:a:1:0:ff:fe00:1";
    internal const string NoOption = "";
    internal const int Packet = 14;
    internal const int Message = Packet + Ipv6Header.Length;

    /// <summary>A neighbour solicitation; without a station it has no option.</summary>
    internal static byte[] Solicitation(string from, string to, string target, string station)
    {
        return Build("87 00 0000 00000000 " + Digits(target) + Option("01 01 ", station), from, to, station);
    }

    /// <summary>A neighbour advertisement with flags such as <c>60</c>; without a station it has no option.</summary>
    internal static byte[] Advertisement(string from, string to, string target, string flags, string station)
    {
        return Build(
            "88 00 0000 " + flags + "000000 " + Digits(target) + Option("02 01 ", station), from, to, station);
    }

    /// <summary>A router solicitation; without a station it has no option.</summary>
    internal static byte[] RouterSolicitation(string from, string station)
    {
        return Build("85 00 0000 00000000" + Option("01 01 ", station), from, AllRouters, station);
    }

    /// <summary>A router advertisement of another router.</summary>
    internal static byte[] RouterAdvertisement(string from)
    {
        return Build("86 00 0000 40 00 0708 00000000 00000000", from, AllNodes, BadStation);
    }

    /// <summary>
    /// A router advertisement of an uplink's router, which is the host's station, with a lifetime in s and an MTU, both
    /// of four digits, and a prefix.
    /// </summary>
    internal static byte[] UplinkAdvertisement(string lifetime, string mtu)
    {
        return Build(
            "86 00 0000 40 00 " + lifetime + " 00000000 00000000 05 01 0000 0000" + mtu
                + "03 04 40 C0 00015180 00003840 00000000" + Digits(UplinkPrefix),
            RouterLinkLocal,
            AllNodes,
            HostStation);
    }

    /// <summary>An echo request with four octets of data.</summary>
    internal static byte[] Echo(string from, string to, string station)
    {
        byte[] frame = Build("80 00 0000 1234 0001 01020304", from, to, station);
        frame[Packet + Ipv6Header.HopLimitOffset] = 64;
        return frame;
    }

    /// <summary>A UDP datagram without data, from the host's station to the port's.</summary>
    internal static byte[] Datagram(string from, string to)
    {
        byte[] frame = Build("1388 1389 0008 0000", from, to, HostStation);
        frame[Packet + Ipv6Header.NextHeaderOffset] = ProtocolNumbers.Udp;
        BigEndian.WriteUInt16(frame, Message + 2, 5001);
        return frame;
    }

    /// <summary>The packet of a frame.</summary>
    internal static byte[] PacketOf(byte[] frame)
    {
        byte[] packet = new byte[frame.Length - Packet];
        Array.Copy(frame, Packet, packet, 0, packet.Length);
        return packet;
    }

    /// <summary>A frame with another length, cut or filled with zeros; its packet says what it said before.</summary>
    internal static byte[] Resize(byte[] frame, int length)
    {
        byte[] resized = new byte[length];
        Array.Copy(frame, 0, resized, 0, length < frame.Length ? length : frame.Length);
        return resized;
    }

    /// <summary>Gives a frame's packet its length and its ICMPv6 checksum.</summary>
    internal static byte[] Seal(byte[] frame)
    {
        BigEndian.WriteUInt16(
            frame, Packet + Ipv6Header.PayloadLengthOffset, frame.Length - Packet - Ipv6Header.Length);
        if (frame.Length >= Message + 4)
        {
            Icmpv6.Finish(
                frame,
                Message,
                frame.Length,
                frame,
                Packet + Ipv6Header.SourceOffset,
                frame,
                Packet + Ipv6Header.DestinationOffset);
        }

        return frame;
    }

    /// <summary>Whether an address stands at an offset of a frame.</summary>
    internal static bool Has(byte[] frame, int offset, string address)
    {
        return Ipv6Address.Equal(frame, offset, Hex.Address(address), 0);
    }

    /// <summary>Whether octets stand at an offset of a frame.</summary>
    internal static bool HasOctets(byte[] frame, int offset, string digits)
    {
        byte[] octets = Hex.Read(digits);
        for (int i = 0; i < octets.Length; i++)
        {
            if (frame[offset + i] != octets[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The 32 digits of an address.</summary>
    internal static string Digits(string address)
    {
        const string Values = "0123456789abcdef";
        byte[] octets = Hex.Address(address);
        char[] digits = new char[2 * octets.Length];
        for (int i = 0; i < octets.Length; i++)
        {
            digits[2 * i] = Values[octets[i] >> 4];
            digits[(2 * i) + 1] = Values[octets[i] & 0xF];
        }

        return new string(digits);
    }

    /// <summary>An ICMPv6 message in a frame of a station, which is the host's where none is given.</summary>
    private static byte[] Build(string message, string from, string to, string station)
    {
        byte[] destination = Hex.Address(to);
        string group = destination[0] == 0xFF ? "3333" + Digits(to).Substring(24) : Station;
        return Seal(Hex.Read(
            group
            + (station.Length == 0 ? HostStation : station)
            + "86DD 60000000 0000 3A FF"
            + Digits(from)
            + Digits(to)
            + message));
    }

    private static string Option(string head, string station)
    {
        return station.Length == 0 ? string.Empty : head + station;
    }
}
