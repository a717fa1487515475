using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using McoaRouter.Boards.Linux;

namespace McoaRouter.Tools.Lab;

/// <summary>
/// What a scenario plays on: the network, our programs in it and what they say. Removes everything whatever happens.
/// </summary>
internal sealed class LabStage : IDisposable
{
    private const int PatienceMs = 30_000;
    private const int PollMs = 20;

    private static readonly TimeSpan s_stopPatience = TimeSpan.FromSeconds(8);

    private readonly LabSettings _settings;
    private readonly string? _captureFolder;
    private readonly CancellationToken _cancelled;
    private readonly LabConfiguration _configuration;
    private readonly List<LinkCapture> _captures = [];
    private LinkTaps? _taps;
    private readonly LabProcess?[] _homeAgents = new LabProcess?[LabTopology.HomeAgentAddresses.Length];
    private LabProcess? _router;
    private LabProcess? _correspondent;
    private EchoProbe? _ping;

    /// <summary>Builds the network.</summary>
    /// <param name="settings">How.</param>
    /// <param name="report">Who shows what happens.</param>
    /// <param name="captureFolder">Where captures go, or null for none.</param>
    /// <param name="cancelled">Ends it early.</param>
    /// <exception cref="BoardException">Something can't be made; nothing stays.</exception>
    public LabStage(LabSettings settings, LabReport report, string? captureFolder, CancellationToken cancelled)
    {
        Report = report;
        _settings = settings;
        _captureFolder = captureFolder;
        _cancelled = cancelled;
        _configuration = new LabConfiguration(settings);
        Topology = new LabTopology(settings);
        HomeAgentLogs = Array.ConvertAll(_homeAgents, _ => new EventLog());
        try
        {
            report.Progress("building the network");
            Topology.Build();
            StartCaptures();
        }
        catch (Exception)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Who shows what happens.</summary>
    public LabReport Report { get; }

    /// <summary>The network.</summary>
    public LabTopology Topology { get; }

    /// <summary>What the scenario has otherwise than the others.</summary>
    public LabSettings Settings
    {
        get { return _settings; }
    }

    /// <summary>The packets of the uplinks, from the first call on.</summary>
    public LinkTaps Taps
    {
        get { return _taps ??= new LinkTaps(Topology); }
    }

    /// <summary>What the router says of its uplinks and its path.</summary>
    public RouterWatch Watch { get; } = new();

    /// <summary>What the router says.</summary>
    public EventLog RouterLog { get; } = new();

    /// <summary>What the home agents say; a log begins anew with its program.</summary>
    public EventLog[] HomeAgentLogs { get; }

    /// <summary>The socket of the router's console, where the scenario has one.</summary>
    public string ConsolePath
    {
        get { return _configuration.Console; }
    }

    /// <summary>Ends the scenario early.</summary>
    public CancellationToken Cancelled
    {
        get { return _cancelled; }
    }

    /// <summary>What the correspondent says, where it is one that the router registers with.</summary>
    public EventLog CorrespondentLog { get; } = new();

    /// <summary>
    /// The ping to the correspondent, from the first call on: from the in-vehicle host, or from the router itself where
    /// that registers with the correspondent.
    /// </summary>
    public EchoProbe Ping
    {
        get { return _ping ??= new EchoProbe(Topology, _settings.RouteOptimization); }
    }

    /// <summary>The router and the first home agent with their processes, as far as they run.</summary>
    public (string Program, int Process)[] Processes()
    {
        (string Program, LabProcess? Process)[] both = [("router", _router), ("home agent", _homeAgents[0])];
        return [.. both.Where(one => one.Process != null).Select(one => (one.Program, one.Process!.Id))];
    }

    /// <summary>Starts a home agent and waits until it says so.</summary>
    public void StartHomeAgent(int index = 0)
    {
        Report.Progress("starting a home agent");
        EventLog log = new();
        HomeAgentLogs[index] = log;
        _homeAgents[index] = new LabProcess(
            Topology.HomeAgents[index],
            "mcoa.dll",
            ["home-agent", _configuration.HomeAgent(index), "--json"],
            log.Add,
            _settings.Eager);
        WaitFor(() => log.Last("started") != null, "The home agent did not start");
        Prefer(_homeAgents[index]!);
    }

    /// <summary>Starts the router.</summary>
    public void StartRouter()
    {
        Report.Progress("starting the router");
        _router = new LabProcess(
            Topology.Router,
            "McoaRouter.Boards.Linux.dll",
            [_configuration.Router, "--json", .. RouterOptions()],
            element =>
            {
                Watch.OnEvent(element);
                RouterLog.Add(element);
            },
            _settings.Eager);
        Prefer(_router);
    }

    /// <summary>Has the signal of the uplink wifi be so strong.</summary>
    public void SetSignal(int dbm)
    {
        if (dbm < _settings.SignalFloorDbm)
        {
            Topology.NoteFading(LabTopology.Uplinks[0]);
        }

        _configuration.SetSignal(dbm);
    }

    /// <summary>Starts the correspondent and waits until it says so.</summary>
    public void StartCorrespondent()
    {
        Report.Progress("starting the correspondent");
        _correspondent = new LabProcess(
            Topology.Correspondent,
            "mcoa.dll",
            ["correspondent", _configuration.Correspondent, "--json"],
            CorrespondentLog.Add);
        WaitFor(() => CorrespondentLog.Last("started") != null, "The correspondent did not start");
    }

    /// <summary>Starts the first home agent and the router, and waits until both uplinks are registered.</summary>
    public void StartAll()
    {
        StartHomeAgent();
        StartRouter();
        Expect("both uplinks are registered", () => Watch.AllRegistered(LabTopology.Uplinks));
    }

    /// <summary>Ends a home agent as a crash does.</summary>
    public void CrashHomeAgent(int index = 0)
    {
        Report.Progress("a home agent crashes");
        _homeAgents[index]!.Crash();
        _homeAgents[index]!.Dispose();
        _homeAgents[index] = null;
    }

    /// <summary>Stops the router, which de-registers.</summary>
    /// <exception cref="BoardException">It did not end cleanly.</exception>
    public void StopRouter()
    {
        Report.Progress("stopping the router, which de-registers");
        bool clean = StopOne(ref _router);
        Expect("the router ends cleanly", () => clean);
    }

    /// <summary>Stops the router, which de-registers, and then the others.</summary>
    /// <returns>Whether all ended cleanly.</returns>
    public bool StopAll()
    {
        Report.Progress("stopping the router, which de-registers, and the home agent");
        bool clean = StopOne(ref _router);
        for (int i = 0; i < _homeAgents.Length; i++)
        {
            clean &= StopOne(ref _homeAgents[i]);
        }

        return clean & StopOne(ref _correspondent);
    }

    /// <summary>Stops all, and expects a clean end.</summary>
    /// <returns>True.</returns>
    /// <exception cref="BoardException">A program did not end cleanly.</exception>
    public bool ExpectCleanEnd()
    {
        bool clean = StopAll();
        Expect("router and home agent end cleanly", () => clean);
        return true;
    }

    /// <summary>Waits until something is so.</summary>
    /// <returns>After how many ms it was.</returns>
    /// <exception cref="BoardException">It does not come to be so.</exception>
    public int Expect(string what, Func<bool> condition)
    {
        int milliseconds = Await(what, condition, PatienceMs);
        Report.Expectation(what, milliseconds);
        return milliseconds;
    }

    /// <summary>Waits until something is so, and says nothing.</summary>
    /// <returns>After how many ms it was.</returns>
    /// <exception cref="BoardException">It does not come to be so.</exception>
    public int Await(string what, Func<bool> condition, int patienceMs)
    {
        double from = ArrivalMeter.Now;
        WaitFor(condition, "NOT SO: " + what, patienceMs);
        return (int)(ArrivalMeter.Now - from);
    }

    /// <summary>Waits until a ping that is sent from now on is answered.</summary>
    /// <returns>After how many ms it was.</returns>
    public int ExpectTraffic(string how)
    {
        double from = ArrivalMeter.Now;
        EchoProbe ping = Ping;
        return Expect($"traffic goes both ways {how}", () => ping.AnsweredSince(from));
    }

    /// <summary>Whether a home agent holds just these bindings.</summary>
    public bool Holds(int homeAgent, params int[] bids)
    {
        return HomeAgentLogs[homeAgent].Bindings().AsSpan().SequenceEqual(bids);
    }

    /// <summary>The care-of address at which the first home agent holds a binding, or null.</summary>
    public string? CareOfAddress(int bid)
    {
        return HomeAgentLogs[0].LastOf("binding", bid) is JsonElement binding && binding.GetProperty("present").GetBoolean()
            ? binding.GetProperty("careOfAddress").GetString()
            : null;
    }

    /// <summary>Address and port at which the first home agent reaches a binding by UDP, or null where it does not.</summary>
    public string? UdpPeer(int bid)
    {
        return CareOfAddress(bid) is string address
            && address.Contains('.', StringComparison.Ordinal)
            && HomeAgentLogs[0].LastOf("udpTunnel", bid) is JsonElement tunnel
            ? string.Create(CultureInfo.InvariantCulture, $"{address}:{tunnel.GetProperty("port").GetInt32()}")
            : null;
    }

    /// <summary>Waits a while, with an eye on the programs.</summary>
    public void Watchfully(int milliseconds)
    {
        double until = ArrivalMeter.Now + milliseconds;
        while (ArrivalMeter.Now < until)
        {
            CheckPrograms();
            Wait(PollMs);
        }
    }

    /// <summary>Waits.</summary>
    /// <exception cref="OperationCanceledException">The scenario is to end early.</exception>
    public void Wait(int milliseconds)
    {
        if (_cancelled.WaitHandle.WaitOne(milliseconds))
        {
            throw new OperationCanceledException(_cancelled);
        }
    }

    /// <summary>Removes everything.</summary>
    public void Dispose()
    {
        _ping?.Dispose();
        _router?.Dispose();
        foreach (LabProcess? homeAgent in _homeAgents)
        {
            homeAgent?.Dispose();
        }

        _correspondent?.Dispose();
        _taps?.Dispose();
        _captures.ForEach(capture => capture.Dispose());
        Topology.Dispose();
        _configuration.Dispose();
    }

    private void Prefer(LabProcess process)
    {
        if (_settings.Preferred)
        {
            PunctualThread.Prefer(process.Id);
        }
    }

    private string[] RouterOptions()
    {
        string[] console = _settings.Console ? ["--console", ConsolePath] : [];
        string[] signals = _settings.SignalFloorDbm == null ? [] : ["--signals", _configuration.Signals];
        return [.. console, .. signals];
    }

    private static bool StopOne(ref LabProcess? process)
    {
        bool clean = process == null || process.Stop(s_stopPatience);
        process?.Dispose();
        process = null;
        return clean;
    }

    private void StartCaptures()
    {
        if (_captureFolder == null)
        {
            return;
        }

        Directory.CreateDirectory(_captureFolder);
        StartCapture(Topology.Router, "lte", "lte");
        StartCapture(Topology.Host, "eth0", "vehicle");
        StartCapture(Topology.HomeAgents[0], "eth0", "home-agent");
        StartCapture(Topology.Correspondent, "eth0", "correspondent");
        if (_settings.WideHomeLink)
        {
            StartCapture(Topology.HomeAgents[1], "eth0", "home-agent-2");
            StartCapture(Topology.HomeHost, "eth0", "home-link");
        }
        else
        {
            StartCapture(Topology.Router, "wifi", "wifi");
        }
    }

    private void StartCapture(string networkNamespace, string device, string name)
    {
        _captures.Add(new LinkCapture(networkNamespace, device, Path.Combine(_captureFolder!, name + ".pcap")));
    }

    private void WaitFor(Func<bool> condition, string fault, int patienceMs = PatienceMs)
    {
        double until = ArrivalMeter.Now + patienceMs;
        while (!condition())
        {
            CheckPrograms();
            if (ArrivalMeter.Now > until)
            {
                throw new BoardException($"{fault}.{Lines(_router ?? _homeAgents[0])}");
            }

            Wait(PollMs);
        }
    }

    private void CheckPrograms()
    {
        foreach (LabProcess? homeAgent in _homeAgents)
        {
            if (homeAgent is { HasExited: true })
            {
                throw new BoardException($"The home agent ended.{Lines(homeAgent)}");
            }
        }

        if (_correspondent is { HasExited: true })
        {
            throw new BoardException($"The correspondent ended.{Lines(_correspondent)}");
        }

        if (_router is { HasExited: true })
        {
            throw new BoardException($"The router ended.{Lines(_router)}");
        }
    }

    private static string Lines(LabProcess? process)
    {
        return process == null ? "" : " Its last lines:" + Environment.NewLine + string.Join(Environment.NewLine, process.LastLines());
    }
}
