using McoaRouter.Wire;

namespace McoaRouter.Settings;

/// <summary>The correspondents that a router registers with.</summary>
internal static class CorrespondentsReader
{
    private const string Key = "correspondents";
    private const string Remedy = "give literal addresses such as 2001:db8:2::80; names are not looked up";

    /// <summary>Reads the addresses, 16 octets each, null where one is faulty; there may be none.</summary>
    /// <param name="reader">The whole configuration.</param>
    /// <param name="settings">
    /// The home address, the home agents and the mobile network prefixes, null where one is faulty.
    /// </param>
    internal static byte[][] Read(JsonObjectReader reader, RouterSettings settings)
    {
        if (!reader.Has(Key))
        {
            return new byte[0][];
        }

        string count = "give up to " + Limits.Correspondents.ToString() + " correspondents, or leave it out";
        byte[][] addresses = AddressListReader.Read(reader, Key, Limits.Correspondents, count, Remedy);
        for (int i = 0; i < addresses.Length; i++)
        {
            string what = addresses[i] == null ? null : WhatItIs(addresses[i], settings);
            if (what != null)
            {
                reader.Faults.Add(
                    reader.PathOf(Key, i),
                    Ipv6AddressText.Write(addresses[i], 0) + what,
                    "give correspondents outside the vehicle other than its home agents");
            }
        }

        return addresses;
    }

    // What the address is, where it can be none of a correspondent.
    private static string WhatItIs(byte[] address, RouterSettings settings)
    {
        if (settings.HomeAddress != null && Ipv6Address.Equal(settings.HomeAddress, 0, address, 0))
        {
            return " is the router's own homeAddress";
        }

        int agent = AddressListReader.IndexOf(settings.HomeAgents, settings.HomeAgents.Length, address);
        if (agent >= 0)
        {
            return " is homeAgents[" + agent.ToString() + "]";
        }

        Ipv6Prefix[] prefixes = settings.MobileNetworkPrefixes;
        for (int i = 0; prefixes != null && i < prefixes.Length; i++)
        {
            if (prefixes[i].Contains(address, 0))
            {
                return " travels with the vehicle in mobileNetworkPrefixes[" + i.ToString() + "]";
            }
        }

        return null;
    }
}
