using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>One binding of a router (RFC 6275 §9.1, with the fields of draft §4.1 and RFC 3963 §6.1.1).</summary>
public sealed class BindingCacheEntry
{
    /// <summary>The Binding Identifier, 0 for a regular binding (draft §4.1).</summary>
    public int Bid { get; internal set; }

    /// <summary>The priority, 0..255: the highest carries the traffic; 0 for a regular binding.</summary>
    public int Priority { get; internal set; }

    /// <summary>
    /// The 16 octets of the care-of address. Not to be changed. In UDP it is the IPv4-mapped address that updates came
    /// from, which is the NAT's where there is one (RFC 5555 §4.2).
    /// </summary>
    public byte[] CareOfAddress { get; } = new byte[Ipv6Address.Length];

    /// <summary>
    /// Whether it is a home binding: its care-of address is the home address, and its packets take the home link (RFC
    /// 5648 §5.6).
    /// </summary>
    public bool IsHome { get; internal set; }

    /// <summary>Whether its packets travel in UDP over IPv4 (RFC 5555).</summary>
    public bool IsInUdp
    {
        get { return UdpPort != 0; }
    }

    /// <summary>The port that they go to and come from, or 0.</summary>
    public int UdpPort { get; internal set; }

    /// <summary>Whether a NAT is between: the router named another address than its update came from.</summary>
    public bool IsBehindNat { get; internal set; }

    /// <summary>When the binding ends, in monotonic ms.</summary>
    public long ExpiresAt { get; internal set; }

    /// <summary>
    /// When it is to be asked for (draft §6.4), in monotonic ms, or <see cref="MobileRouter.NoDeadline"/>.
    /// </summary>
    internal long RefreshAt { get; set; } = MobileRouter.NoDeadline;

    /// <summary>How often it was asked for since the last Binding Update.</summary>
    internal int RefreshRequests { get; set; }

    /// <summary>The router's next binding, or the next free one.</summary>
    internal BindingCacheEntry Next { get; set; }

    /// <summary>The next binding in its chain of <see cref="CareOfAddressIndex"/>.</summary>
    internal BindingCacheEntry NextInChain { get; set; }

    /// <summary>The one before it there.</summary>
    internal BindingCacheEntry PreviousInChain { get; set; }

    /// <summary>Whether R was set in the Binding Update: a mobile router, no mobile host (RFC 3963 §6.1.1).</summary>
    public bool IsMobileRouter { get; internal set; }
}
