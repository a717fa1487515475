namespace McoaRouter.HomeAgents;

/// <summary>
/// What reading a home agent's configuration gave: the settings, or everything that is wrong with it.
/// </summary>
public sealed class HomeAgentSettingsResult
{
    internal HomeAgentSettingsResult(HomeAgentSettings settings, string[] faults)
    {
        Settings = settings;
        Faults = faults;
    }

    /// <summary>The settings, or null where there are faults.</summary>
    public HomeAgentSettings Settings { get; }

    /// <summary>All faults, each with its path and a remedy; empty where there are none.</summary>
    public string[] Faults { get; }
}
