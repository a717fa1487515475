namespace McoaRouter.Wire;

/// <summary>
/// The Neighbor Solicitation (RFC 4861 §4.3), as a home agent reads it that defends a home address (RFC 6275 §10.4.1).
/// The object is one received message and is reused.
/// <code>
/// +---------------+---------------+-------------------------------+
/// |  type = 135   |   code = 0    |           checksum            |
/// +---------------+---------------+-------------------------------+
/// |                           reserved                            |
/// +---------------------------------------------------------------+
/// |                   target address, 16 octets                   |
/// +---------------------------------------------------------------+
/// |                            options                            |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public sealed class NeighborSolicitation
{
    /// <summary>ICMPv6 type.</summary>
    public const int Type = 135;

    private const int TargetFieldOffset = 8;
    private const int FixedLength = 24;

    /// <summary>Where the target address starts in the packet's buffer.</summary>
    public int TargetOffset { get; private set; }

    /// <summary>Whether the sender asks whether the address is free (RFC 4862 §5.4.3): it has no address yet.</summary>
    public bool IsProbe { get; private set; }

    /// <summary>Why the last <see cref="TryRead"/> returned false.</summary>
    public Refusal Refusal { get; private set; }

    /// <summary>Reads the message that a packet ends with, and validates it (RFC 4861 §7.1.1).</summary>
    /// <returns>False where the message is refused; <see cref="Refusal"/> says why.</returns>
    public bool TryRead(Ipv6Packet packet)
    {
        Refusal = Judge(packet);
        return Refusal == Refusal.None;
    }

    private Refusal Judge(Ipv6Packet packet)
    {
        byte[] buffer = packet.Buffer;
        int offset = packet.PayloadOffset;
        if (buffer[packet.Offset + Ipv6Header.HopLimitOffset] != NeighborDiscovery.HopLimit)
        {
            return Refusal.HopLimit;
        }

        Refusal refusal = Icmpv6.Check(packet);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        if (packet.PayloadLength < FixedLength)
        {
            return Refusal.Truncated;
        }

        if (Icmpv6.Type(buffer, offset) != Type || buffer[offset + Icmpv6.CodeOffset] != 0)
        {
            return Refusal.UnknownMessage;
        }

        TargetOffset = offset + TargetFieldOffset;
        IsProbe = Ipv6Address.IsUnspecified(buffer, packet.SourceOffset);
        if (Ipv6Address.IsMulticast(buffer, TargetOffset)
            || (IsProbe && !NeighborDiscovery.IsSolicitedNode(buffer, packet.DestinationOffset)))
        {
            return Refusal.AddressNotForwardable;
        }

        return JudgeOptions(buffer, offset + FixedLength, offset + packet.PayloadLength);
    }

    private Refusal JudgeOptions(byte[] buffer, int at, int end)
    {
        while (at < end)
        {
            Refusal refusal = NeighborDiscoveryOption.Check(buffer, at, end);
            if (refusal != Refusal.None)
            {
                return refusal;
            }

            if (IsProbe && buffer[at] == NeighborDiscoveryOption.SourceLinkLayerAddress)
            {
                return Refusal.UnknownMessage;
            }

            at += NeighborDiscoveryOption.Length(buffer, at);
        }

        return Refusal.None;
    }
}
