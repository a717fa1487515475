using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace McoaRouter.Tools.ConsoleClient;

/// <summary>A process that has a device open, as far as <c>/proc</c> tells.</summary>
/// <param name="Process">Its number.</param>
/// <param name="Name">Its name.</param>
internal sealed record PortHolder(int Process, string Name)
{
    private const string Processes = "/proc";
    private const string Terminals = "/dev/pts/";

    /// <summary>Somebody else who has a device open, or null where nobody is seen.</summary>
    public static PortHolder? Of(string device)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        string real = Resolve(device);
        foreach (string process in Directory.EnumerateDirectories(Processes))
        {
            if (int.TryParse(Path.GetFileName(process), CultureInfo.InvariantCulture, out int number)
                && number != Environment.ProcessId
                && HasOpen(process, real)
                && !IsBehind(process, real))
            {
                return new PortHolder(number, NameOf(process));
            }
        }

        return null;
    }

    /// <summary>The path that links end at.</summary>
    public static string Resolve(string device)
    {
        try
        {
            return File.ResolveLinkTarget(device, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(device);
        }
        catch (IOException)
        {
            return device;
        }
    }

    private static bool HasOpen(string process, string device)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(process, "fd"))
                .Any(descriptor => new FileInfo(descriptor).LinkTarget == device);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or is another user's.
            return false;
        }
    }

    /// <summary>Whether a process is the one behind a pseudo-terminal: what is reached by it, not a rival.</summary>
    private static bool IsBehind(string process, string device)
    {
        if (!device.StartsWith(Terminals, StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            string index = "tty-index:\t" + device[Terminals.Length..] + "\n";
            return Directory.EnumerateFiles(Path.Combine(process, "fd"))
                .Where(descriptor => Path.GetFileName(new FileInfo(descriptor).LinkTarget) == "ptmx")
                .Any(descriptor => File.ReadAllText(Path.Combine(process, "fdinfo", Path.GetFileName(descriptor)))
                    .Contains(index, StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string NameOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "comm")).TrimEnd();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "process";
        }
    }
}
