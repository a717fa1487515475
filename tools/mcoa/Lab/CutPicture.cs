using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using McoaRouter.Tools.Pictures;

namespace McoaRouter.Tools.Lab;

/// <summary>
/// The packets around each loss of an uplink, as they arrived: a panel a loss, a row for each direction and uplink, a mark a
/// packet, and shaded, with its length, the time from the last one by the uplink that went to the first by another. Binding
/// Updates stand where the home agent got them, Binding Acknowledgements where the router did.
/// </summary>
internal sealed class CutPicture
{
    private const double BeforeMs = 60;
    private const double LeastAfterMs = 120;
    private const double MostAfterMs = 4000;
    private const double BehindGapMs = 60;
    private const double RowHeight = 26;
    private const double RowGap = 4;
    private const double DirectionGap = 12;
    private const double PanelHead = 26;
    private const double PanelFoot = 46;
    private const double MarkWidth = 1.6;
    private const double SignallingRadius = 4;
    private const double Left = 132;
    private const double Right = Heading.Width - Heading.Margin;
    private const int UpdateSeries = 3;
    private const int AcknowledgementSeries = 2;

    private static readonly LabChangeKind[] s_losses = [LabChangeKind.Cut, LabChangeKind.Silenced, LabChangeKind.Faded];

    private readonly string _scenario;
    private readonly LabChange[] _changes;
    private readonly LabChange[] _losses;
    private readonly IReadOnlyList<TappedPacket> _packets;

    /// <summary>Takes what was seen.</summary>
    /// <param name="scenario">What was played.</param>
    /// <param name="changes">What happened to the uplinks.</param>
    /// <param name="packets">The packets, in the order of their time.</param>
    public CutPicture(string scenario, IEnumerable<LabChange> changes, IReadOnlyList<TappedPacket> packets)
    {
        _scenario = scenario;
        _changes = [.. changes];
        _losses = [.. _changes.Where(change => Array.IndexOf(s_losses, change.Kind) >= 0)];
        _packets = packets;
    }

    private static double PanelHeight
    {
        get { return PanelHead + (2 * LabTopology.Uplinks.Length * (RowHeight + RowGap)) + DirectionGap + PanelFoot; }
    }

    /// <summary>Draws it.</summary>
    /// <returns>The SVG's text.</returns>
    public string Draw()
    {
        string note = _losses.Length == 0
            ? "No uplink went."
            : "Each mark is a packet where it arrived: on the way up at the home agent, on the way down at the router. "
                + "Shaded is the time from the last one by the uplink that went to the first by another.";
        string[] none = [];
        double top = Heading.Height(note, none) + 20;
        SvgCanvas canvas = new(
            Heading.Width, top + (_losses.Length * PanelHeight) + 4, $"The packets around each loss of an uplink: {_scenario}", note);
        Heading.Draw(canvas, $"mcoa lab: {_scenario}", note, none);
        DrawKey(canvas, top - 14);
        for (int i = 0; i < _losses.Length; i++)
        {
            DrawPanel(canvas, _losses[i], top + (i * PanelHeight));
        }

        return canvas.Finish();
    }

    /// <summary>
    /// From the last packet of a direction by the uplink that went to the first by another after it; null where nothing had
    /// to move, and where both overlap.
    /// </summary>
    /// <param name="packets">The packets around the loss, in the order of their time.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="up">The direction.</param>
    internal static (double From, double To)? GapAround(IEnumerable<TappedPacket> packets, LabChange loss, bool up)
    {
        double from = double.NaN;
        double to = double.NaN;
        foreach (TappedPacket packet in packets.Where(packet => packet.Up == up && IsTraffic(packet)))
        {
            if (packet.Uplink == loss.Uplink)
            {
                from = packet.At;
            }
            else if (packet.At > loss.At && double.IsNaN(to))
            {
                to = packet.At;
            }
        }

        return from < to ? (from, to) : null;
    }

    private static bool IsTraffic(TappedPacket packet)
    {
        return packet.Kind is PacketKind.Echo or PacketKind.Udp or PacketKind.Tcp;
    }

    private static void DrawKey(SvgCanvas canvas, double y)
    {
        double x = Heading.Margin;
        x = Key(canvas, x, y, SvgStyle.Fill(0), false, "traffic by wifi");
        x = Key(canvas, x, y, SvgStyle.Fill(1), false, "traffic by lte");
        x = Key(canvas, x, y, SvgStyle.Fill(UpdateSeries), true, "Binding Update");
        _ = Key(canvas, x, y, SvgStyle.Fill(AcknowledgementSeries), true, "Binding Acknowledgement");
    }

    private static double Key(SvgCanvas canvas, double x, double y, string style, bool dot, string text)
    {
        if (dot)
        {
            canvas.Dot(x + SignallingRadius, y - 4, SignallingRadius, style);
        }
        else
        {
            canvas.Rectangle(x + 3, y - 10, MarkWidth, 12, style);
        }

        canvas.Text(x + 14, y, text, SvgStyle.Ink);
        return x + 38 + (text.Length * SvgCanvas.LetterWidth);
    }

    private static string Words(LabChange loss)
    {
        return loss.Kind switch
        {
            LabChangeKind.Cut => $"{loss.Uplink} is unplugged",
            LabChangeKind.Silenced => $"the far end of {loss.Uplink} dies",
            _ => $"the signal of {loss.Uplink} falls below its floor",
        };
    }

    private void DrawPanel(SvgCanvas canvas, LabChange loss, double top)
    {
        double next = _changes.Where(other => other.At > loss.At).Select(other => other.At).DefaultIfEmpty(double.MaxValue).First();
        double until = Math.Min(loss.At + MostAfterMs, next);
        TappedPacket[] around = [.. _packets.Where(packet => packet.At >= loss.At - BeforeMs && packet.At <= until)];
        (double From, double To)?[] gaps = [GapAround(around, loss, up: true), GapAround(around, loss, up: false)];
        double last = around.Where(packet => packet.Uplink == loss.Uplink && IsTraffic(packet)).Select(packet => packet.At)
            .Concat(gaps.Select(gap => gap?.To ?? loss.At)).Max();
        double shown = Math.Max(LeastAfterMs, last - loss.At + BehindGapMs);
        Scale time = Scale.Between(-BeforeMs, shown);
        double X(double at)
        {
            return Left + (time.At(at - loss.At) * (Right - Left));
        }

        canvas.Text(Heading.Margin, top + 14, Words(loss), SvgStyle.Strong);
        double y = top + PanelHead;
        double bottom = top + PanelHeight - PanelFoot;
        foreach (double tick in time.Ticks)
        {
            double x = X(loss.At + tick);
            canvas.Line(x, y, x, bottom, SvgStyle.Grid);
            canvas.Text(x, bottom + 16, Scale.Text(tick), SvgStyle.Quiet, TextSide.Middle);
        }

        canvas.Text((Left + Right) / 2, bottom + 33, "ms after it", SvgStyle.Quiet, TextSide.Middle);
        foreach (bool up in (bool[])[true, false])
        {
            double height = LabTopology.Uplinks.Length * (RowHeight + RowGap);
            if (gaps[up ? 0 : 1] is (double from, double to))
            {
                double label = y + (Array.IndexOf(LabTopology.Uplinks, loss.Uplink) * (RowHeight + RowGap));
                canvas.Rectangle(X(from), y, X(to) - X(from), height - RowGap, SvgStyle.Shade);
                LabelGap(canvas, X(from), X(to), label + (RowHeight / 2) + 4, to - from);
            }

            for (int i = 0; i < LabTopology.Uplinks.Length; i++)
            {
                string uplink = LabTopology.Uplinks[i];
                canvas.Text(Left - 10, y + (RowHeight / 2) + 4, $"{(up ? "up" : "down")} by {uplink}", SvgStyle.Ink, TextSide.Left);
                canvas.Line(Left, y + RowHeight, Right, y + RowHeight, SvgStyle.Grid);
                foreach (TappedPacket packet in around.Where(
                    packet => packet.Uplink == uplink && packet.Up == up && packet.At <= loss.At + shown))
                {
                    DrawPacket(canvas, packet, X(packet.At), y, i, packet.At - loss.At);
                }

                y += RowHeight + RowGap;
            }

            y += up ? DirectionGap : 0;
        }

        canvas.Line(X(loss.At), top + PanelHead - 4, X(loss.At), bottom + 4, SvgStyle.Target, Words(loss));
    }

    /// <summary>In the row of the uplink that went, which is empty now.</summary>
    private static void LabelGap(SvgCanvas canvas, double from, double to, double y, double milliseconds)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms");
        bool fits = to - from > text.Length * SvgCanvas.LetterWidth;
        canvas.Text(fits ? (from + to) / 2 : to + 6, y, text, SvgStyle.Warning, fits ? TextSide.Middle : TextSide.Right);
    }

    private static void DrawPacket(SvgCanvas canvas, TappedPacket packet, double x, double y, int uplink, double after)
    {
        string when = string.Create(CultureInfo.InvariantCulture, $"{packet.Kind} at {after:0.0} ms");
        switch (packet.Kind)
        {
            case PacketKind.BindingUpdate:
                canvas.Dot(x, y + (RowHeight / 2), SignallingRadius, SvgStyle.Fill(UpdateSeries), when);
                break;
            case PacketKind.BindingAcknowledgement:
                canvas.Dot(x, y + (RowHeight / 2), SignallingRadius, SvgStyle.Fill(AcknowledgementSeries), when);
                break;
            default:
                canvas.Rectangle(x - (MarkWidth / 2), y + 6, MarkWidth, RowHeight - 6, SvgStyle.Fill(uplink), when);
                break;
        }
    }
}
