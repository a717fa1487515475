using System;
using McoaRouter.Fuzz.Repairs;
using McoaRouter.Fuzz.Worlds;
using McoaRouter.Wire;

namespace McoaRouter.Fuzz.LinkRigs;

/// <summary>Packets and frames of a link's other stations, for seeds.</summary>
internal static class LinkPackets
{
    /// <summary>The link-layer address of the machine that is fuzzed.</summary>
    public static readonly byte[] Own = Convert.FromHexString("020000000001");

    private static readonly byte[] s_station = Convert.FromHexString("020000000099");

    /// <summary>The advertisement of the router on the link.</summary>
    public static byte[] RouterAdvertisement()
    {
        return Icmpv6("fe80::99", "ff02::1", "8600000040000708 0000000000000000 0101020000000099 05010000000005dc"
            + " 030440c000015180000038400000000020010db8000a00010000000000000000");
    }

    /// <summary>A Neighbor Solicitation.</summary>
    public static byte[] Solicitation(string source, string target)
    {
        string group = "ff02::1:ff" + Convert.ToHexStringLower(FuzzWorld.Address(target).AsSpan(13, 1)) + ":"
            + Convert.ToHexStringLower(FuzzWorld.Address(target).AsSpan(14, 2));
        string option = source == "::" ? string.Empty : "0101020000000099";
        return Icmpv6(source, group, "8700000000000000" + Hex(target) + option);
    }

    /// <summary>A Neighbor Advertisement.</summary>
    public static byte[] Advertisement(string source, string destination, string target)
    {
        return Icmpv6(source, destination, "8800000060000000" + Hex(target) + "0201020000000099");
    }

    /// <summary>A Router Solicitation.</summary>
    public static byte[] RouterSolicitation(string source)
    {
        return Icmpv6(source, "ff02::2", "8500000000000000" + (source == "::" ? string.Empty : "0101020000000099"));
    }

    /// <summary>An Echo Request.</summary>
    public static byte[] Echo(string source, string destination)
    {
        return Icmpv6(source, destination, "8000000000010002aabbccdd");
    }

    /// <summary>A frame with a packet, to the machine or to the group that the packet is for.</summary>
    public static byte[] Frame(byte[] packet)
    {
        byte[] destination = packet[24] == 0xFF ? [0x33, 0x33, .. packet[36..40]] : Own;
        return [.. destination, .. s_station, 0x86, 0xDD, .. packet];
    }

    private static string Hex(string address)
    {
        return Convert.ToHexString(FuzzWorld.Address(address));
    }

    private static byte[] Icmpv6(string source, string destination, string message)
    {
        byte[] body = Convert.FromHexString(message.Replace(" ", string.Empty, StringComparison.Ordinal));
        byte[] header = new byte[Ipv6Header.Length];
        Ipv6Header.Write(
            header, 0, 0, body.Length, ProtocolNumbers.Icmpv6, FuzzWorld.Address(source), 0, FuzzWorld.Address(destination), 0);
        return PacketRepair.Packet([.. header, .. body]);
    }
}
