using McoaRouter.Wire;

namespace McoaRouter.HomeAgents.Correspondents;

/// <summary>The configuration of a correspondent node, validated.</summary>
public sealed class CorrespondentSettings
{
    /// <summary>
    /// MAX_RR_BINDING_LIFETIME in seconds (RFC 6275 §12): no binding that return routability authorised lasts longer.
    /// </summary>
    public const int MaximumLifetimeSeconds = 420;

    /// <summary>The 16 octets of the correspondent's address.</summary>
    public byte[] Address { get; internal set; }

    /// <summary>The wire profile, with its option type.</summary>
    public WireProfile Profile { get; internal set; }

    /// <summary>
    /// Whether it understands Binding Identifiers; otherwise it ignores them (draft §6.1) and holds one binding for a
    /// home address.
    /// </summary>
    public bool Mcoa { get; internal set; }

    /// <summary>The longest lifetime it grants, in seconds, a multiple of 4, at most
    /// <see cref="MaximumLifetimeSeconds"/>.</summary>
    public int LifetimeLimitSeconds { get; internal set; }

    /// <summary>Home addresses that the binding cache holds at once; for more there are no resources.</summary>
    public int Capacity { get; internal set; }

    /// <summary>Whether bindings in use are asked for before they end (draft §6.4).</summary>
    public bool RefreshRequests { get; internal set; }
}
