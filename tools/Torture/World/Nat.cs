using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Torture.World;

/// <summary>
/// The NAT of a way with IPv4 (RFC 4787): one mapping, which it forgets when it is not used for two minutes, or when a fault
/// says so; the next packet out gets another port.
/// </summary>
internal sealed class Nat
{
    private const long IdleTime = 120_000_000;
    private const int FirstPort = 40000;
    private const int LastPort = 65535;

    private readonly byte[] _inside = new byte[Ipv4Address.Length];
    private int _insidePort;
    private int _nextPort = FirstPort;
    private long _usedAt;

    /// <summary>Makes a NAT at 203.0.113.0/24.</summary>
    public Nat(int number)
    {
        byte[] outside = [203, 0, 113, (byte)(number + 1)];
        Ipv4MappedAddress.Write(Outside, 0, outside, 0);
    }

    /// <summary>Its address, IPv4-mapped.</summary>
    public byte[] Outside { get; } = new byte[Ipv6Address.Length];

    /// <summary>The port of its mapping, or 0 while it has none.</summary>
    public int Port { get; private set; }

    /// <summary>Loses its mapping.</summary>
    public void Forget()
    {
        Port = 0;
    }

    /// <summary>A packet goes out.</summary>
    public void TakeOut(PacketBuffer packet, long microseconds)
    {
        byte[] octets = packet.Octets;
        int source = packet.Start + Ipv4Header.SourceOffset;
        int port = packet.Start + UdpEncapsulation.SourcePortOffset;
        int from = BigEndian.ReadUInt16(octets, port);
        if (!IsAlive(microseconds) || from != _insidePort || !Ipv4Address.Equal(octets, source, _inside, 0))
        {
            Port = _nextPort;
            _nextPort = _nextPort == LastPort ? FirstPort : _nextPort + 1;
            Ipv4Address.Copy(octets, source, _inside, 0);
            _insidePort = from;
        }

        _usedAt = microseconds;
        Ipv4Address.Copy(Outside, Ipv4MappedAddress.Ipv4Offset, octets, source);
        BigEndian.WriteUInt16(octets, port, Port);
        Ipv4Header.Seal(octets, packet.Start);
    }

    /// <summary>A packet for its address comes in.</summary>
    /// <returns>False, and nothing changed, where it is not for its mapping.</returns>
    public bool TryTakeIn(PacketBuffer packet, long microseconds)
    {
        byte[] octets = packet.Octets;
        int port = packet.Start + UdpEncapsulation.DestinationPortOffset;
        if (!IsAlive(microseconds) || BigEndian.ReadUInt16(octets, port) != Port)
        {
            return false;
        }

        _usedAt = microseconds;
        Ipv4Address.Copy(_inside, 0, octets, packet.Start + Ipv4Header.DestinationOffset);
        BigEndian.WriteUInt16(octets, port, _insidePort);
        Ipv4Header.Seal(octets, packet.Start);
        return true;
    }

    private bool IsAlive(long microseconds)
    {
        if (microseconds - _usedAt > IdleTime)
        {
            Port = 0;
        }

        return Port != 0;
    }
}
