namespace McoaRouter.Security;

/// <summary>
/// A keygen token of the return routability procedure (RFC 6275 §5.2.3): what a correspondent sends to an address, so
/// that who holds it has shown to receive there.
/// </summary>
public static class KeygenToken
{
    /// <summary>Octets of a token: 64 bits.</summary>
    public const int Octets = 8;
}
