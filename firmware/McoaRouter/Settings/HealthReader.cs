namespace McoaRouter.Settings;

/// <summary>How the paths over the uplinks are watched: <c>health</c>.</summary>
public static class HealthReader
{
    /// <summary>What start-up says where nothing is watched.</summary>
    public const string Notice =
        "health: paths are not watched, and one that dies is left only when its link goes down; write \"health\": {}";

    private const string Key = "health";
    private const string RoundTrip = "roundTripMs";
    private const int ShortestIntervalMs = 100;
    private const int LongestIntervalMs = 60000;
    private const int LongestRoundTripMs = 10000;
    private const int LongestHoldMs = 600000;
    private const int DefaultIntervalMs = 1000;
    private const int DefaultLossPercent = 20;
    private const int DefaultRoundTripMs = 1000;
    private const int DefaultHoldMs = 5000;

    /// <summary>Reads it; null where it is missing or faulty.</summary>
    /// <param name="reader">The whole configuration.</param>
    internal static HealthSettings Read(JsonObjectReader reader)
    {
        JsonObjectReader health = reader.Has(Key)
            ? reader.ReadObject(Key, "write {}, or { \"probeIntervalMs\", ... }, or leave it out")
            : null;
        if (health == null)
        {
            return null;
        }

        HealthSettings settings = new HealthSettings();
        int before = health.Faults.Count;
        settings.ProbeIntervalMs = (int)health.ReadInteger(
            "probeIntervalMs", ShortestIntervalMs, LongestIntervalMs, DefaultIntervalMs, "give milliseconds within 100..60000");
        settings.LossPercent = (int)health.ReadInteger(
            "lossPercent", 1, 100, DefaultLossPercent, "give percent within 1..100");
        settings.RoundTripMs = (int)health.ReadInteger(
            RoundTrip, 1, LongestRoundTripMs, DefaultRoundTripMs, "give milliseconds within 1..10000");
        settings.HoldMs = (int)health.ReadInteger(
            "holdMs", 0, LongestHoldMs, DefaultHoldMs, "give milliseconds within 0..600000");
        if (health.Faults.Count == before)
        {
            CheckRoundTrip(health, settings);
        }

        health.RefuseUnknownKeys();
        return settings;
    }

    /// <summary>An answer that takes longer than the interval is lost, and never a slow one.</summary>
    private static void CheckRoundTrip(JsonObjectReader health, HealthSettings settings)
    {
        string interval = settings.ProbeIntervalMs.ToString();
        if (settings.RoundTripMs <= settings.ProbeIntervalMs)
        {
            return;
        }

        if (health.Has(RoundTrip))
        {
            health.AddFault(
                RoundTrip,
                settings.RoundTripMs.ToString() + " is above probeIntervalMs, " + interval
                    + ": an answer that takes so long counts as lost",
                "choose it within 1.." + interval);
        }

        settings.RoundTripMs = settings.ProbeIntervalMs;
    }
}
