namespace McoaRouter.Wire;

/// <summary>
/// Status codes of a Binding Acknowledgement (RFC 6275 §6.1.8, RFC 3963 §4.2), with those of the draft (§4.3.3), of
/// RFC 5648 (§4.4) and of RFC 4285 (§8). Below 128 is success. The draft and RFC 4285 give 144, 145 and 146 each a
/// meaning of its own: an answer with Binding Identifier options means the draft's, one without means RFC 4285's.
/// </summary>
public static class BindingStatus
{
    /// <summary>Not a status: what a profile has no number for.</summary>
    public const int None = -1;

    /// <summary>The update was accepted.</summary>
    public const int Accepted = 0;

    /// <summary>Accepted, and the mobile node should ask for the home link's prefixes (§11.4.3 of RFC 6275).</summary>
    public const int PrefixDiscoveryNeeded = 1;

    /// <summary>RFC 5648: some bindings of a bulk registration were refused (MCOA NOTCOMPLETE).</summary>
    public const int NotComplete = 4;

    /// <summary>
    /// RFC 5648: a home binding was registered, and the home agent goes on to defend the home address (MCOA RETURNHOME
    /// WO/NDP).
    /// </summary>
    public const int ReturnHomeWithoutNeighborDiscovery = 5;

    /// <summary>From here on, statuses are refusals; <see cref="Conflict"/> is one in number only.</summary>
    public const int FirstRefusal = 128;

    /// <summary>Refused for a reason that is not said.</summary>
    public const int Unspecified = 128;

    /// <summary>Administratively prohibited.</summary>
    public const int Prohibited = 129;

    /// <summary>Insufficient resources.</summary>
    public const int InsufficientResources = 130;

    /// <summary>Home registration is not supported.</summary>
    public const int HomeRegistrationNotSupported = 131;

    /// <summary>The home address is not in the home agent's home subnet.</summary>
    public const int NotHomeSubnet = 132;

    /// <summary>Not the home agent for this mobile node; for a removal, no such binding (draft §6.2).</summary>
    public const int NotHomeAgent = 133;

    /// <summary>Duplicate address detection failed for the home address.</summary>
    public const int DuplicateAddress = 134;

    /// <summary>The sequence number is out of the window; the answer carries the last one accepted.</summary>
    public const int SequenceOutOfWindow = 135;

    /// <summary>The home nonce index has expired (correspondents).</summary>
    public const int ExpiredHomeNonce = 136;

    /// <summary>The care-of nonce index has expired (correspondents).</summary>
    public const int ExpiredCareOfNonce = 137;

    /// <summary>Both nonce indices have expired (correspondents).</summary>
    public const int ExpiredNonces = 138;

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
    /// Draft: registered, and a regular binding without Binding Identifier was replaced (MCOA CONFLICT, draft §6.2).
    /// </summary>
    public const int Conflict = 144;

    /// <summary>Draft: some bindings were refused, each option's status decides (BULK REGISTRATION FAIL).</summary>
    public const int BulkFailed = 145;

    /// <summary>Draft: bulk registration is not supported.</summary>
    public const int BulkNotSupported = 146;

    /// <summary>
    /// RFC 4285: the timestamp is not close to the home agent's time (MIPV6-ID-MISMATCH); the answer carries that.
    /// </summary>
    public const int TimestampMismatch = 144;

    /// <summary>RFC 4285: the replay protection option is missing (MIPV6-MESG-ID-REQD).</summary>
    public const int TimestampRequired = 145;

    /// <summary>RFC 4285: the update could not be authenticated (MIPV6-AUTH-FAIL).</summary>
    public const int AuthenticationFailed = 146;

    /// <summary>RFC 5648: a Binding Identifier option is malformed (MCOA MALFORMED).</summary>
    public const int Malformed = 164;

    /// <summary>
    /// RFC 5648: a binding without Binding Identifier stands, and O was not set (MCOA NON-MCOA BINDING EXISTS).
    /// </summary>
    public const int RegularBindingExists = 165;

    /// <summary>RFC 5648: multiple care-of addresses are prohibited (MCOA PROHIBITED).</summary>
    public const int MultipleCareOfAddressesProhibited = 166;

    /// <summary>
    /// RFC 5648: the option names no care-of address, and its Binding Identifier is unknown (MCOA UNKNOWN COA).
    /// </summary>
    public const int UnknownCareOfAddress = 167;

    /// <summary>RFC 5648: bulk registration is prohibited (MCOA BULK REGISTRATION PROHIBITED).</summary>
    public const int BulkProhibited = 168;

    /// <summary>
    /// RFC 5648: home and foreign links must not be used at once (MCOA SIMULTANEOUS HOME AND FOREIGN PROHIBITED).
    /// </summary>
    public const int HomeAndForeignProhibited = 169;

    /// <summary>The care-of address is none that a binding may point at.</summary>
    public const int InvalidCareOfAddress = 174;
}
