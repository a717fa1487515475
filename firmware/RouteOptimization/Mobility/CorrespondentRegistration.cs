using McoaRouter.Bindings;
using McoaRouter.Settings;

namespace McoaRouter.Mobility;

/// <summary>
/// The registration with one correspondent (RFC 6275 §11.6, §11.7.2, draft §3.1, §5.2): the return routability
/// procedure and a Binding Update for each care-of address. <see cref="Run"/> compares what the correspondent should
/// hold with what it holds, and takes the next step for each binding; it says when the one after that is due. What
/// answers do is <see cref="CorrespondentReactions"/>' affair.
/// </summary>
internal sealed class CorrespondentRegistration
{
    /// <summary>The bindings with this correspondent, and all changes of their state.</summary>
    internal readonly CorrespondentTransitions Transitions;

    /// <summary>What is under way.</summary>
    internal readonly CorrespondentExchanges Exchanges;

    private readonly RouterSettings _settings;
    private readonly BindingUpdateList _uplinks;
    private readonly HomeRegistration _home;
    private readonly CorrespondentSender _sender;
    private bool _homeTokenWanted;

    internal CorrespondentRegistration(
        RouterSettings settings,
        BindingUpdateList uplinks,
        CorrespondentTransitions transitions,
        CorrespondentExchanges exchanges,
        HomeRegistration home,
        CorrespondentSender sender)
    {
        _settings = settings;
        _uplinks = uplinks;
        _home = home;
        _sender = sender;
        Transitions = transitions;
        Exchanges = exchanges;
    }

    /// <summary>When <see cref="Run"/> must be called next, in monotonic ms.</summary>
    internal long NextDeadline { get; private set; } = MobileRouter.NoDeadline;

    private CorrespondentBindings Bindings
    {
        get { return Transitions.Bindings; }
    }

    private bool UsesIdentifiers
    {
        get { return _home.Form != RegistrationForm.Single && Bindings.UsesIdentifiers; }
    }

    /// <summary>Whether the router has returned home, with all care-of addresses de-registered (draft §5.5).</summary>
    private bool IsAtHome
    {
        get { return _home.HomeUplink >= 0; }
    }

    /// <summary>Takes every step that is due. Harmless when called early, late or twice.</summary>
    internal void Run(long now)
    {
        NextDeadline = MobileRouter.NoDeadline;
        WakeAt(Transitions.Expire(now));
        if (_home.IsStopping)
        {
            Exchanges.Cease();
            Transitions.ReleaseAll(now);
        }
        else if (Bindings.GivenUpUntil > now)
        {
            WakeAt(Bindings.GivenUpUntil);
        }
        else if (_home.Path >= 0 && _sender.IsSeeded)
        {
            _homeTokenWanted = false;
            if (IsAtHome && !KeepsBindingsAtHome())
            {
                RemoveEverything(now);
            }
            else
            {
                RunEach(now);
            }

            SendTests(now);
        }
    }

    /// <summary>
    /// At home without any other link all bindings are deleted by one update from the home address (draft §5.5, RFC
    /// 6275 §11.6.1).
    /// </summary>
    private void RemoveEverything(long now)
    {
        for (int i = 0; i < Exchanges.Uplinks; i++)
        {
            Exchanges.Rest(i);
            Transitions.Suspend(i, now);
        }

        CorrespondentUpdate everything = Exchanges.Everything;
        if (!Transitions.HoldsAny(now))
        {
            everything.Timer.Stop();
        }
        else if (WantHomeToken(now))
        {
            everything.Want(true, now);
            if (_sender.UpdateAt(everything) <= now)
            {
                _sender.SendRemoval(everything, CorrespondentBinding.RegularBid, _home.Path, null, now);
            }

            WakeAt(_sender.UpdateAt(everything));
        }
    }

    private void RunEach(long now)
    {
        Exchanges.Everything.Timer.Stop();
        int preferred = PreferredReady();
        for (int i = 0; i < Exchanges.Uplinks; i++)
        {
            if (IsUsable(i) && Exchanges.CareOfTestAt(i).SetAddress(_uplinks.At(i).CareOfAddress, 0))
            {
                Exchanges.Rest(i);
                Transitions.Suspend(i, now);
            }

            if (IsLost(i))
            {
                Transitions.Suspend(i, now);
                Remove(i, preferred, now);
            }
            else if (IsReady(i) && (UsesIdentifiers || i == preferred))
            {
                Register(i, now);
            }
            else
            {
                Exchanges.Rest(i);
            }
        }
    }

    /// <summary>
    /// Deletes the binding of an uplink that is lost through another one (draft §5.4, §5.6). A correspondent that knows
    /// no Binding Identifiers holds one binding, which the next registration replaces.
    /// </summary>
    private void Remove(int uplink, int preferred, long now)
    {
        Exchanges.CareOfTestAt(uplink).Forget();
        CorrespondentBinding binding = Bindings.At(uplink);
        CorrespondentUpdate update = Exchanges.UpdateAt(uplink);
        int carrier = CarrierOf(update.Timer.Attempt);
        if (binding.HeldUntil <= now || carrier < 0 || (!UsesIdentifiers && preferred >= 0))
        {
            update.Timer.Stop();
            return;
        }

        WakeAt(binding.HeldUntil);
        if (WantHomeToken(now))
        {
            update.Want(true, now);
            if (_sender.UpdateAt(update) <= now)
            {
                _sender.SendRemoval(update, binding.HeldBid, carrier, binding.CareOfAddress, now);
            }

            WakeAt(_sender.UpdateAt(update));
        }
    }

    private void Register(int uplink, long now)
    {
        CorrespondentBinding binding = Bindings.At(uplink);
        CorrespondentUpdate update = Exchanges.UpdateAt(uplink);
        int bid = BidOf(uplink);
        if (binding.HeldUntil > now && binding.HeldBid != bid)
        {
            Transitions.MakeDue(uplink, now);
        }

        if (binding.DueAt > now)
        {
            update.Timer.Stop();
            WakeAt(binding.DueAt);
            return;
        }

        // An update with O is sent alone: another one beside it would be undone when it is sent again.
        if (_sender.FlagsFor(bid) != 0 && Exchanges.IsAnotherOutstanding(uplink))
        {
            return;
        }

        bool hasHomeToken = WantHomeToken(now);
        if (Exchanges.CareOfTestAt(uplink).Want(now) && hasHomeToken)
        {
            update.Want(false, now);
            if (_sender.UpdateAt(update) <= now)
            {
                SendRegistration(uplink, bid, now);
            }

            // Where nothing was left to ask for, the home registration's next step comes first.
            if (_sender.UpdateAt(update) > now)
            {
                WakeAt(_sender.UpdateAt(update));
            }
        }
    }

    /// <summary>
    /// No more than is left of the home registration is asked for, where there is one (RFC 6275 §11.7.2); the uplink of
    /// the settings carries it while it can (draft §5.6).
    /// </summary>
    private void SendRegistration(int uplink, int bid, long now)
    {
        int signalling = _settings.SignallingUplink;
        long left = IsAtHome ? MobileRouter.NoDeadline : _uplinks.At(uplink).ExpiresAt - now;
        _sender.SendRegistration(uplink, IsUsable(signalling) ? signalling : uplink, bid, left, now);
    }

    /// <summary>
    /// Sends the test init messages that are due, in parallel (RFC 6275 §11.6.1). After MAX_RO_FAILURE of them in vain,
    /// packets go through the home agent again (§5.2.9), and the tests go on at their slower rate.
    /// </summary>
    private void SendTests(long now)
    {
        AddressTest home = Exchanges.HomeTest;
        if (!_homeTokenWanted)
        {
            home.Timer.Stop();
        }

        if (_sender.HomeTestAt <= now)
        {
            for (int i = 0; i < Exchanges.Uplinks && home.HasFailed; i++)
            {
                Transitions.Suspend(i, now);
            }

            _sender.SendHomeTest(_home.Path, now);
        }

        WakeAt(_sender.HomeTestAt);
        for (int i = 0; i < Exchanges.Uplinks; i++)
        {
            if (_sender.CareOfTestAt(i) <= now)
            {
                if (Exchanges.CareOfTestAt(i).HasFailed)
                {
                    Transitions.Suspend(i, now);
                }

                _sender.SendCareOfTest(i, BidOf(i), now);
            }

            WakeAt(_sender.CareOfTestAt(i));
        }
    }

    private bool WantHomeToken(long now)
    {
        _homeTokenWanted = true;
        return Exchanges.HomeTest.Want(now);
    }

    /// <summary>
    /// The uplink has no care-of address for correspondents any more, or its Binding Identifier is another one than the
    /// correspondent holds.
    /// </summary>
    private bool IsLost(int uplink)
    {
        int held = Bindings.At(uplink).HeldUntil > 0 ? Bindings.At(uplink).HeldBid : CorrespondentBinding.RegularBid;
        return !IsUsable(uplink)
            || (UsesIdentifiers && held != CorrespondentBinding.RegularBid && held != _uplinks.At(uplink).Bid);
    }

    /// <summary>
    /// Whether bindings of foreign links stand on while the router is at home (draft §5.5, Appendix A Figures 4 and 6):
    /// only Binding Identifiers tell them from the one that goes.
    /// </summary>
    private bool KeepsBindingsAtHome()
    {
        return UsesIdentifiers && CarrierOf(0) >= 0;
    }

    /// <summary>
    /// The home agent has accepted the care-of address (RFC 6275 §11.7.2), or need not know it, as the router is at
    /// home.
    /// </summary>
    private bool IsReady(int uplink)
    {
        return IsUsable(uplink) && (IsAtHome || _uplinks.At(uplink).State == BindingState.Registered);
    }

    /// <summary>Return routability cannot test an IPv4 care-of address (RFC 5555 §2.4).</summary>
    private bool IsUsable(int uplink)
    {
        return uplink >= 0 && _uplinks.IsUp(uplink, true) && !_uplinks.At(uplink).OnHomeLink;
    }

    private int PreferredReady()
    {
        int best = -1;
        for (int i = 0; i < _uplinks.Count; i++)
        {
            best = IsReady(i) && _uplinks.IsPreferred(i, best) ? i : best;
        }

        return best;
    }

    /// <summary>The uplink that carries a removal: in turn all that can.</summary>
    private int CarrierOf(int turn)
    {
        for (int i = 0; i < _uplinks.Count; i++)
        {
            int uplink = _uplinks.PreferredUp(turn + i);
            if (IsUsable(uplink))
            {
                return uplink;
            }
        }

        return -1;
    }

    private int BidOf(int uplink)
    {
        return UsesIdentifiers ? _uplinks.At(uplink).Bid : CorrespondentBinding.RegularBid;
    }

    private void WakeAt(long at)
    {
        NextDeadline = at < NextDeadline ? at : NextDeadline;
    }
}
