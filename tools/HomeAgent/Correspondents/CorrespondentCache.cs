using McoaRouter.Wire;

namespace McoaRouter.HomeAgents.Correspondents;

/// <summary>
/// The binding cache of a correspondent (RFC 6275 §9.1, draft §4.1, §6.1), keyed by home address and Binding
/// Identifier; all set aside at start. It tells the listener of every change. A row whose last binding went keeps its
/// home address and sequence number until no nonce is left by which an old update could be replayed.
/// </summary>
public sealed class CorrespondentCache
{
    // How long before its end a binding in use is asked for: a sixteenth of its lifetime.
    private const int AskFraction = 16;

    private readonly MobileNode[] _nodes;
    private readonly ICorrespondentListener _listener;

    internal CorrespondentCache(int capacity, ICorrespondentListener listener)
    {
        _listener = listener;
        _nodes = new MobileNode[capacity];
        for (int i = 0; i < capacity; i++)
        {
            _nodes[i] = new MobileNode();
        }
    }

    /// <summary>How many rows there are, for home addresses known or not.</summary>
    public int Capacity
    {
        get { return _nodes.Length; }
    }

    /// <summary>The row with this index; it may have no bindings.</summary>
    public MobileNode At(int index)
    {
        return _nodes[index];
    }

    /// <summary>The mobile node with a home address and any binding, or null.</summary>
    public MobileNode Find(byte[] buffer, int offset)
    {
        MobileNode node = FindRow(buffer, offset);
        return node != null && node.Count > 0 ? node : null;
    }

    /// <summary>When <see cref="Expire"/> has something to do next, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    internal long NextExpiry()
    {
        long next = MobileRouter.NoDeadline;
        for (int i = 0; i < _nodes.Length; i++)
        {
            for (int j = 0; j < _nodes[i].Count; j++)
            {
                next = _nodes[i].At(j).ExpiresAt < next ? _nodes[i].At(j).ExpiresAt : next;
            }
        }

        return next;
    }

    /// <summary>Whether a sequence number is acceptable from a home address (RFC 6275 §9.5.1).</summary>
    internal bool AcceptsSequence(MobileNode node, int sequence, long now)
    {
        return node == null || (node.Count == 0 && node.KeptUntil <= now) || node.AcceptsSequence(sequence);
    }

    /// <summary>The row of a home address, or null where nothing is remembered of it.</summary>
    internal MobileNode FindRow(byte[] buffer, int offset)
    {
        for (int i = 0; i < _nodes.Length; i++)
        {
            if (Ipv6Address.Equal(_nodes[i].HomeAddress, 0, buffer, offset))
            {
                return _nodes[i];
            }
        }

        return null;
    }

    /// <summary>Makes the row of a home address that has none.</summary>
    /// <returns>The row, or null where all are taken.</returns>
    internal MobileNode Take(byte[] buffer, int offset, long now)
    {
        for (int i = 0; i < _nodes.Length; i++)
        {
            if (_nodes[i].Count == 0 && _nodes[i].KeptUntil <= now)
            {
                Ipv6Address.Copy(buffer, offset, _nodes[i].HomeAddress, 0);
                return _nodes[i];
            }
        }

        return null;
    }

    /// <summary>A valid Binding Update came: its sequence number counts from now on (RFC 6275 §9.5.1).</summary>
    internal void TakeSequence(MobileNode node, int sequence, long now)
    {
        node.LastSequence = sequence;
        node.KeptUntil = now + NonceTable.MaxNonceLifetimeMs;
    }

    /// <summary>Adds or updates a binding; the caller checked that there is room.</summary>
    internal void Register(
        MobileNode node,
        int bid,
        int priority,
        byte[] careOfAddress,
        int careOfAddressOffset,
        long lifetimeMs,
        long now)
    {
        int index = node.Find(bid);
        CachedBinding binding = index < 0 ? node.Insert(bid) : node.At(index);
        bool changed = index < 0
            || binding.Priority != priority
            || !Ipv6Address.Equal(binding.CareOfAddress, 0, careOfAddress, careOfAddressOffset);
        binding.Priority = priority;
        binding.ExpiresAt = now + lifetimeMs;
        binding.AskAt = binding.ExpiresAt - (lifetimeMs / AskFraction);
        binding.IsInUse = false;
        binding.Unreachable = 0;
        if (changed)
        {
            Ipv6Address.Copy(careOfAddress, careOfAddressOffset, binding.CareOfAddress, 0);
            _listener.BindingChanged(node, binding, true, now);
        }
    }

    /// <summary>Removes the binding at an index.</summary>
    internal void Remove(MobileNode node, int index, long now)
    {
        _listener.BindingChanged(node, node.RemoveAt(index), false, now);
    }

    /// <summary>Removes all bindings but the one with this Binding Identifier.</summary>
    internal void RemoveAllBut(MobileNode node, int bid, long now)
    {
        for (int i = node.Count - 1; i >= 0; i--)
        {
            if (node.At(i).Bid != bid)
            {
                Remove(node, i, now);
            }
        }
    }

    /// <summary>
    /// Removes every binding whose lifetime is over (RFC 6275 §9.6). Harmless when called early, late or twice.
    /// </summary>
    internal void Expire(long now)
    {
        for (int i = 0; i < _nodes.Length; i++)
        {
            MobileNode node = _nodes[i];
            for (int j = node.Count - 1; j >= 0; j--)
            {
                if (node.At(j).ExpiresAt <= now)
                {
                    Remove(node, j, now);
                }
            }
        }
    }
}
