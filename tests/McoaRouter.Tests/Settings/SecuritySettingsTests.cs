using McoaRouter.Settings;

namespace McoaRouter.Tests.Settings;

[TestClass]
public sealed class SecuritySettingsTests
{
    private const string Remedy = "write { \"spi\", \"key\", \"identifier\" } as agreed with the home agent, or \"none\"";
    private const string KeyRemedy = "give 16..64 octets as hexadecimal digits, two an octet";
    private const string IdentifierRemedy = "give the router's network access identifier, such as bus-17@example.net";

    [TestMethod]
    public void Rfc4285_5_1_An_Association_Is_Its_SPI_Key_And_Identifier()
    {
        RouterSettings settings = Configurations.Accepts(Configurations.WithSecurity(
            "\"security\":{\"spi\":4294967295,\"key\":\"0x00112233445566778899aAbBcCdDeEfF\",\"identifier\":\"bus@x\"}"));
        Assert.IsTrue(settings.Security.Spi == 4294967295);
        CollectionAssert.AreEqual(Hex.Read(Configurations.Key), settings.Security.Key);
        CollectionAssert.AreEqual(Hex.Read("6275734078"), settings.Security.Identifier);
        Assert.AreEqual(1, settings.Notices.Length);
        Assert.AreEqual(HealthReader.Notice, settings.Notices[0]);
        settings = Configurations.Accepts(Configurations.WithSecurity(
            "\"security\":{\"spi\":256,\"key\":\"" + Repeat("5a", 64) + "\",\"identifier\":\"a\"}"));
        Assert.IsTrue(settings.Security.Spi == 256);
        Assert.AreEqual(64, settings.Security.Key.Length);
    }

    [TestMethod]
    public void Rfc4285_5_1_SPIs_Below_256_Are_Reserved()
    {
        Configurations.Refuses(
            WithAssociation("255", Configurations.Key, "a"),
            "security.spi: 255 is outside 256..4294967295", "give the number that both ends agreed on, 256 or more");
        Configurations.Refuses(
            WithAssociation("4294967296", Configurations.Key, "a"),
            "security.spi: 4294967296 is outside 256..4294967295", "give the number that both ends agreed on, 256 or more");
    }

    [TestMethod]
    public void Security_must_be_decided_on()
    {
        Configurations.Refuses(Configurations.WithSecurity(string.Empty), "security: is missing", Remedy);
        Configurations.Refuses(
            Configurations.WithSecurity("\"security\":true"), "security: is true or false, not an object", Remedy);
        Configurations.Refuses(
            Configurations.WithSecurity("\"security\":null"), "security: is null, not an object", Remedy);
        Configurations.Refuses(Configurations.WithSecurity("\"security\":0"), "security: is a number, not an object", Remedy);
        Configurations.Refuses(Configurations.WithSecurity("\"security\":[]"), "security: is a list, not an object", Remedy);
        RouterSettingsResult empty = RouterSettingsReader.Read(Configurations.WithSecurity("\"security\":{}"));
        Assert.IsNull(empty.Settings);
        Assert.AreEqual(3, empty.Faults.Length);
        Assert.AreEqual("security.key: is missing; " + KeyRemedy, empty.Faults[1]);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("None")]
    [DataRow("NONE")]
    [DataRow(" none")]
    [DataRow("none ")]
    [DataRow("no")]
    [DataRow("off")]
    [DataRow("null")]
    public void Security_is_left_out_by_the_exact_word_alone(string word)
    {
        Configurations.Refuses(
            Configurations.WithSecurity("\"security\":\"" + word + "\""),
            "security: is a text other than \"none\"",
            Remedy);
    }

    [TestMethod]
    public void Security_none_is_told_at_start_with_what_it_means()
    {
        RouterSettings settings = Configurations.Accepts(Configurations.WithSecurity("\"security\":\"none\""));
        Assert.IsNull(settings.Security);
        Assert.AreEqual(2, settings.Notices.Length);
        Assert.AreEqual(
            "security: binding messages are not authenticated, so that anyone on the path can move the vehicle's traffic; "
                + "give spi, key and identifier on both ends",
            settings.Notices[0]);
    }

    [TestMethod]
    public void Key_in_the_wrong_place_is_not_shown()
    {
        Configurations.Refuses(
            Configurations.WithSecurity("\"security\":\"" + Configurations.Key + "\""),
            "security: is a text other than \"none\"", Remedy);
    }

    [TestMethod]
    public void Key_is_checked_without_showing_it()
    {
        RefusesKey("112233", "has 6 hexadecimal digits", KeyRemedy);
        RefusesKey(Repeat("5a", 15), "has 30 hexadecimal digits", KeyRemedy);
        RefusesKey(Repeat("5a", 65), "has 130 hexadecimal digits", KeyRemedy);
        RefusesKey(Configurations.Key + "1", "has 33 hexadecimal digits", KeyRemedy);
        RefusesKey("this is no key in hexadecimal digits", "has a character that is no hexadecimal digit", KeyRemedy);
        RefusesKey("0x", "has 0 hexadecimal digits", KeyRemedy);
    }

    [TestMethod]
    public void Rfc4283_3_An_Identifier_Is_The_Octets_Of_A_Network_Access_Identifier()
    {
        string longest = Repeat("a", 253);
        RouterSettings settings = Configurations.Accepts(WithAssociation("256", Configurations.Key, longest));
        Assert.AreEqual(253, settings.Security.Identifier.Length);
        settings = Configurations.Accepts(WithAssociation("256", Configurations.Key, "b\u00fcs@example.net"));
        CollectionAssert.AreEqual(Hex.Read("62c3bc73406578616d706c652e6e6574"), settings.Security.Identifier);
        RefusesIdentifier(string.Empty, "has 0 characters, not 1..253", IdentifierRemedy);
        RefusesIdentifier(longest + "a", "has 254 characters, not 1..253", IdentifierRemedy);
        RefusesIdentifier("\u00fc" + Repeat("a", 252), "has 254 octets, not 1..253", IdentifierRemedy);
        RefusesIdentifier("bus 17@example.net", "has a blank", IdentifierRemedy);
        RefusesIdentifier("bus\\t17@example.net", "has a character that can't be shown", IdentifierRemedy);
    }

    [TestMethod]
    public void Faults_of_an_association_are_all_reported()
    {
        RouterSettingsResult result = RouterSettingsReader.Read(
            Configurations.WithSecurity("\"security\":{\"spi\":-1,\"algorithm\":1}"));
        Assert.IsNull(result.Settings);
        CollectionAssert.AreEqual(
            new string[]
            {
                "security.spi: -1 is outside 256..4294967295; give the number that both ends agreed on, 256 or more",
                "security.key: is missing; " + KeyRemedy,
                "security.identifier: is missing; " + IdentifierRemedy,
                "security.algorithm: is not a setting; remove it, or use one of spi, key, identifier",
            },
            result.Faults);
    }

    private static string Repeat(string text, int times)
    {
        string repeated = string.Empty;
        for (int i = 0; i < times; i++)
        {
            repeated = repeated + text;
        }

        return repeated;
    }

    private static string WithAssociation(string spi, string key, string identifier)
    {
        return Configurations.WithSecurity(
            "\"security\":{\"spi\":" + spi + ",\"key\":\"" + key + "\",\"identifier\":\"" + identifier + "\"}");
    }

    private static void RefusesKey(string key, string what, string remedy)
    {
        Configurations.Refuses(WithAssociation("256", key, "bus-17@example.net"), "security.key: " + what, remedy);
    }

    private static void RefusesIdentifier(string identifier, string what, string remedy)
    {
        Configurations.Refuses(WithAssociation("256", Configurations.Key, identifier), "security.identifier: " + what, remedy);
    }
}
