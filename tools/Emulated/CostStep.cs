namespace McoaRouter.Emulated;

/// <summary>One thing that is timed.</summary>
internal abstract class CostStep
{
    /// <summary>What it is called.</summary>
    internal readonly string Name;

    private protected CostStep(string name)
    {
        Name = name;
    }

    /// <summary>Does it so many times.</summary>
    internal abstract void Repeat(int times);
}
