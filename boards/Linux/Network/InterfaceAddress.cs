namespace McoaRouter.Boards.Linux.Network;

/// <summary>One IPv6 address of an interface, as the kernel reports it.</summary>
internal sealed class InterfaceAddress
{
    private const int Temporary = 0x01;
    private const int Optimistic = 0x04;
    private const int DuplicateFound = 0x08;
    private const int Deprecated = 0x20;
    private const int Tentative = 0x40;
    private const int GlobalScope = 0;

    public InterfaceAddress(byte[] octets, int scope, int flags)
    {
        bool checkedUnique = (flags & DuplicateFound) == 0
            && ((flags & Tentative) == 0 || (flags & Optimistic) != 0);
        Octets = octets;
        Usable = scope == GlobalScope && checkedUnique && (flags & Deprecated) == 0;
        Rank = (IsUniqueLocal(octets) ? 2 : 0) + ((flags & Temporary) != 0 ? 1 : 0);
    }

    /// <summary>The 16 octets.</summary>
    public byte[] Octets { get; }

    /// <summary>Whether packets may be sent from it.</summary>
    public bool Usable { get; }

    /// <summary>Lower is better as a care-of address.</summary>
    public int Rank { get; }

    /// <summary>RFC 4193: <c>fc00::/7</c>.</summary>
    private static bool IsUniqueLocal(byte[] octets)
    {
        return (octets[0] & 0xFE) == 0xFC;
    }
}
