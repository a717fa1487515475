using System;
using McoaRouter.Torture;

namespace McoaRouter.Tools.Torture;

/// <summary>
/// Runs a case once more where something was allocated. What the runtime allocates when code is compiled or loaded for the
/// first time looks like a machine's own, and does not come again; what a machine allocates does.
/// </summary>
internal static class SteadyRun
{
    /// <summary>The invariant that says so.</summary>
    public const string Allocation = "no-allocation";

    /// <summary>Runs a case with its second chance.</summary>
    /// <param name="run">Runs a case once.</param>
    /// <param name="case">The case.</param>
    /// <param name="listener">Who is told what happens, or null.</param>
    public static TortureOutcome Of(
        Func<TortureCase, ITortureListener?, TortureOutcome> run, TortureCase @case, ITortureListener? listener)
    {
        TortureOutcome outcome = run(@case, listener);
        return outcome.Broken?.Invariant == Allocation ? run(@case, listener) : outcome;
    }

    /// <summary>Runs a case in the world with its second chance.</summary>
    public static TortureOutcome Run(TortureCase @case, ITortureListener? listener)
    {
        return Of(TortureRun.Run, @case, listener);
    }
}
