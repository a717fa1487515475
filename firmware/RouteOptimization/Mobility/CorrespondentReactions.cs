using McoaRouter.Bindings;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// What messages from a correspondent do (RFC 6275 §11.3.5, §11.3.6, §11.6.2, §11.7.3, §11.7.4, draft §5.7-§5.9). A
/// message that was not asked for, or that is not authentic where it must be, changes nothing. One object serves all
/// correspondents.
/// </summary>
internal sealed class CorrespondentReactions
{
    private const int RetryAfterRefusalMs = 32000;

    // After so long a correspondent that showed to know no Mobile IPv6 is asked again (RFC 6275 §11.3.5).
    private const int RetryAfterGivingUpMs = 600000;

    private const int MaximumCorrections = 3;
    private const long UnitMs = 1000L * BindingUpdate.LifetimeUnitSeconds;

    private readonly WireProfile _profile;
    private readonly BindingUpdateList _uplinks;
    private readonly BindingAuthorization _authorization = new BindingAuthorization();

    internal CorrespondentReactions(RouterSettings settings, BindingUpdateList uplinks)
    {
        _profile = settings.Profile;
        _uplinks = uplinks;
    }

    /// <summary>A Care-of Test came to an uplink's care-of address.</summary>
    /// <returns><see cref="Refusal.None"/>, or why it changed nothing.</returns>
    internal Refusal TakeCareOfTest(
        CorrespondentRegistration registration,
        int uplink,
        TestReply reply,
        byte[] buffer,
        long now)
    {
        Refusal refusal = CheckIdentifiers(reply.Options, buffer, _uplinks.At(uplink).Bid);
        if (refusal == Refusal.None)
        {
            refusal = registration.Exchanges.CareOfTestAt(uplink).Take(reply, buffer, now);
        }

        int status = reply.Options.BindingIdentifierCount == 0
            ? BindingStatus.Accepted
            : BindingIdentifierOption.Status(buffer, reply.Options.BindingIdentifierAt(0));
        if (refusal == Refusal.None && _profile.IdentifiesCareOfTests && status >= BindingStatus.FirstRefusal)
        {
            // RFC 5648 §4.3: the option's status tells why the test failed.
            registration.Exchanges.CareOfTestAt(uplink).Forget();
            registration.Transitions.Refuse(uplink, status, now + RetryAfterRefusalMs, now);
        }

        return refusal;
    }

    /// <summary>
    /// A Binding Acknowledgement came from the correspondent, for our home address (RFC 6275 §11.7.3).
    /// </summary>
    /// <returns><see cref="Refusal.None"/>, or why it changed nothing.</returns>
    internal Refusal Acknowledge(
        CorrespondentRegistration registration,
        BindingAcknowledgement answer,
        Ipv6Packet packet,
        long now)
    {
        Refusal refusal = Refusal.SequenceMismatch;
        for (int i = 0; i < registration.Exchanges.Updates; i++)
        {
            CorrespondentUpdate update = registration.Exchanges.UpdateAt(i);
            bool mayAnswer = answer.Status == BindingStatus.SequenceOutOfWindow || answer.Sequence == update.Sequence;
            if (!update.Timer.IsOutstanding || !mayAnswer)
            {
                continue;
            }

            refusal = CheckAnswer(registration, update, answer, packet);
            if (refusal == Refusal.None)
            {
                TakeAnswer(registration, i, answer, packet.Buffer, now);
                return refusal;
            }
        }

        return refusal;
    }

    /// <summary>
    /// A Binding Error came from the correspondent, to an uplink's care-of address or, answering a Home Test Init, to
    /// our home address (draft §5.9).
    /// </summary>
    /// <returns><see cref="Refusal.None"/>, or why it changed nothing.</returns>
    internal Refusal TakeError(CorrespondentRegistration registration, int uplink, BindingError error, long now)
    {
        if (error.Status == BindingError.UnknownBinding)
        {
            return StartOver(registration, uplink, now);
        }

        if (error.Status != BindingError.UnrecognizedMessage || !registration.Exchanges.IsAwaiting())
        {
            return Refusal.NotAwaited;
        }

        if (registration.Exchanges.IsAwaitingIdentifier())
        {
            StopIdentifiers(registration, now);
        }
        else
        {
            GiveUp(registration, now);
        }

        return Refusal.None;
    }

    /// <summary>
    /// An ICMPv6 Parameter Problem came: the correspondent does not know the Mobility Header (RFC 6275 §11.3.5).
    /// </summary>
    /// <returns><see cref="Refusal.None"/>, or why it changed nothing.</returns>
    internal Refusal TakeParameterProblem(CorrespondentRegistration registration, long now)
    {
        if (!registration.Exchanges.IsAwaiting())
        {
            return Refusal.NotAwaited;
        }

        GiveUp(registration, now);
        return Refusal.None;
    }

    /// <summary>
    /// A Binding Refresh Request came from the correspondent: the bindings that it names are stated anew, or without a
    /// name all of them (draft §5.8, RFC 6275 §11.7.4). Only what the correspondent may hold is.
    /// </summary>
    /// <returns><see cref="Refusal.None"/>, or why it changed nothing.</returns>
    internal Refusal TakeRefreshRequest(
        CorrespondentRegistration registration,
        BindingRefreshRequest request,
        byte[] buffer,
        long now)
    {
        bool known = false;
        int named = request.Options.BindingIdentifierCount;
        for (int i = 0; i < registration.Transitions.Bindings.Count; i++)
        {
            CorrespondentBinding binding = registration.Transitions.Bindings.At(i);
            if (binding.HeldUntil > now && (named == 0 || Names(request.Options, buffer, binding.HeldBid)))
            {
                registration.Transitions.MakeDue(i, now);
                known = true;
            }
        }

        return known ? Refusal.None : named == 0 ? Refusal.NotAwaited : Refusal.UnknownBindingIdentifier;
    }

    private static bool IsNonceStatus(int status)
    {
        return status >= BindingStatus.ExpiredHomeNonce && status <= BindingStatus.ExpiredNonces;
    }

    /// <summary>
    /// The correspondent knows no Binding Identifiers, or does not want them: the preferred care-of address alone is
    /// registered, without one (draft §5.7, §5.9, RFC 5648 §5.7).
    /// </summary>
    private static void StopIdentifiers(CorrespondentRegistration registration, long now)
    {
        registration.Transitions.Bindings.UsesIdentifiers = false;
        registration.Exchanges.CeaseUpdates();
        for (int i = 0; i < registration.Transitions.Bindings.Count; i++)
        {
            registration.Transitions.MakeDue(i, now);
        }
    }

    private static void GiveUp(CorrespondentRegistration registration, long now)
    {
        registration.Exchanges.Cease();
        registration.Transitions.ReleaseAll(now);
        registration.Transitions.Bindings.GivenUpUntil = now + RetryAfterGivingUpMs;
    }

    /// <summary>
    /// Status 1: the entry is removed, packets go through the home agent, and the registration starts over (RFC 6275
    /// §11.3.6): at once, but not again before <see cref="RetryAfterRefusalMs"/>, as anybody can send this message.
    /// </summary>
    private static Refusal StartOver(CorrespondentRegistration registration, int uplink, long now)
    {
        CorrespondentTransitions transitions = registration.Transitions;
        if (uplink < 0 || transitions.Bindings.At(uplink).HeldUntil <= now)
        {
            return Refusal.NotAwaited;
        }

        registration.Exchanges.UpdateAt(uplink).Timer.Stop();
        transitions.Release(uplink, transitions.Bindings.At(uplink).Status, now);
        transitions.DelayRestart(uplink, RetryAfterRefusalMs, now);
        return Refusal.None;
    }

    private Refusal CheckAnswer(
        CorrespondentRegistration registration,
        CorrespondentUpdate update,
        BindingAcknowledgement answer,
        Ipv6Packet packet)
    {
        // RFC 6275 §9.5.4: what says that the keys have expired is not authenticated.
        Refusal refusal = IsNonceStatus(answer.Status)
            ? Refusal.None
            : _authorization.Verify(
                packet.Buffer,
                packet.PayloadOffset,
                answer.Options,
                update.Key,
                0,
                update.CareOfAddress,
                0,
                registration.Transitions.Bindings.Address,
                0);
        return refusal == Refusal.None ? CheckIdentifiers(answer.Options, packet.Buffer, update.Bid) : refusal;
    }

    private Refusal CheckIdentifiers(MobilityOptions options, byte[] buffer, int bid)
    {
        for (int i = 0; i < options.BindingIdentifierCount; i++)
        {
            int at = options.BindingIdentifierAt(i);
            if (!_profile.IsWellFormed(buffer, at))
            {
                return Refusal.BindingIdentifierMalformed;
            }

            if (BindingIdentifierOption.Bid(buffer, at) != bid)
            {
                return Refusal.UnknownBindingIdentifier;
            }
        }

        return Refusal.None;
    }

    private void TakeAnswer(
        CorrespondentRegistration registration,
        int index,
        BindingAcknowledgement answer,
        byte[] buffer,
        long now)
    {
        CorrespondentUpdate update = registration.Exchanges.UpdateAt(index);
        bool named = answer.Options.BindingIdentifierCount > 0;
        int status = named
            ? _profile.StatusOf(
                BindingIdentifierOption.Status(buffer, answer.Options.BindingIdentifierAt(0)), answer.Status)
            : answer.Status;
        if (IsNonceStatus(answer.Status) || answer.Status == BindingStatus.SequenceOutOfWindow)
        {
            TakeCorrection(registration, index, answer, now);
            return;
        }

        update.Corrections = 0;
        update.Timer.Stop();
        bool ignored = update.Bid != CorrespondentBinding.RegularBid && !named;
        bool crossed = ignored && registration.Exchanges.IsAnotherOutstanding(index);
        if (ignored || status == _profile.ProhibitedStatus)
        {
            StopIdentifiers(registration, now);
        }

        if (update.Removes)
        {
            TakeRemoval(registration, index, ignored, status, now);
        }
        else if (status < BindingStatus.FirstRefusal && answer.LifetimeUnits > 0)
        {
            TakeGrant(registration, index, answer, named, status, now);
            if (crossed)
            {
                // The other update is taken for the same one binding: what is stated after it counts.
                registration.Transitions.MakeDue(index, now);
            }
        }
        else
        {
            TakeRefusal(registration, index, status, now);
        }
    }

    /// <summary>
    /// 135: go on from the number that the correspondent saw last (RFC 6275 §11.7.3). 136-138: the expired half of the
    /// return routability procedure is done again. A few times only, then it counts as a refusal.
    /// </summary>
    private void TakeCorrection(
        CorrespondentRegistration registration,
        int index,
        BindingAcknowledgement answer,
        long now)
    {
        CorrespondentUpdate update = registration.Exchanges.UpdateAt(index);
        if (answer.Status == BindingStatus.SequenceOutOfWindow)
        {
            registration.Transitions.Bindings.Sequence = answer.Sequence;
        }
        else if (answer.Status != BindingStatus.ExpiredCareOfNonce)
        {
            registration.Exchanges.HomeTest.Forget();
        }

        if (answer.Status > BindingStatus.ExpiredHomeNonce && index < _uplinks.Count)
        {
            registration.Exchanges.CareOfTestAt(index).Forget();
        }

        if (update.Corrections < MaximumCorrections)
        {
            update.Corrections++;
            update.Timer.Start(now);
            return;
        }

        update.Corrections = 0;
        update.Timer.Stop();
        if (update.Removes)
        {
            TakeRemoval(registration, index, false, answer.Status, now);
        }
        else
        {
            registration.Transitions.Refuse(index, answer.Status, now + RetryAfterRefusalMs, now);
        }
    }

    /// <summary>A removal is over with any answer: what the correspondent still holds ends by itself.</summary>
    private void TakeRemoval(
        CorrespondentRegistration registration,
        int index,
        bool everything,
        int status,
        long now)
    {
        if (everything || index >= _uplinks.Count)
        {
            registration.Transitions.ReleaseAll(now);
        }
        else
        {
            registration.Transitions.Release(index, status, now);
        }
    }

    private void TakeGrant(
        CorrespondentRegistration registration,
        int index,
        BindingAcknowledgement answer,
        bool named,
        int status,
        long now)
    {
        CorrespondentUpdate update = registration.Exchanges.UpdateAt(index);
        int units = answer.LifetimeUnits < update.LifetimeUnits ? answer.LifetimeUnits : update.LifetimeUnits;
        registration.Exchanges.Overwrites = false;
        registration.Transitions.Accept(index, status, update.SentAt, units * UnitMs, now);
        if (!named)
        {
            // A regular binding is the only one (draft §6.2).
            registration.Transitions.Bindings.At(index).HeldBid = CorrespondentBinding.RegularBid;
            registration.Transitions.ReleaseAllBut(index, now);
        }
    }

    private void TakeRefusal(CorrespondentRegistration registration, int index, int status, long now)
    {
        bool overwrites = status == _profile.RegularBindingStatus && !registration.Exchanges.Overwrites;
        bool again = overwrites || (status == _profile.ProhibitedStatus);
        registration.Exchanges.Overwrites |= overwrites;
        registration.Transitions.Refuse(index, status, again ? now : now + RetryAfterRefusalMs, now);
    }

    private bool Names(MobilityOptions options, byte[] buffer, int bid)
    {
        for (int i = 0; i < options.BindingIdentifierCount; i++)
        {
            int at = options.BindingIdentifierAt(i);
            if (_profile.IsWellFormed(buffer, at) && BindingIdentifierOption.Bid(buffer, at) == bid)
            {
                return true;
            }
        }

        return false;
    }
}
