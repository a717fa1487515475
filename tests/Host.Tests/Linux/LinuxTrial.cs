using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using McoaRouter.Boards.Linux;
using McoaRouter.Tools.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>What the tests on real networks share.</summary>
internal static class LinuxTrial
{
    /// <summary>Skips the test where the machine doesn't offer what the lab needs.</summary>
    public static void Require()
    {
        if (LabRequirements.Missing() is string missing)
        {
            Assert.Inconclusive(missing);
        }
    }

    /// <summary>The namespaces that carry a process's mark.</summary>
    public static string[] Namespaces(int process)
    {
        return [.. IpCommand.Run("netns", "list").Split('\n')
            .Select(line => line.Split(' ')[0])
            .Where(name => name.StartsWith($"mcoa-{process}-", StringComparison.Ordinal))];
    }

    /// <summary>The programs that a lab with this process number started, and that still run.</summary>
    public static int[] Processes(int lab)
    {
        List<int> found = [];
        foreach (string folder in Directory.GetDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out int process)
                && CommandLine(folder).Contains($"/mcoa-{lab}-", StringComparison.Ordinal))
            {
                found.Add(process);
            }
        }

        return [.. found];
    }

    /// <summary>Waits until something is so, at most ten seconds.</summary>
    public static void WaitFor(Func<bool> condition, Func<string> what)
    {
        long until = MonotonicClock.Now + 10_000;
        while (!condition())
        {
            if (MonotonicClock.Now > until)
            {
                Assert.Fail(what());
            }

            System.Threading.Thread.Sleep(10);
        }
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
