using System;
using System.Collections.Generic;
using System.Text;
using McoaRouter.Consoles;
using McoaRouter.Settings;

namespace McoaRouter.Boards.Linux.Consoles;

/// <summary>The console of this board: its store, who reaches it, and what it asks of the loop.</summary>
internal sealed class OperatorConsole : IDisposable
{
    private readonly EventWriter _writer;
    private readonly LinuxConsoleBoard _board;
    private readonly ConsoleServer _server;

    /// <summary>Opens everything.</summary>
    /// <param name="options">Where it is reached, and where it keeps its store.</param>
    /// <param name="plain">The text of the configuration file, or null.</param>
    /// <param name="bootReason">Why the program started.</param>
    /// <param name="poller">Who waits for operators.</param>
    /// <param name="writer">Where events go; the log is made of them.</param>
    /// <exception cref="BoardException">Something can't be opened; nothing stays behind.</exception>
    public OperatorConsole(BoardOptions options, string? plain, string bootReason, Poller poller, EventWriter writer)
    {
        _writer = writer;
        _board = new LinuxConsoleBoard(bootReason);
        ConfigurationStore store = new(
            options.Store == null ? null : new SlotDirectory(options.Store),
            plain == null ? null : Encoding.UTF8.GetBytes(plain));
        Console = new RouterConsole(_board, store);
        _server = new ConsoleServer(Console, poller, () => MonotonicClock.Now, writer.Notice);
        try
        {
            if (options.ConsoleDevice != null)
            {
                _server.OpenDevice(options.ConsoleDevice);
            }

            if (options.ConsolePath != null)
            {
                _server.Listen(options.ConsolePath);
            }
        }
        catch (BoardException)
        {
            _server.Dispose();
            throw;
        }

        writer.Log = Log;
    }

    /// <summary>What hears of the router's events and packets.</summary>
    public RouterConsole Console { get; }

    /// <summary>Whether another configuration is to be run.</summary>
    public bool ReconfigureAsked
    {
        get { return _board.ReconfigureAsked; }
    }

    /// <summary>Whether the program is to start anew.</summary>
    public bool RestartAsked
    {
        get { return _board.RestartAsked; }
    }

    /// <summary>When <see cref="Poll"/> must next be called, in monotonic ms.</summary>
    public long NextDeadline
    {
        get { return Math.Min(Console.NextDeadline, _server.NextDeadline); }
    }

    /// <summary>What is to be run now, by the store.</summary>
    /// <returns>Null where there is nothing.</returns>
    public RouterSettings? Start()
    {
        _board.ReconfigureAsked = false;
        RouterSettings? settings = Console.Start(MonotonicClock.Now);
        foreach (string fault in Console.StartFaults)
        {
            _writer.Notice(fault);
        }

        // What came into the store on another board may not fit this one.
        List<string> unfit = settings == null ? [] : BoardSettings.Check(settings);
        unfit.ForEach(_writer.Notice);
        return unfit.Count == 0 ? settings : null;
    }

    /// <summary>The machine can't have what <see cref="Start"/> gave.</summary>
    /// <returns>Whether that was on trial and is rolled back: <see cref="Start"/> gives what was before.</returns>
    public bool Refuse(string reason)
    {
        return Console.Refused(reason.TrimEnd('.'), MonotonicClock.Now);
    }

    /// <summary>A router runs, or none.</summary>
    public void Running(LiveRouter? router)
    {
        _board.Router = router;
        Console.Running(router?.Router, router?.Settings, MonotonicClock.Now);
    }

    /// <summary>Runs what is due. To be called in each turn.</summary>
    public void Poll(long now)
    {
        Console.Poll(now);
        _server.Poll();
    }

    /// <summary>Closes everything.</summary>
    public void Dispose()
    {
        _writer.Log = null;
        _server.Dispose();
    }

    private void Log(string line)
    {
        long now = MonotonicClock.Now;
        _board.Keep(line, now);
        Console.LogLine(line, now);
    }
}
