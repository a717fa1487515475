using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Mono.Cecil;

namespace McoaRouter.Host.Tests.Conformance;

/// <summary>Arrows point one way: tools to boards to firmware, and inside the firmware from the roof down.</summary>
[TestClass]
public sealed class ArchitectureTests
{
    private const string Ours = "McoaRouter";
    private const string LinuxBoard = "McoaRouter.Boards.Linux";

    [TestMethod]
    [DataRow(DeviceCode.Firmware)]
    [DataRow(DeviceCode.LinkLayers, DeviceCode.Firmware)]
    [DataRow(DeviceCode.RouteOptimization, DeviceCode.Firmware)]
    [DataRow(DeviceCode.Steering, DeviceCode.Firmware)]
    [DataRow(DeviceCode.EthernetUplink, DeviceCode.Firmware, DeviceCode.LinkLayers)]
    [DataRow(DeviceCode.Consoles, DeviceCode.Firmware)]
    [DataRow(DeviceCode.SimulatedBoard, DeviceCode.Firmware)]
    [DataRow(DeviceCode.BoardFrame, DeviceCode.Firmware, DeviceCode.LinkLayers)]
    [DataRow(
        DeviceCode.BoardConsole,
        DeviceCode.Firmware,
        DeviceCode.LinkLayers,
        DeviceCode.Consoles,
        DeviceCode.BoardFrame)]
    [DataRow(
        LinuxBoard,
        DeviceCode.Firmware,
        DeviceCode.LinkLayers,
        DeviceCode.RouteOptimization,
        DeviceCode.Steering,
        DeviceCode.Consoles)]
    [DataRow(DeviceCode.HomeAgents, DeviceCode.Firmware, DeviceCode.RouteOptimization, DeviceCode.Steering)]
    [DataRow(
        DeviceCode.Simulation,
        DeviceCode.Firmware,
        DeviceCode.RouteOptimization,
        DeviceCode.Steering,
        DeviceCode.Consoles,
        DeviceCode.SimulatedBoard,
        DeviceCode.HomeAgents)]
    public void AnAssemblyRefersOnlyToWhatLiesBelowIt(string assembly, params string[] allowed)
    {
        Assert.IsEmpty(ReferencesOf(assembly).Except(allowed));
    }

    [TestMethod]
    public void AReferenceUpwardsIsFound()
    {
        Assert.IsNotEmpty(ReferencesOf(DeviceCode.HomeAgents).Except([]));
        Assert.IsNotEmpty(ReferencesOf("mcoa").Except([DeviceCode.Firmware]));
    }

    [TestMethod]
    public void AFloorKnowsOnlyTheFloorsBelowIt()
    {
        Violation.AssertNone(Firmware(_ => true).SelectMany(type => Floors.Check(type, Floors.Table)));
    }

    [TestMethod]
    public void AFloorThatKnowsMoreIsFound()
    {
        Dictionary<string, string[]> stricter = new(Floors.Table) { ["Mobility"] = ["Wire"] };
        Violation[] found = [.. Firmware(_ => true).SelectMany(type => Floors.Check(type, stricter))];

        Assert.IsTrue(found.Any(violation =>
            violation.What == "Mobility must not know McoaRouter.Bindings.BindingUpdateList"));
        Assert.IsFalse(found.Any(violation => violation.What.StartsWith("Forwarding", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("McoaRouter")]
    [DataRow("RouteOptimization")]
    [DataRow("Steering")]
    public void AFloorsSourceNamesOnlyWhatItMayKnow(string folder)
    {
        string firmware = Repository.PathOf("firmware", folder);
        IEnumerable<string> files = Directory.EnumerateFiles(firmware, "*.cs", SearchOption.AllDirectories)
            .Where(file => Floors.FloorOf(firmware, file) is not ("bin" or "obj"));
        Violation.AssertNone(files.SelectMany(file => Floors.CheckSource(
            Floors.FloorOf(firmware, file), Path.GetRelativePath(firmware, file), File.ReadLines(file), RoofTypes())));
    }

    [TestMethod]
    public void EveryFolderOfTheFirmwareIsAFloor()
    {
        IEnumerable<string> used = Firmware(_ => true).Select(Floors.FloorOf).Distinct();
        Assert.IsEmpty(used.Except(Floors.Table.Keys));
    }

    [TestMethod]
    [DataRow("Wire", "using McoaRouter.Links;", "Wire must not know Links")]
    [DataRow("Wire", "    private long _at = MobileRouter.NoDeadline;", "Wire must not know MobileRouter")]
    [DataRow("Links", "    McoaRouter.Mobility.HomeRegistration home;", "Links must not know Mobility")]
    public void ASourceLineThatNamesTooMuchIsFound(string floor, string line, string what)
    {
        Violation found = Floors.CheckSource(floor, "File.cs", [line], RoofTypes()).Single();

        Assert.AreEqual(what, found.What);
    }

    [TestMethod]
    [DataRow("Wire", "/// as <see cref=\"MobileRouter\"/> asks")]
    [DataRow("Wire", "    int octets = Limits.PacketOctets;")]
    [DataRow("Mobility", "    IRouterListener listener = this.MobileRouter;")]
    [DataRow("", "using McoaRouter.Mobility;")]
    [DataRow("", "[assembly: InternalsVisibleTo(\"McoaRouter.Tests\")]")]
    public void ASourceLineThatNamesWhatItMayIsLeftAlone(string floor, string line)
    {
        Violation.AssertNone(Floors.CheckSource(floor, "File.cs", [line], RoofTypes()));
    }

    [TestMethod]
    public void NoConstantOfTheWireIsRepeatedElsewhere()
    {
        FieldDefinition[] wire = [.. WireConstants.Of(Firmware(type => Floors.FloorOf(type) == "Wire"))];
        IEnumerable<TypeDefinition> others = Firmware(type => Floors.FloorOf(type) != "Wire")
            .Concat(DeviceCode.Types(DeviceCode.HomeAgents));

        Assert.IsNotEmpty(wire);
        Violation.AssertNone(others.SelectMany(type => WireConstants.Check(type, wire)));
    }

    [TestMethod]
    public void ARepeatedConstantIsFound()
    {
        FieldDefinition[] wire = [.. WireConstants.Of(Firmware(type => Floors.FloorOf(type) == "Wire"))];

        Violation found = WireConstants.Check(DeviceCode.Sample(typeof(RepeatsTheWire)), wire).Single();

        Assert.AreEqual("repeats System.Int32 McoaRouter.Wire.BindingStatus::SequenceOutOfWindow", found.What);
    }

    private static IEnumerable<string> ReferencesOf(string assembly)
    {
        return DeviceCode.Load(assembly).MainModule.AssemblyReferences.Select(reference => reference.Name)
            .Where(name => name == "mcoa" || name == Ours || name.StartsWith(Ours + ".", StringComparison.Ordinal));
    }

    private static IEnumerable<TypeDefinition> Firmware(Func<TypeDefinition, bool> filter)
    {
        return DeviceCode.Types(DeviceCode.Firmware, DeviceCode.RouteOptimization, DeviceCode.Steering).Where(filter);
    }

    private static string[] RoofTypes()
    {
        return [.. Firmware(type => type.Namespace == Ours).Select(type => type.Name)];
    }
}
