namespace McoaRouter.Boards.Frame;

/// <summary>
/// What the board says: each line goes to the debug line at once, and the last ones are kept. It makes texts and so
/// allocates, within a bound: it is for changes and faults, never for a packet.
/// </summary>
public sealed class BoardLog
{
    /// <summary>Lines that are kept; a new one takes the place of the oldest.</summary>
    public const int Lines = 32;

    /// <summary>Characters of a line that are kept, the time before it included.</summary>
    public const int LongestLine = 160;

    private readonly string[] _kept = new string[Lines];
    private readonly IMonotonicClock _clock;
    private readonly ILogLine _line;
    private int _written;

    /// <summary>Makes a log.</summary>
    public BoardLog(IMonotonicClock clock, ILogLine line)
    {
        _clock = clock;
        _line = line;
    }

    /// <summary>Lines that are kept.</summary>
    public int Count
    {
        get { return _written < Lines ? _written : Lines; }
    }

    /// <summary>Lines that were ever written.</summary>
    public int Written
    {
        get { return _written; }
    }

    /// <summary>Writes a line, with the time before it in ms since the start.</summary>
    public void Write(string text)
    {
        string line = _clock.Milliseconds.ToString() + " " + text;
        _kept[_written % Lines] = line.Length > LongestLine ? line.Substring(0, LongestLine) : line;
        _written++;
        _line.Write(line);
    }

    /// <summary>A kept line; 0 is the oldest.</summary>
    public string LineAt(int index)
    {
        return _kept[(_written - Count + index) % Lines];
    }
}
