using System;
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
        if (LabRequirements.Missing(captureFolder: null) is string missing)
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

    /// <summary>Waits until something is so, at most ten seconds.</summary>
    public static void WaitFor(Func<bool> condition, string what)
    {
        long until = MonotonicClock.Now + 10_000;
        while (!condition())
        {
            Assert.IsLessThan(until, MonotonicClock.Now, what);
            System.Threading.Thread.Sleep(10);
        }
    }
}
