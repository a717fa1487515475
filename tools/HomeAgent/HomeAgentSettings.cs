using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>The configuration of a home agent, validated.</summary>
public sealed class HomeAgentSettings
{
    /// <summary>The 16 octets of the home agent's address.</summary>
    public byte[] Address { get; internal set; }

    /// <summary>The home link's prefix, in which all home addresses lie.</summary>
    public Ipv6Prefix HomePrefix { get; internal set; }

    /// <summary>The routers it serves.</summary>
    public RouterAccount[] Routers { get; internal set; }

    /// <summary>Whether bulk registration is supported; otherwise status 146 answers it (draft §6.2).</summary>
    public bool Bulk { get; internal set; }

    /// <summary>The wire profile, with its option type.</summary>
    public WireProfile Profile { get; internal set; }

    /// <summary>The longest lifetime it grants, in seconds, a multiple of 4.</summary>
    public int LifetimeLimitSeconds { get; internal set; }

    /// <summary>
    /// What the configuration asks for and this release does not do yet: a sentence each, to be shown at start.
    /// </summary>
    public string[] Notices { get; internal set; }
}
