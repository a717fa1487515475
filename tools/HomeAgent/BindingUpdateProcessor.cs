using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// Judges Binding Updates and carries them out: RFC 6275 §10.3.1 and §10.3.2, RFC 3963 §6.2 and §6.7, draft §6.2 and
/// §6.3, RFC 5648 §6.2, §6.3 and §8.1, RFC 6089 §5.3, RFC 5555 §4.5. An update is judged whole before anything changes: the cache never
/// holds half of one. What <see cref="HomeUpdate"/> discards silently is a <see cref="Refusal"/>, everything else has an
/// answer, whether A is set or not (RFC 6275 §10.3.1).
/// </summary>
internal sealed class BindingUpdateProcessor
{
    private const int NoBid = -1;
    private const long UnitMs = 1000L * BindingUpdate.LifetimeUnitSeconds;

    private readonly HomeAgentSettings _settings;
    private readonly BindingCache _cache;
    private readonly RefusalCounters _refusals;
    private readonly HomeUpdate _update;
    private readonly JudgedIdentifiers _identifiers;
    private readonly JudgedFlows _flows = new JudgedFlows();
    private readonly UpdateAuthentication _authentication;
    private readonly BindingAcknowledgementWriter _writer;
    private readonly PrefixAuthorization _prefixes = new PrefixAuthorization();
    private readonly LifetimeGrant _lifetime;
    private bool _deregisters;
    private int _grantedUnits;

    public BindingUpdateProcessor(
        HomeAgentSettings settings,
        SimultaneousHome simultaneousHome,
        BindingCache cache,
        UpdateAuthentication authentication,
        RefusalCounters refusals)
    {
        _settings = settings;
        _lifetime = new LifetimeGrant(settings);
        _cache = cache;
        _authentication = authentication;
        _writer = new BindingAcknowledgementWriter(settings, authentication);
        _refusals = refusals;
        _update = new HomeUpdate(settings, simultaneousHome, cache);
        _identifiers = _update.Identifiers;
    }

    /// <summary>The packet that answers the last update.</summary>
    public PacketBuffer Answer
    {
        get { return _writer.Packet; }
    }

    /// <summary>The router that the last update came from, or null where its home address is not served.</summary>
    public RouterBindings Router
    {
        get { return _update.Router; }
    }

    /// <summary>The status of the answer.</summary>
    public int Status { get; private set; }

    /// <summary>The sequence number of the answer.</summary>
    public int Sequence { get; private set; }

    /// <summary>
    /// Judges the update in a packet whose Mobility Header was checked, carries it out and writes the answer. Neither
    /// cache nor sequence number are touched before the update was authenticated.
    /// </summary>
    /// <param name="packet">The packet; in UDP, the one inside.</param>
    /// <param name="peer">Where it came from in UDP, or null where it came without.</param>
    /// <param name="now">Monotonic ms.</param>
    /// <returns><see cref="Refusal.None"/> where <see cref="Answer"/> is to be sent, or why there is silence.</returns>
    public Refusal Process(Ipv6Packet packet, UdpPeer peer, long now)
    {
        Refusal refusal = _update.Read(packet, peer);
        if (refusal == Refusal.None
            && (!_flows.Take(_update.Buffer, packet.PayloadOffset, _update.Options.End)
                || !_writer.Fits(Router, _identifiers, _flows, peer != null)))
        {
            refusal = Refusal.TooManyOptions;
        }

        byte[] careOfAddress = _update.Named.IsNamed ? _update.Named.Address : _update.Buffer;
        int careOfAddressOffset = _update.Named.IsNamed ? 0 : _update.CareOfAddressOffset;
        if (refusal == Refusal.None)
        {
            refusal = _authentication.Judge(
                Router,
                _update.Buffer,
                packet.PayloadOffset,
                _update.Options,
                careOfAddress,
                careOfAddressOffset,
                _update.HomeAddressOffset,
                now);
        }

        if (refusal != Refusal.None)
        {
            return refusal;
        }

        Sequence = _update.Message.Sequence;
        _grantedUnits = 0;
        bool authentic = _authentication.Status == BindingStatus.Accepted;
        Status = authentic ? Decide(now) : _authentication.Status;
        _writer.Write(
            Router,
            packet,
            _update.HomeAddressOffset,
            careOfAddress,
            _update.Named.IsNamed ? 0 : packet.SourceOffset,
            _update.Peer == null ? -1 : _update.Named.IsBehindNat(_update.Peer) ? 1 : 0,
            _update.Message,
            Status,
            Sequence,
            _grantedUnits,
            authentic ? _identifiers : null,
            _flows);
        return Refusal.None;
    }

    private int Decide(long now)
    {
        if (Router == null)
        {
            _refusals.Add(Refusal.UnknownHomeAddress);
            return _settings.HomePrefix.Contains(_update.Buffer, _update.HomeAddressOffset)
                ? BindingStatus.NotHomeAgent
                : BindingStatus.NotHomeSubnet;
        }

        if (!_update.IsHomeRegistration)
        {
            return _update.IsMobileRouter
                ? BindingStatus.MobileRouterNotPermitted
                : BindingStatus.RegistrationTypeChange;
        }

        if (!Router.AcceptsSequence(_update.Message.Sequence, now))
        {
            Sequence = Router.LastSequence;
            return BindingStatus.SequenceOutOfWindow;
        }

        Router.LastSequence = _update.Message.Sequence;
        int status = JudgeForm();
        if (status != BindingStatus.Accepted)
        {
            return status;
        }

        // RFC 3963 §6.2: the home address as care-of address asks for removal, too, where it is that of a binding.
        bool shared = _identifiers.Options.Count == 0
            || (_update.Profile.TakesCareOfAddressFromPacket && !_identifiers.Options.HasCareOfAddress());
        _deregisters = _update.Message.LifetimeUnits == 0 || (shared && _update.IsAtHome);
        status = _deregisters ? BindingStatus.Accepted : JudgeRegistration();
        if (status != BindingStatus.Accepted)
        {
            return status;
        }

        return _identifiers.Options.Count == 0 ? CarryOutRegular(now) : CarryOutOptions(now);
    }

    /// <summary>What has an update with Binding Identifiers refused whole (draft §6.2, RFC 5648 §6.2).</summary>
    private int JudgeForm()
    {
        if (_identifiers.Options.Count == 0)
        {
            return BindingStatus.Accepted;
        }

        if (!Router.Account.Mcoa)
        {
            return _update.Profile.ProhibitedStatus;
        }

        if (_identifiers.Options.SpoilUpdate())
        {
            _refusals.Add(Refusal.BindingIdentifierMalformed);
            return _update.Profile.MalformedStatus;
        }

        IdentifierOptions options = _identifiers.Options;
        return !_settings.Bulk && _update.Profile.IsBulk(options.Count, options.HasCareOfAddress())
            ? _update.Profile.BulkRefusedStatus
            : BindingStatus.Accepted;
    }

    /// <summary>
    /// What is asked of a registration: a home address that nobody else uses (RFC 6275 §10.3.1), the leave to be a
    /// mobile router (RFC 3963 §6.6), no regular binding in the way (RFC 5648 §6.2), an unchanged R flag and authorised
    /// prefixes (RFC 3963 §6.2).
    /// </summary>
    private int JudgeRegistration()
    {
        if (Router.IsDuplicate && Router.Count == 0)
        {
            return BindingStatus.DuplicateAddress;
        }

        if (_update.IsMobileRouter && !Router.Account.MobileRouter)
        {
            return BindingStatus.MobileRouterNotPermitted;
        }

        if (_identifiers.Options.Count != 0
            && Router.HasRegularBinding
            && !_update.Profile.ReplacesRegularBinding
            && !_update.Overwrites)
        {
            return _update.Profile.RegularBindingStatus;
        }

        if (Router.Count != 0 && Router.At(0).IsMobileRouter != _update.IsMobileRouter)
        {
            return BindingStatus.RegistrationTypeChange;
        }

        if (_update.IsMobileRouter)
        {
            return _prefixes.Judge(Router.Account.Prefixes, _update.Buffer, _update.Options);
        }

        _prefixes.Clear();
        return BindingStatus.Accepted;
    }

    /// <summary>A Binding Update without Binding Identifiers: one binding stays, or none (draft §6.2).</summary>
    private int CarryOutRegular(long now)
    {
        if (_deregisters)
        {
            if (Router.Count == 0)
            {
                return BindingStatus.NotHomeAgent;
            }

            _cache.RemoveAllBut(Router, NoBid, now);
            _cache.Settle(Router, 0, _update.IsAtHome, now);
            return BindingStatus.Accepted;
        }

        bool usable = _update.Peer == null
            ? _identifiers.IsCareOfAddress(Router, _update.CareOfAddressOffset)
            : _update.Named.IsNamed;
        if (!usable)
        {
            _refusals.Add(Refusal.CareOfAddress);
            return BindingStatus.InvalidCareOfAddress;
        }

        Router.ClearFlows();
        _cache.RemoveAllBut(Router, RouterBindings.RegularBid, now);
        Register(RouterBindings.RegularBid, 0, _update.Buffer, _update.CareOfAddressOffset, false, now);
        _cache.Settle(Router, _prefixes.Prefixes, false, now);
        return _lifetime.StatusFor(_grantedUnits);
    }

    /// <summary>
    /// A Binding Update with Binding Identifiers: removals first, so that their rows are free (draft §6.2).
    /// </summary>
    private int CarryOutOptions(long now)
    {
        _identifiers.Judge(
            Router,
            _deregisters,
            _update.Overwrites,
            _update.Peer != null,
            _update.Named.IsNamed,
            _update.HomeAddressOffset,
            _update.CareOfAddressOffset);
        CountFaults();
        bool replaces = _identifiers.Registers && Router.HasRegularBinding;
        int row = 0;
        while (row < Router.Count)
        {
            if (_identifiers.Keeps(Router.At(row)))
            {
                row++;
            }
            else
            {
                _cache.Remove(Router, row, now, now);
            }
        }

        for (int i = 0; i < _identifiers.Options.Count; i++)
        {
            if (_identifiers.IsRegistration(i))
            {
                RegisterOption(i, now);
            }
        }

        int prefixes = _identifiers.Registers ? _prefixes.Prefixes : Router.Prefixes;
        _cache.Settle(Router, prefixes, _deregisters && _update.IsAtHome, now);
        _flows.CarryOut(Router);
        if (_flows.IsFull)
        {
            _refusals.Add(Refusal.FlowBindingsFull);
        }

        int refusal = _identifiers.RefusalStatus();
        if (refusal != BindingStatus.Accepted)
        {
            return refusal;
        }

        if (_identifiers.Has(BindingStatus.ReturnHomeWithoutNeighborDiscovery))
        {
            return BindingStatus.ReturnHomeWithoutNeighborDiscovery;
        }

        return replaces && _update.Profile.ReplacedStatus != BindingStatus.Accepted
            ? _update.Profile.ReplacedStatus
            : _lifetime.StatusFor(_grantedUnits);
    }

    private void CountFaults()
    {
        if (_identifiers.Has(_update.Profile.MalformedStatus))
        {
            _refusals.Add(Refusal.BindingIdentifierMalformed);
        }

        if (_identifiers.Has(BindingStatus.InvalidCareOfAddress))
        {
            _refusals.Add(Refusal.CareOfAddress);
        }

        if (_identifiers.Has(BindingStatus.InsufficientResources))
        {
            _refusals.Add(Refusal.BindingCacheFull);
        }
    }

    private void RegisterOption(int index, long now)
    {
        IdentifierOptions options = _identifiers.Options;
        int bid = options.Bid(index);
        int offset = _identifiers.CareOfAddressOffset(index);
        bool kept = offset < 0 && _update.Peer == null;
        byte[] buffer = kept ? Router.FindBinding(bid).CareOfAddress : _update.Buffer;
        Register(bid, options.Priority(index), buffer, kept ? 0 : offset, options.IsHome(index), now);
    }

    private void Register(int bid, int priority, byte[] buffer, int offset, bool isHome, long now)
    {
        byte[] careOfAddress = _update.Peer == null ? buffer : _update.Peer.Address;
        _grantedUnits = _lifetime.UnitsFor(_update.Message.LifetimeUnits);
        _cache.Register(
            Router,
            bid,
            priority,
            careOfAddress,
            _update.Peer == null ? offset : 0,
            isHome,
            _update.IsMobileRouter,
            now + (_grantedUnits * UnitMs),
            now);
        if (_update.Peer != null)
        {
            _cache.Tunnel(Router, bid, _update.Peer.Port, _update.Named.IsBehindNat(_update.Peer), now);
        }
    }
}
