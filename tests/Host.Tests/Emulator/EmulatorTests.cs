using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using McoaRouter.Tools.Drive;
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

    public static IEnumerable<string> Boards => EmulatorBoard.FindAll(Repository.Root).Select(board => board.Name);

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
    [DataRow(null, null, 1u, 600)]
    [DataRow(null, null, 7u, 120)]
    [DataRow("figure-4", "draft-01", 1u, 0)]
    [DataRow("rfc5648-figure-3", "rfc5648", 1u, 0)]
    public void ADriveInTheEmulatorWritesTheSameTranscript(string? scenario, string? profile, uint seed, int seconds)
    {
        using StringWriter faults = new();
        DriveOptions options = new(null, seed, seconds, false, true, null, null, scenario, profile);
        Journey? journey = DriveRun.JourneyOf(options, faults, out string? configuration);
        Assert.IsNotNull(journey, faults.ToString());

        EmulatedDrive drive = EmulatedDrive.Run(
            s_runner.Value, Repository.Root, journey, configuration, s_timeout);

        SkipWhereMissing(drive.Device.Missing);
        Assert.IsEmpty(drive.Device.Problems, string.Join('\n', drive.Device.Problems));
        Assert.IsTrue(drive.IsSame, drive.Verdict);
        Assert.IsGreaterThan(40, drive.Device.Lines.Count);
        Assert.Contains("\"deregistered\":true", drive.Device.Lines[^1]);
        TestContext.WriteLine(drive.Verdict);
    }

    [TestMethod]
    public void TheFootprintInTheEmulatorIsMeasuredAndKeepsToItsBudgets()
    {
        Footprint footprint = s_runner.Value.Measure(Repository.Root, [2, 4, 8], s_timeout);

        SkipWhereMissing(footprint.Missing);
        using StringWriter table = new();
        footprint.Write(table);
        TestContext.WriteLine(table.ToString());
        Assert.IsEmpty(footprint.Problems, string.Join('\n', footprint.Problems));
        Assert.IsGreaterThan(3, footprint.Assemblies.Count(assembly => assembly.IsOurs));
        Assert.AreEqual(2, footprint.Assemblies.Count(assembly => assembly.IsConsole));
        Assert.IsLessThan(Footprint.RouterBudget, footprint.RouterOctets);
        Assert.IsLessThan(Footprint.ConsoleBudget, footprint.ConsoleOctets);
        Assert.IsGreaterThan(0, footprint.SteeringOctets);
        Assert.IsLessThan(Footprint.SteeringBudget, footprint.SteeringOctets);
        Assert.HasCount(5, footprint.Heaps);
        Assert.IsLessThan(Footprint.HeapBudget, footprint.Heaps[0].Octets);
        Assert.IsGreaterThan(0, footprint.Heaps[0].Console);
        Assert.IsLessThan(Footprint.ConsoleHeapBudget, footprint.Heaps[0].Console);
        Assert.IsGreaterThan(0, footprint.SteeringHeapOctets);
        Assert.IsLessThan(Footprint.SteeringHeapBudget, footprint.SteeringHeapOctets);
        Assert.IsGreaterThan(footprint.Heaps[0].Octets, footprint.Heaps[3].Octets);
        Assert.IsGreaterThan(footprint.Heaps[3].Octets, footprint.Heaps[4].Octets);
    }

    [TestMethod]
    public void TheCostOfTheRoutersWorkIsTimedInTheEmulator()
    {
        CostReport report = CostReport.Measure(s_runner.Value, Repository.Root, 1, s_timeout);

        SkipWhereMissing(report.Missing);
        using StringWriter table = new();
        report.Write(table);
        TestContext.WriteLine(table.ToString());
        Assert.IsEmpty(report.Problems, string.Join('\n', report.Problems));
        Assert.IsTrue(report.Registered);
        Assert.AreEqual(
            "outbound inbound registration bindingUpdate outboundHealth inboundHealth "
                + "outboundKnownFlow outboundNewFlow inboundFlows",
            string.Join(' ', report.Steps.Select(step => step.Step)));
    }

    [TestMethod]
    [DynamicData(nameof(Rooms))]
    public void EveryDeviceTestPassesInTheEmulator(string room)
    {
        s_built.Clear();
        EmulatorResult result = s_runner.Value.Run(s_rooms.Single(other => other.Name == room), s_timeout);
        s_built.ForEach(TestContext.WriteLine);
        SkipWhereMissing(result.Missing);
        Assert.IsEmpty(result.Problems, string.Join('\n', result.Problems));
        EmulatedTest[] others = [.. result.Tests.Where(test => test.Outcome != EmulatedOutcome.Passed)];
        Assert.IsEmpty(others, string.Join('\n', others.Select(test => $"{test.Name} {test.Outcome}: {test.Message}")));
        Assert.IsGreaterThan(0, result.Passed);
        TestContext.WriteLine($"{result.Passed} tests passed in the emulator.");
    }

    [TestMethod]
    [DynamicData(nameof(Boards))]
    public void EveryBoardsApplicationCompilesForTheDevice(string name)
    {
        s_built.Clear();
        BoardResult result = s_runner.Value.Build(
            EmulatorBoard.FindAll(Repository.Root).Single(board => board.Name == name));
        s_built.ForEach(TestContext.WriteLine);
        SkipWhereMissing(result.Missing);
        Assert.IsEmpty(result.Problems, string.Join('\n', result.Problems));

        // What is flashed begins with the core library and ends with the application, each from a multiple of four on.
        string path = Path.GetTempFileName();
        try
        {
            long length = DeploymentImage.Write(path, result.Images);
            byte[] flash = File.ReadAllBytes(path);
            Assert.AreEqual(length, flash.LongLength);
            int at = 0;
            foreach (string image in result.Images)
            {
                byte[] octets = File.ReadAllBytes(image);
                CollectionAssert.AreEqual(octets, flash[at..(at + octets.Length)], image);
                at += (octets.Length + 3) / 4 * 4;
            }

            Assert.AreEqual(length, at);
            Assert.AreEqual("mscorlib.pe", Path.GetFileName(result.Images[0]));
            Assert.AreEqual($"McoaRouter.Boards.{name}.pe", Path.GetFileName(result.Images[^1]));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void SkipWhereMissing(IReadOnlyList<MissingPart> missing)
    {
        if (missing.Count > 0)
        {
            Assert.Inconclusive("The emulator is not complete on this computer.\n"
                + string.Join('\n', missing.Select(part =>
                    $"{part.Name} is missing (no {string.Join(", no ", part.LookedFor)}): {part.Remedy}")));
        }
    }
}
