using System.Collections.Generic;
using McoaRouter.Boards.Simulated;
using McoaRouter.Simulation;
using McoaRouter.Torture.Faults;
using McoaRouter.Wire;

namespace McoaRouter.Torture.World;

/// <summary>One uplink of a board, and all that lies between it and the home agent.</summary>
internal sealed class Way
{
    /// <summary>The MTU of all ways, in octets.</summary>
    public const int Mtu = 1500;

    private int _addresses;

    public Way(int vehicle, int index, bool isIpv4, ulong seed, IFarEnd farEnd)
    {
        Vehicle = vehicle;
        Index = index;
        Number = (vehicle * Limits.Uplinks) + index;
        IsIpv4 = isIpv4;
        Random = new SplitMix64(seed);
        DelayMicroseconds = Random.Between(2_000, Random.Chance(200_000) ? 300_000 : 60_000);
        Link = new SimulatedLink(Number, Mtu, farEnd);
        Nat = new Nat(Number);
        TakeFreshAddress();
    }

    /// <summary>The vehicle.</summary>
    public int Vehicle { get; }

    /// <summary>Its number on the board.</summary>
    public int Index { get; }

    /// <summary>Its number in the world.</summary>
    public int Number { get; }

    /// <summary>Whether it has IPv4 with a NAT, and no IPv6.</summary>
    public bool IsIpv4 { get; }

    /// <summary>What is random where nothing is wrong.</summary>
    public SplitMix64 Random { get; }

    /// <summary>How long a packet takes at least, in us.</summary>
    public int DelayMicroseconds { get; }

    /// <summary>The router's end.</summary>
    public SimulatedLink Link { get; }

    /// <summary>Its NAT.</summary>
    public Nat Nat { get; }

    /// <summary>Whether packets pass.</summary>
    public bool Carrier { get; set; } = true;

    /// <summary>Counts the changes of carrier and address: what was sent before does not arrive after.</summary>
    public int Epoch { get; set; }

    /// <summary>Its care-of address, perhaps IPv4-mapped.</summary>
    public byte[] CareOfAddress { get; } = new byte[Ipv6Address.Length];

    /// <summary>The address that the router was told last.</summary>
    public byte[] ToldAddress { get; } = new byte[Ipv6Address.Length];

    /// <summary>What goes wrong on it now.</summary>
    public List<ActiveFault> Faults { get; } = new(16);

    /// <summary>Gives it an address that nobody had before.</summary>
    public void TakeFreshAddress()
    {
        _addresses++;
        if (IsIpv4)
        {
            byte[] ipv4 = [10, (byte)Number, (byte)(_addresses >> 8), (byte)_addresses];
            Ipv4MappedAddress.Write(CareOfAddress, 0, ipv4, 0);
            return;
        }

        System.Array.Clear(CareOfAddress);
        BigEndian.WriteUInt16(CareOfAddress, 0, 0x2001);
        BigEndian.WriteUInt16(CareOfAddress, 2, 0x0DB8);
        BigEndian.WriteUInt16(CareOfAddress, 4, 0xA000 + Number);
        BigEndian.WriteUInt16(CareOfAddress, 6, (_addresses >> 16) + 1);
        BigEndian.WriteUInt16(CareOfAddress, 14, _addresses & 0xFFFF);
    }

    /// <summary>Whether packets to an address come here.</summary>
    public bool Has(byte[] buffer, int offset)
    {
        return Carrier && !IsIpv4 && Ipv6Address.Equal(buffer, offset, CareOfAddress, 0);
    }

    /// <summary>Whether packets in IPv4 to an address come here.</summary>
    public bool HasIpv4(byte[] buffer, int offset)
    {
        return Carrier && IsIpv4 && Ipv4Address.Equal(buffer, offset, Nat.Outside, Ipv4MappedAddress.Ipv4Offset);
    }
}
