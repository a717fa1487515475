namespace McoaRouter.Wire;

/// <summary>
/// The type 2 routing header (RFC 6275 §6.4), which carries the home address to a care-of address.
/// <code>
/// +---------------+---------------+---------------+---------------+
/// |  next header  |  length = 2   |   type = 2    | segments left |
/// +---------------+---------------+---------------+---------------+
/// |                          reserved                             |
/// +---------------------------------------------------------------+
/// |                     home address, 16 octets                   |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public static class RoutingHeaderType2
{
    /// <summary>Routing type.</summary>
    public const int Type = 2;

    /// <summary>Where the routing type stands.</summary>
    public const int TypeOffset = 2;

    /// <summary>Where the number of segments left stands: 1 on the way, 0 when consumed.</summary>
    public const int SegmentsLeftOffset = 3;

    /// <summary>Where the home address starts.</summary>
    public const int AddressOffset = 8;

    /// <summary>Octets of the whole header.</summary>
    public const int Length = 24;

    /// <summary>Writes the header and returns where the next one starts.</summary>
    public static int Write(byte[] buffer, int offset, int nextHeader, byte[] homeAddress, int homeAddressOffset)
    {
        buffer[offset] = (byte)nextHeader;
        buffer[offset + 1] = (Length / 8) - 1;
        buffer[offset + TypeOffset] = Type;
        buffer[offset + SegmentsLeftOffset] = 1;
        BigEndian.WriteUInt32(buffer, offset + 4, 0);
        Ipv6Address.Copy(homeAddress, homeAddressOffset, buffer, offset + AddressOffset);
        return offset + Length;
    }
}
