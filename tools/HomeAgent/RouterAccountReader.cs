using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>One router of a home agent's configuration.</summary>
internal static class RouterAccountReader
{
    /// <summary>Reads the router at an index into its account; it is faulty where a fault was added.</summary>
    /// <param name="reader">The router's object.</param>
    /// <param name="settings">The home agent, null where a part is faulty.</param>
    /// <param name="profileNames">The names of the home agent's profiles.</param>
    /// <param name="taken">What the routers before this one have.</param>
    /// <param name="index">Which one to read.</param>
    internal static void Read(
        JsonObjectReader reader, HomeAgentSettings settings, string[] profileNames, AccountIndex taken, int index)
    {
        RouterAccount router = settings.Routers[index];
        router.HomeAddress = ReadHomeAddress(reader, settings);
        CheckHomeAddress(reader, router.HomeAddress, taken, index);
        ReadPrefixes(reader, router);
        CheckPrefixes(reader, settings, taken, index);
        router.Security = ReadSecurity(reader);
        CheckSecurity(reader, router.Security, taken, index);
        router.Profile = ProfileListReader.ReadOneOf(reader, settings.Profiles, profileNames);
        router.Mcoa = reader.ReadFlag("mcoa", true, "write true, or false to prohibit several care-of addresses");
        router.Flows = reader.ReadFlag("flows", true, "write true, or false to prohibit flow bindings");
        reader.RefuseUnknownKeys();
    }

    private static void ReadPrefixes(JsonObjectReader reader, RouterAccount router)
    {
        const string Key = "prefixes";
        router.MobileRouter = reader.ReadFlag("mobileRouter", true, "write true, or false for a mobile host");
        if (router.MobileRouter)
        {
            router.Prefixes = PrefixListReader.Read(reader, Key);
            return;
        }

        router.Prefixes = new Ipv6Prefix[0];
        if (reader.Has(Key))
        {
            reader.Take(Key);
            reader.AddFault(Key, "does not go with mobileRouter false", "remove it, or set mobileRouter to true");
        }
    }

    // An association stands beside the other keys; leaving it out has to be said.
    private static SecuritySettings ReadSecurity(JsonObjectReader reader)
    {
        const string Remedy = "give spi, key and identifier as agreed with the router, or write \"security\": \"none\"";
        string[] keys = new string[] { "spi", "key", "identifier" };
        bool none = SecurityReader.IsNone(reader, Remedy);
        bool given = false;
        for (int i = 0; i < keys.Length; i++)
        {
            if (reader.Has(keys[i]))
            {
                given = true;
                if (none)
                {
                    reader.AddFault(keys[i], "does not go beside security", "remove one of the two");
                }
            }
        }

        if (none)
        {
            return null;
        }

        if (reader.Has("security"))
        {
            reader.AddFault("security", "is " + SettingsValue.KindOf(reader.Take("security")) + ", not a text", Remedy);
            return null;
        }

        if (!given)
        {
            reader.AddFault("security", "is missing", Remedy);
            return null;
        }

        return SecurityReader.Read(reader);
    }

    // With another's key, a router could move that one's traffic.
    private static void CheckSecurity(JsonObjectReader reader, SecuritySettings security, AccountIndex taken, int index)
    {
        int key = security == null ? -1 : taken.TakeKey(security.Key, index);
        int identifier = security == null ? -1 : taken.TakeIdentifier(security.Identifier, index);
        if (key >= 0 && (identifier < 0 || key <= identifier))
        {
            reader.AddFault("key", "is the key of routers[" + key.ToString() + "] too", "give each router its own key");
        }
        else if (identifier >= 0)
        {
            reader.AddFault(
                "identifier",
                "is the identifier of routers[" + identifier.ToString() + "] too",
                "give each router its own identifier");
        }
    }

    private static byte[] ReadHomeAddress(JsonObjectReader reader, HomeAgentSettings settings)
    {
        const string Key = "homeAddress";
        string example = settings.HomePrefix == null ? "homePrefix" : settings.HomePrefix.ToString();
        string remedy = "give the router's address inside " + example;
        string text = reader.ReadText(Key, remedy);
        if (text == null)
        {
            return null;
        }

        byte[] address = AddressReader.ReadAddress(text, reader.PathOf(Key), remedy, reader.Faults);
        if (address == null)
        {
            return null;
        }

        string shown = Ipv6AddressText.Write(address, 0);
        if (settings.HomePrefix != null && !settings.HomePrefix.Contains(address, 0))
        {
            reader.AddFault(Key, shown + " lies outside homePrefix", remedy);
        }

        if (settings.Address != null && Ipv6Address.Equal(settings.Address, 0, address, 0))
        {
            reader.AddFault(Key, shown + " is the home agent's own address", remedy);
        }

        int peer = PeerHomeAgentsReader.IndexOf(settings.PeerHomeAgents, settings.PeerHomeAgents.Length, address);
        if (peer >= 0)
        {
            reader.AddFault(Key, shown + " is peerHomeAgents[" + peer.ToString() + "]", remedy);
        }

        return address;
    }

    private static void CheckHomeAddress(JsonObjectReader reader, byte[] address, AccountIndex taken, int index)
    {
        int other = address == null ? -1 : taken.TakeHomeAddress(address, index);
        if (other >= 0)
        {
            reader.AddFault(
                "homeAddress",
                Ipv6AddressText.Write(address, 0) + " is already used by routers[" + other.ToString() + "]",
                "give each router its own home address");
        }
    }

    private static void CheckPrefixes(JsonObjectReader reader, HomeAgentSettings settings, AccountIndex taken, int index)
    {
        Ipv6Prefix[] prefixes = settings.Routers[index].Prefixes;
        for (int i = 0; prefixes != null && i < prefixes.Length; i++)
        {
            string path = reader.PathOf("prefixes", i);
            string contained = ContainedIn(prefixes[i], settings);
            if (contained != null)
            {
                reader.Faults.Add(
                    path,
                    prefixes[i].ToString() + " contains " + contained,
                    "give prefixes that travel with the vehicle alone");
            }

            CheckOthers(prefixes[i], path, taken, reader.Faults);
        }

        if (prefixes != null)
        {
            taken.TakePrefixes(prefixes, index);
        }
    }

    // The home agent whose address a prefix contains, in words, or null.
    private static string ContainedIn(Ipv6Prefix prefix, HomeAgentSettings settings)
    {
        if (settings.Address != null && prefix.Contains(settings.Address, 0))
        {
            return "the home agent's own address";
        }

        for (int i = 0; i < settings.PeerHomeAgents.Length; i++)
        {
            byte[] address = settings.PeerHomeAgents[i].Address;
            if (address != null && prefix.Contains(address, 0))
            {
                return "peerHomeAgents[" + i.ToString() + "]";
            }
        }

        return null;
    }

    private static void CheckOthers(Ipv6Prefix prefix, string path, AccountIndex taken, SettingsFaults faults)
    {
        int index;
        int router = taken.FindOverlap(prefix, out index);
        if (router >= 0)
        {
            faults.Add(
                path,
                prefix.ToString() + " overlaps routers[" + router.ToString() + "].prefixes[" + index.ToString() + "]",
                "give each router prefixes of its own");
        }
    }
}
