namespace McoaRouter.Settings;

/// <summary>How the paths over the uplinks are watched.</summary>
public sealed class HealthSettings
{
    /// <summary>The time between two probes of a path, in ms. Within three of them a dead far end is found.</summary>
    public int ProbeIntervalMs;

    /// <summary>Lost probes of a path in percent, from which on it counts as degraded.</summary>
    public int LossPercent;

    /// <summary>The round-trip time of a path in ms, from which on it counts as degraded.</summary>
    public int RoundTripMs;

    /// <summary>How long an uplink that came up, or a path that serves again, is tried before it takes over, in ms.</summary>
    public int HoldMs;
}
