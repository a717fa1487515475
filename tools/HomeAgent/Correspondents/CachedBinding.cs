using McoaRouter.Wire;

namespace McoaRouter.HomeAgents.Correspondents;

/// <summary>One entry of a correspondent's binding cache (RFC 6275 §9.1, draft §4.1).</summary>
public sealed class CachedBinding
{
    /// <summary>The Binding Identifier, 0 for a regular binding (draft §4.1).</summary>
    public int Bid { get; internal set; }

    /// <summary>The priority, 0..255: the highest carries the traffic; 0 for a regular binding.</summary>
    public int Priority { get; internal set; }

    /// <summary>The 16 octets of the care-of address. Not to be changed.</summary>
    public byte[] CareOfAddress { get; } = new byte[Ipv6Address.Length];

    /// <summary>When the binding ends, in monotonic ms.</summary>
    public long ExpiresAt { get; internal set; }

    /// <summary>Whether packets took the binding since it was registered or refreshed last (RFC 6275 §9.1).</summary>
    public bool IsInUse { get; internal set; }

    /// <summary>
    /// When the mobile node is asked to refresh the binding, if that is in use, in monotonic ms, or
    /// <see cref="MobileRouter.NoDeadline"/>.
    /// </summary>
    internal long AskAt { get; set; }

    /// <summary>Errors in a row about packets that took the binding (RFC 6275 §9.3.4).</summary>
    internal int Unreachable { get; set; }
}
