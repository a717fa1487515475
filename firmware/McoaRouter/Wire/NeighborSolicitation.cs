namespace McoaRouter.Wire;

/// <summary>
/// The Neighbor Solicitation (RFC 4861 §4.3). The object is one received message and is reused.
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

    private const int ReservedOffset = 4;
    private const int TargetFieldOffset = 8;
    private const int FixedLength = 24;

    /// <summary>Where the target address starts in the packet's buffer.</summary>
    public int TargetOffset;

    /// <summary>Whether the sender asks whether the address is free (RFC 4862 §5.4.3): it has no address yet.</summary>
    public bool IsProbe;

    /// <summary>Where the link-layer address of the sender starts, or -1 where it gives none.</summary>
    public int LinkLayerAddressOffset;

    /// <summary>Why the last <see cref="TryRead"/> returned false.</summary>
    public Refusal Refusal;

    /// <summary>
    /// Writes the message without options, and but for the checksum: <see cref="Icmpv6.Finish"/> fills that in.
    /// </summary>
    /// <param name="buffer">Where to write.</param>
    /// <param name="offset">Where the message starts.</param>
    /// <param name="target">The buffer that holds the address that is looked for.</param>
    /// <param name="targetOffset">Where its 16 octets start.</param>
    /// <returns>Where the first option starts.</returns>
    public static int Write(byte[] buffer, int offset, byte[] target, int targetOffset)
    {
        buffer[offset] = Type;
        buffer[offset + Icmpv6.CodeOffset] = 0;
        BigEndian.WriteUInt32(buffer, offset + ReservedOffset, 0);
        Ipv6Address.Copy(target, targetOffset, buffer, offset + TargetFieldOffset);
        return offset + FixedLength;
    }

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
        LinkLayerAddressOffset = -1;
        Refusal refusal = NeighborDiscoveryOption.CheckAll(buffer, at, end);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        int option = NeighborDiscoveryOption.Find(
            buffer, at, end, NeighborDiscoveryOption.SourceLinkLayerAddress);
        if (option < 0)
        {
            return Refusal.None;
        }

        LinkLayerAddressOffset = NeighborDiscoveryOption.LinkLayerAddressOffset(option);
        return IsProbe ? Refusal.UnknownMessage : Refusal.None;
    }
}
