using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Settings;

[TestClass]
public sealed class RouterAddressTests
{
    private const string HomeRemedy = "give the router's own address on the home link, such as 2001:db8:1::100/64";
    private const string AgentRemedy = "give a literal address such as 2001:db8:1::1; names are not looked up";
    private const string PrefixRemedy = "give 1..16 prefixes, such as 2001:db8:100::/56";
    private const string PortRemedy = "give a /64 inside a mobile network prefix, such as 2001:db8:100::/64";

    [TestMethod]
    public void Home_address_is_an_address_with_its_prefix_length()
    {
        RefusesHome("\"2001:db8:1::100\"", "\"2001:db8:1::100\" is not an IPv6 address with a prefix length", HomeRemedy);
        RefusesHome(
            "\"2001:db8:1::100/129\"",
            "\"2001:db8:1::100/129\" is not an IPv6 address with a prefix length",
            HomeRemedy);
        RefusesHome("\"2001:db8:1::100/0\"", "\"2001:db8:1::100/0\" is not an IPv6 address with a prefix length", HomeRemedy);
        RefusesHome("\"2001:db8:1::/64\"", "2001:db8:1::/64 is a prefix, no host in it", HomeRemedy);
        RefusesHome("\"fe80::1/64\"", "fe80::1 is not routable", "give a global or unique local unicast address");
        RefusesHome("17", "is a number, not a text", HomeRemedy);
        _ = Configurations.Accepts(Configurations.WithAddresses("\"homeAddress\":\"2001:db8:1::100/128\"", null, null));
    }

    [TestMethod]
    public void Home_address_may_lie_in_a_mobile_network_prefix()
    {
        _ = Configurations.Accepts(Configurations.WithAddresses("\"homeAddress\":\"2001:db8:100::1/64\"", null, null));
    }

    [TestMethod]
    public void Home_agents_are_literal_routable_and_different()
    {
        RefusesAgents("\"ha.example.net\"", "homeAgents[0]: \"ha.example.net\" is not an IPv6 address", AgentRemedy);
        RefusesAgents("\"ff02::1\"", "homeAgents[0]: ff02::1 is not routable", "give a global or unique local unicast address");
        RefusesAgents(
            "\"2001:db8:1::1\",\"2001:DB8:1:0::1\"",
            "homeAgents[1]: 2001:db8:1::1 is already given as homeAgents[0]", "remove one of the two");
        RefusesAgents(
            "\"2001:db8:1::100\"",
            "homeAgents[0]: 2001:db8:1::100 is the router's own homeAddress", "give the home agent's address");
        RefusesAgents("{}", "homeAgents[0]: is an object, not a text", AgentRemedy);
        RefusesAgents(
            "1,2,3,4,5", "homeAgents: has 5 items, not 0..4", "give 1..4 home agents, or [] to have all discovered");
        Configurations.Refuses(
            Configurations.WithAddresses(null, "\"homeAgents\":\"2001:db8:1::1\"", null),
            "homeAgents: is a text, not a list", "give 1..4 home agents, or [] to have all discovered");
    }

    [TestMethod]
    public void Rfc6275_11_4_1_Without_Home_Agents_They_Are_Discovered()
    {
        const string Remedy = "give 1..4 home agents, or set homeAgentDiscovery to true";
        RouterSettings settings = Configurations.Accepts(Configurations.WithAddresses(null, "\"homeAgents\":[]", null));
        Assert.AreEqual(0, settings.HomeAgents.Length);
        Assert.IsTrue(settings.HomeAgentDiscovery);
        Configurations.Refuses(
            Configurations.WithAddresses(null, "\"homeAgents\":[],\"homeAgentDiscovery\":false", null),
            "homeAgents: is empty, and homeAgentDiscovery is false", Remedy);
        Configurations.Refuses(
            Configurations.With(",\"homeAgentDiscovery\":1"),
            "homeAgentDiscovery: is a number, not true or false", "write true, or false to use none but homeAgents");
        settings = Configurations.Accepts(Configurations.With(",\"homeAgentDiscovery\":false"));
        Assert.IsFalse(settings.HomeAgentDiscovery);
        Assert.AreEqual(1, settings.HomeAgents.Length);
    }

    [TestMethod]
    public void Correspondents_are_literal_routable_and_different()
    {
        RefusesCorrespondents(
            "\"www.example.net\"",
            "correspondents[0]: \"www.example.net\" is not an IPv6 address; "
                + "give literal addresses such as 2001:db8:2::80", "names are not looked up");
        RefusesCorrespondents(
            "\"fe80::1\"", "correspondents[0]: fe80::1 is not routable", "give a global or unique local unicast address");
        RefusesCorrespondents(
            "\"2001:db8:2::80\",\"2001:db8:2:0::80\"",
            "correspondents[1]: 2001:db8:2::80 is already given as correspondents[0]", "remove one of the two");
        RefusesCorrespondents(
            "1,2,3,4,5", "correspondents: has 5 items, not 0..4", "give up to 4 correspondents, or leave it out");
        RouterSettings settings = Configurations.Accepts(
            Configurations.With(",\"correspondents\":[\"2001:db8:2::80\",\"2001:db8:2::81\"]"));
        Assert.AreEqual(2, settings.Correspondents.Length);
        Assert.AreEqual("2001:db8:2::81", Ipv6AddressText.Write(settings.Correspondents[1], 0));
    }

    [TestMethod]
    public void Correspondents_are_none_of_the_vehicle_or_its_home_agents()
    {
        const string Remedy = "give correspondents outside the vehicle other than its home agents";
        RefusesCorrespondents(
            "\"2001:db8:1::100\"", "correspondents[0]: 2001:db8:1::100 is the router's own homeAddress", Remedy);
        RefusesCorrespondents(
            "\"2001:db8:2::80\",\"2001:db8:1::1\"", "correspondents[1]: 2001:db8:1::1 is homeAgents[0]", Remedy);
        RefusesCorrespondents(
            "\"2001:db8:100:2::5\"",
            "correspondents[0]: 2001:db8:100:2::5 travels with the vehicle in mobileNetworkPrefixes[0]", Remedy);
    }

    [TestMethod]
    public void Home_agent_does_not_travel_with_the_vehicle()
    {
        Configurations.Refuses(
            Configurations.WithAddresses(null, "\"homeAgents\":[\"2001:db8:1::1\",\"2001:db8:100::1\"]", null),
            "mobileNetworkPrefixes[0]: 2001:db8:100::/56 contains homeAgents[1]",
            "give prefixes that travel with the vehicle alone");
    }

    [TestMethod]
    public void Prefix_with_host_bits_is_shown_corrected()
    {
        RefusesPrefixes(
            "\"2001:db8:100:1::/56\"",
            "mobileNetworkPrefixes[0]: 2001:db8:100:1::/56 has bits set behind its length", "write 2001:db8:100::/56");
    }

    [TestMethod]
    public void Prefixes_are_prefixes_of_a_vehicle()
    {
        RefusesPrefixes(
            "\"2001:db8:100::\"",
            "mobileNetworkPrefixes[0]: \"2001:db8:100::\" is not an IPv6 prefix",
            PrefixRemedy);
        RefusesPrefixes("\"::/0\"", "mobileNetworkPrefixes[0]: the length 0 is outside 1..64", PrefixRemedy);
        RefusesPrefixes(
            "\"2001:db8:100::/65\"", "mobileNetworkPrefixes[0]: the length 65 is outside 1..64", PrefixRemedy);
        RefusesPrefixes(
            "\"ff00::/8\"",
            "mobileNetworkPrefixes[0]: ff00:: is not routable",
            "give a global or unique local unicast address");
        RefusesPrefixes("{}", "mobileNetworkPrefixes[0]: is an object, not a text", PrefixRemedy);
    }

    [TestMethod]
    public void Prefixes_stand_apart()
    {
        RefusesPrefixes(
            "\"2001:db8:100::/56\",\"2001:db8:100:1::/64\"",
            "mobileNetworkPrefixes[1]: 2001:db8:100:1::/64 overlaps mobileNetworkPrefixes[0]",
            "give prefixes of which none contains another");
        RefusesPrefixes(
            "\"2001:db8:100::/56\",\"2001:db8:200::/56\",\"2001:db8:100::/56\"",
            "mobileNetworkPrefixes[2]: 2001:db8:100::/56 is already given as mobileNetworkPrefixes[0]",
            "remove one of the two");
    }

    [TestMethod]
    public void Port_has_a_slash_64_inside_a_mobile_network_prefix()
    {
        RefusesPort("\"2001:db8:200::/64\"", "port.prefix: 2001:db8:200::/64 lies in no mobile network prefix", PortRemedy);
        RefusesPort("\"2001:db8:100::/60\"", "port.prefix: 2001:db8:100::/60 is not a /64", PortRemedy);
        RefusesPort(
            "\"2001:db8:100:1::1/64\"",
            "port.prefix: 2001:db8:100:1::1/64 has bits set behind its length", "write 2001:db8:100:1::/64");
        RefusesPort("false", "port.prefix: is true or false, not a text", PortRemedy);
        Configurations.Refuses(
            Configurations.WithPort("\"port\":{\"link\":\"simulated\"}"), "port.prefix: is missing", PortRemedy);
        Configurations.Refuses(
            Configurations.WithPort("\"port\":[]"), "port: is a list, not an object", "write { \"link\", \"prefix\" }");
    }

    [TestMethod]
    public void Port_takes_the_keys_of_its_link()
    {
        Configurations.Refuses(
            Configurations.WithPort("\"port\":{\"link\":\"wifi\",\"prefix\":\"2001:db8:100::/64\"}"),
            "port.link: \"wifi\" is unknown", "use \"ethernet\", \"tun\" or \"simulated\"");
        Configurations.Refuses(
            Configurations.WithPort("\"port\":{\"link\":\"simulated\",\"device\":\"eth0\",\"prefix\":\"2001:db8:100::/64\"}"),
            "port.device: does not go with link \"simulated\"", "remove it, or use link \"tun\"");
        Configurations.Refuses(
            Configurations.WithPort("\"port\":{\"link\":\"tun\",\"prefix\":\"2001:db8:100::/64\"}"),
            "port.device: is missing", "give the name of a network interface, such as eth0");
        Configurations.Refuses(
            Configurations.WithPort("\"port\":{\"link\":\"simulated\",\"prefix\":\"2001:db8:100::/64\",\"mtu\":1500}"),
            "port.mtu: is not a setting", "remove it, or use one of link, device, prefix");
        RouterSettings settings = Configurations.Accepts(
            Configurations.WithPort("\"port\":{\"link\":\"tun\",\"device\":\"nemo0\",\"prefix\":\"2001:db8:100::/64\"}"));
        Assert.AreEqual("nemo0", settings.Port.Device);

        // A device has one Ethernet; an operating system has many.
        settings = Configurations.Accepts(
            Configurations.WithPort("\"port\":{\"link\":\"ethernet\",\"prefix\":\"2001:db8:100::/64\"}"));
        Assert.IsNull(settings.Port.Device);
        settings = Configurations.Accepts(
            Configurations.WithPort("\"port\":{\"link\":\"ethernet\",\"device\":\"eth0\",\"prefix\":\"2001:db8:100::/64\"}"));
        Assert.AreEqual("eth0", settings.Port.Device);
    }

    private static void RefusesHome(string value, string what, string remedy)
    {
        Configurations.Refuses(
            Configurations.WithAddresses("\"homeAddress\":" + value, null, null), "homeAddress: " + what, remedy);
    }

    private static void RefusesAgents(string items, string what, string remedy)
    {
        Configurations.Refuses(Configurations.WithAddresses(null, "\"homeAgents\":[" + items + "]", null), what, remedy);
    }

    private static void RefusesCorrespondents(string items, string what, string remedy)
    {
        Configurations.Refuses(Configurations.With(",\"correspondents\":[" + items + "]"), what, remedy);
    }

    private static void RefusesPrefixes(string items, string what, string remedy)
    {
        Configurations.Refuses(
            Configurations.WithAddresses(null, null, "\"mobileNetworkPrefixes\":[" + items + "]"), what, remedy);
    }

    private static void RefusesPort(string prefix, string what, string remedy)
    {
        Configurations.Refuses(
            Configurations.WithPort("\"port\":{\"link\":\"simulated\",\"prefix\":" + prefix + "}"), what, remedy);
    }
}
