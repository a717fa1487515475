using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// The flow bindings of one router, in the order of their priorities (RFC 6089 §4.3), and the ways of its fragmented
/// packets. All is set aside at start, in the <see cref="BindingPool"/>.
/// </summary>
public sealed class RouterFlows
{
    /// <summary>Flow bindings of one router; a further one is refused with <see cref="FlowStatus.Unspecified"/>.</summary>
    public const int Capacity = 16;

    private readonly FlowBindingEntry[] _entries;
    private readonly FragmentWays _fragments = new FragmentWays();
    private RouterBindings _router;

    /// <summary>Sets aside all memory.</summary>
    /// <param name="capacity">Flow bindings: <see cref="Capacity"/>, or 0 where it stays empty.</param>
    internal RouterFlows(int capacity)
    {
        _entries = new FlowBindingEntry[capacity];
        for (int i = 0; i < capacity; i++)
        {
            _entries[i] = new FlowBindingEntry();
        }
    }

    /// <summary>How many flow bindings there are.</summary>
    public int Count { get; private set; }

    /// <summary>The flow binding with this index, in the order in which they are matched.</summary>
    public FlowBindingEntry At(int index)
    {
        return _entries[index];
    }

    /// <summary>The index of the flow binding with an identifier, or -1.</summary>
    public int Find(int fid)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_entries[i].Fid == fid)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>
    /// The first active flow binding that is about a packet, or null (RFC 6089 §5.3.6). Fragments behind the first one go
    /// where that went. Bounded by <see cref="Capacity"/>.
    /// </summary>
    internal FlowBindingEntry Match(SelectedPacket packet, long now)
    {
        if (packet.IsLaterFragment)
        {
            int fid = _fragments.Find(packet, now);
            if (fid != FragmentWays.Unknown)
            {
                int index = Find(fid);
                return index >= 0 && _entries[index].IsActive(_router) ? _entries[index] : null;
            }
        }

        FlowBindingEntry found = FirstOf(packet);
        if (packet.IsFragment && !packet.IsLaterFragment)
        {
            _fragments.Keep(packet, found == null ? 0 : found.Fid, now);
        }

        return found;
    }

    /// <summary>Becomes a router's, which has none yet.</summary>
    internal void Begin(RouterBindings router)
    {
        _router = router;
        _fragments.Forget();
    }

    /// <summary>Makes an empty flow binding; the caller saw that there is room, and calls <see cref="Place"/>.</summary>
    internal FlowBindingEntry Add(int fid)
    {
        FlowBindingEntry entry = _entries[Count++];
        entry.Fid = fid;
        return entry;
    }

    /// <summary>Puts the flow binding at an index where its priority belongs.</summary>
    internal void Place(int index)
    {
        FlowBindingEntry entry = _entries[index];
        for (; index > 0 && _entries[index - 1].Priority > entry.Priority; index--)
        {
            _entries[index] = _entries[index - 1];
        }

        for (; index + 1 < Count && _entries[index + 1].Priority < entry.Priority; index++)
        {
            _entries[index] = _entries[index + 1];
        }

        _entries[index] = entry;
    }

    /// <summary>Forgets which flow bindings an update named.</summary>
    internal void ForgetNames()
    {
        for (int i = 0; i < Count; i++)
        {
            _entries[i].IsNamed = false;
        }
    }

    /// <summary>Removes what an update did not name (RFC 6089 §5.3.4).</summary>
    internal void RemoveUnnamed()
    {
        int kept = 0;
        for (int i = 0; i < Count; i++)
        {
            FlowBindingEntry entry = _entries[i];
            if (entry.IsNamed)
            {
                _entries[i] = _entries[kept];
                _entries[kept++] = entry;
            }
        }

        Count = kept;
    }

    /// <summary>Removes all.</summary>
    internal void Clear()
    {
        Count = 0;
    }

    private FlowBindingEntry FirstOf(SelectedPacket packet)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_entries[i].Selector.Matches(packet) && _entries[i].IsActive(_router))
            {
                return _entries[i];
            }
        }

        return null;
    }
}
