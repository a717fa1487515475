namespace McoaRouter.HomeAgents;

/// <summary>
/// The memory for the bindings and flow bindings of all routers, set aside at start: what a router does not use, another can.
/// Of the bindings one is kept for each router that has none, so that a full pool costs nobody the last way to its vehicle.
/// </summary>
internal sealed class BindingPool
{
    private readonly RouterFlows[] _freeFlows;
    private int _freeFlowCount;
    private BindingCacheEntry _firstFree;
    private int _free;

    // Routers without a binding: as many free ones are theirs.
    private int _kept;

    /// <summary>Sets aside all memory.</summary>
    /// <param name="routers">How many routers there are, all without a binding.</param>
    /// <param name="bindings">Bindings of all routers together; there is one for each router at least.</param>
    /// <param name="flowRouters">Routers that may have flow bindings at a time.</param>
    internal BindingPool(int routers, int bindings, int flowRouters)
    {
        _kept = routers;
        Capacity = bindings < routers ? routers : bindings;
        for (int i = 0; i < Capacity; i++)
        {
            Return(new BindingCacheEntry());
        }

        _freeFlows = new RouterFlows[flowRouters];
        for (int i = 0; i < flowRouters; i++)
        {
            Return(new RouterFlows(RouterFlows.Capacity));
        }
    }

    /// <summary>Bindings of all routers together.</summary>
    internal int Capacity { get; }

    /// <summary>The flow bindings of every router that has none. It stays empty.</summary>
    internal RouterFlows NoFlows { get; } = new RouterFlows(0);

    /// <summary>How many more bindings a router can have that has this many.</summary>
    internal int RoomFor(int count)
    {
        int room = _free - _kept + (count == 0 ? 1 : 0);
        int limit = Limits.Uplinks - count;
        return room < limit ? room : limit;
    }

    /// <summary>A binding for a router, which checked <see cref="RoomFor"/>.</summary>
    /// <param name="isFirst">Whether the router has none.</param>
    internal BindingCacheEntry Take(bool isFirst)
    {
        BindingCacheEntry entry = _firstFree;
        _firstFree = entry.Next;
        entry.Next = null;
        _free--;
        _kept -= isFirst ? 1 : 0;
        return entry;
    }

    /// <summary>A router has a binding no more.</summary>
    /// <param name="entry">The binding, which keeps its contents until it is taken.</param>
    /// <param name="wasLast">Whether the router has none now.</param>
    internal void Return(BindingCacheEntry entry, bool wasLast)
    {
        Return(entry);
        _kept += wasLast ? 1 : 0;
    }

    /// <summary>Empty flow bindings for a router, or null where all are taken.</summary>
    internal RouterFlows TakeFlows(RouterBindings router)
    {
        if (_freeFlowCount == 0)
        {
            return null;
        }

        _freeFlowCount--;
        RouterFlows flows = _freeFlows[_freeFlowCount];
        flows.Begin(router);
        return flows;
    }

    /// <summary>A router has flow bindings no more.</summary>
    internal void Return(RouterFlows flows)
    {
        _freeFlows[_freeFlowCount] = flows;
        _freeFlowCount++;
    }

    private void Return(BindingCacheEntry entry)
    {
        entry.Next = _firstFree;
        _firstFree = entry;
        _free++;
    }
}
