namespace McoaRouter.Torture.Invariants;

/// <summary>Keeps the first invariant that did not hold.</summary>
internal sealed class Judge
{
    /// <summary>What did not hold, or null.</summary>
    public Broken? Broken { get; private set; }

    /// <summary>The time of the event at hand, in simulated ms.</summary>
    public long Now { get; set; }

    /// <summary>An invariant does not hold; only the first one counts.</summary>
    public void Break(Invariant invariant, int vehicle, string sentence)
    {
        Broken ??= new Broken(invariant.Name, Now, vehicle, sentence);
    }
}
