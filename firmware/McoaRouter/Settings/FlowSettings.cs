using McoaRouter.Wire;

namespace McoaRouter.Settings;

/// <summary>
/// One flow rule of the configuration: which packets it is about, as the vehicle sends them, and which uplinks may carry
/// them. Packets for the vehicle are those the other way round.
/// </summary>
public sealed class FlowSettings
{
    /// <summary>How many blocks of ports a rule deals to its uplinks where it balances flows over them.</summary>
    public const int PortBlocks = 16;

    /// <summary>What a number is where the rule does not ask for it.</summary>
    public const int Any = -1;

    /// <summary>Its name, unique in the router.</summary>
    public string Name;

    /// <summary>The protocol number, or <see cref="Any"/>.</summary>
    public int Protocol = Any;

    /// <summary>Where packets come from, within the vehicle; null for anywhere.</summary>
    public Ipv6Prefix Source;

    /// <summary>Where packets go; null for anywhere.</summary>
    public Ipv6Prefix Destination;

    /// <summary>The first source port, or <see cref="Any"/>.</summary>
    public int FirstSourcePort = Any;

    /// <summary>The last source port.</summary>
    public int LastSourcePort = Any;

    /// <summary>The first destination port, or <see cref="Any"/>.</summary>
    public int FirstDestinationPort = Any;

    /// <summary>The last destination port.</summary>
    public int LastDestinationPort = Any;

    /// <summary>
    /// The traffic class, 8 bits, or <see cref="Any"/>. The lower two are not asked for (RFC 6088 §3.2): routers on the
    /// way mark them.
    /// </summary>
    public int TrafficClass = Any;

    /// <summary>The uplinks that may carry it, the preferred first.</summary>
    public int[] Uplinks;

    /// <summary>
    /// For each of <see cref="Uplinks"/> its share, 1..100, where flows are balanced over them; null where the first one
    /// that serves carries all.
    /// </summary>
    public int[] Weights;

    /// <summary>
    /// The most flow bindings at the home agent that the rule may ever need: one, or where it balances, one for each block
    /// of ports that the heaviest of its uplinks does not hold, and one for all the others.
    /// </summary>
    public int MostFlowBindings
    {
        get { return Weights == null ? 1 : PortBlocks + 1 - (PortBlocks / Uplinks.Length); }
    }
}
