using System.Collections;
using McoaRouter.Wire;

namespace McoaRouter.Settings;

/// <summary>The flow rules of a configuration.</summary>
internal static class FlowsReader
{
    private const int LongestName = 32;
    private const int LongestPrefix = 128;
    private const int LastPort = 65535;
    private const int LargestWeight = 100;
    private const string NameRemedy = "give each flow its own name, 1..32 characters";
    private const string ProtocolRemedy = "use \"udp\", \"tcp\", \"icmpv6\" or a number 0..255";
    private const string PortsRemedy = "write one port or a range within 1..65535, such as \"5060-5090\"";
    private const string UplinksRemedy = "name the uplinks that may carry it, the preferred first";
    private const string BalanceRemedy = "give each of its uplinks its weight, 1..100, in their order";

    /// <summary>Reads the rules; empty where there are none.</summary>
    /// <param name="reader">The whole configuration.</param>
    /// <param name="settings">What was read of it: prefixes and uplinks, each null where it is faulty.</param>
    internal static FlowSettings[] Read(JsonObjectReader reader, RouterSettings settings)
    {
        const string Remedy = "write a list of rules, or leave it out";
        int before = reader.Faults.Count;
        ArrayList items = reader.Has("flows") ? reader.ReadList("flows", 0, Limits.Flows, Remedy) : null;
        if (items == null)
        {
            return new FlowSettings[0];
        }

        FlowSettings[] flows = new FlowSettings[items.Count];
        for (int i = 0; i < flows.Length; i++)
        {
            JsonObjectReader flow = SettingsValue.AsObject(
                items[i], reader.PathOf("flows", i), "write { \"name\", \"uplinks\", ... }", reader.Faults);
            flows[i] = new FlowSettings();
            if (flow != null)
            {
                ReadFlow(flow, flows, i, settings);
                CheckRegistered(flow, flows[i], settings);
            }
        }

        if (reader.Faults.Count == before)
        {
            CheckFit(reader, flows);
        }

        return flows;
    }

    private static void ReadFlow(JsonObjectReader reader, FlowSettings[] flows, int index, RouterSettings settings)
    {
        FlowSettings flow = flows[index];
        flow.Name = reader.ReadName("name", LongestName, NameRemedy);
        for (int i = 0; flow.Name != null && i < index; i++)
        {
            if (flows[i].Name == flow.Name)
            {
                reader.AddFault(
                    "name", SettingsText.Quote(flow.Name) + " is already used by flows[" + i.ToString() + "]", NameRemedy);
            }
        }

        flow.Protocol = ReadProtocol(reader);
        flow.Source = ReadPrefix(reader, "source", "give an IPv6 prefix within the vehicle, such as 2001:db8:100:1::/64");
        CheckSource(reader, flow.Source, settings);
        flow.Destination = ReadPrefix(reader, "destination", "give an IPv6 prefix such as 2001:db8:9::/48");
        flow.FirstSourcePort = ReadPorts(reader, "sourcePorts", flow.Protocol, out flow.LastSourcePort);
        flow.FirstDestinationPort = ReadPorts(reader, "destinationPorts", flow.Protocol, out flow.LastDestinationPort);
        flow.TrafficClass = reader.Has("trafficClass")
            ? (int)reader.ReadInteger("trafficClass", 0, 255, "give 0..255, of which the upper six bits count")
            : FlowSettings.Any;
        ReadUplinks(reader, flow, settings.Uplinks);
        ReadBalance(reader, flow);
        reader.RefuseUnknownKeys();
    }

    private static int ReadProtocol(JsonObjectReader reader)
    {
        const string Key = "protocol";
        string[] names = new string[] { "udp", "tcp", "icmpv6" };
        SettingsRecorder.HearChoice(reader.PathOf(Key), SettingsRecorder.Alternative, names);
        string text = reader.Take(Key) as string;
        if (text == null)
        {
            return reader.Has(Key) ? (int)reader.ReadInteger(Key, 0, 255, ProtocolRemedy) : FlowSettings.Any;
        }

        switch (SettingsValue.IndexOf(names, text))
        {
            case 0:
                return ProtocolNumbers.Udp;
            case 1:
                return ProtocolNumbers.Tcp;
            case 2:
                return ProtocolNumbers.Icmpv6;
            default:
                reader.AddFault(Key, SettingsText.Quote(text) + " is unknown", ProtocolRemedy);
                return FlowSettings.Any;
        }
    }

    private static Ipv6Prefix ReadPrefix(JsonObjectReader reader, string key, string remedy)
    {
        return reader.Has(key)
            ? AddressReader.ReadPrefix(reader.Take(key), reader.PathOf(key), LongestPrefix, remedy, reader.Faults)
            : null;
    }

    private static void CheckSource(JsonObjectReader reader, Ipv6Prefix source, RouterSettings settings)
    {
        Ipv6Prefix[] prefixes = settings.MobileNetworkPrefixes;
        if (source == null || prefixes == null || settings.HomeAddress == null)
        {
            return;
        }

        bool inside = source.Contains(settings.HomeAddress, 0);
        for (int i = 0; i < prefixes.Length; i++)
        {
            inside |= prefixes[i] != null && prefixes[i].Overlaps(source);
        }

        if (!inside)
        {
            reader.AddFault(
                "source", source.ToString() + " lies outside the vehicle", "choose it within mobileNetworkPrefixes");
        }
    }

    private static int ReadPorts(JsonObjectReader reader, string key, int protocol, out int last)
    {
        last = FlowSettings.Any;
        if (!reader.Has(key))
        {
            return FlowSettings.Any;
        }

        string text = reader.ReadText(key, PortsRemedy);
        SettingsRecorder.Hear(reader.PathOf(key), "pattern", "^[0-9]{1,5}(-[0-9]{1,5})?$");
        if (!ProtocolNumbers.HasPorts(protocol))
        {
            reader.AddFault(key, "needs a protocol that has ports", "add \"protocol\": \"udp\" or \"tcp\"");
        }

        if (text == null)
        {
            return FlowSettings.Any;
        }

        int dash = text.IndexOf('-');
        int first = PortOf(dash < 0 ? text : text.Substring(0, dash));
        last = dash < 0 ? first : PortOf(text.Substring(dash + 1));
        if (first == 0 || last == 0 || first > last)
        {
            reader.AddFault(key, SettingsText.Quote(text) + " is no port and no range of ports", PortsRemedy);
        }

        return first;
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

    private static void ReadUplinks(JsonObjectReader reader, FlowSettings flow, UplinkSettings[] uplinks)
    {
        ArrayList items = reader.ReadList("uplinks", Limits.Uplinks, UplinksRemedy);
        flow.Uplinks = new int[items == null ? 0 : items.Count];
        for (int i = 0; i < flow.Uplinks.Length; i++)
        {
            string path = reader.PathOf("uplinks", i);
            string name = SettingsValue.AsText(items[i], path, UplinksRemedy, reader.Faults);
            if (name == null)
            {
                continue;
            }

            flow.Uplinks[i] = uplinks == null ? 0 : UplinksReader.IndexOf(uplinks, name);
            if (flow.Uplinks[i] < 0)
            {
                reader.Faults.Add(path, SettingsText.Quote(name) + " is the name of no uplink", UplinksRemedy);
            }

            if (items.IndexOf(name) < i)
            {
                reader.Faults.Add(path, SettingsText.Quote(name) + " is given twice", "name each uplink once");
            }
        }
    }

    /// <summary>
    /// With one registration, of the preferred uplink, a rule that leaves uplinks out would have its packets dropped whenever
    /// one of these is the preferred one.
    /// </summary>
    private static void CheckRegistered(JsonObjectReader reader, FlowSettings flow, RouterSettings settings)
    {
        if (settings.Registration == RegistrationForm.Single
            && settings.Uplinks != null
            && flow.Uplinks.Length > 0
            && flow.Uplinks.Length < settings.Uplinks.Length)
        {
            reader.AddFault(
                "uplinks",
                "leaves uplinks out, and with \"registration\": \"single\" only the preferred one is registered",
                "name all uplinks, or choose \"registration\": \"bulk\" or \"individual\"");
        }
    }

    private static void ReadBalance(JsonObjectReader reader, FlowSettings flow)
    {
        const string Key = "balance";
        ArrayList items = reader.Has(Key) ? reader.ReadList(Key, Limits.Uplinks, BalanceRemedy) : null;
        if (items == null)
        {
            return;
        }

        flow.Weights = new int[items.Count];
        for (int i = 0; i < items.Count; i++)
        {
            flow.Weights[i] = (int)SettingsValue.AsInteger(
                items[i], reader.PathOf(Key, i), 1, LargestWeight, BalanceRemedy, reader.Faults);
        }

        if (flow.Uplinks.Length > 0 && items.Count != flow.Uplinks.Length)
        {
            reader.AddFault(
                Key,
                "has " + items.Count.ToString() + " weights for " + flow.Uplinks.Length.ToString() + " uplinks",
                BalanceRemedy);
        }
    }

    /// <summary>The home agent must be able to hold the flow bindings of all rules at once.</summary>
    private static void CheckFit(JsonObjectReader reader, FlowSettings[] flows)
    {
        int count = 0;
        for (int i = 0; i < flows.Length; i++)
        {
            count += flows[i].MostFlowBindings;
        }

        if (count > Limits.FlowBindings)
        {
            reader.AddFault(
                "flows",
                "may need " + count.ToString() + " flow bindings, not 0.." + Limits.FlowBindings.ToString(),
                "balance fewer rules, or over fewer uplinks");
        }
    }
}
