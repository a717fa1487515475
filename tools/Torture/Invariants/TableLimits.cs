namespace McoaRouter.Torture.Invariants;

/// <summary>No table is over its limit, and no buffer is lost.</summary>
internal sealed class TableLimits : Invariant
{
    public TableLimits(Judge judge)
        : base(
            judge,
            "table-limits",
            "the design: Limits.cs",
            "No table holds more than its limit, and every buffer is either free or in use.")
    {
    }

    /// <summary>How full a table is.</summary>
    public void Table(int vehicle, string name, int count, int limit)
    {
        if (count > limit)
        {
            Break(vehicle, $"{name}: {count} of {limit}");
        }
    }

    /// <summary>How a pool stands.</summary>
    public void Pool(string name, int free, int used, int capacity)
    {
        if (free + used != capacity)
        {
            Break(-1, $"{name}: {free} are free and {used} in use, of {capacity}");
        }
    }
}
