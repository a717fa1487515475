using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// Judges Binding Updates and carries them out: RFC 6275 §9.5.1, §10.3.1 and §10.3.2, RFC 3963 §6.2 and §6.7, draft
/// §6.2 and §6.3, RFC 5648 §6.2, §6.3 and §8.1, RFC 5555 §4.5. An update is judged whole before anything changes: the cache never holds half
/// of one. What §9.5.1 discards silently is a <see cref="Refusal"/>, everything else has an answer, whether A is set or
/// not (RFC 6275 §10.3.1).
/// </summary>
internal sealed class BindingUpdateProcessor
{
    private const int NoBid = -1;
    private const long UnitMs = 1000L * BindingUpdate.LifetimeUnitSeconds;

    private readonly HomeAgentSettings _settings;
    private readonly WireProfile _plain = WireProfile.Plain();
    private readonly BindingCache _cache;
    private readonly RefusalCounters _refusals;
    private readonly ReceivedUpdate _update;
    private readonly JudgedIdentifiers _identifiers;
    private readonly UpdateAuthentication _authentication;
    private readonly BindingAcknowledgementWriter _writer;
    private readonly PrefixAuthorization _prefixes = new PrefixAuthorization();
    private readonly LifetimeGrant _lifetime;
    private readonly NamedIpv4Address _named = new NamedIpv4Address();
    private byte[] _buffer;
    private int _homeAddressOffset;
    private int _careOfAddressOffset;
    private bool _deregisters;
    private int _grantedUnits;

    // Where the update came from in UDP, or null.
    private UdpPeer _peer;

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
        _update = new ReceivedUpdate(settings.Profiles[0]);
        _identifiers = new JudgedIdentifiers(settings.Address, simultaneousHome);
    }

    /// <summary>The packet that answers the last update.</summary>
    public PacketBuffer Answer
    {
        get { return _writer.Packet; }
    }

    /// <summary>The router that the last update came from, or null where its home address is not served.</summary>
    public RouterBindings Router { get; private set; }

    /// <summary>The status of the answer.</summary>
    public int Status { get; private set; }

    /// <summary>The sequence number of the answer.</summary>
    public int Sequence { get; private set; }

    private MobilityOptions Options
    {
        get { return _update.Options; }
    }

    private WireProfile Profile
    {
        get { return _update.Options.Profile; }
    }

    private bool IsMobileRouter
    {
        get { return (_update.Flags & BindingUpdate.MobileRouterFlag) != 0; }
    }

    private bool IsHomeRegistration
    {
        get { return (_update.Flags & BindingUpdate.HomeFlag) != 0; }
    }

    private bool IsAtHome
    {
        get { return _peer == null && Ipv6Address.Equal(_buffer, _careOfAddressOffset, _buffer, _homeAddressOffset); }
    }

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
        _peer = peer;
        Refusal refusal = Read(packet);
        byte[] careOfAddress = _named.IsNamed ? _named.Address : _buffer;
        int careOfAddressOffset = _named.IsNamed ? 0 : _careOfAddressOffset;
        if (refusal == Refusal.None)
        {
            refusal = _authentication.Judge(
                Router,
                _buffer,
                packet.PayloadOffset,
                Options,
                careOfAddress,
                careOfAddressOffset,
                _homeAddressOffset,
                now);
        }

        if (refusal != Refusal.None)
        {
            return refusal;
        }

        Sequence = _update.Sequence;
        _grantedUnits = 0;
        bool authentic = _authentication.Status == BindingStatus.Accepted;
        Status = authentic ? Decide(now) : _authentication.Status;
        _writer.Write(
            Router,
            packet,
            _homeAddressOffset,
            careOfAddress,
            _named.IsNamed ? 0 : packet.SourceOffset,
            _peer == null ? -1 : _named.IsBehindNat(_peer) ? 1 : 0,
            _update,
            Status,
            Sequence,
            _grantedUnits,
            authentic ? _identifiers : null);
        return Refusal.None;
    }

    /// <summary>The tests of RFC 6275 §9.5.1 whose failure is answered by silence.</summary>
    private Refusal Read(Ipv6Packet packet)
    {
        _buffer = packet.Buffer;
        _named.Clear();
        _homeAddressOffset = packet.HomeAddressOffset >= 0 ? packet.HomeAddressOffset : packet.SourceOffset;
        Router = _cache.FindByHomeAddress(_buffer, _homeAddressOffset);
        Options.Profile = FindProfile();
        if (!_update.TryRead(_buffer, packet.PayloadOffset, packet.PayloadLength))
        {
            return _update.Refusal;
        }

        _identifiers.Take(_buffer, Options);
        Refusal refusal = CheckAddresses(packet);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        if (IsHomeRegistration ? Options.NonceIndicesAt >= 0 : !IsMobileRouter && !ChangesType())
        {
            return Refusal.NotHomeRegistration;
        }

        _careOfAddressOffset = Options.AlternateCareOfAddressOffset >= 0
            ? Options.AlternateCareOfAddressOffset
            : packet.SourceOffset;
        if (_peer != null)
        {
            _named.Take(_buffer, Options);
        }

        return _writer.Fits(Router, _identifiers, _peer != null) ? Refusal.None : Refusal.TooManyOptions;
    }

    /// <summary>
    /// The router's own, which it speaks; without Binding Identifiers where they are not understood, or where it may
    /// not use them and the profile has no status for that.
    /// </summary>
    private WireProfile FindProfile()
    {
        WireProfile profile = Router == null ? _settings.Profiles[0] : Router.Account.Profile;
        bool ignores = !_settings.Mcoa
            || (Router != null && !Router.Account.Mcoa && profile.ProhibitedStatus == BindingStatus.None);
        return ignores ? _plain : profile;
    }

    /// <summary>
    /// A registration must have a Home Address option (RFC 6275 §10.3.1), unless it is for the home link and so comes
    /// from the home address itself; so may a removal (§10.3.2). In UDP the home address is the source (RFC 5555 §4.2),
    /// and an option can only say so again.
    /// </summary>
    private Refusal CheckAddresses(Ipv6Packet packet)
    {
        if (!Ipv6Address.IsRoutable(_buffer, packet.SourceOffset))
        {
            return Refusal.CareOfAddress;
        }

        if (_peer != null)
        {
            return Ipv6Address.Equal(_buffer, _homeAddressOffset, _buffer, packet.SourceOffset)
                ? Refusal.None
                : Refusal.NoHomeAddress;
        }

        bool mayOmit = Router != null && (_update.LifetimeUnits == 0 || _identifiers.HasHome());
        return (packet.HomeAddressOffset >= 0 || mayOmit) && Ipv6Address.IsRoutable(_buffer, _homeAddressOffset)
            ? Refusal.None
            : Refusal.NoHomeAddress;
    }

    /// <summary>
    /// Whether an update without H is a correspondent registration for a home address that has a home registration (RFC
    /// 6275 §9.5.1).
    /// </summary>
    private bool ChangesType()
    {
        return Options.NonceIndicesAt >= 0 && Router != null && Router.Count != 0;
    }

    private int Decide(long now)
    {
        if (Router == null)
        {
            _refusals.Add(Refusal.UnknownHomeAddress);
            return _settings.HomePrefix.Contains(_buffer, _homeAddressOffset)
                ? BindingStatus.NotHomeAgent
                : BindingStatus.NotHomeSubnet;
        }

        if (!IsHomeRegistration)
        {
            return IsMobileRouter ? BindingStatus.MobileRouterNotPermitted : BindingStatus.RegistrationTypeChange;
        }

        if (!Router.AcceptsSequence(_update.Sequence, now))
        {
            Sequence = Router.LastSequence;
            return BindingStatus.SequenceOutOfWindow;
        }

        Router.LastSequence = _update.Sequence;
        int status = JudgeForm();
        if (status != BindingStatus.Accepted)
        {
            return status;
        }

        // RFC 3963 §6.2: the home address as care-of address asks for removal, too, where it is that of a binding.
        bool shared = _identifiers.Count == 0
            || (Profile.TakesCareOfAddressFromPacket && !_identifiers.HasCareOfAddress());
        _deregisters = _update.LifetimeUnits == 0 || (shared && IsAtHome);
        status = _deregisters ? BindingStatus.Accepted : JudgeRegistration();
        if (status != BindingStatus.Accepted)
        {
            return status;
        }

        return _identifiers.Count == 0 ? CarryOutRegular(now) : CarryOutOptions(now);
    }

    /// <summary>What has an update with Binding Identifiers refused whole (draft §6.2, RFC 5648 §6.2).</summary>
    private int JudgeForm()
    {
        if (_identifiers.Count == 0)
        {
            return BindingStatus.Accepted;
        }

        if (!Router.Account.Mcoa)
        {
            return Profile.ProhibitedStatus;
        }

        if (_identifiers.SpoilUpdate())
        {
            _refusals.Add(Refusal.BindingIdentifierMalformed);
            return Profile.MalformedStatus;
        }

        return !_settings.Bulk && Profile.IsBulk(_identifiers.Count, _identifiers.HasCareOfAddress())
            ? Profile.BulkRefusedStatus
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

        if (IsMobileRouter && !Router.Account.MobileRouter)
        {
            return BindingStatus.MobileRouterNotPermitted;
        }

        if (_identifiers.Count != 0
            && Router.HasRegularBinding
            && !Profile.ReplacesRegularBinding
            && !Overwrites())
        {
            return Profile.RegularBindingStatus;
        }

        if (Router.Count != 0 && Router.At(0).IsMobileRouter != IsMobileRouter)
        {
            return BindingStatus.RegistrationTypeChange;
        }

        if (IsMobileRouter)
        {
            return _prefixes.Judge(Router.Account.Prefixes, _buffer, Options);
        }

        _prefixes.Clear();
        return BindingStatus.Accepted;
    }

    private bool Overwrites()
    {
        return (_update.Flags & Profile.OverwriteFlags) != 0;
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
            _cache.Settle(Router, 0, IsAtHome, now);
            return BindingStatus.Accepted;
        }

        if (_peer == null ? !_identifiers.IsCareOfAddress(Router, _careOfAddressOffset) : !_named.IsNamed)
        {
            _refusals.Add(Refusal.CareOfAddress);
            return BindingStatus.InvalidCareOfAddress;
        }

        _cache.RemoveAllBut(Router, RouterBindings.RegularBid, now);
        Register(RouterBindings.RegularBid, 0, _buffer, _careOfAddressOffset, false, now);
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
            Overwrites(),
            _peer != null,
            _named.IsNamed,
            _homeAddressOffset,
            _careOfAddressOffset);
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

        for (int i = 0; i < _identifiers.Count; i++)
        {
            if (_identifiers.IsRegistration(i))
            {
                RegisterOption(i, now);
            }
        }

        int prefixes = _identifiers.Registers ? _prefixes.Prefixes : Router.Prefixes;
        _cache.Settle(Router, prefixes, _deregisters && IsAtHome, now);
        int refusal = _identifiers.RefusalStatus();
        if (refusal != BindingStatus.Accepted)
        {
            return refusal;
        }

        if (_identifiers.Has(BindingStatus.ReturnHomeWithoutNeighborDiscovery))
        {
            return BindingStatus.ReturnHomeWithoutNeighborDiscovery;
        }

        return replaces && Profile.ReplacedStatus != BindingStatus.Accepted
            ? Profile.ReplacedStatus
            : _lifetime.StatusFor(_grantedUnits);
    }

    private void CountFaults()
    {
        if (_identifiers.Has(Profile.MalformedStatus))
        {
            _refusals.Add(Refusal.BindingIdentifierMalformed);
        }

        if (_identifiers.Has(BindingStatus.InvalidCareOfAddress))
        {
            _refusals.Add(Refusal.CareOfAddress);
        }
    }

    private void RegisterOption(int index, long now)
    {
        int bid = _identifiers.Bid(index);
        int offset = _identifiers.CareOfAddressOffset(index);
        bool kept = offset < 0 && _peer == null;
        byte[] buffer = kept ? Router.FindBinding(bid).CareOfAddress : _buffer;
        Register(bid, _identifiers.Priority(index), buffer, kept ? 0 : offset, _identifiers.IsHome(index), now);
    }

    private void Register(int bid, int priority, byte[] buffer, int offset, bool isHome, long now)
    {
        byte[] careOfAddress = _peer == null ? buffer : _peer.Address;
        _grantedUnits = _lifetime.UnitsFor(_update.LifetimeUnits);
        _cache.Register(
            Router,
            bid,
            priority,
            careOfAddress,
            _peer == null ? offset : 0,
            isHome,
            IsMobileRouter,
            now + (_grantedUnits * UnitMs),
            now);
        if (_peer != null)
        {
            _cache.Tunnel(Router, bid, _peer.Port, _named.IsBehindNat(_peer), now);
        }
    }
}
