using McoaRouter.Bindings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// Every change of a binding's state, in one place: what link events, the end of lifetimes and the home agent's
/// statuses do to the Binding Update List. What to send is <see cref="RegistrationPlan"/>'s affair, and when
/// <see cref="HomeRegistration"/>'s.
/// </summary>
internal sealed class BindingTransitions
{
    private readonly BindingUpdateList _bindings;
    private readonly RegistrationPlan _plan;
    private readonly IRouterListener _listener;

    internal BindingTransitions(BindingUpdateList bindings, RegistrationPlan plan, IRouterListener listener)
    {
        _bindings = bindings;
        _plan = plan;
        _listener = listener;
    }

    /// <summary>When the first lifetime ends, in monotonic ms, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    internal long NextExpiry
    {
        get
        {
            long next = MobileRouter.NoDeadline;
            for (int i = 0; i < _bindings.Entries; i++)
            {
                long expiry = ExpiryOf(_bindings.At(i));
                next = expiry < next ? expiry : next;
            }

            return next;
        }
    }

    /// <summary>An uplink has a care-of address. What it is registered as, <see cref="Reconsider"/> says.</summary>
    /// <returns>False where it had that one before.</returns>
    internal bool TakeAddress(int uplink, byte[] careOfAddress, int offset, bool onHomeLink, long now)
    {
        Binding binding = _bindings.At(uplink);
        if (binding.Up && Ipv6Address.Equal(binding.CareOfAddress, 0, careOfAddress, offset))
        {
            return false;
        }

        bool moved = binding.Up;
        Ipv6Address.Copy(careOfAddress, offset, binding.CareOfAddress, 0);
        binding.IsIpv4 = Ipv4MappedAddress.Is(careOfAddress, offset);
        binding.Nat.Reset(now);
        binding.Up = true;
        binding.OnHomeLink = onHomeLink;
        binding.IsUrgent = moved;
        binding.Forget();
        _listener.UplinkChanged(uplink, true, now);
        return true;
    }

    /// <summary>An uplink is lost. What becomes of its binding, <see cref="Reconsider"/> says.</summary>
    /// <returns>False where it was not up.</returns>
    internal bool LoseAddress(int uplink, long now)
    {
        Binding binding = _bindings.At(uplink);
        if (!binding.Up)
        {
            return false;
        }

        binding.Up = false;
        binding.Forget();
        _listener.UplinkChanged(uplink, false, now);
        return true;
    }

    /// <summary>
    /// Brings the states in line with what the plan wants: the changed binding in any case, and those whose place
    /// another took or left. A registered one that is not wanted stands until what replaces it is acknowledged.
    /// </summary>
    /// <param name="changed">The binding that changed, or -1.</param>
    /// <param name="now">Monotonic ms.</param>
    internal void Reconsider(int changed, long now)
    {
        for (int i = 0; i < _bindings.Count; i++)
        {
            Binding binding = _bindings.At(i);
            bool wanted = _plan.Wants(i);
            bool idle = binding.State == BindingState.Absent || binding.State == BindingState.Removing;
            if (wanted && (i == changed || idle))
            {
                binding.Forget();
                binding.DueAt = now;
                Enter(i, BindingState.Registering, binding.Status, now);
            }
            else if (!wanted && (i == changed || (!idle && binding.State != BindingState.Registered)))
            {
                binding.Forget();
                Rest(i, now);
            }
        }
    }

    /// <summary>
    /// What an update that just left registers may be held by the home agent, whether or not an answer comes.
    /// </summary>
    internal void HoldUntilAnswered(int exchange, long until)
    {
        for (int i = 0; i < _bindings.Count; i++)
        {
            Binding binding = _bindings.At(i);
            if (binding.Exchange == exchange && binding.InUpdate && binding.HeldUntil < until)
            {
                binding.HeldUntil = until;
            }
        }
    }

    /// <summary>Ends the lifetimes that are over.</summary>
    internal void Expire(long now)
    {
        for (int i = 0; i < _bindings.Entries; i++)
        {
            Binding binding = _bindings.At(i);
            if (ExpiryOf(binding) > now)
            {
                continue;
            }

            if (binding.State == BindingState.Registered && _plan.Wants(i))
            {
                Enter(i, BindingState.Registering, binding.Status, now);
            }
            else
            {
                Remove(i, binding.Status, now);
            }
        }
    }

    /// <summary>
    /// A binding is registered. The remaining lifetime is that of RFC 6275 §11.7.3, what was asked for less what was
    /// cut, counted from when the update was sent; the home agent counts from when it answered.
    /// </summary>
    internal void Register(int entry, int status, long sentAt, long grantedMs, long now)
    {
        Binding binding = _bindings.At(entry);
        binding.Exchange = Binding.NoExchange;
        binding.GrantedMs = grantedMs;
        binding.ExpiresAt = sentAt + grantedMs;
        binding.HeldUntil = now + grantedMs;
        Enter(entry, BindingState.Registered, status, now);
    }

    /// <summary>The home agent holds a binding no more, or never did.</summary>
    internal void Remove(int entry, int status, long now)
    {
        Binding binding = _bindings.At(entry);
        binding.Forget();
        binding.HeldUntil = 0;
        Enter(entry, BindingState.Absent, status, now);
        if (entry >= _bindings.Count)
        {
            binding.Bid = 0;
        }
    }

    /// <summary>
    /// A binding was refused: one that stands is left alone until its lifetime ends, and one that is being removed goes
    /// on being removed.
    /// </summary>
    internal void Refuse(int entry, int status, long now)
    {
        Binding binding = _bindings.At(entry);
        binding.Exchange = Binding.NoExchange;
        Enter(entry, binding.State == BindingState.Registering ? BindingState.Refused : binding.State, status, now);
    }

    /// <summary>All but one binding are gone: the home agent holds that one alone.</summary>
    internal void RemoveOthers(int kept, long now)
    {
        for (int i = 0; i < _bindings.Entries; i++)
        {
            if (i != kept && (_bindings.At(i).HeldUntil > 0 || _bindings.At(i).State == BindingState.Removing))
            {
                Remove(i, _bindings.At(i).Status, now);
            }
        }
    }

    /// <summary>No binding is left.</summary>
    internal void Clear(long now)
    {
        for (int i = 0; i < _bindings.Entries; i++)
        {
            Remove(i, _bindings.At(i).Status, now);
        }
    }

    /// <summary>Another home agent is asked: what the last one holds is out of view.</summary>
    internal void Drop(long now)
    {
        for (int i = 0; i < _bindings.Entries; i++)
        {
            Binding binding = _bindings.At(i);
            if (_plan.Wants(i))
            {
                binding.HeldUntil = 0;
                Enter(i, BindingState.Registering, binding.Status, now);
            }
            else
            {
                Remove(i, binding.Status, now);
            }
        }
    }

    /// <summary>
    /// A binding goes on under another Binding Identifier; what the home agent holds under the old one is to be removed.
    /// </summary>
    internal void ChangeIdentifier(int uplink, int bid, long now)
    {
        Binding binding = _bindings.At(uplink);
        Binding retired = _bindings.At(_bindings.Count + uplink);
        if (binding.HeldUntil > now)
        {
            retired.Bid = binding.Bid;
            retired.HeldUntil = binding.HeldUntil;
            retired.DueAt = now;
            retired.State = BindingState.Removing;
            Ipv6Address.Copy(binding.CareOfAddress, 0, retired.CareOfAddress, 0);
            retired.IsIpv4 = binding.IsIpv4;
        }

        binding.Bid = bid;
        binding.HeldUntil = 0;
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

    private void Rest(int entry, long now)
    {
        Binding binding = _bindings.At(entry);
        bool held = binding.HeldUntil > now;
        Enter(entry, held ? BindingState.Removing : BindingState.Absent, binding.Status, now);
    }

    private void Enter(int entry, BindingState state, int status, long now)
    {
        Binding binding = _bindings.At(entry);
        if (binding.State == state && binding.Status == status)
        {
            return;
        }

        binding.State = state;
        binding.Status = status;
        if (entry < _bindings.Count)
        {
            _listener.BindingChanged(entry, state, status, now);
        }
    }
}
