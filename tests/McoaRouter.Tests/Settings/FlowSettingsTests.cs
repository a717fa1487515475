namespace McoaRouter.Tests.Settings;

[TestClass]
public sealed class FlowSettingsTests
{
    private const string PortsRemedy = "write one port or a range within 1..65535, such as \"5060-5090\"";
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
            Ports("\"sctp\"", "\"1\""),
            "flows[0].protocol: \"sctp\" is unknown",
            "use \"udp\", \"tcp\" or \"icmpv6\"");
        _ = Configurations.Accepts(Configurations.With(",\"flows\":[" + Ports("\"tcp\"", "\"443\"") + "]"));
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
            "remove it, or use one of name, protocol, destination, destinationPorts, uplinks");
        Configurations.Refuses(
            Configurations.With(",\"flows\":{}"), "flows: is an object, not a list", "write a list of rules, or leave it out");
        RefusesFlows("\"voice\"", "flows[0]: is a text, not an object", "write { \"name\", \"uplinks\", ... }");
    }

    private static string Ports(string protocol, string ports)
    {
        return "{\"name\":\"a\",\"protocol\":" + protocol + ",\"destinationPorts\":" + ports + ",\"uplinks\":[\"lte\"]}";
    }

    private static void RefusesFlows(string flows, string what, string remedy)
    {
        Configurations.Refuses(Configurations.With(",\"flows\":[" + flows + "]"), what, remedy);
    }
}
