using System;
using System.Collections.Generic;
using System.Linq;

namespace McoaRouter.Tools.Pictures;

/// <summary>
/// Lying bars in groups: a group is a row's label with one bar a series. Beside each bar stands its value; a line over it
/// shows its span, a dashed one across it its target.
/// <code>
/// string svg = new BarChart
/// {
///     Title = "Throughput",
///     Note = "One TCP connection; the line shows the worst and the best of 5 rounds.",
///     Axis = "Mbit/s",
///     Series = ["up", "down"],
///     Groups = [new BarGroup("openvpn", [new Bar(412) { Low = 390, High = 430 }, new Bar(398)])],
/// }.Draw();
/// </code>
/// </summary>
internal sealed record BarChart
{
    private const double BarHeight = 15;
    private const double BarGap = 2;
    private const double GroupGap = 12;
    private const double ValueWidth = 78;
    private const double AxisHeight = 54;
    private const double LargestLabel = 280;
    private const double TextDrop = 4;

    /// <summary>The title, one line.</summary>
    public required string Title { get; init; }

    /// <summary>What is to be known of the values, as long as it needs to be; empty for nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>What the values are, with their unit: it stands under the axis.</summary>
    public required string Axis { get; init; }

    /// <summary>The series' names, in the order of each group's bars.</summary>
    public required IReadOnlyList<string> Series { get; init; }

    /// <summary>The groups, from above; each has as many bars as there are series, null where there is none.</summary>
    public required IReadOnlyList<BarGroup> Groups { get; init; }

    /// <summary>Whether the axis goes by powers of ten: where the values differ by more than a factor of 50 or so.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Draws it.</summary>
    /// <returns>The SVG's text.</returns>
    public string Draw()
    {
        double top = Heading.Height(Note, Series);
        double left = Heading.Margin + 8
            + Math.Min(LargestLabel, Groups.Max(group => group.Label.Length) * SvgCanvas.LetterWidth);
        double right = Heading.Width - Heading.Margin - ValueWidth;
        double groupHeight = (Series.Count * (BarHeight + BarGap)) + GroupGap;
        double bottom = top + (Groups.Count * groupHeight);
        SvgCanvas canvas = new(Heading.Width, bottom + AxisHeight, Title, $"{Note} {Axis}");
        Heading.Draw(canvas, Title, Note, Series);
        Scale scale = Scale.For(Groups.SelectMany(Values), Logarithmic);
        foreach (double tick in scale.Ticks)
        {
            double x = left + (scale.At(tick) * (right - left));
            canvas.Line(x, top, x, bottom, SvgStyle.Grid);
            canvas.Text(x, bottom + 17, Scale.Text(tick), SvgStyle.Quiet, TextSide.Middle);
        }

        canvas.Line(left, top, left, bottom, SvgStyle.Axis);
        canvas.Text((left + right) / 2, bottom + 38, Axis, SvgStyle.Quiet, TextSide.Middle);
        double y = top + (GroupGap / 2);
        foreach (BarGroup group in Groups)
        {
            double middle = y + ((groupHeight - GroupGap) / 2);
            canvas.Text(left - 8, middle + TextDrop, group.Label, SvgStyle.Ink, TextSide.Left);
            for (int i = 0; i < Series.Count; i++)
            {
                Draw(canvas, group, i, y + (i * (BarHeight + BarGap)), value => left + (scale.At(value) * (right - left)));
            }

            y += groupHeight;
        }

        return canvas.Finish();
    }

    private static IEnumerable<double> Values(BarGroup group)
    {
        foreach (Bar? bar in group.Bars)
        {
            if (bar != null)
            {
                yield return bar.Value;
                yield return bar.Low ?? bar.Value;
                yield return bar.High ?? bar.Value;
                yield return bar.Target ?? bar.Value;
            }
        }
    }

    private void Draw(SvgCanvas canvas, BarGroup group, int series, double y, Func<double, double> at)
    {
        double left = at(Logarithmic ? double.Epsilon : 0);
        double middle = y + (BarHeight / 2);
        if (group.Bars[series] is not Bar bar)
        {
            canvas.Text(left + 6, middle + TextDrop, "–", SvgStyle.Quiet);
            return;
        }

        string text = bar.Text ?? Scale.Text(bar.Value);
        string name = Series[series].Length > 0 ? $"{group.Label}, {Series[series]}: {text}" : $"{group.Label}: {text}";
        double end = at(bar.Value);
        canvas.Rectangle(left, y, end - left, BarHeight, SvgStyle.Fill(series), name);
        if (bar is { Low: double low, High: double high } && at(high) - at(low) >= 1)
        {
            canvas.Line(at(low), middle, at(high), middle, SvgStyle.Span);
            canvas.Line(at(low), middle - 3, at(low), middle + 3, SvgStyle.Span);
            canvas.Line(at(high), middle - 3, at(high), middle + 3, SvgStyle.Span);
            end = Math.Max(end, at(high));
        }

        double textWidth = 12 + (text.Length * SvgCanvas.LetterWidth);
        if (bar.Target is double target)
        {
            double x = at(target);
            canvas.Line(x, y - 1, x, y + BarHeight + 1, SvgStyle.Target, $"target {Scale.Text(target)}");
            end = x > end - 4 && x < end + textWidth ? Math.Max(end, x) : end;
        }

        canvas.Text(end + 6, middle + TextDrop, text, SvgStyle.Ink);
    }
}
