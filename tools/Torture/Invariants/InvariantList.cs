using System.Collections.Generic;

namespace McoaRouter.Torture.Invariants;

/// <summary>All invariants.</summary>
public static class InvariantList
{
    /// <summary>One of each, to be read: its name, its clause and what it says.</summary>
    public static IReadOnlyList<Invariant> All()
    {
        Judge judge = new();
        return
        [
            new Agreement(judge, 1),
            new Lifetimes(judge),
            new SequenceRule(judge, 1),
            new UpdateRate(judge, 1),
            new BackOff(judge, 1),
            new PrefixGuard(judge),
            new TunnelGuard(judge),
            new OnceOnly(judge),
            new NoAllocation(judge),
            new TableLimits(judge),
            new Progress(judge, 1),
            new StoreRule(judge),
            new Convergence(judge),
        ];
    }
}
