using McoaRouter.Wire;

namespace McoaRouter.Consoles;

/// <summary>The texts of <see cref="Refusal"/>: the device's runtime prints an enum as its number.</summary>
public static class RefusalNames
{
    private static readonly string[] s_names =
    {
        "none", "truncated", "overLong", "notIpv6", "tooManyHeaders", "fragment", "routingHeader", "destinationOption",
        "unknownProtocol", "payloadProtocol", "checksum", "unknownMessage", "optionTruncated", "optionLength",
        "optionMisaligned", "tooManyOptions", "bindingIdentifierMalformed", "wrongPeer", "sequenceMismatch",
        "unknownBindingIdentifier", "tunnelFromStranger", "tunnelToWrongAddress", "sourceOutsidePrefix",
        "destinationOutsidePrefix", "sourceInsidePrefix", "destinationInsidePrefix", "careOfAddress",
        "addressNotForwardable", "nestedTunnel", "noBinding", "tooBig", "hopLimit", "linkRefused", "mtuTooSmall",
        "noHomeAddress", "unknownHomeAddress", "notHomeRegistration", "authenticationMissing", "authenticationFailed",
        "identifierMismatch", "replayedTimestamp", "optionDuplicate", "notAwaited", "cookieMismatch", "noHomeAgent",
        "parameterProblem", "askedTooOften", "notIpv4", "ipv4Options", "wrongPort", "noIpv4HomeAgent",
        "bindingCacheFull", "flowBindingsFull",
    };

    /// <summary>The name of a reason, in camel case, as counters and events show it.</summary>
    public static string Of(Refusal reason)
    {
        return s_names[(int)reason];
    }
}
