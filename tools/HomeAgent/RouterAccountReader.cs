using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>One router of a home agent's configuration.</summary>
internal static class RouterAccountReader
{
    /// <summary>Reads the router at an index into its account; it is faulty where a fault was added.</summary>
    /// <param name="reader">The router's object.</param>
    /// <param name="settings">The home agent, null where a part is faulty; the routers before this one are read.</param>
    /// <param name="profileNames">The names of the home agent's profiles.</param>
    /// <param name="index">Which one to read.</param>
    internal static void Read(JsonObjectReader reader, HomeAgentSettings settings, string[] profileNames, int index)
    {
        RouterAccount router = settings.Routers[index];
        router.HomeAddress = ReadHomeAddress(reader, settings);
        CheckHomeAddress(reader, settings.Routers, index);
        ReadPrefixes(reader, router);
        CheckPrefixes(reader, settings, index);
        router.Security = ReadSecurity(reader);
        CheckSecurity(reader, settings.Routers, index);
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
    private static void CheckSecurity(JsonObjectReader reader, RouterAccount[] routers, int index)
    {
        SecuritySettings security = routers[index].Security;
        for (int i = 0; security != null && i < index; i++)
        {
            SecuritySettings other = routers[i].Security;
            if (other != null && Same(other.Key, security.Key))
            {
                reader.AddFault("key", "is the key of routers[" + i.ToString() + "] too", "give each router its own key");
                return;
            }

            if (other != null && Same(other.Identifier, security.Identifier))
            {
                reader.AddFault(
                    "identifier",
                    "is the identifier of routers[" + i.ToString() + "] too",
                    "give each router its own identifier");
                return;
            }
        }
    }

    private static bool Same(byte[] left, byte[] right)
    {
        bool same = left.Length == right.Length;
        for (int i = 0; same && i < left.Length; i++)
        {
            same = left[i] == right[i];
        }

        return same;
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

    private static void CheckHomeAddress(JsonObjectReader reader, RouterAccount[] routers, int index)
    {
        byte[] address = routers[index].HomeAddress;
        for (int i = 0; address != null && i < index; i++)
        {
            byte[] other = routers[i].HomeAddress;
            if (other != null && Ipv6Address.Equal(other, 0, address, 0))
            {
                reader.AddFault(
                    "homeAddress",
                    Ipv6AddressText.Write(address, 0) + " is already used by routers[" + i.ToString() + "]",
                    "give each router its own home address");
                return;
            }
        }
    }

    private static void CheckPrefixes(JsonObjectReader reader, HomeAgentSettings settings, int index)
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

            CheckOthers(prefixes[i], path, settings.Routers, index, reader.Faults);
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

    private static void CheckOthers(
        Ipv6Prefix prefix,
        string path,
        RouterAccount[] routers,
        int index,
        SettingsFaults faults)
    {
        for (int i = 0; i < index; i++)
        {
            Ipv6Prefix[] others = routers[i].Prefixes;
            for (int j = 0; others != null && j < others.Length; j++)
            {
                if (others[j].Overlaps(prefix))
                {
                    faults.Add(
                        path,
                        prefix.ToString() + " overlaps routers[" + i.ToString() + "].prefixes[" + j.ToString() + "]",
                        "give each router prefixes of its own");
                    return;
                }
            }
        }
    }
}
