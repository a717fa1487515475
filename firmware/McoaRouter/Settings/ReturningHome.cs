namespace McoaRouter.Settings;

/// <summary>What an uplink on the home link is used for (draft §3.3, §5.5).</summary>
public enum ReturningHome
{
    /// <summary>The router returns home: everything is de-registered, and the home link carries the traffic.</summary>
    Return = 0,

    /// <summary>The router stays away: that uplink is not used, and its binding is removed through another.</summary>
    StayAway,

    /// <summary>Home and foreign links are used at once, by a home binding (RFC 5648 §5.6).</summary>
    Simultaneous,
}
