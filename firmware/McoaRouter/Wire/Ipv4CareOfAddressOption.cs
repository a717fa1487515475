namespace McoaRouter.Wire;

/// <summary>
/// The IPv4 Care-of Address option (RFC 5555 §3.1.2), which a Binding Update carries out of a network without IPv6;
/// alignment 4n. It is read; nothing here writes it.
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
}
