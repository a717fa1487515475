using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// The home registration of a multihomed mobile router (draft §5, RFC 5648 §5, RFC 6275 §11.7, RFC 3963 §5): a pure
/// state machine. Every binding knows when it must next be stated to the home agent; <see cref="RegistrationPlan"/> says
/// in which update, <see cref="UpdateSender"/> sends it, <see cref="AcknowledgementReader"/> takes the answers, and
/// <see cref="HomeAgentSelection"/> goes on to another home agent.
/// An acknowledgement counts only for the bindings that have not changed since.
/// </summary>
public sealed class HomeRegistration
{
    /// <summary>After how many ms something that was refused is asked again.</summary>
    internal const int RetryAfterRefusalMs = 32000;

    private const int StopWithinMs = 5000;

    /// <summary>
    /// Whether the home agent asked for mobile prefix discovery (status 1, RFC 6275 §11.7.3); cleared by who does it.
    /// </summary>
    public bool PrefixDiscoveryWanted;

    /// <summary>What authenticates updates and answers.</summary>
    internal readonly HomeSecurity Security;

    /// <summary>What sends the updates.</summary>
    internal readonly UpdateSender Sender;

    /// <summary>Which home agent is asked.</summary>
    internal readonly HomeAgentSelection Selection;

    /// <summary>What the home agent sends unasked.</summary>
    internal readonly UnsolicitedMessages Unsolicited;

    /// <summary>The de-registration of everything.</summary>
    internal readonly Deregistration Deregistration;

    private readonly BindingUpdateList _bindings;
    private readonly HomeAgentList _homeAgents;
    private readonly Ipv4Uplinks _ipv4;
    private readonly HomeLink _homeLink;
    private readonly RegistrationPlan _plan;
    private readonly BindingTransitions _transitions;
    private readonly NatKeepalives _keepalives;
    private readonly AcknowledgementReader _acknowledgements;

    private long _stopAt = MobileRouter.NoDeadline;
    private bool _stopped;

    internal HomeRegistration(
        RouterSettings settings,
        BindingUpdateList bindings,
        ILink[] uplinks,
        IFlowBindings flows,
        IRouterListener listener,
        RefusalCounters refusals,
        RandomSource random)
    {
        _bindings = bindings;
        _ipv4 = new Ipv4Uplinks(bindings, refusals);
        _homeAgents = new HomeAgentList(settings, _ipv4);
        _homeLink = new HomeLink(settings, bindings);
        _plan = new RegistrationPlan(settings, bindings, _homeAgents, _homeLink);
        _transitions = new BindingTransitions(bindings, _plan, listener);
        Security = new HomeSecurity(settings, random);
        BindingUpdateWriter writer = new BindingUpdateWriter(
            settings, bindings, _plan, Security, _homeAgents, flows);
        Sender = new UpdateSender(
            settings, bindings, _plan, _homeLink, _transitions, writer, uplinks, listener, refusals);
        _keepalives = new NatKeepalives(bindings, listener);
        Deregistration = new Deregistration(
            this, settings, _homeAgents, _homeLink, _plan, _transitions, listener);
        Selection = new HomeAgentSelection(
            this, settings, bindings, _homeAgents, _ipv4, _plan, _transitions, Sender, listener);
        StatusTaker taker = new StatusTaker(
            this, settings, bindings, _homeAgents, _homeLink, _plan, _transitions, listener);
        _acknowledgements = new AcknowledgementReader(
            this, settings, bindings, _homeLink, _plan, Security, taker, flows, listener);
        Unsolicited = new UnsolicitedMessages(this, settings, bindings, _homeAgents, _plan, listener);
    }

    /// <summary>The state.</summary>
    public RegistrationState State
    {
        get
        {
            if (_stopped)
            {
                return RegistrationState.Stopped;
            }

            if (Deregistration.After == AfterDeregistration.Stop)
            {
                return RegistrationState.Deregistering;
            }

            return _plan.Exchanges.IsOutstanding ? RegistrationState.AwaitingAcknowledgement : RegistrationState.Settled;
        }
    }

    /// <summary>
    /// The 16 octets of the address of the home agent in use: the same array always, whose contents change.
    /// </summary>
    public byte[] HomeAgent
    {
        get { return _homeAgents.Address; }
    }

    /// <summary>
    /// The 4 octets of the IPv4 address of the home agent in use: the same array always; they mean nothing where it has
    /// none, and no uplink with an IPv4 care-of address is up then.
    /// </summary>
    public byte[] HomeAgentIpv4
    {
        get { return _homeAgents.Ipv4Address; }
    }

    /// <summary>How care-of addresses are registered with the present home agent.</summary>
    public RegistrationForm Form
    {
        get { return _plan.Form; }
    }

    /// <summary>The uplink by which the router is at home, or -1 while it is away.</summary>
    public int HomeUplink
    {
        get { return _homeLink.Arrived ? _homeLink.Uplink : -1; }
    }

    /// <summary>
    /// Whether home agents are to be found by discovery (RFC 3963 §5.3, RFC 6275 §11.4.1): none is known, or all that
    /// are known have failed.
    /// </summary>
    public bool DiscoveryWanted
    {
        get { return !IsStopping && Selection.DiscoveryWanted; }
    }

    /// <summary>The uplink that carries the vehicle's traffic, or -1 where none can.</summary>
    internal int Path
    {
        get { return IsStopping ? -1 : _homeLink.Arrived ? _homeLink.Uplink : _bindings.PreferredRegistered(); }
    }

    /// <summary>
    /// Whether packets for the vehicle come to an uplink without a tunnel: on the home link, from when the router has
    /// said that it is there (RFC 6275 §11.5.5, RFC 5648 §5.6.4).
    /// </summary>
    internal bool IsNative(int uplink)
    {
        Binding binding = _bindings.At(uplink);
        return uplink == _homeLink.Uplink
            || (binding.Up && binding.OnHomeLink && binding.State == BindingState.Registered);
    }

    /// <summary>Whether <see cref="Stop"/> was called: nothing is registered or forwarded any more.</summary>
    internal bool IsStopping
    {
        get { return _stopped || Deregistration.After == AfterDeregistration.Stop; }
    }

    /// <summary>When <see cref="Poll"/> must next be called, in monotonic ms.</summary>
    public long NextDeadline
    {
        get
        {
            if (_stopped)
            {
                return MobileRouter.NoDeadline;
            }

            long next = CanSend ? EarlierOf(NextSending(false), NextSending(true)) : MobileRouter.NoDeadline;
            return EarlierOf(EarlierOf(next, _stopAt), EarlierOf(_transitions.NextExpiry, _keepalives.NextDeadline));
        }
    }

    private bool CanSend
    {
        get
        {
            return !_homeAgents.IsEmpty
                && (!_homeAgents.Present.GivenUp || Deregistration.After != AfterDeregistration.Nothing);
        }
    }

    /// <summary>
    /// Discovery found a home agent (RFC 6275 §11.4.1): it is noted behind those that are known, and asked at once where
    /// none of these serves.
    /// </summary>
    public void NoteDiscovered(byte[] buffer, int offset, long now)
    {
        if (!IsStopping)
        {
            Selection.NoteDiscovered(buffer, offset, now);
            Pump(now);
        }
    }

    /// <summary>An uplink has a care-of address: it is registered at once, or the router returns home by it.</summary>
    internal void LinkUp(int uplink, byte[] careOfAddress, int offset, long now)
    {
        if (IsStopping)
        {
            FollowWhileStopping(uplink, careOfAddress, offset, now);
            return;
        }

        if (Ipv4MappedAddress.Is(careOfAddress, offset) && !_homeAgents.HasIpv4Address)
        {
            if (_ipv4.SetAside(uplink, careOfAddress, offset, _transitions, now))
            {
                Changed(uplink, now);
            }

            return;
        }

        _ipv4.Forget(uplink);
        if (_homeLink.Disables(careOfAddress, offset))
        {
            LinkDown(uplink, now);
        }
        else if (_transitions.TakeAddress(
            uplink, careOfAddress, offset, _homeLink.Contains(careOfAddress, offset), now))
        {
            Changed(uplink, now);
        }
    }

    /// <summary>An uplink is lost: its binding is removed through another one, at once (draft §5.3, §5.6).</summary>
    internal void LinkDown(int uplink, long now)
    {
        _ipv4.Forget(uplink);
        if (!_stopped && _transitions.LoseAddress(uplink, now))
        {
            Changed(uplink, now);
        }
    }

    /// <summary>De-registers everything; gives up after five seconds.</summary>
    internal void Stop(long now)
    {
        if (IsStopping)
        {
            return;
        }

        if (_bindings.CountUp() == 0 || _homeAgents.IsEmpty || _homeLink.Arrived)
        {
            FinishStop(now);
            return;
        }

        // What is still outstanding may be answered before the de-registration leaves: that answer ends nothing.
        _stopAt = now + StopWithinMs;
        Deregistration.Begin(AfterDeregistration.Stop, now);
        Pump(now);
    }

    /// <summary>The vehicle's traffic takes another uplink from now on.</summary>
    internal void PathMoved(int uplink, long now)
    {
        if (_keepalives.PathMoved(uplink, now))
        {
            Pump(now);
        }
    }

    /// <summary>
    /// What updates say changed, other than care-of addresses: the standing of uplinks, or where flows go. It is told at
    /// once.
    /// </summary>
    internal void Restate(long now)
    {
        if (!IsStopping)
        {
            _transitions.Reconsider(-1, now);
            _plan.MakeAllDue(now, now);
            Pump(now);
        }
    }

    /// <summary>Runs the timers that are due.</summary>
    internal void Poll(long now)
    {
        if (_stopped)
        {
            return;
        }

        if (_stopAt <= now)
        {
            FinishStop(now);
            return;
        }

        _transitions.Expire(now);
        _keepalives.Run(now);
        Pump(now);
    }

    /// <summary>
    /// Gives an uplink another Binding Identifier: the binding under the old one is removed, the new one registered, and
    /// no other is touched.
    /// </summary>
    /// <returns>
    /// False, and nothing changed, where the Binding Identifier is not 1..65535 or is in use, or where the removal after
    /// an earlier change is not over.
    /// </returns>
    internal bool ChangeBindingIdentifier(int uplink, int bid, long now)
    {
        if (IsStopping
            || bid < 1
            || bid > 0xFFFF
            || _bindings.IndexOf(bid) >= 0
            || _bindings.At(_bindings.Count + uplink).Bid != 0)
        {
            return false;
        }

        if (_plan.Form == RegistrationForm.Single)
        {
            _bindings.At(uplink).Bid = bid;
            return true;
        }

        _transitions.ChangeIdentifier(uplink, bid, now);
        _transitions.Reconsider(uplink, now);
        _plan.Prune(now);
        Pump(now);
        return true;
    }

    /// <summary>
    /// A Binding Acknowledgement came from the home agent, for our home address.
    /// </summary>
    /// <param name="answer">The message.</param>
    /// <param name="packet">The packet that it came in.</param>
    /// <param name="ipv4CareOfAddress">The 16 octets of the care-of address of the uplink that it came to in UDP, or
    /// null where it came without.</param>
    /// <param name="now">Monotonic ms.</param>
    /// <returns><see cref="Refusal.None"/>, or why it changed nothing.</returns>
    internal Refusal Acknowledge(BindingAcknowledgement answer, Ipv6Packet packet, byte[] ipv4CareOfAddress, long now)
    {
        if (_stopped)
        {
            return Refusal.SequenceMismatch;
        }

        Refusal refusal = _acknowledgements.Take(answer, packet, ipv4CareOfAddress, now);
        Pump(now);
        return refusal;
    }

    /// <summary>Sends what is due, as far as the rate allows.</summary>
    internal void Pump(long now)
    {
        while (CanSend && !_stopped && Sender.FreeAt(true) <= now)
        {
            UpdateExchange exchange = _plan.NextToSend(now);
            if (exchange == null || Sender.FreeAt(_plan.IsUrgent(exchange, now)) > now)
            {
                return;
            }

            if (Selection.IsSilent(exchange, now) && Selection.GiveUp(exchange, now))
            {
                continue;
            }

            if (exchange == _plan.Everything || _plan.Collect(exchange, now))
            {
                Sender.Send(exchange, now);
            }
            else
            {
                exchange.Settle();
            }
        }
    }

    /// <summary>The router has stopped.</summary>
    internal void FinishStop(long now)
    {
        _stopped = true;
        _transitions.Clear(now);
    }

    /// <summary>
    /// Nothing is registered any more, but the de-registration leaves from the address that the uplink has, or it would not
    /// arrive. An address on the home link, or one that this home agent can't be asked from, carries none.
    /// </summary>
    private void FollowWhileStopping(int uplink, byte[] careOfAddress, int offset, long now)
    {
        bool ipv4 = Ipv4MappedAddress.Is(careOfAddress, offset);
        if (_homeLink.Contains(careOfAddress, offset) || (ipv4 && !_homeAgents.HasIpv4Address))
        {
            LinkDown(uplink, now);
        }
        else if (!_stopped && _transitions.TakeAddress(uplink, careOfAddress, offset, false, now))
        {
            Deregistration.Restart(now);
            Pump(now);
        }
    }

    private static long EarlierOf(long left, long right)
    {
        return left < right ? left : right;
    }

    private long NextSending(bool urgent)
    {
        long due = _plan.NextSending(urgent);
        long free = Sender.FreeAt(urgent);
        return due < free ? free : due;
    }

    private void Changed(int uplink, long now)
    {
        if (_ipv4.AreAlone && !_homeAgents.HasIpv4Address && _homeAgents.HasOther && !IsStopping)
        {
            Selection.NextReachable(false, now);
        }

        Deregistration.UpdateHomeLink(now);
        _transitions.Reconsider(uplink, now);
        _plan.Changed(uplink, now);
        _plan.Prune(now);
        Deregistration.Restart(now);
        Pump(now);
    }
}
