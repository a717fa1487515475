using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>One mobile router, or mobile host, that a home agent serves.</summary>
public sealed class RouterAccount
{
    /// <summary>The 16 octets of its home address.</summary>
    public byte[] HomeAddress { get; internal set; }

    /// <summary>
    /// Whether it may be a mobile router; otherwise status 140 answers registrations with R (RFC 3963 §6.6), and those
    /// without are plain RFC 6275.
    /// </summary>
    public bool MobileRouter { get; internal set; } = true;

    /// <summary>The prefixes it is authorised to register, exactly as they stand; none where it is a host.</summary>
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

    /// <summary>
    /// Whether it may have flow bindings; otherwise status 128 answers each of them (RFC 6089 §5.3.5).
    /// </summary>
    public bool Flows { get; internal set; } = true;
}
