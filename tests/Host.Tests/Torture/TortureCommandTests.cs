using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using McoaRouter.Tools;
using McoaRouter.Tools.Torture;
using McoaRouter.Torture;
using McoaRouter.Torture.Faults;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary><c>mcoa torture</c> as it is typed.</summary>
[TestClass]
public sealed class TortureCommandTests
{
    // A seed whose first two minutes have several faults.
    private const ulong Seed = 4;
    private const string Invariant = "made-up";

    private static readonly int[] s_guilty = [3, 7];

    [TestMethod]
    [DataRow("--seed 1 --seeds 5", "--seeds is for many seeds; --seed runs one.")]
    [DataRow("--seed 1 --from 5", "--from is for many seeds; --seed runs one.")]
    [DataRow("--seed 1 --jobs 5", "--jobs is for many seeds; --seed runs one.")]
    [DataRow("--seed 1 --markdown x", "--markdown is for many seeds; --seed runs one.")]
    [DataRow("--faults 1", "--faults is for one seed; name it with --seed.")]
    [DataRow("--seeds 5 --story", "--story is for one seed; name it with --seed.")]
    [DataRow("--seed 1 --faults 1,x", "--faults: '1,x' is no list of numbers such as 3,7,19, and not 'none'.")]
    [DataRow("--seed 1 --faults 1,-2", "--faults: '1,-2' is no list of numbers such as 3,7,19, and not 'none'.")]
    [DataRow("--seed 1 --faults 100000", "--faults: there is no fault 100000; 60 minutes of seed 1 have ")]
    [DataRow("--seed -1", "A seed is a whole number from 0 to 18446744073709551615, and '-1' is none.")]
    [DataRow("--from x", "A seed is a whole number from 0 to 18446744073709551615, and 'x' is none.")]
    [DataRow("--seeds 0", "--seeds: '0' is no number from 1 to 10000000.")]
    [DataRow("--minutes 1", "--minutes: '1' is no number from 2 to 1440.")]
    [DataRow("--jobs 0", "--jobs: '0' is no number from 1 to 1024.")]
    [DataRow("--seeds 1 --markdown /proc/no/such.md", "--markdown: cannot write /proc/no/such.md: ")]
    public void WhatCantBeRun_IsSaid_AndExitCode2(string arguments, string sentence)
    {
        (int code, string output, string errors) = Run(arguments.Split(' '));
        Assert.AreEqual(2, code);
        StringAssert.Contains(errors, sentence);
        Assert.AreEqual("", output);
    }

    [TestMethod]
    [DataRow(0ul, 60, null)]
    [DataRow(ulong.MaxValue, 2, "none")]
    [DataRow(17ul, 33, "0")]
    [DataRow(18ul, 1440, "3,7,19")]
    public void TheReplayCommand_IsTheCase(ulong seed, int minutes, string? faults)
    {
        TortureCase @case = new(seed, minutes, faults is null ? null : ReplayText.ReadFaults(faults));
        string text = ReplayText.Of(@case);
        StringAssert.StartsWith(text, ReplayText.Program + "torture ");

        TortureArguments arguments = new();
        Command command = new("torture");
        arguments.AddTo(command);
        ParseResult parsed = command.Parse(text[(ReplayText.Program.Length + "torture ".Length)..].Split(' '));
        Assert.IsEmpty(parsed.Errors);
        TortureCase read = arguments.Read(parsed).Case!;
        Assert.AreEqual(@case with { Faults = null }, read with { Faults = null });
        CollectionAssert.AreEqual(@case.Faults?.ToArray(), read.Faults?.ToArray());
    }

    [TestMethod]
    public void OneSeed_TellsItsFaults_AndNoOthers()
    {
        Fault[] faults = [.. FaultPlan.For(Seed, 8).Faults];
        (int code, string output, string errors) = Run("--seed", $"{Seed}", "--minutes", "8", "--faults", "1,2");
        Assert.AreEqual(0, code, output + errors);
        StringAssert.Contains(output, FaultWords.Time(faults[1].StartMs) + "  fault 1 at ");
        StringAssert.Contains(output, FaultWords.Time(faults[2].StartMs) + "  fault 2 at ");
        Assert.DoesNotContain("fault 3 at ", output);
        Assert.DoesNotContain("Binding of", output);
        StringAssert.Contains(output, "Every invariant held.");

        (code, output, _) = Run("--seed", $"{Seed}", "--minutes", "8", "--faults", "none", "--story");
        Assert.AreEqual(0, code);
        Assert.DoesNotContain("fault 1", output);
        StringAssert.Contains(output, "vehicle 0: ");
        StringAssert.Contains(output, "home agent holds ");
    }

    [TestMethod]
    public void Json_IsOneObjectALine_AndTheSameEveryTime()
    {
        string[] arguments = ["--seed", $"{Seed}", "--minutes", "8", "--faults", "1,2", "--story", "--json"];
        (int code, string output, _) = Run(arguments);
        Assert.AreEqual(0, code);
        JsonElement[] lines = Lines(output);
        Assert.AreEqual(2, lines.Count(line => line.GetProperty("event").GetString() == "faultBegins"));
        JsonElement summary = lines[^1];
        Assert.AreEqual("summary", summary.GetProperty("event").GetString());
        Assert.IsTrue(summary.GetProperty("held").GetBoolean());
        Assert.AreEqual(2, summary.GetProperty("faults").EnumerateObject().Sum(kind => kind.Value.GetInt32()));
        Assert.AreEqual(output, Run(arguments).Output);
    }

    [TestMethod]
    public void ACampaign_WritesItsSection()
    {
        string file = Path.GetTempFileName();
        try
        {
            (int code, string output, string errors) = Run("--seeds", "3", "--from", "0", "--minutes", "2", "--markdown", file);
            Assert.AreEqual(0, code, output + errors);
            StringAssert.Contains(output, "Every invariant held.");
            string[] lines = File.ReadAllLines(file);
            CollectionAssert.Contains(lines, ReplayText.Program + "torture --seeds 3 --minutes 2 --from 0");
            CollectionAssert.Contains(lines, "| runs | 3 |");
            CollectionAssert.Contains(lines, "| simulated time | 0.1 h |");
            CollectionAssert.Contains(lines, "| runs in which an invariant did not hold | 0 |");
            foreach (FaultKind kind in FaultKinds.All())
            {
                Assert.IsTrue(Array.Exists(lines, line => line.StartsWith($"| - {FaultWords.Of(kind)} | ", StringComparison.Ordinal)));
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public void AnInvariantThatBreaks_IsTold_ShrunkAndToldAgain()
    {
        (int code, string output, _) = Execute(Options(null), json: false, BreaksBySeed5);
        Assert.AreEqual(1, code);
        string[] lines = output.Split('\n', StringSplitOptions.TrimEntries);
        CollectionAssert.Contains(lines, "Seed 5, at 1:00:00.000, vehicle 1: made-up does not hold: it broke");
        CollectionAssert.Contains(lines, "replay: " + ReplayText.Of(new TortureCase(5)));
        Shrunk(lines, new TortureCase(5));
        StringAssert.Contains(output, "NOT every invariant held.");

        (code, output, _) = Execute(Options(null), json: true, BreaksBySeed5);
        Assert.AreEqual(1, code);
        JsonElement[] events = Lines(output);
        CollectionAssert.AreEqual(
            new[] { "failure", "shrunk", "summary" }, events.Select(line => line.GetProperty("event").GetString()).ToArray());
        StringAssert.EndsWith(events[1].GetProperty("replay").GetString(), "--faults 3,7");
        Assert.AreEqual(2, events[1].GetProperty("faults").GetArrayLength());
    }

    [TestMethod]
    public void ASeedThatFails_IsShrunk_UnlessItsFaultsAreGiven()
    {
        (int code, string output, _) = Execute(Options(new TortureCase(5)), json: false, BreaksBySeed5);
        Assert.AreEqual(1, code);
        Shrunk(output.Split('\n', StringSplitOptions.TrimEntries), new TortureCase(5));

        (code, output, _) = Execute(Options(new TortureCase(5, 60, [3, 5, 7])), json: false, BreaksBySeed5);
        Assert.AreEqual(1, code);
        StringAssert.Contains(output, "replay: " + ReplayText.Of(new TortureCase(5, 60, [3, 5, 7])));
        Assert.DoesNotContain("smaller", output);
    }

    [TestMethod]
    public void ACaseThatIsNotTheSameTwice_IsNoGoodRun()
    {
        int runs = 0;
        (int code, _, string errors) = Execute(
            Options(new TortureCase(5)),
            json: false,
            (@case, _) => new TortureOutcome(@case, null, new TortureTotals { Runs = 1, Vehicles = 2, Events = runs++ }));
        Assert.AreEqual(1, code);
        StringAssert.Contains(errors, "not the same run every time");
    }

    private static void Shrunk(string[] lines, TortureCase @case)
    {
        int at = Array.FindIndex(lines, line => line.StartsWith("The same invariant breaks with 2 faults in ", StringComparison.Ordinal));
        Assert.IsGreaterThan(0, at);
        Fault[] faults = [.. FaultPlan.For(@case.Seed, @case.Minutes).Faults];
        StringAssert.StartsWith(lines[at + 1], $"fault 3 at {FaultWords.Time(faults[3].StartMs)}");
        StringAssert.StartsWith(lines[at + 2], $"fault 7 at {FaultWords.Time(faults[7].StartMs)}");
        StringAssert.EndsWith(lines[at + 4], " --faults 3,7 --story");
    }

    private static TortureOptions Options(TortureCase? @case)
    {
        return new TortureOptions(@case, new CampaignPlan(1, 10, 60), 2, false, null);
    }

    private static TortureOutcome BreaksBySeed5(TortureCase @case, ITortureListener? listener)
    {
        int known = FaultPlan.For(@case.Seed, @case.Minutes).Faults.Count;
        bool breaks = @case.Seed == 5 && Array.TrueForAll(s_guilty, index => index < known && (@case.Faults?.Contains(index) ?? true));
        return new TortureOutcome(
            @case,
            breaks ? new Broken(Invariant, 60_000L * @case.Minutes, 1, "it broke") : null,
            new TortureTotals { Runs = 1, Vehicles = 2 });
    }

    private static (int Code, string Output, string Errors) Execute(
        TortureOptions options, bool json, Func<TortureCase, ITortureListener?, TortureOutcome> run)
    {
        using StringWriter output = new();
        using StringWriter errors = new();
        int code = new TortureTrial(options, new TortureScreen(output, false, json), errors, run).Execute(CancellationToken.None);
        return (code, output.ToString(), errors.ToString());
    }

    private static (int Code, string Output, string Errors) Run(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter errors = new();
        InvocationConfiguration configuration = new() { Output = output, Error = errors };
        int code = CommandLine.RunAsync(["torture", .. arguments], configuration).GetAwaiter().GetResult();
        return (code, output.ToString(), errors.ToString());
    }

    private static JsonElement[] Lines(string output)
    {
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
