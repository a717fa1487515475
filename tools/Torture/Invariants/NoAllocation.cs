namespace McoaRouter.Torture.Invariants;

/// <summary>Nothing is allocated after start.</summary>
internal sealed class NoAllocation : Invariant
{
    public NoAllocation(Judge judge)
        : base(
            judge,
            "no-allocation",
            "the design: fixed size, no allocation",
            "No call into a router or a home agent allocates; what the console is asked may.")
    {
    }

    /// <summary>A call is over.</summary>
    public void Called(int vehicle, string call, long octets)
    {
        if (octets > 0)
        {
            Break(vehicle, $"{call} allocated {octets} octets");
        }
    }
}
