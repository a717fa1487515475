using System.Linq;

namespace McoaRouter.Tools.Emulator;

/// <summary>What one step of the router's work costs in nanoCLR.</summary>
/// <param name="Step">Its name.</param>
/// <param name="Nanoseconds">The time of each measurement, in ns.</param>
/// <param name="Copies">
/// The same as multiples of the copy of 1280 octets (Array.Copy) that was timed just before and after.
/// </param>
public sealed record StepCost(string Step, double[] Nanoseconds, double[] Copies)
{
    /// <summary>The median of the multiples.</summary>
    public double Median => Copies.Order().ElementAt(Copies.Length / 2);

    /// <summary>The largest multiple over the smallest: the machine's noise.</summary>
    public double Noise => Copies.Max() / Copies.Min();
}
