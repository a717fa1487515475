namespace McoaRouter.Wire;

/// <summary>
/// The Router Solicitation (RFC 4861 §4.1), without options: the source says who asks.
/// <code>
/// +---------------+---------------+-------------------------------+
/// |  type = 133   |   code = 0    |           checksum            |
/// +---------------+---------------+-------------------------------+
/// |                           reserved                            |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public static class RouterSolicitation
{
    /// <summary>ICMPv6 type.</summary>
    public const int Type = 133;

    /// <summary>Octets of the message without options.</summary>
    public const int Length = 8;

    private const int ReservedOffset = 4;

    /// <summary>
    /// Writes the message, but for the checksum: <see cref="Icmpv6.Finish"/> fills that in, up to what is returned.
    /// </summary>
    /// <returns>Where the message ends; options may follow.</returns>
    public static int Write(byte[] buffer, int offset)
    {
        buffer[offset] = Type;
        buffer[offset + Icmpv6.CodeOffset] = 0;
        BigEndian.WriteUInt32(buffer, offset + ReservedOffset, 0);
        return offset + Length;
    }

    /// <summary>Checks a message whose checksum was checked, and its options (RFC 4861 §6.1.1).</summary>
    /// <returns><see cref="Refusal.None"/>, or what is wrong with it.</returns>
    public static Refusal Check(byte[] buffer, int offset, int length)
    {
        if (length < Length)
        {
            return Refusal.Truncated;
        }

        return buffer[offset + Icmpv6.CodeOffset] != 0
            ? Refusal.UnknownMessage
            : NeighborDiscoveryOption.CheckAll(buffer, offset + Length, offset + length);
    }
}
