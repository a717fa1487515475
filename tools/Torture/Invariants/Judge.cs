using System.Collections.Generic;

namespace McoaRouter.Torture.Invariants;

/// <summary>Keeps the first invariant that did not hold.</summary>
internal sealed class Judge
{
    private readonly List<Invariant> _invariants = [];

    /// <summary>What did not hold, or null.</summary>
    public Broken? Broken { get; private set; }

    /// <summary>The time of the event at hand, in simulated ms.</summary>
    public long Now { get; set; }

    /// <summary>All invariants that tell this judge.</summary>
    public IReadOnlyList<Invariant> Invariants => _invariants;

    /// <summary>Takes an invariant in.</summary>
    public void Add(Invariant invariant)
    {
        _invariants.Add(invariant);
    }

    /// <summary>An invariant does not hold; only the first one counts.</summary>
    public void Break(Invariant invariant, int vehicle, string sentence)
    {
        Broken ??= new Broken(invariant.Name, Now, vehicle, sentence);
    }
}
