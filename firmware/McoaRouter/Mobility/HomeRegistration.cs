using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// The home registration of a multihomed mobile router (draft §5.2-§5.7, RFC 6275 §11.7, RFC 3963 §5): a pure state machine.
/// Every Binding Update states the whole wish: all uplinks that are up, and R for each lost one that the home agent may
/// still hold. So one outstanding update is enough; a change while it is outstanding is answered by a new update at once,
/// and an acknowledgement counts only for the newest.
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
        _writer = new BindingUpdateWriter(settings, bindings);
        _timeoutMs = settings.FirstAcknowledgementTimeoutMs;
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
            next = EarlierOf(next, _stopAt);
            for (int i = 0; i < _bindings.Count; i++)
            {
                next = EarlierOf(next, ExpiryOf(_bindings.At(i)));
            }

            return next;
        }
    }

    /// <summary>An uplink has a care-of address: all live uplinks are registered anew, at once.</summary>
    internal void LinkUp(int uplink, byte[] careOfAddress, int offset, long now)
    {
        Binding binding = _bindings.At(uplink);
        if (IsStopping || (binding.Up && Ipv6Address.Equal(binding.CareOfAddress, 0, careOfAddress, offset)))
        {
            return;
        }

        Ipv6Address.Copy(careOfAddress, offset, binding.CareOfAddress, 0);
        binding.Up = true;
        binding.InUpdate = false;
        binding.InRemoval = false;
        _listener.UplinkChanged(uplink, true, now);
        Enter(uplink, BindingState.Registering, binding.Status, now);
        StateChanged(now);
    }

    /// <summary>An uplink is lost: its binding is removed through another one, at once (draft §5.3, §5.6).</summary>
    internal void LinkDown(int uplink, long now)
    {
        Binding binding = _bindings.At(uplink);
        if (!binding.Up || State == RegistrationState.Stopped)
        {
            return;
        }

        binding.Up = false;
        binding.InUpdate = false;
        _listener.UplinkChanged(uplink, false, now);
        Enter(uplink, binding.HeldUntil > now ? BindingState.Removing : BindingState.Absent, binding.Status, now);
        StateChanged(now);
    }

    /// <summary>De-registers everything; gives up after five seconds.</summary>
    internal void Stop(long now)
    {
        if (IsStopping)
        {
            return;
        }

        if (!IsAnythingHeld(now) || _bindings.SignallingUplink(0) < 0)
        {
            FinishStop(now);
            return;
        }

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

        for (int i = 0; i < _bindings.Count; i++)
        {
            Expire(i, now);
        }

        if (_updateDueAt <= now)
        {
            TrySend(now);
        }
        else if (_retransmitAt <= now)
        {
            Retransmit(now);
        }
    }

    /// <summary>A Binding Acknowledgement came from the home agent, for our home address, to the uplink's care-of address.</summary>
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
            TakeStatusPerBinding(answer, buffer, now);
        }
        else
        {
            TakeRefusal(answer.Status, now);
        }

        return Refusal.None;
    }

    private static long EarlierOf(long left, long right)
    {
        return left < right ? left : right;
    }

    private static long ExpiryOf(Binding binding)
    {
        switch (binding.State)
        {
            case BindingState.Registered:
                return binding.ExpiresAt;
            case BindingState.Removing:
                return binding.HeldUntil;
            default:
                return MobileRouter.NoDeadline;
        }
    }

    /// <summary>
    /// Whether each option's status decides. An answer without Binding Identifier options comes from a peer that does not know
    /// them (draft §5.7), one without R from a peer that is no home agent for mobile routers (RFC 3963 §5.3).
    /// </summary>
    private static bool AnswersRegistration(BindingAcknowledgement answer)
    {
        return BindingStatus.HasStatusPerBinding(answer.Status)
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
            HoldUntilAnswered(now);
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

    private void HoldUntilAnswered(long now)
    {
        long until = now + (1000L * _settings.LifetimeSeconds);
        for (int i = 0; i < _bindings.Count; i++)
        {
            Binding binding = _bindings.At(i);
            if (binding.InUpdate && binding.HeldUntil < until)
            {
                binding.HeldUntil = until;
            }
        }
    }

    private void Expire(int uplink, long now)
    {
        Binding binding = _bindings.At(uplink);
        if (ExpiryOf(binding) > now)
        {
            return;
        }

        if (binding.State == BindingState.Registered)
        {
            Enter(uplink, BindingState.Registering, binding.Status, now);
        }
        else
        {
            binding.HeldUntil = 0;
            Enter(uplink, BindingState.Absent, binding.Status, now);
        }
    }

    /// <summary>Status 135: go on from the number that the home agent saw last (RFC 6275 §11.7.3); a few times only, then by the timer.</summary>
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
            if (!BindingIdentifierOption.IsCompliant(buffer, at))
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

    private void TakeStatusPerBinding(BindingAcknowledgement answer, byte[] buffer, long now)
    {
        long granted = 1000L * BindingUpdate.LifetimeUnitSeconds * answer.LifetimeUnits;
        bool complete = true;
        for (int i = 0; i < answer.Options.BindingIdentifierCount; i++)
        {
            int at = answer.Options.BindingIdentifierAt(i);
            int uplink = _bindings.IndexOf(BindingIdentifierOption.Bid(buffer, at));
            TakeStatus(uplink, BindingIdentifierOption.PriorityOrStatus(buffer, at), granted, now);
        }

        for (int i = 0; i < _bindings.Count; i++)
        {
            Binding binding = _bindings.At(i);
            complete &= !binding.InUpdate && !binding.InRemoval;
            binding.InUpdate = false;
            binding.InRemoval = false;
        }

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

    /// <summary>
    /// One binding's status. The remaining lifetime is that of RFC 6275 §11.7.3, what was asked for less what was cut, counted
    /// from when the update was sent: the granted lifetime from then on.
    /// </summary>
    private void TakeStatus(int uplink, int status, long granted, long now)
    {
        Binding binding = _bindings.At(uplink);
        if (binding.InRemoval && (status < BindingStatus.FirstRefusal || status == BindingStatus.NotHomeAgent))
        {
            binding.InRemoval = false;
            binding.HeldUntil = 0;
            Enter(uplink, BindingState.Absent, status, now);
        }
        else if (binding.InUpdate && status < BindingStatus.FirstRefusal && granted > 0)
        {
            binding.InUpdate = false;
            binding.ExpiresAt = _sentAt + granted;
            binding.HeldUntil = now + granted;
            Enter(uplink, BindingState.Registered, status, now);
        }
        else if (binding.InUpdate)
        {
            Refuse(uplink, status, now);
        }
    }

    private void TakeRefusal(int status, long now)
    {
        for (int i = 0; i < _bindings.Count; i++)
        {
            if (_bindings.At(i).InUpdate)
            {
                Refuse(i, status, now);
            }

            _bindings.At(i).InUpdate = false;
            _bindings.At(i).InRemoval = false;
        }

        ScheduleUpdate(now + RetryAfterRefusalMs);
    }

    /// <summary>A refused refresh leaves the binding that stands alone until its lifetime ends.</summary>
    private void Refuse(int uplink, int status, long now)
    {
        Binding binding = _bindings.At(uplink);
        BindingState state = binding.State == BindingState.Registered ? BindingState.Registered : BindingState.Refused;
        Enter(uplink, state, status, now);
    }

    private void ScheduleUpdate(long at)
    {
        _updateDueAt = EarlierOf(_updateDueAt, at);
    }

    private void Enter(int uplink, BindingState state, int status, long now)
    {
        Binding binding = _bindings.At(uplink);
        if (binding.State != state || binding.Status != status)
        {
            binding.State = state;
            binding.Status = status;
            _listener.BindingChanged(uplink, state, status, now);
        }
    }

    private bool IsAnythingHeld(long now)
    {
        for (int i = 0; i < _bindings.Count; i++)
        {
            if (_bindings.At(i).HeldUntil > now)
            {
                return true;
            }
        }

        return false;
    }

    private void FinishStop(long now)
    {
        State = RegistrationState.Stopped;
        for (int i = 0; i < _bindings.Count; i++)
        {
            _bindings.At(i).HeldUntil = 0;
            Enter(i, BindingState.Absent, _bindings.At(i).Status, now);
        }
    }
}
