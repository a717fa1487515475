using System;
using System.IO;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Threading;
using McoaRouter.Boards.Linux;

namespace McoaRouter.Tools.Lab.Soak;

/// <summary>
/// Router and home agent under ping and TCP for as long as is wanted, with faults at random one after the other, each until
/// all is well again. One uplink has IPv6, the other IPv4 behind a NAT.
/// </summary>
internal sealed class SoakRun
{
    // Its length decides nothing: a machine may be busy, and TCP waits as long again behind an outage (RFC 6298 §5.5).
    private const int PatienceMs = 90_000;

    private const int BlockIntervalMs = 40;
    private const int ConfirmSeconds = 300;
    private const int RoundTripMs = 20;
    private const int HighPriority = 200;
    private const int LowPriority = 50;
    private const int NatPortRanges = 40;

    private static readonly LabSettings s_settings = new()
    {
        Ipv4Uplinks = ["lte"],
        Nat = true,
        RoundTripMs = RoundTripMs,
        Health = """{ "probeIntervalMs": 500, "holdMs": 1000 }""",
        LifetimeSeconds = 8,
        FirstAcknowledgementTimeoutMs = 200,
        Eager = true,
        Console = true,
    };

    private readonly SoakOptions _options;
    private readonly LabReport _lab;
    private readonly SoakReport _report;
    private readonly CancellationToken _cancelled;
    private readonly SoakOutcome _outcome = new();
    private string _preferred = LabTopology.Uplinks[0];

    /// <summary>Prepares a soak.</summary>
    /// <param name="options">What it is told.</param>
    /// <param name="lab">Who shows what the stage does.</param>
    /// <param name="report">Who shows the soak.</param>
    /// <param name="cancelled">Ends it early.</param>
    public SoakRun(SoakOptions options, LabReport lab, SoakReport report, CancellationToken cancelled)
    {
        _options = options;
        _lab = lab;
        _report = report;
        _cancelled = cancelled;
    }

    /// <summary>Plays it.</summary>
    /// <returns>Whether all was as it must be.</returns>
    /// <exception cref="BoardException">Something could not be made.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public bool Play()
    {
        _report.Begin(_options);
        Remains onMachine = new((string?)null);
        LabSettings settings = s_settings with { WireProfile = _options.Profile ?? s_settings.WireProfile };
        using (LabStage stage = new(settings, _lab, null, _cancelled))
        {
            Remains inNamespaces = new(stage.Topology.Router, stage.Topology.HomeAgents[0]);
            PlayOn(stage);
            _outcome.Remains.AddRange(inNamespaces.Find());
        }

        _outcome.Remains.AddRange(onMachine.Find());
        _outcome.Remains.AddRange(Remains.OfLab());
        if (_options.Picture != null)
        {
            File.WriteAllText(_options.Picture, new SoakPicture(_options, _outcome).Draw());
        }

        return _report.End(_options, _outcome);
    }

    private void PlayOn(LabStage stage)
    {
        stage.StartAll();
        EchoProbe ping = stage.Ping;
        using TcpTransfer tcp = new(stage.Topology, _cancelled, BlockIntervalMs);
        double began = ArrivalMeter.Now;
        using (SoakSampler sampler = new(stage.Processes, _options.IntervalMs))
        {
            try
            {
                PlayFaults(stage, tcp, sampler);
            }
            catch (Exception fault) when (fault is BoardException or SocketException or IOException)
            {
                _outcome.Wrong.Add(fault.Message);
            }

            _outcome.Samples = sampler.Samples();
            _outcome.LastProcesses = Array.ConvertAll(stage.Processes(), one => one.Process);
        }

        double ended = ArrivalMeter.Now;
        ping.StopSending();
        if (!tcp.Finish())
        {
            _outcome.Wrong.Add($"the TCP connection did not live through it: {tcp.Fault ?? "octets are missing"}");
        }

        TcpFigures carried = tcp.Figures(began, ArrivalMeter.Now);
        EchoFigures asked = ping.Figures(began, ended);
        _outcome.Tcp = (carried.OctetsUp, carried.OctetsDown);
        _outcome.Ping = (asked.Sent, asked.LostUp + asked.LostDown);
        if (!stage.StopAll())
        {
            _outcome.Wrong.Add("a program did not end cleanly");
        }
    }

    private void PlayFaults(LabStage stage, TcpTransfer tcp, SoakSampler sampler)
    {
        SoakPlan plan = new(_options.Seed);
        double until = ArrivalMeter.Now + _options.LengthMs;
        double half = ArrivalMeter.Now + (_options.LengthMs / 2);
        _ = AwaitWell(stage, tcp, "at first", ArrivalMeter.Now);
        while (ArrivalMeter.Now < until)
        {
            // A home agent that crashes begins anew: the last one is to be looked at for half of the time.
            SoakFault fault = plan.Next(mayCrash: ArrivalMeter.Now < half);
            sampler.Quiet = true;
            stage.Watchfully(fault.RestMs);
            sampler.Quiet = false;
            FaultFigures figures = Play(stage, tcp, fault, sampler.Seconds);
            _outcome.Faults.Add(figures);
            _report.Fault(_options, figures, stage.Processes());
        }
    }

    private FaultFigures Play(LabStage stage, TcpTransfer tcp, SoakFault fault, double seconds)
    {
        double began = ArrivalMeter.Now;
        Begin(stage, fault);
        int? around = null;
        if (fault.LeavesAWay)
        {
            EchoProbe ping = stage.Ping;
            stage.Await(
                $"fault {fault.Number}, {fault.Words}: traffic goes another way, or still the same",
                () => ping.AnsweredSince(began),
                PatienceMs);
            around = (int)(ArrivalMeter.Now - began);
        }

        stage.Watchfully(fault.HoldMs);
        End(stage, fault);
        double ended = ArrivalMeter.Now;
        int well = AwaitWell(stage, tcp, $"after fault {fault.Number}, {fault.Words}", ended);
        if (fault.Kind == SoakFaultKind.Commit)
        {
            using LabConsole console = new(stage.ConsolePath);
            console.Ask("confirm");
        }

        return new FaultFigures(fault, seconds, stage.Ping.Figures(began, ArrivalMeter.Now).GapDownMs, around, well);
    }

    /// <summary>Waits until both uplinks are registered at both ends and what is sent since a time goes both ways.</summary>
    private int AwaitWell(LabStage stage, TcpTransfer tcp, string when, double since)
    {
        EchoProbe ping = stage.Ping;
        return stage.Await(
            $"all is well {when}",
            () => stage.Watch.Path == _preferred
                && stage.Watch.AllRegistered(LabTopology.Uplinks)
                && ping.AnsweredSince(since)
                && tcp.CarriedSince(since)
                && stage.Holds(0, 1, 2),
            PatienceMs);
    }

    private void Begin(LabStage stage, SoakFault fault)
    {
        LabTopology topology = stage.Topology;
        switch (fault.Kind)
        {
            case SoakFaultKind.Cut:
                topology.Cut(fault.Uplink);
                break;
            case SoakFaultKind.CutBoth:
                Array.ForEach(LabTopology.Uplinks, topology.Cut);
                break;
            case SoakFaultKind.Silence:
                topology.Silence(fault.Uplink);
                break;
            case SoakFaultKind.Delay:
                topology.Air[fault.Uplink].RoundTripMs = fault.RoundTripMs;
                break;
            case SoakFaultKind.Loss:
                topology.Air[fault.Uplink].LossPercent = fault.LossPercent;
                break;
            case SoakFaultKind.ForgetNat:
                bool second = fault.Number % 2 == 1;
                topology.Nat.Renew(
                    second ? LabNat.SecondAddress : LabNat.FirstAddress,
                    LabNat.FirstPort + (fault.Number % NatPortRanges * LabNat.Ports));
                break;
            case SoakFaultKind.CrashHomeAgent:
                stage.CrashHomeAgent();
                break;
            default:
                Commit(stage);
                break;
        }
    }

    private static void End(LabStage stage, SoakFault fault)
    {
        LabTopology topology = stage.Topology;
        switch (fault.Kind)
        {
            case SoakFaultKind.Cut:
                topology.Restore(fault.Uplink);
                break;
            case SoakFaultKind.CutBoth:
                Array.ForEach(LabTopology.Uplinks, topology.Restore);
                break;
            case SoakFaultKind.Silence:
                topology.Revive(fault.Uplink);
                break;
            case SoakFaultKind.Delay:
                topology.Air[fault.Uplink].RoundTripMs = RoundTripMs;
                break;
            case SoakFaultKind.Loss:
                topology.Air[fault.Uplink].LossPercent = 0;
                break;
            case SoakFaultKind.CrashHomeAgent:
                stage.StartHomeAgent();
                break;
            default:
                break;
        }
    }

    /// <summary>The other uplink is preferred from now on.</summary>
    private void Commit(LabStage stage)
    {
        bool first = _preferred == LabTopology.Uplinks[0];
        _preferred = LabTopology.Uplinks[first ? 1 : 0];
        using LabConsole console = new(stage.ConsolePath);
        console.Ask("set", new JsonObject { ["path"] = "uplinks[0].priority", ["value"] = first ? LowPriority : HighPriority });
        console.Ask("commit", new JsonObject { ["confirmSeconds"] = ConfirmSeconds });
    }
}
