using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents.Correspondents;

/// <summary>
/// Reads the configuration of a correspondent from JSON. Allocates: it runs before the correspondent does.
/// </summary>
public static class CorrespondentSettingsReader
{
    /// <summary>Home addresses of one correspondent; more in the configuration is a fault.</summary>
    public const int MaximumCapacity = 256;

    private const int DefaultCapacity = 16;

    /// <summary>Reads and validates; every fault is found in one go.</summary>
    /// <param name="json">The text, at most 65536 characters.</param>
    public static CorrespondentSettingsResult Read(string json)
    {
        SettingsFaults faults = new SettingsFaults();
        JsonObjectReader reader = RouterSettingsReader.ReadRoot(json, faults);
        CorrespondentSettings settings = reader == null ? null : ReadSettings(reader);
        return new CorrespondentSettingsResult(faults.Count == 0 ? settings : null, faults.ToArray());
    }

    private static CorrespondentSettings ReadSettings(JsonObjectReader reader)
    {
        CorrespondentSettings settings = new CorrespondentSettings();
        settings.Address = ReadAddress(reader);
        settings.Profile = ProfileReader.Read(reader);
        settings.Mcoa = reader.ReadFlag("mcoa", true, "write true, or false to ignore Binding Identifiers");
        settings.RefreshRequests = reader.ReadFlag(
            "refreshRequests", true, "write true, or false to let bindings end without asking for them");
        settings.LifetimeLimitSeconds = ReadLifetimeLimit(reader);
        settings.Capacity = (int)reader.ReadInteger(
            "capacity", 1, MaximumCapacity, DefaultCapacity, "give 1..256 home addresses");
        reader.RefuseUnknownKeys();
        return settings;
    }

    private static byte[] ReadAddress(JsonObjectReader reader)
    {
        const string Remedy = "give the correspondent's own address, such as 2001:db8:cc::80";
        string text = reader.ReadText("address", Remedy);
        return text == null ? null : AddressReader.ReadAddress(text, reader.PathOf("address"), Remedy, reader.Faults);
    }

    private static int ReadLifetimeLimit(JsonObjectReader reader)
    {
        const string Key = "lifetimeLimitSeconds";
        const string Remedy = "give 4..420 s, a multiple of 4 (RFC 6275 §12)";
        const int Limit = CorrespondentSettings.MaximumLifetimeSeconds;
        int seconds = (int)reader.ReadInteger(Key, BindingUpdate.LifetimeUnitSeconds, Limit, Limit, Remedy);
        if (seconds % BindingUpdate.LifetimeUnitSeconds != 0 && seconds != JsonObjectReader.Unread)
        {
            reader.AddFault(Key, seconds.ToString() + " is no multiple of 4", Remedy);
        }

        return seconds;
    }
}
