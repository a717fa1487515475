using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Simulation;

/// <summary>
/// The NAT of the IPv4 networks that one uplink attaches to (RFC 4787): it puts its own address, and a port of its
/// choice, in place of a sender's in UDP, and lets in what comes back to them. It forgets a mapping that is not used, or
/// when a scenario says so; the next packet out gets another port.
/// </summary>
public sealed class Nat
{
    // RFC 4787 §4.3: no less than two minutes.
    private const long IdleTime = 120000000;
    private const int FirstPort = 40000;
    private const int LastPort = 65535;
    private const int PortLength = 2;

    private readonly byte[] _outside = new byte[Ipv4Address.Length];
    private readonly byte[] _inside = new byte[Ipv4Address.Length + PortLength];
    private int _nextPort = FirstPort;
    private long _usedAt;

    internal Nat(int uplink)
    {
        WorldAddresses.WriteNat(uplink, _outside);
    }

    /// <summary>The port of its mapping, or 0 while it has none.</summary>
    public int Port { get; private set; }

    /// <summary>Whether its mapping is at an IPv4-mapped address and a port.</summary>
    public bool IsAt(byte[] mappedAddress, int port)
    {
        return port == Port && Ipv4Address.Equal(mappedAddress, Ipv4MappedAddress.Ipv4Offset, _outside, 0);
    }

    /// <summary>Loses its mapping.</summary>
    internal void Forget()
    {
        Port = 0;
    }

    /// <summary>A packet goes out.</summary>
    internal void TakeOut(PacketBuffer packet, long microseconds)
    {
        byte[] octets = packet.Octets;
        int source = packet.Start + Ipv4Header.SourceOffset;
        int port = packet.Start + UdpEncapsulation.SourcePortOffset;
        if (!IsAlive(microseconds) || !IsFrom(octets, source, port))
        {
            Port = _nextPort;
            _nextPort = _nextPort == LastPort ? FirstPort : _nextPort + 1;
            Ipv4Address.Copy(octets, source, _inside, 0);
            BigEndian.WriteUInt16(_inside, Ipv4Address.Length, BigEndian.ReadUInt16(octets, port));
        }

        _usedAt = microseconds;
        Ipv4Address.Copy(_outside, 0, octets, source);
        BigEndian.WriteUInt16(octets, port, Port);
        Ipv4Header.Seal(octets, packet.Start);
    }

    /// <summary>A packet comes in.</summary>
    /// <returns>False, and nothing changed, where it is not for this NAT's mapping.</returns>
    internal bool TryTakeIn(PacketBuffer packet, long microseconds)
    {
        byte[] octets = packet.Octets;
        int destination = packet.Start + Ipv4Header.DestinationOffset;
        int port = packet.Start + UdpEncapsulation.DestinationPortOffset;
        if (!IsAlive(microseconds)
            || BigEndian.ReadUInt16(octets, port) != Port
            || !Ipv4Address.Equal(octets, destination, _outside, 0))
        {
            return false;
        }

        _usedAt = microseconds;
        Ipv4Address.Copy(_inside, 0, octets, destination);
        BigEndian.WriteUInt16(octets, port, BigEndian.ReadUInt16(_inside, Ipv4Address.Length));
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

    private bool IsFrom(byte[] octets, int source, int port)
    {
        return Ipv4Address.Equal(octets, source, _inside, 0)
            && BigEndian.ReadUInt16(octets, port) == BigEndian.ReadUInt16(_inside, Ipv4Address.Length);
    }
}
