using System;
using System.Linq;
using McoaRouter.Tools.Emulator;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>The device's tests on the device's own runtime.</summary>
[TestClass]
public sealed class EmulatorTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(10);

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void EveryDeviceTestPassesInTheEmulator()
    {
        EmulatorResult result = EmulatorRunner.Run(Repository.Root, null, s_timeout, TestContext.WriteLine);
        if (result.Missing.Count > 0)
        {
            Assert.Inconclusive("The emulator is not complete on this computer.\n"
                + string.Join('\n', result.Missing.Select(part =>
                    $"{part.Name} is missing (no {string.Join(", no ", part.LookedFor)}): {part.Remedy}")));
        }

        Assert.IsEmpty(result.Problems, string.Join('\n', result.Problems));
        EmulatedTest[] others = [.. result.Tests.Where(test => test.Outcome != EmulatedOutcome.Passed)];
        Assert.IsEmpty(others, string.Join('\n', others.Select(test => $"{test.Name} {test.Outcome}: {test.Message}")));
        Assert.IsGreaterThan(0, result.Passed);
        TestContext.WriteLine($"{result.Passed} tests passed in the emulator.");
    }
}
