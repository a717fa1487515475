namespace McoaRouter.Wire;

/// <summary>
/// The Prefix Information option (RFC 4861 §4.6.2) with the R flag of RFC 6275 §7.2.
/// <code>
/// +---------------+---------------+---------------+-+-+-+---------+
/// |   type = 3    |  length = 4   | prefix length |L|A|R| reserved|
/// +---------------+---------------+---------------+-+-+-+---------+
/// |                   valid lifetime in seconds                   |
/// +---------------------------------------------------------------+
/// |                 preferred lifetime in seconds                 |
/// +---------------------------------------------------------------+
/// |                           reserved                            |
/// +---------------------------------------------------------------+
/// |                       prefix, 16 octets                       |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public static class PrefixInformationOption
{
    /// <summary>Option type.</summary>
    public const int Type = 3;

    /// <summary>Octets of the whole option.</summary>
    public const int Length = 32;

    /// <summary>L: the prefix is on the link.</summary>
    public const int OnLinkFlag = 0x80;

    /// <summary>A: addresses may be made from the prefix.</summary>
    public const int AutonomousFlag = 0x40;

    /// <summary>R: the prefix field is the whole address of the router (RFC 6275 §7.2).</summary>
    public const int RouterAddressFlag = 0x20;

    /// <summary>The lifetime that does not end.</summary>
    public const long InfiniteLifetime = 0xFFFFFFFF;

    private const int PrefixLengthOffset = 2;
    private const int FlagsOffset = 3;
    private const int ValidLifetimeOffset = 4;
    private const int PreferredLifetimeOffset = 8;
    private const int ReservedOffset = 12;
    private const int AddressOffset = 16;

    /// <summary>The prefix length, in bits as received: more than 128 is possible.</summary>
    public static int PrefixLength(byte[] buffer, int at)
    {
        return buffer[at + PrefixLengthOffset];
    }

    /// <summary>The flags, 8 bits.</summary>
    public static int Flags(byte[] buffer, int at)
    {
        return buffer[at + FlagsOffset];
    }

    /// <summary>The valid lifetime in seconds, or <see cref="InfiniteLifetime"/>.</summary>
    public static long ValidLifetime(byte[] buffer, int at)
    {
        return BigEndian.ReadUInt32(buffer, at + ValidLifetimeOffset);
    }

    /// <summary>The preferred lifetime in seconds, or <see cref="InfiniteLifetime"/>.</summary>
    public static long PreferredLifetime(byte[] buffer, int at)
    {
        return BigEndian.ReadUInt32(buffer, at + PreferredLifetimeOffset);
    }

    /// <summary>
    /// Where the prefix starts; bits behind the prefix length do not count, unless they are the router's (R).
    /// </summary>
    public static int PrefixOffset(int at)
    {
        return at + AddressOffset;
    }

    /// <summary>Writes the option and returns where the next one starts.</summary>
    /// <param name="buffer">Where to write.</param>
    /// <param name="at">Where the option starts.</param>
    /// <param name="prefix">The buffer that holds the prefix, or with R the router's address.</param>
    /// <param name="prefixOffset">Where its 16 octets start.</param>
    /// <param name="prefixLength">Bits, 0..128.</param>
    /// <param name="flags">8 bits.</param>
    /// <param name="validLifetime">Seconds, 32 bits.</param>
    /// <param name="preferredLifetime">Seconds, 32 bits.</param>
    public static int Write(
        byte[] buffer,
        int at,
        byte[] prefix,
        int prefixOffset,
        int prefixLength,
        int flags,
        long validLifetime,
        long preferredLifetime)
    {
        NeighborDiscoveryOption.Begin(buffer, at, Type, Length);
        buffer[at + PrefixLengthOffset] = (byte)prefixLength;
        buffer[at + FlagsOffset] = (byte)flags;
        BigEndian.WriteUInt32(buffer, at + ValidLifetimeOffset, (int)validLifetime);
        BigEndian.WriteUInt32(buffer, at + PreferredLifetimeOffset, (int)preferredLifetime);
        BigEndian.WriteUInt32(buffer, at + ReservedOffset, 0);
        Ipv6Address.Copy(prefix, prefixOffset, buffer, at + AddressOffset);
        return at + Length;
    }
}
