namespace McoaRouter.Wire;

/// <summary>
/// The Alternate Care-of Address option (RFC 6275 §6.2.5): type 3, length 16, the address; alignment 8n+6.
/// </summary>
public static class AlternateCareOfAddressOption
{
    /// <summary>Option type.</summary>
    public const int Type = 3;

    /// <summary>Remainder of the alignment, modulo 8.</summary>
    public const int Alignment = 6;

    /// <summary>Writes the option and returns where the next one starts.</summary>
    public static int Write(byte[] buffer, int headerOffset, int at, byte[] address, int addressOffset)
    {
        int start = MobilityOption.Align(buffer, headerOffset, at, 8, Alignment);
        buffer[start] = Type;
        buffer[start + 1] = Ipv6Address.Length;
        Ipv6Address.Copy(address, addressOffset, buffer, start + MobilityOption.DataOffset);
        return start + MobilityOption.DataOffset + Ipv6Address.Length;
    }
}
