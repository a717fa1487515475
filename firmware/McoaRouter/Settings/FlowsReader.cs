using System.Collections;

namespace McoaRouter.Settings;

/// <summary>The flow rules of a configuration: checked, so that it is sound before a release that uses them.</summary>
internal static class FlowsReader
{
    internal const string Notice =
        "flows: all traffic takes the preferred uplink; the rules are checked and have no effect";

    private const int LongestName = 32;
    private const int LastPort = 65535;
    private const string PortsRemedy = "write one port or a range within 1..65535, such as \"5060-5090\"";
    private const string UplinksRemedy = "name the uplinks that may carry it, the preferred first";

    /// <summary>Checks the rules.</summary>
    /// <param name="reader">The whole configuration.</param>
    /// <param name="uplinks">The uplinks, null where one is faulty.</param>
    /// <returns>Whether there are any.</returns>
    internal static bool Check(JsonObjectReader reader, UplinkSettings[] uplinks)
    {
        const string Remedy = "write a list of rules, or leave it out";
        ArrayList items = reader.Has("flows") ? reader.ReadList("flows", 0, int.MaxValue, Remedy) : null;
        if (items == null)
        {
            return false;
        }

        string[] names = new string[items.Count];
        for (int i = 0; i < items.Count; i++)
        {
            JsonObjectReader flow = SettingsValue.AsObject(
                items[i], reader.PathOf("flows", i), "write { \"name\", \"uplinks\", ... }", reader.Faults);
            if (flow != null)
            {
                CheckFlow(flow, names, i, uplinks);
            }
        }

        return items.Count > 0;
    }

    private static void CheckFlow(JsonObjectReader flow, string[] names, int index, UplinkSettings[] uplinks)
    {
        const string NameRemedy = "give each flow its own name, 1..32 characters";
        string name = flow.ReadName("name", LongestName, NameRemedy);
        int other = name == null ? -1 : SettingsValue.IndexOf(names, name);
        if (other >= 0)
        {
            flow.AddFault("name", SettingsText.Quote(name) + " is already used by flows[" + other.ToString() + "]", NameRemedy);
        }

        names[index] = name;
        string protocol = string.Empty;
        if (flow.Has("protocol"))
        {
            protocol = flow.ReadChoice("protocol", null, new string[] { "udp", "tcp", "icmpv6" });
        }

        if (flow.Has("destination"))
        {
            _ = AddressReader.ReadPrefix(
                flow.Take("destination"),
                flow.PathOf("destination"),
                128,
                "give an IPv6 prefix such as 2001:db8:9::/48",
                flow.Faults);
        }

        if (flow.Has("destinationPorts"))
        {
            CheckPorts(flow, protocol);
        }

        CheckUplinks(flow, uplinks);
        flow.RefuseUnknownKeys();
    }

    private static void CheckPorts(JsonObjectReader flow, string protocol)
    {
        string text = flow.ReadText("destinationPorts", PortsRemedy);
        SettingsRecorder.Hear(flow.PathOf("destinationPorts"), "pattern", "^[0-9]{1,5}(-[0-9]{1,5})?$");
        if (protocol != null && protocol != "udp" && protocol != "tcp")
        {
            flow.AddFault("destinationPorts", "needs a protocol that has ports", "add \"protocol\": \"udp\" or \"tcp\"");
        }

        if (text == null)
        {
            return;
        }

        int dash = text.IndexOf('-');
        int first = PortOf(dash < 0 ? text : text.Substring(0, dash));
        int last = dash < 0 ? first : PortOf(text.Substring(dash + 1));
        if (first == 0 || last == 0 || first > last)
        {
            flow.AddFault("destinationPorts", SettingsText.Quote(text) + " is no port and no range of ports", PortsRemedy);
        }
    }

    // The port, or 0 where the text is none.
    private static int PortOf(string text)
    {
        if (text.Length > 5 || !SettingsText.IsDigits(text))
        {
            return 0;
        }

        int port = int.Parse(text);
        return port > LastPort ? 0 : port;
    }

    private static void CheckUplinks(JsonObjectReader flow, UplinkSettings[] uplinks)
    {
        ArrayList items = flow.ReadList("uplinks", Limits.Uplinks, UplinksRemedy);
        for (int i = 0; items != null && i < items.Count; i++)
        {
            string path = flow.PathOf("uplinks", i);
            string name = SettingsValue.AsText(items[i], path, UplinksRemedy, flow.Faults);
            if (name == null)
            {
                continue;
            }

            if (uplinks != null && UplinksReader.IndexOf(uplinks, name) < 0)
            {
                flow.Faults.Add(path, SettingsText.Quote(name) + " is the name of no uplink", UplinksRemedy);
            }

            if (items.IndexOf(name) < i)
            {
                flow.Faults.Add(path, SettingsText.Quote(name) + " is given twice", "name each uplink once");
            }
        }
    }
}
