using McoaRouter.Settings;

namespace McoaRouter.Tests.Settings;

[TestClass]
public sealed class UplinkSettingsTests
{
    [TestMethod]
    public void Draft_2_Binding_Identifiers_Differ()
    {
        Configurations.Refuses(
            Configurations.WithUplinks(
                Configurations.Wifi + ",{\"name\":\"lte\",\"bid\":1,\"priority\":100,\"link\":\"simulated\"}"),
            "uplinks[1].bid: 1 is already used by uplinks[0]", "give each uplink its own BID (1..65535)");
    }

    [TestMethod]
    public void Uplinks_differ_in_name_and_device()
    {
        Configurations.Refuses(
            Configurations.WithUplinks(
                Configurations.Wifi + ",{\"name\":\"wifi\",\"bid\":2,\"priority\":100,\"link\":\"simulated\"}"),
            "uplinks[1].name: \"wifi\" is already used by uplinks[0]", "give each uplink its own name, 1..32 characters");
        Configurations.Refuses(
            Configurations.WithUplinks(Interface("a", 1, "eth0") + "," + Interface("b", 2, "eth0")),
            "uplinks[1].device: \"eth0\" is already used by uplinks[0]", "give each uplink its own interface");
    }

    [TestMethod]
    public void Draft_2_Zero_Is_No_Binding_Identifier()
    {
        RefusesUplink("0", "0", "uplinks[0].bid: 0 is outside 1..65535", "give each uplink its own BID (1..65535)");
        RefusesUplink("-1", "0", "uplinks[0].bid: -1 is outside 1..65535", "give each uplink its own BID (1..65535)");
    }

    [TestMethod]
    public void Draft_5_1_A_Binding_Identifier_Is_1_To_65535()
    {
        RefusesUplink("65536", "0", "uplinks[0].bid: 65536 is outside 1..65535", "give each uplink its own BID (1..65535)");
        RouterSettings settings = Configurations.Accepts(
            Configurations.WithUplinks(Uplink("65535", "0") + "," + Configurations.Wifi));
        Assert.AreEqual(65535, settings.Uplinks[0].Bid);
        Assert.AreEqual(1, settings.Uplinks[1].Bid);
    }

    [TestMethod]
    public void Draft_4_3_1_A_Priority_Is_0_To_255()
    {
        const string Remedy = "give 0..255: higher is preferred, 0 none, 255 the default binding";
        RefusesUplink("1", "256", "uplinks[0].priority: 256 is outside 0..255", Remedy);
        RefusesUplink("1", "-1", "uplinks[0].priority: -1 is outside 0..255", Remedy);
        Assert.AreEqual(
            255, Configurations.Accepts(Configurations.WithUplinks(Uplink("1", "255"))).Uplinks[0].Priority);
        Assert.AreEqual(0, Configurations.Accepts(Configurations.WithUplinks(Uplink("1", "0"))).Uplinks[0].Priority);
    }

    [TestMethod]
    public void Several_faults_are_all_reported_in_order()
    {
        RouterSettingsResult result = RouterSettingsReader.Read(Configurations.WithUplinks(
            "{\"bid\":1.5,\"priority\":\"high\",\"link\":\"lan\",\"transport\":\"tcp\",\"mtu\":1}," + Configurations.Lte + ",7"));
        CollectionAssert.AreEqual(
            new string[]
            {
                "uplinks[0].name: is missing; give each uplink its own name, 1..32 characters",
                "uplinks[0].bid: is not a whole number; give each uplink its own BID (1..65535)",
                "uplinks[0].priority: is a text, not a number; give 0..255: higher is preferred, 0 none, 255 the default binding",
                "uplinks[0].link: \"lan\" is unknown; use \"wifi\", \"modem\", \"ethernet\", \"interface\" or \"simulated\"",
                "uplinks[0].transport: \"tcp\" is unknown; use \"auto\", \"ipv6\" or \"udp\"",
                "uplinks[0].mtu: is not a setting; remove it, or use one of name, bid, priority, link, device, ssid, passphrase, "
                    + "apn, pin, password, user, transport, metered, signalFloorDbm",
                "uplinks[2]: is a number, not an object; write { \"name\", \"bid\", \"priority\", \"link\", ... }",
            },
            result.Faults);
    }

    [TestMethod]
    public void More_uplinks_than_the_router_holds_are_refused()
    {
        Configurations.Refuses(
            Configurations.WithUplinks("1,2,3,4,5,6,7,8,9"), "uplinks: has 9 items, not 1..8", "give 1..8 uplinks");
    }

    [TestMethod]
    public void Interface_has_a_device_and_nothing_of_wifi()
    {
        RouterSettings settings = Configurations.Accepts(Configurations.WithUplinks(Interface("a", 1, "wlan0")));
        Assert.AreEqual("wlan0", settings.Uplinks[0].Device);
        RefusesMember("interface", string.Empty, "device: is missing", "give the name of a network interface, such as eth0");
        RefusesMember(
            "interface",
            ",\"device\":\"a/b\"",
            "device: \"a/b\" is not the name of an interface", "give the name of a network interface, such as eth0");
        RefusesMember(
            "interface",
            ",\"device\":\"an-interface-too-long\"",
            "device: has 21 characters, not 1..15", "give the name of a network interface, such as eth0");
        RefusesMember(
            "interface",
            ",\"device\":\"wlan0\",\"ssid\":\"depot\"",
            "ssid: does not go with link \"interface\"", "remove it, or use link \"wifi\"");
    }

    [TestMethod]
    public void Wifi_has_a_network_and_a_passphrase_that_no_message_shows()
    {
        RefusesMember("wifi", string.Empty, "ssid: is missing", "give the network's name, 1..32 characters");
        RefusesMember(
            "wifi",
            ",\"ssid\":\"depot\",\"passphrase\":\"" + Configurations.Key + Configurations.Key + "\"",
            "passphrase: has 64 characters", "give 1..63 characters, or leave it out for an open network");
        RefusesMember(
            "wifi",
            ",\"ssid\":\"depot\",\"device\":\"wlan0\"",
            "device: does not go with link \"wifi\"", "remove it, or use link \"interface\"");
    }

    [TestMethod]
    public void Modem_has_an_access_point_name_and_a_pin_that_no_message_shows()
    {
        RefusesMember("modem", string.Empty, "apn: is missing", "give the access point name of the cellular network");
        RefusesMember(
            "modem",
            ",\"apn\":\"internet\",\"pin\":\"12a4\"",
            "pin: is no PIN", "give the SIM's 4..8 digits as a text, or leave it out");
        RefusesMember(
            "modem",
            ",\"apn\":\"internet\",\"pin\":1234",
            "pin: is a number, not a text", "give the SIM's 4..8 digits as a text, or leave it out");
        RefusesMember(
            "ethernet", ",\"apn\":\"internet\"", "apn: does not go with link \"ethernet\"", "remove it, or use link \"modem\"");
    }

    [TestMethod]
    public void Modem_has_a_name_and_a_password_that_no_message_shows()
    {
        const string UserRemedy = "give the name that goes with the access point, or leave out name and password";
        const string PasswordRemedy = "give the password that goes with the name, or leave it out";
        RefusesMember("modem", ",\"apn\":\"internet\",\"password\":\"hush\"", "user: is missing", UserRemedy);
        RefusesMember(
            "modem",
            ",\"apn\":\"internet\",\"user\":\"bus\",\"password\":7",
            "password: is a number, not a text", PasswordRemedy);
        RefusesMember(
            "modem",
            ",\"apn\":\"internet\",\"user\":\"bus\",\"password\":\"\"",
            "password: has 0 characters, not 1..64", PasswordRemedy);
        RefusesMember(
            "wifi",
            ",\"ssid\":\"depot\",\"user\":\"bus\"",
            "user: does not go with link \"wifi\"", "remove it, or use link \"modem\"");
        RefusesMember(
            "wifi",
            ",\"ssid\":\"depot\",\"password\":\"hush\"",
            "password: does not go with link \"wifi\"", "remove it, or use link \"modem\"");
        RouterSettings settings = Configurations.Accepts(Configurations.WithUplinks(
            "{\"name\":\"a\",\"bid\":1,\"priority\":1,\"link\":\"modem\",\"apn\":\"internet\",\"user\":\"bus\","
                + "\"password\":\"hush\"}"));
        Assert.AreEqual("bus", settings.Uplinks[0].User);
        Assert.AreEqual("hush", settings.Uplinks[0].Password);
    }

    [TestMethod]
    [DataRow("apn", "give the access point name of the cellular network")]
    [DataRow("user", "give the name that goes with the access point, or leave out name and password")]
    [DataRow("password", "give the password that goes with the name, or leave it out")]
    public void A_text_for_a_modem_can_not_end_its_quotation_marks(string key, string remedy)
    {
        string[] texts = { "a\\\"b", "a\\\\b", "a\u00e9" };
        for (int i = 0; i < texts.Length; i++)
        {
            string members = ",\"" + key + "\":\"" + texts[i] + "\"";
            members += key == "apn" ? string.Empty : ",\"apn\":\"internet\"";
            members += key == "password" ? ",\"user\":\"bus\"" : string.Empty;
            RefusesMember("modem", members, key + ": has a character that modems don't take", remedy);
        }

        RefusesMember(
            "modem",
            ",\"" + key + "\":\"a\\rb\"" + (key == "apn" ? string.Empty : ",\"apn\":\"internet\"")
                + (key == "password" ? ",\"user\":\"bus\"" : string.Empty),
            key + ": has a character that can't be shown", remedy);
    }

    private static string Interface(string name, int bid, string device)
    {
        return "{\"name\":\"" + name + "\",\"bid\":" + bid.ToString() + ",\"priority\":1,\"link\":\"interface\",\"device\":\""
            + device + "\",\"transport\":\"ipv6\"}";
    }

    private static string Uplink(string bid, string priority)
    {
        return "{\"name\":\"a\",\"bid\":" + bid + ",\"priority\":" + priority + ",\"link\":\"simulated\"}";
    }

    private static void RefusesUplink(string bid, string priority, string what, string remedy)
    {
        Configurations.Refuses(Configurations.WithUplinks(Uplink(bid, priority)), what, remedy);
    }

    private static void RefusesMember(string link, string members, string what, string remedy)
    {
        Configurations.Refuses(
            Configurations.WithUplinks("{\"name\":\"a\",\"bid\":1,\"priority\":1,\"link\":\"" + link + "\"" + members + "}"),
            "uplinks[0]." + what, remedy);
    }
}
