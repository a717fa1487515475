using McoaRouter.Settings;

namespace McoaRouter.Simulation;

/// <summary>The configuration of a scenario's router.</summary>
public static class ScenarioSettings
{
    /// <summary>Uplinks of every scenario: Binding Identifiers 1, 2 and 3.</summary>
    public const int Uplinks = 3;

    /// <summary>The home address of every scenario's router.</summary>
    public const string HomeAddress = "2001:db8:1::100";

    private const string Correspondent = "2001:db8:c::80";

    /// <summary>Reads it, as the router itself would from a file.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="profile">The wire profile's name; a name that is none is a fault.</param>
    public static RouterSettingsResult Read(Scenario scenario, string profile)
    {
        return RouterSettingsReader.Read(
            "{\"version\":1,\"name\":\"" + scenario.Name + "\",\"homeAddress\":\"" + HomeAddress + "/64\","
            + "\"homeAgents\":[\"2001:db8:1::1\"],\"homeAgentIpv4Addresses\":[\"192.0.2.1\"],\"mobileNetworkPrefixes\":[\"2001:db8:100::/56\"],"
            + "\"wireProfile\":\"" + profile + "\",\"returningHome\":\"" + NameOf(scenario.ReturningHome) + "\","
            + "\"correspondents\":[\"" + Correspondent + "\"],\"lifetimeSeconds\":240,"
            + "\"security\":{\"spi\":256,\"key\":\"00112233445566778899aabbccddeeff\","
            + "\"identifier\":\"bus-17@example.net\"},\"uplinks\":["
            + "{\"name\":\"wifi-1\",\"bid\":1,\"priority\":200,\"link\":\"simulated\""
            + (scenario.SignalFloorDbm == 0
                ? string.Empty
                : ",\"signalFloorDbm\":" + scenario.SignalFloorDbm.ToString()) + "},"
            + "{\"name\":\"lte-2\",\"bid\":2,\"priority\":100,\"link\":\"simulated\"},"
            + "{\"name\":\"wifi-3\",\"bid\":3,\"priority\":150,\"link\":\"simulated\"}],"
            + "\"port\":{\"link\":\"simulated\",\"prefix\":\"2001:db8:100:1::/64\"}" + scenario.Members + "}");
    }

    private static string NameOf(ReturningHome returningHome)
    {
        switch (returningHome)
        {
            case ReturningHome.Return:
                return "return";
            case ReturningHome.StayAway:
                return "stay-away";
            default:
                return "simultaneous";
        }
    }
}
