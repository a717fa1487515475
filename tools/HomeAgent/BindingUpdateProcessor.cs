using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// Judges Binding Updates and carries them out: RFC 6275 §9.5.1, §10.3.1 and §10.3.2, RFC 3963 §6.2 and §6.7, draft
/// §6.2 and §6.3. An update is judged whole before anything changes: the cache never holds half of one. What §9.5.1
/// discards silently is a <see cref="Refusal"/>, everything else has an answer, whether A is set or not (RFC 6275
/// §10.3.1).
/// </summary>
internal sealed class BindingUpdateProcessor
{
    private const int NoBid = -1;
    private const long UnitMs = 1000L * BindingUpdate.LifetimeUnitSeconds;

    private readonly HomeAgentSettings _settings;
    private readonly BindingCache _cache;
    private readonly RefusalCounters _refusals;
    private readonly BindingUpdate _update;
    private readonly JudgedIdentifiers _identifiers;
    private byte[] _buffer;
    private int _homeAddressOffset;
    private int _careOfAddressOffset;
    private bool _deregisters;
    private int _prefixes;
    private int _grantedUnits;

    public BindingUpdateProcessor(HomeAgentSettings settings, BindingCache cache, RefusalCounters refusals)
    {
        _settings = settings;
        _cache = cache;
        _refusals = refusals;
        _update = new BindingUpdate(settings.Profiles[0]);
        _identifiers = new JudgedIdentifiers(settings.Address);
    }

    /// <summary>The packet that answers the last update.</summary>
    public PacketBuffer Answer { get; } = new PacketBuffer();

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

    private bool IsMobileRouter
    {
        get { return (_update.Flags & BindingUpdate.MobileRouterFlag) != 0; }
    }

    private bool IsHomeRegistration
    {
        get { return (_update.Flags & BindingUpdate.HomeFlag) != 0; }
    }

    /// <summary>Judges the update in a packet, carries it out and writes the answer.</summary>
    /// <returns><see cref="Refusal.None"/> where <see cref="Answer"/> is to be sent, or why there is silence.</returns>
    public Refusal Process(Ipv6Packet packet, long now)
    {
        Refusal refusal = Read(packet);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        Sequence = _update.Sequence;
        _grantedUnits = 0;
        Status = Decide(now);
        if (!_update.Options.Profile.HasStatusPerBinding(Status))
        {
            _identifiers.RefuseAll(Status);
        }

        BindingAcknowledgementWriter.Write(
            Answer,
            _settings.Address,
            packet,
            _homeAddressOffset,
            _update,
            Status,
            Sequence,
            _grantedUnits,
            _identifiers);
        return Refusal.None;
    }

    /// <summary>The tests of RFC 6275 §9.5.1 whose failure is answered by silence.</summary>
    private Refusal Read(Ipv6Packet packet)
    {
        _buffer = packet.Buffer;
        Refusal refusal = MobilityHeader.Check(packet);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        if (MobilityHeader.Type(_buffer, packet.PayloadOffset) != MobilityHeader.BindingUpdate)
        {
            return Refusal.UnknownMessage;
        }

        if (!_update.TryRead(_buffer, packet.PayloadOffset, packet.PayloadLength))
        {
            return _update.Refusal;
        }

        if (Options.NonceIndicesAt >= 0 || (!IsHomeRegistration && !IsMobileRouter))
        {
            return Refusal.NotHomeRegistration;
        }

        if (!Ipv6Address.IsRoutable(_buffer, packet.SourceOffset))
        {
            return Refusal.CareOfAddress;
        }

        _identifiers.Take(_buffer, Options);
        if (!BindingAcknowledgementWriter.Fits(_identifiers))
        {
            return Refusal.TooManyOptions;
        }

        _careOfAddressOffset = Options.AlternateCareOfAddressOffset >= 0
            ? Options.AlternateCareOfAddressOffset
            : packet.SourceOffset;
        return FindRouter(packet);
    }

    /// <summary>
    /// Finds the router by the Home Address option, which a registration must have (RFC 6275 §10.3.1); a router that
    /// de-registers from home may use its home address as the source instead (§10.3.2).
    /// </summary>
    private Refusal FindRouter(Ipv6Packet packet)
    {
        bool hasOption = packet.HomeAddressOffset >= 0;
        _homeAddressOffset = hasOption ? packet.HomeAddressOffset : packet.SourceOffset;
        Router = _cache.FindByHomeAddress(_buffer, _homeAddressOffset);
        bool mayOmit = Router != null && _update.LifetimeUnits == 0;
        return (hasOption || mayOmit) && Ipv6Address.IsRoutable(_buffer, _homeAddressOffset)
            ? Refusal.None
            : Refusal.NoHomeAddress;
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
            return BindingStatus.MobileRouterNotPermitted;
        }

        if (!Router.AcceptsSequence(_update.Sequence, now))
        {
            Sequence = Router.LastSequence;
            return BindingStatus.SequenceOutOfWindow;
        }

        Router.LastSequence = _update.Sequence;
        bool bulk = _identifiers.HasCareOfAddress();
        if (bulk && !_settings.Bulk)
        {
            return BindingStatus.BulkNotSupported;
        }

        // RFC 3963 §6.2: the home address as care-of address asks for removal, too.
        _deregisters = _update.LifetimeUnits == 0
            || (!bulk && Ipv6Address.Equal(_buffer, _careOfAddressOffset, _buffer, _homeAddressOffset));
        int status = _deregisters ? BindingStatus.Accepted : JudgeRegistration();
        if (status != BindingStatus.Accepted)
        {
            return status;
        }

        return _identifiers.Count == 0 ? CarryOutRegular(now) : CarryOutOptions(now);
    }

    /// <summary>What RFC 3963 §6.2 asks of a registration: an unchanged R flag, and authorised prefixes.</summary>
    private int JudgeRegistration()
    {
        if (Router.Count != 0 && Router.At(0).IsMobileRouter != IsMobileRouter)
        {
            return BindingStatus.RegistrationTypeChange;
        }

        _prefixes = 0;
        if (!IsMobileRouter)
        {
            return BindingStatus.Accepted;
        }

        Ipv6Prefix[] authorised = Router.Account.Prefixes;
        if (Options.PrefixCount == 0)
        {
            _prefixes = (1 << authorised.Length) - 1;
            return authorised.Length == 0 ? BindingStatus.ForwardingSetupFailed : BindingStatus.Accepted;
        }

        for (int i = 0; i < Options.PrefixCount; i++)
        {
            int at = Options.PrefixAt(i);
            if (MobileNetworkPrefixOption.PrefixLength(_buffer, at) > 8 * Ipv6Address.Length)
            {
                return BindingStatus.InvalidPrefix;
            }

            int prefix = FindPrefix(authorised, at);
            if (prefix < 0)
            {
                return BindingStatus.NotAuthorizedForPrefix;
            }

            _prefixes |= 1 << prefix;
        }

        return BindingStatus.Accepted;
    }

    private int FindPrefix(Ipv6Prefix[] authorised, int at)
    {
        for (int i = 0; i < authorised.Length; i++)
        {
            if (MobileNetworkPrefixOption.Names(_buffer, at, authorised[i]))
            {
                return i;
            }
        }

        return -1;
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
            _cache.Settle(Router, 0, now);
            return BindingStatus.Accepted;
        }

        if (!_identifiers.IsCareOfAddress(Router, _careOfAddressOffset))
        {
            _refusals.Add(Refusal.CareOfAddress);
            return BindingStatus.InvalidCareOfAddress;
        }

        _cache.RemoveAllBut(Router, RouterBindings.RegularBid, now);
        Register(RouterBindings.RegularBid, 0, _careOfAddressOffset, now);
        _cache.Settle(Router, _prefixes, now);
        return BindingStatus.Accepted;
    }

    /// <summary>
    /// A Binding Update with Binding Identifiers: removals first, so that their rows are free (draft §6.2).
    /// </summary>
    private int CarryOutOptions(long now)
    {
        _identifiers.Judge(Router, _deregisters, _careOfAddressOffset);
        CountFaults();
        for (int i = 0; i < _identifiers.Count; i++)
        {
            if (_identifiers.IsRemoval(i))
            {
                _cache.Remove(Router, Router.Find(_identifiers.Bid(i)), now, now);
            }
        }

        bool registers = false;
        bool conflict = false;
        for (int i = 0; i < _identifiers.Count; i++)
        {
            if (!_identifiers.IsRegistration(i))
            {
                continue;
            }

            if (Router.HasRegularBinding)
            {
                conflict = true;
                _cache.Remove(Router, 0, now, now);
            }

            Register(_identifiers.Bid(i), _identifiers.Priority(i), _identifiers.CareOfAddressOffset(i), now);
            registers = true;
        }

        _cache.Settle(Router, registers ? _prefixes : Router.Prefixes, now);
        int refusal = _identifiers.RefusalStatus();
        return refusal != BindingStatus.Accepted ? refusal : conflict ? BindingStatus.Conflict : BindingStatus.Accepted;
    }

    private void CountFaults()
    {
        if (_identifiers.Has(_update.Options.Profile.MalformedStatus))
        {
            _refusals.Add(Refusal.BindingIdentifierMalformed);
        }

        if (_identifiers.Has(BindingStatus.InvalidCareOfAddress))
        {
            _refusals.Add(Refusal.CareOfAddress);
        }
    }

    private void Register(int bid, int priority, int careOfAddressOffset, long now)
    {
        int limit = _settings.LifetimeLimitSeconds / BindingUpdate.LifetimeUnitSeconds;
        _grantedUnits = _update.LifetimeUnits < limit ? _update.LifetimeUnits : limit;
        _cache.Register(
            Router,
            bid,
            priority,
            _buffer,
            careOfAddressOffset,
            IsMobileRouter,
            now + (_grantedUnits * UnitMs),
            now);
    }
}
