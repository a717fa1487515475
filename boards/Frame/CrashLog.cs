using System.Text;

namespace McoaRouter.Boards.Frame;

/// <summary>
/// Remembers over a restart why it came, in one small file, and makes a board that crashes again and again wait before it
/// starts its links: a configuration or device that crashes it must not keep an operator out, nor its networks busy.
/// </summary>
public sealed class CrashLog
{
    /// <summary>The file.</summary>
    public const string FileName = "crash.txt";

    /// <summary>A crash after so long a run begins a new row, in ms.</summary>
    public const int SettledMs = 600000;

    /// <summary>Crashes in a row that are not waited for.</summary>
    public const int Patience = 3;

    /// <summary>The longest wait before the links are started, in ms.</summary>
    public const int LongestDelayMs = 300000;

    private const int FirstDelayMs = 10000;

    private readonly IFileStore _files;
    private readonly BoardLog _log;
    private CrashRecord _last;
    private BootReason _reason;

    /// <summary>Makes a log that has read nothing.</summary>
    public CrashLog(IFileStore files, BoardLog log)
    {
        _files = files;
        _log = log;
    }

    /// <summary>Why the board started.</summary>
    public BootReason Reason
    {
        get { return _reason; }
    }

    /// <summary>The last crash, or null where none is known.</summary>
    public CrashRecord Last
    {
        get { return _last; }
    }

    /// <summary>How long to wait before the links are started, in ms.</summary>
    public int StartDelayMs
    {
        get
        {
            if (_reason == BootReason.PowerOrReset || _last.InARow <= Patience)
            {
                return 0;
            }

            int doublings = _last.InARow - Patience - 1;
            return doublings > 4 ? LongestDelayMs : FirstDelayMs << doublings;
        }
    }

    /// <summary>Finds out why the board started, and says it.</summary>
    public void Open()
    {
        byte[] octets = _files.Read(FileName, CrashRecord.LongestRecord);
        _last = octets == null ? null : CrashRecord.TryRead(TextOf(octets));
        if (_last != null && _last.IsNew)
        {
            _reason = _last.Reason;
            _last = new CrashRecord(_last.Reason, _last.Thread, _last.What, _last.Uptime, _last.InARow, false);
            Save();
            _log.Write("started after a crash, the " + _last.InARow.ToString() + ". in a row: "
                + BootReasonText.Of(_last.Reason) + " in " + _last.Thread + " after " + _last.Uptime.ToString() + " ms, "
                + _last.What);
        }
        else
        {
            _reason = BootReason.PowerOrReset;
            _log.Write("started by power or reset");
        }
    }

    /// <summary>Remembers a crash; the board restarts afterwards.</summary>
    /// <param name="reason">Why it will.</param>
    /// <param name="thread">The thread that ended or was silent.</param>
    /// <param name="what">What happened to it.</param>
    /// <param name="uptime">Ms since the start.</param>
    public void Report(BootReason reason, string thread, string what, long uptime)
    {
        bool goesOn = _reason != BootReason.PowerOrReset && uptime < SettledMs;
        _last = new CrashRecord(reason, thread, what, uptime, goesOn ? _last.InARow + 1 : 1, true);
        _log.Write("crash: " + BootReasonText.Of(reason) + " in " + thread + ", " + what);
        Save();
    }

    private void Save()
    {
        if (!_files.Write(FileName, Encoding.UTF8.GetBytes(_last.Write())))
        {
            _log.Write("the crash file can't be written");
        }
    }

    // The octets are plain characters, or the file is none of ours.
    private static string TextOf(byte[] octets)
    {
        char[] characters = new char[octets.Length];
        for (int i = 0; i < octets.Length; i++)
        {
            characters[i] = (char)octets[i];
        }

        return new string(characters);
    }
}
