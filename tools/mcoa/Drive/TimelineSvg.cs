using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security;
using McoaRouter.Bindings;
using McoaRouter.Settings;
using McoaRouter.Simulation;

namespace McoaRouter.Tools.Drive;

/// <summary>
/// Draws a drive as a timeline: signal and binding of each uplink, the path in use, losses, and hand-overs.
/// </summary>
internal sealed class TimelineSvg
{
    private const int Left = 150;
    private const int Right = 30;
    private const int PlotWidth = 1240;
    private const int Width = Left + PlotWidth + Right;
    private const int Top = 136;
    private const int SignalHeight = 54;
    private const int StripHeight = 14;
    private const int UplinkHeight = SignalHeight + StripHeight + 30;
    private const int PathHeight = 20;
    private const int LossHeight = 80;
    private const int AxisHeight = 56;
    private const int LossBinPixels = 4;
    private const int GapLabelWidth = 48;

    private readonly RouterSettings _settings;
    private readonly Journey _journey;
    private readonly TimelineRecorder _recorder;
    private readonly World _world;
    private readonly long _end;
    private TextWriter _writer = TextWriter.Null;

    /// <summary>Makes it.</summary>
    /// <param name="journey">What was driven.</param>
    /// <param name="recorder">What happened.</param>
    /// <param name="world">The world at the end of the drive.</param>
    public TimelineSvg(Journey journey, TimelineRecorder recorder, World world)
    {
        _settings = journey.Settings;
        _journey = journey;
        _recorder = recorder;
        _world = world;
        _end = Math.Max(1, world.Clock.Milliseconds);
    }

    /// <summary>Writes the file.</summary>
    public void Write(TextWriter writer)
    {
        _writer = writer;
        int pathTop = Top + (_settings.Uplinks.Length * UplinkHeight);
        int lossTop = pathTop + PathHeight + 36;
        int bottom = lossTop + LossHeight;
        WriteHead(bottom + AxisHeight);
        WriteAxis(bottom);
        for (int i = 0; i < _settings.Uplinks.Length; i++)
        {
            WriteUplink(i, Top + (i * UplinkHeight));
        }

        WritePath(pathTop);
        WriteLosses(lossTop);
        WriteHandovers(pathTop + PathHeight);
        WriteLegend();
        Line("</svg>");
    }

    private static string ColourOf(int uplink)
    {
        return $"u{uplink % Limits.Uplinks}";
    }

    private static string ClassOf(BindingState state)
    {
        return state switch
        {
            BindingState.Registered => "registered",
            BindingState.Refused => "refused",
            BindingState.Removing => "removing",
            _ => "registering",
        };
    }

    private static int AxisStep(long milliseconds)
    {
        int[] steps = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600, 7200];
        foreach (int step in steps)
        {
            if (milliseconds / 1000 / step <= 14)
            {
                return step;
            }
        }

        return steps[^1];
    }

    private void WriteHead(int height)
    {
        Line($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" """
            + $"""width="{Width}" height="{height}" role="img">""");
        Line($"<title>{SecurityElement.Escape(_journey.Title)}</title>");
        Line("<style>" + Style + "</style>");
        Line($"""<rect class="ground" width="{Width}" height="{height}"/>""");
        Text(Left, 30, "title", _journey.Title);
        Text(
            Left,
            52,
            "note",
            $"{_end / 1000.0:F0} s, {_world.Route.Vehicle.Position / 1000000.0:F1} km, "
            + $"{_recorder.Handovers.Count} hand-overs; "
            + $"lost {Lost(_world.Up)} of {_world.Sent(TrafficDirection.Up)} packets up, "
            + $"{Lost(_world.Down)} of {_world.Sent(TrafficDirection.Down)} down");
    }

    private int Lost(StreamReceiver receiver)
    {
        return _world.Sent(receiver.Direction) - receiver.Received;
    }

    private void WriteAxis(int bottom)
    {
        int step = AxisStep(_end);
        for (int second = 0; second * 1000L <= _end; second += step)
        {
            double x = X(second * 1000L);
            Line($"""<line class="grid" x1="{x:F1}" x2="{x:F1}" y1="{Top - 8}" y2="{bottom + 6}"/>""");
            Text(x, bottom + 22, "tick", second.ToString());
        }

        Text(Left + (PlotWidth / 2.0), bottom + 44, "tick", "seconds");
    }

    private void WriteUplink(int uplink, int top)
    {
        Label(top + 20, "label", _settings.Uplinks[uplink].Name);
        Label(top + 38, "note", $"{_world.Route.ProfileOf(uplink).Name} signal");
        Label(top + SignalHeight + StripHeight, "note", $"binding {_settings.Uplinks[uplink].Bid}");
        WriteSignal(uplink, top);
        BaseLine(top + SignalHeight);
        IReadOnlyList<TimelineRecorder.Span<BindingState>> spans = _recorder.BindingOf(uplink);
        for (int i = 0; i < spans.Count; i++)
        {
            if (spans[i].Value != BindingState.Absent)
            {
                long until = i + 1 < spans.Count ? spans[i + 1].From : _end;
                Bar(ClassOf(spans[i].Value), spans[i].From, until, top + SignalHeight + 4, StripHeight);
            }
        }
    }

    /// <summary>The signal as an area, one point for each pixel, from a second route out of the same seed.</summary>
    private void WriteSignal(int uplink, int top)
    {
        Route route = _journey.NewRoute();
        _writer.Write($"<path class=\"signal {ColourOf(uplink)}\" d=\"M{Left},{top + SignalHeight}");
        for (int pixel = 0; pixel <= PlotWidth; pixel++)
        {
            route.MoveTo(_end * pixel / PlotWidth);
            double y = top + SignalHeight - (route.CoverageOf(uplink).Signal * SignalHeight / 100.0);
            _writer.Write($" L{Left + pixel},{y:F1}");
        }

        Line($" L{Left + PlotWidth},{top + SignalHeight} Z\"/>");
    }

    private void WritePath(int top)
    {
        Label(top + 15, "label", "path in use");
        for (int i = 0; i < _recorder.Path.Count; i++)
        {
            TimelineRecorder.Span<int> span = _recorder.Path[i];
            long until = i + 1 < _recorder.Path.Count ? _recorder.Path[i + 1].From : _end;
            Bar(span.Value < 0 ? "nopath" : ColourOf(span.Value), span.From, until, top, PathHeight);
        }
    }

    private void WriteLosses(int top)
    {
        int bins = (PlotWidth / LossBinPixels) + 1;
        int[] air = new int[bins];
        int[] other = new int[bins];
        int most = 4;
        foreach (TimelineRecorder.Loss loss in _recorder.Losses)
        {
            int bin = (int)(loss.At * (PlotWidth / LossBinPixels) / _end);
            (loss.Cause == LossCause.Air ? air : other)[bin]++;
            most = Math.Max(most, air[bin] + other[bin]);
        }

        Label(top + 20, "label", "packets lost");
        Label(top + 38, "note", $"each {_end / 1000.0 * LossBinPixels / PlotWidth:F1} s");
        Label(top + 56, "note", $"full height {most}");
        for (int i = 0; i < bins; i++)
        {
            double otherHeight = (double)LossHeight * other[i] / most;
            double airHeight = (double)LossHeight * air[i] / most;
            Column("lost", i, top + LossHeight - otherHeight, otherHeight);
            Column("weak", i, top + LossHeight - otherHeight - airHeight, airHeight);
        }

        BaseLine(top + LossHeight);
    }

    /// <summary>
    /// A mark with its number for each hand-over; its gap where there is room, the longest ones first.
    /// </summary>
    private void WriteHandovers(int bottom)
    {
        foreach (Handover handover in _recorder.Handovers)
        {
            double x = X(handover.StartedAt);
            Line($"""<line class="mark" x1="{x:F1}" x2="{x:F1}" y1="{Top - 6}" y2="{bottom + 6}"/>""");
            Line("<g>");
            Line($"<title>{SecurityElement.Escape(Describe(handover))}</title>");
            Line($"""<circle class="dot" cx="{x:F1}" cy="{Top - 16}" r="9"/>""");
            Text(x, Top - 12, "number", $"{handover.Number}");
            Line("</g>");
        }

        List<double> taken = [];
        foreach (Handover handover in _recorder.Handovers.OrderByDescending(GapOf))
        {
            double x = X(handover.StartedAt);
            if (taken.TrueForAll(other => Math.Abs(other - x) > GapLabelWidth))
            {
                taken.Add(x);
                Text(x, bottom + 18, "gap", $"{GapOf(handover)} ms");
            }
        }

        Label(bottom + 18, "note", "gap at hand-over");
    }

    private static long GapOf(Handover handover)
    {
        return Math.Max(handover.GapUp, handover.GapDown);
    }

    private string Describe(Handover handover)
    {
        string from = handover.From < 0 ? "none" : _settings.Uplinks[handover.From].Name;
        string to = handover.To < 0 ? "none" : _settings.Uplinks[handover.To].Name;
        return $"Hand-over {handover.Number} at {handover.StartedAt / 1000.0:F1} s, {from} to {to}: "
            + $"lost {handover.LostUp} up and {handover.LostDown} down, "
            + $"gap {handover.GapUp} ms up and {handover.GapDown} ms down";
    }

    private void WriteLegend()
    {
        double x = Left;
        for (int i = 0; i < _settings.Uplinks.Length; i++)
        {
            x = LegendItem(x, 66, ColourOf(i), _settings.Uplinks[i].Name);
        }

        LegendItem(x, 66, "nopath", "no path");
        x = LegendItem(Left, 86, "registering", "registering");
        x = LegendItem(x, 86, "registered", "registered");
        x = LegendItem(x, 86, "removing", "removing");
        x = LegendItem(x, 86, "refused", "refused");
        x = LegendItem(x, 86, "lost", "lost at a hand-over");
        x = LegendItem(x, 86, "weak", "lost to a weak signal");
        Line($"""<circle class="dot" cx="{x + 7:F1}" cy="92" r="7"/>""");
        Text(x + 20, 96, "legend", "hand-over");
    }

    private double LegendItem(double x, int y, string kind, string text)
    {
        Line($"""<rect class="{kind}" x="{x:F1}" y="{y}" width="14" height="12"/>""");
        Text(x + 20, y + 10, "legend", text);
        return x + 36 + (text.Length * 6.6);
    }

    private void BaseLine(int y)
    {
        Line($"""<line class="base" x1="{Left}" x2="{Left + PlotWidth}" y1="{y}" y2="{y}"/>""");
    }

    private void Bar(string kind, long from, long until, int top, int height)
    {
        double width = Math.Max(X(until) - X(from), 0.5);
        Line($"""<rect class="{kind}" x="{X(from):F1}" y="{top}" width="{width:F1}" height="{height}"/>""");
    }

    private void Column(string kind, int bin, double top, double height)
    {
        if (height > 0)
        {
            int x = Left + (bin * LossBinPixels);
            Line($"""<rect class="{kind}" x="{x}" y="{top:F1}" width="{LossBinPixels - 1}" height="{height:F1}"/>""");
        }
    }

    private void Label(int y, string kind, string text)
    {
        Text(12, y, kind, text);
    }

    private void Text(double x, int y, string kind, string text)
    {
        Line($"""<text class="{kind}" x="{x:F1}" y="{y}">{SecurityElement.Escape(text)}</text>""");
    }

    private double X(long milliseconds)
    {
        return Left + ((double)PlotWidth * milliseconds / _end);
    }

    private void Line(string text)
    {
        _writer.Write(text + "\n");
    }

    private const string Style =
        """
        text{font-family:system-ui,'DejaVu Sans',sans-serif;font-size:12px;fill:#24292f}
        .ground{fill:#ffffff}.title{font-size:18px;font-weight:600}.label{font-size:13px;font-weight:600}
        .note,.tick,.gap,.legend{fill:#57606a}.tick,.gap,.number{text-anchor:middle}.gap{font-size:10px}
        .number{font-size:10px;font-weight:600;fill:#ffffff}.dot{fill:#6639ba}.mark{stroke:#6639ba;stroke-dasharray:2 3}
        .grid{stroke:#d8dee4}.base{stroke:#8c959f}.signal{fill-opacity:.35}
        .u0{fill:#1b7c83}.u1{fill:#4c5fd5}.u2{fill:#9a6700}.u3{fill:#bf3989}.u4{fill:#57606a}.u5{fill:#6e8b00}
        .u6{fill:#8a4b38}.u7{fill:#2188c9}
        .nopath{fill:#cf222e}.registering{fill:#d4a72c}.registered{fill:#2da44e}.removing{fill:#8c959f}
        .refused{fill:#bc4c00}.lost{fill:#cf222e}.weak{fill:#e8a0a6}
        @media(prefers-color-scheme:dark){text{fill:#e6edf3}.ground{fill:#0d1117}.note,.tick,.gap,.legend{fill:#9198a1}
        .grid{stroke:#30363d}.base{stroke:#656c76}.signal{fill-opacity:.45}.u0{fill:#39c5cf}.u1{fill:#7d8cff}
        .u2{fill:#d29922}.u3{fill:#f778ba}.u4{fill:#9198a1}.u5{fill:#a9c93a}.u6{fill:#d08770}.u7{fill:#6cb6ff}
        .dot{fill:#8957e5}.mark{stroke:#a371f7}
        .nopath,.lost{fill:#f85149}.weak{fill:#8e4a50}
        .registering{fill:#d4a72c}.registered{fill:#3fb950}.removing{fill:#6e7681}.number{fill:#ffffff}}
        """;
}
