using McoaRouter.Wire;

namespace McoaRouter.Settings;

/// <summary>The home agents of a router's configuration, and whether others are looked for.</summary>
internal static class HomeAgentsReader
{
    private const string Remedy = "give a literal address such as 2001:db8:1::1; names are not looked up";

    /// <summary>Reads <c>homeAgents</c> and <c>homeAgentDiscovery</c>; they are faulty where a fault was added.</summary>
    /// <param name="reader">The whole configuration.</param>
    /// <param name="settings">Where they go; its home address is null where that is faulty.</param>
    internal static void Read(JsonObjectReader reader, RouterSettings settings)
    {
        const string Key = "homeAgents";
        string count = "give 1.." + Limits.HomeAgents.ToString() + " home agents, or [] to have all discovered";
        int before = reader.Faults.Count;
        byte[][] addresses = AddressListReader.Read(reader, Key, Limits.HomeAgents, count, Remedy);
        settings.HomeAgents = addresses;
        bool given = addresses.Length > 0 || reader.Faults.Count > before;
        settings.HomeAgentDiscovery = reader.ReadFlag(
            "homeAgentDiscovery", true, "write true, or false to use none but homeAgents");
        int own = settings.HomeAddress == null
            ? -1
            : AddressListReader.IndexOf(addresses, addresses.Length, settings.HomeAddress);
        if (own >= 0)
        {
            reader.Faults.Add(
                reader.PathOf(Key, own),
                Ipv6AddressText.Write(addresses[own], 0) + " is the router's own homeAddress",
                "give the home agent's address");
        }

        if (!given && !settings.HomeAgentDiscovery)
        {
            reader.AddFault(
                Key,
                "is empty, and homeAgentDiscovery is false",
                "give 1.." + Limits.HomeAgents.ToString() + " home agents, or set homeAgentDiscovery to true");
        }
    }

    /// <summary>No home agent travels with the vehicle: the tunnel to it would lead into itself.</summary>
    /// <param name="reader">The whole configuration.</param>
    /// <param name="addresses">The home agents, null where one is faulty.</param>
    /// <param name="prefixes">The mobile network prefixes, null where one is faulty.</param>
    internal static void CheckOutside(JsonObjectReader reader, byte[][] addresses, Ipv6Prefix[] prefixes)
    {
        for (int i = 0; prefixes != null && i < prefixes.Length; i++)
        {
            for (int agent = 0; agent < addresses.Length; agent++)
            {
                if (addresses[agent] != null && prefixes[i].Contains(addresses[agent], 0))
                {
                    reader.Faults.Add(
                        reader.PathOf("mobileNetworkPrefixes", i),
                        prefixes[i].ToString() + " contains homeAgents[" + agent.ToString() + "]",
                        "give prefixes that travel with the vehicle alone");
                }
            }
        }
    }
}
