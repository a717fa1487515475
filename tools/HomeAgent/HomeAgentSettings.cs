using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>The configuration of a home agent, validated.</summary>
public sealed class HomeAgentSettings
{
    /// <summary>The valid lifetime of the home prefix where nothing else is said, in seconds (RFC 4861 §6.2.1).</summary>
    public const uint DefaultPrefixValidSeconds = 2592000;

    /// <summary>
    /// The preferred lifetime of the home prefix where nothing else is said, in seconds (RFC 4861 §6.2.1).
    /// </summary>
    public const uint DefaultPrefixPreferredSeconds = 604800;

    /// <summary>What <see cref="NatKeepaliveSeconds"/> is where nothing else is said (RFC 5555 §6, NATKATIMEOUT).</summary>
    public const int DefaultNatKeepaliveSeconds = 110;

    /// <summary>So many routers have memory for all that they could register, unless the configuration says otherwise.</summary>
    private const int FullyServedRouters = 256;

    private const int FurtherBindings = 2;
    private const int FurtherRoutersPerFlows = 8;

    private int _bindingCapacity;
    private int _flowRouterCapacity = -1;

    /// <summary>The 16 octets of the home agent's address.</summary>
    public byte[] Address { get; internal set; }

    /// <summary>
    /// The 4 octets of its IPv4 address, at which routers without IPv6 reach it in UDP (RFC 5555), or null.
    /// </summary>
    public byte[] Ipv4Address { get; internal set; }

    /// <summary>
    /// After how many seconds without traffic a router behind a NAT is to state its binding again (RFC 5555 §4.3).
    /// </summary>
    public int NatKeepaliveSeconds { get; internal set; } = DefaultNatKeepaliveSeconds;

    /// <summary>The home link's prefix, in which all home addresses lie.</summary>
    public Ipv6Prefix HomePrefix { get; internal set; }

    /// <summary>The routers it serves.</summary>
    public RouterAccount[] Routers { get; internal set; }

    /// <summary>
    /// The wire profiles it speaks, at least one, each with its option type. Whom it does not know it reads and answers
    /// in the first.
    /// </summary>
    public WireProfile[] Profiles { get; internal set; }

    /// <summary>
    /// Whether Binding Identifiers are understood; otherwise their options are skipped as unknown ones, and every
    /// update is one of plain RFC 3963.
    /// </summary>
    public bool Mcoa { get; internal set; } = true;

    /// <summary>
    /// Whether bulk registration is supported; otherwise a status answers it (draft §6.2: 146, RFC 5648 §6.2: 168).
    /// </summary>
    public bool Bulk { get; internal set; } = true;

    /// <summary>Whether home and foreign links may be used at once, and who defends the home address then.</summary>
    public SimultaneousHome SimultaneousHome { get; internal set; }

    /// <summary>Whether a binding that is about to end is asked for anew (draft §6.4, RFC 6275 §9.5.5).</summary>
    public bool RefreshRequests { get; internal set; } = true;

    /// <summary>The longest lifetime it grants, in seconds, a multiple of 4.</summary>
    public int LifetimeLimitSeconds { get; internal set; }

    /// <summary>
    /// How much this home agent is to be preferred in home agent discovery, 0..65535, higher is preferred (RFC 6275
    /// §10.5.1).
    /// </summary>
    public int Preference { get; internal set; }

    /// <summary>The other home agents of the home link, for discovery's answers (RFC 6275 §10.5.1).</summary>
    public PeerHomeAgent[] PeerHomeAgents { get; internal set; } = new PeerHomeAgent[0];

    /// <summary>
    /// Whether Mobile Prefix Advertisements are sent, and solicitations for them answered (RFC 6275 §8.4).
    /// </summary>
    public bool PrefixAdvertisements { get; internal set; } = true;

    /// <summary>
    /// The valid lifetime of the home prefix in Mobile Prefix Advertisements, in seconds; 4294967295 is infinity.
    /// </summary>
    public uint PrefixValidSeconds { get; internal set; } = DefaultPrefixValidSeconds;

    /// <summary>The preferred lifetime of the home prefix, likewise, not above the valid one.</summary>
    public uint PrefixPreferredSeconds { get; internal set; } = DefaultPrefixPreferredSeconds;

    /// <summary>
    /// Bindings that there is memory for, of all routers together. Each router has room for one at any time; further ones,
    /// up to <see cref="Limits.Uplinks"/>, are answered by status 130 where all is taken.
    /// </summary>
    public int BindingCapacity
    {
        get { return _bindingCapacity != 0 ? _bindingCapacity : DefaultBindingCapacity(Routers.Length); }
        internal set { _bindingCapacity = value; }
    }

    /// <summary>
    /// Routers that may have flow bindings at a time; those of further ones are answered by
    /// <see cref="FlowStatus.Unspecified"/>.
    /// </summary>
    public int FlowRouterCapacity
    {
        get { return _flowRouterCapacity >= 0 ? _flowRouterCapacity : DefaultFlowRouterCapacity(Routers.Length); }
        internal set { _flowRouterCapacity = value; }
    }

    /// <summary>What is to be shown at start, a sentence each: what the configuration leaves unsafe.</summary>
    public string[] Notices { get; internal set; }

    /// <summary>
    /// What <see cref="BindingCapacity"/> is where nothing else is said: all that the first routers could have, two for each
    /// further one.
    /// </summary>
    internal static int DefaultBindingCapacity(int routers)
    {
        return routers <= FullyServedRouters
            ? routers * Limits.Uplinks
            : (FullyServedRouters * Limits.Uplinks) + ((routers - FullyServedRouters) * FurtherBindings);
    }

    /// <summary>
    /// What <see cref="FlowRouterCapacity"/> is where nothing else is said: all of the first routers, one in eight of the
    /// further ones.
    /// </summary>
    internal static int DefaultFlowRouterCapacity(int routers)
    {
        return routers <= FullyServedRouters
            ? routers
            : FullyServedRouters + ((routers - FullyServedRouters) / FurtherRoutersPerFlows);
    }
}
