namespace McoaRouter.Wire;

/// <summary>
/// Status codes of a Binding Acknowledgement that are acted on (RFC 6275 §6.1.8, RFC 3963 §4.2), and the three that the
/// draft adds (§4.3.3). Below 128 is success.
/// </summary>
public static class BindingStatus
{
    /// <summary>The update was accepted.</summary>
    public const int Accepted = 0;

    /// <summary>From here on, statuses are refusals; <see cref="Conflict"/> is one in number only.</summary>
    public const int FirstRefusal = 128;

    /// <summary>Insufficient resources.</summary>
    public const int InsufficientResources = 130;

    /// <summary>The home address is not in the home agent's home subnet.</summary>
    public const int NotHomeSubnet = 132;

    /// <summary>Not the home agent for this mobile node; for a removal, no such binding (draft §6.2).</summary>
    public const int NotHomeAgent = 133;

    /// <summary>The sequence number is out of the window; the answer carries the last one accepted.</summary>
    public const int SequenceOutOfWindow = 135;

    /// <summary>
    /// The registration type differs from that of the binding that stands (RFC 3963 §6.2 for the R flag).
    /// </summary>
    public const int RegistrationTypeChange = 139;

    /// <summary>Mobile router operation is not permitted (RFC 3963 §4.2).</summary>
    public const int MobileRouterNotPermitted = 140;

    /// <summary>Invalid prefix (RFC 3963 §4.2).</summary>
    public const int InvalidPrefix = 141;

    /// <summary>Not authorised for a prefix (RFC 3963 §4.2).</summary>
    public const int NotAuthorizedForPrefix = 142;

    /// <summary>Forwarding could not be set up: no prefix is known (RFC 3963 §4.2).</summary>
    public const int ForwardingSetupFailed = 143;

    /// <summary>
    /// Registered, and a regular binding without Binding Identifier was replaced (MCOA CONFLICT, draft §6.2).
    /// </summary>
    public const int Conflict = 144;

    /// <summary>Some bindings were refused: each option's status decides (BULK REGISTRATION FAIL).</summary>
    public const int BulkFailed = 145;

    /// <summary>Bulk registration is not supported.</summary>
    public const int BulkNotSupported = 146;

    /// <summary>The care-of address is none that a binding may point at.</summary>
    public const int InvalidCareOfAddress = 174;

    /// <summary>
    /// Whether each Binding Identifier option's own status counts: in an answer that succeeded, and under 144 and 145.
    /// Under any other refusal the whole update was refused.
    /// </summary>
    public static bool HasStatusPerBinding(int status)
    {
        return status < FirstRefusal || status == Conflict || status == BulkFailed;
    }
}
