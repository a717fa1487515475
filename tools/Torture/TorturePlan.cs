using System.Collections.Generic;
using McoaRouter.Torture.Faults;

namespace McoaRouter.Torture;

/// <summary>All faults of a run: what <see cref="FaultPlan.For"/> makes.</summary>
public sealed class TorturePlan
{
    internal TorturePlan(IReadOnlyList<Fault> faults, long faultsCeaseMs, long endMs)
    {
        Faults = faults;
        FaultsCeaseMs = faultsCeaseMs;
        EndMs = endMs;
    }

    /// <summary>The faults, each at its index, in the order in which they begin.</summary>
    public IReadOnlyList<Fault> Faults { get; }

    /// <summary>From when on nothing goes wrong any more, in simulated ms.</summary>
    public long FaultsCeaseMs { get; }

    /// <summary>When the run ends.</summary>
    public long EndMs { get; }
}
