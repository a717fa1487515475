using System;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Ethernet;

/// <summary>
/// The header of an Ethernet frame that carries IPv6 (RFC 2464 §3). Preamble and frame check sequence are the device's.
/// <code>
/// +---------------------------------------------------------------+
/// |                 destination address, 6 octets                 |
/// |                    source address, 6 octets                   |
/// +-------------------------------+-------------------------------+
/// |         type = 0x86DD         |          packet ...           |
/// +-------------------------------+-------------------------------+
/// </code>
/// </summary>
public static class EthernetFrame
{
    /// <summary>Octets of the header.</summary>
    public const int HeaderLength = 14;

    /// <summary>Octets of the largest frame.</summary>
    public const int LargestLength = HeaderLength + Limits.PacketOctets;

    /// <summary>Octets of the smallest frame; a shorter packet is padded behind its end.</summary>
    public const int SmallestLength = 60;

    /// <summary>Where the source address starts.</summary>
    public const int SourceOffset = 6;

    private const int TypeOffset = 12;
    private const int TypeIpv6 = 0x86DD;

    /// <summary>Whether the frame carries IPv6.</summary>
    public static bool IsIpv6(byte[] buffer, int offset)
    {
        return BigEndian.ReadUInt16(buffer, offset + TypeOffset) == TypeIpv6;
    }

    /// <summary>Writes the header.</summary>
    /// <param name="buffer">Where to write.</param>
    /// <param name="offset">Where the header starts.</param>
    /// <param name="destination">The buffer that holds the destination address; may be the same.</param>
    /// <param name="destinationOffset">Where its 6 octets start.</param>
    /// <param name="source">The 6 octets of the source address.</param>
    public static void Write(byte[] buffer, int offset, byte[] destination, int destinationOffset, byte[] source)
    {
        Array.Copy(destination, destinationOffset, buffer, offset, EthernetAddress.Length);
        Array.Copy(source, 0, buffer, offset + SourceOffset, EthernetAddress.Length);
        BigEndian.WriteUInt16(buffer, offset + TypeOffset, TypeIpv6);
    }
}
