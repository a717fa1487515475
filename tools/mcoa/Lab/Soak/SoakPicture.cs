using System;
using System.Collections.Generic;
using System.Linq;
using McoaRouter.Tools.Pictures;

namespace McoaRouter.Tools.Lab.Soak;

/// <summary>What the programs of a soak held, and how long the traffic stood still, over its time.</summary>
internal sealed class SoakPicture
{
    private const string Minutes = "minutes";
    private const double KbPerMb = 1024;

    private readonly SoakOptions _options;
    private readonly SoakOutcome _outcome;

    /// <summary>Of a soak that is over.</summary>
    public SoakPicture(SoakOptions options, SoakOutcome outcome)
    {
        _options = options;
        _outcome = outcome;
    }

    /// <summary>Draws it.</summary>
    /// <returns>The SVG's text.</returns>
    public string Draw()
    {
        string about = FormattableString.Invariant(
            $"{_options.Minutes} minutes, {_outcome.Faults.Count} faults from seed {_options.Seed}.");
        LineChart memory = new()
        {
            Title = "Memory of router and home agent under faults",
            Note = about + " A home agent that crashed begins anew.",
            AxisX = Minutes,
            AxisY = "MB",
            Dots = false,
            Series =
            [
                .. Held("in memory", figures => figures.ResidentKb / KbPerMb),
                .. Held("of it its own", figures => figures.OwnKb / KbPerMb),
            ],
        };
        LineChart counts = new()
        {
            Title = "Their open descriptors and threads",
            AxisX = Minutes,
            AxisY = "",
            Dots = false,
            Series = [.. Held("descriptors", figures => figures.Descriptors), .. Held("threads", figures => figures.Threads)],
        };
        LineChart gaps = new()
        {
            Title = "Longest time without an answered ping at each fault",
            AxisX = Minutes,
            AxisY = "ms",
            Lines = false,
            LogarithmicY = true,
            Series =
            [
                Gaps("another way was left", leavesAWay: true),
                Gaps("none was", leavesAWay: false),
            ],
        };
        return PictureColumn.Stack(memory.Title, memory.Draw(), counts.Draw(), gaps.Draw());
    }

    private IEnumerable<LineSeries> Held(string what, Func<ProcessFigures, double> of)
    {
        return _outcome.Samples.GroupBy(sample => sample.Program).OrderByDescending(program => program.Key).Select(
            program => new LineSeries(
                $"{program.Key}: {what}",
                [.. program.Select(sample => new LinePoint(sample.Seconds / 60, of(sample.Figures)))]));
    }

    private LineSeries Gaps(string name, bool leavesAWay)
    {
        return new LineSeries(
            name,
            [.. _outcome.Faults.Where(one => one.Fault.LeavesAWay == leavesAWay).Select(
                one => new LinePoint(one.Seconds / 60, one.GapMs))]);
    }
}
