using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using McoaRouter.Fuzz.Doors;
using McoaRouter.Fuzz.Engine;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>
/// Every input of the corpus, and a fixed count of mutants of it, through every door with all oracles. Nothing is instrumented
/// here, so that nothing guides the mutants: `tools/fuzz long` is for that.
/// </summary>
[TestClass]
public sealed class FuzzDoorTests
{
    private const ulong Seed = 20260101;
    private const int Mutants = 1000;
    private const int LongestFile = 2048;
    private static readonly TimeSpan s_inputLimit = TimeSpan.FromSeconds(60);

    public static IEnumerable<object[]> Doors
    {
        get { return AllDoors.Create().Select(door => new object[] { door.Name }); }
    }

    [TestMethod]
    [DynamicData(nameof(Doors))]
    public void Corpus_Breaks_Nothing(string name)
    {
        IDoor door = AllDoors.Named(name);
        IReadOnlyList<byte[]> corpus = Corpus(door);
        Assert.IsNotEmpty(corpus, "tools/fuzz minimise " + name);
        Executor executor = new(door);
        foreach (byte[] input in corpus.Concat(door.Seeds()))
        {
            AssertNothing(executor.Run(input, true), input, door);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Doors))]
    public void Mutants_Break_Nothing(string name)
    {
        IDoor door = AllDoors.Named(name);
        using Watchdog watchdog = new(s_inputLimit, (hung, input) => Environment.FailFast(
            $"{hung.Name}: an input does not end: {Convert.ToHexString(input)}"));
        Executor executor = new(door, watchdog);
        Fuzzer fuzzer = new(executor, Seed);
        fuzzer.Begin(Corpus(door).Concat(door.Seeds()));
        long until = fuzzer.Inputs + Mutants;
        while (fuzzer.Inputs < until && fuzzer.Findings.Count == 0)
        {
            fuzzer.Step();
        }

        foreach (Finding finding in fuzzer.Findings)
        {
            AssertNothing(finding, finding.Input, door);
        }
    }

    [TestMethod]
    public void Corpus_Files_Are_Small_And_Named_By_Their_Content()
    {
        string root = Repository.PathOf("tests", "Corpus");
        string[] doors = [.. AllDoors.Create().Select(door => door.Name).Order(StringComparer.Ordinal)];
        CollectionAssert.AreEqual(
            doors, Directory.EnumerateDirectories(root).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToArray());
        foreach (IDoor door in AllDoors.Create())
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(root, door.Name)))
            {
                byte[] input = File.ReadAllBytes(file);
                Assert.AreEqual(CorpusFolder.NameOf(input, door.Form), Path.GetFileName(file));
                Assert.IsLessThanOrEqualTo(LongestFile, input.Length, file);
            }
        }
    }

    private static IReadOnlyList<byte[]> Corpus(IDoor door)
    {
        return new CorpusFolder(Repository.PathOf("tests", "Corpus", door.Name), door.Form).Read();
    }

    private static void AssertNothing(Finding? finding, byte[] input, IDoor door)
    {
        if (finding != null)
        {
            string file = new CorpusFolder(Path.Combine(Path.GetTempPath(), "mcoa-fuzz", door.Name), door.Form).Write(input);
            Assert.Fail($"{finding.Kind} at {finding.Place}: {finding.Message}; "
                + $"dotnet run --project tools/fuzz -- replay {file} --door {door.Name}");
        }
    }
}
