using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// The reaction to every status (RFC 6275 §11.7.3, RFC 3963 §5.4, RFC 4285 §5.3 and §6, draft §5.7, RFC 5648 §5.7).
/// </summary>
public static class StatusReactions
{
    /// <summary>What to do about a status.</summary>
    /// <param name="status">The status, of a message or of one binding.</param>
    /// <param name="identified">
    /// Whether the message names Binding Identifiers: the draft's 144-146 do, those of RFC 4285 do not.
    /// </param>
    /// <param name="profile">The profile.</param>
    public static StatusReaction Of(int status, bool identified, WireProfile profile)
    {
        if (status < BindingStatus.FirstRefusal)
        {
            return StatusReaction.Accept;
        }

        return status >= BindingStatus.Conflict && (identified || !IsShared(status))
            ? OfMultipleCareOfAddresses(status, profile)
            : OfOneBinding(status);
    }

    /// <summary>Whether RFC 4285 gives the status a meaning too.</summary>
    private static bool IsShared(int status)
    {
        return status == BindingStatus.TimestampMismatch
            || status == BindingStatus.TimestampRequired
            || status == BindingStatus.AuthenticationFailed;
    }

    private static StatusReaction OfMultipleCareOfAddresses(int status, WireProfile profile)
    {
        if (status == profile.ReplacedStatus || status == profile.PartialStatus)
        {
            return StatusReaction.ReadEach;
        }

        if (status == profile.BulkRefusedStatus)
        {
            return StatusReaction.RegisterIndividually;
        }

        if (status == profile.ProhibitedStatus)
        {
            return StatusReaction.RegisterSingly;
        }

        if (status == profile.RegularBindingStatus)
        {
            return StatusReaction.Overwrite;
        }

        if (status == profile.UnknownCareOfAddressStatus)
        {
            return StatusReaction.StateAnew;
        }

        return status == profile.HomeAndForeignProhibitedStatus ? StatusReaction.ReturnHome : StatusReaction.AskLater;
    }

    private static StatusReaction OfOneBinding(int status)
    {
        switch (status)
        {
            case BindingStatus.Prohibited:
            case BindingStatus.HomeRegistrationNotSupported:
            case BindingStatus.NotHomeSubnet:
            case BindingStatus.NotHomeAgent:
                return StatusReaction.NextHomeAgent;
            case BindingStatus.SequenceOutOfWindow:
                return StatusReaction.CorrectSequence;
            case BindingStatus.RegistrationTypeChange:
                return StatusReaction.RegisterAnew;
            case BindingStatus.MobileRouterNotPermitted:
            case BindingStatus.InvalidPrefix:
            case BindingStatus.NotAuthorizedForPrefix:
            case BindingStatus.ForwardingSetupFailed:
                return StatusReaction.GiveUpHomeAgent;
            case BindingStatus.DuplicateAddress:
                return StatusReaction.GiveUpHomeAddress;
            case BindingStatus.TimestampMismatch:
                return StatusReaction.CorrectClock;
            case BindingStatus.TimestampRequired:
            case BindingStatus.AuthenticationFailed:
                return StatusReaction.Unauthenticated;
            default:
                return StatusReaction.AskLater;
        }
    }
}
