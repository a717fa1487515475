namespace McoaRouter.Torture.Invariants;

/// <summary>Something that must hold after every event of a run.</summary>
public abstract class Invariant
{
    private readonly Judge _judge;

    /// <summary>Makes an invariant that tells a judge.</summary>
    private protected Invariant(Judge judge, string name, string clause, string explanation)
    {
        _judge = judge;
        Name = name;
        Clause = clause;
        Explanation = explanation;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Where it comes from.</summary>
    public string Clause { get; }

    /// <summary>What must hold, in a sentence.</summary>
    public string Explanation { get; }

    /// <summary>It does not hold.</summary>
    private protected void Break(int vehicle, string sentence)
    {
        _judge.Break(this, vehicle, sentence);
    }
}
