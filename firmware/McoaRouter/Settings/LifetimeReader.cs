using McoaRouter.Wire;

namespace McoaRouter.Settings;

/// <summary>Lifetimes of bindings, which travel as 16 bits in units of 4 s (RFC 6275 §6.1.7).</summary>
public static class LifetimeReader
{
    private const int LongestSeconds = 65535 * BindingUpdate.LifetimeUnitSeconds;
    private const string Remedy = "give seconds within 4..262140, a multiple of 4";

    /// <summary>Reads seconds.</summary>
    /// <param name="reader">The object it stands in.</param>
    /// <param name="key">The member.</param>
    /// <param name="otherwise">What it is when it is missing, in seconds.</param>
    public static int Read(JsonObjectReader reader, string key, int otherwise)
    {
        SettingsRecorder.HearNumber(reader.PathOf(key), "multipleOf", BindingUpdate.LifetimeUnitSeconds);
        int seconds = (int)reader.ReadInteger(
            key, BindingUpdate.LifetimeUnitSeconds, LongestSeconds, otherwise, Remedy);
        if (seconds > 0 && seconds % BindingUpdate.LifetimeUnitSeconds != 0)
        {
            reader.AddFault(key, seconds.ToString() + " is not a multiple of 4", Remedy);
        }

        return seconds;
    }
}
