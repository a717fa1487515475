using McoaRouter.Bindings;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// What the home agent sends unasked: Binding Refresh Requests (draft §5.8, RFC 6275 §11.7.4) and Binding Errors (draft
/// §5.9, RFC 6275 §11.3.6). Neither is authenticated, so neither does more than have something sent, within the rate of
/// updates, or end what was about to be asked. Status 2 would have the router ask for less, so anybody who can forge it
/// could: it is believed only of a home agent that has not yet answered an update authentically (RFC 4285), since one
/// that has knows Binding Updates. Without a security association nothing is proven, and it is believed.
/// </summary>
internal sealed class UnsolicitedMessages
{
    private readonly HomeRegistration _registration;
    private readonly RouterSettings _settings;
    private readonly BindingUpdateList _bindings;
    private readonly HomeAgentList _homeAgents;
    private readonly RegistrationPlan _plan;
    private readonly IRouterListener _listener;

    internal UnsolicitedMessages(
        HomeRegistration registration,
        RouterSettings settings,
        BindingUpdateList bindings,
        HomeAgentList homeAgents,
        RegistrationPlan plan,
        IRouterListener listener)
    {
        _registration = registration;
        _settings = settings;
        _bindings = bindings;
        _homeAgents = homeAgents;
        _plan = plan;
        _listener = listener;
    }

    /// <summary>
    /// A refresh is asked for: of the bindings that are named, otherwise of all that are to be registered, whether or
    /// not the home agent held any.
    /// </summary>
    internal Refusal Take(BindingRefreshRequest request, byte[] buffer, long now)
    {
        MobilityOptions options = request.Options;
        if (_registration.IsStopping)
        {
            return Refusal.NoBinding;
        }

        bool named = options.BindingIdentifierCount > 0 && _plan.Form != RegistrationForm.Single;
        Refusal refusal = named ? CheckNamed(options, buffer) : Refusal.None;
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        if (!named || _settings.ReturningHome == ReturningHome.Simultaneous)
        {
            return RefreshAll(now);
        }

        for (int i = 0; i < options.BindingIdentifierCount; i++)
        {
            Refresh(EntryAt(options, i, buffer), now);
        }

        _registration.Pump(now);
        return Refusal.None;
    }

    /// <summary>Something that the router sent found no binding, or was not understood.</summary>
    internal Refusal Take(BindingError error, byte[] buffer, long now)
    {
        if (_registration.IsStopping)
        {
            return Refusal.NoBinding;
        }

        switch (error.Status)
        {
            case BindingError.UnknownBinding:
                return Ipv6Address.Equal(buffer, error.HomeAddressOffset, _settings.HomeAddress, 0)
                    ? RefreshAll(now)
                    : Refusal.UnknownHomeAddress;
            case BindingError.UnrecognizedMessage:
                return TakeUnrecognized(now);
            default:
                return Refusal.UnknownMessage;
        }
    }

    /// <summary>
    /// The home agent does not know what was sent: without an answer due that says nothing (RFC 6275 §11.3.6).
    /// Otherwise Binding Identifiers are given up (draft §5.9); where none were used, it is no home agent at all.
    /// </summary>
    private Refusal TakeUnrecognized(long now)
    {
        if (!_plan.Exchanges.IsOutstanding || _registration.Deregistration.After != AfterDeregistration.Nothing)
        {
            return Refusal.SequenceMismatch;
        }

        if (_homeAgents.Present.Proven)
        {
            return Refusal.AuthenticationMissing;
        }

        if (_plan.Form != RegistrationForm.Single)
        {
            _homeAgents.Present.IgnoresIdentifiers = true;
            _registration.Selection.FallBack(RegistrationForm.Single, RouterNotice.BindingIdentifiersIgnored, now);
        }
        else if (_homeAgents.HasOther)
        {
            _listener.Noticed(RouterNotice.HomeAgentRefuses, BindingError.UnrecognizedMessage, now);
            _registration.Selection.Next(now);
        }

        _registration.Pump(now);
        return Refusal.None;
    }

    private Refusal CheckNamed(MobilityOptions options, byte[] buffer)
    {
        for (int i = 0; i < options.BindingIdentifierCount; i++)
        {
            if (!_settings.Profile.IsWellFormed(buffer, options.BindingIdentifierAt(i)))
            {
                return Refusal.BindingIdentifierMalformed;
            }

            int entry = EntryAt(options, i, buffer);
            if (entry < 0 || !_plan.Wants(entry))
            {
                return Refusal.UnknownBindingIdentifier;
            }
        }

        return Refusal.None;
    }

    private int EntryAt(MobilityOptions options, int index, byte[] buffer)
    {
        return _bindings.IndexOf(BindingIdentifierOption.Bid(buffer, options.BindingIdentifierAt(index)));
    }

    private Refusal RefreshAll(long now)
    {
        bool any = false;
        for (int i = 0; i < _bindings.Count; i++)
        {
            if (_plan.Wants(i))
            {
                Refresh(i, now);
                any = true;
            }
        }

        _registration.Pump(now);
        return any ? Refusal.None : Refusal.NoBinding;
    }

    /// <summary>What is being stated already is not stated twice.</summary>
    private void Refresh(int entry, long now)
    {
        Binding binding = _bindings.At(entry);
        if (binding.Exchange == Binding.NoExchange)
        {
            binding.DueAt = now;
        }
    }
}
