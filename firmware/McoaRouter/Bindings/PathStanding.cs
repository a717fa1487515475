namespace McoaRouter.Bindings;

/// <summary>
/// How well the path over an uplink serves, the best first: of several uplinks, the better standing is preferred, and
/// among equals the priority decides.
/// </summary>
public enum PathStanding
{
    /// <summary>It serves, as far as is known.</summary>
    Good = 0,

    /// <summary>It came up and was not tried for long enough: it takes over when its hold time is over.</summary>
    Held,

    /// <summary>It loses packets, is slow, or its signal fades.</summary>
    Degraded,

    /// <summary>The link is up, and nothing comes back from the home agent.</summary>
    Dead,
}
