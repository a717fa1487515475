using McoaRouter.Bindings;

namespace McoaRouter.Mobility;

/// <summary>Which exchange is sent next, and when.</summary>
internal sealed partial class RegistrationPlan
{
    /// <summary>When something is to be sent next, in monotonic ms; perhaps something that can't wait.</summary>
    internal long NextSending(bool urgent)
    {
        if (_bindings.CountUp() == 0)
        {
            return MobileRouter.NoDeadline;
        }

        long next = urgent ? Everything.SendAt : Exchanges.NextSending;
        if (Everything.SendAt != MobileRouter.NoDeadline)
        {
            return next;
        }

        for (int i = 0; i < _bindings.Entries; i++)
        {
            Binding binding = _bindings.At(i);
            int exchange = ExchangeOf(i, 0);
            if (exchange < 0 || (urgent && !IsUrgent(i, 0)))
            {
                continue;
            }

            if (!(TakesTurns && Exchanges.At(exchange).IsOutstanding))
            {
                next = binding.DueAt < next ? binding.DueAt : next;
            }

            if (binding.Exchange == exchange)
            {
                next = Exchanges.At(exchange).SendAt < next ? Exchanges.At(exchange).SendAt : next;
            }
        }

        return next;
    }

    /// <summary>
    /// Whether an exchange that is to be sent now can't wait: it tells that the home agent sends packets for the vehicle to
    /// where they are lost.
    /// </summary>
    internal bool IsUrgent(UpdateExchange exchange, long now)
    {
        for (int i = 0; i < _bindings.Entries; i++)
        {
            if (IsUrgent(i, now) && ExchangeOf(i, now) == exchange.Index && IsDue(i, exchange, now))
            {
                return true;
            }
        }

        return exchange == Everything;
    }

    /// <summary>
    /// The exchange that is to be sent now, or null: removals first and what else can't wait, then registrations in the order
    /// of preference, then retransmissions.
    /// </summary>
    internal UpdateExchange NextToSend(long now)
    {
        if (_bindings.CountUp() == 0)
        {
            return null;
        }

        if (Everything.SendAt != MobileRouter.NoDeadline)
        {
            return Everything.SendAt <= now ? Everything : null;
        }

        for (int i = 0; i < _bindings.Entries; i++)
        {
            if (Removes(i, now) && IsDue(i, Exchanges.At(ExchangeOf(i, now)), now))
            {
                return Exchanges.At(ExchangeOf(i, now));
            }
        }

        UpdateExchange urgent = NextRegistration(true, now);
        UpdateExchange next = urgent == null ? NextRegistration(false, now) : urgent;
        return next == null ? Exchanges.Due(now) : next;
    }

    /// <summary>The exchange of the first registration that is due, perhaps of those that can't wait, or null.</summary>
    private UpdateExchange NextRegistration(bool urgent, long now)
    {
        for (int turn = 0; turn < _bindings.CountUp(); turn++)
        {
            int uplink = _bindings.PreferredUp(turn);
            Binding binding = _bindings.At(uplink);
            if (Wants(uplink) && binding.DueAt <= now && (binding.IsUrgent || !urgent))
            {
                UpdateExchange exchange = Exchanges.At(ExchangeOf(uplink, now));
                if (!TakesTurns || !exchange.IsOutstanding)
                {
                    return exchange;
                }
            }
        }

        return null;
    }

    /// <summary>Whether what is to be said of a binding can't wait: it is to be removed, or was marked so.</summary>
    private bool IsUrgent(int entry, long now)
    {
        return Removes(entry, now) || (_bindings.At(entry).IsUrgent && Wants(entry));
    }

    private bool IsDue(int entry, UpdateExchange exchange, long now)
    {
        return _bindings.At(entry).DueAt <= now || exchange.SendAt <= now;
    }
}
