namespace McoaRouter.Wire;

/// <summary>
/// The Mobility Message Authentication option between mobile node and home agent (RFC 4285 §5.1); alignment 4n+1.
/// <code>
///                 +---------------+---------------+---------------+
///                 |   type = 9    |  length = 17  |  subtype = 1  |
/// +---------------+---------------+---------------+---------------+
/// |                         mobility SPI                          |
/// +---------------------------------------------------------------+
/// |                authentication data, 12 octets                 |
/// +---------------------------------------------------------------+
/// </code>
/// It is the last option of its message. At 8n+5, one of the places that the alignment allows, it ends with the
/// Mobility Header and leaves no room for padding.
/// </summary>
public static class AuthenticationOption
{
    /// <summary>Option type.</summary>
    public const int Type = 9;

    /// <summary>Subtype of an option between mobile node and home agent.</summary>
    public const int MobileNodeToHomeAgent = 1;

    /// <summary>Octets of data: subtype, SPI and 96 bits of authentication data.</summary>
    public const int DataLength = 17;

    /// <summary>The alignment's modulus.</summary>
    public const int Modulus = 4;

    /// <summary>Remainder of the alignment, modulo <see cref="Modulus"/>.</summary>
    public const int Alignment = 1;

    private const int LastAlignment = 5;
    private const int SubtypeOffset = 2;
    private const int SpiOffset = 3;
    private const int AuthenticationDataOffset = 7;

    /// <summary>The subtype; only where the length is not 0.</summary>
    public static int Subtype(byte[] buffer, int at)
    {
        return buffer[at + SubtypeOffset];
    }

    /// <summary>The mobility SPI, which names the security association.</summary>
    public static uint Spi(byte[] buffer, int at)
    {
        return BigEndian.ReadUInt32(buffer, at + SpiOffset);
    }

    /// <summary>Where the authentication data starts, behind all that it covers.</summary>
    public static int AuthenticationDataAt(int at)
    {
        return at + AuthenticationDataOffset;
    }

    /// <summary>
    /// Writes the option up to and including the SPI, placed so that the option ends at a multiple of 8 octets.
    /// </summary>
    /// <returns>Where the authentication data starts.</returns>
    public static int Begin(byte[] buffer, int headerOffset, int at, uint spi)
    {
        int start = MobilityOption.Align(buffer, headerOffset, at, 8, LastAlignment);
        buffer[start] = Type;
        buffer[start + 1] = DataLength;
        buffer[start + SubtypeOffset] = MobileNodeToHomeAgent;
        BigEndian.WriteUInt32(buffer, start + SpiOffset, (int)spi);
        return start + AuthenticationDataOffset;
    }
}
