namespace McoaRouter.LinkLayers.Ppp;

/// <summary>
/// The protocol field that every PPP frame begins with (RFC 1661 §2), 16 bits. Where the low bit of the first octet is
/// set, the field is one octet long (§6.5).
/// </summary>
internal static class PppProtocol
{
    /// <summary>IPv4 (RFC 1332 §2).</summary>
    internal const int Ipv4 = 0x0021;

    /// <summary>IPv6 (RFC 5072 §2).</summary>
    internal const int Ipv6 = 0x0057;

    /// <summary>Internet Protocol Control Protocol (RFC 1332 §3).</summary>
    internal const int Ipcp = 0x8021;

    /// <summary>IPv6 Control Protocol (RFC 5072 §3).</summary>
    internal const int Ipv6cp = 0x8057;

    /// <summary>Link Control Protocol (RFC 1661 §5).</summary>
    internal const int Lcp = 0xC021;

    /// <summary>Password Authentication Protocol (RFC 1334 §2).</summary>
    internal const int Pap = 0xC023;

    /// <summary>Challenge Handshake Authentication Protocol (RFC 1994 §3).</summary>
    internal const int Chap = 0xC223;
}
