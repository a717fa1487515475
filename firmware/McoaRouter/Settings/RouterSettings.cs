using McoaRouter.Wire;

namespace McoaRouter.Settings;

/// <summary>The whole configuration of a router, validated: made by <see cref="RouterSettingsReader"/> alone.</summary>
public sealed class RouterSettings
{
    /// <summary>The router's name.</summary>
    public string Name;

    /// <summary>The 16 octets of the home address.</summary>
    public byte[] HomeAddress;

    /// <summary>The home link's prefix.</summary>
    public Ipv6Prefix HomePrefix;

    /// <summary>
    /// The home agents' addresses, 16 octets each, in the order in which to try them; empty where all are to be found.
    /// </summary>
    public byte[][] HomeAgents;

    /// <summary>
    /// The home agents' IPv4 addresses, 4 octets each, in the same order; null where one has none, or none is given.
    /// </summary>
    public byte[][] HomeAgentIpv4Addresses;

    /// <summary>
    /// Whether home agents are also found by dynamic home agent address discovery (RFC 6275 §11.4.1) where the given
    /// ones fail.
    /// </summary>
    public bool HomeAgentDiscovery;

    /// <summary>The vehicle's prefixes.</summary>
    public Ipv6Prefix[] MobileNetworkPrefixes;

    /// <summary>Whether Binding Updates leave the prefixes to the home agent (RFC 3963 §5.2).</summary>
    public bool ImplicitPrefixes;

    /// <summary>How care-of addresses are registered, as far as the home agent can do it.</summary>
    public RegistrationForm Registration;

    /// <summary>What an uplink on the home link is used for.</summary>
    public ReturningHome ReturningHome;

    /// <summary>
    /// The uplink that carries signalling while it is up (draft §5.6), or -1: then bulk and single updates take the
    /// preferred one, individual ones their own.
    /// </summary>
    public int SignallingUplink = -1;

    /// <summary>The security association with the home agents, or null where binding messages are not authenticated.</summary>
    public SecuritySettings Security;

    /// <summary>
    /// The correspondents that the router registers with for traffic of its own, 16 octets each; may be empty.
    /// </summary>
    public byte[][] Correspondents;

    /// <summary>The wire profile, with its option type.</summary>
    public WireProfile Profile;

    /// <summary>Lifetime to ask for, in seconds, a multiple of 4.</summary>
    public int LifetimeSeconds;

    /// <summary>The first time-out of a registration, in ms; it doubles up to 32 s.</summary>
    public int FirstAcknowledgementTimeoutMs;

    /// <summary>The uplinks; an uplink's index here is its index everywhere.</summary>
    public UplinkSettings[] Uplinks;

    /// <summary>The flow rules, the first that is about a packet counts; may be empty.</summary>
    public FlowSettings[] Flows;

    /// <summary>How paths are watched, or null where they are not.</summary>
    public HealthSettings Health;

    /// <summary>The port of the in-vehicle network.</summary>
    public PortSettings Port;

    /// <summary>
    /// What is to be shown at start, a sentence each: what the configuration leaves unsafe, and what of it has no effect.
    /// </summary>
    public string[] Notices;

    /// <summary>Whether anything asks for traffic steering: a flow rule, or paths that are watched.</summary>
    public bool AsksForSteering
    {
        get { return Flows.Length > 0 || Health != null; }
    }
}
