using System;
using McoaRouter.HomeAgents;
using McoaRouter.Settings;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Settings;

/// <summary>The routers of a home agent's configuration.</summary>
[TestClass]
public sealed class RouterAccountReaderTests
{
    private const string SecurityRemedy =
        "give spi, key and identifier as agreed with the router, or write \"security\": \"none\"";

    private const string Key = "00112233445566778899aabbccddeeff";
    private const string OtherKey = "ffeeddccbbaa99887766554433221100";

    [TestMethod]
    public void Rfc4285_5_1_An_Account_Has_The_Routers_Association()
    {
        HomeAgentSettings settings = Accepts(First(Association("256", Key, "bus-17@x")));
        SecuritySettings security = settings.Routers[0].Security;
        Assert.IsTrue(security.Spi == 256);
        CollectionAssert.AreEqual(Convert.FromHexString(Key), security.Key);
        CollectionAssert.AreEqual(Convert.FromHexString("6275732d31374078"), security.Identifier);
        Assert.AreEqual(0, settings.Notices.Length);
    }

    [TestMethod]
    public void Security_must_be_decided_on()
    {
        Refuses(First(string.Empty), "routers[0].security: is missing", SecurityRemedy);
        Refuses(First(",\"security\":{}"), "routers[0].security: is an object, not a text", SecurityRemedy);
        Refuses(
            First(",\"security\":\"" + Key + "\""),
            "routers[0].security: is a text other than \"none\"", SecurityRemedy);
        Refuses(
            First(",\"security\":\"none\",\"spi\":256"),
            "routers[0].spi: does not go beside security", "remove one of the two");
    }

    [TestMethod]
    [DataRow("null", "is null, not a text")]
    [DataRow("true", "is true or false, not a text")]
    [DataRow("0", "is a number, not a text")]
    [DataRow("[]", "is a list, not a text")]
    [DataRow("\"\"", "is a text other than \"none\"")]
    [DataRow("\"None\"", "is a text other than \"none\"")]
    [DataRow("\" none\"", "is a text other than \"none\"")]
    [DataRow("\"off\"", "is a text other than \"none\"")]
    public void Security_is_left_out_by_the_exact_word_alone(string value, string fault)
    {
        Refuses(First(",\"security\":" + value), "routers[0].security: " + fault, SecurityRemedy);
    }

    [TestMethod]
    public void Part_of_an_association_is_none_and_no_key_is_shown()
    {
        HomeAgentSettingsResult result = Read(First(",\"key\":\"secret\""));
        Assert.IsNull(result.Settings);
        CollectionAssert.AreEqual(
            new string[]
            {
                "routers[0].spi: is missing; give the number that both ends agreed on, 256 or more",
                "routers[0].key: has a character that is no hexadecimal digit; "
                    + "give 16..64 octets as hexadecimal digits, two an octet",
                "routers[0].identifier: is missing; give the router's network access identifier, such as bus-17@example.net",
            },
            result.Faults);
    }

    [TestMethod]
    public void Security_none_is_told_at_start_with_what_it_means()
    {
        const string Meaning = " are not authenticated, so that anyone on the path can move the vehicle's traffic; "
            + "give spi, key and identifier on both ends";
        HomeAgentSettings settings = Accepts(
            First(Association("256", Key, "a")) + "," + Second(",\"security\":\"none\""));
        Assert.IsNull(settings.Routers[1].Security);
        Assert.AreEqual(1, settings.Notices.Length);
        Assert.AreEqual("security: binding messages of routers[1]" + Meaning, settings.Notices[0]);
        settings = Accepts(First(",\"security\":\"none\"") + "," + Second(",\"security\":\"none\""));
        Assert.AreEqual(1, settings.Notices.Length);
        Assert.AreEqual("security: binding messages of 2 routers" + Meaning, settings.Notices[0]);
    }

    [TestMethod]
    public void Key_and_identifier_are_each_router_s_own()
    {
        string first = First(Association("256", Key, "a"));
        Refuses(
            first + "," + Second(Association("256", Key, "b")),
            "routers[1].key: is the key of routers[0] too", "give each router its own key");
        Refuses(
            first + "," + Second(Association("256", OtherKey, "a")),
            "routers[1].identifier: is the identifier of routers[0] too", "give each router its own identifier");
        _ = Accepts(first + "," + Second(Association("256", OtherKey, "b")));
        _ = Accepts(first + "," + Second(Association("256", Key + "00", "ab")));
    }

    [TestMethod]
    public void Wire_profile_is_one_of_the_home_agent_s_and_its_first_otherwise()
    {
        const string Both = ",\"wireProfiles\":[\"rfc5648\",\"draft-01\"]";
        HomeAgentSettings settings = Accepts(
            First(Association("256", Key, "a") + ",\"wireProfile\":\"draft-01\"")
                + "," + Second(Association("256", OtherKey, "b")),
            Both);
        Assert.AreSame(settings.Profiles[1], settings.Routers[0].Profile);
        Assert.AreSame(settings.Profiles[0], settings.Routers[1].Profile);
        Refuses(
            First(",\"security\":\"none\",\"wireProfile\":\"rfc5648\""),
            "routers[0].wireProfile: \"rfc5648\" is not in wireProfiles", "use one of those, or add it there");
        Refuses(
            First(",\"security\":\"none\",\"wireProfile\":\"rfc3775\""),
            "routers[0].wireProfile: \"rfc3775\" is unknown", "use \"draft-01\" or \"rfc5648\"");
    }

    [TestMethod]
    public void Several_care_of_addresses_may_be_prohibited_for_one_router()
    {
        HomeAgentSettings settings = Accepts(
            First(Association("256", Key, "a") + ",\"mcoa\":false")
                + "," + Second(Association("256", OtherKey, "b")));
        Assert.IsFalse(settings.Routers[0].Mcoa);
        Assert.IsTrue(settings.Routers[1].Mcoa);
        Refuses(
            First(",\"security\":\"none\",\"mcoa\":\"no\""),
            "routers[0].mcoa: is a text, not true or false", "write true, or false to prohibit several care-of addresses");
        Refuses(
            First(",\"security\":\"none\",\"bulk\":true"),
            "routers[0].bulk: is not a setting",
            "remove it, or use one of homeAddress, mobileRouter, prefixes, security, spi, key, identifier, "
                + "wireProfile, mcoa, flows");
    }

    private static string First(string more)
    {
        return "{\"homeAddress\":\"2001:db8:1::100\",\"prefixes\":[\"2001:db8:100::/56\"]" + more + "}";
    }

    private static string Second(string more)
    {
        return "{\"homeAddress\":\"2001:db8:1::200\",\"prefixes\":[\"2001:db8:200::/56\"]" + more + "}";
    }

    private static string Association(string spi, string key, string identifier)
    {
        return ",\"spi\":" + spi + ",\"key\":\"" + key + "\",\"identifier\":\"" + identifier + "\"";
    }

    private static HomeAgentSettingsResult Read(string routers)
    {
        return Read(routers, string.Empty);
    }

    private static HomeAgentSettingsResult Read(string routers, string more)
    {
        return HomeAgentSettingsReader.Read(
            "{\"address\":\"2001:db8:1::1\",\"homePrefix\":\"2001:db8:1::/64\",\"routers\":[" + routers + "]" + more + "}");
    }

    private static void Refuses(string routers, string what, string remedy)
    {
        HomeAgentSettingsResult result = Read(routers);
        Assert.IsNull(result.Settings);
        Assert.AreEqual(what + "; " + remedy, result.Faults[0]);
        Assert.AreEqual(1, result.Faults.Length);
    }

    private static HomeAgentSettings Accepts(string routers)
    {
        return Accepts(routers, string.Empty);
    }

    private static HomeAgentSettings Accepts(string routers, string more)
    {
        HomeAgentSettingsResult result = Read(routers, more);
        Assert.AreEqual(string.Empty, result.Faults.Length == 0 ? string.Empty : result.Faults[0]);
        return result.Settings;
    }
}
