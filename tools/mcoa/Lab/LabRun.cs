using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using McoaRouter.Boards.Linux;

namespace McoaRouter.Tools.Lab;

/// <summary>Plays scenarios, each on a stage of its own.</summary>
internal sealed class LabRun
{
    private readonly LabReport _report;
    private readonly LabFiles _files;
    private readonly string? _profile;
    private readonly CancellationToken _cancelled;

    /// <summary>Prepares a run.</summary>
    /// <param name="report">Who shows it.</param>
    /// <param name="files">What it leaves.</param>
    /// <param name="profile">The wire profile of both ends, or null for each scenario's own.</param>
    /// <param name="cancelled">Ends it early.</param>
    public LabRun(LabReport report, LabFiles files, string? profile, CancellationToken cancelled)
    {
        _report = report;
        _files = files;
        _profile = profile;
        _cancelled = cancelled;
    }

    /// <summary>Plays one scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <returns>Whether all was well.</returns>
    /// <exception cref="BoardException">
    /// Something could not be made, one of our programs failed, or what was expected did not come.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public bool Play(LabScenario scenario)
    {
        return Play(scenario, _files);
    }

    private bool Play(LabScenario scenario, LabFiles files)
    {
        _report.Begin(scenario);
        LabSettings settings = scenario.Settings with { WireProfile = _profile ?? scenario.Settings.WireProfile };
        using LabStage stage = new(settings, _report, files.Captures, _cancelled);
        LinkTaps? taps = files.Picture == null ? null : stage.Taps;
        try
        {
            return scenario.Play(stage);
        }
        finally
        {
            if (taps != null)
            {
                TappedPacket[] packets = taps.Within(double.NegativeInfinity, double.PositiveInfinity);
                File.WriteAllText(files.Picture!, new CutPicture(scenario.Name, stage.Topology.Changes, packets).Draw());
                _report.Progress($"the packets around each loss of an uplink are drawn in {files.Picture}");
            }
        }
    }

    /// <summary>Plays scenarios one after the other, and shows what became of each.</summary>
    /// <param name="scenarios">The scenarios.</param>
    /// <returns>Whether all was well in all of them.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public bool PlayAll(LabScenario[] scenarios)
    {
        List<LabVerdict> verdicts = [];
        foreach (LabScenario scenario in scenarios)
        {
            double from = ArrivalMeter.Now;
            bool passed = false;
            string text = scenario.Description;
            try
            {
                passed = Play(scenario, _files.Of(scenario));
            }
            catch (Exception fault) when (fault is BoardException or SocketException or IOException)
            {
                _report.Progress(fault.Message);
                text = fault.Message.Split(Environment.NewLine)[0];
            }

            verdicts.Add(new LabVerdict(scenario.Name, passed, (int)(ArrivalMeter.Now - from), text));
        }

        _report.Verdicts(verdicts);
        return verdicts.TrueForAll(verdict => verdict.Passed);
    }
}
