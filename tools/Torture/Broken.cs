namespace McoaRouter.Torture;

/// <summary>An invariant that did not hold.</summary>
/// <param name="Invariant">Its name, as in <see cref="Invariants.InvariantList"/>.</param>
/// <param name="Milliseconds">When, in simulated ms.</param>
/// <param name="Vehicle">The vehicle it is about, or -1 for the world.</param>
/// <param name="Sentence">What was seen.</param>
public sealed record Broken(string Invariant, long Milliseconds, int Vehicle, string Sentence);
