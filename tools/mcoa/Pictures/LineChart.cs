using System;
using System.Collections.Generic;
using System.Linq;

namespace McoaRouter.Tools.Pictures;

/// <summary>
/// Lines over an axis of numbers, one a series, with a dot at each value.
/// <code>
/// string svg = new LineChart
/// {
///     Title = "Binding Updates a second",
///     AxisX = "routers",
///     AxisY = "thousands a second",
///     LogarithmicX = true,
///     Series = [new LineSeries("home agent", [new LinePoint(1, 120), new LinePoint(1000, 115) { Low = 110, High = 118 }])],
/// }.Draw();
/// </code>
/// </summary>
internal sealed record LineChart
{
    private const double PlotHeight = 260;
    private const double AxisHeight = 54;
    private const double Left = 72;
    private const double Right = Heading.Width - Heading.Margin - 16;
    private const double DotRadius = 3.5;

    /// <summary>The title, one line.</summary>
    public required string Title { get; init; }

    /// <summary>What is to be known of the values, as long as it needs to be; empty for nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>What goes to the right, with its unit.</summary>
    public required string AxisX { get; init; }

    /// <summary>What goes up, with its unit.</summary>
    public required string AxisY { get; init; }

    /// <summary>The lines.</summary>
    public required IReadOnlyList<LineSeries> Series { get; init; }

    /// <summary>Whether what goes to the right goes by powers of ten.</summary>
    public bool LogarithmicX { get; init; }

    /// <summary>Whether what goes up goes by powers of ten; otherwise from 0 on.</summary>
    public bool LogarithmicY { get; init; }

    /// <summary>Whether each value has a dot; too many of them hide the line.</summary>
    public bool Dots { get; init; } = true;

    /// <summary>Whether a line goes from each value to the next.</summary>
    public bool Lines { get; init; } = true;

    /// <summary>Draws it.</summary>
    /// <returns>The SVG's text.</returns>
    public string Draw()
    {
        string[] names = [.. Series.Select(series => series.Name)];

        // What goes up is named above its axis, where it needs not be turned.
        double top = Heading.Height(Note, names) + 20;
        double bottom = top + PlotHeight;
        SvgCanvas canvas = new(Heading.Width, bottom + AxisHeight, Title, $"{Note} {AxisY} over {AxisX}");
        Heading.Draw(canvas, Title, Note, names);
        LinePoint[] points = [.. Series.SelectMany(series => series.Points)];
        Scale across = Scale.For(points.Select(point => point.X), LogarithmicX);
        Scale up = Scale.For(points.SelectMany(point => (double[])[point.Y, point.Low ?? point.Y, point.High ?? point.Y]), LogarithmicY);
        canvas.Text(Heading.Margin, top - 12, AxisY, SvgStyle.Quiet);
        foreach (double tick in up.Ticks)
        {
            double y = bottom - (up.At(tick) * PlotHeight);
            canvas.Line(Left, y, Right, y, SvgStyle.Grid);
            canvas.Text(Left - 8, y + 4, Scale.Text(tick), SvgStyle.Quiet, TextSide.Left);
        }

        foreach (double tick in across.Ticks)
        {
            double x = Left + (across.At(tick) * (Right - Left));
            canvas.Line(x, bottom, x, bottom + 5, SvgStyle.Axis);
            canvas.Text(x, bottom + 19, Scale.Text(tick), SvgStyle.Quiet, TextSide.Middle);
        }

        canvas.Line(Left, bottom, Right, bottom, SvgStyle.Axis);
        canvas.Text((Left + Right) / 2, bottom + 40, AxisX, SvgStyle.Quiet, TextSide.Middle);
        for (int i = 0; i < Series.Count; i++)
        {
            Draw(
                canvas,
                Series[i],
                i,
                value => Left + (across.At(value) * (Right - Left)),
                value => bottom - (up.At(value) * PlotHeight));
        }

        return canvas.Finish();
    }

    private void Draw(
        SvgCanvas canvas, LineSeries series, int index, Func<double, double> across, Func<double, double> up)
    {
        if (Lines)
        {
            canvas.Path([.. series.Points.Select(point => (across(point.X), up(point.Y)))], SvgStyle.Stroke(index));
        }

        foreach (LinePoint point in Dots ? series.Points : [])
        {
            double x = across(point.X);
            if (point is { Low: double low, High: double high } && up(low) - up(high) >= 1)
            {
                canvas.Line(x, up(low), x, up(high), SvgStyle.Stroke(index));
            }

            string hint = $"{series.Name}: {Scale.Text(point.Y)} at {Scale.Text(point.X)}";
            canvas.Dot(x, up(point.Y), DotRadius, SvgStyle.Fill(index), hint);
        }
    }
}
