using McoaRouter.HomeAgents;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Settings;

[TestClass]
public sealed class MatchingHomeAgentTests
{
    [TestMethod]
    public void Home_agent_has_the_router_s_association_profile_and_prefixes()
    {
        RouterSettings router = Configurations.Accepts(Configurations.With(",\"wireProfile\":\"rfc5648\""));
        HomeAgentSettings homeAgent = MatchingHomeAgent.SettingsFor(router);
        Assert.AreEqual("2001:db8:1::1", Ipv6AddressText.Write(homeAgent.Address, 0));
        Assert.AreEqual(1, homeAgent.Routers.Length);
        Assert.AreSame(router.HomeAddress, homeAgent.Routers[0].HomeAddress);
        Assert.AreSame(router.MobileNetworkPrefixes, homeAgent.Routers[0].Prefixes);
        Assert.AreSame(router.Security, homeAgent.Routers[0].Security);
        Assert.AreSame(router.Profile, homeAgent.Routers[0].Profile);
        Assert.AreSame(router.Profile, homeAgent.Profiles[0]);
        Assert.IsTrue(homeAgent.Mcoa);
        Assert.IsTrue(homeAgent.Bulk);
        Assert.AreEqual((int)SimultaneousHome.Prohibited, (int)homeAgent.SimultaneousHome);
        Assert.AreEqual(0, homeAgent.Notices.Length);
        router = Configurations.Accepts(Configurations.WithSecurity("\"security\":\"none\""));
        Assert.IsNull(MatchingHomeAgent.SettingsFor(router).Routers[0].Security);
    }

    [TestMethod]
    public void Home_agent_grants_home_bindings_where_the_router_asks_for_them()
    {
        HomeAgentSettings homeAgent = MatchingHomeAgent.SettingsFor(Configurations.Accepts(
            Configurations.With(",\"wireProfile\":\"rfc5648\",\"returningHome\":\"simultaneous\"")));
        Assert.AreEqual((int)SimultaneousHome.RouterDefends, (int)homeAgent.SimultaneousHome);
    }

    [TestMethod]
    public void Home_agent_that_is_to_be_discovered_stands_in_the_home_prefix()
    {
        Assert.AreEqual("2001:db8:1::1", AddressFor("2001:db8:1::100/64"));
        Assert.AreEqual("2001:db8:1::2", AddressFor("2001:db8:1::1/64"));
        Assert.AreEqual("2001:db8:1::101", AddressFor("2001:db8:1::108/120"));
    }

    private static string AddressFor(string homeAddress)
    {
        RouterSettings router = Configurations.Accepts(
            Configurations.WithAddresses("\"homeAddress\":\"" + homeAddress + "\"", "\"homeAgents\":[]", null));
        return Ipv6AddressText.Write(MatchingHomeAgent.SettingsFor(router).Address, 0);
    }
}
