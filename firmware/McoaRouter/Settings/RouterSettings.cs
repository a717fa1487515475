using McoaRouter.Wire;

namespace McoaRouter.Settings;

/// <summary>The whole configuration of a router, validated: made by <see cref="RouterSettingsReader"/> alone.</summary>
public sealed class RouterSettings
{
    /// <summary>The router's name.</summary>
    public string Name { get; internal set; }

    /// <summary>The 16 octets of the home address.</summary>
    public byte[] HomeAddress { get; internal set; }

    /// <summary>The home link's prefix.</summary>
    public Ipv6Prefix HomePrefix { get; internal set; }

    /// <summary>The home agents' addresses, 16 octets each, in the order in which to try them.</summary>
    public byte[][] HomeAgents { get; internal set; }

    /// <summary>The vehicle's prefixes.</summary>
    public Ipv6Prefix[] MobileNetworkPrefixes { get; internal set; }

    /// <summary>The wire profile, with its option type.</summary>
    public WireProfile Profile { get; internal set; }

    /// <summary>Lifetime to ask for, in seconds, a multiple of 4.</summary>
    public int LifetimeSeconds { get; internal set; }

    /// <summary>The first time-out of a registration, in ms; it doubles up to 32 s.</summary>
    public int FirstAcknowledgementTimeoutMs { get; internal set; }

    /// <summary>The uplinks; an uplink's index here is its index everywhere.</summary>
    public UplinkSettings[] Uplinks { get; internal set; }

    /// <summary>The port of the in-vehicle network.</summary>
    public PortSettings Port { get; internal set; }

    /// <summary>
    /// What the configuration asks for and this release does not do yet: a sentence each, to be shown at start.
    /// </summary>
    public string[] Notices { get; internal set; }
}
