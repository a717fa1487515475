namespace McoaRouter.Settings;

/// <summary>How care-of addresses are registered with a home agent.</summary>
public enum RegistrationForm
{
    /// <summary>All of them in one Binding Update, each under its Binding Identifier (draft §5.3).</summary>
    Bulk = 0,

    /// <summary>A Binding Update for each, under its Binding Identifier (draft §5.2).</summary>
    Individual,

    /// <summary>The preferred one alone, without Binding Identifier: plain RFC 3963.</summary>
    Single,
}
