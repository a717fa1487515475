namespace McoaRouter.Simulation;

/// <summary>The kinds of links that an uplink of the vehicle attaches to.</summary>
public enum AttachedLink
{
    /// <summary>No link is in reach.</summary>
    None = 0,

    /// <summary>A foreign link: every one has a prefix of its own.</summary>
    Foreign,

    /// <summary>The home link: the address that an uplink gets there lies in the home prefix.</summary>
    Home,

    /// <summary>A foreign link of the home agent, one hop away from it (draft, Figure 7).</summary>
    HomeAgentForeign,

    /// <summary>A foreign link with IPv4 alone, behind a NAT: packets travel in UDP (RFC 5555).</summary>
    Ipv4Foreign,
}
