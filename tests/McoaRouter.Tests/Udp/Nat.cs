using McoaRouter.Wire;

namespace McoaRouter.Tests.Udp;

/// <summary>
/// A NAT before one uplink: puts its own address and a port of its choice in place of the sender's, and lets in what
/// comes back to them. Without an address it changes nothing.
/// </summary>
internal sealed class Nat
{
    private readonly byte[] _address;
    private readonly byte[] _inside = new byte[6];
    private int _nextPort;

    internal Nat(string address, int firstPort)
    {
        _address = address.Length == 0 ? null : Octets(address);
        _nextPort = firstPort;
    }

    /// <summary>The port that it gave, or 0 while it has no mapping.</summary>
    internal int Port { get; private set; }

    /// <summary>Whether nothing goes through, in either direction.</summary>
    internal bool IsCut { get; set; }

    internal static byte[] Octets(string address)
    {
        byte[] octets = new byte[4];
        Assert.IsTrue(Ipv4AddressText.TryRead(address, octets, 0));
        return octets;
    }

    /// <summary>Forgets its mapping: the next packet out gets another port.</summary>
    internal void Forget()
    {
        Port = 0;
    }

    /// <summary>A packet on its way out.</summary>
    /// <returns>False where it is lost.</returns>
    internal bool Out(byte[] packet)
    {
        if (_address == null || IsCut)
        {
            return !IsCut;
        }

        if (Port == 0)
        {
            Port = _nextPort++;
        }

        System.Array.Copy(packet, 12, _inside, 0, 4);
        System.Array.Copy(packet, 20, _inside, 4, 2);
        System.Array.Copy(_address, 0, packet, 12, 4);
        BigEndian.WriteUInt16(packet, 20, Port);
        return Seal(packet);
    }

    /// <summary>A packet on its way in, which is for this NAT or for another.</summary>
    /// <returns>False where it is not for this one, or lost.</returns>
    internal bool In(byte[] packet)
    {
        if (_address == null || IsCut)
        {
            return !IsCut;
        }

        if (Port == 0 || BigEndian.ReadUInt16(packet, 22) != Port || !Ipv4Address.Equal(packet, 16, _address, 0))
        {
            return false;
        }

        System.Array.Copy(_inside, 0, packet, 16, 4);
        System.Array.Copy(_inside, 4, packet, 22, 2);
        return Seal(packet);
    }

    /// <summary>Makes the header checksum right again.</summary>
    internal static bool Seal(byte[] packet)
    {
        int sum = 0;
        BigEndian.WriteUInt16(packet, 10, 0);
        for (int at = 0; at < 20; at += 2)
        {
            sum += BigEndian.ReadUInt16(packet, at);
        }

        sum = (sum & 0xFFFF) + (sum >> 16);
        sum = (sum & 0xFFFF) + (sum >> 16);
        BigEndian.WriteUInt16(packet, 10, ~sum & 0xFFFF);
        return true;
    }
}
