namespace McoaRouter.LinkLayers.Ppp;

/// <summary>The options of LCP that are spoken here (RFC 1661 §6, RFC 1662 §7.1).</summary>
internal static class LcpOption
{
    /// <summary>Type: Maximum-Receive-Unit, 16 bits.</summary>
    internal const int MaximumReceiveUnit = 1;

    /// <summary>Type: Asynchronous-Control-Character-Map, 32 bits (RFC 1662 §7.1).</summary>
    internal const int ControlMap = 2;

    /// <summary>Type: Authentication-Protocol, 16 bits and what that protocol adds.</summary>
    internal const int AuthenticationProtocol = 3;

    /// <summary>Type: Magic-Number, 32 bits.</summary>
    internal const int MagicNumber = 5;

    /// <summary>Type: Protocol-Field-Compression, no data.</summary>
    internal const int ProtocolCompression = 7;

    /// <summary>Type: Address-and-Control-Field-Compression, no data.</summary>
    internal const int AddressCompression = 8;

    /// <summary>Octets of an option without data.</summary>
    internal const int FlagLength = 2;

    /// <summary>Octets of an option with 16 bits.</summary>
    internal const int ShortLength = 4;

    /// <summary>
    /// Octets of the authentication option with CHAP, whose algorithm is behind the protocol (RFC 1994 §3).
    /// </summary>
    internal const int ChapLength = 5;

    /// <summary>Octets of an option with 32 bits.</summary>
    internal const int WordLength = 6;

    /// <summary>The algorithm of CHAP: MD5 (RFC 1994 §3).</summary>
    internal const int Md5 = 5;
}
