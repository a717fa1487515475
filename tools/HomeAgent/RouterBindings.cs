using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// The rows of the binding cache that one router holds: either one regular binding, or up to
/// <see cref="Limits.Uplinks"/> bindings with Binding Identifiers, in their order. To everybody but the
/// <see cref="BindingCache"/> it is a view.
/// </summary>
public sealed class RouterBindings
{
    /// <summary>
    /// How long the sequence number outlives the last binding, in ms (RFC 6275 §10.3.2, MAX_DELETE_BCE_TIMEOUT), so
    /// that a delayed Binding Update does not bring back what a later one removed.
    /// </summary>
    public const int SequenceKeptMs = 10000;

    /// <summary>The Binding Identifier of a regular binding in the cache (draft §4.1).</summary>
    public const int RegularBid = 0;

    private readonly BindingCacheEntry[] _entries = new BindingCacheEntry[Limits.Uplinks];
    private long _sequenceKeptUntil;

    internal RouterBindings(int index, RouterAccount account)
    {
        Index = index;
        Account = account;
        Flows = new RouterFlows(this);
        for (int i = 0; i < _entries.Length; i++)
        {
            _entries[i] = new BindingCacheEntry();
        }
    }

    /// <summary>The router's index in the settings.</summary>
    public int Index { get; }

    /// <summary>The router's account.</summary>
    public RouterAccount Account { get; }

    /// <summary>The router's flow bindings (RFC 6089).</summary>
    public RouterFlows Flows { get; }

    /// <summary>How many bindings it has.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// The binding that carries its traffic (<see cref="WireProfile.IsPreferred"/>), or null without any.
    /// </summary>
    public BindingCacheEntry Preferred { get; private set; }

    /// <summary>Whether its only binding is a regular one, without Binding Identifier.</summary>
    public bool HasRegularBinding
    {
        get { return Count != 0 && _entries[0].Bid == RegularBid; }
    }

    /// <summary>Whether one of its bindings is a home binding (RFC 5648 §5.6).</summary>
    public bool HasHomeBinding
    {
        get
        {
            for (int i = 0; i < Count; i++)
            {
                if (_entries[i].IsHome)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Whether its home address is defended by proxy Neighbor Discovery (RFC 6275 §10.4.1).</summary>
    public bool IsDefended { get; internal set; }

    /// <summary>Whether it removed its last binding from its home address.</summary>
    public bool IsAtHome { get; internal set; }

    /// <summary>Whether another node on the home link uses its home address (RFC 6275 §10.3.1).</summary>
    public bool IsDuplicate { get; internal set; }

    /// <summary>The sequence number of the last valid Binding Update (RFC 6275 §9.5.1).</summary>
    public int LastSequence { get; internal set; }

    /// <summary>
    /// When a Mobile Prefix Advertisement may next be sent to it, in monotonic ms (RFC 6275 §6.8).
    /// </summary>
    internal long NextAdvertisementAt { get; set; }

    /// <summary>The registered prefixes, one bit each.</summary>
    internal int Prefixes { get; private set; }

    /// <summary>When the next binding ends, in monotonic ms, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    internal long NextExpiry { get; private set; } = MobileRouter.NoDeadline;

    /// <summary>
    /// When the next binding is to be asked for, in monotonic ms, or <see cref="MobileRouter.NoDeadline"/>.
    /// </summary>
    internal long NextRefresh { get; private set; } = MobileRouter.NoDeadline;

    /// <summary>
    /// The binding with this index, 0 up to <see cref="Count"/>, in the order of the Binding Identifiers.
    /// </summary>
    public BindingCacheEntry At(int index)
    {
        return _entries[index];
    }

    /// <summary>The index of the binding with a Binding Identifier, or -1.</summary>
    public int Find(int bid)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_entries[i].Bid == bid)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The binding with a Binding Identifier, or null (draft §6.1).</summary>
    public BindingCacheEntry FindBinding(int bid)
    {
        int index = Find(bid);
        return index < 0 ? null : _entries[index];
    }

    /// <summary>The first binding that points at an IPv6 address away from home, or null.</summary>
    public BindingCacheEntry FindByCareOfAddress(byte[] buffer, int offset)
    {
        for (int i = 0; i < Count; i++)
        {
            if (!_entries[i].IsHome && !_entries[i].IsInUdp && Ipv6Address.Equal(_entries[i].CareOfAddress, 0, buffer, offset))
            {
                return _entries[i];
            }
        }

        return null;
    }

    /// <summary>The binding that is reached in UDP where a packet came from, or null.</summary>
    internal BindingCacheEntry FindByPeer(UdpPeer peer)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_entries[i].UdpPort == peer.Port && Ipv6Address.Equal(_entries[i].CareOfAddress, 0, peer.Address, 0))
            {
                return _entries[i];
            }
        }

        return null;
    }

    /// <summary>Whether one of the bindings is reached in UDP where a packet came from.</summary>
    internal bool HasPeer(UdpPeer peer)
    {
        return FindByPeer(peer) != null;
    }

    /// <summary>Whether one of the bindings points at an IPv6 address away from home.</summary>
    public bool HasCareOfAddress(byte[] buffer, int offset)
    {
        return FindByCareOfAddress(buffer, offset) != null;
    }

    /// <summary>Whether the prefix with this index in the account is registered.</summary>
    public bool IsRegistered(int prefix)
    {
        return (Prefixes & (1 << prefix)) != 0;
    }

    /// <summary>Whether an address is the router's home address or in one of its prefixes, registered or not.</summary>
    public bool Serves(byte[] buffer, int offset)
    {
        return Ipv6Address.Equal(Account.HomeAddress, 0, buffer, offset)
            || Ipv6Prefix.AnyContains(Account.Prefixes, buffer, offset);
    }

    /// <summary>Whether packets to or from an address go through the router's tunnels now.</summary>
    public bool Carries(byte[] buffer, int offset)
    {
        if (Count == 0)
        {
            return false;
        }

        if (Ipv6Address.Equal(Account.HomeAddress, 0, buffer, offset))
        {
            return true;
        }

        for (int i = 0; i < Account.Prefixes.Length; i++)
        {
            if (IsRegistered(i) && Account.Prefixes[i].Contains(buffer, offset))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a sequence number is greater, modulo 2^16, than the last one while that is remembered (RFC 6275 §9.5.1).
    /// </summary>
    internal bool AcceptsSequence(int sequence, long now)
    {
        return (Count == 0 && now >= _sequenceKeptUntil) || ((LastSequence - sequence) & 0xFFFF) > 0x8000;
    }

    /// <summary>Replaces the set of registered prefixes, one bit each, and returns those that changed.</summary>
    internal int ReplacePrefixes(int prefixes)
    {
        int changed = Prefixes ^ prefixes;
        Prefixes = prefixes;
        return changed;
    }

    /// <summary>
    /// Makes an empty row for a Binding Identifier that has none; the caller checked that there is room.
    /// </summary>
    internal BindingCacheEntry Insert(int bid)
    {
        BindingCacheEntry free = _entries[Count];
        int at = Count;
        for (; at > 0 && _entries[at - 1].Bid > bid; at--)
        {
            _entries[at] = _entries[at - 1];
        }

        _entries[at] = free;
        free.Bid = bid;
        free.UdpPort = 0;
        free.IsBehindNat = false;
        Count++;
        return free;
    }

    /// <summary>Takes a row out. Its entry keeps its contents until the next <see cref="Insert"/>.</summary>
    /// <param name="index">The row.</param>
    /// <param name="endedAt">When the binding ended, in monotonic ms: the sequence number is kept from here on.</param>
    internal BindingCacheEntry RemoveAt(int index, long endedAt)
    {
        BindingCacheEntry gone = _entries[index];
        Count--;
        for (int i = index; i < Count; i++)
        {
            _entries[i] = _entries[i + 1];
        }

        _entries[Count] = gone;
        if (endedAt + SequenceKeptMs > _sequenceKeptUntil)
        {
            _sequenceKeptUntil = endedAt + SequenceKeptMs;
        }

        return gone;
    }

    /// <summary>Finds the preferred binding and the next deadlines anew, after rows changed.</summary>
    internal void Refresh()
    {
        Preferred = null;
        NextExpiry = MobileRouter.NoDeadline;
        NextRefresh = MobileRouter.NoDeadline;
        if (Count == 0)
        {
            Flows.Clear();
        }

        for (int i = 0; i < Count; i++)
        {
            BindingCacheEntry entry = _entries[i];
            if (Preferred == null
                || WireProfile.IsPreferred(entry.Priority, entry.Bid, Preferred.Priority, Preferred.Bid))
            {
                Preferred = entry;
            }

            if (entry.ExpiresAt < NextExpiry)
            {
                NextExpiry = entry.ExpiresAt;
            }

            if (entry.RefreshAt < NextRefresh)
            {
                NextRefresh = entry.RefreshAt;
            }
        }
    }
}
