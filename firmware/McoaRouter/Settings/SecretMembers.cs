namespace McoaRouter.Settings;

/// <summary>
/// The members of a configuration that are secrets, wherever they stand: they are written, and never shown.
/// </summary>
public static class SecretMembers
{
    private static readonly string[] s_keys = new string[] { "key", "passphrase", "pin", "password" };

    /// <summary>Whether a member's value is a secret.</summary>
    /// <param name="key">The member's name, without the path before it.</param>
    public static bool Is(string key)
    {
        return SettingsValue.IndexOf(s_keys, key) >= 0;
    }
}
