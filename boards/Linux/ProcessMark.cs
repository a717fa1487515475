using System;
using System.Globalization;
using System.IO;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// A process's mark in the names of what it makes in the kernel: process number and start time, so that what a crashed
/// process left is told from what a living one uses, even where its number has come round again.
/// </summary>
public static class ProcessMark
{
    /// <summary>The mark of this process: <c>PID-START</c>.</summary>
    public static string Own { get; } = Of(Environment.ProcessId) ?? $"{Environment.ProcessId}-0";

    /// <summary>Whether the process that made a name is still there. False for text that is no mark.</summary>
    public static bool IsAlive(string mark)
    {
        int dash = mark.IndexOf('-', StringComparison.Ordinal);
        return dash > 0
            && int.TryParse(mark.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out int process)
            && Of(process) == mark;
    }

    private static string? Of(int process)
    {
        try
        {
            // The second field is the program's name in parentheses and may hold blanks; the start time is the 22nd.
            string status = File.ReadAllText($"/proc/{process}/stat");
            string[] fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');
            return $"{process}-{fields[19]}";
        }
        catch (IOException)
        {
            return null;
        }
    }
}
