using McoaRouter.Bindings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// Every change of a binding's state, in one place: what link events, the end of lifetimes and the home agent's
/// statuses do to the Binding Update List. When to send is <see cref="HomeRegistration"/>'s affair.
/// </summary>
internal sealed class BindingTransitions
{
    private readonly BindingUpdateList _bindings;
    private readonly IRouterListener _listener;

    internal BindingTransitions(BindingUpdateList bindings, IRouterListener listener)
    {
        _bindings = bindings;
        _listener = listener;
    }

    /// <summary>When the first lifetime ends, in monotonic ms, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    internal long NextExpiry
    {
        get
        {
            long next = MobileRouter.NoDeadline;
            for (int i = 0; i < _bindings.Count; i++)
            {
                long expiry = ExpiryOf(_bindings.At(i));
                next = expiry < next ? expiry : next;
            }

            return next;
        }
    }

    /// <summary>An uplink has a care-of address.</summary>
    /// <returns>False where it had that one before.</returns>
    internal bool LinkUp(int uplink, byte[] careOfAddress, int offset, long now)
    {
        Binding binding = _bindings.At(uplink);
        if (binding.Up && Ipv6Address.Equal(binding.CareOfAddress, 0, careOfAddress, offset))
        {
            return false;
        }

        Ipv6Address.Copy(careOfAddress, offset, binding.CareOfAddress, 0);
        binding.Up = true;
        binding.InUpdate = false;
        binding.InRemoval = false;
        _listener.UplinkChanged(uplink, true, now);
        Enter(uplink, BindingState.Registering, binding.Status, now);
        return true;
    }

    /// <summary>An uplink is lost.</summary>
    /// <returns>False where it was not up.</returns>
    internal bool LinkDown(int uplink, long now)
    {
        Binding binding = _bindings.At(uplink);
        if (!binding.Up)
        {
            return false;
        }

        binding.Up = false;
        binding.InUpdate = false;
        _listener.UplinkChanged(uplink, false, now);
        Enter(uplink, binding.HeldUntil > now ? BindingState.Removing : BindingState.Absent, binding.Status, now);
        return true;
    }

    /// <summary>
    /// What the update that just left registers may be held by the home agent, whether or not an answer comes.
    /// </summary>
    internal void HoldUntilAnswered(long until)
    {
        for (int i = 0; i < _bindings.Count; i++)
        {
            Binding binding = _bindings.At(i);
            if (binding.InUpdate && binding.HeldUntil < until)
            {
                binding.HeldUntil = until;
            }
        }
    }

    /// <summary>Ends the lifetimes that are over.</summary>
    internal void Expire(long now)
    {
        for (int i = 0; i < _bindings.Count; i++)
        {
            Binding binding = _bindings.At(i);
            if (ExpiryOf(binding) > now)
            {
                continue;
            }

            bool registered = binding.State == BindingState.Registered;
            Enter(i, registered ? BindingState.Registering : BindingState.Absent, binding.Status, now);
        }
    }

    /// <summary>Takes each Binding Identifier option's own status (draft §5.7).</summary>
    /// <param name="options">The options of the answer: all compliant, with Binding Identifiers of ours.</param>
    /// <param name="buffer">The buffer that holds them.</param>
    /// <param name="sentAt">When the update that they answer was sent, in monotonic ms.</param>
    /// <param name="granted">The lifetime granted, in ms.</param>
    /// <param name="now">Monotonic ms.</param>
    /// <returns>Whether everything that the update asked for was granted.</returns>
    internal bool TakeStatusPerBinding(MobilityOptions options, byte[] buffer, long sentAt, long granted, long now)
    {
        for (int i = 0; i < options.BindingIdentifierCount; i++)
        {
            int at = options.BindingIdentifierAt(i);
            int uplink = _bindings.IndexOf(BindingIdentifierOption.Bid(buffer, at));
            TakeStatus(uplink, BindingIdentifierOption.Status(buffer, at), sentAt, granted, now);
        }

        bool complete = true;
        for (int i = 0; i < _bindings.Count; i++)
        {
            complete &= !_bindings.At(i).InUpdate && !_bindings.At(i).InRemoval;
        }

        return complete;
    }

    /// <summary>The whole update was refused.</summary>
    internal void TakeRefusal(int status, long now)
    {
        for (int i = 0; i < _bindings.Count; i++)
        {
            if (_bindings.At(i).InUpdate)
            {
                Refuse(i, status, now);
            }
        }
    }

    /// <summary>The router has stopped: no binding is left.</summary>
    internal void Clear(long now)
    {
        for (int i = 0; i < _bindings.Count; i++)
        {
            Enter(i, BindingState.Absent, _bindings.At(i).Status, now);
        }
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
    /// One binding's status. The remaining lifetime is that of RFC 6275 §11.7.3, what was asked for less what was cut,
    /// counted from when the update was sent: the granted lifetime from then on.
    /// </summary>
    private void TakeStatus(int uplink, int status, long sentAt, long granted, long now)
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
            binding.ExpiresAt = sentAt + granted;
            binding.HeldUntil = now + granted;
            Enter(uplink, BindingState.Registered, status, now);
        }
        else if (binding.InUpdate)
        {
            Refuse(uplink, status, now);
        }
    }

    /// <summary>A refused refresh leaves the binding that stands alone until its lifetime ends.</summary>
    private void Refuse(int uplink, int status, long now)
    {
        BindingState state = _bindings.At(uplink).State;
        Enter(uplink, state == BindingState.Registered ? state : BindingState.Refused, status, now);
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
}
