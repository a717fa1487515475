using System;
using System.Collections.Generic;
using System.Linq;
using McoaRouter.Tools.Emulator;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>The device's tests on the device's own runtime, room by room.</summary>
[TestClass]
public sealed class EmulatorTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(10);

    private static readonly IReadOnlyList<EmulatorRoom> s_rooms = EmulatorRoom.FindAll(Repository.Root);

    // One runner for all rooms, so that what they share is built once.
    private static readonly List<string> s_built = [];
    private static readonly Lazy<EmulatorRunner> s_runner = new(() => new EmulatorRunner(null, s_built.Add));

    public static IEnumerable<string> Rooms => s_rooms.Select(room => room.Name);

    public TestContext TestContext { get; set; } = null!;

    [ClassCleanup]
    public static void DeleteWhatWasBuilt()
    {
        if (s_runner.IsValueCreated)
        {
            s_runner.Value.Dispose();
        }
    }

    [TestMethod]
    [DynamicData(nameof(Rooms))]
    public void EveryDeviceTestPassesInTheEmulator(string room)
    {
        s_built.Clear();
        EmulatorResult result = s_runner.Value.Run(s_rooms.Single(other => other.Name == room), s_timeout);
        s_built.ForEach(TestContext.WriteLine);
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
