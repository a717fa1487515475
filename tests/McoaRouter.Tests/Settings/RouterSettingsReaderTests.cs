using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Settings;

[TestClass]
public sealed class RouterSettingsReaderTests
{
    [TestMethod]
    public void Documented_example_is_read()
    {
        RouterSettings settings = Configurations.Accepts(Configurations.Documented);
        Assert.AreEqual("bus-17", settings.Name);
        Assert.AreEqual("2001:db8:1::100", Ipv6AddressText.Write(settings.HomeAddress, 0));
        Assert.AreEqual("2001:db8:1::/64", settings.HomePrefix.ToString());
        Assert.AreEqual(1, settings.HomeAgents.Length);
        Assert.AreEqual("2001:db8:1::1", Ipv6AddressText.Write(settings.HomeAgents[0], 0));
        Assert.AreEqual(1, settings.MobileNetworkPrefixes.Length);
        Assert.AreEqual("2001:db8:100::/56", settings.MobileNetworkPrefixes[0].ToString());
        Assert.AreEqual(35, settings.Profile.BindingIdentifierOptionType);
        Assert.AreEqual(240, settings.LifetimeSeconds);
        Assert.AreEqual(1500, settings.FirstAcknowledgementTimeoutMs);
        Assert.AreEqual("ethernet", settings.Port.Link);
        Assert.IsNull(settings.Port.Device);
        Assert.AreEqual("2001:db8:100:1::/64", settings.Port.Prefix.ToString());
        Assert.AreEqual(1, settings.Notices.Length);
        Assert.AreEqual(2, settings.Flows.Length);
        Assert.AreEqual("voice", settings.Flows[0].Name);
        Assert.AreEqual(2, settings.Flows[0].Uplinks.Length);
        Assert.AreEqual(1, settings.Flows[0].Uplinks[0]);
        Assert.AreEqual(0, settings.Flows[0].Uplinks[1]);
        Assert.AreEqual("2001:db8:9::/48", settings.Flows[1].Destination.ToString());
    }

    [TestMethod]
    public void Documented_uplinks_keep_their_order()
    {
        RouterSettings settings = Configurations.Accepts(Configurations.Documented);
        Assert.AreEqual(2, settings.Uplinks.Length);
        Assert.AreEqual("wifi", settings.Uplinks[0].Name);
        Assert.AreEqual(1, settings.Uplinks[0].Bid);
        Assert.AreEqual(200, settings.Uplinks[0].Priority);
        Assert.AreEqual("wifi", settings.Uplinks[0].Link);
        Assert.IsNull(settings.Uplinks[0].Device);
        Assert.AreEqual("lte", settings.Uplinks[1].Name);
        Assert.AreEqual(2, settings.Uplinks[1].Bid);
        Assert.AreEqual(100, settings.Uplinks[1].Priority);
        Assert.AreEqual("modem", settings.Uplinks[1].Link);
    }

    [TestMethod]
    public void Optional_keys_have_their_defaults()
    {
        RouterSettings settings = Configurations.Accepts(Configurations.With(string.Empty));
        Assert.IsTrue(settings.HomeAgentDiscovery);
        Assert.IsFalse(settings.ImplicitPrefixes);
        Assert.AreEqual((int)RegistrationForm.Bulk, (int)settings.Registration);
        Assert.AreEqual((int)ReturningHome.Return, (int)settings.ReturningHome);
        Assert.AreEqual(-1, settings.SignallingUplink);
        Assert.AreEqual(0, settings.Correspondents.Length);
        Assert.IsTrue(settings.Profile.MixesRemovals);
        Assert.AreEqual(240, settings.LifetimeSeconds);
        Assert.AreEqual(1500, settings.FirstAcknowledgementTimeoutMs);
        Assert.AreEqual(WireProfile.DefaultBindingIdentifierOptionType, settings.Profile.BindingIdentifierOptionType);
        Assert.IsNull(settings.Health);
        Assert.AreEqual(1, settings.Notices.Length);
        Assert.AreEqual(HealthReader.Notice, settings.Notices[0]);
    }

    [TestMethod]
    public void Numbers_are_taken_up_to_their_bounds()
    {
        RouterSettings settings = Configurations.Accepts(Configurations.With(
            ",\"lifetimeSeconds\":262140,\"firstAcknowledgementTimeoutMs\":100,\"bindingIdentifierOptionType\":255"));
        Assert.AreEqual(262140, settings.LifetimeSeconds);
        Assert.AreEqual(100, settings.FirstAcknowledgementTimeoutMs);
        Assert.AreEqual(255, settings.Profile.BindingIdentifierOptionType);
    }

    [TestMethod]
    public void Numbers_outside_their_bounds_are_refused()
    {
        Configurations.Refuses(
            Configurations.With(",\"lifetimeSeconds\":262144"),
            "lifetimeSeconds: 262144 is outside 4..262140", "give seconds within 4..262140, a multiple of 4");
        Configurations.Refuses(
            Configurations.With(",\"lifetimeSeconds\":242"),
            "lifetimeSeconds: 242 is not a multiple of 4", "give seconds within 4..262140, a multiple of 4");
        Configurations.Refuses(
            Configurations.With(",\"firstAcknowledgementTimeoutMs\":99"),
            "firstAcknowledgementTimeoutMs: 99 is outside 100..32000", "give milliseconds within 100..32000");
        Configurations.Refuses(
            Configurations.With(",\"bindingIdentifierOptionType\":-1"),
            "bindingIdentifierOptionType: -1 is outside 0..255",
            "give the type that both ends use, 35 where nothing else is agreed on");
    }

    [TestMethod]
    public void Numbers_of_another_form_are_refused()
    {
        Configurations.Refuses(
            Configurations.With(",\"lifetimeSeconds\":240.5"),
            "lifetimeSeconds: is not a whole number", "give seconds within 4..262140, a multiple of 4");
        Configurations.Refuses(
            Configurations.With(",\"lifetimeSeconds\":\"240\""),
            "lifetimeSeconds: is a text, not a number", "give seconds within 4..262140, a multiple of 4");
        Configurations.Refuses(
            Configurations.With(",\"lifetimeSeconds\":null"),
            "lifetimeSeconds: is null, not a number", "give seconds within 4..262140, a multiple of 4");
    }

    [TestMethod]
    public void Unknown_keys_are_refused_in_sorted_order()
    {
        RouterSettingsResult result = RouterSettingsReader.Read(Configurations.With(",\"zeta\":1,\"alpha\":2"));
        Assert.AreEqual(2, result.Faults.Length);
        Assert.AreEqual(
            "alpha: is not a setting; remove it, or use one of version, name, homeAddress, homeAgents, "
                + "homeAgentIpv4Addresses, homeAgentDiscovery, mobileNetworkPrefixes, prefixMode, registration, "
                + "wireProfile, bindingIdentifierOptionType, returningHome, lifetimeSeconds, firstAcknowledgementTimeoutMs, security, "
                + "uplinks, signallingUplink, correspondents, port, flows, health, $schema",
            result.Faults[0]);
        Assert.AreEqual('z', result.Faults[1][0]);
    }

    [TestMethod]
    public void Empty_key_has_a_path_that_shows_it()
    {
        RouterSettingsResult result = RouterSettingsReader.Read(Configurations.With(",\"\":1"));
        Assert.AreEqual(1, result.Faults.Length);
        Assert.AreEqual(0, result.Faults[0].IndexOf("\"\": is not a setting; "));
    }

    [TestMethod]
    public void Empty_object_misses_every_required_key_in_their_order()
    {
        RouterSettingsResult result = RouterSettingsReader.Read("{}");
        Assert.IsNull(result.Settings);
        CollectionAssert.AreEqual(
            new string[]
            {
                "version: is missing; write 1, the version of this format",
                "name: is missing; give the router a name, 1..64 characters",
                "homeAddress: is missing; give the router's own address on the home link, such as 2001:db8:1::100/64",
                "homeAgents: is missing; give 1..4 home agents, or [] to have all discovered",
                "mobileNetworkPrefixes: is missing; give 1..16 prefixes, such as 2001:db8:100::/56",
                "security: is missing; write { \"spi\", \"key\", \"identifier\" } as agreed with the home agent, or \"none\"",
                "uplinks: is missing; give 1..8 uplinks",
                "port: is missing; write { \"link\", \"prefix\" }",
            },
            result.Faults);
    }

    [TestMethod]
    public void Another_version_is_refused()
    {
        Configurations.Refuses(
            "{\"version\":2" + Configurations.With(string.Empty).Substring("{\"version\":1".Length),
            "version: 2 is not 1", "write 1, the version of this format");
    }

    [TestMethod]
    public void Names_are_bounded_and_printable()
    {
        string rest = Configurations.With(string.Empty).Substring("{\"version\":1,\"name\":\"bus-17\"".Length);
        Configurations.Refuses(
            "{\"version\":1,\"name\":\"\"" + rest,
            "name: has 0 characters, not 1..64", "give the router a name, 1..64 characters");
        Configurations.Refuses(
            "{\"version\":1,\"name\":\"bus\\t17\"" + rest,
            "name: has a character that can't be shown", "give the router a name, 1..64 characters");
    }

    [TestMethod]
    public void More_faults_than_are_kept_are_counted()
    {
        string keys = string.Empty;
        for (int i = 0; i < SettingsFaults.Capacity + 6; i++)
        {
            keys = keys + ",\"k" + i.ToString() + "\":0";
        }

        RouterSettingsResult result = RouterSettingsReader.Read(Configurations.With(keys));
        Assert.AreEqual(SettingsFaults.Capacity + 1, result.Faults.Length);
        Assert.AreEqual(
            "configuration: has 6 more faults; correct those above and check it again",
            result.Faults[SettingsFaults.Capacity]);
    }
}
