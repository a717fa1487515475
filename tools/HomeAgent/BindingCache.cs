using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// The binding cache (RFC 6275 §9.1, draft §4.1), keyed by home address and Binding Identifier: one
/// <see cref="RouterBindings"/> for each account, all set aside at start. It tells the listener of every change.
/// Look-ups walk the accounts once; they stand in methods of their own, so that an index can take their place.
/// </summary>
public sealed class BindingCache
{
    private readonly RouterBindings[] _routers;
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
        for (int i = 0; i < accounts.Length; i++)
        {
            _routers[i] = new RouterBindings(i, accounts[i]);
        }
    }

    /// <summary>How many routers there are.</summary>
    public int Count
    {
        get { return _routers.Length; }
    }

    /// <summary>When the next binding ends, in monotonic ms, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    internal long NextExpiry { get; private set; } = MobileRouter.NoDeadline;

    /// <summary>
    /// When the next binding is to be asked for, in monotonic ms, or <see cref="MobileRouter.NoDeadline"/>.
    /// </summary>
    internal long NextRefresh { get; private set; } = MobileRouter.NoDeadline;

    /// <summary>The bindings of the router with this index in the settings.</summary>
    public RouterBindings Router(int index)
    {
        return _routers[index];
    }

    /// <summary>The router with a home address, or null.</summary>
    public RouterBindings FindByHomeAddress(byte[] buffer, int offset)
    {
        for (int i = 0; i < _routers.Length; i++)
        {
            if (Ipv6Address.Equal(_routers[i].Account.HomeAddress, 0, buffer, offset))
            {
                return _routers[i];
            }
        }

        return null;
    }

    /// <summary>The router whose home address or prefix an address is, registered or not, or null.</summary>
    public RouterBindings FindByAddress(byte[] buffer, int offset)
    {
        for (int i = 0; i < _routers.Length; i++)
        {
            if (_routers[i].Serves(buffer, offset))
            {
                return _routers[i];
            }
        }

        return null;
    }

    /// <summary>Whether a binding of any router is reached in UDP where a packet came from.</summary>
    internal bool HasPeer(UdpPeer peer)
    {
        for (int i = 0; i < _routers.Length; i++)
        {
            if (_routers[i].HasPeer(peer))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a binding of any router points at an IPv6 address.</summary>
    public bool HasCareOfAddress(byte[] buffer, int offset)
    {
        for (int i = 0; i < _routers.Length; i++)
        {
            if (_routers[i].HasCareOfAddress(buffer, offset))
            {
                return true;
            }
        }

        return false;
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
            _listener.BindingChanged(router.Index, bid, true, entry.CareOfAddress, 0, now);
        }
    }

    /// <summary>Leads a binding that was just registered through UDP (RFC 5555 §4.5).</summary>
    internal void Tunnel(RouterBindings router, int bid, int port, bool behindNat, long now)
    {
        BindingCacheEntry entry = router.FindBinding(bid);
        if (entry.UdpPort != port || entry.IsBehindNat != behindNat)
        {
            entry.UdpPort = port;
            entry.IsBehindNat = behindNat;
            _listener.UdpTunnelChanged(router.Index, bid, port, behindNat, now);
        }
    }

    /// <summary>Removes the binding at an index. <see cref="Settle"/> must follow.</summary>
    internal void Remove(RouterBindings router, int index, long endedAt, long now)
    {
        BindingCacheEntry gone = router.RemoveAt(index, endedAt);
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
        SettleRouter(router, prefixes, cameHome, now);
        Reschedule();
    }

    /// <summary>
    /// Removes every binding whose lifetime is over (RFC 6275 §10.3.1). Harmless when called early, late or twice.
    /// </summary>
    internal void Expire(long now)
    {
        if (now < NextExpiry)
        {
            return;
        }

        for (int i = 0; i < _routers.Length; i++)
        {
            if (_routers[i].NextExpiry <= now)
            {
                ExpireRouter(_routers[i], now);
            }
        }

        Reschedule();
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

        SettleRouter(router, router.Prefixes, false, now);
    }

    private void SettleRouter(RouterBindings router, int prefixes, bool cameHome, long now)
    {
        router.Refresh();
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

    /// <summary>Finds the next deadlines anew, after those of one router changed.</summary>
    internal void Reschedule(RouterBindings router)
    {
        router.Refresh();
        Reschedule();
    }

    private void Reschedule()
    {
        NextExpiry = MobileRouter.NoDeadline;
        NextRefresh = MobileRouter.NoDeadline;
        for (int i = 0; i < _routers.Length; i++)
        {
            if (_routers[i].NextExpiry < NextExpiry)
            {
                NextExpiry = _routers[i].NextExpiry;
            }

            if (_routers[i].NextRefresh < NextRefresh)
            {
                NextRefresh = _routers[i].NextRefresh;
            }
        }
    }
}
