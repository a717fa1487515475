using McoaRouter.Wire;

namespace McoaRouter.Settings;

/// <summary>
/// A mobility security association (RFC 4285): checked, so that a configuration is sound before a release that uses it.
/// The key's value enters no message.
/// </summary>
public static class SecurityReader
{
    /// <summary>What a configuration with a key is told at start.</summary>
    public const string Notice =
        "security: this release sends and accepts binding messages unauthenticated; let no stranger on the path to the home agent";

    private const int ShortestKey = 16;
    private const int LongestKey = 64;

    // SPI 0..255 are reserved (RFC 4285 §5.1).
    private const long FirstSpi = 256;
    private const long LastSpi = 4294967295;

    // What an option holds: 255 octets less its subtype (RFC 4283 §3).
    private const int LongestIdentifier = 254;

    /// <summary>Checks <c>spi</c>, <c>key</c> and <c>identifier</c> of an object.</summary>
    public static void Check(JsonObjectReader reader)
    {
        _ = reader.ReadInteger("spi", FirstSpi, LastSpi, "give the number agreed with the home agent, 256 or more");
        CheckKey(reader);
        _ = reader.ReadName(
            "identifier", LongestIdentifier, "give the router's network access identifier, such as bus-17@example.net");
    }

    private static void CheckKey(JsonObjectReader reader)
    {
        const string Remedy = "give 16..64 octets as hexadecimal digits, two an octet";
        string key = reader.ReadText("key", Remedy);
        if (key == null)
        {
            return;
        }

        int start = key.Length > 1 && key[0] == '0' && key[1] == 'x' ? 2 : 0;
        int digits = key.Length - start;
        for (int i = start; i < key.Length; i++)
        {
            if (Ipv6AddressText.HexValue(key[i]) < 0)
            {
                reader.AddFault("key", "has a character that is no hexadecimal digit", Remedy);
                return;
            }
        }

        if (digits % 2 != 0 || digits < 2 * ShortestKey || digits > 2 * LongestKey)
        {
            reader.AddFault("key", "has " + digits.ToString() + " hexadecimal digits", Remedy);
        }
    }
}
