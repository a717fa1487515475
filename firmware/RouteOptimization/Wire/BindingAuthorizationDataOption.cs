namespace McoaRouter.Wire;

/// <summary>
/// The Binding Authorization Data option (RFC 6275 §6.2.7) of the return routability procedure: type 5, length 12, the
/// authenticator. It is the last option of its message with no padding behind it, hence its alignment, 8n+2.
/// </summary>
public static class BindingAuthorizationDataOption
{
    /// <summary>Option type.</summary>
    public const int Type = MobilityOption.BindingAuthorizationData;

    /// <summary>Octets of data: an authenticator of 96 bits.</summary>
    public const int DataLength = MobilityOption.BindingAuthorizationDataLength;

    /// <summary>Remainder of the alignment, modulo 8.</summary>
    public const int Alignment = MobilityOption.BindingAuthorizationDataAlignment;

    /// <summary>Where the authenticator starts, behind all that it covers.</summary>
    public static int AuthenticatorAt(int at)
    {
        return at + MobilityOption.DataOffset;
    }

    /// <summary>Writes the option's type and length and returns where the authenticator starts.</summary>
    public static int Begin(byte[] buffer, int headerOffset, int at)
    {
        int start = MobilityOption.Align(buffer, headerOffset, at, 8, Alignment);
        buffer[start] = Type;
        buffer[start + 1] = DataLength;
        return start + MobilityOption.DataOffset;
    }
}
