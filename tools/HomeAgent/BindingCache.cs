using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// The binding cache (RFC 6275 §9.1, draft §4.1), keyed by home address and Binding Identifier: one
/// <see cref="RouterBindings"/> for each account, all set aside at start. It tells the listener of every change.
/// Nothing here walks the routers after start: who an address belongs to, and whose timer is next, are kept in tables.
/// </summary>
public sealed class BindingCache
{
    private readonly RouterBindings[] _routers;
    private readonly OctetsIndex _homeAddresses;
    private readonly RouterPrefixes _prefixes;
    private readonly CareOfAddressIndex _careOfAddresses;
    private readonly DeadlineHeap _expiries;
    private readonly DeadlineHeap _refreshes;
    private readonly IHomeAgentListener _listener;
    private readonly bool _routerDefends;
    private readonly bool _asksForRefresh;

    internal BindingCache(HomeAgentSettings settings, IHomeAgentListener listener)
    {
        RouterAccount[] accounts = settings.Routers;
        _routerDefends = settings.SimultaneousHome == SimultaneousHome.RouterDefends;
        _asksForRefresh = settings.RefreshRequests;
        _listener = listener;
        _routers = new RouterBindings[accounts.Length];
        _homeAddresses = new OctetsIndex(accounts.Length);
        _prefixes = new RouterPrefixes(accounts);
        _expiries = new DeadlineHeap(accounts.Length);
        _refreshes = new DeadlineHeap(accounts.Length);
        BindingPool pool = new BindingPool(accounts.Length, settings.BindingCapacity, settings.FlowRouterCapacity);
        _careOfAddresses = new CareOfAddressIndex(pool.Capacity);
        for (int i = 0; i < accounts.Length; i++)
        {
            _routers[i] = new RouterBindings(i, accounts[i], pool);
            _homeAddresses.Add(accounts[i].HomeAddress, i);
        }
    }

    /// <summary>How many routers there are.</summary>
    public int Count
    {
        get { return _routers.Length; }
    }

    /// <summary>When the next binding ends, in monotonic ms, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    internal long NextExpiry
    {
        get { return _expiries.FirstAt; }
    }

    /// <summary>
    /// When the next binding is to be asked for, in monotonic ms, or <see cref="MobileRouter.NoDeadline"/>.
    /// </summary>
    internal long NextRefresh
    {
        get { return _refreshes.FirstAt; }
    }

    /// <summary>The bindings of the router with this index in the settings.</summary>
    public RouterBindings Router(int index)
    {
        return _routers[index];
    }

    /// <summary>The router with a home address, or null.</summary>
    public RouterBindings FindByHomeAddress(byte[] buffer, int offset)
    {
        int router = _homeAddresses.FindAddress(buffer, offset);
        return router < 0 ? null : _routers[router];
    }

    /// <summary>
    /// The router whose home address or prefix an address is, registered or not, or null; the first in the settings where a
    /// prefix holds another router's home address.
    /// </summary>
    public RouterBindings FindByAddress(byte[] buffer, int offset)
    {
        int router = _prefixes.Find(buffer, offset);
        int home = _homeAddresses.FindAddress(buffer, offset);
        router = router < 0 || (home >= 0 && home < router) ? home : router;
        return router < 0 ? null : _routers[router];
    }

    /// <summary>The router with a binding that is to be asked for now, the most urgent one, or null.</summary>
    internal RouterBindings FindToRefresh(long now)
    {
        return _refreshes.IsDue(now) ? _routers[_refreshes.First] : null;
    }

    /// <summary>Whether a binding of any router is reached in UDP where a packet came from.</summary>
    internal bool HasPeer(UdpPeer peer)
    {
        return _careOfAddresses.Has(peer.Address, 0, peer.Port);
    }

    /// <summary>Whether a binding of any router points at an IPv6 address.</summary>
    public bool HasCareOfAddress(byte[] buffer, int offset)
    {
        return _careOfAddresses.Has(buffer, offset, 0);
    }

    /// <summary>
    /// Adds or updates a binding; the caller checked that there is room. <see cref="Settle"/> must follow. One whose
    /// care-of address is IPv4-mapped keeps the UDP tunnel that it has, until <see cref="Tunnel"/> gives it another.
    /// </summary>
    internal void Register(
        RouterBindings router,
        int bid,
        int priority,
        byte[] careOfAddress,
        int careOfAddressOffset,
        bool isHome,
        bool isMobileRouter,
        long expiresAt,
        long now)
    {
        int index = router.Find(bid);
        BindingCacheEntry entry = index < 0 ? router.Insert(bid) : router.At(index);
        bool changed = index < 0
            || entry.Priority != priority
            || entry.IsHome != isHome
            || !Ipv6Address.Equal(entry.CareOfAddress, 0, careOfAddress, careOfAddressOffset);
        if (index >= 0)
        {
            _careOfAddresses.Remove(entry);
        }

        entry.Priority = priority;
        entry.IsHome = isHome;
        entry.IsMobileRouter = isMobileRouter;
        entry.ExpiresAt = expiresAt;
        entry.RefreshRequests = 0;
        entry.RefreshAt = _asksForRefresh
            ? RefreshRequests.FirstAt(expiresAt, expiresAt - now)
            : MobileRouter.NoDeadline;
        if (entry.IsInUdp && !Ipv4MappedAddress.Is(careOfAddress, careOfAddressOffset))
        {
            entry.UdpPort = 0;
            entry.IsBehindNat = false;
        }

        if (changed)
        {
            Ipv6Address.Copy(careOfAddress, careOfAddressOffset, entry.CareOfAddress, 0);
        }

        _careOfAddresses.Add(entry);
        if (changed)
        {
            _listener.BindingChanged(router.Index, bid, true, entry.CareOfAddress, 0, now);
        }
    }

    /// <summary>Leads a binding that was just registered through UDP (RFC 5555 §4.5).</summary>
    internal void Tunnel(RouterBindings router, int bid, int port, bool behindNat, long now)
    {
        BindingCacheEntry entry = router.FindBinding(bid);
        if (entry.UdpPort != port || entry.IsBehindNat != behindNat)
        {
            _careOfAddresses.Remove(entry);
            entry.UdpPort = port;
            entry.IsBehindNat = behindNat;
            _careOfAddresses.Add(entry);
            _listener.UdpTunnelChanged(router.Index, bid, port, behindNat, now);
        }
    }

    /// <summary>Removes the binding at an index. <see cref="Settle"/> must follow.</summary>
    internal void Remove(RouterBindings router, int index, long endedAt, long now)
    {
        BindingCacheEntry gone = router.RemoveAt(index, endedAt);
        _careOfAddresses.Remove(gone);
        _listener.BindingChanged(router.Index, gone.Bid, false, gone.CareOfAddress, 0, now);
    }

    /// <summary>
    /// Removes all bindings but the one with this Binding Identifier. <see cref="Settle"/> must follow.
    /// </summary>
    internal void RemoveAllBut(RouterBindings router, int bid, long now)
    {
        for (int i = router.Count - 1; i >= 0; i--)
        {
            if (router.At(i).Bid != bid)
            {
                Remove(router, i, now, now);
            }
        }
    }

    /// <summary>
    /// Ends a change: the prefixes follow (none is routed without a binding), and so do the preferred binding, the
    /// defence of the home address and the timer.
    /// </summary>
    /// <param name="router">The router that changed.</param>
    /// <param name="prefixes">The registered prefixes, one bit each.</param>
    /// <param name="cameHome">Whether the change was asked for from the home address.</param>
    /// <param name="now">Monotonic ms.</param>
    internal void Settle(RouterBindings router, int prefixes, bool cameHome, long now)
    {
        Reschedule(router);
        int changed = router.ReplacePrefixes(router.Count == 0 ? 0 : prefixes);
        for (int i = 0; i < router.Account.Prefixes.Length; i++)
        {
            if ((changed & (1 << i)) != 0)
            {
                _listener.PrefixChanged(router.Index, i, router.IsRegistered(i), now);
            }
        }

        bool defended = router.Count != 0 && !(_routerDefends && router.HasHomeBinding);
        if (defended != router.IsDefended)
        {
            router.IsDefended = defended;
            _listener.HomeAddressDefended(router.Index, defended, now);
        }

        bool atHome = router.Count == 0 && (cameHome || router.IsAtHome);
        if (atHome != router.IsAtHome)
        {
            router.IsAtHome = atHome;
            _listener.RouterAtHome(router.Index, atHome, now);
        }
    }

    /// <summary>
    /// Removes every binding whose lifetime is over (RFC 6275 §10.3.1), router by router in the order of their deadlines.
    /// Harmless when called early, late or twice.
    /// </summary>
    internal void Expire(long now)
    {
        while (_expiries.IsDue(now))
        {
            ExpireRouter(_routers[_expiries.First], now);
        }
    }

    private void ExpireRouter(RouterBindings router, long now)
    {
        for (int i = router.Count - 1; i >= 0; i--)
        {
            if (router.At(i).ExpiresAt <= now)
            {
                Remove(router, i, router.At(i).ExpiresAt, now);
            }
        }

        Settle(router, router.Prefixes, false, now);
    }

    /// <summary>Finds the next deadlines anew, after those of one router changed.</summary>
    internal void Reschedule(RouterBindings router)
    {
        router.Refresh();
        _expiries.Set(router.Index, router.NextExpiry);
        _refreshes.Set(router.Index, router.NextRefresh);
    }
}
