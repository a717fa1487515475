using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;

namespace McoaRouter.Tools.Lab.Soak;

/// <summary>
/// What is there at the end and was not at the beginning: in the namespaces once the programs have ended, and on the
/// machine once the namespaces are gone.
/// </summary>
internal sealed class Remains
{
    // Routes of a link that has just come up, and the interfaces of a namespace that has just gone, follow a moment later.
    // On the machine another program's may come and go meanwhile.
    private const int PatienceMs = 10_000;
    private const int PollMs = 200;

    private readonly (string? Namespace, SortedSet<string> Before)[] _places;

    /// <summary>Takes note of what is there.</summary>
    /// <param name="namespaces">In which namespaces; null is the machine.</param>
    public Remains(params string?[] namespaces)
    {
        _places = Array.ConvertAll(namespaces, name => (name, KernelState.Of(name)));
    }

    /// <summary>What was not there then, one line each; what went and came again since is not among it.</summary>
    public string[] Find()
    {
        double until = ArrivalMeter.Now + PatienceMs;
        List<string> found = [];
        do
        {
            found.Clear();
            foreach ((string? name, SortedSet<string> before) in _places)
            {
                string where = name == null ? "" : $" in {name[LabNames.Prefix.Length..]}";
                found.AddRange(KernelState.Of(name).Except(before).Select(line => line + where));
            }

            if (found.Count == 0)
            {
                break;
            }

            Thread.Sleep(PollMs);
        }
        while (ArrivalMeter.Now < until);

        return [.. found];
    }

    /// <summary>What this lab made and is still there: namespaces, files and processes; one line each.</summary>
    public static string[] OfLab()
    {
        IEnumerable<string> namespaces = IpCommand.Run("netns", "list").Split('\n')
            .Where(line => line.StartsWith(LabNames.Prefix, StringComparison.Ordinal))
            .Select(line => "namespace " + line.Split(' ')[0]);
        IEnumerable<string> files = Directory.GetFileSystemEntries(Path.GetTempPath(), LabNames.Prefix + "*")
            .Select(file => "file " + file);
        IEnumerable<string> processes = Directory.GetDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), out _)
                && CommandLine(folder).Contains('/' + LabNames.Prefix, StringComparison.Ordinal))
            .Select(folder => "process " + Path.GetFileName(folder));
        return [.. namespaces, .. files, .. processes];
    }

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline"));
        }
        catch (IOException)
        {
            // It has ended.
            return "";
        }
    }
}
