using McoaRouter.Wire;

namespace McoaRouter.Bindings;

/// <summary>
/// One entry of the Binding Update List (RFC 6275 §11.1, with the Binding Identifier and priority of draft §4.2): the
/// binding of one uplink. The Binding Identifier comes from the settings and stays the same until the operator changes
/// it.
/// </summary>
public sealed class Binding
{
    /// <summary>What <see cref="DueAt"/> is when nothing is due.</summary>
    internal const long Never = long.MaxValue;

    /// <summary>What <see cref="Exchange"/> is when no outstanding update counts for the binding.</summary>
    internal const int NoExchange = -1;

    // Apart in both profiles: BID-PRI has half as many values (RFC 5648).
    private const int PriorityStep = 3;

    /// <summary>The Binding Identifier, 1..65535.</summary>
    public int Bid;

    /// <summary>The priority; higher is preferred.</summary>
    public readonly int Priority;

    /// <summary>The state.</summary>
    public BindingState State;

    /// <summary>How well its path serves: <see cref="PathStanding.Good"/> where nobody looks.</summary>
    public PathStanding Standing;

    /// <summary>Whether the uplink has a care-of address now.</summary>
    public bool Up;

    /// <summary>Whether the care-of address lies in the home link's prefix; meaningful while up.</summary>
    public bool OnHomeLink;

    /// <summary>
    /// The 16 octets of the care-of address: the present one, or the last one while it is being removed.
    /// </summary>
    public readonly byte[] CareOfAddress = new byte[Ipv6Address.Length];

    /// <summary>
    /// Whether that is an IPv4-mapped address: packets travel in UDP over IPv4, and its registration in an update of its
    /// own over its own uplink (RFC 5555 §4.2, RFC 5648 §8.1).
    /// </summary>
    public bool IsIpv4;

    /// <summary>What is known of the NAT on the way, where <see cref="IsIpv4"/>.</summary>
    public readonly NatState Nat = new NatState();

    /// <summary>The last status that the home agent gave for this binding.</summary>
    public int Status;

    /// <summary>When the acknowledged lifetime ends, in monotonic ms; meaningful while registered.</summary>
    public long ExpiresAt;

    /// <summary>
    /// The lifetime of the last registration, in ms: what was asked for, or less where the home agent cut it; meaningful
    /// while registered.
    /// </summary>
    public long GrantedMs;

    /// <summary>
    /// Until when the home agent may hold a binding for this Binding Identifier, in monotonic ms: one that it
    /// acknowledged, or one that was asked for and never answered. In the past where it holds none.
    /// </summary>
    public long HeldUntil;

    /// <summary>
    /// When the binding must next be stated to the home agent, in monotonic ms, or <see cref="Never"/>: registered,
    /// refreshed or removed.
    /// </summary>
    internal long DueAt = Never;

    /// <summary>
    /// Whether what is due can't wait: the home agent still sends packets for the vehicle to where they are lost.
    /// </summary>
    internal bool IsUrgent;

    /// <summary>
    /// Which exchange's outstanding Binding Update names the binding as it is now, or <see cref="NoExchange"/>.
    /// </summary>
    internal int Exchange = NoExchange;

    /// <summary>Whether that update removes the binding.</summary>
    internal bool InRemoval;

    internal Binding(int bid, int priority)
    {
        Bid = bid;
        Priority = priority;
    }

    /// <summary>
    /// The priority that the home agent is told: one of a path that serves less well is lower than what uplinks should
    /// have, so that the home agent prefers the same path as the router.
    /// </summary>
    internal int StatedPriority
    {
        get
        {
            int lowered = PriorityStep * (PathStanding.Dead - Standing + 1);
            return Standing == PathStanding.Good || lowered > Priority ? Priority : lowered;
        }
    }

    /// <summary>Whether the outstanding Binding Update registers the binding.</summary>
    internal bool InUpdate
    {
        get { return Exchange != NoExchange && !InRemoval; }
    }

    /// <summary>Forgets what is outstanding and due: an answer to it counts no more.</summary>
    internal void Forget()
    {
        Exchange = NoExchange;
        DueAt = Never;
    }
}
