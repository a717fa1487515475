using System;
using System.Linq;
using McoaRouter.HomeAgents;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Settings;

/// <summary>A home agent's configuration, which no device reads: it is for the daemon alone.</summary>
[TestClass]
public sealed class HomeAgentSettingsReaderTests
{
    private const string Key = "00112233445566778899aabbccddeeff";
    private const string Address = "\"address\":\"2001:db8:1::1\"";
    private const string HomePrefix = "\"homePrefix\":\"2001:db8:1::/64\"";
    private const string First = "{\"homeAddress\":\"2001:db8:1::100\",\"prefixes\":[\"2001:db8:100::/56\"],"
        + "\"spi\":256,\"key\":\"" + Key + "\",\"identifier\":\"bus-17@example.net\"}";

    private const string Open = ",\"security\":\"none\"}";
    private const string ProfilesRemedy = "use [\"draft-01\"], [\"rfc5648\"] or both, the default first";
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
        Assert.IsTrue(settings.Mcoa);
        Assert.IsTrue(settings.RefreshRequests);
        Assert.AreEqual((int)SimultaneousHome.Prohibited, (int)settings.SimultaneousHome);
        Assert.AreEqual(0, settings.Preference);
        Assert.AreEqual(0, settings.PeerHomeAgents.Length);
        Assert.IsTrue(settings.PrefixAdvertisements);
        Assert.IsTrue(settings.PrefixValidSeconds == 2592000);
        Assert.IsTrue(settings.PrefixPreferredSeconds == 604800);
        Assert.AreEqual(1, settings.Profiles.Length);
        Assert.IsTrue(settings.Profiles[0].MixesRemovals);
        Assert.AreEqual(35, settings.Profiles[0].BindingIdentifierOptionType);
        Assert.AreEqual(3600, settings.LifetimeLimitSeconds);
        Assert.IsNull(settings.Ipv4Address);
        Assert.AreEqual(110, settings.NatKeepaliveSeconds);
        Assert.AreEqual(0, settings.Notices.Length);
    }

    [TestMethod]
    public void Every_key_is_read()
    {
        HomeAgentSettings settings = Accepts(With(
            ",\"bulk\":false,\"mcoa\":false,\"refreshRequests\":false,\"wireProfiles\":[\"draft-01\"],"
                + "\"bindingIdentifierOptionType\":200,\"lifetimeLimitSeconds\":40,\"preference\":65535,"
                + "\"prefixAdvertisements\":false,\"homePrefixValidSeconds\":4294967295,\"homePrefixPreferredSeconds\":0,"
                + "\"simultaneousHome\":\"no\",\"peerHomeAgents\":[],\"ipv4Address\":\"192.0.2.1\","
                + "\"natKeepaliveSeconds\":25"));
        Assert.AreEqual("192.0.2.1", Ipv4AddressText.Write(settings.Ipv4Address, 0));
        Assert.AreEqual(25, settings.NatKeepaliveSeconds);
        Assert.IsFalse(settings.Bulk);
        Assert.IsFalse(settings.Mcoa);
        Assert.IsFalse(settings.RefreshRequests);
        Assert.AreEqual(200, settings.Profiles[0].BindingIdentifierOptionType);
        Assert.AreEqual(40, settings.LifetimeLimitSeconds);
        Assert.AreEqual(65535, settings.Preference);
        Assert.IsFalse(settings.PrefixAdvertisements);
        Assert.IsTrue(settings.PrefixValidSeconds == 4294967295);
        Assert.IsTrue(settings.PrefixPreferredSeconds == 0);
    }

    [TestMethod]
    public void Wire_profiles_are_those_of_the_draft_and_of_its_final_form()
    {
        HomeAgentSettings settings = Accepts(With(
            ",\"wireProfiles\":[\"rfc5648\",\"draft-01\"],\"bindingIdentifierOptionType\":200"));
        Assert.AreEqual(2, settings.Profiles.Length);
        Assert.IsTrue(settings.Profiles[0].HasHomeBindings);
        Assert.AreEqual(35, settings.Profiles[0].BindingIdentifierOptionType);
        Assert.IsTrue(settings.Profiles[1].MixesRemovals);
        Assert.AreEqual(200, settings.Profiles[1].BindingIdentifierOptionType);
        Refuses(
            With(",\"wireProfiles\":[\"draft-01\",\"draft-01\"]"),
            "wireProfiles[1]: \"draft-01\" is given twice", ProfilesRemedy);
        Refuses(With(",\"wireProfiles\":[\"draft-02\"]"), "wireProfiles[0]: \"draft-02\" is unknown", ProfilesRemedy);
        Refuses(With(",\"wireProfiles\":[]"), "wireProfiles: has 0 items, not 1..2", ProfilesRemedy);
        Refuses(With(",\"wireProfiles\":\"draft-01\""), "wireProfiles: is a text, not a list", ProfilesRemedy);
    }

    [TestMethod]
    public void Rfc5648_4_3_Option_Type_Is_35()
    {
        Refuses(
            With(",\"wireProfiles\":[\"rfc5648\"],\"bindingIdentifierOptionType\":200"),
            "bindingIdentifierOptionType: 200 is not the type of RFC 5648", "write 35, leave it out, or use \"draft-01\"");
        _ = Accepts(With(",\"wireProfiles\":[\"rfc5648\"],\"bindingIdentifierOptionType\":35"));
    }

    [TestMethod]
    public void Rfc5648_6_2_Home_Bindings_Are_Granted_In_Its_Profile_Alone()
    {
        const string Both = ",\"wireProfiles\":[\"draft-01\",\"rfc5648\"],\"simultaneousHome\":";
        HomeAgentSettings settings = Accepts(With(Both + "\"with-neighbor-discovery\""));
        Assert.AreEqual((int)SimultaneousHome.RouterDefends, (int)settings.SimultaneousHome);
        settings = Accepts(With(Both + "\"without-neighbor-discovery\""));
        Assert.AreEqual((int)SimultaneousHome.HomeAgentDefends, (int)settings.SimultaneousHome);
        Refuses(
            With(Both + "true"),
            "simultaneousHome: is true or false, not a text",
            "use \"no\", \"with-neighbor-discovery\" or \"without-neighbor-discovery\"");
        Refuses(
            With(",\"simultaneousHome\":\"with-neighbor-discovery\""),
            "simultaneousHome: is not in these wireProfiles", "write \"no\", or add \"rfc5648\" to wireProfiles");
        Refuses(
            With(Both + "\"with-neighbor-discovery\",\"mcoa\":false"),
            "simultaneousHome: does not go with mcoa false", "write \"no\", or set mcoa to true");
    }

    [TestMethod]
    public void Rfc6275_10_5_1_Peer_Home_Agents_Have_An_Address_And_A_Preference()
    {
        const string Remedy = "give another home agent's address on the home link, such as 2001:db8:1::2";
        HomeAgentSettings settings = Accepts(WithPeers(
            "{\"address\":\"2001:db8:1::2\",\"preference\":7},{\"address\":\"2001:db8:1::3\",\"mobileRouters\":false}"));
        Assert.AreEqual(2, settings.PeerHomeAgents.Length);
        Assert.AreEqual("2001:db8:1::2", Ipv6AddressText.Write(settings.PeerHomeAgents[0].Address, 0));
        Assert.AreEqual(7, settings.PeerHomeAgents[0].Preference);
        Assert.IsTrue(settings.PeerHomeAgents[0].MobileRouters);
        Assert.AreEqual(0, settings.PeerHomeAgents[1].Preference);
        Assert.IsFalse(settings.PeerHomeAgents[1].MobileRouters);
        RefusesPeers("{}", "peerHomeAgents[0].address: is missing", Remedy);
        RefusesPeers("1", "peerHomeAgents[0]: is a number, not an object", "write { \"address\", \"preference\" }");
        RefusesPeers(
            "{\"address\":\"2001:db8:1::1\"}", "peerHomeAgents[0].address: 2001:db8:1::1 is this home agent's own", Remedy);
        RefusesPeers(
            "{\"address\":\"2001:db8:1::2\"},{\"address\":\"2001:db8:1::2\"}",
            "peerHomeAgents[1].address: 2001:db8:1::2 is already given as peerHomeAgents[0]", "remove one of the two");
        RefusesPeers(
            "{\"address\":\"2001:db8:1::2\",\"preference\":65536}",
            "peerHomeAgents[0].preference: 65536 is outside 0..65535", "give 0..65535: higher is preferred, 0 the default");
        RefusesPeers(
            "{\"address\":\"2001:db8:1::2\",\"priority\":1}",
            "peerHomeAgents[0].priority: is not a setting", "remove it, or use one of address, preference, mobileRouters");
        RefusesPeers("1,2,3,4", "peerHomeAgents: has 4 items, not 0..3", "give up to 3 home agents, or leave it out");
        RefusesPeers(
            "{\"address\":\"2001:db8:1::100\"}",
            "routers[0].homeAddress: 2001:db8:1::100 is peerHomeAgents[0]",
            HomeRemedy);
        RefusesPeers(
            "{\"address\":\"2001:db8:100::1\"}",
            "routers[0].prefixes[0]: 2001:db8:100::/56 contains peerHomeAgents[0]",
            "give prefixes that travel with the vehicle alone");
    }

    [TestMethod]
    public void Rfc4861_4_6_2_Preferred_Lifetime_Is_Not_Above_The_Valid_One()
    {
        const string Remedy = "give seconds up to homePrefixValidSeconds, 0 for a prefix to be used no more";
        Refuses(
            With(",\"homePrefixValidSeconds\":100,\"homePrefixPreferredSeconds\":101"),
            "homePrefixPreferredSeconds: 101 is above homePrefixValidSeconds, 100", Remedy);
        Refuses(
            With(",\"homePrefixPreferredSeconds\":4294967296"),
            "homePrefixPreferredSeconds: 4294967296 is outside 0..4294967295", Remedy);
        Refuses(
            With(",\"homePrefixValidSeconds\":0"),
            "homePrefixValidSeconds: 0 is outside 1..4294967295",
            "give seconds within 1..4294967295, the last for a prefix without end");
        HomeAgentSettings settings = Accepts(With(",\"homePrefixValidSeconds\":100"));
        Assert.IsTrue(settings.PrefixValidSeconds == 100);
        Assert.IsTrue(settings.PrefixPreferredSeconds == 100);
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
                "routers: is missing; give 1..131072 routers",
                "port: is not a setting; remove it, or use one of address, ipv4Address, natKeepaliveSeconds, "
                    + "preference, peerHomeAgents, homePrefix, prefixAdvertisements, homePrefixValidSeconds, homePrefixPreferredSeconds, wireProfiles, "
                    + "bindingIdentifierOptionType, routers, bindingCapacity, flowRouterCapacity, mcoa, bulk, simultaneousHome, refreshRequests, "
                    + "lifetimeLimitSeconds",
            },
            result.Faults);
    }

    [TestMethod]
    public void Home_addresses_lie_in_the_home_prefix_and_differ()
    {
        RefusesRouters(
            "{\"homeAddress\":\"2001:db8:2::100\",\"prefixes\":[\"2001:db8:100::/56\"]" + Open,
            "routers[0].homeAddress: 2001:db8:2::100 lies outside homePrefix", HomeRemedy);
        RefusesRouters(
            "{\"homeAddress\":\"2001:db8:1::1\",\"prefixes\":[\"2001:db8:100::/56\"]" + Open,
            "routers[0].homeAddress: 2001:db8:1::1 is the home agent's own address", HomeRemedy);
        RefusesRouters(
            First + ",{\"homeAddress\":\"2001:db8:1::100\",\"prefixes\":[\"2001:db8:200::/56\"]" + Open,
            "routers[1].homeAddress: 2001:db8:1::100 is already used by routers[0]", "give each router its own home address");
        RefusesRouters(
            "{\"homeAddress\":\"2001:db8:1::100/64\",\"prefixes\":[\"2001:db8:100::/56\"]" + Open,
            "routers[0].homeAddress: \"2001:db8:1::100/64\" is not an IPv6 address", HomeRemedy);
    }

    [TestMethod]
    public void Limits_Memory_Is_For_One_Binding_Of_Each_Router_At_Least_And_Eight_At_Most()
    {
        const string Remedy = "give bindings of all routers together, one for each at least and 8 for each at most";
        HomeAgentSettings settings = Accepts(With(string.Empty));
        Assert.AreEqual(8, settings.BindingCapacity);
        Assert.AreEqual(1, settings.FlowRouterCapacity);
        settings = Accepts(With(",\"bindingCapacity\":1,\"flowRouterCapacity\":0"));
        Assert.AreEqual(1, settings.BindingCapacity);
        Assert.AreEqual(0, settings.FlowRouterCapacity);
        Refuses(With(",\"bindingCapacity\":0"), "bindingCapacity: 0 is outside 1..8", Remedy);
        Refuses(With(",\"bindingCapacity\":9"), "bindingCapacity: 9 is outside 1..8", Remedy);
        Refuses(
            With(",\"flowRouterCapacity\":2"),
            "flowRouterCapacity: 2 is outside 0..1",
            "give how many routers may have flow bindings at a time, all at most");
    }

    [TestMethod]
    public void Limits_Of_Many_Routers_The_Further_Ones_Have_Less_Memory()
    {
        string[] routers = [.. Enumerable.Range(0, 3000).Select(Router)];
        HomeAgentSettings settings = Accepts(WithRouters(string.Join(',', routers)));
        Assert.AreEqual(3000, settings.Routers.Length);
        Assert.AreEqual((256 * 8) + (2744 * 2), settings.BindingCapacity);
        Assert.AreEqual(256 + (2744 / 8), settings.FlowRouterCapacity);

        routers[2999] = Router(1500);
        CollectionAssert.AreEqual(
            new string[]
            {
                "routers[2999].homeAddress: 2001:db8:1::15dc is already used by routers[1500]; "
                    + "give each router its own home address",
                "routers[2999].prefixes[0]: 2001:db8:205:dc00::/56 overlaps routers[1500].prefixes[0]; "
                    + "give each router prefixes of its own",
                "routers[2999].key: is the key of routers[1500] too; give each router its own key",
            },
            HomeAgentSettingsReader.Read(WithRouters(string.Join(',', routers))).Faults);
    }

    [TestMethod]
    public void Of_two_associations_taken_the_first_is_told()
    {
        string mixed = Router(2).Replace("bus-2@", "bus-0@").Replace(Key16(2), Key16(1));
        RefusesRouters(
            string.Join(',', Router(0), Router(1), mixed),
            "routers[2].identifier: is the identifier of routers[0] too",
            "give each router its own identifier");
    }

    [TestMethod]
    public void Prefixes_of_different_routers_stand_apart()
    {
        RefusesRouters(
            First + ",{\"homeAddress\":\"2001:db8:1::101\",\"prefixes\":[\"2001:db8:200::/56\",\"2001:db8:100:1::/64\"]" + Open,
            "routers[1].prefixes[1]: 2001:db8:100:1::/64 overlaps routers[0].prefixes[0]",
            "give each router prefixes of its own");
        RefusesRouters(
            "{\"homeAddress\":\"2001:db8:1::101\",\"prefixes\":[\"2001:db8::/32\"]" + Open,
            "routers[0].prefixes[0]: 2001:db8::/32 contains the home agent's own address",
            "give prefixes that travel with the vehicle alone");
        RefusesRouters(
            "{\"homeAddress\":\"2001:db8:1::101\",\"prefixes\":[\"2001:db8:1:1::/56\"]" + Open,
            "routers[0].prefixes[0]: 2001:db8:1:1::/56 has bits set behind its length", "write 2001:db8:1::/56");
        RefusesRouters("1", "routers[0]: is a number, not an object", "write { \"homeAddress\", \"prefixes\", ... }");
    }

    [TestMethod]
    public void Rfc3963_6_6_An_Account_Of_A_Mobile_Host_Has_No_Prefixes()
    {
        HomeAgentSettings settings = Accepts(WithRouters(
            First + ",{\"homeAddress\":\"2001:db8:1::101\",\"mobileRouter\":false" + Open));
        Assert.IsTrue(settings.Routers[0].MobileRouter);
        Assert.IsFalse(settings.Routers[1].MobileRouter);
        Assert.AreEqual(0, settings.Routers[1].Prefixes.Length);
        RefusesRouters(
            "{\"homeAddress\":\"2001:db8:1::101\",\"mobileRouter\":false,\"prefixes\":[\"2001:db8:200::/56\"]" + Open,
            "routers[0].prefixes: does not go with mobileRouter false", "remove it, or set mobileRouter to true");
        RefusesRouters(
            "{\"homeAddress\":\"2001:db8:1::101\",\"mobileRouter\":1,\"prefixes\":[\"2001:db8:200::/56\"]" + Open,
            "routers[0].mobileRouter: is a number, not true or false", "write true, or false for a mobile host");
        RefusesRouters(
            "{\"homeAddress\":\"2001:db8:1::101\"" + Open,
            "routers[0].prefixes: is missing", "give 1..16 prefixes, such as 2001:db8:100::/56");
    }

    [TestMethod]
    public void Home_prefix_and_address_are_what_they_say()
    {
        Refuses(
            "{\"address\":\"::1\"," + HomePrefix + ",\"routers\":[" + First + "]}",
            "address: ::1 is not routable", "give a global or unique local unicast address");
        Refuses(
            "{" + Address + ",\"homePrefix\":\"2001:db8:1::1/64\",\"routers\":[" + First + "]}",
            "homePrefix: 2001:db8:1::1/64 has bits set behind its length", "write 2001:db8:1::/64");
        Refuses(
            "{" + Address + ",\"homePrefix\":\"2001:db8:1::100/128\",\"routers\":[" + First + "]}",
            "homePrefix: the length 128 is outside 1..127", "give the home link's prefix, such as 2001:db8:1::/64");
    }

    [TestMethod]
    [DataRow("\"192.0.2\"", "\"192.0.2\" is not an IPv4 address")]
    [DataRow("\"2001:db8:1::1\"", "\"2001:db8:1::1\" is not an IPv4 address")]
    [DataRow("\"0.0.0.0\"", "0.0.0.0 is not routable")]
    [DataRow("7", "is a number, not a text")]
    public void Ipv4_address_is_literal_and_routable(string value, string what)
    {
        Refuses(
            With(",\"ipv4Address\":" + value),
            "ipv4Address: " + what, "give the home agent's own IPv4 address, such as 192.0.2.1, or leave it out");
    }

    [TestMethod]
    [DataRow("0")]
    [DataRow("3601")]
    public void Nat_keepalive_is_within_an_hour(string value)
    {
        Refuses(
            With(",\"natKeepaliveSeconds\":" + value),
            "natKeepaliveSeconds: " + value + " is outside 1..3600",
            "give seconds within 1..3600, less than the NATs of the routers keep a mapping");
    }

    [TestMethod]
    public void Values_of_another_type_are_refused()
    {
        Refuses(
            With(",\"bulk\":\"yes\""),
            "bulk: is a text, not true or false",
            "write true, or false to refuse bulk registration");
        Refuses(
            With(",\"lifetimeLimitSeconds\":6"),
            "lifetimeLimitSeconds: 6 is not a multiple of 4", "give seconds within 4..262140, a multiple of 4");
        Refuses(
            With(",\"mcoa\":0"),
            "mcoa: is a number, not true or false", "write true, or false to ignore Binding Identifiers");
        Refuses(
            With(",\"refreshRequests\":null"),
            "refreshRequests: is null, not true or false", "write true, or false to let bindings end without asking for them");
        Refuses("[]", "configuration: is a list, not an object", "write { ... } around it");
    }

    private static string With(string more)
    {
        return "{" + Address + "," + HomePrefix + ",\"routers\":[" + First + "]" + more + "}";
    }

    private static string WithRouters(string routers)
    {
        return "{" + Address + "," + HomePrefix + ",\"routers\":[" + routers + "]}";
    }

    private static string WithPeers(string peers)
    {
        return With(",\"peerHomeAgents\":[" + peers + "]");
    }

    private static void RefusesPeers(string peers, string what, string remedy)
    {
        Refuses(WithPeers(peers), what, remedy);
    }

    private static void RefusesRouters(string routers, string what, string remedy)
    {
        Refuses(WithRouters(routers), what, remedy);
    }

    private static void Refuses(string json, string what, string remedy)
    {
        HomeAgentSettingsResult result = HomeAgentSettingsReader.Read(json);
        Assert.IsNull(result.Settings);
        Assert.AreEqual(what + "; " + remedy, result.Faults[0]);
        Assert.AreEqual(1, result.Faults.Length);
    }

    private static string Router(int number)
    {
        return FormattableString.Invariant($$"""
            {"homeAddress":"2001:db8:1::{{number + 4096:x}}","prefixes":["2001:db8:{{512 + (number >> 8):x}}:{{(number & 255) << 8:x}}::/56"],
            "spi":256,"key":"{{Key16(number)}}","identifier":"bus-{{number}}@example.net"}
            """);
    }

    private static string Key16(int number)
    {
        return FormattableString.Invariant($"{number:x32}");
    }

    private static HomeAgentSettings Accepts(string json)
    {
        HomeAgentSettingsResult result = HomeAgentSettingsReader.Read(json);
        Assert.AreEqual(string.Empty, result.Faults.Length == 0 ? string.Empty : result.Faults[0]);
        Assert.IsNotNull(result.Settings);
        return result.Settings;
    }
}
