using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// Asks routers for bindings that are about to end (draft §6.4, RFC 5648 §6.4, RFC 6275 §9.5.5): each under its Binding
/// Identifier, a regular one without. A Binding Refresh Request goes to the home address, without a routing header (RFC
/// 6275 §6.1.2), and so through the tunnel to the care-of address that it is about; again every
/// <see cref="IntervalMs"/> until an update comes, <see cref="Attempts"/> times at most.
/// </summary>
internal sealed class RefreshRequests
{
    /// <summary>How long before its end a binding is asked for at the earliest, in ms.</summary>
    public const int LeadMs = 10000;

    /// <summary>
    /// The part of a binding's lifetime that it is asked for in: a router that refreshes in time is not asked.
    /// </summary>
    public const int LeadPart = 8;

    /// <summary>From one request for a binding to the next, in ms.</summary>
    public const int IntervalMs = 3000;

    /// <summary>How often a binding is asked for.</summary>
    public const int Attempts = 3;

    private readonly byte[] _address;
    private readonly BindingCache _cache;
    private readonly RouterTunnels _tunnels;
    private readonly RefusalCounters _refusals;
    private readonly PacketBuffer _packet = new PacketBuffer();

    public RefreshRequests(byte[] address, BindingCache cache, RouterTunnels tunnels, RefusalCounters refusals)
    {
        _address = address;
        _cache = cache;
        _tunnels = tunnels;
        _refusals = refusals;
    }

    /// <summary>When a binding of this lifetime is first asked for, in monotonic ms.</summary>
    public static long FirstAt(long expiresAt, long lifetimeMs)
    {
        long lead = lifetimeMs / LeadPart;
        return expiresAt - (lead < LeadMs ? lead : LeadMs);
    }

    /// <summary>Sends the requests that are due. Harmless when called early, late or twice.</summary>
    public void Poll(long now)
    {
        for (RouterBindings router = _cache.FindToRefresh(now); router != null; router = _cache.FindToRefresh(now))
        {
            Ask(router, now);
        }
    }

    private void Ask(RouterBindings router, long now)
    {
        WireProfile profile = router.Account.Profile;
        for (int i = 0; i < router.Count; i++)
        {
            if (router.At(i).RefreshAt <= now)
            {
                Send(router, i, profile, now);
            }
        }

        _cache.Reschedule(router);
    }

    /// <summary>Sends one request for the binding at an index, and for all others that are due where it may.</summary>
    private void Send(RouterBindings router, int index, WireProfile profile, long now)
    {
        BindingCacheEntry first = router.At(index);
        byte[] homeAddress = router.Account.HomeAddress;
        byte[] octets = _packet.Octets;
        int header = RoutedPacket.Begin(_packet, ProtocolNumbers.Mobility, homeAddress, 0, homeAddress, 0);
        int at = BindingRefreshRequest.Begin(octets, header);
        int last = profile.RefreshesSeveral ? router.Count - 1 : index;
        for (int i = index; i <= last; i++)
        {
            BindingCacheEntry entry = router.At(i);
            if (entry.RefreshAt <= now)
            {
                at = entry.Bid == RouterBindings.RegularBid
                    ? at
                    : profile.WriteReference(octets, header, at, entry.Bid);
                Count(entry, now);
            }
        }

        int end = header + MobilityHeader.Finish(octets, header, at, _address, 0, homeAddress, 0);
        RoutedPacket.End(_packet, ProtocolNumbers.Mobility, header, end, _address, homeAddress, 0);
        if (!_tunnels.Send(_packet, first))
        {
            _refusals.Add(Refusal.LinkRefused);
        }
    }

    private static void Count(BindingCacheEntry entry, long now)
    {
        entry.RefreshRequests++;
        entry.RefreshAt = entry.RefreshRequests == Attempts ? MobileRouter.NoDeadline : now + IntervalMs;
    }
}
