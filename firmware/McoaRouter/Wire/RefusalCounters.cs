namespace McoaRouter.Wire;

/// <summary>One counter for each <see cref="Refusal"/>.</summary>
public sealed class RefusalCounters
{
    private readonly long[] _counts = new long[(int)Refusal.Count];

    /// <summary>Counts one refusal.</summary>
    public void Add(Refusal reason)
    {
        _counts[(int)reason]++;
    }

    /// <summary>How often <paramref name="reason"/> was counted.</summary>
    public long Of(Refusal reason)
    {
        return _counts[(int)reason];
    }

    /// <summary>The sum over all reasons.</summary>
    public long Total()
    {
        long total = 0;
        for (int i = 0; i < _counts.Length; i++)
        {
            total += _counts[i];
        }

        return total;
    }
}
