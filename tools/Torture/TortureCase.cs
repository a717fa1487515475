using System.Collections.Generic;

namespace McoaRouter.Torture;

/// <summary>One run is a pure function of this: the same case is the same run, on every machine.</summary>
/// <param name="Seed">Where all that is random comes from.</param>
/// <param name="Minutes">How long it lasts in simulated time; <see cref="FaultPlan.LeastMinutes"/> or more.</param>
/// <param name="Faults">
/// The faults that happen, by their index in <see cref="FaultPlan.For"/>; null for all of them.
/// </param>
public sealed record TortureCase(ulong Seed, int Minutes = 60, IReadOnlyList<int>? Faults = null);
