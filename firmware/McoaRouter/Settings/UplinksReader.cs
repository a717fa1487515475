using System.Collections;

namespace McoaRouter.Settings;

/// <summary>The uplinks of a configuration.</summary>
internal static class UplinksReader
{
    private const int LongestName = 32;

    // IEEE 802.11: a network's name has at most 32 octets, a passphrase 63 characters.
    private const int LongestSsid = 32;
    private const int LongestPassphrase = 63;

    // 3GPP TS 23.003 §9.1 and 3GPP TS 31.101: an access point name's octets, a PIN's digits. Of names and secrets, modems
    // take 64 characters.
    private const int LongestAccessPointName = 100;
    private const int ShortestPin = 4;
    private const int LongestPin = 8;
    private const int LongestUser = 64;

    private const int LowestSignalDbm = -120;

    private const string BidRemedy = "give each uplink its own BID (1..65535)";
    private const string NameRemedy = "give each uplink its own name, 1..32 characters";

    /// <summary>Reads the uplinks; null where one is faulty.</summary>
    internal static UplinkSettings[] Read(JsonObjectReader reader)
    {
        int before = reader.Faults.Count;
        ArrayList items = reader.ReadList(
            "uplinks", Limits.Uplinks, "give 1.." + Limits.Uplinks.ToString() + " uplinks");
        if (items == null)
        {
            return null;
        }

        UplinkSettings[] uplinks = new UplinkSettings[items.Count];
        for (int i = 0; i < items.Count; i++)
        {
            JsonObjectReader uplink = SettingsValue.AsObject(
                items[i],
                reader.PathOf("uplinks", i),
                "write { \"name\", \"bid\", \"priority\", \"link\", ... }",
                reader.Faults);
            uplinks[i] = new UplinkSettings();
            if (uplink != null)
            {
                ReadUplink(uplink, uplinks, i);
            }
        }

        return reader.Faults.Count == before ? uplinks : null;
    }

    /// <summary>
    /// Reads <c>signallingUplink</c>: the uplink's index; -1 where it is missing or faulty.
    /// </summary>
    /// <param name="reader">The whole configuration.</param>
    /// <param name="uplinks">The uplinks, null where one is faulty.</param>
    internal static int ReadSignalling(JsonObjectReader reader, UplinkSettings[] uplinks)
    {
        const string Key = "signallingUplink";
        const string Remedy = "name the uplink that is to carry the signalling, or leave it out";
        string name = reader.Has(Key) ? reader.ReadText(Key, Remedy) : null;
        if (name == null || uplinks == null)
        {
            return -1;
        }

        int uplink = IndexOf(uplinks, name);
        if (uplink < 0)
        {
            reader.AddFault(Key, SettingsText.Quote(name) + " is the name of no uplink", Remedy);
        }

        return uplink;
    }

    /// <summary>The index of the uplink with a name, or -1.</summary>
    internal static int IndexOf(UplinkSettings[] uplinks, string name)
    {
        for (int i = 0; i < uplinks.Length; i++)
        {
            if (uplinks[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The first uplink whose packets travel in UDP over IPv4 alone, or -1.</summary>
    internal static int FirstInUdp(UplinkSettings[] uplinks)
    {
        for (int i = 0; i < uplinks.Length; i++)
        {
            if (uplinks[i].Transport == Transport.Udp)
            {
                return i;
            }
        }

        return -1;
    }

    private static void ReadUplink(JsonObjectReader reader, UplinkSettings[] uplinks, int index)
    {
        UplinkSettings uplink = uplinks[index];
        uplink.Name = reader.ReadName("name", LongestName, NameRemedy);
        uplink.Bid = (int)reader.ReadInteger("bid", 1, 65535, BidRemedy);
        uplink.Priority = (int)reader.ReadInteger(
            "priority", 0, 255, "give 0..255: higher is preferred, 0 none, 255 the default binding");
        uplink.Link = reader.ReadChoice(
            "link", null, new string[] { "wifi", "modem", "ethernet", "interface", "simulated" });
        uplink.Device = DeviceReader.Read(reader, uplink.Link, "interface");
        ReadWifi(reader, uplink);
        ReadModem(reader, uplink);
        uplink.Transport = (Transport)reader.ReadIndex("transport", new string[] { "auto", "ipv6", "udp" });
        uplink.Metered = reader.ReadFlag("metered", false, "write true where traffic costs, or false");
        if (reader.Has("signalFloorDbm"))
        {
            uplink.SignalFloorDbm = (int)reader.ReadInteger(
                "signalFloorDbm", LowestSignalDbm, -1, "give dBm within -120..-1, or leave it out");
        }

        reader.RefuseUnknownKeys();
        for (int i = index - 1; i >= 0; i--)
        {
            CheckOwn(reader, uplink, uplinks[i], i);
        }
    }

    private static void CheckOwn(JsonObjectReader reader, UplinkSettings uplink, UplinkSettings other, int index)
    {
        string used = " is already used by uplinks[" + index.ToString() + "]";
        if (uplink.Name != null && uplink.Name == other.Name)
        {
            reader.AddFault("name", SettingsText.Quote(uplink.Name) + used, NameRemedy);
        }

        if (uplink.Bid > 0 && uplink.Bid == other.Bid)
        {
            reader.AddFault("bid", uplink.Bid.ToString() + used, BidRemedy);
        }

        if (uplink.Device != null && uplink.Device == other.Device)
        {
            reader.AddFault("device", SettingsText.Quote(uplink.Device) + used, "give each uplink its own interface");
        }
    }

    private static void ReadWifi(JsonObjectReader reader, UplinkSettings uplink)
    {
        if (BelongsTo(reader, "ssid", uplink.Link, "wifi", true))
        {
            uplink.Ssid = reader.ReadName("ssid", LongestSsid, "give the network's name, 1..32 characters");
        }

        if (BelongsTo(reader, "passphrase", uplink.Link, "wifi", false))
        {
            const string Remedy = "give 1..63 characters, or leave it out for an open network";
            string passphrase = reader.ReadText("passphrase", Remedy);
            SettingsRecorder.HearNumber(reader.PathOf("passphrase"), "minLength", 1);
            SettingsRecorder.HearNumber(reader.PathOf("passphrase"), "maxLength", LongestPassphrase);
            uplink.Passphrase = passphrase;
            if (passphrase != null && (passphrase.Length == 0 || passphrase.Length > LongestPassphrase))
            {
                reader.AddFault("passphrase", "has " + passphrase.Length.ToString() + " characters", Remedy);
            }
        }
    }

    private static void ReadModem(JsonObjectReader reader, UplinkSettings uplink)
    {
        if (BelongsTo(reader, "apn", uplink.Link, "modem", true))
        {
            uplink.AccessPointName = ReadQuotable(
                reader, "apn", LongestAccessPointName, "give the access point name of the cellular network");
        }

        if (BelongsTo(reader, "pin", uplink.Link, "modem", false))
        {
            const string Remedy = "give the SIM's 4..8 digits as a text, or leave it out";
            string pin = reader.ReadText("pin", Remedy);
            SettingsRecorder.HearNumber(reader.PathOf("pin"), "minLength", ShortestPin);
            SettingsRecorder.HearNumber(reader.PathOf("pin"), "maxLength", LongestPin);
            SettingsRecorder.Hear(reader.PathOf("pin"), "pattern", "^[0-9]*$");
            uplink.Pin = pin;
            if (pin != null && (!SettingsText.IsDigits(pin) || pin.Length < ShortestPin || pin.Length > LongestPin))
            {
                reader.AddFault("pin", "is no PIN", Remedy);
            }
        }

        bool hasPassword = BelongsTo(reader, "password", uplink.Link, "modem", false);
        if (BelongsTo(reader, "user", uplink.Link, "modem", hasPassword))
        {
            uplink.User = ReadQuotable(
                reader, "user", LongestUser, "give the name that goes with the access point, or leave out name and password");
        }

        if (hasPassword)
        {
            uplink.Password = ReadQuotable(
                reader, "password", LongestUser, "give the password that goes with the name, or leave it out");
        }
    }

    // A text that stands in quotation marks in a modem's command: it must not end them. It is not shown.
    private static string ReadQuotable(JsonObjectReader reader, string key, int longest, string remedy)
    {
        string text = reader.ReadName(key, longest, remedy);
        SettingsRecorder.Hear(reader.PathOf(key), "pattern", "^[ !#-\\[\\]-~]*$");
        for (int i = 0; text != null && i < text.Length; i++)
        {
            if (text[i] > '~' || text[i] == '"' || text[i] == '\\')
            {
                reader.AddFault(key, "has a character that modems don't take", remedy);
                return null;
            }
        }

        return text;
    }

    // Whether the key is to be read; where it stands with another link, that is a fault.
    private static bool BelongsTo(JsonObjectReader reader, string key, string link, string owner, bool required)
    {
        bool given = reader.Has(key);
        if (link == owner)
        {
            return given || required;
        }

        if (given && link != null)
        {
            reader.AddFault(key, "does not go with link \"" + link + "\"", "remove it, or use link \"" + owner + "\"");
        }

        return false;
    }
}
