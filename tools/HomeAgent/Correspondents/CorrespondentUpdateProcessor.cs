using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents.Correspondents;

/// <summary>
/// Judges Binding Updates of mobile nodes and carries them out: RFC 6275 §9.5.1-§9.5.3, draft §6.2 and §6.3, RFC 5648
/// §6.2. An update is judged whole before anything changes. What is not authentic is discarded silently; what asks by
/// expired nonces is told so before it is authenticated, which it cannot be any more.
/// </summary>
internal sealed class CorrespondentUpdateProcessor
{
    private const long UnitMs = 1000L * BindingUpdate.LifetimeUnitSeconds;

    private readonly CorrespondentSettings _settings;
    private readonly CorrespondentCache _cache;
    private readonly NonceTable _nonces;
    private readonly Sha1 _sha1 = new Sha1();
    private readonly BindingAuthorization _authorization = new BindingAuthorization();
    private readonly byte[] _homeToken = new byte[KeygenToken.Octets];
    private readonly byte[] _careOfToken = new byte[KeygenToken.Octets];
    private byte[] _buffer;
    private MobileNode _node;

    internal CorrespondentUpdateProcessor(CorrespondentSettings settings, CorrespondentCache cache, NonceTable nonces)
    {
        _settings = settings;
        _cache = cache;
        _nonces = nonces;
        Judged = new JudgedUpdate(settings);
    }

    /// <summary>The last update, and its answer.</summary>
    internal JudgedUpdate Judged { get; }

    /// <summary>
    /// Whether the last update is answered: where it asks for that, was refused, or has Binding Identifiers (RFC 6275
    /// §9.5.4, draft §6.3).
    /// </summary>
    internal bool IsAnswered
    {
        get
        {
            return (Judged.Flags & BindingUpdate.AcknowledgeFlag) != 0
                || Judged.Status >= BindingStatus.FirstRefusal
                || Judged.IdentifierCount > 0;
        }
    }

    private WireProfile Profile
    {
        get { return _settings.Profile; }
    }

    /// <summary>Judges the update in a packet and carries it out.</summary>
    /// <returns><see cref="Refusal.None"/>, or why it was discarded silently.</returns>
    internal Refusal Process(Ipv6Packet packet, long now)
    {
        _buffer = packet.Buffer;
        Refusal refusal = Judged.Read(packet);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        if ((Judged.Flags & BindingUpdate.HomeFlag) != 0)
        {
            // RFC 6275 §10.3.1: no home agent. Nothing is there to authenticate it by.
            Judged.Decide(BindingStatus.HomeRegistrationNotSupported);
            return Refusal.None;
        }

        if (Judged.Options.NonceIndicesAt < 0 || Judged.Options.BindingAuthorizationDataAt < 0)
        {
            return Refusal.AuthenticationMissing;
        }

        int expired = CheckNonces(now);
        if (expired != BindingStatus.Accepted)
        {
            Judged.Decide(expired);
            return Refusal.None;
        }

        refusal = Authenticate(packet);
        if (refusal == Refusal.None)
        {
            Judged.Decide(CarryOut(now));
        }

        return refusal;
    }

    /// <summary>The care-of nonce index is not inspected in a deletion (§9.5.1).</summary>
    private int CheckNonces(long now)
    {
        int at = Judged.Options.NonceIndicesAt;
        bool home = _nonces.IsAcceptable(NonceIndicesOption.HomeNonceIndex(_buffer, at), now);
        bool careOf = Judged.Deregisters
            || _nonces.IsAcceptable(NonceIndicesOption.CareOfNonceIndex(_buffer, at), now);
        if (home)
        {
            return careOf ? BindingStatus.Accepted : BindingStatus.ExpiredCareOfNonce;
        }

        return careOf ? BindingStatus.ExpiredHomeNonce : BindingStatus.ExpiredNonces;
    }

    /// <summary>Makes the tokens and the key again that the mobile node was given parts of (§5.2.5, §9.5.1).</summary>
    private Refusal Authenticate(Ipv6Packet packet)
    {
        int at = Judged.Options.NonceIndicesAt;
        int covered = Judged.CareOfAddressOffset;
        _nonces.Compute(
            NonceIndicesOption.HomeNonceIndex(_buffer, at), _buffer, Judged.HomeAddressOffset, false, _homeToken, 0);
        if (Judged.Deregisters)
        {
            BindingManagementKey.Compute(_sha1, _homeToken, 0, Judged.Key, 0);
            covered = Judged.HomeAddressOffset;
        }
        else
        {
            _nonces.Compute(
                NonceIndicesOption.CareOfNonceIndex(_buffer, at), _buffer, covered, true, _careOfToken, 0);
            BindingManagementKey.Compute(_sha1, _homeToken, 0, _careOfToken, 0, Judged.Key, 0);
        }

        Refusal refusal = _authorization.Verify(
            _buffer, packet.PayloadOffset, Judged.Options, Judged.Key, 0, _buffer, covered, _settings.Address, 0);
        Judged.HasKey = refusal == Refusal.None;
        return refusal;
    }

    private int CarryOut(long now)
    {
        _node = _cache.FindRow(_buffer, Judged.HomeAddressOffset);
        if (!_cache.AcceptsSequence(_node, Judged.Sequence, now))
        {
            Judged.AnsweredSequence = _node.LastSequence;
            return BindingStatus.SequenceOutOfWindow;
        }

        if (_node == null && Judged.Deregisters)
        {
            return Judged.IdentifierCount == 0 ? BindingStatus.Accepted : BindingStatus.NotHomeAgent;
        }

        _node ??= _cache.Take(_buffer, Judged.HomeAddressOffset, now);
        if (_node == null)
        {
            return BindingStatus.InsufficientResources;
        }

        _cache.TakeSequence(_node, Judged.Sequence, now);
        if (!Judged.Deregisters && !IsCareOfAddress(Judged.CareOfAddressOffset))
        {
            return Judged.CareOfAddressOffset == Judged.PacketCareOfAddressOffset
                ? BindingStatus.InvalidCareOfAddress
                : Profile.MalformedStatus;
        }

        return Judged.IdentifierCount == 0 ? CarryOutRegular(now) : CarryOutIdentifier(now);
    }

    /// <summary>A Binding Update without Binding Identifiers: one binding stays, or none (draft §6.2).</summary>
    private int CarryOutRegular(long now)
    {
        if (Judged.Deregisters)
        {
            for (int i = _node.Count - 1; i >= 0; i--)
            {
                _cache.Remove(_node, i, now);
            }

            return BindingStatus.Accepted;
        }

        _cache.RemoveAllBut(_node, MobileNode.RegularBid, now);
        Register(MobileNode.RegularBid, 0, now);
        return BindingStatus.Accepted;
    }

    /// <summary>A Binding Update with Binding Identifiers: of one, as there is no bulk registration here.</summary>
    private int CarryOutIdentifier(long now)
    {
        int at = Judged.IdentifierAt(0);
        if (Profile.IsBulk(Judged.IdentifierCount, NamesAnyCareOfAddress()))
        {
            return Profile.BulkRefusedStatus;
        }

        // RFC 5648 §4.3: a correspondent takes IPv6 care-of addresses only.
        if (Judged.IdentifierCount > 1
            || !Profile.IsWellFormed(_buffer, at)
            || MobilityOption.DataLength(_buffer, at) == BindingIdentifierOption.Ipv4Length)
        {
            return Profile.MalformedStatus;
        }

        int bid = BindingIdentifierOption.Bid(_buffer, at);
        int index = _node.Find(bid);
        if (Judged.Deregisters)
        {
            if (index < 0)
            {
                return BindingStatus.NotHomeAgent;
            }

            _cache.Remove(_node, index, now);
            return BindingStatus.Accepted;
        }

        return RegisterIdentifier(bid, index, at, now);
    }

    private int RegisterIdentifier(int bid, int index, int at, long now)
    {
        bool overwrites = (Judged.Flags & Profile.OverwriteFlags) != 0;
        bool named = Profile.NamesCareOfAddress(_buffer, at) || Profile.TakesCareOfAddressFromPacket;
        if (!named && !IsCareOfAddressOf(index))
        {
            return Profile.UnknownCareOfAddressStatus;
        }

        bool replaces = _node.HasRegularBinding;
        if (replaces && !overwrites && !Profile.ReplacesRegularBinding)
        {
            return Profile.RegularBindingStatus;
        }

        if (replaces || overwrites)
        {
            _cache.RemoveAllBut(_node, bid, now);
        }
        else if (index < 0 && _node.IsFull)
        {
            return BindingStatus.InsufficientResources;
        }

        Register(bid, Profile.Priority(_buffer, at), now);
        return replaces ? Profile.ReplacedStatus : BindingStatus.Accepted;
    }

    /// <summary>
    /// Whether a binding stands with the packet's care-of address, which the tokens are for: what an option without one
    /// refreshes (RFC 5648 §6.2).
    /// </summary>
    private bool IsCareOfAddressOf(int index)
    {
        return index >= 0
            && Ipv6Address.Equal(_node.At(index).CareOfAddress, 0, _buffer, Judged.CareOfAddressOffset);
    }

    private bool NamesAnyCareOfAddress()
    {
        for (int i = 0; i < Judged.IdentifierCount; i++)
        {
            int at = Judged.IdentifierAt(i);
            if (BindingIdentifierOption.IsLongEnough(_buffer, at) && Profile.NamesCareOfAddress(_buffer, at))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A binding may point at any routable address but the home address and this node's own.</summary>
    private bool IsCareOfAddress(int offset)
    {
        return Ipv6Address.IsRoutable(_buffer, offset)
            && !Ipv6Address.Equal(_buffer, offset, _settings.Address, 0)
            && !Ipv6Address.Equal(_buffer, offset, _buffer, Judged.HomeAddressOffset);
    }

    private void Register(int bid, int priority, long now)
    {
        int limit = _settings.LifetimeLimitSeconds / BindingUpdate.LifetimeUnitSeconds;
        Judged.GrantedUnits = Judged.LifetimeUnits < limit ? Judged.LifetimeUnits : limit;
        _cache.Register(
            _node, bid, priority, _buffer, Judged.CareOfAddressOffset, Judged.GrantedUnits * UnitMs, now);
    }
}
