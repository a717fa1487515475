using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// The home registration of a multihomed mobile router (draft §5.2-§5.7, RFC 6275 §11.7, RFC 3963 §5): a pure state
/// machine. Every Binding Update states the whole wish: all uplinks that are up, and R for each lost one that the home
/// agent may still hold. So one outstanding update is enough; a change while it is outstanding is answered by a new
/// update at once, and an acknowledgement counts only for the newest.
/// </summary>
public sealed class HomeRegistration
{
    // All timers of the registration, in ms.
    private const int MaximumTimeoutMs = 32000;
    private const int RetryAfterRefusalMs = 32000;
    private const int StopWithinMs = 5000;
    private const int MaximumSequenceCorrections = 3;

    private readonly RouterSettings _settings;
    private readonly BindingUpdateList _bindings;
    private readonly ILink[] _uplinks;
    private readonly IRouterListener _listener;
    private readonly RefusalCounters _refusals;
    private readonly BindingTransitions _transitions;
    private readonly BindingUpdateWriter _writer;
    private readonly UpdateRateLimit _rate = new UpdateRateLimit();
    private readonly byte[] _homeAgent;

    private long _updateDueAt = MobileRouter.NoDeadline;
    private long _retransmitAt = MobileRouter.NoDeadline;
    private long _stopAt = MobileRouter.NoDeadline;
    private long _sentAt;
    private int _timeoutMs;
    private int _attempt;
    private int _sequenceCorrections;

    internal HomeRegistration(
        RouterSettings settings,
        BindingUpdateList bindings,
        ILink[] uplinks,
        IRouterListener listener,
        RefusalCounters refusals)
    {
        _settings = settings;
        _bindings = bindings;
        _uplinks = uplinks;
        _listener = listener;
        _refusals = refusals;
        _homeAgent = settings.HomeAgents[0];
        _transitions = new BindingTransitions(bindings, listener);
        _writer = new BindingUpdateWriter(settings, bindings);
    }

    /// <summary>The state.</summary>
    public RegistrationState State { get; private set; }

    /// <summary>The 16 octets of the address of the home agent in use.</summary>
    public byte[] HomeAgent
    {
        get { return _homeAgent; }
    }

    /// <summary>Whether <see cref="Stop"/> was called: nothing is registered or forwarded any more.</summary>
    internal bool IsStopping
    {
        get { return State == RegistrationState.Deregistering || State == RegistrationState.Stopped; }
    }

    /// <summary>When <see cref="Poll"/> must next be called, in monotonic ms.</summary>
    internal long NextDeadline
    {
        get
        {
            if (State == RegistrationState.Stopped)
            {
                return MobileRouter.NoDeadline;
            }

            long next = EarlierOf(_updateDueAt, _retransmitAt);
            next = next < _rate.FreeAt ? _rate.FreeAt : next;
            return EarlierOf(EarlierOf(next, _stopAt), _transitions.NextExpiry);
        }
    }

    /// <summary>An uplink has a care-of address: all live uplinks are registered anew, at once.</summary>
    internal void LinkUp(int uplink, byte[] careOfAddress, int offset, long now)
    {
        if (!IsStopping && _transitions.LinkUp(uplink, careOfAddress, offset, now))
        {
            StateChanged(now);
        }
    }

    /// <summary>An uplink is lost: its binding is removed through another one, at once (draft §5.3, §5.6).</summary>
    internal void LinkDown(int uplink, long now)
    {
        if (State != RegistrationState.Stopped && _transitions.LinkDown(uplink, now))
        {
            StateChanged(now);
        }
    }

    /// <summary>De-registers everything; gives up after five seconds.</summary>
    internal void Stop(long now)
    {
        if (IsStopping)
        {
            return;
        }

        if (_bindings.SignallingUplink(0) < 0)
        {
            FinishStop(now);
            return;
        }

        // What is still outstanding may be answered before the de-registration leaves: that answer ends nothing.
        _retransmitAt = MobileRouter.NoDeadline;
        State = RegistrationState.Deregistering;
        _stopAt = now + StopWithinMs;
        StateChanged(now);
    }

    /// <summary>Runs the timers that are due.</summary>
    internal void Poll(long now)
    {
        if (State == RegistrationState.Stopped)
        {
            return;
        }

        if (_stopAt <= now)
        {
            FinishStop(now);
            return;
        }

        _transitions.Expire(now);
        if (_updateDueAt <= now)
        {
            TrySend(now);
        }
        else if (_retransmitAt <= now)
        {
            Retransmit(now);
        }
    }

    /// <summary>
    /// A Binding Acknowledgement came from the home agent, for our home address, to the uplink's care-of address.
    /// </summary>
    /// <returns><see cref="Refusal.None"/>, or why it changed nothing.</returns>
    internal Refusal Acknowledge(BindingAcknowledgement answer, byte[] buffer, long now)
    {
        if (_retransmitAt == MobileRouter.NoDeadline)
        {
            return Refusal.SequenceMismatch;
        }

        if (answer.Status == BindingStatus.SequenceOutOfWindow)
        {
            return CorrectSequence(answer, now);
        }

        if (answer.Sequence != _bindings.Sequence)
        {
            return Refusal.SequenceMismatch;
        }

        Refusal refusal = CheckOptions(answer.Options, buffer);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        _listener.BindingAcknowledged(answer.Status, answer.Sequence, now);
        if (State == RegistrationState.Deregistering)
        {
            FinishStop(now);
            return Refusal.None;
        }

        Settle();
        if (AnswersRegistration(answer))
        {
            TakeGrant(answer, buffer, now);
        }
        else
        {
            _transitions.TakeRefusal(answer.Status, now);
            ScheduleUpdate(now + RetryAfterRefusalMs);
        }

        return Refusal.None;
    }

    private static long EarlierOf(long left, long right)
    {
        return left < right ? left : right;
    }

    /// <summary>
    /// Whether each option's status decides. An answer without Binding Identifier options comes from a peer that does
    /// not know them (draft §5.7), one without R from a peer that is no home agent for mobile routers (RFC 3963 §5.3).
    /// </summary>
    private bool AnswersRegistration(BindingAcknowledgement answer)
    {
        return _settings.Profile.HasStatusPerBinding(answer.Status)
            && answer.Options.BindingIdentifierCount > 0
            && (answer.Flags & BindingAcknowledgement.MobileRouterFlag) != 0;
    }

    private void StateChanged(long now)
    {
        _attempt = 0;
        _timeoutMs = _settings.FirstAcknowledgementTimeoutMs;
        _sequenceCorrections = 0;
        _updateDueAt = now;
        TrySend(now);
    }

    private void TrySend(long now)
    {
        int uplink = _bindings.SignallingUplink(_attempt);
        if (uplink < 0)
        {
            _updateDueAt = MobileRouter.NoDeadline;
            _retransmitAt = MobileRouter.NoDeadline;
            if (State == RegistrationState.AwaitingAcknowledgement)
            {
                State = RegistrationState.Settled;
            }

            return;
        }

        if (_rate.FreeAt > now)
        {
            return;
        }

        _attempt++;
        bool deregistration = State == RegistrationState.Deregistering;
        int sequence = _bindings.NextSequence();
        if (deregistration)
        {
            _writer.WriteDeregistration(uplink, _homeAgent, sequence);
        }
        else
        {
            State = RegistrationState.AwaitingAcknowledgement;
            _writer.WriteRegistration(uplink, _homeAgent, sequence, now);
            _transitions.HoldUntilAnswered(now + (1000L * _settings.LifetimeSeconds));
        }

        _rate.Take(now);
        _sentAt = now;
        _updateDueAt = MobileRouter.NoDeadline;
        _retransmitAt = now + _timeoutMs;
        if (!_uplinks[uplink].Send(_writer.Packet))
        {
            _refusals.Add(Refusal.LinkRefused);
        }

        _listener.BindingUpdateSent(uplink, sequence, _attempt, deregistration, now);
    }

    private void Retransmit(long now)
    {
        if (_rate.FreeAt <= now)
        {
            _timeoutMs = 2 * _timeoutMs > MaximumTimeoutMs ? MaximumTimeoutMs : 2 * _timeoutMs;
        }

        TrySend(now);
    }

    /// <summary>
    /// Status 135: go on from the number that the home agent saw last (RFC 6275 §11.7.3); a few times only, then by the
    /// timer.
    /// </summary>
    private Refusal CorrectSequence(BindingAcknowledgement answer, long now)
    {
        _listener.BindingAcknowledged(answer.Status, answer.Sequence, now);
        _bindings.Sequence = answer.Sequence;
        if (_sequenceCorrections < MaximumSequenceCorrections)
        {
            _sequenceCorrections++;
            _updateDueAt = now;
            TrySend(now);
        }

        return Refusal.None;
    }

    private Refusal CheckOptions(MobilityOptions options, byte[] buffer)
    {
        for (int i = 0; i < options.BindingIdentifierCount; i++)
        {
            int at = options.BindingIdentifierAt(i);
            if (!_settings.Profile.IsWellFormed(buffer, at))
            {
                return Refusal.BindingIdentifierMalformed;
            }

            if (_bindings.IndexOf(BindingIdentifierOption.Bid(buffer, at)) < 0)
            {
                return Refusal.UnknownBindingIdentifier;
            }
        }

        return Refusal.None;
    }

    private void Settle()
    {
        State = RegistrationState.Settled;
        _attempt = 0;
        _timeoutMs = _settings.FirstAcknowledgementTimeoutMs;
        _sequenceCorrections = 0;
        _retransmitAt = MobileRouter.NoDeadline;
    }

    private void TakeGrant(BindingAcknowledgement answer, byte[] buffer, long now)
    {
        long granted = 1000L * BindingUpdate.LifetimeUnitSeconds * answer.LifetimeUnits;
        bool complete = _transitions.TakeStatusPerBinding(answer.Options, buffer, _sentAt, granted, now);
        if (granted > 0)
        {
            // A refresh leaves a quarter of the lifetime for its retransmissions.
            ScheduleUpdate(_sentAt + (granted / 4 * 3));
        }

        if (!complete)
        {
            ScheduleUpdate(now + RetryAfterRefusalMs);
        }
    }

    private void ScheduleUpdate(long at)
    {
        _updateDueAt = EarlierOf(_updateDueAt, at);
    }

    private void FinishStop(long now)
    {
        State = RegistrationState.Stopped;
        _transitions.Clear(now);
    }
}
