using McoaRouter.Settings;

namespace McoaRouter.Consoles;

/// <summary>
/// What all sessions share: the store, what is staged, the trial with its timer, and the events. A pure machine like the
/// router: it reads no clock, file or line; the board calls it and is called through <see cref="IConsoleBoard"/>. A board
/// calls <see cref="Start"/> once a run, makes the router with this console among its listeners, and then calls
/// <see cref="Running"/>. It is not thread-safe: one thread makes all calls, those to the sessions too. Requests
/// allocate, within <see cref="ConsoleLimits"/>; <see cref="Packet"/> with no capture on, and the listener's methods with
/// nobody watching, allocate nothing.
/// </summary>
public sealed partial class RouterConsole
{
    private const int NoLink = MobileRouter.Port - 1;

    private static readonly string s_portName = "port";

    private readonly ConsoleSession[] _sessions = new ConsoleSession[ConsoleLimits.Sessions];
    private readonly EventStream _events;
    private readonly RequestDispatcher _dispatcher;
    private readonly bool _isKept;
    private bool _captures;
    private ConsoleAction _action;
    private ConsoleSession _actionAfter;
    private long _actionAt;

    /// <summary>Makes a console without sessions.</summary>
    /// <param name="board">The board.</param>
    /// <param name="store">Where configurations are kept.</param>
    public RouterConsole(IConsoleBoard board, ConfigurationStore store)
    {
        Board = board;
        _isKept = store.IsKept;
        Configuration = new CommitConfirm(board, store);
        _events = new EventStream(View, _sessions);
        Status = new StatusWriter(board, View, Configuration);
        _dispatcher = new RequestDispatcher(this);
    }

    /// <summary>
    /// When <see cref="Poll"/> must next be called, in monotonic ms, or <see cref="MobileRouter.NoDeadline"/>. To be read
    /// again after every other call.
    /// </summary>
    public long NextDeadline
    {
        get
        {
            long next = Configuration.NextDeadline;
            if (_action != ConsoleAction.None && _actionAt < next)
            {
                next = _actionAt;
            }

            for (int i = 0; i < _sessions.Length; i++)
            {
                if (_sessions[i] != null && _sessions[i].NextStatus < next)
                {
                    next = _sessions[i].NextStatus;
                }
            }

            return next;
        }
    }

    /// <summary>
    /// What the last <see cref="Start"/> found wrong with what the store holds, to be logged: <c>path: message</c> each;
    /// empty where nothing.
    /// </summary>
    public string[] StartFaults
    {
        get { return Configuration.StartFaults; }
    }

    internal readonly IConsoleBoard Board;

    internal readonly RouterView View = new RouterView();

    internal readonly Staging Staging = new Staging();

    internal readonly ConsoleCounters Counters = new ConsoleCounters();

    internal readonly CommitConfirm Configuration;

    internal readonly StatusWriter Status;

    internal readonly JsonWriter Answer = new JsonWriter(ConsoleLimits.LineOctets, true);

    internal bool IsKept
    {
        get { return _isKept; }
    }

    internal long Dropped
    {
        get { return _events.Dropped; }
    }

    /// <summary>
    /// Picks what to run: the configuration that was committed last, on trial, or the one that was confirmed last. A trial
    /// that was begun before and not confirmed is rolled back: the router crashed, or lost its power, in it.
    /// </summary>
    /// <param name="now">Monotonic ms; the time to confirm a trial counts from here.</param>
    /// <returns>The settings, or null where there are none to run.</returns>
    public RouterSettings Start(long now)
    {
        View.Set(null, null);
        EndCaptures();
        Configuration.Start(now);
        if (Configuration.State == TrialState.Running)
        {
            TellConfiguration("trial", Configuration.Revision, null, now);
        }

        return Configuration.Settings;
    }

    /// <summary>A router was made of the settings that <see cref="Start"/> gave, or none runs (null).</summary>
    public void Running(MobileRouter router, RouterSettings settings, long now)
    {
        View.Set(router, settings);
        EndCaptures();
        Poll(now);
    }

    /// <summary>The board can't run the settings that <see cref="Start"/> gave.</summary>
    /// <param name="reason">Why, as a sentence for the operator, without its full stop.</param>
    /// <param name="now">Monotonic ms.</param>
    /// <returns>Whether they were on trial, which is rolled back: <see cref="Start"/> gives what was before.</returns>
    public bool Refused(string reason, long now)
    {
        if (Configuration.State != TrialState.Running)
        {
            return false;
        }

        int revision = Configuration.TrialRevision;
        Configuration.Refuse(reason);
        TellConfiguration("rolledBack", revision, reason, now);
        return true;
    }

    /// <summary>Runs the timers that are due. Harmless when called early, late or twice.</summary>
    public void Poll(long now)
    {
        if (now >= Configuration.NextDeadline)
        {
            RollBack(View.IsRegistered ? RollBackReason.NotConfirmed : RollBackReason.NotRegistered, now);
            Schedule(ConsoleAction.Reconfigure, null, now);
        }

        RunAction(now);
        for (int i = 0; i < _sessions.Length; i++)
        {
            if (_sessions[i] != null && now >= _sessions[i].NextStatus)
            {
                _sessions[i].StatusSent(now);
                Status.WriteStatus(_events.Begin("status", now), now);
                _ = _events.SendTo(_sessions[i]);
            }
        }
    }

    /// <summary>Takes a session in.</summary>
    /// <returns>False where there are too many.</returns>
    internal bool Open(ConsoleSession session)
    {
        for (int i = 0; i < _sessions.Length; i++)
        {
            if (_sessions[i] == null)
            {
                _sessions[i] = session;
                return true;
            }
        }

        return false;
    }

    /// <summary>Lets a session go.</summary>
    internal void Close(ConsoleSession session)
    {
        for (int i = 0; i < _sessions.Length; i++)
        {
            if (_sessions[i] == session)
            {
                _sessions[i] = null;
            }
        }

        Refresh();
    }

    /// <summary>Looks anew which sessions watch and capture.</summary>
    internal void Refresh()
    {
        _events.Refresh();
        _captures = false;
        for (int i = 0; i < _sessions.Length; i++)
        {
            _captures |= _sessions[i] != null && _sessions[i].Captures;
        }
    }

    /// <summary>Answers a line.</summary>
    internal void Take(ConsoleSession session, byte[] line, int length, long now)
    {
        _dispatcher.Take(session, line, length, now);
        SendAnswer(session, now);
    }

    /// <summary>Answers a line that is too long.</summary>
    internal void RefuseTooLong(ConsoleSession session, long now)
    {
        _dispatcher.RefuseTooLong();
        SendAnswer(session, now);
    }

    /// <summary>Asks the board for something once the answer to a session is written, or can't be.</summary>
    internal void Schedule(ConsoleAction action, ConsoleSession session, long now)
    {
        _action = action;
        _actionAfter = session;
        _actionAt = now + ConsoleLimits.ActionMs;
    }

    /// <summary>Asks for it now where its time has come.</summary>
    internal void RunAction(long now)
    {
        bool waits = _actionAfter != null && _actionAfter.IsOpen && _actionAfter.IsBusy && now < _actionAt;
        if (_action == ConsoleAction.None || waits)
        {
            return;
        }

        ConsoleAction action = _action;
        _action = ConsoleAction.None;
        _actionAfter = null;
        if (action == ConsoleAction.Restart)
        {
            Board.Restart();
        }
        else
        {
            Board.Reconfigure();
        }
    }

    /// <summary>Ends a trial.</summary>
    internal void RollBack(RollBackReason reason, long now)
    {
        int revision = Configuration.TrialRevision;
        Configuration.RollBack(reason);
        TellConfiguration("rolledBack", revision, RollBackReasonText.Of(reason), now);
    }

    /// <summary>Tells who watches what became of a configuration.</summary>
    internal void TellConfiguration(string state, int revision, string reason, long now)
    {
        if (_events.IsWatched)
        {
            _events.Configuration(state, revision, reason, now);
        }
    }

    /// <summary>Tells a session that its capture is over.</summary>
    /// <returns>Whether it had room for it.</returns>
    internal bool TellCaptureEnd(ConsoleSession session, PacketCapture capture, long now)
    {
        JsonWriter writer = _events.Begin("captureEnd", now);
        writer.Number("packets", capture.Packets);
        writer.Number("skipped", capture.Skipped);
        return _events.SendTo(session);
    }

    /// <summary>The link of a name, or one below <see cref="MobileRouter.Port"/> where there is none.</summary>
    internal int LinkOf(string name)
    {
        if (name == null || name == s_portName)
        {
            return name == null ? NoLink : MobileRouter.Port;
        }

        for (int i = 0; View.Settings != null && i < View.Settings.Uplinks.Length; i++)
        {
            if (View.Settings.Uplinks[i].Name == name)
            {
                return i;
            }
        }

        return NoLink;
    }

    private string NameOf(int link)
    {
        return link == MobileRouter.Port ? s_portName : View.NameOf(link);
    }

    private void SendAnswer(ConsoleSession session, long now)
    {
        _ = session.TrySend(Answer.Buffer, Answer.Close());
        RunAction(now);
    }

    private void EndCaptures()
    {
        for (int i = 0; i < _sessions.Length; i++)
        {
            if (_sessions[i] != null)
            {
                _sessions[i].EndCapture();
            }
        }
    }
}
