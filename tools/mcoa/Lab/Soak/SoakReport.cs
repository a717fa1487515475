using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using McoaRouter.Boards.Linux;

namespace McoaRouter.Tools.Lab.Soak;

/// <summary>Shows a soak: sentences and a table, or JSON Lines.</summary>
internal sealed class SoakReport
{
    private const double KbPerMb = 1024;

    private readonly EventWriter _writer;

    /// <summary>Shows by this writer.</summary>
    public SoakReport(EventWriter writer)
    {
        _writer = writer;
    }

    /// <summary>It begins.</summary>
    public void Begin(SoakOptions options)
    {
        _writer.Write(
            "soak",
            Text($"a soak of {options.Minutes} minutes with faults from seed {options.Seed}; the programs are looked at every ")
                + Text($"{options.IntervalMs} ms"),
            json =>
            {
                json.WriteNumber("minutes", options.Minutes);
                json.WriteNumber("seed", options.Seed);
                json.WriteNumber("intervalMs", options.IntervalMs);
            });
    }

    /// <summary>A fault is over, and all is well again.</summary>
    /// <param name="options">What the soak was told.</param>
    /// <param name="figures">What became of the traffic.</param>
    /// <param name="programs">The programs that run.</param>
    public void Fault(SoakOptions options, FaultFigures figures, (string Program, int Process)[] programs)
    {
        SoakFault fault = figures.Fault;
        (string Program, ProcessFigures? Held)[] held = Array.ConvertAll(programs, one => (one.Program, ProcessFigures.Of(one.Process)));
        string holds = string.Concat(held.Where(one => one.Held != null).Select(
            one => Text($"; {one.Program} {one.Held!.ResidentKb / KbPerMb:F0} MB, {one.Held.Descriptors} descriptors")));
        _writer.Write(
            "fault",
            Text($"minute {figures.Seconds / 60:F1} of {options.Minutes}: fault {fault.Number}: {fault.Words}")
                + Text($"; longest gap {figures.GapMs} ms, all well after {figures.WellMs} ms{holds}"),
            json =>
            {
                json.WriteNumber("number", fault.Number);
                json.WriteNumber("seconds", Math.Round(figures.Seconds, 1));
                json.WriteString("kind", Word(fault.Kind));
                json.WriteString("uplink", fault.Uplink);
                json.WriteNumber("heldMs", fault.HoldMs);
                json.WriteNumber("gapMs", figures.GapMs);
                if (figures.AroundMs is int around)
                {
                    json.WriteNumber("aroundMs", around);
                }

                json.WriteNumber("wellMs", figures.WellMs);
                foreach ((string program, ProcessFigures? now) in held.Where(one => one.Held != null))
                {
                    json.WriteStartObject(program == "router" ? "router" : "homeAgent");
                    json.WriteNumber("residentKb", now!.ResidentKb);
                    json.WriteNumber("ownKb", now.OwnKb);
                    json.WriteNumber("threads", now.Threads);
                    json.WriteNumber("descriptors", now.Descriptors);
                    json.WriteEndObject();
                }
            });
    }

    /// <summary>It is over: shows its tables and the verdict.</summary>
    /// <returns>Whether all was as it must be.</returns>
    public bool End(SoakOptions options, SoakOutcome outcome)
    {
        foreach (IGrouping<SoakFaultKind, FaultFigures> kind in outcome.Faults.GroupBy(one => one.Fault.Kind).OrderBy(kind => kind.Key))
        {
            Kind(kind.Key, [.. kind]);
        }

        foreach (Flatness verdict in outcome.Judge())
        {
            Verdict(verdict);
        }

        if (options.Picture != null)
        {
            string drawn = $"memory, descriptors and gaps are drawn in {options.Picture}";
            _writer.Write("progress", drawn, json => json.WriteString("message", drawn));
        }

        List<string> failures = outcome.Failures();
        string verdictWords = failures.Count == 0
            ? "flat, well again after every fault, nothing left behind"
            : "FAILED: " + string.Join("; ", failures);
        _writer.Write(
            "soakSummary",
            Text($"{outcome.Faults.Count} faults from seed {options.Seed}; TCP {outcome.Tcp.Up / 1_000_000} MB up, ")
                + Text($"{outcome.Tcp.Down / 1_000_000} MB down; ping lost {outcome.Ping.Lost} of {outcome.Ping.Sent}: {verdictWords}."),
            json =>
            {
                json.WriteBoolean("passed", failures.Count == 0);
                json.WriteNumber("seed", options.Seed);
                json.WriteNumber("faults", outcome.Faults.Count);
                json.WriteNumber("samples", outcome.Samples.Length);
                json.WriteNumber("tcpOctetsUp", outcome.Tcp.Up);
                json.WriteNumber("tcpOctetsDown", outcome.Tcp.Down);
                json.WriteNumber("pingSent", outcome.Ping.Sent);
                json.WriteNumber("pingLost", outcome.Ping.Lost);
                json.WriteStartArray("failures");
                failures.ForEach(json.WriteStringValue);
                json.WriteEndArray();
            });
        return failures.Count == 0;
    }

    private void Kind(SoakFaultKind kind, FaultFigures[] faults)
    {
        int[] gaps = [.. faults.Select(one => one.GapMs).Order()];
        int[] well = [.. faults.Select(one => one.WellMs).Order()];
        _writer.Write(
            "faults",
            Text($"{Word(kind),-20}{faults.Length,4} times   gap {gaps[gaps.Length / 2],6} ms, worst {gaps[^1],6} ms   ")
                + Text($"well after {well[well.Length / 2],6} ms, worst {well[^1],6} ms"),
            json =>
            {
                json.WriteString("kind", Word(kind));
                json.WriteNumber("times", faults.Length);
                json.WriteNumber("medianGapMs", gaps[gaps.Length / 2]);
                json.WriteNumber("worstGapMs", gaps[^1]);
                json.WriteNumber("medianWellMs", well[well.Length / 2]);
                json.WriteNumber("worstWellMs", well[^1]);
            });
    }

    private void Verdict(Flatness verdict)
    {
        string mark = verdict.Flat ? "flat" : "RISING";
        _writer.Write(
            "held",
            Text($"{verdict.Program,-11}{verdict.Process,8}  {verdict.Measure,-20}{verdict.Earlier,8:F1} then {verdict.Later,8:F1}, ")
                + Text($"at most {verdict.Allowed,8:F1}  {mark}"),
            json =>
            {
                json.WriteString("program", verdict.Program);
                json.WriteNumber("process", verdict.Process);
                json.WriteString("measure", verdict.Measure);
                json.WriteNumber("earlier", Math.Round(verdict.Earlier, 2));
                json.WriteNumber("later", Math.Round(verdict.Later, 2));
                json.WriteNumber("allowed", Math.Round(verdict.Allowed, 2));
                json.WriteBoolean("flat", verdict.Flat);
            });
    }

    private static string Word(SoakFaultKind kind)
    {
        return JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
    }

    private static string Text(FormattableString text)
    {
        return FormattableString.Invariant(text);
    }
}
