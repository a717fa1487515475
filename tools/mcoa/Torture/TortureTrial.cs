using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using McoaRouter.Torture;
using McoaRouter.Torture.Shrinking;

namespace McoaRouter.Tools.Torture;

/// <summary>Runs what the command asks for, and shows it.</summary>
internal sealed class TortureTrial
{
    private const int Held = 0;
    private const int DoesNotHold = 1;
    private const int Unusable = 2;
    private const int Interrupted = 130;

    // One invariant may break in many runs for the same reason.
    private const int MostShown = 20;

    private readonly TortureOptions _options;
    private readonly TortureScreen _screen;
    private readonly TextWriter _errors;
    private readonly TortureReport _report;
    private readonly Func<TortureCase, ITortureListener?, TortureOutcome> _run;

    /// <summary>Prepares it.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="screen">Where it is shown.</param>
    /// <param name="errors">Standard error.</param>
    /// <param name="run">Runs a case, and tells what happens in it.</param>
    public TortureTrial(
        TortureOptions options,
        TortureScreen screen,
        TextWriter errors,
        Func<TortureCase, ITortureListener?, TortureOutcome> run)
    {
        _options = options;
        _screen = screen;
        _errors = errors;
        _report = new TortureReport(screen);
        _run = run;
    }

    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public int Execute(CancellationToken cancellation)
    {
        return _options.Case is null ? ExecuteMany(cancellation) : ExecuteOne(_options.Case);
    }

    private int ExecuteOne(TortureCase @case)
    {
        int known = FaultPlan.For(@case.Seed, @case.Minutes).Faults.Count;
        if (@case.Faults?.FirstOrDefault(index => index >= known, -1) is int unknown and >= 0)
        {
            _errors.WriteLine(FormattableString.Invariant(
                $"--faults: there is no fault {unknown}; {@case.Minutes} minutes of seed {@case.Seed} have {known}, from 0 on."));
            return Unusable;
        }

        // How many vehicles there are is known when it has run; and what is random would show as another run.
        TortureOutcome quiet = _run(@case, null);
        TortureOutcome told = _run(
            @case, new TortureStory(_screen.Output, quiet.Totals.Vehicles, _options.Story, _screen.Json));
        _report.Outcome(told);
        if (!Same(quiet, told))
        {
            _errors.WriteLine("This case is not the same run every time: something in it depends on more than the seed.");
            return DoesNotHold;
        }

        if (told.Broken is null)
        {
            return Held;
        }

        _report.Failure(told);
        if (@case.Faults is null)
        {
            Shrink(told);
        }

        return DoesNotHold;
    }

    private int ExecuteMany(CancellationToken cancellation)
    {
        using OutputFile markdown = new("--markdown", _options.Markdown);
        if (markdown.Fault is not null)
        {
            _errors.WriteLine(markdown.Fault);
            return Unusable;
        }

        TortureCampaign campaign = new(_options.Plan, _options.Jobs, @case => _run(@case, null));
        CampaignResult result = CampaignProgress.Run(_options.Plan, _screen, told => campaign.Run(told, cancellation));
        foreach (TortureOutcome failure in result.Failures.Take(MostShown))
        {
            _report.Failure(failure);
        }

        IEnumerable<TortureOutcome> firsts = cancellation.IsCancellationRequested
            ? []
            : result.Failures.GroupBy(failure => failure.Broken!.Invariant).Select(same => same.First());
        foreach (TortureOutcome first in firsts)
        {
            Shrink(first);
        }

        _report.Summary(result);
        if (cancellation.IsCancellationRequested)
        {
            _errors.WriteLine("Interrupted; what had run by then is summed up.");
            return Interrupted;
        }

        markdown.Begin()?.Write(Encoding.UTF8.GetBytes(TortureReport.Markdown(result)));
        return result.Failures.Count == 0 ? Held : DoesNotHold;
    }

    private void Shrink(TortureOutcome failure)
    {
        _report.Shrinks(failure.Case);
        _report.Shrunk(
            Shrinker.Shrink(failure.Case, failure.Broken!, smaller => _run(smaller, null).Broken), failure.Totals.Vehicles);
    }

    private static bool Same(TortureOutcome one, TortureOutcome other)
    {
        return one.Broken == other.Broken
            && TotalsTable.Rows(one.Totals, null, 0).SequenceEqual(TotalsTable.Rows(other.Totals, null, 0));
    }
}
