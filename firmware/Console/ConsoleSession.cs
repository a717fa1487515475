using System;

namespace McoaRouter.Consoles;

/// <summary>
/// One peer's line to the console: it takes requests apart, and sends answers and events as the peer takes them. It
/// never waits; what it keeps of a peer that doesn't read is one line each way.
/// </summary>
public sealed class ConsoleSession
{
    // Behind the longest request there may be a carriage return.
    private readonly byte[] _line = new byte[ConsoleLimits.RequestOctets + 1];
    private readonly RouterConsole _console;
    private readonly IConsoleOutput _output;
    private int _lineLength;
    private bool _skips;
    private byte[] _unsent;
    private int _unsentAt;
    private byte[] _untaken;
    private bool _lost;
    private int _statusEvery;
    private PacketCapture _capture;

    /// <summary>Opens a session.</summary>
    /// <param name="console">The console.</param>
    /// <param name="output">The octets towards the peer.</param>
    public ConsoleSession(RouterConsole console, IConsoleOutput output)
    {
        _console = console;
        _output = output;
        IsOpen = console.Open(this);
    }

    /// <summary>
    /// Whether the session takes part: not so beyond <see cref="ConsoleLimits.Sessions"/>, and once closed. The board drops
    /// the peer of one that is not open.
    /// </summary>
    public bool IsOpen { get; private set; }

    /// <summary>
    /// Whether a line waits for the peer to read: the board gives the session nothing more until <see cref="Poll"/> has
    /// written it.
    /// </summary>
    public bool IsBusy
    {
        get { return _unsent != null; }
    }

    /// <summary>Whether the session gets events.</summary>
    internal bool WatchesEvents;

    /// <summary>When it gets the status next, in monotonic ms, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    internal long NextStatus = MobileRouter.NoDeadline;

    /// <summary>Events that it lost since the last one that it got.</summary>
    internal int Dropped;

    /// <summary>The number of what it staged last; 0 for nothing.</summary>
    internal int Staged;

    /// <summary>Whether a capture is on.</summary>
    internal bool Captures
    {
        get { return _capture != null && !_capture.IsOver; }
    }

    /// <summary>
    /// Octets came from the peer. While the session <see cref="IsBusy"/> it keeps as much as one request; what goes
    /// beyond is lost, and answered <c>too-long</c>.
    /// </summary>
    /// <param name="buffer">The buffer that holds them.</param>
    /// <param name="offset">Where they start.</param>
    /// <param name="length">How many there are.</param>
    /// <param name="now">Monotonic ms.</param>
    public void Receive(byte[] buffer, int offset, int length, long now)
    {
        int at = offset;
        while (IsOpen && !IsBusy && at < offset + length)
        {
            if (_skips)
            {
                at = EndOfLine(buffer, at, offset + length);
                continue;
            }

            Take(buffer[at], now);
            at++;
        }

        if (IsOpen && at < offset + length)
        {
            Keep(buffer, at, offset + length - at);
        }
    }

    /// <summary>
    /// Writes on what waits, and takes what came meanwhile. To be called whenever the output has got room, or in each
    /// turn.
    /// </summary>
    public void Poll(long now)
    {
        if (!IsOpen)
        {
            return;
        }

        Drain();
        if (!IsBusy && _capture != null && _capture.IsOver && _console.TellCaptureEnd(this, _capture, now))
        {
            _capture = null;
            _console.Refresh();
        }

        if (!IsBusy && _untaken != null)
        {
            byte[] untaken = _untaken;
            bool lost = _lost;
            _untaken = null;
            _lost = false;
            Receive(untaken, 0, untaken.Length, now);
            _lost = lost;
        }

        if (!IsBusy && _untaken == null && _lost)
        {
            _lost = false;
            Refuse(now);
        }

        _console.RunAction(now);
    }

    /// <summary>The peer has gone. Harmless when called twice.</summary>
    public void Close()
    {
        if (IsOpen)
        {
            IsOpen = false;
            _unsent = null;
            _untaken = null;
            _console.Close(this);
        }
    }

    /// <summary>Sends a line, or the beginning of it and the rest as the peer takes it.</summary>
    /// <returns>False, and nothing is sent, where another line waits.</returns>
    internal bool TrySend(byte[] buffer, int length)
    {
        if (IsBusy)
        {
            return false;
        }

        int sent = Write(buffer, 0, length);
        if (sent < length)
        {
            _unsent = new byte[length - sent];
            _unsentAt = 0;
            Array.Copy(buffer, sent, _unsent, 0, _unsent.Length);
        }

        return true;
    }

    /// <summary>Begins or ends events and status.</summary>
    internal void Watch(bool events, int statusEveryMs, long now)
    {
        WatchesEvents = events;
        _statusEvery = statusEveryMs;
        NextStatus = statusEveryMs == 0 ? MobileRouter.NoDeadline : now;
        _console.Refresh();
    }

    /// <summary>The status is sent now; the next one is due later.</summary>
    internal void StatusSent(long now)
    {
        NextStatus = now + _statusEvery;
    }

    /// <summary>Begins a capture, or ends the present one (null).</summary>
    internal void Capture(PacketCapture capture)
    {
        if (capture == null)
        {
            EndCapture();
            return;
        }

        _capture = capture;
        _console.Refresh();
    }

    /// <summary>Ends the capture, if there is one; its last event follows.</summary>
    internal void EndCapture()
    {
        if (_capture != null)
        {
            _capture.End();
            _console.Refresh();
        }
    }

    /// <summary>Shows a packet where a capture wants it.</summary>
    internal void Show(
        EventStream events, string name, int link, bool outbound, byte[] buffer, int offset, int length, long now)
    {
        if (_capture != null)
        {
            _capture.Take(this, events, name, link, outbound, buffer, offset, length, now);
        }
    }

    private void Take(byte octet, long now)
    {
        if (octet == '\n')
        {
            int length = _lineLength > 0 && _line[_lineLength - 1] == '\r' ? _lineLength - 1 : _lineLength;
            _lineLength = 0;
            EndLine(length, now);
        }
        else if (_lineLength == _line.Length)
        {
            Refuse(now);
        }
        else
        {
            _line[_lineLength++] = octet;
        }
    }

    /// <summary>Where the next line starts, behind one that is skipped; the end where it goes on.</summary>
    private int EndOfLine(byte[] buffer, int at, int end)
    {
        while (at < end && buffer[at] != '\n')
        {
            at++;
        }

        if (at < end)
        {
            _skips = false;
            at++;
        }

        return at;
    }

    private void EndLine(int length, long now)
    {
        if (length > ConsoleLimits.RequestOctets)
        {
            _console.RefuseTooLong(this, now);
        }
        else if (!IsBlank(length))
        {
            _console.Take(this, _line, length, now);
        }
    }

    private bool IsBlank(int length)
    {
        for (int i = 0; i < length; i++)
        {
            if (_line[i] != ' ' && _line[i] != '\t')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Answers a line that is too long, and skips the rest of it.</summary>
    private void Refuse(long now)
    {
        _skips = true;
        _lineLength = 0;
        _console.RefuseTooLong(this, now);
    }

    private void Keep(byte[] buffer, int offset, int length)
    {
        int kept = _untaken == null ? 0 : _untaken.Length;
        int room = ConsoleLimits.RequestOctets - kept;
        int more = _lost ? 0 : length > room ? room : length;
        _lost |= more < length;
        if (more == 0)
        {
            return;
        }

        byte[] untaken = new byte[kept + more];
        if (kept > 0)
        {
            Array.Copy(_untaken, 0, untaken, 0, kept);
        }

        Array.Copy(buffer, offset, untaken, kept, more);
        _untaken = untaken;
    }

    private void Drain()
    {
        if (_unsent == null)
        {
            return;
        }

        _unsentAt += Write(_unsent, _unsentAt, _unsent.Length - _unsentAt);
        if (_unsentAt == _unsent.Length)
        {
            _unsent = null;
        }
    }

    private int Write(byte[] buffer, int offset, int length)
    {
        int room = _output.Room;
        int octets = room < length ? room : length;
        if (octets > 0)
        {
            _output.Write(buffer, offset, octets);
        }

        return octets > 0 ? octets : 0;
    }
}
