using System;
using System.Collections.Generic;
using McoaRouter.Simulation;
using McoaRouter.Torture.Faults;

namespace McoaRouter.Torture;

/// <summary>
/// Draws the faults of a run from its seed. Each minute has a random stream of its own, and so has each fault: a shorter
/// run has the same first faults with the same indexes, and one that is left out changes no other.
/// </summary>
public static class FaultPlan
{
    /// <summary>The shortest run, in minutes: half of it goes to what comes after the faults.</summary>
    public const int LeastMinutes = 2;

    /// <summary>How long it is quiet after the faults, in minutes, where the run is long enough.</summary>
    public const int QuietMinutes = 12;

    /// <summary>How long nothing goes wrong at the start, in ms: what was never registered can't be lost.</summary>
    public const long StartMs = 10_000;

    private const long MinuteMs = 60_000;
    private const int MostInMinute = 4;
    private const int StretchMinutes = 12;
    private const int BusyMinutes = 5;
    private const int CalmChance = 300_000;
    private const ulong Golden = 0x9E3779B97F4A7C15UL;

    /// <summary>The faults of a run.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="minutes">How long the run lasts; less than <see cref="LeastMinutes"/> counts as that.</param>
    public static TorturePlan For(ulong seed, int minutes)
    {
        minutes = Math.Max(minutes, LeastMinutes);
        long end = minutes * MinuteMs;
        long cease = end - Math.Min(QuietMinutes * MinuteMs, end / 2);
        List<Fault> faults = [];
        for (int minute = 0; minute * MinuteMs < cease; minute++)
        {
            if (minute % StretchMinutes < BusyMinutes || !IsCalm(seed, minute / StretchMinutes))
            {
                AddMinute(faults, seed, minute, cease);
            }
        }

        return new TorturePlan(faults, cease, end);
    }

    // In between it is calm for some minutes now and then, so that all must be well again there too.
    private static bool IsCalm(ulong seed, int stretch)
    {
        SplitMix64 random = new(~seed ^ ((ulong)(stretch + 1) * Golden));
        random.Next();
        return random.Chance(CalmChance);
    }

    // Times are drawn in order, so that those of a shorter run are the first of a longer one.
    private static void AddMinute(List<Fault> faults, ulong seed, int minute, long cease)
    {
        SplitMix64 random = new(seed ^ ((ulong)(minute + 1) * Golden));
        random.Next();
        int count = random.Between(0, MostInMinute);
        long from = 0;
        for (int i = 0; i < count; i++)
        {
            from += random.Between(0, (int)MinuteMs / MostInMinute);
            FaultKind kind = (FaultKind)random.Between(0, FaultKinds.Count - 1);
            int length = LengthOf(kind, random);
            int strength = StrengthOf(kind, random);
            int vehicle = random.Between(0, 5);
            int uplink = random.Between(0, 11);
            ulong own = random.Next();
            long start = (minute * MinuteMs) + from;
            if (start < cease && start >= StartMs)
            {
                faults.Add(new Fault(
                    faults.Count, kind, start, Math.Min(start + length, cease), vehicle, uplink, strength, own));
            }
        }
    }

    private static int LengthOf(FaultKind kind, SplitMix64 random)
    {
        return kind switch
        {
            FaultKind.MappingLoss or FaultKind.HomeAgentRestart or FaultKind.ClockJump => 0,
            FaultKind.HomeAgentPause => random.Between(500, 90_000),
            FaultKind.RouterRestart => random.Between(20, 60_000),
            FaultKind.ClockDrift => random.Between(60_000, 1_200_000),
            FaultKind.GoodCommit or FaultKind.BadCommit or FaultKind.UnconfirmedCommit or FaultKind.PowerCutInWrite
                => 90_000,
            _ => random.Between(200, random.Chance(500_000) ? 10_000 : 180_000),
        };
    }

    private static int StrengthOf(FaultKind kind, SplitMix64 random)
    {
        return kind switch
        {
            FaultKind.Loss => random.Chance(100_000) ? 1000 : random.Between(10, 700),
            FaultKind.Duplication => random.Between(10, 500),
            FaultKind.Reordering => random.Between(1, random.Chance(200_000) ? 12_000 : 400),
            FaultKind.Delay => random.Between(50, random.Chance(200_000) ? 20_000 : 2_000),
            FaultKind.Corruption => random.Between(5, 400),
            FaultKind.Flapping => random.Between(1, random.Chance(500_000) ? 300 : 10_000),
            FaultKind.Renumbering => random.Between(1, random.Chance(500_000) ? 500 : 20_000),
            FaultKind.OneWaySilence => random.Between(0, 1),
            FaultKind.RouterRestart => random.Between(0, 3),
            FaultKind.ClockJump => random.Between(-100_000, 100_000),
            FaultKind.ClockDrift => random.Between(-200, 200),
            FaultKind.GoodCommit => random.Between(0, 3),
            FaultKind.PowerCutInWrite => random.Between(0, 1200),
            FaultKind.Replay => random.Between(10, 600),
            _ => 0,
        };
    }
}
