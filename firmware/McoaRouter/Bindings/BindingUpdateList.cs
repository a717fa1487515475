using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Bindings;

/// <summary>
/// The Binding Update List towards the home agent: fixed size, one entry for each uplink of the settings, at the
/// uplink's index. It keeps one sequence counter for the home agent, shared by all Binding Identifiers.
/// </summary>
public sealed class BindingUpdateList
{
    private readonly Binding[] _bindings;

    internal BindingUpdateList(UplinkSettings[] uplinks)
    {
        _bindings = new Binding[uplinks.Length];
        for (int i = 0; i < uplinks.Length; i++)
        {
            _bindings[i] = new Binding(uplinks[i].Bid, uplinks[i].Priority);
        }
    }

    /// <summary>How many entries there are: one for each uplink.</summary>
    public int Count
    {
        get { return _bindings.Length; }
    }

    /// <summary>The sequence number of the last Binding Update, 16 bits.</summary>
    public int Sequence { get; internal set; }

    /// <summary>The binding of an uplink.</summary>
    public Binding At(int uplink)
    {
        return _bindings[uplink];
    }

    /// <summary>The uplink with this Binding Identifier, or -1.</summary>
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
        for (int i = 0; i < _bindings.Length; i++)
        {
            if (_bindings[i].State == BindingState.Registered && IsPreferred(i, best))
            {
                best = i;
            }
        }

        return best;
    }

    /// <summary>
    /// The uplink that carries signalling: the preferred one that is up, or with a growing <paramref name="turn"/> the
    /// next in preference, round and round, so that a retransmission tries another way.
    /// </summary>
    /// <returns>The uplink, or -1 where none is up.</returns>
    public int SignallingUplink(int turn)
    {
        int up = 0;
        for (int i = 0; i < _bindings.Length; i++)
        {
            if (_bindings[i].Up)
            {
                up++;
            }
        }

        if (up == 0)
        {
            return -1;
        }

        int rank = turn % up;
        for (int i = 0; i < _bindings.Length; i++)
        {
            if (_bindings[i].Up && Rank(i) == rank)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Takes the next sequence number.</summary>
    internal int NextSequence()
    {
        Sequence = (Sequence + 1) & 0xFFFF;
        return Sequence;
    }

    private int Rank(int uplink)
    {
        int rank = 0;
        for (int i = 0; i < _bindings.Length; i++)
        {
            if (i != uplink && _bindings[i].Up && IsPreferred(i, uplink))
            {
                rank++;
            }
        }

        return rank;
    }

    private bool IsPreferred(int uplink, int other)
    {
        return other < 0
            || WireProfile.IsPreferred(
                _bindings[uplink].Priority, _bindings[uplink].Bid, _bindings[other].Priority, _bindings[other].Bid);
    }
}
