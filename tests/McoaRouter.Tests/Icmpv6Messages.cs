using McoaRouter.Wire;

namespace McoaRouter.Tests;

/// <summary>ICMPv6 messages to a router on a bench, laid out octet by octet.</summary>
internal static class Icmpv6Messages
{
    private const int Message = Ipv6Header.Length;
    private const int Routed = Ipv6Header.Length + 24;

    /// <summary>Gives a router enough seed for its identifiers.</summary>
    internal static void Seed(RouterBench bench)
    {
        byte[] octets = new byte[24];
        for (int i = 0; i < octets.Length; i++)
        {
            octets[i] = (byte)(7 * i);
        }

        bench.Router.Seed(octets, 0, octets.Length);
    }

    /// <summary>The identifier of the request or solicitation that an uplink sent last.</summary>
    internal static int Identifier(RouterBench bench, int uplink)
    {
        byte[] packet = bench.Uplinks[uplink].Last();
        return BigEndian.ReadUInt16(packet, packet.Length - 4);
    }

    /// <summary>A Home Agent Address Discovery Reply that names two addresses, or fewer where one is empty.</summary>
    internal static byte[] Reply(string to, int identifier, int flags, string first, string second)
    {
        byte[] packet = new byte[Message + 8 + (first.Length > 0 ? 16 : 0) + (second.Length > 0 ? 16 : 0)];
        Begin(packet, ProtocolNumbers.Icmpv6, RouterBench.HomeAgentAddress, to);
        packet[Message] = 145;
        BigEndian.WriteUInt16(packet, Message + 4, identifier);
        BigEndian.WriteUInt16(packet, Message + 6, flags);
        Put(packet, Message + 8, first);
        Put(packet, packet.Length - 16, second);
        Seal(packet);
        return packet;
    }

    /// <summary>
    /// A Mobile Prefix Advertisement with one Prefix Information option, or none where the prefix is empty.
    /// </summary>
    internal static byte[] Advertisement(
        string from, string to, string home, int identifier, string prefix, uint valid, uint preferred)
    {
        byte[] packet = new byte[Routed + 8 + (prefix.Length > 0 ? 32 : 0)];
        Begin(packet, ProtocolNumbers.Routing, from, to);
        packet[Message] = ProtocolNumbers.Icmpv6;
        packet[Message + 1] = 2;
        packet[Message + 2] = 2;
        packet[Message + 3] = 1;
        Put(packet, Message + 8, home);
        packet[Routed] = 147;
        BigEndian.WriteUInt16(packet, Routed + 4, identifier);
        if (prefix.Length > 0)
        {
            packet[Routed + 8] = 3;
            packet[Routed + 9] = 4;
            packet[Routed + 10] = 64;
            packet[Routed + 11] = 0xE0;
            BigEndian.WriteUInt32(packet, Routed + 12, (int)valid);
            BigEndian.WriteUInt32(packet, Routed + 16, (int)preferred);
            Put(packet, Routed + 24, prefix);
        }

        Seal(packet);
        return packet;
    }

    /// <summary>An ICMPv6 error of a router on the way, about a packet of which the first octets are quoted.</summary>
    internal static byte[] Error(string to, int type, int code, int field, byte[] invoking, int quoted)
    {
        byte[] packet = new byte[Message + 8 + quoted];
        Begin(packet, ProtocolNumbers.Icmpv6, "2001:db8:ffff::1", to);
        packet[Message] = (byte)type;
        packet[Message + 1] = (byte)code;
        BigEndian.WriteUInt32(packet, Message + 4, field);
        System.Array.Copy(invoking, 0, packet, Message + 8, quoted);
        Seal(packet);
        return packet;
    }

    /// <summary>Gives a packet the lengths and the checksum that its octets ask for.</summary>
    internal static void Seal(byte[] packet)
    {
        BigEndian.WriteUInt16(packet, Ipv6Header.PayloadLengthOffset, packet.Length - Ipv6Header.Length);
        bool routed = packet[Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Routing;
        int message = routed ? Routed : Message;
        if (packet.Length < message + 4)
        {
            return;
        }

        packet[message + 2] = 0;
        packet[message + 3] = 0;
        int checksum = InternetChecksum.Compute(
            packet,
            Ipv6Header.SourceOffset,
            packet,
            routed ? Message + 8 : Ipv6Header.DestinationOffset,
            ProtocolNumbers.Icmpv6,
            packet,
            message,
            packet.Length - message);
        BigEndian.WriteUInt16(packet, message + 2, checksum);
    }

    /// <summary>Whether the ICMPv6 message that a packet ends with has its checksum.</summary>
    internal static bool IsSealed(byte[] packet)
    {
        Ipv6Packet read = new Ipv6Packet();
        return read.TryRead(packet, 0, packet.Length)
            && read.Protocol == ProtocolNumbers.Icmpv6
            && Icmpv6.Check(read) == Refusal.None;
    }

    private static void Begin(byte[] packet, int protocol, string from, string to)
    {
        packet[0] = 0x60;
        packet[Ipv6Header.NextHeaderOffset] = (byte)protocol;
        packet[Ipv6Header.HopLimitOffset] = 64;
        Put(packet, Ipv6Header.SourceOffset, from);
        Put(packet, Ipv6Header.DestinationOffset, to);
    }

    private static void Put(byte[] packet, int at, string address)
    {
        if (address.Length > 0)
        {
            System.Array.Copy(Hex.Address(address), 0, packet, at, 16);
        }
    }
}
