using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Conformance;

/// <summary>Device code names nothing of the class library that is not in <c>allowed-members.txt</c>.</summary>
[TestClass]
public sealed class AllowedMembersTests
{
    [TestMethod]
    [DataRow(DeviceCode.Firmware)]
    [DataRow(DeviceCode.LinkLayers)]
    [DataRow(DeviceCode.RouteOptimization)]
    [DataRow(DeviceCode.Steering)]
    [DataRow(DeviceCode.EthernetUplink)]
    [DataRow(DeviceCode.Consoles)]
    [DataRow(DeviceCode.SimulatedBoard)]
    [DataRow(DeviceCode.BoardFrame)]
    [DataRow(DeviceCode.BoardConsole)]
    [DataRow(DeviceCode.HomeAgents)]
    [DataRow(DeviceCode.Simulation)]
    [DataRow(DeviceCode.Emulated)]
    public void DeviceCodeNamesOnlyWhatTheListAllows(string assembly)
    {
        AllowList list = AllowList.Read();
        Violation.AssertNone(DeviceCode.Types(assembly).SelectMany(list.Check));
    }

    [TestMethod]
    public void EveryEntryIsUsed()
    {
        HashSet<string> needed = [.. DeviceCode.Types(DeviceCode.Assemblies).SelectMany(AllowList.Needs)];
        string[] unused = [.. AllowList.Read().Names.Where(entry => !needed.Contains(entry))];
        Assert.IsEmpty(unused, $"Nothing uses these entries, remove them:\n{string.Join('\n', unused)}");
    }

    [TestMethod]
    public void TheListIsSorted()
    {
        List<string> names = AllowList.Read().Names;
        string[] sorted =
        [
            .. names.OrderBy(AllowList.TypeOf, StringComparer.Ordinal).ThenBy(entry => entry, StringComparer.Ordinal),
        ];
        CollectionAssert.AreEqual(sorted, names);
    }

    [TestMethod]
    public void EveryEntryExistsInNanoFramework()
    {
        NanoFrameworkLibrary? library = NanoFrameworkLibrary.Read(out string missing);
        if (library is null)
        {
            Assert.Inconclusive($"nanoFramework's class library is not on this computer.\n{missing}");
            return;
        }

        string[] strangers = [.. AllowList.Read().Names.Where(entry => !library.Has(entry))];
        Assert.IsEmpty(strangers, $"nanoFramework has no\n{string.Join('\n', strangers)}");
        Assert.IsFalse(library.Has("System.Span`1"));
        Assert.IsFalse(library.Has("System.String::Join(System.String,System.String[]):System.String"));
    }

    [TestMethod]
    public void AMemberThatIsNotInTheListIsFound()
    {
        AllowList withoutClear = new(AllowList.Read().Names
            .Where(entry => !entry.StartsWith("System.Array::", StringComparison.Ordinal))
            .Select(entry => "  " + entry));
        Violation[] found = [.. withoutClear.Check(DeviceCode.Sample(typeof(Samples.Clean)))];

        const string Clear = "System.Array::Clear(System.Array,System.Int32,System.Int32):System.Void";
        Assert.IsTrue(found.Any(violation => violation.Assembly == "Host.Tests"
            && violation.Member.Contains("Clean::Text", StringComparison.Ordinal)
            && violation.What == $"not allowed: {Clear}"));
    }

    [TestMethod]
    public void ATypeThatIsNotInTheListIsFound()
    {
        Violation[] found = [.. AllowList.Read().Check(DeviceCode.Sample(typeof(Samples.GenericInstance)))];

        Assert.IsTrue(found.Any(violation => violation.What == "not allowed: System.Collections.Generic.List`1"));
    }
}
