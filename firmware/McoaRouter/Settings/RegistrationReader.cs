namespace McoaRouter.Settings;

/// <summary>How a router registers: the keys from <c>prefixMode</c> to <c>firstAcknowledgementTimeoutMs</c>.</summary>
internal static class RegistrationReader
{
    private const int ShortestTimeoutMs = 100;

    // RFC 6275 §12: MAX_BINDACK_TIMEOUT.
    private const int LongestTimeoutMs = 32000;

    /// <summary>Reads them; they are faulty where a fault was added.</summary>
    /// <param name="reader">The whole configuration.</param>
    /// <param name="settings">Where they go.</param>
    internal static void Read(JsonObjectReader reader, RouterSettings settings)
    {
        settings.ImplicitPrefixes = reader.ReadIndex("prefixMode", new string[] { "explicit", "implicit" }) == 1;
        int form = reader.ReadIndex("registration", new string[] { "bulk", "individual", "single" });
        settings.Registration = (RegistrationForm)form;
        settings.Profile = ProfileReader.Read(reader);
        int home = reader.ReadIndex("returningHome", new string[] { "return", "stay-away", "simultaneous" });
        settings.ReturningHome = (ReturningHome)home;
        CheckSimultaneous(reader, settings);
        settings.LifetimeSeconds = LifetimeReader.Read(
            reader, "lifetimeSeconds", RouterSettingsReader.DefaultLifetimeSeconds);
        settings.FirstAcknowledgementTimeoutMs = (int)reader.ReadInteger(
            "firstAcknowledgementTimeoutMs",
            ShortestTimeoutMs,
            LongestTimeoutMs,
            RouterSettingsReader.DefaultFirstAcknowledgementTimeoutMs,
            "give milliseconds within 100..32000");
    }

    // A home binding is one among several (RFC 5648 §5.6).
    private static void CheckSimultaneous(JsonObjectReader reader, RouterSettings settings)
    {
        if (settings.ReturningHome != ReturningHome.Simultaneous)
        {
            return;
        }

        if (settings.Profile != null && !settings.Profile.HasHomeBindings)
        {
            reader.AddFault(
                "returningHome",
                "\"simultaneous\" is not in this wireProfile",
                "use \"return\" or \"stay-away\", or set wireProfile to \"rfc5648\"");
        }

        if (settings.Registration == RegistrationForm.Single)
        {
            reader.AddFault(
                "returningHome",
                "\"simultaneous\" takes two bindings, and registration \"single\" has one",
                "use \"return\" or \"stay-away\", or set registration to \"bulk\" or \"individual\"");
        }
    }
}
