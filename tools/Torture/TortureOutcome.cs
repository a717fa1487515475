namespace McoaRouter.Torture;

/// <summary>What became of a run.</summary>
public sealed class TortureOutcome
{
    internal TortureOutcome(TortureCase @case, Broken? broken, TortureTotals totals)
    {
        Case = @case;
        Broken = broken;
        Totals = totals;
    }

    /// <summary>What was run.</summary>
    public TortureCase Case { get; }

    /// <summary>The first invariant that did not hold, which ended the run; null where all held.</summary>
    public Broken? Broken { get; }

    /// <summary>What happened in it, counted.</summary>
    public TortureTotals Totals { get; }
}
