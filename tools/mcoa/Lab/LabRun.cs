using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using McoaRouter.Boards.Linux;

namespace McoaRouter.Tools.Lab;

/// <summary>One run of the lab: builds, starts, cuts, measures, and removes everything whatever happens.</summary>
internal sealed class LabRun : IDisposable
{
    private const int RegistrationMs = 15_000;
    private const int SettleMs = 1000;
    private const int InFlightMs = 200;
    private const int PollMs = 20;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(8);

    private readonly LabReport _report;
    private readonly string? _captureFolder;
    private readonly CancellationToken _cancelled;
    private readonly LabTopology _topology = new();
    private readonly LabConfiguration _configuration = new();
    private readonly RouterWatch _watch = new();
    private readonly List<LinkCapture> _captures = [];
    private LabProcess? _homeAgent;
    private LabProcess? _router;
    private EchoProbe? _ping;
    private TcpTransfer? _tcp;

    /// <summary>Prepares a run.</summary>
    /// <param name="report">Who shows it.</param>
    /// <param name="captureFolder">Where captures go, or null for none.</param>
    /// <param name="cancelled">Ends the run early.</param>
    public LabRun(LabReport report, string? captureFolder, CancellationToken cancelled)
    {
        _report = report;
        _captureFolder = captureFolder;
        _cancelled = cancelled;
    }

    /// <summary>Runs from start to end.</summary>
    /// <returns>Whether the TCP connection lived and all traffic recovered.</returns>
    /// <exception cref="BoardException">Something could not be made, or one of our programs failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public bool Run()
    {
        _report.Progress("building the network");
        _topology.Build();
        StartCaptures();
        StartPrograms();
        _report.Progress("both uplinks are registered; starting ping and the TCP transfer");
        _ping = new EchoProbe(_topology);
        _tcp = new TcpTransfer(_topology, _cancelled);
        string[] uplinks = LabTopology.Uplinks;
        List<LabPhase> phases =
        [
            Phase("both up", 3000, uplinks[0], () => { }),
            Phase($"{uplinks[0]} cut", 5000, uplinks[1], () => _topology.Cut(uplinks[0])),
            Phase($"{uplinks[0]} back", 5000, uplinks[0], () => _topology.Restore(uplinks[0])),
            Phase($"{uplinks[1]} cut", 4000, uplinks[0], () => _topology.Cut(uplinks[1])),
            Phase($"{uplinks[1]} back", 4000, uplinks[0], () => _topology.Restore(uplinks[1])),
        ];
        _ping.StopSending();
        bool tcpWhole = _tcp.Finish();
        bool clean = StopPrograms();
        return _report.Summary(phases, tcpWhole, _tcp.Fault, clean);
    }

    /// <summary>Removes everything.</summary>
    public void Dispose()
    {
        _tcp?.Dispose();
        _ping?.Dispose();
        _router?.Dispose();
        _homeAgent?.Dispose();
        _captures.ForEach(capture => capture.Dispose());
        _topology.Dispose();
        _configuration.Dispose();
    }

    private void StartCaptures()
    {
        if (_captureFolder == null)
        {
            return;
        }

        Directory.CreateDirectory(_captureFolder);
        StartCapture(_topology.Router, "wifi", "wifi");
        StartCapture(_topology.Router, "lte", "lte");
        StartCapture(_topology.Host, "eth0", "vehicle");
        StartCapture(_topology.HomeAgent, "eth0", "home-agent");
        StartCapture(_topology.Correspondent, "eth0", "correspondent");
    }

    private void StartCapture(string networkNamespace, string device, string name)
    {
        _captures.Add(new LinkCapture(networkNamespace, device, Path.Combine(_captureFolder!, name + ".pcap")));
    }

    private void StartPrograms()
    {
        _report.Progress("starting the home agent and the router");
        using ManualResetEventSlim started = new();
        _homeAgent = new LabProcess(
            _topology.HomeAgent,
            "mcoa.dll",
            ["home-agent", _configuration.HomeAgent, "--json"],
            element => SetWhen(started, element.GetProperty("event").GetString() == "started"));
        WaitFor(() => started.IsSet, "The home agent did not start");
        _router = new LabProcess(
            _topology.Router, "McoaRouter.Boards.Linux.dll", [_configuration.Router, "--json"], _watch.OnEvent);
        WaitFor(() => _watch.AllRegistered(LabTopology.Uplinks), "The router did not register both uplinks");
    }

    private static void SetWhen(ManualResetEventSlim flag, bool condition)
    {
        if (condition)
        {
            flag.Set();
        }
    }

    private void WaitFor(Func<bool> condition, string fault)
    {
        double until = ArrivalMeter.Now + RegistrationMs;
        while (!condition())
        {
            CheckPrograms();
            if (ArrivalMeter.Now > until)
            {
                throw new BoardException($"{fault}.{Lines(_router ?? _homeAgent!)}");
            }

            Wait(PollMs);
        }
    }

    private LabPhase Phase(string name, int milliseconds, string expectedPath, Action change)
    {
        _report.Progress($"{name}: {milliseconds / 1000} s");
        double from = ArrivalMeter.Now;
        change();
        while (ArrivalMeter.Now < from + milliseconds)
        {
            CheckPrograms();
            Wait(PollMs);
        }

        double to = ArrivalMeter.Now;
        string? path = _watch.Path;
        int? switched = _watch.SwitchedAfterMs(from);

        // What was sent last may still be on its way: it counts for this phase, and delays the next one a little.
        Wait(InFlightMs);
        EchoFigures ping = _ping!.Figures(from, to);
        EchoFigures lastPing = _ping.Figures(to - SettleMs, to);
        TcpFigures lastTcp = _tcp!.Figures(to - SettleMs, to);
        bool recovered = path == expectedPath
            && lastPing is { Sent: > 0, LostUp: 0, LostDown: 0 }
            && lastTcp is { OctetsUp: > 0, OctetsDown: > 0 };
        LabPhase phase = new(name, from, to, path, expectedPath, switched)
        {
            Ping = ping,
            Tcp = _tcp.Figures(from, to),
            Recovered = recovered,
        };
        _report.Phase(phase);
        return phase;
    }

    private bool StopPrograms()
    {
        _report.Progress("stopping the router, which de-registers, and the home agent");
        return _router!.Stop(s_patience) & _homeAgent!.Stop(s_patience);
    }

    private void CheckPrograms()
    {
        if (_homeAgent is { HasExited: true })
        {
            throw new BoardException($"The home agent ended.{Lines(_homeAgent)}");
        }

        if (_router is { HasExited: true })
        {
            throw new BoardException($"The router ended.{Lines(_router)}");
        }
    }

    private void Wait(int milliseconds)
    {
        if (_cancelled.WaitHandle.WaitOne(milliseconds))
        {
            throw new OperationCanceledException(_cancelled);
        }
    }

    private static string Lines(LabProcess process)
    {
        return " Its last lines:" + Environment.NewLine + string.Join(Environment.NewLine, process.LastLines());
    }
}
