using McoaRouter.Wire;

namespace McoaRouter.Bindings;

/// <summary>
/// One entry of the Binding Update List towards a correspondent (RFC 6275 §11.1): the binding of one uplink's care-of
/// address there. Its Binding Identifier is that of the home registration (draft §3.1).
/// </summary>
public sealed class CorrespondentBinding
{
    /// <summary>What <see cref="HeldBid"/> is for a binding that was asked for without Binding Identifier.</summary>
    internal const int RegularBid = 0;

    /// <summary>The Binding Identifier under which it may be held, or <see cref="RegularBid"/>.</summary>
    internal int HeldBid;

    /// <summary>When it must next be stated to the correspondent, in monotonic ms, once it can be.</summary>
    internal long DueAt;

    /// <summary>When it may start over after another error that anybody could have sent, in monotonic ms.</summary>
    internal long RestartFreeAt;

    /// <summary>
    /// Whether the correspondent acknowledged the binding, its lifetime lasts, and packets may take it.
    /// </summary>
    public bool Registered { get; internal set; }

    /// <summary>The 16 octets of the care-of address that the correspondent was asked to hold last.</summary>
    public byte[] CareOfAddress { get; } = new byte[Ipv6Address.Length];

    /// <summary>The last status that the correspondent gave for this binding.</summary>
    public int Status { get; internal set; }

    /// <summary>When the acknowledged lifetime ends, in monotonic ms; meaningful while registered.</summary>
    public long ExpiresAt { get; internal set; }

    /// <summary>
    /// Until when the correspondent may hold the binding, in monotonic ms: one that it acknowledged, or one that was
    /// asked for and never answered. In the past where it holds none.
    /// </summary>
    public long HeldUntil { get; internal set; }
}
