namespace McoaRouter.Wire;

/// <summary>
/// What the two forms of the specification disagree on, decided together and in this place alone. This release speaks
/// draft-ietf-monami6-multiplecoa-01.
/// </summary>
public sealed class WireProfile
{
    /// <summary>
    /// The option type that the draft left to be assigned later: the one that its final form, RFC 5648, was given.
    /// </summary>
    public const int DefaultBindingIdentifierOptionType = 35;

    private WireProfile(int bindingIdentifierOptionType)
    {
        BindingIdentifierOptionType = bindingIdentifierOptionType;
    }

    /// <summary>The type of the Binding Identifier mobility option, 0..255.</summary>
    public int BindingIdentifierOptionType { get; }

    /// <summary>The draft's profile, with an option type that both ends have agreed on.</summary>
    public static WireProfile Draft01(int bindingIdentifierOptionType)
    {
        return new WireProfile(bindingIdentifierOptionType);
    }

    /// <summary>
    /// Whether a binding is preferred to another: the higher priority wins (draft §4.3.1), among equals the lower
    /// Binding Identifier.
    /// </summary>
    public static bool IsPreferred(int priority, int bid, int otherPriority, int otherBid)
    {
        return priority != otherPriority ? priority > otherPriority : bid < otherBid;
    }
}
