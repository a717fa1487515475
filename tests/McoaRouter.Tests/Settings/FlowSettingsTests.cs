using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Settings;

[TestClass]
public sealed class FlowSettingsTests
{
    private const string PortsRemedy = "write one port or a range within 1..65535, such as \"5060-5090\"";
    private const string ProtocolRemedy = "use \"udp\", \"tcp\", \"icmpv6\" or a number 0..255";
    private const string BalanceRemedy = "give each of its uplinks its weight, 1..100, in their order";
    private const string UplinksRemedy = "name the uplinks that may carry it, the preferred first";

    [TestMethod]
    public void Flow_names_uplinks_that_are_there()
    {
        RefusesFlows(
            "{\"name\":\"a\",\"uplinks\":[\"sat\"]}",
            "flows[0].uplinks[0]: \"sat\" is the name of no uplink", UplinksRemedy);
        RefusesFlows(
            "{\"name\":\"a\",\"uplinks\":[\"lte\",\"lte\"]}",
            "flows[0].uplinks[1]: \"lte\" is given twice",
            "name each uplink once");
        RefusesFlows("{\"name\":\"a\",\"uplinks\":[]}", "flows[0].uplinks: has 0 items, not 1..8", UplinksRemedy);
        RefusesFlows("{\"name\":\"a\"}", "flows[0].uplinks: is missing", UplinksRemedy);
    }

    [TestMethod]
    public void Flows_differ_in_their_names()
    {
        RefusesFlows(
            "{\"name\":\"a\",\"uplinks\":[\"lte\"]},{\"name\":\"a\",\"uplinks\":[\"lte\"]}",
            "flows[1].name: \"a\" is already used by flows[0]", "give each flow its own name, 1..32 characters");
    }

    [TestMethod]
    public void Flow_ports_are_a_port_or_a_range_of_a_protocol_that_has_them()
    {
        RefusesFlows(
            Ports("\"udp\"", "\"0\""),
            "flows[0].destinationPorts: \"0\" is no port and no range of ports",
            PortsRemedy);
        RefusesFlows(
            Ports("\"udp\"", "\"9-5\""),
            "flows[0].destinationPorts: \"9-5\" is no port and no range of ports",
            PortsRemedy);
        RefusesFlows(
            Ports("\"tcp\"", "\"1-65536\""),
            "flows[0].destinationPorts: \"1-65536\" is no port and no range of ports",
            PortsRemedy);
        RefusesFlows(Ports("\"tcp\"", "5060"), "flows[0].destinationPorts: is a number, not a text", PortsRemedy);
        RefusesFlows(
            Ports("\"icmpv6\"", "\"1\""),
            "flows[0].destinationPorts: needs a protocol that has ports", "add \"protocol\": \"udp\" or \"tcp\"");
        RefusesFlows(
            Ports("41", "\"1\""),
            "flows[0].destinationPorts: needs a protocol that has ports", "add \"protocol\": \"udp\" or \"tcp\"");
        _ = Configurations.Accepts(Configurations.With(",\"flows\":[" + Ports("\"tcp\"", "\"443\"") + "]"));
        _ = Configurations.Accepts(Configurations.With(",\"flows\":[" + Ports("132", "\"443\"") + "]"));
        RefusesFlows(
            "{\"name\":\"a\",\"sourcePorts\":\"1\",\"uplinks\":[\"lte\"]}",
            "flows[0].sourcePorts: needs a protocol that has ports", "add \"protocol\": \"udp\" or \"tcp\"");
    }

    [TestMethod]
    public void Flow_protocol_is_a_name_or_a_number()
    {
        RefusesFlows(Member("\"protocol\":\"sctp\""), "flows[0].protocol: \"sctp\" is unknown", ProtocolRemedy);
        RefusesFlows(Member("\"protocol\":256"), "flows[0].protocol: 256 is outside 0..255", ProtocolRemedy);
        RefusesFlows(Member("\"protocol\":[]"), "flows[0].protocol: is a list, not a number", ProtocolRemedy);
        Assert.AreEqual(ProtocolNumbers.Tcp, Read(Member("\"protocol\":\"tcp\"")).Protocol);
        Assert.AreEqual(ProtocolNumbers.Icmpv6, Read(Member("\"protocol\":\"icmpv6\"")).Protocol);
        Assert.AreEqual(0, Read(Member("\"protocol\":0")).Protocol);
        Assert.AreEqual(FlowSettings.Any, Read(Member("\"trafficClass\":0")).Protocol);
    }

    [TestMethod]
    public void Flow_traffic_class_has_8_bits()
    {
        RefusesFlows(
            Member("\"trafficClass\":256"),
            "flows[0].trafficClass: 256 is outside 0..255",
            "give 0..255, of which the upper six bits count");
        Assert.AreEqual(184, Read(Member("\"trafficClass\":184")).TrafficClass);
        Assert.AreEqual(FlowSettings.Any, Read(Member("\"protocol\":0")).TrafficClass);
    }

    [TestMethod]
    public void Flow_source_lies_in_the_vehicle()
    {
        RefusesFlows(
            Member("\"source\":\"2001:db8:9::/48\""),
            "flows[0].source: 2001:db8:9::/48 lies outside the vehicle", "choose it within mobileNetworkPrefixes");
        Assert.AreEqual("2001:db8::/32", Read(Member("\"source\":\"2001:db8::/32\"")).Source.ToString());
        Assert.AreEqual("2001:db8:1::100/128", Read(Member("\"source\":\"2001:db8:1::100/128\"")).Source.ToString());
        Assert.IsNull(Read(Member("\"trafficClass\":0")).Source);
    }

    [TestMethod]
    public void Balance_has_a_weight_for_each_uplink()
    {
        RefusesFlows(
            Member("\"balance\":[1,2]"), "flows[0].balance: has 2 weights for 1 uplinks", BalanceRemedy);
        RefusesFlows(Member("\"balance\":[0]"), "flows[0].balance[0]: 0 is outside 1..100", BalanceRemedy);
        RefusesFlows(Member("\"balance\":[101]"), "flows[0].balance[0]: 101 is outside 1..100", BalanceRemedy);
        RefusesFlows(Member("\"balance\":[\"1\"]"), "flows[0].balance[0]: is a text, not a number", BalanceRemedy);
        RefusesFlows(Member("\"balance\":[]"), "flows[0].balance: has 0 items, not 1..8", BalanceRemedy);
        RefusesFlows(
            Member("\"balance\":{\"lte\":1}"), "flows[0].balance: is an object, not a list", BalanceRemedy);
        FlowSettings flow = Read("{\"name\":\"a\",\"uplinks\":[\"lte\",\"wifi\"],\"balance\":[1,100]}");
        Assert.AreEqual(1, flow.Weights[0]);
        Assert.AreEqual(100, flow.Weights[1]);
        Assert.AreEqual(9, flow.MostFlowBindings);
        Assert.IsNull(Read(Member("\"trafficClass\":0")).Weights);
    }

    [TestMethod]
    public void Flows_are_as_many_as_the_router_and_the_home_agent_hold()
    {
        const string Balanced = "\"uplinks\":[\"lte\",\"wifi\"],\"balance\":[1,1]}";
        string sixteen = string.Empty;
        for (int i = 0; i < Limits.Flows; i++)
        {
            sixteen += "{\"name\":\"" + i.ToString() + "\",\"uplinks\":[\"lte\"]},";
        }

        _ = Configurations.Accepts(
            Configurations.With(",\"flows\":[" + sixteen.Substring(0, sixteen.Length - 1) + "]"));
        RefusesFlows(
            sixteen + "{\"name\":\"a\",\"uplinks\":[\"lte\"]}",
            "flows: has 17 items, not 0..16", "write a list of rules, or leave it out");
        RefusesFlows(
            "{\"name\":\"a\"," + Balanced + ",{\"name\":\"b\"," + Balanced,
            "flows: may need 18 flow bindings, not 0..16", "balance fewer rules, or over fewer uplinks");
    }

    [TestMethod]
    public void Flow_destination_is_a_prefix()
    {
        RefusesFlows(
            "{\"name\":\"a\",\"uplinks\":[\"lte\"],\"destination\":\"2001:db8:9::1\"}",
            "flows[0].destination: \"2001:db8:9::1\" is not an IPv6 prefix", "give an IPv6 prefix such as 2001:db8:9::/48");
        RefusesFlows(
            "{\"name\":\"a\",\"uplinks\":[\"lte\"],\"port\":1}",
            "flows[0].port: is not a setting",
            "remove it, or use one of name, protocol, source, destination, sourcePorts, destinationPorts, trafficClass, "
                + "uplinks, balance");
        Configurations.Refuses(
            Configurations.With(",\"flows\":{}"), "flows: is an object, not a list", "write a list of rules, or leave it out");
        RefusesFlows("\"voice\"", "flows[0]: is a text, not an object", "write { \"name\", \"uplinks\", ... }");
    }

    [TestMethod]
    public void Flow_of_a_single_registration_names_all_uplinks()
    {
        const string Single = ",\"registration\":\"single\",\"flows\":[{\"name\":\"a\",\"uplinks\":[";
        _ = Configurations.Accepts(Configurations.With(Single + "\"lte\",\"wifi\"]}]"));
        _ = Configurations.Accepts(Configurations.With(Single + "\"lte\",\"wifi\"],\"balance\":[1,3]}]"));
        Configurations.Refuses(
            Configurations.With(Single + "\"lte\"]}]"),
            "flows[0].uplinks: leaves uplinks out, and with \"registration\": \"single\" only the preferred one is registered",
            "name all uplinks, or choose \"registration\": \"bulk\" or \"individual\"");
    }

    private static string Ports(string protocol, string ports)
    {
        return "{\"name\":\"a\",\"protocol\":" + protocol + ",\"destinationPorts\":" + ports + ",\"uplinks\":[\"lte\"]}";
    }

    private static string Member(string member)
    {
        return "{\"name\":\"a\",\"uplinks\":[\"lte\"]," + member + "}";
    }

    private static FlowSettings Read(string flow)
    {
        return Configurations.Accepts(Configurations.With(",\"flows\":[" + flow + "]")).Flows[0];
    }

    private static void RefusesFlows(string flows, string what, string remedy)
    {
        Configurations.Refuses(Configurations.With(",\"flows\":[" + flows + "]"), what, remedy);
    }
}
