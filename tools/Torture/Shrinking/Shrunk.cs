namespace McoaRouter.Torture.Shrinking;

/// <summary>The smallest case that was found to break the same invariant.</summary>
/// <param name="Case">The case; its faults are named one by one.</param>
/// <param name="Broken">What does not hold in it.</param>
/// <param name="Runs">How many runs it took to find it.</param>
/// <param name="IsLeast">
/// Whether each of its faults is needed: without any one of them the invariant holds. False where the runs were used up before
/// that was known.
/// </param>
public sealed record Shrunk(TortureCase Case, Broken Broken, int Runs, bool IsLeast);
