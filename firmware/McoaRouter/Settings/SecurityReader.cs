using System.Text;
using McoaRouter.Wire;

namespace McoaRouter.Settings;

/// <summary>
/// A mobility security association (RFC 4285). The key's value enters no message.
/// </summary>
public static class SecurityReader
{
    /// <summary>What a router is told at start that has none.</summary>
    public const string Notice =
        "security: binding messages are not authenticated, so that anyone on the path can move the vehicle's traffic; "
            + "give spi, key and identifier on both ends";

    private const string None = "none";
    private const int ShortestKey = 16;
    private const int LongestKey = 64;

    // SPI 0..255 are reserved (RFC 4285 §5.1).
    private const long FirstSpi = 256;
    private const long LastSpi = 4294967295;

    // What a network access identifier may have (RFC 4282 §2.2).
    private const int LongestIdentifier = 253;

    /// <summary>
    /// Reads <c>security</c>, which must be there: an association, or <c>"none"</c>, which is null as a faulty one is.
    /// </summary>
    public static SecuritySettings ReadMember(JsonObjectReader reader)
    {
        const string Remedy = "write { \"spi\", \"key\", \"identifier\" } as agreed with the home agent, or \"none\"";
        if (IsNone(reader, Remedy))
        {
            return null;
        }

        JsonObjectReader security = reader.ReadObject("security", Remedy);
        if (security == null)
        {
            return null;
        }

        SecuritySettings settings = Read(security);
        security.RefuseUnknownKeys();
        return settings;
    }

    /// <summary>
    /// Whether <c>security</c> is a text, which can be <c>"none"</c> alone; any other is a fault. It is not shown: it
    /// may be a key in the wrong place.
    /// </summary>
    public static bool IsNone(JsonObjectReader reader, string remedy)
    {
        string text = reader.Take("security") as string;
        SettingsRecorder.Hear(reader.PathOf("security"), SettingsRecorder.Alternative, None);
        if (text != null && text != None)
        {
            reader.AddFault("security", "is a text other than \"none\"", remedy);
        }

        return text != null;
    }

    /// <summary>Reads <c>spi</c>, <c>key</c> and <c>identifier</c> of an object; null where one is faulty.</summary>
    public static SecuritySettings Read(JsonObjectReader reader)
    {
        long spi = reader.ReadInteger("spi", FirstSpi, LastSpi, "give the number that both ends agreed on, 256 or more");
        byte[] key = ReadKey(reader);
        byte[] identifier = ReadIdentifier(reader);
        return spi == JsonObjectReader.Unread || key == null || identifier == null
            ? null
            : new SecuritySettings { Spi = (uint)spi, Key = key, Identifier = identifier };
    }

    private static byte[] ReadKey(JsonObjectReader reader)
    {
        const string Remedy = "give 16..64 octets as hexadecimal digits, two an octet";
        string text = reader.ReadText("key", Remedy);
        SettingsRecorder.HearNumber(reader.PathOf("key"), "minLength", 2 * ShortestKey);
        SettingsRecorder.HearNumber(reader.PathOf("key"), "maxLength", 2 + (2 * LongestKey));
        SettingsRecorder.Hear(reader.PathOf("key"), "pattern", "^(0x)?([0-9A-Fa-f]{2})*$");
        if (text == null)
        {
            return null;
        }

        int start = text.Length > 1 && text[0] == '0' && text[1] == 'x' ? 2 : 0;
        int digits = text.Length - start;
        for (int i = start; i < text.Length; i++)
        {
            if (Ipv6AddressText.HexValue(text[i]) < 0)
            {
                reader.AddFault("key", "has a character that is no hexadecimal digit", Remedy);
                return null;
            }
        }

        if (digits % 2 != 0 || digits < 2 * ShortestKey || digits > 2 * LongestKey)
        {
            reader.AddFault("key", "has " + digits.ToString() + " hexadecimal digits", Remedy);
            return null;
        }

        byte[] key = new byte[digits / 2];
        for (int i = 0; i < key.Length; i++)
        {
            int at = start + (2 * i);
            key[i] = (byte)((Ipv6AddressText.HexValue(text[at]) << 4) | Ipv6AddressText.HexValue(text[at + 1]));
        }

        return key;
    }

    private static byte[] ReadIdentifier(JsonObjectReader reader)
    {
        const string Key = "identifier";
        const string Remedy = "give the router's network access identifier, such as bus-17@example.net";
        string text = reader.ReadName(Key, LongestIdentifier, Remedy);
        SettingsRecorder.Hear(reader.PathOf(Key), "pattern", "^[^\\u0000- \\u007f]*$");
        if (text == null)
        {
            return null;
        }

        if (text.IndexOf(' ') >= 0)
        {
            reader.AddFault(Key, "has a blank", Remedy);
            return null;
        }

        byte[] identifier = Encoding.UTF8.GetBytes(text);
        if (identifier.Length > LongestIdentifier)
        {
            reader.AddFault(
                Key, "has " + identifier.Length.ToString() + " octets, not 1.." + LongestIdentifier.ToString(), Remedy);
            return null;
        }

        return identifier;
    }
}
