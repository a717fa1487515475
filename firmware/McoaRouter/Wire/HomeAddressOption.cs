namespace McoaRouter.Wire;

/// <summary>
/// The Home Address option (RFC 6275 §6.3) in a Destination Options header of its own, as a mobile node sends it.
/// <code>
/// +---------------+---------------+---------------+---------------+
/// |  next header  |  length = 2   |   PadN = 1    |       2       |
/// +---------------+---------------+---------------+---------------+
/// |       0       |       0       |  type = 0xC9  |  length = 16  |
/// +---------------+---------------+---------------+---------------+
/// |                     home address, 16 octets                   |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public static class HomeAddressOption
{
    /// <summary>Option type: to be understood, or the packet is refused.</summary>
    public const int Type = 0xC9;

    /// <summary>Where the option starts in its header: alignment 8n+6.</summary>
    public const int OptionOffset = 6;

    /// <summary>Octets of the whole header.</summary>
    public const int HeaderLength = 24;

    private const int PadN = 1;

    /// <summary>Writes the header and returns where the next one starts.</summary>
    public static int Write(byte[] buffer, int offset, int nextHeader, byte[] homeAddress, int homeAddressOffset)
    {
        buffer[offset] = (byte)nextHeader;
        buffer[offset + 1] = (HeaderLength / 8) - 1;
        buffer[offset + 2] = PadN;
        buffer[offset + 3] = 2;
        buffer[offset + 4] = 0;
        buffer[offset + 5] = 0;
        buffer[offset + OptionOffset] = Type;
        buffer[offset + 7] = Ipv6Address.Length;
        Ipv6Address.Copy(homeAddress, homeAddressOffset, buffer, offset + 8);
        return offset + HeaderLength;
    }
}
