using McoaRouter.Fuzz.Repairs;
using McoaRouter.Wire;

namespace McoaRouter.Fuzz.Worlds;

/// <summary>Packets of hosts, for seeds.</summary>
internal static class WorldPackets
{
    /// <summary>The beginning of a TCP connection.</summary>
    public static byte[] Tcp(string source, string destination, int port)
    {
        byte[] packet = Packet(source, destination, ProtocolNumbers.Tcp, 20);
        BigEndian.WriteUInt16(packet, 40, 50000);
        BigEndian.WriteUInt16(packet, 42, port);
        packet[52] = 0x50;
        packet[53] = 2;
        return packet;
    }

    /// <summary>An Echo Request, marked as its flow rule asks.</summary>
    public static byte[] Echo(string source, string destination)
    {
        byte[] packet = Packet(source, destination, ProtocolNumbers.Icmpv6, 16);
        packet[0] = 0x6B;
        packet[1] = 0x80;
        packet[40] = 128;
        return PacketRepair.Packet(packet);
    }

    /// <summary>The second fragment of a datagram.</summary>
    public static byte[] Fragment(string source, string destination)
    {
        byte[] packet = Packet(source, destination, 44, 24);
        packet[40] = ProtocolNumbers.Udp;
        packet[43] = 8;
        packet[47] = 7;
        return packet;
    }

    /// <summary>A datagram that fits into no tunnel.</summary>
    public static byte[] Large(string source, string destination)
    {
        return Packet(source, destination, ProtocolNumbers.Udp, 1460);
    }

    private static byte[] Packet(string source, string destination, int protocol, int length)
    {
        byte[] packet = new byte[Ipv6Header.Length + length];
        Ipv6Header.Write(packet, 0, 0, length, protocol, FuzzWorld.Address(source), 0, FuzzWorld.Address(destination), 0);
        return packet;
    }
}
