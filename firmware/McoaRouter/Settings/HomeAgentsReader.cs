using System.Collections;
using McoaRouter.Wire;

namespace McoaRouter.Settings;

/// <summary>The home agents of a router's configuration, and whether others are looked for.</summary>
internal static class HomeAgentsReader
{
    private const string Remedy = "give a literal address such as 2001:db8:1::1; names are not looked up";

    private const string None = "none";
    private const string Ipv4Key = "homeAgentIpv4Addresses";
    private const string Ipv4Remedy = "give the IPv4 address of each of homeAgents, such as 192.0.2.1, or \"none\"";

    /// <summary>
    /// Reads <c>homeAgents</c>, <c>homeAgentIpv4Addresses</c> and <c>homeAgentDiscovery</c>; they are faulty where a fault
    /// was added.
    /// </summary>
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
        ReadIpv4(reader, settings);
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

    /// <summary>An uplink that has no other way needs the IPv4 address of a home agent (RFC 5555).</summary>
    /// <param name="reader">The whole configuration.</param>
    /// <param name="settings">It has its home agents' addresses and its uplinks, null where one is faulty.</param>
    internal static void CheckIpv4(JsonObjectReader reader, RouterSettings settings)
    {
        int uplink = settings.Uplinks == null ? -1 : UplinksReader.FirstInUdp(settings.Uplinks);
        bool any = uplink < 0 || settings.HomeAgentIpv4Addresses == null;
        for (int i = 0; !any && i < settings.HomeAgentIpv4Addresses.Length; i++)
        {
            any = settings.HomeAgentIpv4Addresses[i] != null;
        }

        if (!any)
        {
            reader.AddFault(
                Ipv4Key,
                "names no address, and uplinks[" + uplink.ToString() + "] has transport \"udp\"",
                Ipv4Remedy);
        }
    }

    private static void ReadIpv4(JsonObjectReader reader, RouterSettings settings)
    {
        int before = reader.Faults.Count;
        byte[][] addresses = new byte[settings.HomeAgents.Length][];
        ArrayList items = reader.Has(Ipv4Key) ? reader.ReadList(Ipv4Key, 0, Limits.HomeAgents, Ipv4Remedy) : null;
        bool matches = items == null || items.Count == addresses.Length;
        if (!matches)
        {
            string counts = items.Count.ToString() + " addresses for " + addresses.Length.ToString() + " homeAgents";
            reader.AddFault(Ipv4Key, "has " + counts, Ipv4Remedy);
        }

        for (int i = 0; matches && items != null && i < addresses.Length; i++)
        {
            string path = reader.PathOf(Ipv4Key, i);
            string text = SettingsValue.AsText(items[i], path, Ipv4Remedy, reader.Faults);
            SettingsRecorder.Hear(path, SettingsRecorder.Alternative, None);
            addresses[i] = text == null || text == None
                ? null
                : AddressReader.ReadIpv4Address(text, path, Ipv4Remedy, reader.Faults);
            CheckOwn(reader, addresses, i);
        }

        settings.HomeAgentIpv4Addresses = reader.Faults.Count == before ? addresses : null;
    }

    private static void CheckOwn(JsonObjectReader reader, byte[][] addresses, int index)
    {
        for (int i = 0; i < index; i++)
        {
            if (addresses[i] != null && addresses[index] != null && Ipv4Address.Equal(addresses[i], 0, addresses[index], 0))
            {
                reader.Faults.Add(
                    reader.PathOf(Ipv4Key, index),
                    Ipv4AddressText.Write(addresses[index], 0) + " is already given as " + reader.PathOf(Ipv4Key, i),
                    "give each home agent its own address");
            }
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
