using McoaRouter.Wire;

namespace McoaRouter.HomeAgents.Correspondents;

/// <summary>
/// The entries that a correspondent holds for one home address: either one regular binding, or up to
/// <see cref="Limits.Uplinks"/> with Binding Identifiers, in their order. To everybody but the
/// <see cref="CorrespondentCache"/> it is a view.
/// </summary>
public sealed class MobileNode
{
    /// <summary>The Binding Identifier of a regular binding in the cache (draft §4.1).</summary>
    public const int RegularBid = 0;

    private readonly CachedBinding[] _bindings = new CachedBinding[Limits.Uplinks];

    internal MobileNode()
    {
        for (int i = 0; i < _bindings.Length; i++)
        {
            _bindings[i] = new CachedBinding();
        }
    }

    /// <summary>The 16 octets of the home address. Not to be changed.</summary>
    public byte[] HomeAddress { get; } = new byte[Ipv6Address.Length];

    /// <summary>How many bindings there are.</summary>
    public int Count { get; private set; }

    /// <summary>The sequence number of the last valid Binding Update (RFC 6275 §9.5.1).</summary>
    public int LastSequence { get; internal set; }

    /// <summary>Whether the only binding is a regular one, without Binding Identifier.</summary>
    public bool HasRegularBinding
    {
        get { return Count != 0 && _bindings[0].Bid == RegularBid; }
    }

    /// <summary>Whether there is no room for another Binding Identifier.</summary>
    internal bool IsFull
    {
        get { return Count == _bindings.Length; }
    }

    /// <summary>
    /// Until when the sequence number is kept although no binding is left, in monotonic ms: as long as the nonces of
    /// the last update are accepted, which could be replayed otherwise (RFC 6275 §5.2.8, §9.5.3).
    /// </summary>
    internal long KeptUntil { get; set; }

    /// <summary>The binding with this index, 0 up to <see cref="Count"/>.</summary>
    public CachedBinding At(int index)
    {
        return _bindings[index];
    }

    /// <summary>The index of the binding with a Binding Identifier, or -1 (draft §6.1).</summary>
    public int Find(int bid)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_bindings[i].Bid == bid)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The index of the binding with a care-of address, or -1.</summary>
    public int FindCareOfAddress(byte[] buffer, int offset)
    {
        for (int i = 0; i < Count; i++)
        {
            if (Ipv6Address.Equal(_bindings[i].CareOfAddress, 0, buffer, offset))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The binding with the highest priority (draft §6.1), or null without any.</summary>
    public CachedBinding Preferred()
    {
        CachedBinding best = null;
        for (int i = 0; i < Count; i++)
        {
            CachedBinding binding = _bindings[i];
            if (best == null || WireProfile.IsPreferred(binding.Priority, binding.Bid, best.Priority, best.Bid))
            {
                best = binding;
            }
        }

        return best;
    }

    /// <summary>
    /// Whether a sequence number is greater, modulo 2^16, than the last one while that is known (RFC 6275 §9.5.1).
    /// </summary>
    internal bool AcceptsSequence(int sequence)
    {
        return ((LastSequence - sequence) & 0xFFFF) > 0x8000;
    }

    /// <summary>Makes a row for a Binding Identifier that has none; there is room.</summary>
    internal CachedBinding Insert(int bid)
    {
        CachedBinding free = _bindings[Count];
        int at = Count;
        for (; at > 0 && _bindings[at - 1].Bid > bid; at--)
        {
            _bindings[at] = _bindings[at - 1];
        }

        _bindings[at] = free;
        free.Bid = bid;
        Count++;
        return free;
    }

    /// <summary>Takes a row out. Its entry keeps its contents until the next <see cref="Insert"/>.</summary>
    internal CachedBinding RemoveAt(int index)
    {
        CachedBinding gone = _bindings[index];
        Count--;
        for (int i = index; i < Count; i++)
        {
            _bindings[i] = _bindings[i + 1];
        }

        _bindings[Count] = gone;
        return gone;
    }
}
