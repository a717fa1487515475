using McoaRouter.HomeAgents;
using McoaRouter.Settings;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Settings;

/// <summary>The configurations that are shipped as examples.</summary>
[TestClass]
public sealed class ExampleTests
{
    [TestMethod]
    public void Examples_of_router_and_home_agent_are_sound_and_match()
    {
        RouterSettingsResult router = RouterSettingsReader.Read(Repository.Read("boards", "Linux", "example.json"));
        HomeAgentSettingsResult homeAgent =
            HomeAgentSettingsReader.Read(Repository.Read("tools", "HomeAgent", "example.json"));
        Assert.IsEmpty(router.Faults);
        Assert.IsEmpty(homeAgent.Faults);
        Assert.IsEmpty(router.Settings.Notices);
        Assert.IsEmpty(homeAgent.Settings.Notices);

        RouterAccount account = homeAgent.Settings.Routers[0];
        CollectionAssert.AreEqual(router.Settings.HomeAgents[0], homeAgent.Settings.Address);
        CollectionAssert.AreEqual(router.Settings.HomeAddress, account.HomeAddress);
        Assert.IsTrue(router.Settings.HomePrefix.Same(homeAgent.Settings.HomePrefix));
        Assert.HasCount(router.Settings.MobileNetworkPrefixes.Length, account.Prefixes);
        Assert.IsTrue(router.Settings.MobileNetworkPrefixes[0].Same(account.Prefixes[0]));
        Assert.AreEqual(
            router.Settings.Profile.BindingIdentifierOptionType,
            homeAgent.Settings.Profiles[0].BindingIdentifierOptionType);
    }
}
