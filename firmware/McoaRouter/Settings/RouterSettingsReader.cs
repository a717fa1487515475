using System.Collections;
using McoaRouter.Wire;

namespace McoaRouter.Settings;

/// <summary>Reads the configuration of a router from JSON. Allocates: it runs before the router does.</summary>
public static class RouterSettingsReader
{
    /// <summary>The version of the format that is read.</summary>
    public const int FormatVersion = 1;

    /// <summary>What <c>lifetimeSeconds</c> is where the configuration does not say, in seconds.</summary>
    public const int DefaultLifetimeSeconds = 240;

    /// <summary>
    /// What <c>firstAcknowledgementTimeoutMs</c> is where the configuration does not say, in ms: the home agent's
    /// duplicate address detection takes 1 s (RFC 6275 §13, InitialBindackTimeoutFirstReg).
    /// </summary>
    public const int DefaultFirstAcknowledgementTimeoutMs = 1500;

    private const int LongestName = 64;

    // What an editor looks for; the router reads it and leaves it at that.
    private const string SchemaKey = "$schema";

    /// <summary>Reads and validates; every fault is found in one go.</summary>
    /// <param name="json">The text, at most 65536 characters.</param>
    public static RouterSettingsResult Read(string json)
    {
        SettingsFaults faults = new SettingsFaults();
        return Read(ReadRoot(json, faults), faults);
    }

    /// <summary>Validates a configuration that was parsed already; the tree is left as it is.</summary>
    /// <param name="root">What <see cref="JsonText"/> gives for a text, or the same put together by hand.</param>
    public static RouterSettingsResult ReadTree(object root)
    {
        SettingsFaults faults = new SettingsFaults();
        return Read(ReadParsed(root, faults), faults);
    }

    /// <summary>A reader of a whole configuration, at most 65536 characters, or null with a fault.</summary>
    public static JsonObjectReader ReadRoot(string json, SettingsFaults faults)
    {
        return ReadRoot(json, JsonFaults.MaximumCharacters, faults);
    }

    /// <summary>A reader of a whole configuration of this many characters at most, or null with a fault.</summary>
    public static JsonObjectReader ReadRoot(string json, int longest, SettingsFaults faults)
    {
        object root;
        string error;
        if (!JsonText.TryParse(json, longest, out root, out error))
        {
            faults.Add(error);
            return null;
        }

        return ReadParsed(root, faults);
    }

    private static JsonObjectReader ReadParsed(object root, SettingsFaults faults)
    {
        Hashtable members = root as Hashtable;
        if (members == null)
        {
            faults.Add(JsonFaults.Root, "is " + SettingsValue.KindOf(root) + ", not an object", "write { ... } around it");
            return null;
        }

        return new JsonObjectReader(members, string.Empty, faults);
    }

    private static RouterSettingsResult Read(JsonObjectReader reader, SettingsFaults faults)
    {
        return new RouterSettingsResult(reader == null ? null : ReadSettings(reader), faults);
    }

    private static RouterSettings ReadSettings(JsonObjectReader reader)
    {
        RouterSettings settings = new RouterSettings();
        Ipv6Prefix homePrefix;
        _ = reader.ReadInteger("version", FormatVersion, FormatVersion, "write 1, the version of this format");
        settings.Name = reader.ReadName("name", LongestName, "give the router a name, 1..64 characters");
        settings.HomeAddress = ReadHomeAddress(reader, out homePrefix);
        settings.HomePrefix = homePrefix;
        HomeAgentsReader.Read(reader, settings);
        settings.MobileNetworkPrefixes = PrefixListReader.Read(reader, "mobileNetworkPrefixes");
        HomeAgentsReader.CheckOutside(reader, settings.HomeAgents, settings.MobileNetworkPrefixes);
        RegistrationReader.Read(reader, settings);
        settings.Security = SecurityReader.ReadMember(reader);
        settings.Uplinks = UplinksReader.Read(reader);
        HomeAgentsReader.CheckIpv4(reader, settings);
        settings.SignallingUplink = UplinksReader.ReadSignalling(reader, settings.Uplinks);
        settings.Correspondents = CorrespondentsReader.Read(reader, settings);
        settings.Port = PortReader.Read(reader, settings.MobileNetworkPrefixes, settings.Uplinks);
        settings.Flows = FlowsReader.Read(reader, settings);
        settings.Health = HealthReader.Read(reader);
        settings.Notices = NoticesOf(settings);
        if (reader.Has(SchemaKey))
        {
            _ = reader.ReadText(SchemaKey, "name the JSON Schema for an editor, or leave it out");
        }

        reader.RefuseUnknownKeys();
        return settings;
    }

    private static byte[] ReadHomeAddress(JsonObjectReader reader, out Ipv6Prefix prefix)
    {
        const string Remedy = "give the router's own address on the home link, such as 2001:db8:1::100/64";
        prefix = null;
        if (reader.Has("homeAddress"))
        {
            return AddressReader.ReadAddressInPrefix(
                reader.Take("homeAddress"), reader.PathOf("homeAddress"), Remedy, reader.Faults, out prefix);
        }

        reader.AddFault("homeAddress", "is missing", Remedy);
        return null;
    }

    private static string[] NoticesOf(RouterSettings settings)
    {
        string[] notices = new string[(settings.Security == null ? 1 : 0) + (settings.Health == null ? 1 : 0)];
        if (settings.Security == null)
        {
            notices[0] = SecurityReader.Notice;
        }

        if (settings.Health == null)
        {
            notices[notices.Length - 1] = HealthReader.Notice;
        }

        return notices;
    }
}
