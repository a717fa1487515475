namespace McoaRouter.Tools.Lab;

/// <summary>What a scenario has otherwise than the others: in the configurations and in the network.</summary>
internal sealed record LabSettings
{
    /// <summary>The router's <c>registration</c>.</summary>
    public string Registration { get; init; } = "bulk";

    /// <summary>The <c>wireProfile</c> of both ends.</summary>
    public string WireProfile { get; init; } = "draft-01";

    /// <summary>The router's <c>homeAgents</c>.</summary>
    public string[] HomeAgents { get; init; } = [LabTopology.HomeAgentAddress];

    /// <summary>The router's <c>lifetimeSeconds</c>.</summary>
    public int LifetimeSeconds { get; init; } = 240;

    /// <summary>The router's <c>firstAcknowledgementTimeoutMs</c>.</summary>
    public int FirstAcknowledgementTimeoutMs { get; init; } = 1500;

    /// <summary>Whether the router's key is another than the home agent's.</summary>
    public bool WrongKey { get; init; }

    /// <summary>The home agent's <c>mcoa</c>.</summary>
    public bool Mcoa { get; init; } = true;

    /// <summary>Whether the correspondent is one that the router registers with.</summary>
    public bool RouteOptimization { get; init; }

    /// <summary>The uplinks without IPv6. Where there are any, internet and home agent have IPv4 too.</summary>
    public string[] Ipv4Uplinks { get; init; } = [];

    /// <summary>Whether a NAT stands between the uplinks and the internet.</summary>
    public bool Nat { get; init; }

    /// <summary>How long the NAT keeps a mapping that is not used.</summary>
    public int NatTimeoutSeconds { get; init; } = 120;

    /// <summary>The home agent's <c>natKeepaliveSeconds</c>.</summary>
    public int NatKeepaliveSeconds { get; init; } = 110;

    /// <summary>Whether the home link has room for a second home agent, a host and the router itself.</summary>
    public bool WideHomeLink { get; init; }

    /// <summary>Whether the router serves the in-vehicle link itself, without the kernel.</summary>
    public bool EthernetPort { get; init; }

    /// <summary>How long the paths behind the uplinks are at first, in ms there and back; null has plain wires.</summary>
    public double? RoundTripMs { get; init; }

    /// <summary>The router's <c>health</c>, as JSON.</summary>
    public string? Health { get; init; }

    /// <summary>The router's <c>flows</c>, as JSON.</summary>
    public string? Flows { get; init; }

    /// <summary>The <c>signalFloorDbm</c> of the uplink wifi.</summary>
    public int? SignalFloorDbm { get; init; }

    /// <summary>Whether router and home agent come before every other program on the machine, so that these don't count.</summary>
    public bool Preferred { get; init; }

    /// <summary>
    /// Whether router and home agent collect their garbage early and compile each method once, so that what the runtime piles
    /// up isn't taken for what they hold.
    /// </summary>
    public bool Eager { get; init; }

    /// <summary>Whether the router has a console.</summary>
    public bool Console { get; init; }
}
