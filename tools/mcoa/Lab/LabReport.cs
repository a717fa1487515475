using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using McoaRouter.Boards.Linux;

namespace McoaRouter.Tools.Lab;

/// <summary>Shows a run: sentences, or JSON Lines.</summary>
internal sealed class LabReport
{
    private readonly EventWriter _writer;

    public LabReport(EventWriter writer)
    {
        _writer = writer;
    }

    /// <summary>What is being done now.</summary>
    public void Progress(string sentence)
    {
        _writer.Write("progress", sentence, json => json.WriteString("message", sentence));
    }

    /// <summary>Something that was expected came to be so.</summary>
    public void Expectation(string what, int milliseconds)
    {
        _writer.Write(
            "expectation",
            Text($"as expected after {milliseconds} ms: {what}"),
            json =>
            {
                json.WriteString("what", what);
                json.WriteNumber("afterMs", milliseconds);
            });
    }

    /// <summary>Something was measured.</summary>
    public void Measured(string what, int milliseconds)
    {
        _writer.Write(
            "measured",
            Text($"{what}: {milliseconds} ms"),
            json =>
            {
                json.WriteString("what", what);
                json.WriteNumber("milliseconds", milliseconds);
            });
    }

    /// <summary>A scenario begins.</summary>
    public void Begin(LabScenario scenario)
    {
        Progress($"scenario {scenario.Name}: {scenario.Description}");
    }

    /// <summary>Shows what became of scenarios, one line each.</summary>
    public void Verdicts(List<LabVerdict> verdicts)
    {
        foreach (LabVerdict verdict in verdicts)
        {
            string mark = verdict.Passed ? "passed" : "FAILED";
            _writer.Write(
                "scenario",
                Text($"{verdict.Name,-24}{mark,-8}{verdict.Milliseconds / 1000.0,6:F1} s  {verdict.Text}"),
                json =>
                {
                    json.WriteString("name", verdict.Name);
                    json.WriteBoolean("passed", verdict.Passed);
                    json.WriteNumber("milliseconds", verdict.Milliseconds);
                    json.WriteString("text", verdict.Text);
                });
        }
    }

    /// <summary>A phase is over.</summary>
    public void Phase(LabPhase phase)
    {
        EchoFigures ping = phase.Ping;
        TcpFigures tcp = phase.Tcp;
        string switched = phase.SwitchMs is int ms ? Text($", taken after {ms} ms") : "";
        string verdict = phase.Recovered ? "" : Text($"; NOT RECOVERED, should be on {phase.ExpectedPath}");
        _writer.Write(
            "phase",
            Text($"{phase.Name}: path {phase.Path ?? "none"}{switched}; ")
                + Text($"ping lost {ping.LostUp} up, {ping.LostDown} down of {ping.Sent}, ")
                + Text($"longest gap {ping.GapUpMs} ms up, {ping.GapDownMs} ms down; ")
                + Text($"TCP {tcp.OctetsUp / 1000} kB up, {tcp.OctetsDown / 1000} kB down, ")
                + Text($"longest gap {tcp.GapUpMs} ms up, {tcp.GapDownMs} ms down{verdict}"),
            json => Write(json, phase));
    }

    /// <summary>The run is over.</summary>
    /// <param name="phases">Its phases.</param>
    /// <param name="tcpWhole">Whether the TCP connection lived and every octet arrived in its place.</param>
    /// <param name="tcpFault">Why not, or null.</param>
    /// <param name="clean">Whether router and home agent ended cleanly.</param>
    /// <returns>Whether all was well.</returns>
    public bool Summary(List<LabPhase> phases, bool tcpWhole, string? tcpFault, bool clean)
    {
        bool recovered = phases.All(phase => phase.Recovered);
        long up = phases.Sum(phase => phase.Tcp.OctetsUp);
        long down = phases.Sum(phase => phase.Tcp.OctetsDown);
        string tcp = tcpWhole
            ? Text($"The TCP connection lived through both cuts: {up / 1000} kB up, ")
                + Text($"{down / 1000} kB down, all in place")
            : $"The TCP connection DIED: {tcpFault ?? "octets are missing"}";
        string traffic = recovered ? "traffic recovered every time" : "traffic did NOT recover";
        string end = clean ? "" : "; a program did not end cleanly";
        _writer.Write(
            "summary",
            $"{tcp}; {traffic}{end}.",
            json =>
            {
                json.WriteBoolean("tcpAlive", tcpWhole);
                json.WriteBoolean("recovered", recovered);
                json.WriteBoolean("cleanStop", clean);
                json.WriteNumber("tcpOctetsUp", up);
                json.WriteNumber("tcpOctetsDown", down);
                json.WriteNumber("pingLostUp", phases.Sum(phase => phase.Ping.LostUp));
                json.WriteNumber("pingLostDown", phases.Sum(phase => phase.Ping.LostDown));
            });
        return tcpWhole && recovered && clean;
    }

    private static void Write(Utf8JsonWriter json, LabPhase phase)
    {
        json.WriteString("name", phase.Name);
        json.WriteNumber("milliseconds", (int)(phase.To - phase.From));
        json.WriteString("path", phase.Path);
        if (phase.SwitchMs is int switched)
        {
            json.WriteNumber("switchMs", switched);
        }

        json.WriteBoolean("recovered", phase.Recovered);
        json.WriteStartObject("ping");
        json.WriteNumber("sent", phase.Ping.Sent);
        json.WriteNumber("lostUp", phase.Ping.LostUp);
        json.WriteNumber("lostDown", phase.Ping.LostDown);
        json.WriteNumber("gapUpMs", phase.Ping.GapUpMs);
        json.WriteNumber("gapDownMs", phase.Ping.GapDownMs);
        json.WriteEndObject();
        json.WriteStartObject("tcp");
        json.WriteNumber("octetsUp", phase.Tcp.OctetsUp);
        json.WriteNumber("octetsDown", phase.Tcp.OctetsDown);
        json.WriteNumber("gapUpMs", phase.Tcp.GapUpMs);
        json.WriteNumber("gapDownMs", phase.Tcp.GapDownMs);
        json.WriteEndObject();
    }

    private static string Text(System.FormattableString text)
    {
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
