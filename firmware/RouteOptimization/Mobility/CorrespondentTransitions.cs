using McoaRouter.Bindings;

namespace McoaRouter.Mobility;

/// <summary>Every change of a binding with one correspondent, in one place; the listener is told of it.</summary>
internal sealed class CorrespondentTransitions
{
    /// <summary>The bindings.</summary>
    internal readonly CorrespondentBindings Bindings;

    private readonly int _index;
    private readonly IRouterListener _listener;

    internal CorrespondentTransitions(int index, CorrespondentBindings bindings, IRouterListener listener)
    {
        _index = index;
        _listener = listener;
        Bindings = bindings;
    }

    /// <summary>Whether the correspondent may hold any binding.</summary>
    internal bool HoldsAny(long now)
    {
        for (int i = 0; i < Bindings.Count; i++)
        {
            if (Bindings.At(i).HeldUntil > now)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Ends the lifetimes that are over.</summary>
    /// <returns>When the next one ends, in monotonic ms, or <see cref="MobileRouter.NoDeadline"/>.</returns>
    internal long Expire(long now)
    {
        long next = MobileRouter.NoDeadline;
        for (int i = 0; i < Bindings.Count; i++)
        {
            CorrespondentBinding binding = Bindings.At(i);
            if (binding.Registered && binding.ExpiresAt <= now)
            {
                Suspend(i, now);
            }

            if (binding.HeldUntil <= now)
            {
                binding.HeldUntil = 0;
            }

            next = binding.Registered && binding.ExpiresAt < next ? binding.ExpiresAt : next;
        }

        return next;
    }

    /// <summary>The correspondent acknowledged a registration.</summary>
    /// <param name="uplink">The uplink.</param>
    /// <param name="status">The status that it gave.</param>
    /// <param name="sentAt">When the update was sent, in monotonic ms: lifetimes count from there (RFC 6275 §11.7.3).
    /// </param>
    /// <param name="granted">The lifetime granted, in ms.</param>
    /// <param name="now">Monotonic ms.</param>
    internal void Accept(int uplink, int status, long sentAt, long granted, long now)
    {
        CorrespondentBinding binding = Bindings.At(uplink);
        binding.ExpiresAt = sentAt + granted;
        binding.HeldUntil = now + granted;

        // A refresh leaves a quarter of the lifetime for new tokens and retransmissions.
        binding.DueAt = sentAt + (granted / 4 * 3);
        Enter(uplink, true, status, now);
    }

    /// <summary>The correspondent refused a registration: it is asked again later. What stands stays.</summary>
    internal void Refuse(int uplink, int status, long retryAt, long now)
    {
        Bindings.At(uplink).DueAt = retryAt;
        Enter(uplink, Bindings.At(uplink).Registered, status, now);
    }

    /// <summary>The binding is to be stated to the correspondent at once.</summary>
    internal void MakeDue(int uplink, long now)
    {
        CorrespondentBinding binding = Bindings.At(uplink);
        binding.DueAt = binding.DueAt < now ? binding.DueAt : now;
    }

    /// <summary>
    /// The binding carries no packets any more, though the correspondent may hold it; it is to be stated anew once it
    /// can be.
    /// </summary>
    internal void Suspend(int uplink, long now)
    {
        MakeDue(uplink, now);
        Enter(uplink, false, Bindings.At(uplink).Status, now);
    }

    /// <summary>The correspondent holds the binding no more.</summary>
    internal void Release(int uplink, int status, long now)
    {
        Bindings.At(uplink).HeldUntil = 0;
        Bindings.At(uplink).DueAt = now;
        Enter(uplink, false, status, now);
    }

    /// <summary>
    /// A binding that was released by an error starts over: at once the first time, afterwards not more often than once
    /// in an interval.
    /// </summary>
    internal void DelayRestart(int uplink, int intervalMs, long now)
    {
        CorrespondentBinding binding = Bindings.At(uplink);
        binding.DueAt = binding.RestartFreeAt > now ? binding.RestartFreeAt : now;
        binding.RestartFreeAt = binding.DueAt + intervalMs;
    }

    /// <summary>The correspondent holds no binding any more but that of one uplink, or none (-1).</summary>
    internal void ReleaseAllBut(int uplink, long now)
    {
        for (int i = 0; i < Bindings.Count; i++)
        {
            if (i != uplink)
            {
                Release(i, Bindings.At(i).Status, now);
            }
        }
    }

    /// <summary>The correspondent holds no binding any more.</summary>
    internal void ReleaseAll(long now)
    {
        ReleaseAllBut(-1, now);
    }

    private void Enter(int uplink, bool registered, int status, long now)
    {
        CorrespondentBinding binding = Bindings.At(uplink);
        if (binding.Registered != registered || binding.Status != status)
        {
            binding.Registered = registered;
            binding.Status = status;
            _listener.CorrespondentBindingChanged(_index, uplink, registered, status, now);
        }
    }
}
