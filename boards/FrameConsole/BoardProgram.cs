using McoaRouter.Boards.Frame;
using McoaRouter.Consoles;
using McoaRouter.LinkLayers;
using McoaRouter.Links;
using McoaRouter.Mobility;
using McoaRouter.Settings;

namespace McoaRouter.Boards.FrameConsole;

/// <summary>
/// The router as a board's program, with its console: runs what the store says, and takes another configuration from the
/// operator, which the restart that follows runs on trial. It lives on one thread and never ends by itself; a turn takes a
/// bounded time, and allocates only for what the operator asks and for lines of the log.
/// </summary>
public sealed class BoardProgram : IDoorbell
{
    /// <summary>The file of the configuration that counts as revision 0.</summary>
    public const string FileName = "router.json";

    /// <summary>How long a restart waits for the home agent and the links to be left in good order, in ms.</summary>
    public const int LeaveMs = 3000;

    /// <summary>How long a restart waits for the answer to leave, in ms: all that is on its way at 115200 bit/s.</summary>
    public const int FlushMs = 500;

    private readonly IBoard _board;
    private readonly BoardLog _log;
    private readonly CrashLog _crashes;
    private readonly Heartbeat _heartbeat;
    private readonly IRouteOptimizer _optimizer;
    private readonly ITrafficSteering _steering;
    private readonly int _longestWait;
    private readonly BoardConsole _asked;
    private readonly RouterConsole _console;
    private readonly OperatorLine _line;
    private RouterSettings _settings;
    private MobileRouter _router;
    private MainLoop _loop;
    private ProgramState _state;
    private long _nextAt;
    private int _told;
    private bool _hasMore;

    /// <summary>Makes a program that <see cref="Start"/> starts.</summary>
    /// <param name="board">The board.</param>
    /// <param name="log">What it says.</param>
    /// <param name="crashes">Why it started; already opened.</param>
    /// <param name="heartbeat">Who is told that the program lives.</param>
    /// <param name="optimizer">The board's route optimisation, or null where it has none.</param>
    /// <param name="steering">
    /// The board's traffic steering, or null where it has none. A configuration that asks for none leaves it unused, and
    /// pays nothing for it.
    /// </param>
    /// <param name="longestWaitMs">The longest wait of a turn, in ms, as <see cref="MainLoop"/> has it.</param>
    public BoardProgram(
        IBoard board,
        BoardLog log,
        CrashLog crashes,
        Heartbeat heartbeat,
        IRouteOptimizer optimizer,
        ITrafficSteering steering,
        int longestWaitMs)
    {
        _board = board;
        _log = log;
        _crashes = crashes;
        _heartbeat = heartbeat;
        _optimizer = optimizer;
        _steering = steering;
        _longestWait = longestWaitMs;
        _asked = new BoardConsole(board, log, BootReasonText.Of(crashes.Reason), optimizer, steering);
        byte[] plain = board.Files.Read(FileName, ConsoleLimits.ConfigurationOctets);
        _console = new RouterConsole(_asked, new ConfigurationStore(new SlotFiles(board.Files), plain));
        _line = new OperatorLine(_console, board.Line);
    }

    /// <summary>Whether the board is to restart now; a turn does nothing any more.</summary>
    public bool IsOver
    {
        get { return _state == ProgramState.Over; }
    }

    /// <summary>Picks what to run, says what is wrong with it, and starts the links unless they must wait.</summary>
    public void Start()
    {
        long now = _board.Milliseconds;
        _heartbeat.Beat(now);
        _settings = _console.Start(now);
        WriteAll("configuration: ", _console.StartFaults);
        if (_settings == null)
        {
            _log.Write("no configuration runs: give one by mcoa apply, or put a " + FileName + " of at most "
                + ConsoleLimits.ConfigurationOctets.ToString() + " octets on the board");
            return;
        }

        WriteAll("notice: ", _settings.Notices);
        _state = ProgramState.Delayed;
        _nextAt = now + _crashes.StartDelayMs;
        if (_crashes.StartDelayMs > 0)
        {
            _log.Write("waiting " + _crashes.StartDelayMs.ToString() + " ms before the links are started");
        }
    }

    /// <summary>One turn, and then the wait for the next.</summary>
    public void Turn()
    {
        long now = _board.Milliseconds;
        _heartbeat.Beat(now);
        _hasMore = _line.Poll(now);
        _console.Poll(now);
        TellLog(now);
        if (_asked.IsRestartAsked && _state < ProgramState.Leaving)
        {
            Leave(now);
        }

        switch (_state)
        {
            case ProgramState.Idle:
                Wait(_longestWait);
                break;
            case ProgramState.Delayed:
                GoOnDelayed(now);
                break;
            case ProgramState.Running:
                _board.Feed(_router, now);
                _loop.Turn();
                break;
            case ProgramState.Leaving:
                GoOnLeaving(now);
                break;
            case ProgramState.Flushing:
                GoOnFlushing(now);
                break;
            default:
                break;
        }
    }

    /// <summary>The wait of the main loop, which ends when the console has something to do; what it tells leaves before.</summary>
    public void Wait(int milliseconds)
    {
        _line.Send();
        long left = _console.NextDeadline - _board.Milliseconds;
        int wait = left < milliseconds ? (int)left : milliseconds;
        if (wait > 0 && !_hasMore)
        {
            _board.Wait(wait);
        }
    }

    private void GoOnDelayed(long now)
    {
        if (now < _nextAt)
        {
            Wait(_longestWait);
            return;
        }

        ILinkLayer[] uplinks = _board.MakeUplinks(_settings);
        IVehiclePort port = _board.MakePort(_settings);
        ILink[] tapped = new ILink[uplinks.Length];
        for (int i = 0; i < tapped.Length; i++)
        {
            tapped[i] = new TappedLink(uplinks[i], i, _console, _board);
        }

        RouterLog listener = new RouterLog(_settings, _log);
        _router = new MobileRouter(
            _settings,
            tapped,
            new TappedLink(port, MobileRouter.Port, _console, _board),
            new ListenerPair(listener, _console),
            _optimizer,
            _settings.AsksForSteering ? _steering : null);
        _loop = new MainLoop(_router, uplinks, port, listener, _board, this, _heartbeat, _longestWait);
        _loop.Start(new PacketTap(_router, _console));
        _asked.Links = uplinks;
        _asked.Port = port;
        _console.Running(_router, _settings, now);
        _state = ProgramState.Running;
        _log.Write(_settings.Name + " runs");
    }

    private void Leave(long now)
    {
        _log.Write("restarting, as the console was asked to");
        _nextAt = now + LeaveMs;
        if (_state == ProgramState.Running)
        {
            _loop.Stop();
            _state = ProgramState.Leaving;
        }
        else
        {
            Flush(now);
        }
    }

    private void GoOnLeaving(long now)
    {
        _loop.Turn();
        if (_loop.Stopped || now >= _nextAt)
        {
            Flush(now);
        }
    }

    private void Flush(long now)
    {
        _state = ProgramState.Flushing;
        _nextAt = now + FlushMs;
    }

    private void GoOnFlushing(long now)
    {
        if (now >= _nextAt)
        {
            _state = ProgramState.Over;
            return;
        }

        Wait((int)(_nextAt - now));
    }

    // Those who watch get the lines that were written since the last turn, by whichever thread.
    private void TellLog(long now)
    {
        int missed = _log.Written - _told;
        _told += missed;
        int count = _log.Count;
        for (int i = missed < count ? count - missed : 0; i < count; i++)
        {
            _console.LogLine(_log.LineAt(i), now);
        }
    }

    private void WriteAll(string head, string[] lines)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            _log.Write(head + lines[i]);
        }
    }
}
