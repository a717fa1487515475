using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Mono.Cecil;

namespace McoaRouter.Host.Tests.Conformance;

/// <summary>Device code keeps the device's dialect, and every rule of it finds what breaks it.</summary>
[TestClass]
public sealed class DialectTests
{
    public static IEnumerable<object[]> Rules
    {
        get { return DialectRules.All.Keys.Select(name => new object[] { name }); }
    }

    [TestMethod]
    [DynamicData(nameof(Rules))]
    public void DeviceCodeKeepsTheRule(string rule)
    {
        Violation.AssertNone(DeviceCode.Types(DeviceCode.Assemblies).SelectMany(type => DialectRules.All[rule](type)));
    }

    [TestMethod]
    [DynamicData(nameof(Rules))]
    public void TheRuleFindsItsSamplesAndNothingClean(string rule)
    {
        DialectRule check = DialectRules.All[rule];
        TypeDefinition[] samples = [.. SamplesOf(rule)];

        Assert.IsNotEmpty(samples);
        foreach (TypeDefinition sample in samples)
        {
            Assert.IsTrue(check(sample).Any(), $"{rule} does not find {sample.Name}.");
        }

        Violation.AssertNone(check(DeviceCode.Sample(typeof(Samples.Clean))));
        Violation.AssertNone(check(DeviceCode.Sample(typeof(Samples.First))));
    }

    [TestMethod]
    public void NoTestClassOfTheDeviceHasInstanceFields()
    {
        TypeDefinition[] types = [.. DeviceCode.Types(DeviceCode.DeviceTests)];

        Assert.IsNotEmpty(types);
        Violation.AssertNone(types.SelectMany(DialectRules.TestClassFields));
    }

    [TestMethod]
    public void AnInstanceFieldInATestClassIsFound()
    {
        Assert.IsNotEmpty(DialectRules.TestClassFields(DeviceCode.Sample(typeof(TestClassWithField))).ToArray());
    }

    [TestMethod]
    public void EveryTwinForDotNetIsListed()
    {
        IEnumerable<string> files = DeviceProjects()
            .SelectMany(project => Directory.EnumerateFiles(project, "*.Net.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetFileName(file)[..^".Net.cs".Length]);
        CollectionAssert.AreEquivalent(
            files.ToArray(),
            DeviceCode.DotNetTwins.Select(twin => twin[(twin.LastIndexOf('.') + 1)..]).ToArray());
    }

    // A closure is a type of its own, which the compiler makes within the sample.
    private static IEnumerable<TypeDefinition> SamplesOf(string rule)
    {
        return typeof(Samples).GetNestedTypes(BindingFlags.NonPublic)
            .Where(sample => sample.GetCustomAttributes<BreaksAttribute>().Any(attribute => attribute.Rule == rule))
            .Select(DeviceCode.Sample)
            .Select(sample => rule == nameof(DialectRules.Closures) ? sample.NestedTypes.Single() : sample);
    }

    private static IEnumerable<string> DeviceProjects()
    {
        return
        [
            Repository.PathOf("firmware"),
            Repository.PathOf("boards", "Simulated"),
            Repository.PathOf("boards", "Frame"),
            Repository.PathOf("tools", "HomeAgent"),
            Repository.PathOf("tools", "Simulation"),
            Repository.PathOf("tools", "Emulated"),
        ];
    }
}
