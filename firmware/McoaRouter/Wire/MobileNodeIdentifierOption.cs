using System;

namespace McoaRouter.Wire;

/// <summary>
/// The Mobile Node Identifier option that holds a Network Access Identifier (RFC 4283 §3.1); no alignment.
/// <code>
///                                 +---------------+---------------+
///                                 |   type = 8    |    length     |
/// +---------------+---------------+---------------+---------------+
/// |  subtype = 1  |              identifier, user@realm ...       |
/// +---------------+-----------------------------------------------+
/// </code>
/// It stands before every option that authenticates (§3.2).
/// </summary>
public static class MobileNodeIdentifierOption
{
    /// <summary>Option type.</summary>
    public const int Type = 8;

    /// <summary>Subtype of a Network Access Identifier, the only one.</summary>
    public const int NetworkAccessIdentifier = 1;

    /// <summary>Octets of data before the identifier.</summary>
    public const int SubtypeLength = 1;

    private const int SubtypeOffset = 2;
    private const int IdentifierOffset = 3;

    /// <summary>The subtype; only where the length is not 0.</summary>
    public static int Subtype(byte[] buffer, int at)
    {
        return buffer[at + SubtypeOffset];
    }

    /// <summary>Whether the option names exactly <paramref name="identifier"/>, octet for octet.</summary>
    public static bool Names(byte[] buffer, int at, byte[] identifier)
    {
        if (MobilityOption.DataLength(buffer, at) != SubtypeLength + identifier.Length)
        {
            return false;
        }

        for (int i = 0; i < identifier.Length; i++)
        {
            if (buffer[at + IdentifierOffset + i] != identifier[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes the option and returns where the next one starts.</summary>
    /// <param name="buffer">The buffer that holds the message.</param>
    /// <param name="at">Where the option starts.</param>
    /// <param name="identifier">The identifier, at most 254 octets.</param>
    public static int Write(byte[] buffer, int at, byte[] identifier)
    {
        buffer[at] = Type;
        buffer[at + 1] = (byte)(SubtypeLength + identifier.Length);
        buffer[at + SubtypeOffset] = NetworkAccessIdentifier;
        Array.Copy(identifier, 0, buffer, at + IdentifierOffset, identifier.Length);
        return at + IdentifierOffset + identifier.Length;
    }
}
