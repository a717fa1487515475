using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// The registration with one correspondent (RFC 6275 §11.6, §11.7.2, draft §3.1, §5.2): the return routability procedure
/// and a Binding Update for each care-of address. <see cref="Run"/> compares what the correspondent should hold with
/// what it holds, and takes the next step for each binding; it says when the one after that is due. What answers do is
/// <see cref="CorrespondentReactions"/>' affair.
/// </summary>
internal sealed class CorrespondentRegistration
{
    // MAX_RR_BINDING_LIFETIME (RFC 6275 §12).
    private const long MaximumLifetimeMs = 420000;

    private const long UnitMs = 1000L * BindingUpdate.LifetimeUnitSeconds;

    private readonly RouterSettings _settings;
    private readonly BindingUpdateList _uplinks;
    private readonly HomeSituation _home;
    private readonly CorrespondentMessageWriter _writer;
    private readonly ILink[] _links;
    private readonly RefusalCounters _refusals;
    private readonly RandomSource _random;
    private readonly AddressTest[] _careOfTests;
    private readonly CorrespondentUpdate[] _updates;
    private readonly UpdateRateLimit _homeTestRate = new UpdateRateLimit();
    private readonly UpdateRateLimit _careOfTestRate = new UpdateRateLimit();
    private readonly UpdateRateLimit _updateRate = new UpdateRateLimit();
    private bool _homeTokenWanted;
    private bool _sequenceStarted;

    internal CorrespondentRegistration(
        RouterSettings settings,
        BindingUpdateList uplinks,
        CorrespondentTransitions transitions,
        HomeSituation home,
        CorrespondentMessageWriter writer,
        ILink[] links,
        RefusalCounters refusals,
        RandomSource random)
    {
        _settings = settings;
        _uplinks = uplinks;
        Transitions = transitions;
        _home = home;
        _writer = writer;
        _links = links;
        _refusals = refusals;
        _random = random;
        _careOfTests = new AddressTest[uplinks.Count];
        _updates = new CorrespondentUpdate[uplinks.Count + 1];
        for (int i = 0; i < uplinks.Count; i++)
        {
            _careOfTests[i] = new AddressTest();
            _updates[i] = new CorrespondentUpdate();
        }

        _updates[uplinks.Count] = new CorrespondentUpdate();
    }

    /// <summary>The bindings with this correspondent, and all changes of their state.</summary>
    internal CorrespondentTransitions Transitions { get; }

    /// <summary>The test of the home address.</summary>
    internal AddressTest HomeTest { get; } = new AddressTest();

    /// <summary>When <see cref="Run"/> must be called next, in monotonic ms.</summary>
    internal long NextDeadline { get; private set; } = MobileRouter.NoDeadline;

    /// <summary>
    /// Whether the next update replaces whatever the correspondent holds: until one was accepted (RFC 5648 §5.9), or
    /// where a regular binding stands in the way (§5.7).
    /// </summary>
    internal bool Overwrites { get; set; } = true;

    /// <summary>How many exchanges there are: one for each uplink, and the removal of everything.</summary>
    internal int Exchanges
    {
        get { return _updates.Length; }
    }

    private CorrespondentBindings Bindings
    {
        get { return Transitions.Bindings; }
    }

    private bool UsesIdentifiers
    {
        get { return _home.UsesIdentifiers && Bindings.UsesIdentifiers; }
    }

    private CorrespondentUpdate Everything
    {
        get { return _updates[_uplinks.Count]; }
    }

    /// <summary>The exchange of an uplink, or behind them the one that removes everything.</summary>
    internal CorrespondentUpdate UpdateAt(int index)
    {
        return _updates[index];
    }

    /// <summary>The test of an uplink's care-of address.</summary>
    internal AddressTest CareOfTestAt(int uplink)
    {
        return _careOfTests[uplink];
    }

    /// <summary>Takes every step that is due. Harmless when called early, late or twice.</summary>
    internal void Run(long now)
    {
        NextDeadline = MobileRouter.NoDeadline;
        WakeAt(Transitions.Expire(now));
        if (_home.IsStopping)
        {
            Cease();
            Transitions.ReleaseAll(now);
        }
        else if (Bindings.GivenUpUntil > now)
        {
            WakeAt(Bindings.GivenUpUntil);
        }
        else if (_home.Path >= 0 && _random.IsSeeded)
        {
            _homeTokenWanted = false;
            if (_home.IsAtHome && !KeepsBindingsAtHome())
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

    /// <summary>Ends every test and every exchange, and forgets the tokens.</summary>
    internal void Cease()
    {
        HomeTest.Forget();
        for (int i = 0; i < _careOfTests.Length; i++)
        {
            _careOfTests[i].Forget();
        }

        CeaseUpdates();
    }

    /// <summary>Ends every exchange.</summary>
    internal void CeaseUpdates()
    {
        for (int i = 0; i < _updates.Length; i++)
        {
            _updates[i].Timer.Stop();
        }
    }

    /// <summary>Whether a test message or an acknowledgement is awaited.</summary>
    internal bool IsAwaiting()
    {
        bool awaiting = HomeTest.Timer.IsOutstanding || Everything.Timer.IsOutstanding;
        for (int i = 0; i < _careOfTests.Length; i++)
        {
            awaiting |= _careOfTests[i].Timer.IsOutstanding || _updates[i].Timer.IsOutstanding;
        }

        return awaiting;
    }

    /// <summary>Whether the update of another uplink waits for its answer.</summary>
    internal bool IsAnotherOutstanding(int uplink)
    {
        for (int i = 0; i < _uplinks.Count; i++)
        {
            if (i != uplink && _updates[i].Timer.IsOutstanding)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// At home without any other link all bindings are deleted by one update from the home address (draft §5.5, RFC 6275
    /// §11.6.1).
    /// </summary>
    private void RemoveEverything(long now)
    {
        for (int i = 0; i < _careOfTests.Length; i++)
        {
            Rest(i);
            Transitions.Suspend(i, now);
        }

        if (!Transitions.HoldsAny(now))
        {
            Everything.Timer.Stop();
        }
        else if (WantHomeToken(now))
        {
            Everything.Want(true, now);
            if (IsDue(Everything, now))
            {
                SendRemoval(Everything, 0, _home.Path, null, now);
            }
        }
    }

    private void RunEach(long now)
    {
        Everything.Timer.Stop();
        int preferred = PreferredReady();
        for (int i = 0; i < _careOfTests.Length; i++)
        {
            if (IsUsable(i) && _careOfTests[i].SetAddress(_uplinks.At(i).CareOfAddress, 0))
            {
                _updates[i].Timer.Stop();
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
                Rest(i);
            }
        }
    }

    /// <summary>
    /// Deletes the binding of an uplink that is lost through another one (draft §5.4, §5.6). A correspondent that knows
    /// no Binding Identifiers holds one binding, which the next registration replaces.
    /// </summary>
    private void Remove(int uplink, int preferred, long now)
    {
        _careOfTests[uplink].Forget();
        CorrespondentBinding binding = Bindings.At(uplink);
        CorrespondentUpdate update = _updates[uplink];
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
            if (IsDue(update, now))
            {
                SendRemoval(update, binding.HeldBid, carrier, binding.CareOfAddress, now);
            }
        }
    }

    private void Register(int uplink, long now)
    {
        CorrespondentBinding binding = Bindings.At(uplink);
        CorrespondentUpdate update = _updates[uplink];
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

        if (FlagsFor(bid) != 0 && IsAnotherOutstanding(uplink))
        {
            return;
        }

        bool hasHomeToken = WantHomeToken(now);
        if (_careOfTests[uplink].Want(now) && hasHomeToken)
        {
            update.Want(false, now);
            if (IsDue(update, now))
            {
                SendRegistration(uplink, bid, now);
            }
        }
    }

    private void SendRegistration(int uplink, int bid, long now)
    {
        int units = LifetimeUnits(uplink, now);
        if (units == 0)
        {
            return;
        }

        CorrespondentBinding binding = Bindings.At(uplink);
        CorrespondentUpdate update = _updates[uplink];
        int carrier = IsUsable(_settings.SignallingUplink) ? _settings.SignallingUplink : uplink;
        update.LifetimeUnits = units;
        Stamp(update, bid, now);
        _writer.WriteRegistration(
            update, uplink, carrier, FlagsFor(bid), Bindings.Address, HomeTest, _careOfTests[uplink]);
        binding.HeldBid = bid;
        binding.HeldUntil = binding.HeldUntil > now + (units * UnitMs) ? binding.HeldUntil : now + (units * UnitMs);
        Ipv6Address.Copy(_uplinks.At(uplink).CareOfAddress, 0, binding.CareOfAddress, 0);
        Send(carrier);
    }

    private void SendRemoval(CorrespondentUpdate update, int bid, int carrier, byte[] careOfAddress, long now)
    {
        update.LifetimeUnits = 0;
        Stamp(update, bid, now);
        _writer.WriteRemoval(update, carrier, careOfAddress, Bindings.Address, HomeTest);
        Send(carrier);
    }

    /// <summary>
    /// Gives an update its sequence number, higher than all before (RFC 6275 §11.7.2, §11.8); the first is random.
    /// </summary>
    private void Stamp(CorrespondentUpdate update, int bid, long now)
    {
        if (!_sequenceStarted)
        {
            _sequenceStarted = true;
            Bindings.Sequence = _random.NextUInt16();
        }

        update.Bid = bid;
        update.Sequence = Bindings.NextSequence();
        update.SentAt = now;
        update.Timer.Sent(now);
        _updateRate.Take(now);
        WakeAt(update.Timer.SendAt);
    }

    /// <summary>
    /// Sends the test init messages that are due, in parallel (RFC 6275 §11.6.1). After MAX_RO_FAILURE of them in vain,
    /// packets go through the home agent again (§5.2.9), and the tests go on at their slower rate.
    /// </summary>
    private void SendTests(long now)
    {
        if (!_homeTokenWanted)
        {
            HomeTest.Timer.Stop();
        }

        if (IsDue(HomeTest.Timer, _homeTestRate, now))
        {
            for (int i = 0; i < _careOfTests.Length && HomeTest.HasFailed; i++)
            {
                Transitions.Suspend(i, now);
            }

            HomeTest.Sending(_random, now);
            _homeTestRate.Take(now);
            _writer.WriteHomeTestInit(_home.Path, Bindings.Address, HomeTest.Cookie);
            WakeAt(HomeTest.Timer.SendAt);
            Send(_home.Path);
        }

        for (int i = 0; i < _careOfTests.Length; i++)
        {
            if (IsDue(_careOfTests[i].Timer, _careOfTestRate, now))
            {
                SendCareOfTest(i, now);
            }
        }
    }

    private void SendCareOfTest(int uplink, long now)
    {
        AddressTest test = _careOfTests[uplink];
        if (test.HasFailed)
        {
            Transitions.Suspend(uplink, now);
        }

        test.Sending(_random, now);
        _careOfTestRate.Take(now);
        _writer.WriteCareOfTestInit(uplink, BidOf(uplink), Bindings.Address, test.Cookie);
        WakeAt(test.Timer.SendAt);
        Send(uplink);
    }

    /// <summary>
    /// At most MAX_RR_BINDING_LIFETIME, and no more than is left of the home registration, where there is one (RFC 6275
    /// §11.7.2, §12).
    /// </summary>
    private int LifetimeUnits(int uplink, long now)
    {
        long left = _home.IsAtHome ? MaximumLifetimeMs : _uplinks.At(uplink).ExpiresAt - now;
        return (int)((left < MaximumLifetimeMs ? left : MaximumLifetimeMs) / UnitMs);
    }

    private bool WantHomeToken(long now)
    {
        _homeTokenWanted = true;
        return HomeTest.Want(now);
    }

    private bool IsDue(CorrespondentUpdate update, long now)
    {
        return IsDue(update.Timer, _updateRate, now);
    }

    private bool IsDue(RetransmissionTimer timer, UpdateRateLimit rate, long now)
    {
        long at = timer.SendAt > rate.FreeAt ? timer.SendAt : rate.FreeAt;
        if (!timer.IsRunning || at <= now)
        {
            return timer.IsRunning;
        }

        WakeAt(at);
        return false;
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
        return IsUsable(uplink) && (_home.IsAtHome || _uplinks.At(uplink).State == BindingState.Registered);
    }

    private bool IsUsable(int uplink)
    {
        return uplink >= 0 && _uplinks.At(uplink).Up && !_uplinks.At(uplink).OnHomeLink;
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

    /// <summary>
    /// O is only used with a Binding Identifier (RFC 5648 §4.2). An update with O is sent alone: another one beside it
    /// would be undone when it is sent again.
    /// </summary>
    private int FlagsFor(int bid)
    {
        return Overwrites && bid != CorrespondentBinding.RegularBid ? _settings.Profile.OverwriteFlags : 0;
    }

    private int BidOf(int uplink)
    {
        return UsesIdentifiers ? _uplinks.At(uplink).Bid : CorrespondentBinding.RegularBid;
    }

    private void Rest(int uplink)
    {
        _careOfTests[uplink].Timer.Stop();
        _updates[uplink].Timer.Stop();
    }

    private void Send(int uplink)
    {
        if (!_links[uplink].Send(_writer.Packet))
        {
            _refusals.Add(Refusal.LinkRefused);
        }
    }

    private void WakeAt(long at)
    {
        NextDeadline = at < NextDeadline ? at : NextDeadline;
    }
}
