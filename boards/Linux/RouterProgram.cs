using System;
using McoaRouter.Boards.Linux.Consoles;
using McoaRouter.Settings;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// The router as a program: turns the loop until a signal, and undoes all that was set up. With a console it goes over to
/// another configuration in the midst of that, and goes on without any. One thread makes all calls into the router and the
/// console.
/// </summary>
internal sealed class RouterProgram : IBoardProgram
{
    /// <summary>How long a configuration waits that the machine can't have at the moment.</summary>
    private const int RetryMs = 5_000;

    /// <summary>How long one configuration's end may hold up the next: a home agent that is silent would for seconds.</summary>
    private const int LeaveMs = 2_000;

    private readonly EventWriter _writer;
    private readonly string _signals;
    private readonly Poller _poller = new();
    private readonly OperatorConsole? _console;
    private LiveRouter? _live;
    private bool _leaving;
    private bool _ending;
    private long _leaveAt;
    private long _retryAt = MobileRouter.NoDeadline;

    /// <summary>Sets everything up; nothing is sent yet.</summary>
    /// <param name="settings">What is run.</param>
    /// <param name="signals">The file with the strength of the signals.</param>
    /// <param name="writer">Where events go.</param>
    /// <exception cref="BoardException">The machine lacks something; nothing that was set up stays behind.</exception>
    public RouterProgram(RouterSettings settings, string signals, EventWriter writer)
    {
        _writer = writer;
        _signals = signals;
        _live = new LiveRouter(settings, signals, _poller, writer, null);
    }

    /// <summary>Sets everything up with a console, which says what is run; nothing is sent yet.</summary>
    /// <param name="options">The console's.</param>
    /// <param name="plain">The text of the configuration file, or null.</param>
    /// <param name="bootReason">Why the program started.</param>
    /// <param name="writer">Where events go.</param>
    /// <exception cref="BoardException">The machine lacks something; nothing that was set up stays behind.</exception>
    public RouterProgram(BoardOptions options, string? plain, string bootReason, EventWriter writer)
    {
        _writer = writer;
        _signals = options.Signals;
        _console = new OperatorConsole(options, plain, bootReason, _poller, writer);
        Build(_console);
    }

    /// <summary>Whether the operator asked for another start.</summary>
    public bool RestartAsked
    {
        get { return _console is { RestartAsked: true }; }
    }

    /// <inheritdoc/>
    public void Run(StopSignals signals)
    {
        _poller.Add(signals.Descriptor, signals.Acknowledge);
        _live?.Start();
        while (signals.Count < 2)
        {
            _poller.Wait(Math.Min(_retryAt, Math.Min(
                _live?.NextDeadline ?? MobileRouter.NoDeadline, _console?.NextDeadline ?? MobileRouter.NoDeadline)));
            long now = MonotonicClock.Now;
            _live?.Poll(now);
            _console?.Poll(now);
            if (!_ending && (signals.Count > 0 || RestartAsked))
            {
                _ending = true;
                _writer.Write("stopping", "stopping");
            }

            if (_ending || _console is { ReconfigureAsked: true })
            {
                Leave();
            }

            if (_leaving && (_live == null || _live.Stopped || IsLeftBehind(_live, now)))
            {
                if (_ending)
                {
                    break;
                }

                GoOver(_console!);
            }
            else if (now >= _retryAt)
            {
                Build(_console!);
                _live?.Start();
            }
        }

        _poller.Remove(signals.Descriptor);
    }

    /// <summary>Undoes all that was set up, and writes the counters.</summary>
    public void Dispose()
    {
        _live?.Dispose();
        _console?.Dispose();
    }

    private void Leave()
    {
        if (!_leaving)
        {
            _leaving = true;
            _leaveAt = MonotonicClock.Now + (_live is { Registered: true } ? LeaveMs : 0);
            _live?.Stop();
        }
    }

    /// <summary>
    /// Whether another configuration's turn has come, though the home agent did not acknowledge the end of this one. What
    /// was never registered needs no acknowledgement.
    /// </summary>
    private bool IsLeftBehind(LiveRouter live, long now)
    {
        return !_ending && live.Port.Stopped && now >= _leaveAt;
    }

    /// <summary>Goes over to what the store says now; the console's clients stay.</summary>
    private void GoOver(OperatorConsole console)
    {
        _leaving = false;
        console.Running(null);
        _live?.Dispose();
        _live = null;
        Build(console);
        _live?.Start();
    }

    /// <summary>
    /// Sets a router up. One under trial that the machine can't have is rolled back at once; another one is tried again
    /// later.
    /// </summary>
    private void Build(OperatorConsole console)
    {
        _retryAt = MobileRouter.NoDeadline;
        RouterSettings? settings = console.Start();
        while (settings != null && _live == null)
        {
            try
            {
                _live = new LiveRouter(settings, _signals, _poller, _writer, console.Console);
                Array.ForEach(settings.Notices, _writer.Notice);
            }
            catch (BoardException fault)
            {
                _writer.Notice(fault.Message);
                settings = console.Refuse(fault.Message) ? console.Start() : null;
                _retryAt = settings == null ? MonotonicClock.Now + RetryMs : MobileRouter.NoDeadline;
            }
        }

        console.Running(_live);
    }
}
