namespace McoaRouter.Tools.Lab.Soak;

/// <summary>What a soak is told.</summary>
/// <param name="Minutes">How long it is.</param>
/// <param name="Seed">What its faults are drawn from.</param>
/// <param name="Profile">The wire profile of both ends, or null for the usual one.</param>
/// <param name="Picture">The file of its picture, or null for none.</param>
internal sealed record SoakOptions(double Minutes, ulong Seed, string? Profile, string? Picture)
{
    private const int LookedAtTimes = 720;
    private const int LeastIntervalMs = 250;
    private const int MostIntervalMs = 5000;

    /// <summary>How long it is, in ms.</summary>
    public double LengthMs
    {
        get { return Minutes * 60_000; }
    }

    /// <summary>How often the programs are looked at, in ms.</summary>
    public int IntervalMs
    {
        get { return (int)System.Math.Clamp(LengthMs / LookedAtTimes, LeastIntervalMs, MostIntervalMs); }
    }
}
