namespace McoaRouter.Torture.Invariants;

/// <summary>A bad configuration, or a loss of power, strands no vehicle.</summary>
internal sealed class StoreRule : Invariant
{
    public StoreRule(Judge judge)
        : base(
            judge,
            "store-rule",
            "firmware/Console/README.md: from a commit to its confirmation",
            "Each start runs what was confirmed last, or once what was committed and waits for its confirmation; never nothing.")
    {
    }

    /// <summary>A board started.</summary>
    /// <param name="vehicle">The vehicle.</param>
    /// <param name="runs">The name of what runs, or null.</param>
    /// <param name="confirmed">What was confirmed last.</param>
    /// <param name="pending">What may be tried now, or null.</param>
    public void Started(int vehicle, string? runs, string confirmed, string? pending)
    {
        if (runs is null)
        {
            Break(vehicle, "nothing runs, and " + confirmed + " is confirmed");
        }
        else if (runs != confirmed && runs != pending)
        {
            Break(vehicle, $"{runs} runs, where {confirmed} is confirmed and {pending ?? "nothing"} may be tried");
        }
    }
}
