using System;
using System.Collections.Generic;
using System.Linq;
using McoaRouter.Torture;
using McoaRouter.Torture.Faults;
using McoaRouter.Torture.Shrinking;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>A failing case is made smaller: with runs that are made up, and with the real world.</summary>
[TestClass]
public sealed class ShrinkerTests
{
    private const ulong Seed = 4;
    private const string Invariant = "made-up";

    [TestMethod]
    [DataRow(3, 7)]
    [DataRow(0, 60)]
    [DataRow(11)]
    [DataRow(1, 2, 3, 5, 8, 13, 21, 34)]
    [DataRow]
    public void OfManyFaults_TheGuiltyOnesStay(params int[] guilty)
    {
        Assert.IsGreaterThan(61, FaultPlan.For(Seed, 60).Faults.Count);
        Shrunk shrunk = Shrinker.Shrink(new TortureCase(Seed), End(60), @case => BreaksBy(@case, guilty));
        CollectionAssert.AreEqual(guilty, shrunk.Case.Faults!.ToArray());
        Assert.IsTrue(shrunk.IsLeast);
        Assert.AreEqual(Invariant, shrunk.Broken.Invariant);
        Assert.AreEqual(Seed, shrunk.Case.Seed);
        Assert.IsLessThanOrEqualTo(Shrinker.UsualRuns, shrunk.Runs);
    }

    [TestMethod]
    public void TheTime_IsTheShortestInWhichItBreaks()
    {
        int[] guilty = [3, 7];
        Shrunk shrunk = Shrinker.Shrink(
            new TortureCase(Seed), End(60), @case => @case.Minutes >= 23 ? BreaksBy(@case, guilty) : null);
        Assert.AreEqual(23, shrunk.Case.Minutes);
        CollectionAssert.AreEqual(guilty, shrunk.Case.Faults!.ToArray());

        // Faults that a shorter run doesn't have are not named any more.
        Shrunk shortest = Shrinker.Shrink(new TortureCase(Seed), End(60), _ => End(1));
        Assert.AreEqual(FaultPlan.LeastMinutes, shortest.Case.Minutes);
        Assert.IsEmpty(shortest.Case.Faults!);
    }

    [TestMethod]
    public void AnotherInvariant_IsNotTheSame()
    {
        // Without fault 7 another one breaks, earlier: that is another story.
        Shrunk shrunk = Shrinker.Shrink(
            new TortureCase(Seed),
            End(60),
            @case => Has(@case, 7) ? End(60) : new Broken("another", 5, 0, "something else"));
        CollectionAssert.AreEqual(new[] { 7 }, shrunk.Case.Faults!.ToArray());
        Assert.AreEqual(Invariant, shrunk.Broken.Invariant);
    }

    [TestMethod]
    public void WhatHadNotBegun_IsLeftOutAtOnce()
    {
        IReadOnlyList<Fault> plan = FaultPlan.For(Seed, 60).Faults;
        List<TortureCase> run = [];
        Broken broken = new(Invariant, plan[9].StartMs, 0, "it broke when the tenth began");
        Shrinker.Shrink(
            new TortureCase(Seed),
            broken,
            @case =>
            {
                run.Add(@case);
                return BreaksBy(@case, [3, 9]) is null ? null : broken;
            });
        CollectionAssert.AreEqual(Enumerable.Range(0, 10).ToArray(), run[0].Faults!.ToArray());
    }

    [TestMethod]
    public void TheRuns_AreBounded_AndWhatWasReachedByThenIsGiven()
    {
        int[] guilty = [.. Enumerable.Range(0, 30).Select(i => 2 * i)];
        int runs = 0;
        Broken? Run(TortureCase @case)
        {
            runs++;
            return BreaksBy(@case, guilty);
        }

        Shrunk shrunk = Shrinker.Shrink(new TortureCase(Seed), End(60), Run, mostRuns: 20);
        Assert.AreEqual(20, runs);
        Assert.AreEqual(20, shrunk.Runs);
        Assert.IsFalse(shrunk.IsLeast);
        Assert.IsNotNull(BreaksBy(shrunk.Case, guilty));
        Assert.AreEqual(0, Shrinker.Shrink(new TortureCase(Seed), End(60), Run, mostRuns: 0).Runs);
        Assert.AreEqual(20, runs);
    }

    [TestMethod]
    public void NoCase_IsRunTwice_AndTheSameCaseIsShrunkToTheSame()
    {
        HashSet<string> run = [];
        Broken? Run(TortureCase @case)
        {
            Assert.IsTrue(run.Add($"{@case.Minutes}:{string.Join(',', @case.Faults!)}"));
            return BreaksBy(@case, [3, 17, 40]);
        }

        Shrunk one = Shrinker.Shrink(new TortureCase(Seed), End(60), Run);
        run.Clear();
        Shrunk other = Shrinker.Shrink(new TortureCase(Seed), End(60), Run);
        Assert.AreEqual(one.Runs, other.Runs);
        Assert.AreEqual(one.Case.Minutes, other.Case.Minutes);
        CollectionAssert.AreEqual(one.Case.Faults!.ToArray(), other.Case.Faults!.ToArray());
    }

    [TestMethod]
    public void InTheRealWorld_TwoFaultsThatMustMeet_AreFound()
    {
        // The world runs for real; what breaks is that faults 3 and 7 both began in it.
        Broken? Run(TortureCase @case)
        {
            Began began = new();
            TortureRun.Run(@case, began);
            return began.Both >= 0 ? new Broken(Invariant, began.Both, -1, "faults 3 and 7 both began") : null;
        }

        TortureCase failing = new(Seed, 30);
        Shrunk shrunk = Shrinker.Shrink(failing, Run(failing)!, Run);
        CollectionAssert.AreEqual(new[] { 3, 7 }, shrunk.Case.Faults!.ToArray());
        Assert.IsTrue(shrunk.IsLeast);
        Assert.IsLessThan(30, shrunk.Case.Minutes);
        Assert.IsNotNull(Run(shrunk.Case));
        Assert.IsNull(Run(shrunk.Case with { Faults = [3] }));
        Assert.IsNull(Run(shrunk.Case with { Faults = [7] }));
    }

    private static Broken? BreaksBy(TortureCase @case, int[] guilty)
    {
        return guilty.All(index => Has(@case, index)) ? End(@case.Minutes) : null;
    }

    private static bool Has(TortureCase @case, int index)
    {
        return index < FaultPlan.For(@case.Seed, @case.Minutes).Faults.Count && (@case.Faults?.Contains(index) ?? true);
    }

    /// <summary>It broke when all faults had begun.</summary>
    private static Broken End(int minutes)
    {
        return new Broken(Invariant, 60_000L * minutes, 0, "it broke at the end");
    }

    private sealed class Began : ITortureListener
    {
        private readonly HashSet<int> _begun = [];

        public long Both { get; private set; } = -1;

        public void FaultChanged(Fault fault, bool begins, long milliseconds)
        {
            _begun.Add(fault.Index);
            if (Both < 0 && _begun.Contains(3) && _begun.Contains(7))
            {
                Both = milliseconds;
            }
        }

        public void Happened(int vehicle, string sentence, long milliseconds)
        {
            Assert.IsNotEmpty(sentence);
        }
    }
}
