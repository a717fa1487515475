using McoaRouter.Wire;

namespace McoaRouter.Bindings;

/// <summary>
/// One entry of the Binding Update List (RFC 6275 §11.1, with the Binding Identifier and priority of draft §4.2): the
/// binding of one uplink. The Binding Identifier comes from the settings and stays the same for the router's life.
/// </summary>
public sealed class Binding
{
    internal Binding(int bid, int priority)
    {
        Bid = bid;
        Priority = priority;
    }

    /// <summary>The Binding Identifier, 1..65535.</summary>
    public int Bid { get; }

    /// <summary>The priority; higher is preferred.</summary>
    public int Priority { get; }

    /// <summary>The state.</summary>
    public BindingState State { get; internal set; }

    /// <summary>Whether the uplink has a care-of address now.</summary>
    public bool Up { get; internal set; }

    /// <summary>
    /// The 16 octets of the care-of address: the present one, or the last one while it is being removed.
    /// </summary>
    public byte[] CareOfAddress { get; } = new byte[Ipv6Address.Length];

    /// <summary>The last status that the home agent gave for this binding.</summary>
    public int Status { get; internal set; }

    /// <summary>When the acknowledged lifetime ends, in monotonic ms; meaningful while registered.</summary>
    public long ExpiresAt { get; internal set; }

    /// <summary>
    /// Until when the home agent may hold a binding for this Binding Identifier, in monotonic ms: one that it
    /// acknowledged, or one that was asked for and never answered. In the past where it holds none.
    /// </summary>
    public long HeldUntil { get; internal set; }

    /// <summary>Whether the outstanding Binding Update registers this binding.</summary>
    internal bool InUpdate { get; set; }

    /// <summary>Whether the outstanding Binding Update removes this binding.</summary>
    internal bool InRemoval { get; set; }
}
