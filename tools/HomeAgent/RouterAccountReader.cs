using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>One router of a home agent's configuration.</summary>
internal static class RouterAccountReader
{
    /// <summary>Reads the router at an index into its account; it is faulty where a fault was added.</summary>
    /// <param name="reader">The router's object.</param>
    /// <param name="settings">The home agent's address and home prefix, null where one is faulty.</param>
    /// <param name="routers">The routers before it are read.</param>
    /// <param name="index">Which one to read.</param>
    /// <returns>Whether it has a key.</returns>
    internal static bool Read(JsonObjectReader reader, HomeAgentSettings settings, RouterAccount[] routers, int index)
    {
        RouterAccount router = routers[index];
        router.HomeAddress = ReadHomeAddress(reader, settings);
        CheckHomeAddress(reader, routers, index);
        router.Prefixes = PrefixListReader.Read(reader, "prefixes");
        CheckPrefixes(reader, settings, routers, index);
        bool secured = reader.Has("spi") | reader.Has("key") | reader.Has("identifier");
        if (secured)
        {
            SecurityReader.Check(reader);
        }

        reader.RefuseUnknownKeys();
        return secured;
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

    private static void CheckPrefixes(
        JsonObjectReader reader,
        HomeAgentSettings settings,
        RouterAccount[] routers,
        int index)
    {
        Ipv6Prefix[] prefixes = routers[index].Prefixes;
        for (int i = 0; prefixes != null && i < prefixes.Length; i++)
        {
            string path = reader.PathOf("prefixes", i);
            if (settings.Address != null && prefixes[i].Contains(settings.Address, 0))
            {
                reader.Faults.Add(
                    path,
                    prefixes[i].ToString() + " contains the home agent's own address",
                    "give prefixes that travel with the vehicle alone");
            }

            CheckOthers(prefixes[i], path, routers, index, reader.Faults);
        }
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
