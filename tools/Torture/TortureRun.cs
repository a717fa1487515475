using System.Collections.Generic;
using McoaRouter.Torture.Faults;
using McoaRouter.Torture.World;

namespace McoaRouter.Torture;

/// <summary>Runs one case.</summary>
public static class TortureRun
{
    /// <summary>Runs a case to its end, or to the first invariant that does not hold. Uses nothing that is shared.</summary>
    /// <param name="c">The case.</param>
    /// <param name="listener">Who is told what happens, or null.</param>
    public static TortureOutcome Run(TortureCase c, ITortureListener? listener)
    {
        return Run(c, listener, Sabotage.None);
    }

    /// <summary>Runs a case in which a test breaks something on purpose.</summary>
    internal static TortureOutcome Run(TortureCase c, ITortureListener? listener, Sabotage sabotage)
    {
        TorturePlan plan = FaultPlan.For(c.Seed, c.Minutes);
        List<Fault> faults = [];
        for (int i = 0; i < plan.Faults.Count; i++)
        {
            if (c.Faults is null || Contains(c.Faults, i))
            {
                faults.Add(plan.Faults[i]);
            }
        }

        TortureWorld world = new(c, plan, faults, listener, sabotage);
        Broken? broken = world.Run();
        return new TortureOutcome(c, broken, world.Totals);
    }

    private static bool Contains(IReadOnlyList<int> indexes, int index)
    {
        for (int i = 0; i < indexes.Count; i++)
        {
            if (indexes[i] == index)
            {
                return true;
            }
        }

        return false;
    }
}
