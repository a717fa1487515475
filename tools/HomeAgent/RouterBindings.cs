using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// The rows of the binding cache that one router holds: either one regular binding, or up to
/// <see cref="Limits.Uplinks"/> bindings with Binding Identifiers, in their order. The rows come from the
/// <see cref="BindingPool"/> and go back there. To everybody but the <see cref="BindingCache"/> it is a view.
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

    private readonly BindingPool _pool;
    private BindingCacheEntry _first;
    private long _sequenceKeptUntil;

    internal RouterBindings(int index, RouterAccount account, BindingPool pool)
    {
        Index = index;
        Account = account;
        _pool = pool;
        Flows = pool.NoFlows;
    }

    /// <summary>The router's index in the settings.</summary>
    public int Index { get; }

    /// <summary>The router's account.</summary>
    public RouterAccount Account { get; }

    /// <summary>The router's flow bindings (RFC 6089).</summary>
    public RouterFlows Flows { get; private set; }

    /// <summary>How many bindings it has.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// The binding that carries its traffic (<see cref="WireProfile.IsPreferred"/>), or null without any.
    /// </summary>
    public BindingCacheEntry Preferred { get; private set; }

    /// <summary>Whether its only binding is a regular one, without Binding Identifier.</summary>
    public bool HasRegularBinding
    {
        get { return Count != 0 && _first.Bid == RegularBid; }
    }

    /// <summary>Whether one of its bindings is a home binding (RFC 5648 §5.6).</summary>
    public bool HasHomeBinding
    {
        get
        {
            for (BindingCacheEntry entry = _first; entry != null; entry = entry.Next)
            {
                if (entry.IsHome)
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

    /// <summary>How many bindings it may have: what it has, and what else there is memory for.</summary>
    internal int Capacity
    {
        get { return Count + _pool.RoomFor(Count); }
    }

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
        BindingCacheEntry entry = _first;
        for (; index > 0; index--)
        {
            entry = entry.Next;
        }

        return entry;
    }

    /// <summary>The index of the binding with a Binding Identifier, or -1.</summary>
    public int Find(int bid)
    {
        int index = 0;
        for (BindingCacheEntry entry = _first; entry != null; entry = entry.Next)
        {
            if (entry.Bid == bid)
            {
                return index;
            }

            index++;
        }

        return -1;
    }

    /// <summary>The binding with a Binding Identifier, or null (draft §6.1).</summary>
    public BindingCacheEntry FindBinding(int bid)
    {
        BindingCacheEntry entry = _first;
        while (entry != null && entry.Bid != bid)
        {
            entry = entry.Next;
        }

        return entry;
    }

    /// <summary>The first binding that points at an IPv6 address away from home, or null.</summary>
    public BindingCacheEntry FindByCareOfAddress(byte[] buffer, int offset)
    {
        BindingCacheEntry entry = _first;
        while (entry != null
            && (entry.IsHome || entry.IsInUdp || !Ipv6Address.Equal(entry.CareOfAddress, 0, buffer, offset)))
        {
            entry = entry.Next;
        }

        return entry;
    }

    /// <summary>The binding that is reached in UDP where a packet came from, or null.</summary>
    internal BindingCacheEntry FindByPeer(UdpPeer peer)
    {
        BindingCacheEntry entry = _first;
        while (entry != null
            && !(entry.UdpPort == peer.Port && Ipv6Address.Equal(entry.CareOfAddress, 0, peer.Address, 0)))
        {
            entry = entry.Next;
        }

        return entry;
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
        BindingCacheEntry entry = _pool.Take(Count == 0);
        BindingCacheEntry before = null;
        BindingCacheEntry behind = _first;
        while (behind != null && behind.Bid < bid)
        {
            before = behind;
            behind = behind.Next;
        }

        Link(before, entry);
        entry.Next = behind;
        entry.Bid = bid;
        entry.UdpPort = 0;
        entry.IsBehindNat = false;
        Count++;
        return entry;
    }

    /// <summary>Takes a row out. Its entry keeps its contents until the next <see cref="Insert"/>.</summary>
    /// <param name="index">The row.</param>
    /// <param name="endedAt">When the binding ended, in monotonic ms: the sequence number is kept from here on.</param>
    internal BindingCacheEntry RemoveAt(int index, long endedAt)
    {
        BindingCacheEntry before = index == 0 ? null : At(index - 1);
        BindingCacheEntry gone = index == 0 ? _first : before.Next;
        Link(before, gone.Next);
        Count--;
        _pool.Return(gone, Count == 0);
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
            ClearFlows();
        }

        for (BindingCacheEntry entry = _first; entry != null; entry = entry.Next)
        {
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

    /// <summary>Sees that there is memory for flow bindings.</summary>
    /// <returns>False where that of all routers together is taken.</returns>
    internal bool TakeFlows()
    {
        if (Flows != _pool.NoFlows)
        {
            return true;
        }

        RouterFlows taken = _pool.TakeFlows(this);
        Flows = taken ?? _pool.NoFlows;
        return taken != null;
    }

    /// <summary>Removes all flow bindings.</summary>
    internal void ClearFlows()
    {
        Flows.Clear();
        ReturnFlows();
    }

    /// <summary>Gives back the memory for flow bindings where none is left.</summary>
    internal void ReturnFlows()
    {
        if (Flows != _pool.NoFlows && Flows.Count == 0)
        {
            _pool.Return(Flows);
            Flows = _pool.NoFlows;
        }
    }

    private void Link(BindingCacheEntry before, BindingCacheEntry entry)
    {
        if (before == null)
        {
            _first = entry;
        }
        else
        {
            before.Next = entry;
        }
    }
}
