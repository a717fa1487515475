namespace McoaRouter.Wire;

/// <summary>
/// The Router Advertisement (RFC 4861 §4.2). Options other than Prefix Information, MTU and Source Link-Layer Address
/// are skipped. The object is one received message and is reused.
/// <code>
/// +---------------+---------------+-------------------------------+
/// |  type = 134   |   code = 0    |           checksum            |
/// +---------------+-+-+-----------+-------------------------------+
/// | cur hop limit |M|O| reserved  |        router lifetime        |
/// +---------------+-+-+-----------+-------------------------------+
/// |                        reachable time                         |
/// +---------------------------------------------------------------+
/// |                          retrans timer                        |
/// +---------------------------------------------------------------+
/// |                            options                            |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public sealed class RouterAdvertisement
{
    /// <summary>ICMPv6 type.</summary>
    public const int Type = 134;

    /// <summary>Octets of the message without options.</summary>
    public const int FixedLength = 16;

    private const int HopLimitOffset = 4;
    private const int FlagsOffset = 5;
    private const int RouterLifetimeOffset = 6;
    private const int ReachableTimeOffset = 8;
    private const int RetransTimerOffset = 12;

    /// <summary>How long the sender serves as default router, in seconds; 0: it does not.</summary>
    public int RouterLifetime;

    /// <summary>How many Prefix Information options there are.</summary>
    public int PrefixCount;

    /// <summary>Where the MTU option starts, or -1.</summary>
    public int MtuAt;

    /// <summary>Why the last <see cref="TryRead"/> returned false.</summary>
    public Refusal Refusal;

    private readonly int[] _prefixes = new int[Limits.AdvertisedPrefixes];

    /// <summary>Where the Prefix Information option with this index starts in the caller's buffer.</summary>
    public int PrefixAt(int index)
    {
        return _prefixes[index];
    }

    /// <summary>
    /// Writes the message without options, and but for the checksum: <see cref="Icmpv6.Finish"/> fills that in. Timers
    /// are left to the hosts.
    /// </summary>
    /// <param name="buffer">Where to write.</param>
    /// <param name="offset">Where the message starts.</param>
    /// <param name="hopLimit">The hop limit that hosts are to use, 0..255; 0 says nothing.</param>
    /// <param name="routerLifetime">How long the sender serves as default router, in seconds, 0..9000.</param>
    /// <returns>Where the first option starts.</returns>
    public static int Write(byte[] buffer, int offset, int hopLimit, int routerLifetime)
    {
        buffer[offset] = Type;
        buffer[offset + Icmpv6.CodeOffset] = 0;
        buffer[offset + HopLimitOffset] = (byte)hopLimit;
        buffer[offset + FlagsOffset] = 0;
        BigEndian.WriteUInt16(buffer, offset + RouterLifetimeOffset, routerLifetime);
        BigEndian.WriteUInt32(buffer, offset + ReachableTimeOffset, 0);
        BigEndian.WriteUInt32(buffer, offset + RetransTimerOffset, 0);
        return offset + FixedLength;
    }

    /// <summary>Reads a message whose checksum was checked (<see cref="Icmpv6.Check"/>).</summary>
    /// <returns>False where the message is refused; <see cref="Refusal"/> says why.</returns>
    public bool TryRead(byte[] buffer, int offset, int length)
    {
        PrefixCount = 0;
        MtuAt = -1;
        if (length < FixedLength)
        {
            Refusal = Refusal.Truncated;
            return false;
        }

        int at = offset + FixedLength;
        int end = offset + length;
        Refusal = buffer[offset + Icmpv6.CodeOffset] == 0
            ? NeighborDiscoveryOption.CheckAll(buffer, at, end)
            : Refusal.UnknownMessage;
        while (Refusal == Refusal.None && at < end)
        {
            Refusal = Take(buffer, at);
            at += NeighborDiscoveryOption.Length(buffer, at);
        }

        if (Refusal != Refusal.None)
        {
            return false;
        }

        RouterLifetime = BigEndian.ReadUInt16(buffer, offset + RouterLifetimeOffset);
        return true;
    }

    private Refusal Take(byte[] buffer, int at)
    {
        int length = NeighborDiscoveryOption.Length(buffer, at);
        switch (buffer[at])
        {
            case MtuOption.Type:
                MtuAt = at;
                return length == MtuOption.Length ? Refusal.None : Refusal.OptionLength;
            case PrefixInformationOption.Type:
                return length == PrefixInformationOption.Length ? TakePrefix(at) : Refusal.OptionLength;
            default:
                return Refusal.None;
        }
    }

    private Refusal TakePrefix(int at)
    {
        if (PrefixCount == _prefixes.Length)
        {
            return Refusal.TooManyOptions;
        }

        _prefixes[PrefixCount++] = at;
        return Refusal.None;
    }
}
