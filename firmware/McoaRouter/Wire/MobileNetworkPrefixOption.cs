namespace McoaRouter.Wire;

/// <summary>
/// The Mobile Network Prefix option (RFC 3963 §4.3); alignment 8n+4.
/// <code>
/// +---------------+---------------+---------------+---------------+
/// |   type = 6    |  length = 18  |   reserved    | prefix length |
/// +---------------+---------------+---------------+---------------+
/// |                  mobile network prefix, 16 octets             |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public static class MobileNetworkPrefixOption
{
    /// <summary>Option type.</summary>
    public const int Type = 6;

    /// <summary>Octets of data.</summary>
    public const int DataLength = 18;

    /// <summary>Remainder of the alignment, modulo 8.</summary>
    public const int Alignment = 4;

    private const int PrefixLengthOffset = 3;
    private const int PrefixOffset = 4;

    /// <summary>The prefix length, in bits as received: more than 128 is possible.</summary>
    public static int PrefixLength(byte[] buffer, int at)
    {
        return buffer[at + PrefixLengthOffset];
    }

    /// <summary>
    /// Whether the option names exactly <paramref name="prefix"/>; bits behind the prefix length do not count.
    /// </summary>
    public static bool Names(byte[] buffer, int at, Ipv6Prefix prefix)
    {
        return PrefixLength(buffer, at) == prefix.Length && prefix.Contains(buffer, at + PrefixOffset);
    }

    /// <summary>Writes the option and returns where the next one starts.</summary>
    public static int Write(byte[] buffer, int headerOffset, int at, Ipv6Prefix prefix)
    {
        int start = MobilityOption.Align(buffer, headerOffset, at, 8, Alignment);
        buffer[start] = Type;
        buffer[start + 1] = DataLength;
        buffer[start + 2] = 0;
        buffer[start + PrefixLengthOffset] = (byte)prefix.Length;
        Ipv6Address.Copy(prefix.Octets, 0, buffer, start + PrefixOffset);
        return start + PrefixOffset + Ipv6Address.Length;
    }
}
