using McoaRouter.Wire;

namespace McoaRouter.Boards.Linux.Network;

/// <summary>One address of an interface, as the kernel reports it.</summary>
internal sealed class InterfaceAddress
{
    /// <summary>A temporary IPv6 address; an IPv4 address beside another of its prefix.</summary>
    private const int TemporaryOrSecondary = 0x01;

    private const int Optimistic = 0x04;
    private const int DuplicateFound = 0x08;
    private const int Deprecated = 0x20;
    private const int Tentative = 0x40;
    private const int GlobalScope = 0;
    private const int Ipv4Rank = 2;
    private const int UniqueLocalRank = 4;

    public InterfaceAddress(byte[] octets, int scope, int flags)
    {
        bool checkedUnique = (flags & DuplicateFound) == 0
            && ((flags & Tentative) == 0 || (flags & Optimistic) != 0);
        Octets = octets;
        IsIpv4 = Ipv4MappedAddress.Is(octets, 0);
        Usable = scope == GlobalScope
            && checkedUnique
            && (flags & Deprecated) == 0
            && (!IsIpv4 || Ipv4Address.IsRoutable(octets, Ipv4MappedAddress.Ipv4Offset));
        Rank = ((flags & TemporaryOrSecondary) != 0 ? 1 : 0)
            + (IsIpv4 ? Ipv4Rank : IsUniqueLocal(octets) ? UniqueLocalRank : 0);
    }

    /// <summary>The 16 octets; an IPv4 address as IPv4-mapped one.</summary>
    public byte[] Octets { get; }

    /// <summary>Whether it is an IPv4 address.</summary>
    public bool IsIpv4 { get; }

    /// <summary>Whether packets may be sent from it.</summary>
    public bool Usable { get; }

    /// <summary>
    /// Lower is better as a care-of address: globally routed IPv6, IPv4, unique local IPv6, which leads no further than
    /// the site.
    /// </summary>
    public int Rank { get; }

    /// <summary>RFC 4193: <c>fc00::/7</c>.</summary>
    private static bool IsUniqueLocal(byte[] octets)
    {
        return (octets[0] & 0xFE) == 0xFC;
    }
}
