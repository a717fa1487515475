using McoaRouter.Simulation;

namespace McoaRouter.Tools.Lab.Soak;

/// <summary>
/// The faults of a soak, one after the other: the same seed gives the same ones, however long each of them takes.
/// </summary>
internal sealed class SoakPlan
{
    // Of a hundred faults; what is left are commits.
    private const int Cuts = 26;
    private const int CutsOfBoth = 8;
    private const int Silences = 18;
    private const int Delays = 12;
    private const int Losses = 12;
    private const int ForgetfulNats = 10;
    private const int Crashes = 6;

    private const int LeastHoldMs = 500;
    private const int MostHoldMs = 8000;
    private const int LeastRestMs = 2500;
    private const int MostRestMs = 6000;

    private readonly SplitMix64 _random;
    private int _number;

    /// <summary>Begins.</summary>
    public SoakPlan(ulong seed)
    {
        _random = new SplitMix64(seed);
    }

    /// <summary>The next fault.</summary>
    /// <param name="mayCrash">Whether a home agent may crash; where it may not, an uplink is cut in its place.</param>
    public SoakFault Next(bool mayCrash)
    {
        _number++;
        SoakFaultKind kind = Kind(_random.Between(0, 99));
        string uplink = LabTopology.Uplinks[_random.Between(0, 1)];
        int hold = _random.Between(LeastHoldMs, MostHoldMs);
        int strength = _random.Between(0, 100);
        int rest = _random.Between(LeastRestMs, MostRestMs);
        if (kind == SoakFaultKind.CrashHomeAgent && !mayCrash)
        {
            kind = SoakFaultKind.Cut;
        }

        return new SoakFault(_number, kind, uplink, hold, strength, rest);
    }

    private static SoakFaultKind Kind(int drawn)
    {
        int below = 0;
        foreach ((int share, SoakFaultKind kind) in ((int, SoakFaultKind)[])
        [
            (Cuts, SoakFaultKind.Cut),
            (CutsOfBoth, SoakFaultKind.CutBoth),
            (Silences, SoakFaultKind.Silence),
            (Delays, SoakFaultKind.Delay),
            (Losses, SoakFaultKind.Loss),
            (ForgetfulNats, SoakFaultKind.ForgetNat),
            (Crashes, SoakFaultKind.CrashHomeAgent),
        ])
        {
            below += share;
            if (drawn < below)
            {
                return kind;
            }
        }

        return SoakFaultKind.Commit;
    }
}
