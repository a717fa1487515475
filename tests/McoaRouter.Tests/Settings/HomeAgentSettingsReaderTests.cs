using McoaRouter.HomeAgents;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Settings;

[TestClass]
public sealed class HomeAgentSettingsReaderTests
{
    private const string Address = "\"address\":\"2001:db8:1::1\"";
    private const string HomePrefix = "\"homePrefix\":\"2001:db8:1::/64\"";
    private const string First = "{\"homeAddress\":\"2001:db8:1::100\",\"prefixes\":[\"2001:db8:100::/56\"]}";
    private const string HomeRemedy = "give the router's address inside 2001:db8:1::/64";

    [TestMethod]
    public void Sound_configuration_has_its_defaults()
    {
        HomeAgentSettings settings = Accepts(With(string.Empty));
        Assert.AreEqual("2001:db8:1::1", Ipv6AddressText.Write(settings.Address, 0));
        Assert.AreEqual("2001:db8:1::/64", settings.HomePrefix.ToString());
        Assert.AreEqual(1, settings.Routers.Length);
        Assert.AreEqual("2001:db8:1::100", Ipv6AddressText.Write(settings.Routers[0].HomeAddress, 0));
        Assert.AreEqual(1, settings.Routers[0].Prefixes.Length);
        Assert.AreEqual("2001:db8:100::/56", settings.Routers[0].Prefixes[0].ToString());
        Assert.IsTrue(settings.Bulk);
        Assert.AreEqual(35, settings.Profiles[0].BindingIdentifierOptionType);
        Assert.AreEqual(3600, settings.LifetimeLimitSeconds);
        Assert.AreEqual(0, settings.Notices.Length);
    }

    [TestMethod]
    public void Every_key_is_read()
    {
        HomeAgentSettings settings = Accepts(With(
            ",\"bulk\":false,\"mcoa\":true,\"wireProfiles\":[\"draft-01\"],\"bindingIdentifierOptionType\":200,"
                + "\"lifetimeLimitSeconds\":40"));
        Assert.IsFalse(settings.Bulk);
        Assert.AreEqual(200, settings.Profiles[0].BindingIdentifierOptionType);
        Assert.AreEqual(40, settings.LifetimeLimitSeconds);
    }

    [TestMethod]
    public void Key_of_a_router_is_checked_and_gives_a_notice()
    {
        HomeAgentSettings settings = Accepts(WithRouters(
            "{\"homeAddress\":\"2001:db8:1::100\",\"prefixes\":[\"2001:db8:100::/56\"],\"spi\":256,\"key\":\""
                + Configurations.Key + "\",\"identifier\":\"bus-17@example.net\"}"));
        Assert.AreEqual(1, settings.Notices.Length);
        Assert.AreEqual(SecurityReader.Notice, settings.Notices[0]);
        HomeAgentSettingsResult result = HomeAgentSettingsReader.Read(WithRouters(
            "{\"homeAddress\":\"2001:db8:1::100\",\"prefixes\":[\"2001:db8:100::/56\"],\"key\":\"secret\"}"));
        CollectionAssert.AreEqual(
            new string[]
            {
                "routers[0].spi: is missing; give the number agreed with the home agent, 256 or more",
                "routers[0].key: has a character that is no hexadecimal digit; "
                    + "give 16..64 octets as hexadecimal digits, two an octet",
                "routers[0].identifier: is missing; give the router's network access identifier, such as bus-17@example.net",
            },
            result.Faults);
    }

    [TestMethod]
    public void Empty_object_misses_every_required_key_in_their_order()
    {
        HomeAgentSettingsResult result = HomeAgentSettingsReader.Read("{\"port\":1}");
        Assert.IsNull(result.Settings);
        CollectionAssert.AreEqual(
            new string[]
            {
                "address: is missing; give the home agent's own address, such as 2001:db8:1::1",
                "homePrefix: is missing; give the home link's prefix, such as 2001:db8:1::/64",
                "routers: is missing; give 1..256 routers",
                "port: is not a setting; remove it, or use one of address, homePrefix, routers, bulk, mcoa, wireProfiles, "
                    + "bindingIdentifierOptionType, lifetimeLimitSeconds",
            },
            result.Faults);
    }

    [TestMethod]
    public void Home_addresses_lie_in_the_home_prefix_and_differ()
    {
        RefusesRouters(
            "{\"homeAddress\":\"2001:db8:2::100\",\"prefixes\":[\"2001:db8:100::/56\"]}",
            "routers[0].homeAddress: 2001:db8:2::100 lies outside homePrefix; " + HomeRemedy);
        RefusesRouters(
            "{\"homeAddress\":\"2001:db8:1::1\",\"prefixes\":[\"2001:db8:100::/56\"]}",
            "routers[0].homeAddress: 2001:db8:1::1 is the home agent's own address; " + HomeRemedy);
        RefusesRouters(
            First + ",{\"homeAddress\":\"2001:db8:1::100\",\"prefixes\":[\"2001:db8:200::/56\"]}",
            "routers[1].homeAddress: 2001:db8:1::100 is already used by routers[0]; give each router its own home address");
        RefusesRouters(
            "{\"homeAddress\":\"2001:db8:1::100/64\",\"prefixes\":[\"2001:db8:100::/56\"]}",
            "routers[0].homeAddress: \"2001:db8:1::100/64\" is not an IPv6 address; " + HomeRemedy);
    }

    [TestMethod]
    public void Prefixes_of_different_routers_stand_apart()
    {
        RefusesRouters(
            First + ",{\"homeAddress\":\"2001:db8:1::101\",\"prefixes\":[\"2001:db8:200::/56\",\"2001:db8:100:1::/64\"]}",
            "routers[1].prefixes[1]: 2001:db8:100:1::/64 overlaps routers[0].prefixes[0]; give each router prefixes of its own");
        RefusesRouters(
            "{\"homeAddress\":\"2001:db8:1::101\",\"prefixes\":[\"2001:db8::/32\"]}",
            "routers[0].prefixes[0]: 2001:db8::/32 contains the home agent's own address; "
                + "give prefixes that travel with the vehicle alone");
        RefusesRouters(
            "{\"homeAddress\":\"2001:db8:1::101\",\"prefixes\":[\"2001:db8:1:1::/56\"]}",
            "routers[0].prefixes[0]: 2001:db8:1:1::/56 has bits set behind its length; write 2001:db8:1::/56");
        RefusesRouters("1", "routers[0]: is a number, not an object; write { \"homeAddress\", \"prefixes\", ... }");
    }

    [TestMethod]
    public void Home_prefix_and_address_are_what_they_say()
    {
        Refuses(
            "{\"address\":\"::1\"," + HomePrefix + ",\"routers\":[" + First + "]}",
            "address: ::1 is not routable; give a global or unique local unicast address");
        Refuses(
            "{" + Address + ",\"homePrefix\":\"2001:db8:1::1/64\",\"routers\":[" + First + "]}",
            "homePrefix: 2001:db8:1::1/64 has bits set behind its length; write 2001:db8:1::/64");
        Refuses(
            "{" + Address + ",\"homePrefix\":\"2001:db8:1::100/128\",\"routers\":[" + First + "]}",
            "homePrefix: the length 128 is outside 1..127; give the home link's prefix, such as 2001:db8:1::/64");
    }

    [TestMethod]
    public void What_this_release_does_not_do_is_refused_by_name()
    {
        Refuses(With(",\"mcoa\":false"), "mcoa: false is not in this release; write true, or leave it out");
        Refuses(
            With(",\"wireProfiles\":[\"rfc5648\"]"),
            "wireProfiles[0]: \"rfc5648\" is not in this release; use [\"draft-01\"]");
        Refuses(
            With(",\"wireProfiles\":[\"draft-01\",\"rfc5648\"]"),
            "wireProfiles[1]: \"rfc5648\" is not in this release; use [\"draft-01\"]");
        Refuses(
            With(",\"wireProfiles\":[\"draft-01\",\"draft-01\"]"),
            "wireProfiles[1]: \"draft-01\" is given twice; use [\"draft-01\"]");
    }

    [TestMethod]
    public void Values_of_another_type_are_refused()
    {
        Refuses(With(",\"bulk\":\"yes\""), "bulk: is a text, not true or false; write true, or false to answer status 146");
        Refuses(
            With(",\"lifetimeLimitSeconds\":6"),
            "lifetimeLimitSeconds: 6 is not a multiple of 4; give seconds within 4..262140, a multiple of 4");
        Refuses(With(",\"wireProfiles\":\"draft-01\""), "wireProfiles: is a text, not a list; use [\"draft-01\"]");
        Refuses("[]", "configuration: is a list, not an object; write { ... } around it");
    }

    private static string With(string more)
    {
        return "{" + Address + "," + HomePrefix + ",\"routers\":[" + First + "]" + more + "}";
    }

    private static string WithRouters(string routers)
    {
        return "{" + Address + "," + HomePrefix + ",\"routers\":[" + routers + "]}";
    }

    private static void RefusesRouters(string routers, string fault)
    {
        Refuses(WithRouters(routers), fault);
    }

    private static void Refuses(string json, string fault)
    {
        HomeAgentSettingsResult result = HomeAgentSettingsReader.Read(json);
        Assert.IsNull(result.Settings);
        Assert.AreEqual(fault, result.Faults[0]);
        Assert.AreEqual(1, result.Faults.Length);
    }

    private static HomeAgentSettings Accepts(string json)
    {
        HomeAgentSettingsResult result = HomeAgentSettingsReader.Read(json);
        Assert.AreEqual(string.Empty, result.Faults.Length == 0 ? string.Empty : result.Faults[0]);
        Assert.IsNotNull(result.Settings);
        return result.Settings;
    }
}
