using System.Text.Json.Nodes;
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
        RouterSettings router = Read("boards", "Linux", "example.json");
        HomeAgentSettingsResult homeAgent =
            HomeAgentSettingsReader.Read(Repository.Read("tools", "HomeAgent", "example.json"));
        Assert.IsEmpty(homeAgent.Faults);
        Assert.IsEmpty(homeAgent.Settings.Notices);

        RouterAccount account = homeAgent.Settings.Routers[0];
        CollectionAssert.AreEqual(router.HomeAgents[0], homeAgent.Settings.Address);
        CollectionAssert.AreEqual(router.HomeAddress, account.HomeAddress);
        Assert.IsTrue(router.HomePrefix.Same(homeAgent.Settings.HomePrefix));
        Assert.HasCount(router.MobileNetworkPrefixes.Length, account.Prefixes);
        Assert.IsTrue(router.MobileNetworkPrefixes[0].Same(account.Prefixes[0]));
        Assert.AreEqual(router.Profile.GetType(), account.Profile.GetType());
        Assert.AreEqual(router.Profile.BindingIdentifierOptionType, account.Profile.BindingIdentifierOptionType);
        Assert.AreEqual(router.Security.Spi, account.Security.Spi);
        CollectionAssert.AreEqual(router.Security.Key, account.Security.Key);
        CollectionAssert.AreEqual(router.Security.Identifier, account.Security.Identifier);
    }

    [TestMethod]
    public void Example_of_the_drive_is_sound_and_authenticated()
    {
        Assert.IsNotNull(Read("tools", "mcoa", "Drive", "example.json").Security);
    }

    [TestMethod]
    [DataRow("boards/Linux/example.json")]
    [DataRow("boards/Esp32/example.json")]
    [DataRow("tools/mcoa/Drive/example.json")]
    [DataRow("tools/HomeAgent/example.json")]
    public void Example_has_the_key_of_documentation_and_no_other(string path)
    {
        JsonNode root = JsonNode.Parse(Repository.Read(path.Split('/')))!;
        JsonNode? association = root["security"] ?? root["routers"]![0];
        Assert.AreEqual("00112233445566778899aabbccddeeff", association!["key"]!.GetValue<string>());
    }

    private static RouterSettings Read(params string[] parts)
    {
        RouterSettingsResult result = RouterSettingsReader.Read(Repository.Read(parts));
        Assert.IsEmpty(result.Faults);
        Assert.IsEmpty(result.Settings.Notices);
        return result.Settings;
    }
}
