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
    public const int MaximumRouters = 131072;

    /// <summary>Characters of a configuration; a longer one is refused unread.</summary>
    public const int MaximumCharacters = 134217728;

    /// <summary>Other home agents of the home link; more in the configuration is a fault.</summary>
    public const int MaximumPeerHomeAgents = 3;

    /// <summary>
    /// The greatest length of a home prefix, in bits: it holds a home agent's and a router's address.
    /// </summary>
    private const int LongestHomePrefix = 127;

    private const int LongestNatKeepaliveSeconds = 3600;

    // A lifetime without end (RFC 4861 §4.6.2).
    private const long Infinity = 4294967295;

    /// <summary>Reads and validates; every fault is found in one go.</summary>
    /// <param name="json">The text, at most <see cref="MaximumCharacters"/>.</param>
    public static HomeAgentSettingsResult Read(string json)
    {
        SettingsFaults faults = new SettingsFaults();
        JsonObjectReader reader = RouterSettingsReader.ReadRoot(json, MaximumCharacters, faults);
        HomeAgentSettings settings = reader == null ? null : ReadSettings(reader);
        return new HomeAgentSettingsResult(faults.Count == 0 ? settings : null, faults.ToArray());
    }

    private static HomeAgentSettings ReadSettings(JsonObjectReader reader)
    {
        HomeAgentSettings settings = new HomeAgentSettings();
        settings.Address = ReadAddress(reader);
        settings.Ipv4Address = ReadIpv4Address(reader);
        settings.NatKeepaliveSeconds = (int)reader.ReadInteger(
            "natKeepaliveSeconds",
            1,
            LongestNatKeepaliveSeconds,
            HomeAgentSettings.DefaultNatKeepaliveSeconds,
            "give seconds within 1..3600, less than the NATs of the routers keep a mapping");
        settings.Preference = PeerHomeAgentsReader.ReadPreference(reader);
        settings.PeerHomeAgents = PeerHomeAgentsReader.Read(reader, settings.Address);
        settings.HomePrefix = ReadHomePrefix(reader);
        settings.PrefixAdvertisements = reader.ReadFlag(
            "prefixAdvertisements", true, "write true, or false to tell routers nothing of the home prefix");
        ReadPrefixLifetimes(reader, settings);
        string[] names;
        settings.Profiles = ProfileListReader.Read(reader, out names);
        ReadRouters(reader, settings, names);
        ReadCapacities(reader, settings);
        settings.Mcoa = reader.ReadFlag("mcoa", true, "write true, or false to ignore Binding Identifiers");
        settings.Bulk = reader.ReadFlag("bulk", true, "write true, or false to refuse bulk registration");
        settings.SimultaneousHome = ReadSimultaneousHome(reader, settings);
        settings.RefreshRequests = reader.ReadFlag(
            "refreshRequests", true, "write true, or false to let bindings end without asking for them");
        settings.LifetimeLimitSeconds = LifetimeReader.Read(reader, "lifetimeLimitSeconds", DefaultLifetimeLimitSeconds);
        settings.Notices = NoticesOf(settings.Routers);
        reader.RefuseUnknownKeys();
        return settings;
    }

    private static byte[] ReadAddress(JsonObjectReader reader)
    {
        const string Remedy = "give the home agent's own address, such as 2001:db8:1::1";
        string text = reader.ReadText("address", Remedy);
        return text == null ? null : AddressReader.ReadAddress(text, reader.PathOf("address"), Remedy, reader.Faults);
    }

    private static byte[] ReadIpv4Address(JsonObjectReader reader)
    {
        const string Key = "ipv4Address";
        const string Remedy = "give the home agent's own IPv4 address, such as 192.0.2.1, or leave it out";
        string text = reader.Has(Key) ? reader.ReadText(Key, Remedy) : null;
        return text == null ? null : AddressReader.ReadIpv4Address(text, reader.PathOf(Key), Remedy, reader.Faults);
    }

    private static Ipv6Prefix ReadHomePrefix(JsonObjectReader reader)
    {
        const string Remedy = "give the home link's prefix, such as 2001:db8:1::/64";
        string text = reader.ReadText("homePrefix", Remedy);
        return text == null
            ? null
            : AddressReader.ReadPrefix(text, reader.PathOf("homePrefix"), LongestHomePrefix, Remedy, reader.Faults);
    }

    // The preferred lifetime is never above the valid one (RFC 4861 §4.6.2).
    private static void ReadPrefixLifetimes(JsonObjectReader reader, HomeAgentSettings settings)
    {
        const string PreferredKey = "homePrefixPreferredSeconds";
        const string ValidRemedy = "give seconds within 1..4294967295, the last for a prefix without end";
        const string PreferredRemedy = "give seconds up to homePrefixValidSeconds, 0 for a prefix to be used no more";
        long valid = reader.ReadInteger(
            "homePrefixValidSeconds", 1, Infinity, HomeAgentSettings.DefaultPrefixValidSeconds, ValidRemedy);
        long otherwise = HomeAgentSettings.DefaultPrefixPreferredSeconds;
        if (valid != JsonObjectReader.Unread && valid < otherwise)
        {
            otherwise = valid;
        }

        long preferred = reader.ReadInteger(PreferredKey, 0, Infinity, otherwise, PreferredRemedy);
        if (valid != JsonObjectReader.Unread && preferred > valid)
        {
            reader.AddFault(
                PreferredKey, preferred.ToString() + " is above homePrefixValidSeconds, " + valid.ToString(), PreferredRemedy);
        }

        settings.PrefixValidSeconds = (uint)valid;
        settings.PrefixPreferredSeconds = (uint)preferred;
    }

    // Home bindings are RFC 5648's, under Binding Identifiers.
    private static SimultaneousHome ReadSimultaneousHome(JsonObjectReader reader, HomeAgentSettings settings)
    {
        const string Key = "simultaneousHome";
        SimultaneousHome home = (SimultaneousHome)reader.ReadIndex(
            Key, new string[] { "no", "with-neighbor-discovery", "without-neighbor-discovery" });
        if (home <= SimultaneousHome.Prohibited)
        {
            return home;
        }

        if (!settings.Mcoa)
        {
            reader.AddFault(Key, "does not go with mcoa false", "write \"no\", or set mcoa to true");
        }

        bool homeBindings = settings.Profiles == null;
        for (int i = 0; !homeBindings && i < settings.Profiles.Length; i++)
        {
            homeBindings = settings.Profiles[i].HasHomeBindings;
        }

        if (!homeBindings)
        {
            reader.AddFault(
                Key, "is not in these wireProfiles", "write \"no\", or add \"rfc5648\" to wireProfiles");
        }

        return home;
    }

    private static void ReadRouters(JsonObjectReader reader, HomeAgentSettings settings, string[] profileNames)
    {
        ArrayList items = reader.ReadList("routers", MaximumRouters, "give 1..131072 routers");
        RouterAccount[] routers = new RouterAccount[items == null ? 0 : items.Count];
        settings.Routers = routers;
        AccountIndex taken = new AccountIndex(routers.Length);
        for (int i = 0; i < routers.Length; i++)
        {
            JsonObjectReader member = SettingsValue.AsObject(
                items[i], reader.PathOf("routers", i), "write { \"homeAddress\", \"prefixes\", ... }", reader.Faults);
            routers[i] = new RouterAccount();
            if (member != null)
            {
                RouterAccountReader.Read(member, settings, profileNames, taken, i);
            }
        }
    }

    // No more than all routers could have.
    private static void ReadCapacities(JsonObjectReader reader, HomeAgentSettings settings)
    {
        int routers = settings.Routers.Length;
        int most = routers == 0 ? MaximumRouters : routers;
        settings.BindingCapacity = (int)reader.ReadInteger(
            "bindingCapacity",
            routers,
            most * Limits.Uplinks,
            HomeAgentSettings.DefaultBindingCapacity(routers),
            "give bindings of all routers together, one for each at least and 8 for each at most");
        settings.FlowRouterCapacity = (int)reader.ReadInteger(
            "flowRouterCapacity",
            0,
            most,
            HomeAgentSettings.DefaultFlowRouterCapacity(routers),
            "give how many routers may have flow bindings at a time, all at most");
    }

    private static string[] NoticesOf(RouterAccount[] routers)
    {
        int open = 0;
        string which = string.Empty;
        for (int i = 0; i < routers.Length; i++)
        {
            if (routers[i].Security == null)
            {
                open++;
                which = open == 1 ? "routers[" + i.ToString() + "]" : open.ToString() + " routers";
            }
        }

        return open == 0
            ? new string[0]
            : new string[]
            {
                "security: binding messages of " + which + " are not authenticated, so that anyone on the path can move "
                    + "the vehicle's traffic; give spi, key and identifier on both ends",
            };
    }
}
