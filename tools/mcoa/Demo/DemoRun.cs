using System;
using System.IO;
using System.Text;
using System.Threading;
using McoaRouter.Boards.Linux;
using McoaRouter.Boards.Linux.Consoles;
using McoaRouter.Consoles;
using McoaRouter.Settings;
using McoaRouter.Simulation;
using McoaRouter.Tools.Drive;

namespace McoaRouter.Tools.Demo;

/// <summary>
/// A simulated vehicle that drives for ever, with a real console. What is committed there is run: the router is built anew
/// where the vehicle is. The home agent knows the router by its first configuration, so that a wrong key, address or prefix
/// is refused and rolled back, as it is on the road. A restart is that of the whole: clients of the socket are let go, the
/// time begins at 0, and the drive begins anew; the store stays.
/// </summary>
internal sealed class DemoRun : IDisposable
{
    private const int Fine = 0;
    private const int Unusable = 2;
    private const string Started = "powerOrReset";
    private const string Restarted = "restart";
    private const int FrameMs = 20;
    private const int LongestFrameMs = 1_000;
    private const long LongestLeaveMs = 6_000;

    private readonly DemoOptions _options;
    private readonly TextWriter _output;
    private readonly RouterSettings _home;
    private readonly DemoBoard _board;
    private readonly Poller _poller = new();
    private readonly RouterConsole _console;
    private readonly DemoEars _ears;
    private readonly ConsoleServer _server;
    private World? _world;
    private long _microseconds;
    private bool _leaving;
    private long _leftAt;

    private DemoRun(
        DemoOptions options,
        RouterSettings home,
        ConfigurationStore store,
        PseudoTerminal? terminal,
        string bootReason,
        TextWriter output)
    {
        _options = options;
        _output = output;
        _home = home;
        _board = new DemoBoard(bootReason);
        _console = new RouterConsole(_board, store);
        _ears = new DemoEars(_console);
        _server = new ConsoleServer(_console, _poller, () => Now, WriteLine);
        try
        {
            Open(terminal);
        }
        catch (BoardException)
        {
            _server.Dispose();
            throw;
        }
    }

    private long Now => _microseconds / 1000;

    private bool HasLeft => _leaving && (_world is null || _world.Router.Stopped || Now - _leftAt >= LongestLeaveMs);

    /// <summary>Runs it until it is cancelled.</summary>
    /// <param name="options">What is asked.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The exit code.</returns>
    public static int Execute(DemoOptions options, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        if (!OperatingSystem.IsLinux())
        {
            error.WriteLine("The demo's console needs Linux.");
            return Unusable;
        }

        DriveOptions drive = new(options.ConfigPath, options.Seed, 1, true, false, null, null);
        Journey? journey = DriveRun.JourneyOf(drive, error, out string? configuration);
        if (journey is null)
        {
            return Unusable;
        }

        try
        {
            ConfigurationStore store = new(
                options.Store is null ? null : new SlotDirectory(options.Store), Encoding.UTF8.GetBytes(configuration!));
            using PseudoTerminal? terminal = options.PseudoTerminal ? new PseudoTerminal() : null;
            string bootReason = Started;
            while (RunOnce(options, journey.Settings, store, terminal, bootReason, output, cancellation))
            {
                bootReason = Restarted;
            }

            return Fine;
        }
        catch (BoardException fault)
        {
            error.WriteLine(fault.Message);
            return Unusable;
        }
    }

    /// <summary>Closes the console, and removes its socket.</summary>
    public void Dispose()
    {
        _server.Dispose();
    }

    /// <summary>From one start to the next.</summary>
    /// <returns>Whether there is to be a next one.</returns>
    private static bool RunOnce(
        DemoOptions options,
        RouterSettings home,
        ConfigurationStore store,
        PseudoTerminal? terminal,
        string bootReason,
        TextWriter output,
        CancellationToken cancellation)
    {
        using DemoRun run = new(options, home, store, terminal, bootReason, output);
        return run.Turn(cancellation);
    }

    private void Open(PseudoTerminal? terminal)
    {
        if (_options.ConsolePath is not null)
        {
            _server.Listen(_options.ConsolePath);
            _output.WriteLine($"The console is at {_options.ConsolePath}");
        }

        if (terminal is not null)
        {
            _server.Speak(terminal);
            _output.WriteLine($"The console is at {terminal.Path}");
        }

        _output.Flush();
    }

    /// <summary>Lets the world go on until it is cancelled, or is to begin anew.</summary>
    /// <returns>Whether it is to begin anew.</returns>
    private bool Turn(CancellationToken cancellation)
    {
        Build();
        long before = MonotonicClock.Now;
        while (!cancellation.IsCancellationRequested && !(_board.RestartAsked && HasLeft))
        {
            _poller.Wait(before + FrameMs);
            long now = MonotonicClock.Now;
            GoOn(Math.Min(now - before, LongestFrameMs) * _options.Speed * 1000);
            before = now;
            _console.Poll(Now);
            _server.Poll();
            FollowConsole();
        }

        return !cancellation.IsCancellationRequested;
    }

    /// <summary>Lets the world go on; without one the time passes all the same.</summary>
    private void GoOn(long microseconds)
    {
        _microseconds += microseconds;
        _world?.RunUntil(_microseconds);
    }

    /// <summary>Goes over to another configuration, or to the end: the present router de-registers first.</summary>
    private void FollowConsole()
    {
        if ((_board.ReconfigureAsked || _board.RestartAsked) && !_leaving)
        {
            _leaving = true;
            _leftAt = Now;
            _world?.Router.Stop(Now);
        }

        if (HasLeft && !_board.RestartAsked)
        {
            _leaving = false;
            Build();
        }
    }

    private void Build()
    {
        _board.ReconfigureAsked = false;
        RouterSettings? settings = _console.Start(Now);
        Array.ForEach(_console.StartFaults, WriteLine);
        _world = settings is null ? null : NewWorld(settings);
        _board.World = _world;
        _console.Running(_world?.Router, settings, Now);
    }

    private World NewWorld(RouterSettings settings)
    {
        Array.ForEach(settings.Notices, notice => WriteLine($"Note: {notice}"));
        ListenerGroup listeners = new([new EventText(settings, (_, text) => WriteLine(text)), _ears]);
        return new World(settings, _home, _options.Seed, null, listeners, _ears, Now);
    }

    private void WriteLine(string? text)
    {
        if (text is null)
        {
            return;
        }

        _board.Keep(text, Now);
        _console.LogLine(text, Now);
        if (!_options.Quiet)
        {
            _output.WriteLine($"{Now / 1000.0,9:F3} s  {text}");
        }
    }
}
