using McoaRouter.Boards.Frame;
using McoaRouter.Boards.Simulated;

namespace McoaRouter.Tests;

/// <summary>A board's clock and doorbell in virtual time, and its debug line.</summary>
internal sealed class BoardBench : IMonotonicClock, IDoorbell, ILogLine
{
    private readonly VirtualClock _clock = new VirtualClock();

    internal BoardBench()
    {
        Log = new BoardLog(this, this);
    }

    public long Milliseconds
    {
        get { return _clock.Milliseconds; }
    }

    internal BoardLog Log { get; }

    internal int Waits { get; private set; }

    internal int LastWait { get; private set; }

    internal int LongestWait { get; private set; }

    internal int Lines { get; private set; }

    internal string LastLine { get; private set; } = string.Empty;

    public void Wait(int milliseconds)
    {
        Waits++;
        LastWait = milliseconds;
        LongestWait = milliseconds > LongestWait ? milliseconds : LongestWait;
        Advance(milliseconds);
    }

    public void Write(string line)
    {
        Lines++;
        LastLine = line;
    }

    internal void Advance(int milliseconds)
    {
        _clock.AdvanceTo(_clock.Microseconds + (milliseconds * 1000L));
    }

    /// <summary>A line of the log without its time.</summary>
    internal string TextAt(int index)
    {
        string line = Log.LineAt(index);
        return line.Substring(line.IndexOf(' ') + 1);
    }

    /// <summary>The last line of the log without its time.</summary>
    internal string LastText()
    {
        return TextAt(Log.Count - 1);
    }
}
