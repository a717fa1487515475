namespace McoaRouter.Fuzz.Engine;

/// <summary>Edges that were seen.</summary>
/// <param name="counts">
/// Whether how often one is taken makes a difference, in eight steps from once to 128 times and more, as AFL has them.
/// </param>
public sealed unsafe class EdgeSet(bool counts)
{
    private const int WordOctets = sizeof(ulong);

    private readonly byte[] _seen = new byte[Coverage.MapOctets];

    /// <summary>How many edges were seen at all.</summary>
    public int Count { get; private set; }

    /// <summary>Adds the edges of the last run.</summary>
    /// <returns>Whether any of them, or how often it was taken, is new.</returns>
    public bool Add()
    {
        bool isNew = false;
        ulong* map = (ulong*)Coverage.Map;
        for (int i = 0; i < Coverage.MapOctets / WordOctets; i++)
        {
            if (map[i] != 0)
            {
                isNew |= Add(i * WordOctets);
            }
        }

        return isNew;
    }

    /// <summary>Whether all that this has is in the last run.</summary>
    public bool IsWithinLastRun()
    {
        for (int i = 0; i < _seen.Length; i++)
        {
            if ((_seen[i] & ~Class(Coverage.Map[i])) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Adds only what another set does not have yet of the last run.</summary>
    public void AddNewTo(EdgeSet other)
    {
        for (int i = 0; i < _seen.Length; i++)
        {
            _seen[i] |= (byte)(Class(Coverage.Map[i]) & ~other._seen[i]);
        }
    }

    private bool Add(int from)
    {
        bool isNew = false;
        for (int i = from; i < from + WordOctets; i++)
        {
            byte found = (byte)(Class(Coverage.Map[i]) & ~_seen[i]);
            if (found != 0)
            {
                Count += _seen[i] == 0 ? 1 : 0;
                _seen[i] |= found;
                isNew = true;
            }
        }

        return isNew;
    }

    private byte Class(byte count)
    {
        return count switch
        {
            0 => 0,
            _ when !counts => 1,
            1 => 1,
            2 => 2,
            3 => 4,
            < 8 => 8,
            < 16 => 16,
            < 32 => 32,
            < 128 => 64,
            _ => 128,
        };
    }
}
