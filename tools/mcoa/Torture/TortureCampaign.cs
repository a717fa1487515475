using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using McoaRouter.Torture;

namespace McoaRouter.Tools.Torture;

/// <summary>Runs the cases of a campaign on several cores.</summary>
internal sealed class TortureCampaign
{
    private readonly Lock _lock = new();
    private readonly CampaignPlan _plan;
    private readonly int _jobs;
    private readonly Func<TortureCase, TortureOutcome> _run;
    private readonly TortureTotals _totals = new();
    private readonly List<TortureOutcome> _failures = [];
    private ulong _slowest;

    /// <summary>Prepares it.</summary>
    /// <param name="plan">What it runs.</param>
    /// <param name="jobs">How many cases at once.</param>
    /// <param name="run">Runs one.</param>
    public TortureCampaign(CampaignPlan plan, int jobs, Func<TortureCase, TortureOutcome> run)
    {
        _plan = plan;
        _jobs = jobs;
        _run = run;
    }

    /// <summary>Runs all of them.</summary>
    /// <param name="progress">Told after each how many have run, and in how many of them an invariant did not hold.</param>
    /// <param name="cancellation">Ends it early; what has run by then counts.</param>
    public CampaignResult Run(Action<int, int> progress, CancellationToken cancellation)
    {
        ParallelOptions options = new() { MaxDegreeOfParallelism = _jobs };
        Parallel.For(0, _plan.Count, options, (index, state) =>
        {
            if (cancellation.IsCancellationRequested)
            {
                state.Stop();
                return;
            }

            TortureOutcome outcome = _run(new TortureCase(_plan.From + (ulong)index, _plan.Minutes));
            lock (_lock)
            {
                Count(outcome);
                progress((int)_totals.Runs, _failures.Count);
            }
        });
        _failures.Sort((one, other) => one.Case.Seed.CompareTo(other.Case.Seed));
        return new CampaignResult(_plan, _totals, _slowest, _failures);
    }

    private void Count(TortureOutcome outcome)
    {
        long longest = outcome.Totals.LongestConvergence;
        bool slower = longest > _totals.LongestConvergence;
        if (_totals.Runs == 0 || slower || (longest == _totals.LongestConvergence && outcome.Case.Seed < _slowest))
        {
            _slowest = outcome.Case.Seed;
        }

        _totals.Add(outcome.Totals);
        if (outcome.Broken is not null)
        {
            _failures.Add(outcome);
        }
    }
}
