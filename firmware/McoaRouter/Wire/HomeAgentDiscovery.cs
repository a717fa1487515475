namespace McoaRouter.Wire;

/// <summary>
/// The Home Agent Address Discovery Request (RFC 6275 §6.5) and Reply (§6.6), with the flag of RFC 3963 §7; they differ
/// in their type, and in the addresses that a reply ends with. The object is one received message and is reused.
/// <code>
/// +---------------+---------------+-------------------------------+
/// |type 144 or 145|   code = 0    |           checksum            |
/// +---------------+---------------+-+-----------------------------+
/// |          identifier           |R|          reserved           |
/// +-------------------------------+-+-----------------------------+
/// |            home agent addresses, 16 octets each               |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public sealed class HomeAgentDiscovery
{
    /// <summary>
    /// R: home agents that support mobile routers are wanted, or are those in the list (RFC 3963 §7.1, §7.2).
    /// </summary>
    public const int MobileRouterFlag = 0x8000;

    /// <summary>The identifier, 16 bits: a reply has its request's.</summary>
    public int Identifier;

    /// <summary>The flags, 16 bits.</summary>
    public int Flags;

    /// <summary>How many home agent addresses there are, in order of preference; none in a request.</summary>
    public int AddressCount;

    /// <summary>Why the last <see cref="TryRead"/> returned false.</summary>
    public Refusal Refusal;

    private int _addresses;

    /// <summary>Where the home agent address with this index starts in the caller's buffer.</summary>
    public int AddressOffset(int index)
    {
        return _addresses + (index * Ipv6Address.Length);
    }

    /// <summary>Reads a message whose checksum was checked (<see cref="Icmpv6.Check"/>).</summary>
    /// <returns>False where the message is refused; <see cref="Refusal"/> says why.</returns>
    public bool TryRead(byte[] buffer, int offset, int length)
    {
        Refusal = Icmpv6.CheckFixed(buffer, offset, length);
        if (Refusal != Refusal.None)
        {
            return false;
        }

        int list = Icmpv6.Type(buffer, offset) == Icmpv6.HomeAgentDiscoveryReply ? length - Icmpv6.FixedLength : 0;
        if (list % Ipv6Address.Length != 0)
        {
            Refusal = Refusal.Truncated;
            return false;
        }

        Identifier = Icmpv6.Identifier(buffer, offset);
        Flags = Icmpv6.Flags(buffer, offset);
        AddressCount = list / Ipv6Address.Length;
        _addresses = offset + Icmpv6.FixedLength;
        return true;
    }

    /// <summary>
    /// Writes one address of a reply, behind what <see cref="Icmpv6.Begin"/> or the last address wrote.
    /// </summary>
    /// <returns>Where the next one starts.</returns>
    public static int WriteAddress(byte[] buffer, int at, byte[] address, int addressOffset)
    {
        Ipv6Address.Copy(address, addressOffset, buffer, at);
        return at + Ipv6Address.Length;
    }
}
