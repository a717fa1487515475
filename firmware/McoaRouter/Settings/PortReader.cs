using McoaRouter.Wire;

namespace McoaRouter.Settings;

/// <summary>The port of the in-vehicle network in a configuration.</summary>
internal static class PortReader
{
    private const int PrefixLength = 64;

    /// <summary>Reads the port; it is faulty where a fault was added.</summary>
    /// <param name="reader">The whole configuration.</param>
    /// <param name="prefixes">The mobile network prefixes, null where one is faulty.</param>
    /// <param name="uplinks">The uplinks, null where one is faulty.</param>
    internal static PortSettings Read(JsonObjectReader reader, Ipv6Prefix[] prefixes, UplinkSettings[] uplinks)
    {
        PortSettings port = new PortSettings();
        JsonObjectReader member = reader.ReadObject("port", "write { \"link\", \"prefix\" }");
        if (member == null)
        {
            return port;
        }

        port.Link = member.ReadChoice(
            "link", null, new string[] { "ethernet", "tun", "simulated" });
        port.Device = DeviceReader.Read(
            member, port.Link, port.Link == "ethernet" && member.Has("device") ? "ethernet" : "tun");
        CheckDevice(member, port.Device, uplinks);
        port.Prefix = ReadPrefix(member, prefixes);
        member.RefuseUnknownKeys();
        return port;
    }

    private static void CheckDevice(JsonObjectReader member, string device, UplinkSettings[] uplinks)
    {
        for (int i = 0; device != null && uplinks != null && i < uplinks.Length; i++)
        {
            if (device == uplinks[i].Device)
            {
                member.AddFault(
                    "device",
                    SettingsText.Quote(device) + " is already used by uplinks[" + i.ToString() + "]",
                    "give the port an interface of its own");
            }
        }
    }

    private static Ipv6Prefix ReadPrefix(JsonObjectReader member, Ipv6Prefix[] prefixes)
    {
        string example = prefixes == null
            ? "2001:db8:100:1::/64"
            : new Ipv6Prefix(prefixes[0].Octets, 0, PrefixLength).ToString();
        string remedy = "give a /64 inside a mobile network prefix, such as " + example;
        if (!member.Has("prefix"))
        {
            member.AddFault("prefix", "is missing", remedy);
            return null;
        }

        Ipv6Prefix prefix = AddressReader.ReadPrefix(
            member.Take("prefix"), member.PathOf("prefix"), 128, remedy, member.Faults);
        if (prefix == null)
        {
            return null;
        }

        if (prefix.Length != PrefixLength)
        {
            member.AddFault("prefix", prefix.ToString() + " is not a /64", remedy);
            return null;
        }

        for (int i = 0; prefixes != null && i < prefixes.Length; i++)
        {
            if (prefixes[i].Overlaps(prefix))
            {
                return prefix;
            }
        }

        if (prefixes != null)
        {
            member.AddFault("prefix", prefix.ToString() + " lies in no mobile network prefix", remedy);
        }

        return null;
    }
}
