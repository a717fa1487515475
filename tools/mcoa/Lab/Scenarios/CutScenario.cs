using System;
using System.Collections.Generic;

namespace McoaRouter.Tools.Lab.Scenarios;

/// <summary>Uplinks are cut and come back under a TCP connection, measured.</summary>
internal sealed class CutScenario : LabScenario
{
    private const int SettleMs = 1000;
    private const int InFlightMs = 200;

    /// <inheritdoc/>
    public override string Name
    {
        get { return "cut"; }
    }

    /// <inheritdoc/>
    public override string Description
    {
        get { return "a TCP connection lives through the cut of either uplink"; }
    }

    /// <inheritdoc/>
    public override bool Play(LabStage stage)
    {
        stage.StartAll();
        stage.Report.Progress("both uplinks are registered; starting ping and the TCP transfer");
        EchoProbe ping = stage.Ping;
        using TcpTransfer tcp = new(stage.Topology, stage.Cancelled);
        string[] uplinks = LabTopology.Uplinks;
        LabTopology topology = stage.Topology;
        List<LabPhase> phases =
        [
            Phase(stage, tcp, "both up", 3000, uplinks[0], () => { }),
            Phase(stage, tcp, $"{uplinks[0]} cut", 5000, uplinks[1], () => topology.Cut(uplinks[0])),
            Phase(stage, tcp, $"{uplinks[0]} back", 5000, uplinks[0], () => topology.Restore(uplinks[0])),
            Phase(stage, tcp, $"{uplinks[1]} cut", 4000, uplinks[0], () => topology.Cut(uplinks[1])),
            Phase(stage, tcp, $"{uplinks[1]} back", 4000, uplinks[0], () => topology.Restore(uplinks[1])),
        ];
        ping.StopSending();
        bool tcpWhole = tcp.Finish();
        bool clean = stage.StopAll();
        return stage.Report.Summary(phases, tcpWhole, tcp.Fault, clean);
    }

    private static LabPhase Phase(
        LabStage stage, TcpTransfer tcp, string name, int milliseconds, string expectedPath, Action change)
    {
        stage.Report.Progress($"{name}: {milliseconds / 1000} s");
        double from = ArrivalMeter.Now;
        change();
        stage.Watchfully(milliseconds - (int)(ArrivalMeter.Now - from));
        double to = ArrivalMeter.Now;
        string? path = stage.Watch.Path;
        int? switched = stage.Watch.SwitchedAfterMs(from);

        // What was sent last may still be on its way: it counts for this phase, and delays the next one a little.
        stage.Wait(InFlightMs);
        EchoFigures lastPing = stage.Ping.Figures(to - SettleMs, to);
        TcpFigures lastTcp = tcp.Figures(to - SettleMs, to);
        bool recovered = path == expectedPath
            && lastPing is { Sent: > 0, LostUp: 0, LostDown: 0 }
            && lastTcp is { OctetsUp: > 0, OctetsDown: > 0 };
        LabPhase phase = new(name, from, to, path, expectedPath, switched)
        {
            Ping = stage.Ping.Figures(from, to),
            Tcp = tcp.Figures(from, to),
            Recovered = recovered,
        };
        stage.Report.Phase(phase);
        return phase;
    }
}
