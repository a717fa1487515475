using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Bindings;

/// <summary>
/// The Binding Update List towards the home agent: fixed size, one entry for each uplink of the settings, at the
/// uplink's index. Behind them stands one entry more for each uplink, which holds the binding under a Binding
/// Identifier that was changed until it is removed. One sequence counter is shared by all Binding Identifiers.
/// </summary>
public sealed class BindingUpdateList
{
    /// <summary>How many uplinks there are: the entries that belong to them come first.</summary>
    public readonly int Count;

    /// <summary>The sequence number of the last Binding Update, 16 bits.</summary>
    public int Sequence;

    private readonly Binding[] _bindings;

    internal BindingUpdateList(UplinkSettings[] uplinks)
    {
        Count = uplinks.Length;
        _bindings = new Binding[2 * Count];
        for (int i = 0; i < Count; i++)
        {
            _bindings[i] = new Binding(uplinks[i].Bid, uplinks[i].Priority);
            _bindings[Count + i] = new Binding(0, uplinks[i].Priority);
        }
    }

    /// <summary>How many entries there are, those of changed Binding Identifiers included.</summary>
    internal int Entries
    {
        get { return _bindings.Length; }
    }

    /// <summary>The binding of an uplink.</summary>
    public Binding At(int uplink)
    {
        return _bindings[uplink];
    }

    /// <summary>The entry with this Binding Identifier, or -1.</summary>
    public int IndexOf(int bid)
    {
        for (int i = 0; i < _bindings.Length; i++)
        {
            if (_bindings[i].Bid == bid)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The preferred uplink that is up and whose binding the home agent acknowledged, or -1.</summary>
    public int PreferredRegistered()
    {
        int best = -1;
        for (int i = 0; i < Count; i++)
        {
            if (_bindings[i].State == BindingState.Registered && IsPreferred(i, best))
            {
                best = i;
            }
        }

        return best;
    }

    /// <summary>How many uplinks are up.</summary>
    public int CountUp()
    {
        return CountUp(false);
    }

    /// <summary>
    /// The preferred uplink that is up, or with a growing <paramref name="turn"/> the next in preference, round and
    /// round, so that a retransmission tries another way.
    /// </summary>
    /// <returns>The uplink, or -1 where none is up.</returns>
    public int PreferredUp(int turn)
    {
        return PreferredUp(turn, false);
    }

    /// <summary>How many uplinks are up, or up with an IPv6 care-of address.</summary>
    internal int CountUp(bool ipv6Only)
    {
        int up = 0;
        for (int i = 0; i < Count; i++)
        {
            up += IsUp(i, ipv6Only) ? 1 : 0;
        }

        return up;
    }

    /// <summary>As <see cref="PreferredUp(int)"/>, perhaps of those with an IPv6 care-of address alone.</summary>
    internal int PreferredUp(int turn, bool ipv6Only)
    {
        int up = CountUp(ipv6Only);
        if (up == 0)
        {
            return -1;
        }

        int rank = turn % up;
        for (int i = 0; i < Count; i++)
        {
            if (IsUp(i, ipv6Only) && Rank(i, ipv6Only) == rank)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether an uplink is up, perhaps with an IPv6 care-of address alone.</summary>
    internal bool IsUp(int uplink, bool ipv6Only)
    {
        return _bindings[uplink].Up && !(ipv6Only && _bindings[uplink].IsIpv4);
    }

    /// <summary>How many uplinks are up whose path is not dead, perhaps with an IPv6 care-of address alone.</summary>
    internal int CountLive(bool ipv6Only)
    {
        int live = 0;
        for (int i = 0; i < Count; i++)
        {
            live += IsUp(i, ipv6Only) && _bindings[i].Standing != PathStanding.Dead ? 1 : 0;
        }

        return live;
    }

    /// <summary>The preferred uplink on the home link, or -1.</summary>
    internal int PreferredOnHomeLink()
    {
        int best = -1;
        for (int i = 0; i < Count; i++)
        {
            if (_bindings[i].Up && _bindings[i].OnHomeLink && IsPreferred(i, best))
            {
                best = i;
            }
        }

        return best;
    }

    /// <summary>
    /// The first uplink that an exchange's outstanding update registers, perhaps of those with an IPv4 care-of address
    /// alone, or -1.
    /// </summary>
    internal int FirstRegisteredBy(int exchange, bool ipv4Only)
    {
        for (int i = 0; i < Count; i++)
        {
            Binding binding = _bindings[i];
            if (binding.Exchange == exchange && binding.InUpdate && (binding.IsIpv4 || !ipv4Only))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The uplink that an entry belongs to.</summary>
    internal int UplinkOf(int entry)
    {
        return entry % Count;
    }

    /// <summary>Takes the next sequence number.</summary>
    internal int NextSequence()
    {
        Sequence = (Sequence + 1) & 0xFFFF;
        return Sequence;
    }

    /// <summary>
    /// Whether an uplink is preferred to another, or to none (-1): by its standing, then by its priority.
    /// </summary>
    internal bool IsPreferred(int uplink, int other)
    {
        if (other >= 0 && _bindings[uplink].Standing != _bindings[other].Standing)
        {
            return _bindings[uplink].Standing < _bindings[other].Standing;
        }

        return other < 0
            || WireProfile.IsPreferred(
                _bindings[uplink].Priority, _bindings[uplink].Bid, _bindings[other].Priority, _bindings[other].Bid);
    }

    private int Rank(int uplink, bool ipv6Only)
    {
        int rank = 0;
        for (int i = 0; i < Count; i++)
        {
            if (i != uplink && IsUp(i, ipv6Only) && IsPreferred(i, uplink))
            {
                rank++;
            }
        }

        return rank;
    }
}
