using System;
using System.Linq;
using System.Threading;
using McoaRouter.Tools.Torture;
using McoaRouter.Torture;
using McoaRouter.Torture.Invariants;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>Router and home agent through five hundred simulated hours of faults, and what a campaign makes of its runs.</summary>
[TestClass]
public sealed class TortureCampaignTests
{
    private const int Hour = 60;
    private const int SeedsATest = 50;

    [TestMethod]
    [DataRow(1)]
    [DataRow(51)]
    [DataRow(101)]
    [DataRow(151)]
    [DataRow(201)]
    [DataRow(251)]
    [DataRow(301)]
    [DataRow(351)]
    [DataRow(401)]
    [DataRow(451)]
    public void FiftyHours_OfFaults_BreakNoInvariant(int from)
    {
        CampaignResult result = Run(new CampaignPlan((ulong)from, SeedsATest, Hour), Environment.ProcessorCount);
        Assert.IsEmpty(result.Failures, string.Join(Environment.NewLine, result.Failures.Select(Tell)));

        // Each of them went its way to the end, and something happened in it.
        Assert.AreEqual(SeedsATest, result.Totals.Runs);
        Assert.AreEqual(3_600_000d * SeedsATest, result.Totals.Milliseconds, 60_000d * SeedsATest);
        Assert.IsGreaterThan(1000L * SeedsATest, result.Totals.Events);
        Assert.IsGreaterThan(SeedsATest, result.Totals.RouterRestarts);
        Assert.IsGreaterThan(SeedsATest, result.Totals.Commits);
    }

    [TestMethod]
    public void TheSameCase_IsTheSameRun()
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            TortureOutcome one = SteadyRun.Run(new TortureCase(seed), null);
            TortureOutcome other = SteadyRun.Run(new TortureCase(seed), null);
            Assert.AreEqual(one.Broken, other.Broken);
            CollectionAssert.AreEqual(Rows(one.Totals), Rows(other.Totals));
        }
    }

    [TestMethod]
    public void WhatIsAllocatedOnce_IsTheRuntimes_AndWhatComesAgainIsAMachines()
    {
        Assert.IsTrue(InvariantList.All().Any(invariant => invariant.Name == SteadyRun.Allocation));
        Assert.IsNull(RunsOf(SteadyRun.Allocation, once: true, out int runs).Broken);
        Assert.AreEqual(2, runs);
        Assert.IsNotNull(RunsOf(SteadyRun.Allocation, once: false, out runs).Broken);
        Assert.AreEqual(2, runs);

        // Any other invariant has no second chance.
        Assert.IsNotNull(RunsOf("agreement", once: true, out runs).Broken);
        Assert.AreEqual(1, runs);
    }

    [TestMethod]
    public void ACampaign_IsTheSame_HoweverManyRunAtOnce()
    {
        CampaignPlan plan = new(1, 12, 10);
        CampaignResult one = Run(plan, 1);
        CampaignResult other = Run(plan, 4);
        Assert.AreEqual(TortureReport.Markdown(one), TortureReport.Markdown(other));
        CollectionAssert.AreEqual(
            one.Failures.Select(failure => failure.Case.Seed).ToArray(),
            other.Failures.Select(failure => failure.Case.Seed).ToArray());
    }

    [TestMethod]
    public void ACampaign_AddsUp_AndNamesItsFailuresBySeed()
    {
        int last = 0;
        TortureCampaign campaign = new(new CampaignPlan(10, 40, Hour), 4, @case => new TortureOutcome(
            @case,
            @case.Seed % 9 == 0 ? new Broken("ninth", 1, 0, "a ninth seed") : null,
            new TortureTotals { Runs = 1, Events = (long)@case.Seed, LongestConvergence = (long)@case.Seed % 20 }));
        CampaignResult result = campaign.Run((done, _) => last = Math.Max(last, done), CancellationToken.None);
        Assert.AreEqual(40, last);
        Assert.AreEqual(40, result.Totals.Runs);
        Assert.AreEqual(Enumerable.Range(10, 40).Sum(), result.Totals.Events);
        CollectionAssert.AreEqual(
            new ulong[] { 18, 27, 36, 45 }, result.Failures.Select(failure => failure.Case.Seed).ToArray());

        // Of several seeds with the longest convergence, the first.
        Assert.AreEqual(19, result.Totals.LongestConvergence);
        Assert.AreEqual(19ul, result.Slowest);
    }

    [TestMethod]
    public void ACampaignThatIsInterrupted_GivesWhatHasRun()
    {
        using CancellationTokenSource cancellation = new();
        TortureCampaign campaign = new(new CampaignPlan(1, 1000, Hour), 1, @case =>
        {
            if (@case.Seed == 3)
            {
                cancellation.Cancel();
            }

            return new TortureOutcome(@case, null, new TortureTotals { Runs = 1 });
        });
        Assert.AreEqual(3, campaign.Run((_, _) => { }, cancellation.Token).Totals.Runs);
    }

    private static TortureOutcome RunsOf(string invariant, bool once, out int runs)
    {
        int count = 0;
        TortureOutcome outcome = SteadyRun.Of(
            (@case, _) => new TortureOutcome(
                @case, count++ == 0 || !once ? new Broken(invariant, 1, 0, "it broke") : null, new TortureTotals()),
            new TortureCase(1),
            null);
        runs = count;
        return outcome;
    }

    private static CampaignResult Run(CampaignPlan plan, int jobs)
    {
        return new TortureCampaign(plan, jobs, @case => SteadyRun.Run(@case, null))
            .Run((_, _) => { }, CancellationToken.None);
    }

    private static string Tell(TortureOutcome failure)
    {
        return $"{TortureReport.Sentence(failure.Case, failure.Broken!)}{Environment.NewLine}  replay: {ReplayText.Of(failure.Case)}";
    }

    private static (string, string)[] Rows(TortureTotals totals)
    {
        return [.. TotalsTable.Rows(totals, null, 0)];
    }
}
