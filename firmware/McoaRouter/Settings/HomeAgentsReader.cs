using System.Collections;
using McoaRouter.Wire;

namespace McoaRouter.Settings;

/// <summary>The home agents of a router's configuration.</summary>
internal static class HomeAgentsReader
{
    private const string Remedy = "give a literal address such as 2001:db8:1::1; names are not looked up";

    /// <summary>Reads the addresses, 16 octets each, null where one is faulty.</summary>
    /// <param name="reader">The whole configuration.</param>
    /// <param name="homeAddress">The home address, null where it is faulty.</param>
    internal static byte[][] Read(JsonObjectReader reader, byte[] homeAddress)
    {
        ArrayList items = reader.ReadList(
            "homeAgents", Limits.HomeAgents, "give 1.." + Limits.HomeAgents.ToString() + " home agents");
        byte[][] addresses = new byte[items == null ? 0 : items.Count][];
        for (int i = 0; i < addresses.Length; i++)
        {
            string path = reader.PathOf("homeAgents", i);
            addresses[i] = AddressReader.ReadAddress(items[i], path, Remedy, reader.Faults);
            if (addresses[i] != null)
            {
                CheckOwn(addresses, i, path, homeAddress, reader.Faults);
            }
        }

        return addresses;
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

    private static void CheckOwn(byte[][] addresses, int index, string path, byte[] homeAddress, SettingsFaults faults)
    {
        string text = Ipv6AddressText.Write(addresses[index], 0);
        if (homeAddress != null && Ipv6Address.Equal(homeAddress, 0, addresses[index], 0))
        {
            faults.Add(path, text + " is the router's own homeAddress", "give the home agent's address");
        }

        for (int i = 0; i < index; i++)
        {
            if (addresses[i] != null && Ipv6Address.Equal(addresses[i], 0, addresses[index], 0))
            {
                faults.Add(path, text + " is already given as homeAgents[" + i.ToString() + "]", "remove one of the two");
                return;
            }
        }
    }
}
