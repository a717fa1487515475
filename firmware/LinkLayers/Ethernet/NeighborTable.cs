using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Ethernet;

/// <summary>
/// The memory of a <see cref="NeighborCache"/>: entries are numbers into parallel arrays, chained by a hash of the
/// address. Of fixed size. A neighbour that has answered a question of ours keeps its entry against newcomers; one that
/// only said of itself that it is there does not.
/// </summary>
internal sealed class NeighborTable
{
    /// <summary>No entry.</summary>
    internal const int None = -1;

    /// <summary>How long an answered neighbour that nothing is sent to keeps its entry in a full table, in ms.</summary>
    private const int IdleMs = 600_000;

    private readonly int[] _next = new int[LinkLimits.Neighbors];
    private readonly int[] _heads = new int[LinkLimits.Neighbors];

    /// <summary>How many entries are not free.</summary>
    internal int Count;

    /// <summary>The addresses, 16 octets each.</summary>
    internal readonly byte[] Addresses = new byte[LinkLimits.Neighbors * Ipv6Address.Length];

    /// <summary>The link-layer addresses, 6 octets each.</summary>
    internal readonly byte[] Stations = new byte[LinkLimits.Neighbors * EthernetAddress.Length];

    /// <summary>The states.</summary>
    internal readonly NeighborState[] States = new NeighborState[LinkLimits.Neighbors];

    /// <summary>Whether each has answered a question of ours.</summary>
    internal readonly bool[] Answered = new bool[LinkLimits.Neighbors];

    /// <summary>How often each was asked in its present state.</summary>
    internal readonly byte[] Asked = new byte[LinkLimits.Neighbors];

    /// <summary>When something is to be done about each, in monotonic ms.</summary>
    internal readonly long[] DueAt = new long[LinkLimits.Neighbors];

    /// <summary>When each was made, or a packet was sent to it, in monotonic ms.</summary>
    internal readonly long[] UsedAt = new long[LinkLimits.Neighbors];

    internal NeighborTable()
    {
        Clear();
    }

    /// <summary>Frees all entries.</summary>
    internal void Clear()
    {
        Count = 0;
        for (int i = 0; i < LinkLimits.Neighbors; i++)
        {
            States[i] = NeighborState.Free;
            _heads[i] = None;
        }
    }

    /// <summary>The entry of an address, or <see cref="None"/>.</summary>
    internal int Find(byte[] address, int offset)
    {
        int entry = _heads[Bucket(address, offset)];
        while (entry != None && !Ipv6Address.Equal(Addresses, entry * Ipv6Address.Length, address, offset))
        {
            entry = _next[entry];
        }

        return entry;
    }

    /// <summary>Whether an entry has this link-layer address.</summary>
    internal bool IsAt(int entry, byte[] station, int offset)
    {
        return EthernetAddress.Equal(Stations, entry * EthernetAddress.Length, station, offset);
    }

    /// <summary>Makes an entry, stale and without a link-layer address.</summary>
    /// <returns>The entry, or <see cref="None"/> where the table is full of neighbours that answer.</returns>
    internal int Make(byte[] address, int offset, long now)
    {
        int entry = Room(now);
        if (entry == None)
        {
            return None;
        }

        if (States[entry] != NeighborState.Free)
        {
            Remove(entry);
        }

        int bucket = Bucket(address, offset);
        Ipv6Address.Copy(address, offset, Addresses, entry * Ipv6Address.Length);
        _next[entry] = _heads[bucket];
        _heads[bucket] = entry;
        States[entry] = NeighborState.Stale;
        Answered[entry] = false;
        Asked[entry] = 0;
        DueAt[entry] = MobileRouter.NoDeadline;
        UsedAt[entry] = now;
        Count++;
        return entry;
    }

    /// <summary>Frees an entry.</summary>
    internal void Remove(int entry)
    {
        int bucket = Bucket(Addresses, entry * Ipv6Address.Length);
        if (_heads[bucket] == entry)
        {
            _heads[bucket] = _next[entry];
        }
        else
        {
            int before = _heads[bucket];
            while (_next[before] != entry)
            {
                before = _next[before];
            }

            _next[before] = _next[entry];
        }

        States[entry] = NeighborState.Free;
        Count--;
    }

    /// <summary>How many other neighbours have answered from a station.</summary>
    internal int AnsweredAt(byte[] station, int offset, int except)
    {
        int count = 0;
        for (int i = 0; i < LinkLimits.Neighbors; i++)
        {
            if (i != except && States[i] != NeighborState.Free && Answered[i] && IsAt(i, station, offset))
            {
                count++;
            }
        }

        return count;
    }

    private static int Bucket(byte[] address, int offset)
    {
        return (address[offset + 15] ^ (address[offset + 14] << 3) ^ (address[offset + 13] << 5))
            & (LinkLimits.Neighbors - 1);
    }

    /// <summary>
    /// A free entry; else the one used longest ago among those that never answered; else among those that did and that
    /// nothing was sent to for long; or <see cref="None"/>. What is being resolved stays.
    /// </summary>
    private int Room(long now)
    {
        int silent = None;
        int idle = None;
        for (int i = 0; i < LinkLimits.Neighbors; i++)
        {
            if (States[i] == NeighborState.Free)
            {
                return i;
            }

            if (States[i] == NeighborState.Incomplete)
            {
                continue;
            }

            if (!Answered[i])
            {
                silent = silent == None || UsedAt[i] < UsedAt[silent] ? i : silent;
            }
            else if (States[i] == NeighborState.Stale && now - UsedAt[i] > IdleMs)
            {
                idle = idle == None || UsedAt[i] < UsedAt[idle] ? i : idle;
            }
        }

        return silent != None ? silent : idle;
    }
}
