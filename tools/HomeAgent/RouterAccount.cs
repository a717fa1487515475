using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>One mobile router that a home agent serves.</summary>
public sealed class RouterAccount
{
    /// <summary>The 16 octets of its home address.</summary>
    public byte[] HomeAddress { get; internal set; }

    /// <summary>The prefixes it is authorised to register, exactly as they stand.</summary>
    public Ipv6Prefix[] Prefixes { get; internal set; }

    /// <summary>The wire profile it speaks: one of <see cref="HomeAgentSettings.Profiles"/>.</summary>
    public WireProfile Profile { get; internal set; }

    /// <summary>
    /// The security association that every Binding Update must prove (RFC 4285 §5), or null where none is asked for.
    /// </summary>
    public SecuritySettings Security { get; internal set; }

    /// <summary>
    /// Whether it may register several care-of addresses; otherwise status 166 answers (RFC 5648 §6.2), or its Binding
    /// Identifiers are ignored (draft §6.1).
    /// </summary>
    public bool Mcoa { get; internal set; } = true;
}
