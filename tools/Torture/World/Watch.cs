using System;
using McoaRouter.Bindings;
using McoaRouter.HomeAgents;
using McoaRouter.Settings;
using McoaRouter.Torture.Invariants;
using McoaRouter.Wire;

namespace McoaRouter.Torture.World;

/// <summary>Shows the invariants what happens in a world.</summary>
internal sealed class Watch
{
    private const int MostBindings = McoaRouter.Limits.Uplinks + 1;

    private readonly TortureWorld _world;
    private readonly long[][] _expiries;

    public Watch(TortureWorld world, int vehicles)
    {
        _world = world;
        Judge = new Judge();
        Prefixes = new PrefixGuard(Judge);
        Tunnels = new TunnelGuard(Judge);
        Once = new OnceOnly(Judge);
        Sequences = new SequenceRule(Judge, vehicles);
        Rate = new UpdateRate(Judge, vehicles);
        BackOff = new BackOff(Judge, vehicles);
        Lifetimes = new Lifetimes(Judge);
        Agreement = new Agreement(Judge, vehicles);
        Convergence = new Convergence(Judge);
        Allocation = new NoAllocation(Judge);
        Limits = new TableLimits(Judge);
        Progress = new Progress(Judge, vehicles + 1);
        Store = new StoreRule(Judge);
        _expiries = new long[vehicles][];
        for (int i = 0; i < vehicles; i++)
        {
            _expiries[i] = new long[MostBindings];
        }
    }

    public Judge Judge { get; }

    public PrefixGuard Prefixes { get; }

    public TunnelGuard Tunnels { get; }

    public OnceOnly Once { get; }

    public SequenceRule Sequences { get; }

    public UpdateRate Rate { get; }

    public BackOff BackOff { get; }

    public Lifetimes Lifetimes { get; }

    public Agreement Agreement { get; }

    public Convergence Convergence { get; }

    public NoAllocation Allocation { get; }

    public TableLimits Limits { get; }

    public Progress Progress { get; }

    public StoreRule Store { get; }

    /// <summary>The home agent restarted.</summary>
    public void HomeAgentRestarted()
    {
        Sequences.Forget();
        for (int i = 0; i < _expiries.Length; i++)
        {
            Array.Clear(_expiries[i]);
        }
    }

    /// <summary>The home agent was called: what it holds may have changed.</summary>
    /// <param name="askedMs">The lifetime of the Binding Update that it was given; 0 where that was none.</param>
    /// <param name="now">The time of its clock.</param>
    public void AfterHomeAgent(long askedMs, long now)
    {
        BindingCache cache = _world.HomeAgent.HomeAgent.Bindings;
        for (int i = 0; i < cache.Count; i++)
        {
            RouterBindings router = cache.Router(i);
            long[] before = _expiries[i];
            long latest = 0;
            Limits.Table(i, "bindings of a router at the home agent", router.Count, _world.Vehicles[i].Ways.Length + 1);
            for (int j = 0; j < router.Count; j++)
            {
                BindingCacheEntry entry = router.At(j);
                if (entry.ExpiresAt != before[entry.Bid])
                {
                    Lifetimes.Granted(i, entry.Bid, entry.ExpiresAt, askedMs, now);
                    before[entry.Bid] = entry.ExpiresAt;
                }

                Lifetimes.Held(i, "home agent", entry.Bid, entry.ExpiresAt, now);
                latest = entry.ExpiresAt > latest ? entry.ExpiresAt : latest;
            }

            bool backward = _world.Sabotage == Sabotage.BackwardSequences;
            Sequences.Seen(i, backward ? -router.LastSequence & 0xFFFF : router.LastSequence, latest, now);
        }
    }

    /// <summary>A router was called.</summary>
    public void AfterRouter(Vehicle vehicle, long microseconds)
    {
        MobileRouter? router = vehicle.Router;
        if (router is null || router.Stopped)
        {
            return;
        }

        long now = vehicle.Clock.Now(microseconds);
        for (int i = 0; i < router.Bindings.Count; i++)
        {
            Binding binding = router.Bindings.At(i);
            if (binding.State == BindingState.Registered && !vehicle.IsLeaving)
            {
                Lifetimes.Held(vehicle.Plan.Index, "router", binding.Bid, binding.ExpiresAt, now);
            }
        }
    }

    /// <summary>Whether router and home agent agree; also compares how long they believe in what they agree on.</summary>
    public bool Agrees(Vehicle vehicle)
    {
        MobileRouter? router = vehicle.Router;
        if (router is null || vehicle.IsLeaving)
        {
            return false;
        }

        RouterBindings held = _world.HomeAgent.HomeAgent.Bindings.Router(vehicle.Plan.Index);
        bool single = router.Form == RegistrationForm.Single;
        int registered = 0;
        bool agrees = true;
        for (int i = 0; i < router.Bindings.Count; i++)
        {
            Binding binding = router.Bindings.At(i);
            Way way = vehicle.Ways[vehicle.WayOfIndex[i]];
            if (binding.State != BindingState.Registered)
            {
                bool spared = single || (binding.IsIpv4 && binding.Standing == PathStanding.Dead);
                agrees &= !(way.Carrier && way.Link.Up) || spared;
                continue;
            }

            registered++;
            BindingCacheEntry? entry = held.FindBinding(single ? RouterBindings.RegularBid : binding.Bid);
            bool same = entry is not null && IsSame(entry, binding, way);
            agrees &= same && way.Carrier;
            if (same && vehicle.Plan.IsSecure)
            {
                Compare(vehicle, binding, entry!);
            }
        }

        return agrees && registered == held.Count && (registered > 0 || !HasWay(vehicle));
    }

    private static bool HasWay(Vehicle vehicle)
    {
        for (int i = 0; i < vehicle.WayOfIndex.Length; i++)
        {
            if (vehicle.Ways[vehicle.WayOfIndex[i]].Carrier)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSame(BindingCacheEntry entry, Binding binding, Way way)
    {
        return binding.IsIpv4
            ? entry.UdpPort == way.Nat.Port && Ipv6Address.Equal(entry.CareOfAddress, 0, way.Nat.Outside, 0)
            : Ipv6Address.Equal(entry.CareOfAddress, 0, binding.CareOfAddress, 0);
    }

    private void Compare(Vehicle vehicle, Binding binding, BindingCacheEntry entry)
    {
        Lifetimes.Both(
            vehicle.Plan.Index,
            binding.Bid,
            vehicle.Clock.WorldOf(binding.ExpiresAt) / 1000,
            _world.HomeAgent.Clock.WorldOf(entry.ExpiresAt) / 1000,
            binding.GrantedMs);
    }
}
