namespace McoaRouter.Torture.Faults;

/// <summary>One thing that goes wrong for some time.</summary>
/// <param name="Index">Its index in the plan.</param>
/// <param name="Kind">What.</param>
/// <param name="StartMs">When it begins, in simulated ms.</param>
/// <param name="EndMs">When it is over.</param>
/// <param name="Vehicle">The vehicle, modulo how many there are.</param>
/// <param name="Uplink">The uplink, modulo how many that vehicle has.</param>
/// <param name="Strength">How much, by its kind.</param>
/// <param name="Seed">Where its own random stream begins.</param>
public sealed record Fault(
    int Index, FaultKind Kind, long StartMs, long EndMs, int Vehicle, int Uplink, int Strength, ulong Seed);
