namespace McoaRouter.Wire;

/// <summary>What a home agent says of one flow binding (RFC 6089 §4.2).</summary>
public static class FlowStatus
{
    /// <summary>The flow binding stands.</summary>
    public const int Accepted = 0;

    /// <summary>The first of the statuses that refuse.</summary>
    public const int FirstRefusal = 128;

    /// <summary>Flow bindings are not for this router.</summary>
    public const int Prohibited = 128;

    /// <summary>Refused without a reason, such as a full table.</summary>
    public const int Unspecified = 129;

    /// <summary>The option is malformed.</summary>
    public const int Malformed = 130;

    /// <summary>It names a Binding Identifier that is not registered.</summary>
    public const int BidNotFound = 131;

    /// <summary>A summary names a flow binding that does not stand.</summary>
    public const int FidNotFound = 132;

    /// <summary>The format of its traffic selector is not known.</summary>
    public const int FormatNotSupported = 133;
}
