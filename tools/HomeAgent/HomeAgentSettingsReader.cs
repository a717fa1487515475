using System.Collections;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>Reads the configuration of a home agent from JSON. Allocates: it runs before the home agent does.</summary>
public static class HomeAgentSettingsReader
{
    /// <summary>What <c>lifetimeLimitSeconds</c> is where the configuration does not say, in seconds.</summary>
    public const int DefaultLifetimeLimitSeconds = 3600;

    /// <summary>Routers of one home agent; more in the configuration is a fault.</summary>
    public const int MaximumRouters = 256;

    /// <summary>
    /// The greatest length of a home prefix, in bits: it holds a home agent's and a router's address.
    /// </summary>
    private const int LongestHomePrefix = 127;

    /// <summary>Reads and validates; every fault is found in one go.</summary>
    /// <param name="json">The text, at most 65536 characters.</param>
    public static HomeAgentSettingsResult Read(string json)
    {
        SettingsFaults faults = new SettingsFaults();
        JsonObjectReader reader = RouterSettingsReader.ReadRoot(json, faults);
        HomeAgentSettings settings = reader == null ? null : ReadSettings(reader);
        return new HomeAgentSettingsResult(faults.Count == 0 ? settings : null, faults.ToArray());
    }

    private static HomeAgentSettings ReadSettings(JsonObjectReader reader)
    {
        HomeAgentSettings settings = new HomeAgentSettings();
        settings.Address = ReadAddress(reader);
        settings.HomePrefix = ReadHomePrefix(reader);
        bool secured = ReadRouters(reader, settings);
        settings.Bulk = reader.ReadFlag("bulk", true, "write true, or false to answer status 146");
        ReadIdentifiers(reader);
        settings.Profiles = new WireProfile[] { ProfileReader.ReadList(reader) };
        for (int i = 0; i < settings.Routers.Length; i++)
        {
            settings.Routers[i].Profile = settings.Profiles[0];
        }

        settings.LifetimeLimitSeconds = LifetimeReader.Read(reader, "lifetimeLimitSeconds", DefaultLifetimeLimitSeconds);
        settings.Notices = secured ? new string[] { SecurityReader.Notice } : new string[0];
        reader.RefuseUnknownKeys();
        return settings;
    }

    private static byte[] ReadAddress(JsonObjectReader reader)
    {
        const string Remedy = "give the home agent's own address, such as 2001:db8:1::1";
        string text = reader.ReadText("address", Remedy);
        return text == null ? null : AddressReader.ReadAddress(text, reader.PathOf("address"), Remedy, reader.Faults);
    }

    private static Ipv6Prefix ReadHomePrefix(JsonObjectReader reader)
    {
        const string Remedy = "give the home link's prefix, such as 2001:db8:1::/64";
        string text = reader.ReadText("homePrefix", Remedy);
        return text == null
            ? null
            : AddressReader.ReadPrefix(text, reader.PathOf("homePrefix"), LongestHomePrefix, Remedy, reader.Faults);
    }

    // A home agent that ignores Binding Identifiers is in the format, for a later release.
    private static void ReadIdentifiers(JsonObjectReader reader)
    {
        const string Remedy = "write true, or leave it out";
        if (!reader.ReadFlag("mcoa", true, Remedy))
        {
            reader.AddFault("mcoa", "false is not in this release", Remedy);
        }
    }

    private static bool ReadRouters(JsonObjectReader reader, HomeAgentSettings settings)
    {
        bool secured = false;
        ArrayList items = reader.ReadList("routers", MaximumRouters, "give 1..256 routers");
        RouterAccount[] routers = new RouterAccount[items == null ? 0 : items.Count];
        for (int i = 0; i < routers.Length; i++)
        {
            JsonObjectReader member = SettingsValue.AsObject(
                items[i], reader.PathOf("routers", i), "write { \"homeAddress\", \"prefixes\", ... }", reader.Faults);
            routers[i] = new RouterAccount();
            if (member != null)
            {
                secured = RouterAccountReader.Read(member, settings, routers, i) || secured;
            }
        }

        settings.Routers = routers;
        return secured;
    }
}
