namespace McoaRouter.Wire;

/// <summary>
/// The Mobile Prefix Advertisement (RFC 6275 §6.8), by which a home agent tells the prefixes of the home link. Options
/// that are no Prefix Information are skipped. The object is one received message and is reused.
/// <code>
/// +---------------+---------------+-------------------------------+
/// |  type = 147   |   code = 0    |           checksum            |
/// +---------------+---------------+-+-+---------------------------+
/// |          identifier           |M|O|         reserved          |
/// +-------------------------------+-+-+---------------------------+
/// |                            options                            |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public sealed class MobilePrefixAdvertisement
{
    /// <summary>M: addresses come from a server too.</summary>
    public const int ManagedFlag = 0x8000;

    /// <summary>O: other configuration comes from a server.</summary>
    public const int OtherFlag = 0x4000;

    /// <summary>The identifier, 16 bits: that of the solicitation it answers.</summary>
    public int Identifier;

    /// <summary>The flags, 16 bits.</summary>
    public int Flags;

    /// <summary>How many Prefix Information options there are.</summary>
    public int PrefixCount;

    /// <summary>Why the last <see cref="TryRead"/> returned false.</summary>
    public Refusal Refusal;

    private readonly int[] _prefixes = new int[Limits.HomePrefixes];

    /// <summary>Where the Prefix Information option with this index starts in the caller's buffer.</summary>
    public int PrefixAt(int index)
    {
        return _prefixes[index];
    }

    /// <summary>Reads a message whose checksum was checked (<see cref="Icmpv6.Check"/>).</summary>
    /// <returns>False where the message is refused; <see cref="Refusal"/> says why.</returns>
    public bool TryRead(byte[] buffer, int offset, int length)
    {
        PrefixCount = 0;
        Refusal = Icmpv6.CheckFixed(buffer, offset, length);
        int at = offset + Icmpv6.FixedLength;
        int end = offset + length;
        while (Refusal == Refusal.None && at < end)
        {
            Refusal = NeighborDiscoveryOption.Check(buffer, at, end);
            if (Refusal == Refusal.None && buffer[at] == PrefixInformationOption.Type)
            {
                Refusal = TakePrefix(buffer, at);
            }

            at = Refusal == Refusal.None ? at + NeighborDiscoveryOption.Length(buffer, at) : end;
        }

        if (Refusal != Refusal.None)
        {
            return false;
        }

        Identifier = Icmpv6.Identifier(buffer, offset);
        Flags = Icmpv6.Flags(buffer, offset);
        return true;
    }

    private Refusal TakePrefix(byte[] buffer, int at)
    {
        if (NeighborDiscoveryOption.Length(buffer, at) != PrefixInformationOption.Length)
        {
            return Refusal.OptionLength;
        }

        if (PrefixCount == _prefixes.Length)
        {
            return Refusal.TooManyOptions;
        }

        _prefixes[PrefixCount++] = at;
        return Refusal.None;
    }
}
