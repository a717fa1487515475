namespace McoaRouter.Wire;

/// <summary>
/// The IPv4 Care-of Address option (RFC 5555 §3.1.2), which a Binding Update carries out of a network without IPv6;
/// alignment 4n.
/// <code>
/// +---------------+---------------+-------------------------------+
/// |   type = 32   |  length = 6   |           reserved            |
/// +---------------+---------------+-------------------------------+
/// |                 IPv4 care-of address, 4 octets                |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public static class Ipv4CareOfAddressOption
{
    /// <summary>Option type.</summary>
    public const int Type = 32;

    /// <summary>Octets of data.</summary>
    public const int DataLength = 6;

    /// <summary>Where the address starts.</summary>
    public static int AddressOffset(int at)
    {
        return at + 4;
    }

    /// <summary>Writes the option.</summary>
    /// <param name="buffer">Where to write.</param>
    /// <param name="headerOffset">Where the Mobility Header starts.</param>
    /// <param name="at">Where the option before it ended.</param>
    /// <param name="address">The buffer that holds the 4 octets of the address.</param>
    /// <param name="addressOffset">Where it starts.</param>
    /// <returns>Where the next option starts.</returns>
    public static int Write(byte[] buffer, int headerOffset, int at, byte[] address, int addressOffset)
    {
        int start = MobilityOption.Align(buffer, headerOffset, at, 4, 0);
        buffer[start] = Type;
        buffer[start + 1] = DataLength;
        BigEndian.WriteUInt16(buffer, start + MobilityOption.DataOffset, 0);
        Ipv4Address.Copy(address, addressOffset, buffer, AddressOffset(start));
        return start + MobilityOption.DataOffset + DataLength;
    }
}
