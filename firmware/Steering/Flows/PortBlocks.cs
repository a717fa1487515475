using McoaRouter.Settings;

namespace McoaRouter.Flows;

/// <summary>
/// How flows are balanced over uplinks: the vehicle's port decides. All ports are 16 blocks, dealt to the uplinks by
/// their weights in turns, so that also the ports which hosts like to use are shared out. That needs no state, survives
/// a restart, and is told to the home agent as ranges. A block whose uplink serves no more goes to the others, by their
/// weights, and comes back with it; no other block moves.
/// </summary>
internal sealed class PortBlocks
{
    /// <summary>How many blocks there are.</summary>
    internal const int Count = FlowSettings.PortBlocks;

    private const int Nobody = -1;

    // 4096 ports a block.
    private const int BlockBits = 12;

    private readonly int[] _weights;
    private readonly int[] _owners = new int[Count];
    private readonly int[] _holders = new int[Count];
    private readonly int[] _shares;
    private readonly int[] _turns;

    /// <summary>Deals the blocks.</summary>
    /// <param name="weights">The weight of each uplink, 1..100.</param>
    internal PortBlocks(int[] weights)
    {
        _weights = weights;
        _shares = new int[weights.Length];
        _turns = new int[weights.Length];
        Apportion();
        for (int i = 0; i < Count; i++)
        {
            _owners[i] = NextOf(_shares, null);
            _holders[i] = Nobody;
        }
    }

    /// <summary>The heaviest of the uplinks that serve, or -1: what has no port is its.</summary>
    internal int Heaviest { get; private set; } = Nobody;

    /// <summary>The block of a port.</summary>
    internal static int Of(int port)
    {
        return port >> BlockBits;
    }

    /// <summary>The first port of a block.</summary>
    internal static int FirstPort(int block)
    {
        return block << BlockBits;
    }

    /// <summary>The last port of a block.</summary>
    internal static int LastPort(int block)
    {
        return ((block + 1) << BlockBits) - 1;
    }

    /// <summary>Which of the uplinks holds a block now, or -1 where none serves.</summary>
    internal int HolderOf(int block)
    {
        return _holders[block];
    }

    /// <summary>Deals the blocks anew among the uplinks that serve.</summary>
    /// <param name="serves">Which of the uplinks do.</param>
    internal void Share(bool[] serves)
    {
        Heaviest = Nobody;
        for (int i = 0; i < _weights.Length; i++)
        {
            _turns[i] = 0;
            if (serves[i] && (Heaviest == Nobody || _weights[i] > _weights[Heaviest]))
            {
                Heaviest = i;
            }
        }

        for (int i = 0; i < Count; i++)
        {
            _holders[i] = serves[_owners[i]] ? _owners[i] : NextOf(_weights, serves);
        }
    }

    /// <summary>Sixteenths by the weights: whole ones first, the rest to the largest remainders.</summary>
    private void Apportion()
    {
        int total = 0;
        int left = Count;
        for (int i = 0; i < _weights.Length; i++)
        {
            total += _weights[i];
        }

        for (int i = 0; i < _weights.Length; i++)
        {
            _shares[i] = Count * _weights[i] / total;
            left -= _shares[i];
        }

        for (; left > 0; left--)
        {
            int most = 0;
            for (int i = 1; i < _weights.Length; i++)
            {
                if (Remainder(i, total) > Remainder(most, total))
                {
                    most = i;
                }
            }

            _shares[most]++;
        }
    }

    private int Remainder(int uplink, int total)
    {
        return (Count * _weights[uplink]) - (_shares[uplink] * total);
    }

    /// <summary>
    /// Whose turn it is: everybody's account grows by a weight, the largest pays for all. Each comes up by its weight,
    /// as far apart as can be.
    /// </summary>
    private int NextOf(int[] weights, bool[] serves)
    {
        int next = Nobody;
        int total = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            if (serves != null && !serves[i])
            {
                continue;
            }

            total += weights[i];
            _turns[i] += weights[i];
            if (next == Nobody || _turns[i] > _turns[next])
            {
                next = i;
            }
        }

        if (next != Nobody)
        {
            _turns[next] -= total;
        }

        return next;
    }
}
