using System;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Ethernet;

/// <summary>Ethernet addresses as 6 octets at an offset of somebody's buffer, and what IPv6 makes of them (RFC 2464).</summary>
public static class EthernetAddress
{
    /// <summary>Octets of an address.</summary>
    public const int Length = NeighborDiscoveryOption.LinkLayerAddressLength;

    private const int GroupBit = 0x01;
    private const int LocalBit = 0x02;
    private const int GroupPrefix = 0x33;
    private const int Half = 3;

    /// <summary>Whether it names a group of stations, or all of them.</summary>
    public static bool IsGroup(byte[] buffer, int offset)
    {
        return (buffer[offset] & GroupBit) != 0;
    }

    /// <summary>Whether two addresses are the same. The last octets differ most.</summary>
    public static bool Equal(byte[] left, int leftOffset, byte[] right, int rightOffset)
    {
        return left[leftOffset + 5] == right[rightOffset + 5]
            && left[leftOffset + 4] == right[rightOffset + 4]
            && left[leftOffset + 3] == right[rightOffset + 3]
            && left[leftOffset + 2] == right[rightOffset + 2]
            && left[leftOffset + 1] == right[rightOffset + 1]
            && left[leftOffset] == right[rightOffset];
    }

    /// <summary>Writes the group address of an IPv6 multicast address: 33-33 and its last four octets (RFC 2464 §7).</summary>
    public static void WriteGroup(byte[] buffer, int offset, byte[] multicast, int multicastOffset)
    {
        buffer[offset] = GroupPrefix;
        buffer[offset + 1] = GroupPrefix;
        Array.Copy(multicast, multicastOffset + Ipv6Address.Length - 4, buffer, offset + 2, 4);
    }

    /// <summary>
    /// Writes the link-local address of a station: <c>fe80::/64</c> and its modified EUI-64 (RFC 2464 §4, §5).
    /// </summary>
    /// <param name="buffer">Where to write 16 octets, of which all are set.</param>
    /// <param name="station">The 6 octets of the station's address.</param>
    public static void WriteLinkLocal(byte[] buffer, byte[] station)
    {
        Array.Clear(buffer, 0, Ipv6Address.Length);
        buffer[0] = 0xFE;
        buffer[1] = 0x80;
        Array.Copy(station, 0, buffer, 8, Half);
        buffer[8] ^= LocalBit;
        buffer[8 + Half] = 0xFF;
        buffer[9 + Half] = 0xFE;
        Array.Copy(station, Half, buffer, 10 + Half, Half);
    }
}
