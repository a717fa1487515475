namespace McoaRouter.Wire;

/// <summary>
/// The Mobile IPv6 Home-Agents anycast address of a prefix (RFC 2526 §2, §3), which a Home Agent Address Discovery
/// Request goes to: the prefix, ones, and the anycast identifier 126 in the last 7 bits. In a /64 whose addresses have
/// interface identifiers in EUI-64 format, as all outside <c>::/3</c> do, the universal/local bit is 0: the address
/// ends in <c>fdff:ffff:ffff:fffe</c>. RFC 2526 knows no such format with another length, and so no such bit either.
/// </summary>
public static class HomeAgentsAnycastAddress
{
    /// <summary>Bits of the longest prefix that leaves room for an anycast identifier.</summary>
    public const int LongestPrefix = 121;

    private const int InterfaceIdentifierBits = 64;
    private const int UniversalBit = 0x02;

    /// <summary>Writes the 16 octets of the address.</summary>
    /// <returns>False, and nothing written, where the prefix is over <see cref="LongestPrefix"/>.</returns>
    public static bool TryWrite(byte[] buffer, int offset, Ipv6Prefix prefix)
    {
        if (prefix.Length > LongestPrefix)
        {
            return false;
        }

        for (int i = 0; i < Ipv6Address.Length; i++)
        {
            int bits = prefix.Length - (8 * i);
            int ones = bits >= 8 ? 0 : bits <= 0 ? 0xFF : 0xFF >> bits;
            buffer[offset + i] = (byte)(prefix.Octets[i] | ones);
        }

        buffer[offset + Ipv6Address.Length - 1] &= 0xFE;
        if (prefix.Length == InterfaceIdentifierBits && (prefix.Octets[0] & 0xE0) != 0)
        {
            buffer[offset + (InterfaceIdentifierBits / 8)] &= 0xFF ^ UniversalBit;
        }

        return true;
    }
}
