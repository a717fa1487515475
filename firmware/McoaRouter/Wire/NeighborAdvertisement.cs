using System;

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

    /// <summary>Octets of the link-layer address.</summary>
    public const int LinkLayerAddressLength = 6;

    private const int FlagsFieldOffset = 4;
    private const int TargetFieldOffset = 8;
    private const int OptionOffset = 24;
    private const int OptionLength = 8;
    private const int OptionAddressOffset = 2;

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
        NeighborDiscoveryOption.Begin(
            buffer, offset + OptionOffset, NeighborDiscoveryOption.TargetLinkLayerAddress, OptionLength);
        Array.Copy(
            linkLayerAddress, 0, buffer, offset + OptionOffset + OptionAddressOffset, LinkLayerAddressLength);
        return offset + Length;
    }
}
