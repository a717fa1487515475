namespace McoaRouter.Boards.Frame;

/// <summary>What is known of a crash, in five lines of text so that it can be read from the file system as it is.</summary>
public sealed class CrashRecord
{
    /// <summary>Octets of the largest record; a file that is larger is none.</summary>
    public const int LongestRecord = 512;

    private const int LongestText = 100;
    private const int LargestCount = 9999;
    private const int LineCount = 5;

    /// <summary>Why the board restarts.</summary>
    public readonly BootReason Reason;

    /// <summary>The thread that ended or was silent.</summary>
    public readonly string Thread;

    /// <summary>What happened to it.</summary>
    public readonly string What;

    /// <summary>How long the board had run, in ms.</summary>
    public readonly long Uptime;

    /// <summary>How many crashes came shortly after one another, this one included.</summary>
    public readonly int InARow;

    /// <summary>Whether no start has seen it yet.</summary>
    public readonly bool IsNew;

    /// <summary>Makes a record.</summary>
    public CrashRecord(BootReason reason, string thread, string what, long uptime, int inARow, bool isNew)
    {
        Reason = reason;
        Thread = Clean(thread);
        What = Clean(what);
        Uptime = uptime;
        InARow = inARow > LargestCount ? LargestCount : inARow;
        IsNew = isNew;
    }

    /// <summary>The record as text.</summary>
    public string Write()
    {
        return Line(BootReasonText.Of(Reason) + (IsNew ? " new" : " seen")) + Line(InARow.ToString())
            + Line(Uptime.ToString()) + Line(Thread) + Line(What);
    }

    /// <summary>Reads a record; null where the text is none.</summary>
    public static CrashRecord TryRead(string text)
    {
        string[] lines = new string[LineCount];
        int start = 0;
        for (int i = 0; i < LineCount; i++)
        {
            int end = text.Substring(start).IndexOf('\n');
            if (end < 0)
            {
                return null;
            }

            lines[i] = text.Substring(start, end);
            start += end + 1;
        }

        int blank = lines[0].IndexOf(' ');
        int inARow = Number(lines[1]);
        int uptime = Number(lines[2]);
        return blank < 0 || inARow < 0 || uptime < 0
            ? null
            : new CrashRecord(
                BootReasonText.Named(lines[0].Substring(0, blank)),
                lines[3],
                lines[4],
                uptime,
                inARow,
                lines[0].Substring(blank) == " new");
    }

    private static string Line(string text)
    {
        return text + "\n";
    }

    // A file that a power cut left may hold anything. What no int holds is a long time all the same.
    private static int Number(string text)
    {
        const int LongestInt = 9;
        if (text.Length == 0)
        {
            return -1;
        }

        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] < '0' || text[i] > '9')
            {
                return -1;
            }
        }

        return text.Length > LongestInt ? int.MaxValue : int.Parse(text);
    }

    // One line of plain characters, so that the record is as long in octets as in characters.
    private static string Clean(string text)
    {
        int length = text.Length > LongestText ? LongestText : text.Length;
        char[] characters = new char[length];
        for (int i = 0; i < length; i++)
        {
            characters[i] = text[i] < ' ' || text[i] > '~' ? '?' : text[i];
        }

        return new string(characters);
    }
}
