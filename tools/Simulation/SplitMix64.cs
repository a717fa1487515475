namespace McoaRouter.Simulation;

/// <summary>
/// A small generator of random numbers (Steele, Lea and Flood's SplitMix64): the same seed gives the same numbers on
/// every runtime.
/// </summary>
public sealed class SplitMix64
{
    private ulong _state;

    /// <summary>Starts a sequence.</summary>
    public SplitMix64(ulong seed)
    {
        _state = seed;
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        ulong mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>The next number from <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Between(int least, int most)
    {
        ulong span = (ulong)((long)most - least + 1);
        return (int)(least + (long)((Next() >> 1) % span));
    }

    /// <summary>Fills a buffer.</summary>
    public void Fill(byte[] octets)
    {
        for (int i = 0; i < octets.Length; i++)
        {
            octets[i] = (byte)Next();
        }
    }

    /// <summary>True in <paramref name="perMillion"/> of a million cases.</summary>
    public bool Chance(int perMillion)
    {
        return Between(0, 999999) < perMillion;
    }
}
