using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Settings;

/// <summary>The home agents' IPv4 addresses, and the uplinks that need them.</summary>
[TestClass]
public sealed class Ipv4SettingsTests
{
    private const string Key = "homeAgentIpv4Addresses";
    private const string Remedy = "give the IPv4 address of each of homeAgents, such as 192.0.2.1, or \"none\"";
    private const string UdpUplink = "{\"name\":\"lte\",\"bid\":2,\"priority\":1,\"link\":\"simulated\",\"transport\":\"udp\"}";

    [TestMethod]
    public void Without_the_key_no_home_agent_has_an_Ipv4_address()
    {
        RouterSettings settings = Configurations.Accepts(Configurations.With(string.Empty));
        Assert.AreEqual(1, settings.HomeAgentIpv4Addresses.Length);
        Assert.IsNull(settings.HomeAgentIpv4Addresses[0]);
    }

    [TestMethod]
    public void Each_home_agent_has_an_address_or_none()
    {
        RouterSettings settings = Configurations.Accepts(Configurations.WithAddresses(
            null,
            "\"homeAgents\":[\"2001:db8:1::1\",\"2001:db8:1::2\"],\"" + Key + "\":[\"none\",\"192.0.2.2\"]",
            null));
        Assert.IsNull(settings.HomeAgentIpv4Addresses[0]);
        Assert.AreEqual("192.0.2.2", Ipv4AddressText.Write(settings.HomeAgentIpv4Addresses[1], 0));
    }

    [TestMethod]
    [DataRow("[]", ": has 0 addresses for 1 homeAgents")]
    [DataRow("[\"192.0.2.1\",\"192.0.2.2\"]", ": has 2 addresses for 1 homeAgents")]
    [DataRow("[1]", "[0]: is a number, not a text")]
    [DataRow("[\"2001:db8::1\"]", "[0]: \"2001:db8::1\" is not an IPv4 address")]
    [DataRow("[\"192.0.2.01\"]", "[0]: \"192.0.2.01\" is not an IPv4 address")]
    [DataRow("[\"127.0.0.1\"]", "[0]: 127.0.0.1 is not routable")]
    [DataRow("[\"224.0.0.9\"]", "[0]: 224.0.0.9 is not routable")]
    [DataRow("\"192.0.2.1\"", ": is a text, not a list")]
    public void Addresses_are_literal_and_one_for_each(string value, string what)
    {
        Configurations.Refuses(Configurations.With(",\"" + Key + "\":" + value), Key + what, Remedy);
    }

    [TestMethod]
    public void Addresses_are_different()
    {
        Configurations.Refuses(
            Configurations.WithAddresses(
                null,
                "\"homeAgents\":[\"2001:db8:1::1\",\"2001:db8:1::2\"],\"" + Key + "\":[\"192.0.2.2\",\"192.0.2.2\"]",
                null),
            Key + "[1]: 192.0.2.2 is already given as " + Key + "[0]",
            "give each home agent its own address");
    }

    [TestMethod]
    public void Udp_needs_the_address_of_a_home_agent()
    {
        const string What = ": names no address, and uplinks[1] has transport \"udp\"";
        string uplinks = Configurations.WithUplinks(Configurations.Wifi + "," + UdpUplink);
        Configurations.Refuses(uplinks, Key + What, Remedy);
        string end = uplinks.Substring(0, uplinks.Length - 1);
        Configurations.Refuses(end + ",\"" + Key + "\":[\"none\"]}", Key + What, Remedy);
        RouterSettings settings = Configurations.Accepts(end + ",\"" + Key + "\":[\"192.0.2.1\"]}");
        Assert.IsTrue(settings.Uplinks[0].Transport == Transport.Auto);
        Assert.IsTrue(settings.Uplinks[1].Transport == Transport.Udp);
    }
}
