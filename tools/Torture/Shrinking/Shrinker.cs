using System;
using System.Collections.Generic;
using System.Linq;
using McoaRouter.Torture.Faults;

namespace McoaRouter.Torture.Shrinking;

/// <summary>
/// Makes a case that breaks an invariant smaller and keeps that invariant broken: fewer faults, by delta debugging
/// (Zeller and Hildebrandt's ddmin), then a shorter time, then fewer faults once more. No randomness, and a bounded number of
/// runs: the same case is shrunk to the same one.
/// </summary>
public sealed class Shrinker
{
    /// <summary>How many runs are spent, where nothing else is said.</summary>
    public const int UsualRuns = 400;

    private readonly Func<TortureCase, Broken?> _run;
    private readonly int _mostRuns;
    private readonly HashSet<string> _held = [];
    private TortureCase _case;
    private Broken _broken;
    private int _runs;

    private Shrinker(TortureCase failing, Broken broken, Func<TortureCase, Broken?> run, int mostRuns)
    {
        _case = failing;
        _broken = broken;
        _run = run;
        _mostRuns = mostRuns;
    }

    private bool IsUsedUp => _runs >= _mostRuns;

    /// <summary>Shrinks a case.</summary>
    /// <param name="failing">A case that breaks an invariant.</param>
    /// <param name="broken">What does not hold in it.</param>
    /// <param name="run">Runs a case; null where all invariants hold.</param>
    /// <param name="mostRuns">How often that may be called.</param>
    public static Shrunk Shrink(
        TortureCase failing, Broken broken, Func<TortureCase, Broken?> run, int mostRuns = UsualRuns)
    {
        IReadOnlyList<Fault> plan = FaultPlan.For(failing.Seed, failing.Minutes).Faults;
        int[] all = [.. failing.Faults?.Where(index => index < plan.Count).Order() ?? Enumerable.Range(0, plan.Count)];
        Shrinker shrinker = new(failing with { Faults = all }, broken, run, mostRuns);

        // What had not begun when the invariant broke had no part in it.
        shrinker.Try([.. all.Where(index => plan[index].StartMs <= broken.Milliseconds)], failing.Minutes);
        bool least = shrinker.TakeFaults();
        if (shrinker.TakeTime())
        {
            least = shrinker.TakeFaults();
        }

        return new Shrunk(shrinker._case, shrinker._broken, shrinker._runs, least);
    }

    /// <summary>Leaves out as many faults as it can.</summary>
    /// <returns>Whether each of those that are left is needed.</returns>
    private bool TakeFaults()
    {
        int parts = 2;
        if (Try([], _case.Minutes))
        {
            return true;
        }

        while (_case.Faults!.Count > 1)
        {
            if (IsUsedUp)
            {
                return false;
            }

            int[] faults = [.. _case.Faults];
            parts = Math.Min(parts, faults.Length);
            if (TryEachAlone(faults, parts))
            {
                parts = 2;
            }
            else if (parts > 2 && TryWithoutEach(faults, parts))
            {
                parts--;
            }
            else if (parts == faults.Length)
            {
                return !IsUsedUp;
            }
            else
            {
                parts *= 2;
            }
        }

        return true;
    }

    private bool TryEachAlone(int[] faults, int parts)
    {
        for (int part = 0; part < parts; part++)
        {
            if (Try(faults[Bound(part, parts, faults.Length)..Bound(part + 1, parts, faults.Length)], _case.Minutes))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryWithoutEach(int[] faults, int parts)
    {
        for (int part = 0; part < parts; part++)
        {
            int[] rest =
            [
                .. faults[..Bound(part, parts, faults.Length)],
                .. faults[Bound(part + 1, parts, faults.Length)..],
            ];
            if (Try(rest, _case.Minutes))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Makes it as short as halving finds it to be enough.</summary>
    /// <returns>Whether it is shorter now.</returns>
    private bool TakeTime()
    {
        int before = _case.Minutes;
        int low = FaultPlan.LeastMinutes;
        while (low < _case.Minutes && !IsUsedUp)
        {
            int middle = low + ((_case.Minutes - low) / 2);
            int known = FaultPlan.For(_case.Seed, middle).Faults.Count;
            if (!Try([.. _case.Faults!.Where(index => index < known)], middle))
            {
                low = middle + 1;
            }
        }

        return _case.Minutes < before;
    }

    /// <summary>Takes a smaller case where it breaks the same invariant.</summary>
    private bool Try(int[] faults, int minutes)
    {
        bool same = faults.Length == _case.Faults!.Count && minutes == _case.Minutes;
        if (same || IsUsedUp || _held.Contains(Key(faults, minutes)))
        {
            return false;
        }

        TortureCase smaller = _case with { Faults = faults, Minutes = minutes };
        _runs++;
        if (_run(smaller) is Broken broken && broken.Invariant == _broken.Invariant)
        {
            _case = smaller;
            _broken = broken;
            return true;
        }

        _held.Add(Key(faults, minutes));
        return false;
    }

    private static int Bound(int part, int parts, int length)
    {
        return (int)((long)part * length / parts);
    }

    private static string Key(int[] faults, int minutes)
    {
        return FormattableString.Invariant($"{minutes}:{string.Join(',', faults)}");
    }
}
