using McoaRouter.Wire;

namespace McoaRouter.Tests.Ppp;

/// <summary>Writes Router Advertisements, also such as no honest router sends.</summary>
internal sealed class AdvertisementPen
{
    private readonly byte[] _source = Hex.Address("fe80::1");
    private readonly byte[] _destination = Hex.Address("ff02::1");
    private int _end;

    internal byte[] Octets { get; } = new byte[1500];

    internal int HopLimit { get; set; } = 255;

    internal void Begin(int routerLifetime)
    {
        Begin("fe80::1", routerLifetime);
    }

    internal void Begin(string source, int routerLifetime)
    {
        Ipv6Address.Copy(Hex.Address(source), 0, _source, 0);
        _end = RouterAdvertisement.Write(Octets, Ipv6Header.Length, 64, routerLifetime);
    }

    internal void AddPrefix(string prefix, int length, int flags, long valid, long preferred)
    {
        _end = PrefixInformationOption.Write(Octets, _end, Hex.Address(prefix), 0, length, flags, valid, preferred);
    }

    internal void AddMtu(int mtu)
    {
        _end = MtuOption.Write(Octets, _end, mtu);
    }

    internal void Add(string octets)
    {
        byte[] option = Hex.Read(octets);
        System.Array.Copy(option, 0, Octets, _end, option.Length);
        _end += option.Length;
    }

    /// <summary>Ends the packet and returns its length.</summary>
    internal int Finish()
    {
        int length = Icmpv6.Finish(Octets, Ipv6Header.Length, _end, _source, 0, _destination, 0);
        Ipv6Header.Write(Octets, 0, 0, length, ProtocolNumbers.Icmpv6, _source, 0, _destination, 0);
        Octets[Ipv6Header.HopLimitOffset] = (byte)HopLimit;
        return Ipv6Header.Length + length;
    }
}
