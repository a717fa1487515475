namespace McoaRouter.Wire;

/// <summary>
/// The Neighbor Advertisement (RFC 4861 §4.4) with the Target Link-Layer Address option of an Ethernet (RFC 2464 §6).
/// <code>
/// +---------------+---------------+-------------------------------+
/// |  type = 136   |   code = 0    |           checksum            |
/// +-+-+-+---------+---------------+-------------------------------+
/// |R|S|O|                        reserved                         |
/// +-+-+-+---------------------------------------------------------+
/// |                   target address, 16 octets                   |
/// +---------------+---------------+-------------------------------+
/// |   type = 2    |  length = 1   |      link-layer address       |
/// +---------------+---------------+                               +
/// |                                                               |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public static class NeighborAdvertisement
{
    /// <summary>ICMPv6 type.</summary>
    public const int Type = 136;

    /// <summary>Octets of the whole message.</summary>
    public const int Length = 32;

    /// <summary>R: the target is a router.</summary>
    public const int RouterFlag = 0x8000;

    /// <summary>S: it answers a solicitation of its destination.</summary>
    public const int SolicitedFlag = 0x4000;

    /// <summary>O: it replaces what the receiver has in its cache.</summary>
    public const int OverrideFlag = 0x2000;

    private const int FlagsFieldOffset = 4;
    private const int TargetFieldOffset = 8;
    private const int FixedLength = 24;

    /// <summary>
    /// Checks the message that a packet ends with (RFC 4861 §7.1.2); options other than the first Target Link-Layer
    /// Address are skipped.
    /// </summary>
    /// <returns><see cref="Refusal.None"/>, or what is wrong with it.</returns>
    public static Refusal Check(Ipv6Packet packet)
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

        bool answersNobody = (Flags(buffer, offset) & SolicitedFlag) != 0
            && Ipv6Address.IsMulticast(buffer, packet.DestinationOffset);
        if (answersNobody || Ipv6Address.IsMulticast(buffer, TargetOffset(offset)))
        {
            return Refusal.AddressNotForwardable;
        }

        return NeighborDiscoveryOption.CheckAll(buffer, offset + FixedLength, offset + packet.PayloadLength);
    }

    /// <summary>R, S and O.</summary>
    public static int Flags(byte[] buffer, int offset)
    {
        return BigEndian.ReadUInt16(buffer, offset + FlagsFieldOffset)
            & (RouterFlag | SolicitedFlag | OverrideFlag);
    }

    /// <summary>Where the target address starts.</summary>
    public static int TargetOffset(int offset)
    {
        return offset + TargetFieldOffset;
    }

    /// <summary>
    /// Where the target's link-layer address starts in a message that was checked, or -1 where it has none.
    /// </summary>
    public static int LinkLayerAddressOffset(Ipv6Packet packet)
    {
        int at = NeighborDiscoveryOption.Find(
            packet.Buffer,
            packet.PayloadOffset + FixedLength,
            packet.PayloadOffset + packet.PayloadLength,
            NeighborDiscoveryOption.TargetLinkLayerAddress);
        return at < 0 ? -1 : NeighborDiscoveryOption.LinkLayerAddressOffset(at);
    }

    /// <summary>
    /// Writes the message, but for the checksum: <see cref="Icmpv6.Finish"/> fills that in, up to what is returned.
    /// </summary>
    /// <param name="buffer">Where to write.</param>
    /// <param name="offset">Where the message starts.</param>
    /// <param name="flags">R, S and O.</param>
    /// <param name="target">The 16 octets of the target address.</param>
    /// <param name="linkLayerAddress">The 6 octets of its link-layer address.</param>
    /// <returns>Where the message ends.</returns>
    public static int Write(byte[] buffer, int offset, int flags, byte[] target, byte[] linkLayerAddress)
    {
        buffer[offset] = Type;
        buffer[offset + Icmpv6.CodeOffset] = 0;
        BigEndian.WriteUInt16(buffer, offset + FlagsFieldOffset, flags);
        BigEndian.WriteUInt16(buffer, offset + FlagsFieldOffset + 2, 0);
        Ipv6Address.Copy(target, 0, buffer, offset + TargetFieldOffset);
        return NeighborDiscoveryOption.WriteLinkLayerAddress(
            buffer, offset + FixedLength, NeighborDiscoveryOption.TargetLinkLayerAddress, linkLayerAddress);
    }
}
