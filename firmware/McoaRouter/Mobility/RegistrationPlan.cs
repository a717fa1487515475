using McoaRouter.Bindings;
using McoaRouter.Settings;

namespace McoaRouter.Mobility;

/// <summary>
/// What each exchange with the home agent is to say now. In individual form (draft §5.2) every binding has an exchange
/// of its own. In bulk form (§5.3) all share one; where the profile does not mix them, removals share another. In single
/// form one exchange registers the preferred uplink alone. A binding with an IPv4 care-of address has an exchange of its
/// own in any form with Binding Identifiers (RFC 5648 §8.1). A Binding Identifier that was changed is removed by an
/// exchange of its own, and one more de-registers everything. Here stands what belongs into which exchange, in the other part
/// which exchange is next.
/// </summary>
internal sealed partial class RegistrationPlan
{
    /// <summary>The exchanges: first one for each entry, then the shared ones.</summary>
    internal readonly UpdateExchanges Exchanges;

    private readonly RouterSettings _settings;
    private readonly BindingUpdateList _bindings;
    private readonly HomeAgentList _homeAgents;
    private readonly HomeLink _homeLink;

    internal RegistrationPlan(
        RouterSettings settings,
        BindingUpdateList bindings,
        HomeAgentList homeAgents,
        HomeLink homeLink)
    {
        _settings = settings;
        _bindings = bindings;
        _homeAgents = homeAgents;
        _homeLink = homeLink;
        Exchanges = new UpdateExchanges(bindings.Entries + 3);
    }

    /// <summary>The exchange that de-registers everything; while it goes on, there is no other.</summary>
    internal UpdateExchange Everything
    {
        get { return Exchanges.At(_bindings.Entries + 2); }
    }

    /// <summary>How care-of addresses are registered with the present home agent.</summary>
    internal RegistrationForm Form
    {
        get { return _homeAgents.Present.Form; }
    }

    /// <summary>Whether the next registration is to replace whatever the home agent holds (O, RFC 5648 §5.9).</summary>
    internal bool Overwrites
    {
        get
        {
            return _homeAgents.Present.Overwrite && _settings.Profile.OverwriteFlags != 0 && Form != RegistrationForm.Single;
        }
    }

    private bool TakesTurns
    {
        get { return Overwrites && (Form == RegistrationForm.Individual || WantsIpv4); }
    }

    private bool WantsIpv4
    {
        get
        {
            for (int i = 0; i < _bindings.Count; i++)
            {
                if (_bindings.At(i).IsIpv4 && Wants(i))
                {
                    return true;
                }
            }

            return false;
        }
    }

    private int Shared
    {
        get { return _bindings.Entries; }
    }

    private int SharedRemovals
    {
        get { return _settings.Profile.MixesRemovals ? Shared : Shared + 1; }
    }

    /// <summary>
    /// Whether an exchange goes by turns: one of several updates that replaces everything must be acknowledged before a
    /// second one leaves, so until then one exchange tries one uplink after the other; those that share a bulk update
    /// count as one.
    /// </summary>
    internal bool IsByTurn(UpdateExchange exchange)
    {
        return TakesTurns && exchange.Index == Shared;
    }

    /// <summary>
    /// Whether a binding is to be registered. One whose path is dead is stated as such by another uplink, where one may:
    /// an IPv4 care-of address is stated over its own path alone, and an IPv6 one never in UDP (RFC 5648 §8.1). So its
    /// binding is removed while another path lives that can't state it.
    /// </summary>
    internal bool Wants(int entry)
    {
        Binding binding = _bindings.At(entry);
        if (entry >= _bindings.Count || !binding.Up || _homeLink.Uplink >= 0)
        {
            return false;
        }

        if (binding.OnHomeLink && entry != _bindings.PreferredOnHomeLink())
        {
            return false;
        }

        if (binding.Standing == PathStanding.Dead
            && _bindings.CountLive(false) > 0
            && (binding.IsIpv4 || _bindings.CountLive(true) == 0))
        {
            return false;
        }

        return Form != RegistrationForm.Single || entry == _bindings.PreferredUp(0);
    }

    /// <summary>Whether the home agent may hold a binding that is to be removed by name.</summary>
    internal bool Removes(int entry, long now)
    {
        return Form != RegistrationForm.Single
            && _homeLink.Uplink < 0
            && _bindings.At(entry).HeldUntil > now
            && !Wants(entry);
    }

    /// <summary>
    /// Marks the bindings that the next update of an exchange names: those that it named before, and those that are due.
    /// New ones start its back-off anew.
    /// </summary>
    /// <returns>Whether there is any.</returns>
    internal bool Collect(UpdateExchange exchange, long now)
    {
        if (IsByTurn(exchange))
        {
            return CollectByTurn(exchange, now);
        }

        bool any = false;
        bool anew = false;
        for (int i = 0; i < _bindings.Entries; i++)
        {
            Binding binding = _bindings.At(i);
            if (ExchangeOf(i, now) != exchange.Index)
            {
                if (binding.Exchange == exchange.Index)
                {
                    binding.Exchange = Binding.NoExchange;
                }

                continue;
            }

            if (binding.DueAt <= now)
            {
                Join(i, exchange);
                anew = true;
            }

            any |= binding.Exchange == exchange.Index;
        }

        if (anew)
        {
            exchange.Start(_settings.FirstAcknowledgementTimeoutMs, now);
        }

        return any;
    }

    /// <summary>
    /// Something changed at an uplink: in bulk form one update states everything, so that lifetimes stay together; a
    /// removal that has an update of its own goes alone.
    /// </summary>
    internal void Changed(int uplink, long now)
    {
        if (Form == RegistrationForm.Bulk
            && !_bindings.At(uplink).IsIpv4
            && (_settings.Profile.MixesRemovals || Wants(uplink) || _bindings.At(uplink).OnHomeLink))
        {
            MakeDue(true, now, now);
        }
        else if (Wants(uplink) || Removes(uplink, now))
        {
            _bindings.At(uplink).DueAt = now;
        }

        // Another uplink can say now that a path is dead.
        for (int i = 0; i < _bindings.Count; i++)
        {
            Binding binding = _bindings.At(i);
            bool told = binding.Exchange != Binding.NoExchange && binding.InRemoval;
            if (binding.Up && binding.Standing == PathStanding.Dead && !told && Removes(i, now))
            {
                binding.DueAt = now;
            }
        }
    }

    /// <summary>Everything that is to be registered or removed is due at a moment.</summary>
    internal void MakeAllDue(long at, long now)
    {
        MakeDue(false, at, now);
    }

    /// <summary>Ends all exchanges: no answer counts any more, and nothing is due.</summary>
    internal void Cancel()
    {
        Exchanges.Settle();
        for (int i = 0; i < _bindings.Entries; i++)
        {
            _bindings.At(i).Forget();
        }
    }

    /// <summary>
    /// Ends the exchanges that name no binding any more, and all of them where no uplink is up: what they named is due
    /// when one is.
    /// </summary>
    internal void Prune(long now)
    {
        bool up = _bindings.CountUp() > 0;
        for (int i = 0; i <= Shared + 1; i++)
        {
            bool named = false;
            for (int j = 0; j < _bindings.Entries; j++)
            {
                Binding binding = _bindings.At(j);
                if (binding.Exchange == i && !up)
                {
                    binding.Exchange = Binding.NoExchange;
                    binding.DueAt = now;
                }

                named |= binding.Exchange == i;
            }

            if (!named)
            {
                Exchanges.At(i).Settle();
            }
        }
    }

    private void MakeDue(bool ipv6Only, long at, long now)
    {
        for (int i = 0; i < _bindings.Entries; i++)
        {
            if (!(ipv6Only && _bindings.At(i).IsIpv4) && (Wants(i) || Removes(i, now)))
            {
                _bindings.At(i).DueAt = at;
            }
        }
    }

    private void Join(int entry, UpdateExchange exchange)
    {
        Binding binding = _bindings.At(entry);
        binding.Exchange = exchange.Index;
        binding.InRemoval = !Wants(entry);
        binding.DueAt = Binding.Never;
        binding.IsUrgent = false;
    }

    private bool CollectByTurn(UpdateExchange exchange, long now)
    {
        for (int i = 0; i < _bindings.Count; i++)
        {
            if (_bindings.At(i).Exchange == exchange.Index)
            {
                _bindings.At(i).Exchange = Binding.NoExchange;
                _bindings.At(i).DueAt = now;
            }
        }

        for (int i = 0; i < _bindings.CountUp(); i++)
        {
            int uplink = _bindings.PreferredUp(exchange.Turn + i);
            if (Wants(uplink) && _bindings.At(uplink).DueAt <= now)
            {
                if (!exchange.IsOutstanding)
                {
                    exchange.Start(_settings.FirstAcknowledgementTimeoutMs, now);
                }

                exchange.TurnUplink = uplink;
                Join(uplink, exchange);
                JoinBulk(exchange, now);
                return true;
            }
        }

        return false;
    }

    /// <summary>What shares a bulk update with the uplink whose turn it is.</summary>
    private void JoinBulk(UpdateExchange exchange, long now)
    {
        bool shares = Form == RegistrationForm.Bulk && !_bindings.At(exchange.TurnUplink).IsIpv4;
        for (int i = 0; i < _bindings.Count && shares; i++)
        {
            if (!_bindings.At(i).IsIpv4 && Wants(i) && _bindings.At(i).DueAt <= now)
            {
                Join(i, exchange);
            }
        }
    }

    /// <summary>The exchange that registers or removes a binding, or -1 where nothing is to be said about it.</summary>
    private int ExchangeOf(int entry, long now)
    {
        if (Wants(entry))
        {
            bool alone = Form == RegistrationForm.Individual
                || (Form == RegistrationForm.Bulk && _bindings.At(entry).IsIpv4);
            return alone && !TakesTurns ? entry : Shared;
        }

        if (!Removes(entry, now))
        {
            return -1;
        }

        return Form == RegistrationForm.Individual || entry >= _bindings.Count || _bindings.At(entry).IsIpv4
            ? entry
            : SharedRemovals;
    }
}
