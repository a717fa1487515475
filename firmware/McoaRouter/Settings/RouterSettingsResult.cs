namespace McoaRouter.Settings;

/// <summary>What reading a configuration gave: the settings, or everything that is wrong with it.</summary>
public sealed class RouterSettingsResult
{
    internal RouterSettingsResult(RouterSettings settings, string[] faults)
    {
        Settings = settings;
        Faults = faults;
    }

    /// <summary>The settings, or null where there are faults.</summary>
    public RouterSettings Settings { get; }

    /// <summary>All faults, each with its path and a remedy; empty where there are none.</summary>
    public string[] Faults { get; }
}
