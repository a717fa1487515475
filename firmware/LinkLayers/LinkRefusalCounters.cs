namespace McoaRouter.LinkLayers;

/// <summary>One counter for each <see cref="LinkRefusal"/>.</summary>
public sealed class LinkRefusalCounters
{
    private readonly long[] _counts = new long[(int)LinkRefusal.Count];

    /// <summary>Counts one refusal.</summary>
    public void Add(LinkRefusal reason)
    {
        _counts[(int)reason]++;
    }

    /// <summary>How often <paramref name="reason"/> was counted.</summary>
    public long Of(LinkRefusal reason)
    {
        return _counts[(int)reason];
    }
}
