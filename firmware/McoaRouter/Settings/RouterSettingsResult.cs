namespace McoaRouter.Settings;

/// <summary>What reading a configuration gave: the settings, or everything that is wrong with it.</summary>
public sealed class RouterSettingsResult
{
    /// <summary>The settings, or null where there are faults.</summary>
    public readonly RouterSettings Settings;

    /// <summary>
    /// All faults, each as <c>path: what is wrong; remedy</c>; empty where there are none. No secret is shown.
    /// </summary>
    public readonly string[] Faults;

    /// <summary>The path of each of <see cref="Faults"/>; <c>configuration</c> is the whole.</summary>
    public readonly string[] FaultPaths;

    internal RouterSettingsResult(RouterSettings settings, SettingsFaults faults)
    {
        Settings = faults.Count == 0 ? settings : null;
        Faults = faults.ToArray();
        FaultPaths = faults.Paths();
    }

    /// <summary>One of <see cref="Faults"/> without its path: <c>what is wrong; remedy</c>.</summary>
    /// <param name="index">Which one.</param>
    public string FaultMessage(int index)
    {
        return SettingsFaults.MessageOf(Faults[index], FaultPaths[index]);
    }
}
