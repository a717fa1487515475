namespace McoaRouter.Wire;

/// <summary>
/// What mobility options have in common (RFC 6275 §6.2): type, length of the data, data; and padding (§6.2.2, §6.2.3).
/// Every option stands at an offset that its type prescribes, counted from the start of the Mobility Header.
/// </summary>
public static class MobilityOption
{
    /// <summary>Option type of one octet of padding, which has no length.</summary>
    public const int Pad1 = 0;

    /// <summary>Option type of two or more octets of padding.</summary>
    public const int PadN = 1;

    /// <summary>Octets of padding before an option, at most: no alignment is over 8.</summary>
    public const int LargestPadding = 7;

    /// <summary>Option type of Nonce Indices (§6.2.6).</summary>
    public const int NonceIndices = 4;

    /// <summary>Octets of data of Nonce Indices.</summary>
    public const int NonceIndicesLength = 4;

    /// <summary>Option type of Binding Authorization Data (§6.2.7).</summary>
    public const int BindingAuthorizationData = 5;

    /// <summary>Octets of data of Binding Authorization Data: an authenticator of 96 bits.</summary>
    public const int BindingAuthorizationDataLength = 12;

    /// <summary>Remainder of the alignment of Binding Authorization Data, modulo 8.</summary>
    public const int BindingAuthorizationDataAlignment = 2;

    /// <summary>Octets before an option's data.</summary>
    public const int DataOffset = 2;

    /// <summary>Octets of data of the option at <paramref name="at"/>.</summary>
    public static int DataLength(byte[] buffer, int at)
    {
        return buffer[at + 1];
    }

    /// <summary>
    /// Pads from <paramref name="at"/> until the offset from the Mobility Header is <paramref name="remainder"/> modulo
    /// <paramref name="modulus"/> (8n+2: 8, 2).
    /// </summary>
    /// <returns>Where the next option starts.</returns>
    public static int Align(byte[] buffer, int headerOffset, int at, int modulus, int remainder)
    {
        int padding = (remainder - (at - headerOffset)) & (modulus - 1);
        if (padding == 1)
        {
            buffer[at] = Pad1;
        }
        else if (padding > 1)
        {
            buffer[at] = PadN;
            buffer[at + 1] = (byte)(padding - DataOffset);
            for (int i = DataOffset; i < padding; i++)
            {
                buffer[at + i] = 0;
            }
        }

        return at + padding;
    }

    /// <summary>Whether the option at <paramref name="at"/> stands on its alignment.</summary>
    public static bool IsAligned(int headerOffset, int at, int modulus, int remainder)
    {
        return ((at - headerOffset) & (modulus - 1)) == remainder;
    }
}
