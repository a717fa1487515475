namespace McoaRouter.HomeAgents.Correspondents;

/// <summary>
/// What reading a correspondent's configuration gave: the settings, or everything that is wrong with it.
/// </summary>
public sealed class CorrespondentSettingsResult
{
    internal CorrespondentSettingsResult(CorrespondentSettings settings, string[] faults)
    {
        Settings = settings;
        Faults = faults;
    }

    /// <summary>The settings, or null where there are faults.</summary>
    public CorrespondentSettings Settings { get; }

    /// <summary>All faults, each with its path and a remedy; empty where there are none.</summary>
    public string[] Faults { get; }
}
