using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using McoaRouter.Boards.Linux;

namespace McoaRouter.Tools.Lab;

/// <summary>
/// What a lab makes carries its process's mark in its name, so that labs don't meet and the next lab finds what a
/// crashed one left.
/// </summary>
internal static partial class LabNames
{
    /// <summary>Start of the names of everything that this process makes.</summary>
    public static string Prefix { get; } = $"mcoa-{ProcessMark.Own}-";

    /// <summary>The name of one of this lab's namespaces.</summary>
    public static string Namespace(string role)
    {
        return Prefix + role;
    }

    /// <summary>Ends the processes in all namespaces of dead labs, removes these and their folders.</summary>
    /// <returns>How many namespaces were removed.</returns>
    /// <exception cref="BoardException">One can't be removed.</exception>
    public static int ClearLeftovers()
    {
        int removed = 0;
        foreach (string name in Namespaces())
        {
            if (IsLeftover(name) && RemoveLeftover(name))
            {
                removed++;
            }
        }

        foreach (string folder in Directory.GetDirectories(Path.GetTempPath(), "mcoa-*"))
        {
            if (IsLeftover(Path.GetFileName(folder)))
            {
                RemoveFolder(folder);
            }
        }

        return removed;
    }

    /// <summary>Ends all processes in a namespace and removes it.</summary>
    /// <exception cref="BoardException">It can't be removed.</exception>
    public static void RemoveNamespace(string name)
    {
        string processes = IpCommand.Run("netns", "pids", name);
        foreach (string process in processes.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            LabProcess.Kill(int.Parse(process, System.Globalization.CultureInfo.InvariantCulture));
        }

        IpCommand.Run("netns", "delete", name);
    }

    /// <summary>Whether a name is a lab's whose process is dead.</summary>
    internal static bool IsLeftover(string name)
    {
        Match match = Marked().Match(name);
        return match.Success && !ProcessMark.IsAlive(match.Groups["mark"].Value);
    }

    private static string[] Namespaces()
    {
        return Array.ConvertAll(IpCommand.Run("netns", "list").Split('\n'), line => line.Split(' ')[0]);
    }

    /// <summary>Another lab may be clearing the same ones.</summary>
    private static bool RemoveLeftover(string name)
    {
        try
        {
            RemoveNamespace(name);
            return true;
        }
        catch (BoardException) when (!Namespaces().Contains(name))
        {
            return false;
        }
    }

    private static void RemoveFolder(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Another lab was quicker.
        }
    }

    [GeneratedRegex("^mcoa-(?<mark>[0-9]+-[0-9]+)-[A-Za-z0-9]+$")]
    private static partial Regex Marked();
}
