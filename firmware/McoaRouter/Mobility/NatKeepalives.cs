using McoaRouter.Bindings;

namespace McoaRouter.Mobility;

/// <summary>
/// States registered bindings of IPv4 care-of addresses again when the NAT on the way asks for it (RFC 5555 §4.3):
/// before it forgets its mapping, or when it seems to have (<see cref="NatState"/>).
/// </summary>
internal sealed class NatKeepalives
{
    private readonly BindingUpdateList _bindings;
    private readonly IRouterListener _listener;

    internal NatKeepalives(BindingUpdateList bindings, IRouterListener listener)
    {
        _bindings = bindings;
        _listener = listener;
    }

    /// <summary>When <see cref="Run"/> must next be called, in monotonic ms.</summary>
    internal long NextDeadline
    {
        get
        {
            long next = MobileRouter.NoDeadline;
            for (int i = 0; i < _bindings.Count; i++)
            {
                long due = IsWatched(_bindings.At(i)) ? _bindings.At(i).Nat.DueAt : MobileRouter.NoDeadline;
                next = due < next ? due : next;
            }

            return next;
        }
    }

    /// <summary>Has the bindings stated that are due.</summary>
    internal void Run(long now)
    {
        for (int i = 0; i < _bindings.Count; i++)
        {
            Binding binding = _bindings.At(i);
            if (!IsWatched(binding) || binding.Nat.DueAt > now)
            {
                continue;
            }

            binding.DueAt = now;
            if (binding.Nat.Take(now))
            {
                _listener.Noticed(RouterNotice.TunnelSilent, i, now);
            }
        }
    }

    /// <summary>
    /// The traffic takes another uplink from now on. Where a NAT on its way was left alone for a while, its binding is
    /// stated along with the first packets: should the mapping be gone, that costs a round trip and not a silence.
    /// </summary>
    /// <returns>Whether a binding is to be stated.</returns>
    internal bool PathMoved(int uplink, long now)
    {
        Binding binding = _bindings.At(uplink);
        if (!IsWatched(binding) || !binding.Nat.IsDoubtful(now))
        {
            return false;
        }

        binding.DueAt = now;
        binding.Nat.Take(now);
        return true;
    }

    /// <summary>Whether a binding stands, and is not being stated already.</summary>
    private static bool IsWatched(Binding binding)
    {
        return binding.IsIpv4
            && binding.Up
            && binding.State == BindingState.Registered
            && binding.Exchange == Binding.NoExchange;
    }
}
