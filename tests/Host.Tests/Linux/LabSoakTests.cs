using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Xml.Linq;
using McoaRouter.Tools.Lab.Soak;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>The soak: a short one, and what its verdicts are made of.</summary>
[TestClass]
public sealed class LabSoakTests
{
    private const int Router = 17;
    private const int HomeAgent = 18;

    [TestMethod]
    public void AShortSoak_IsFlat_RecoversFromEveryFault_AndLeavesNothing()
    {
        LinuxTrial.Require();
        string folder = Directory.CreateTempSubdirectory("soak-").FullName;
        try
        {
            // A NAT that forgets, a home agent that crashes, a commit, a far end that dies and a cut, in this order.
            string file = Path.Combine(folder, "soak.svg");
            using ProgramTrial lab = ProgramTrial.Start(
                ProgramTrial.CommandLine, "lab", "--soak", "0.75", "--seed", "39939", "--json", "--svg", file);
            LabOutcome outcome = LabOutcome.Of(lab);
            Assert.AreEqual(0, outcome.ExitCode, outcome.Text);
            JsonElement summary = outcome.Events("soakSummary").Single();
            Assert.IsTrue(summary.GetProperty("passed").GetBoolean(), outcome.Text);
            Assert.AreEqual(0, summary.GetProperty("failures").GetArrayLength());
            Assert.IsGreaterThan(100_000, summary.GetProperty("tcpOctetsUp").GetInt64());
            Assert.IsGreaterThan(100_000, summary.GetProperty("tcpOctetsDown").GetInt64());
            Assert.HasCount(summary.GetProperty("faults").GetInt32(), outcome.Events("fault").ToArray());

            // Both programs are judged by all measures, the ones that ran at the end among them.
            string[] judged = [.. outcome.Events("held").Select(
                held => $"{held.GetProperty("program").GetString()} {held.GetProperty("measure").GetString()}").Distinct()];
            Assert.HasCount(2 * SoakMeasure.All.Length, judged);
            Assert.IsEmpty(LinuxTrial.Namespaces(outcome.Process));
            Assert.IsEmpty(LinuxTrial.Processes(outcome.Process));
            Assert.IsEmpty(Directory.GetDirectories(Path.GetTempPath(), $"mcoa-{outcome.Process}-*"));
            Assert.HasCount(3, XElement.Parse(File.ReadAllText(file)).Elements("{http://www.w3.org/2000/svg}svg").ToArray());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public void TheFaultsOfASeed_AreTheSame_HoweverTheHomeAgentFares()
    {
        SoakPlan one = new(7);
        SoakPlan other = new(7);
        SoakPlan crashless = new(7);
        HashSet<SoakFaultKind> kinds = [];
        for (int i = 1; i <= 500; i++)
        {
            SoakFault fault = one.Next(mayCrash: true);
            Assert.AreEqual(fault, other.Next(mayCrash: true));
            Assert.AreEqual(i, fault.Number);
            Assert.IsInRange(0, 100, fault.Strength);
            kinds.Add(fault.Kind);
            SoakFaultKind expected = fault.Kind == SoakFaultKind.CrashHomeAgent ? SoakFaultKind.Cut : fault.Kind;
            Assert.AreEqual(fault with { Kind = expected }, crashless.Next(mayCrash: false));
        }

        Assert.HasCount(Enum.GetValues<SoakFaultKind>().Length, kinds);
        Assert.AreNotEqual(new SoakPlan(8).Next(mayCrash: true), new SoakPlan(7).Next(mayCrash: true));
    }

    [TestMethod]
    public void WhatIsFlat_Passes()
    {
        Assert.IsTrue(Of(Enumerable.Repeat(40, 100)).All(verdict => verdict.Flat));
    }

    [TestMethod]
    public void WhatRises_Fails_ByOneDescriptorAlone()
    {
        // One more, once, behind the middle of what counts: from the 63rd of a hundred on.
        Assert.IsFalse(Descriptors(Enumerable.Range(0, 100).Select(i => i < 62 ? 40 : 41)).Flat);
        Assert.IsTrue(Descriptors(Enumerable.Range(0, 100).Select(i => i < 63 ? 40 : 41)).Flat);
        Assert.IsFalse(Descriptors(Enumerable.Range(0, 100)).Flat);
    }

    [TestMethod]
    public void WhatRisesInTheWarmUpAlone_Passes()
    {
        Assert.IsTrue(Descriptors(Enumerable.Range(0, 100).Select(i => Math.Min(i, 24))).Flat);
        Assert.IsFalse(Descriptors(Enumerable.Range(0, 100).Select(i => Math.Min(i, 26))).Flat);
    }

    [TestMethod]
    public void SawTeeth_Pass_AndRisingOnesFail()
    {
        Assert.IsTrue(Of(Enumerable.Range(0, 100).Select(i => 1000 + (i % 7 * 300))).All(verdict => verdict.Flat));
        Assert.IsFalse(Descriptors(Enumerable.Range(0, 100).Select(i => 1000 + (i % 7 * 300) + i)).Flat);
    }

    [TestMethod]
    public void Memory_MayRiseByAFewHundredths_AndNotMore()
    {
        const int mb = 1024;
        Assert.IsTrue(Memory(i => i < 70 ? 100 * mb : 106 * mb).Flat);
        Assert.IsFalse(Memory(i => (100 * mb) + (i * mb / 2)).Flat);
        Assert.IsTrue(Memory(i => (100 * mb) + (i * mb / 20)).Flat);
    }

    [TestMethod]
    public void WhatIsNotQuiet_AndWhatIsTooShort_DoesNotCount()
    {
        SoakSample[] samples =
        [
            .. Samples(Router, Enumerable.Repeat(40, 50)),
            .. Samples(Router, Enumerable.Range(41, 50)).Select(sample => sample with { Quiet = false }),
            .. Samples(HomeAgent, Enumerable.Range(0, Flatness.LeastValues - 1)),
        ];
        Flatness[] verdicts = Flatness.Judge(samples);
        Assert.HasCount(SoakMeasure.All.Length, verdicts);
        Assert.IsTrue(verdicts.All(verdict => verdict.Flat && verdict.Process == Router));
        Assert.IsNull(Flatness.Floors(new double[Flatness.LeastValues - 1]));
        Assert.IsNotNull(Flatness.Floors(new double[Flatness.LeastValues]));

        // The home agent ran at the end, and nothing can be said about it: that is no pass.
        SoakOutcome outcome = new() { Samples = samples, LastProcesses = [Router] };
        Assert.IsEmpty(outcome.Failures());
        outcome.LastProcesses = [Router, HomeAgent];
        Assert.HasCount(1, outcome.Failures());
    }

    [TestMethod]
    public void ASoak_Fails_ForWhatRises_WhatWentWrong_AndWhatIsLeft()
    {
        SoakOutcome outcome = new() { Samples = [.. Samples(Router, Enumerable.Range(0, 100))], LastProcesses = [Router] };
        outcome.Wrong.Add("the TCP connection died");
        outcome.Remains.Add("rule 32000: from all lookup 7 in router");
        List<string> failures = outcome.Failures();
        CollectionAssert.Contains(failures, "the TCP connection died");
        CollectionAssert.Contains(failures, "left behind: rule 32000: from all lookup 7 in router");
        CollectionAssert.Contains(failures, "the router holds more and more: descriptors");
    }

    [TestMethod]
    public void ThisProcess_HoldsWhatTheKernelSays()
    {
        LinuxTrial.Require();
        ProcessFigures before = ProcessFigures.Of(Environment.ProcessId)!;
        Assert.IsGreaterThan(before.OwnKb, before.ResidentKb);
        Assert.IsGreaterThan(0, before.OwnKb);
        FileStream[] files = [.. Enumerable.Range(0, 50).Select(_ => File.OpenRead("/dev/null"))];
        ProcessFigures with = ProcessFigures.Of(Environment.ProcessId)!;
        Array.ForEach(files, file => file.Dispose());

        // Other tests open and close some meanwhile.
        Assert.AreEqual(50, with.Descriptors - before.Descriptors, 25);
        Assert.IsNull(ProcessFigures.Of(int.MaxValue));
    }

    [TestMethod]
    public void WhatIsLeftInANamespace_IsFound()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new();
        SortedSet<string> before = KernelState.Of(place.Name);
        Assert.IsTrue(KernelState.Of(place.Name).SetEquals(before));
        place.Ip("-6", "rule", "add", "priority", "77", "lookup", "78");
        place.Ip("-6", "route", "add", "2001:db8:7::/48", "dev", "lo", "table", "78");
        place.Ip("link", "add", "left", "type", "veth", "peer", "name", "left-far");
        string[] left = [.. KernelState.Of(place.Name).Except(before)];
        Assert.IsTrue(Array.Exists(left, line => line.StartsWith("rule 77:", StringComparison.Ordinal)));
        Assert.IsTrue(Array.Exists(left, line => line.StartsWith("route 2001:db8:7::/48", StringComparison.Ordinal)));
        CollectionAssert.Contains(left, "interface left");
    }

    [TestMethod]
    [DataRow("--soak: between", "--soak", "0")]
    [DataRow("--soak: between", "--soak", "100000")]
    [DataRow("--soak goes with neither", "--soak", "1", "--scenario", "cut")]
    [DataRow("--soak goes with neither", "--soak", "1", "--pcap", "captures")]
    [DataRow("--seed belongs to --soak", "--seed", "3")]
    public void WhatDoesNotFitTogether_IsSaid_AndExitCode2(string sentence, params string[] arguments)
    {
        using ProgramTrial lab = ProgramTrial.Start(ProgramTrial.CommandLine, ["lab", .. arguments]);
        Assert.AreEqual(2, lab.ExitCode());
        StringAssert.Contains(lab.Errors, sentence);
        Assert.AreEqual("", lab.Output.Trim());
    }

    private static IEnumerable<SoakSample> Samples(int process, IEnumerable<int> values)
    {
        return values.Select((value, at) => new SoakSample(
            at, process == Router ? "router" : "home agent", process, true, new ProcessFigures(value, value, value, value)));
    }

    private static Flatness[] Of(IEnumerable<int> values)
    {
        Flatness[] verdicts = Flatness.Judge(Samples(Router, values));
        Assert.HasCount(SoakMeasure.All.Length, verdicts);
        return verdicts;
    }

    private static Flatness Descriptors(IEnumerable<int> values)
    {
        return Of(values).Single(verdict => verdict.Measure == SoakMeasure.Descriptors.Name);
    }

    private static Flatness Memory(Func<int, int> value)
    {
        return Of(Enumerable.Range(0, 100).Select(value)).Single(verdict => verdict.Measure == SoakMeasure.Resident.Name);
    }
}
