namespace McoaRouter.Tests.Boards;

/// <summary>Configurations for the device's boards.</summary>
internal static class BoardTexts
{
    internal const string Wifi =
        "{\"name\":\"wifi\",\"bid\":1,\"priority\":200,\"link\":\"wifi\",\"ssid\":\"depot\",\"transport\":\"ipv6\"}";

    internal const string OtherWifi =
        "{\"name\":\"two\",\"bid\":9,\"priority\":1,\"link\":\"wifi\",\"ssid\":\"other\",\"transport\":\"ipv6\"}";

    internal const string Modem =
        "{\"name\":\"lte\",\"bid\":2,\"priority\":100,\"link\":\"modem\",\"apn\":\"internet\",\"transport\":\"ipv6\"}";

    private const string Ethernet = "\"port\":{\"link\":\"ethernet\",\"prefix\":\"2001:db8:100:1::/64\"}";

    /// <summary>A sound configuration with these uplinks, objects separated by commas.</summary>
    internal static string With(string uplinks)
    {
        string json = Configurations.WithUplinks(uplinks);
        return json.Substring(0, json.IndexOf("\"port\"")) + Ethernet + "}";
    }

    /// <summary>A sound configuration with a flow rule, watched paths, and more members of the first uplink.</summary>
    internal static string Steered(string more)
    {
        string json = Sound("bus-17");
        int at = json.IndexOf(",\"ssid\"");
        return json.Substring(0, at) + more + json.Substring(at, json.Length - at - 1)
            + ",\"flows\":[{\"name\":\"voice\",\"protocol\":\"udp\",\"uplinks\":[\"lte\",\"wifi\"]}],\"health\":{}}";
    }

    /// <summary>A sound configuration of this name, with all that a board has.</summary>
    internal static string Sound(string name)
    {
        string json = With(Wifi + "," + Modem);
        int at = json.IndexOf("bus-17");
        return json.Substring(0, at) + name + json.Substring(at + 6);
    }
}
