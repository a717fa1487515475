using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace McoaRouter.Tools.Lab.Soak;

/// <summary>What a process holds, as the kernel counts it.</summary>
/// <param name="ResidentKb">Memory that is in use, in KiB: its own, and the files' that it reads.</param>
/// <param name="OwnKb">Of it, what is its own and no file's: the managed heap and what native code allocated.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Descriptors">
/// Open descriptors, but for those of assemblies: the runtime keeps each open that it has loaded, and loads it when it is
/// needed for the first time.
/// </param>
internal sealed record ProcessFigures(int ResidentKb, int OwnKb, int Threads, int Descriptors)
{
    /// <summary>Those of a process, or null where it has ended.</summary>
    public static ProcessFigures? Of(int process)
    {
        string folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}");
        try
        {
            string status = File.ReadAllText(Path.Combine(folder, "status"));
            int descriptors = Directory.GetFileSystemEntries(Path.Combine(folder, "fd")).Count(file => !IsOfAssembly(file));
            return Number(status, "VmRSS:") is int resident
                && Number(status, "RssAnon:") is int own
                && Number(status, "Threads:") is int threads
                ? new ProcessFigures(resident, own, threads, descriptors)
                : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsOfAssembly(string descriptor)
    {
        return new FileInfo(descriptor).LinkTarget is string target && target.EndsWith(".dll", StringComparison.Ordinal);
    }

    /// <summary>The number behind a name; a process that has just ended has no memory.</summary>
    private static int? Number(string status, string name)
    {
        int at = status.IndexOf('\n' + name, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        string[] words = status[(at + 1 + name.Length)..].Split((char[])[' ', '\t', '\n'], 2, StringSplitOptions.RemoveEmptyEntries);
        return int.Parse(words[0], CultureInfo.InvariantCulture);
    }
}
