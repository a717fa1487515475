using System;
using System.Collections.Generic;
using System.IO;
using McoaRouter.Torture.Invariants;
using McoaRouter.Torture.World;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Torture;

/// <summary>Each invariant of the machines, fed by hand with what breaks it and with what does not.</summary>
[TestClass]
public sealed class MachineInvariantTests
{
    private readonly Judge _judge = new();

    [TestMethod]
    public void One_octet_is_an_allocation()
    {
        NoAllocation allocation = new(_judge);
        allocation.Called(0, "Poll", 0);
        Assert.IsNull(_judge.Broken);
        allocation.Called(0, "Poll", 1);
        Assert.AreEqual("no-allocation", _judge.Broken?.Invariant);
    }

    [TestMethod]
    public void A_table_may_be_full_and_not_fuller()
    {
        TableLimits limits = new(_judge);
        limits.Table(0, "bindings", 8, 8);
        Assert.IsNull(_judge.Broken);
        limits.Table(0, "bindings", 9, 8);
        Assert.AreEqual("table-limits", _judge.Broken?.Invariant);
    }

    [TestMethod]
    public void A_buffer_is_free_or_in_use()
    {
        TableLimits limits = new(_judge);
        limits.Pool("packets", 3, 5, 8);
        Assert.IsNull(_judge.Broken);
        limits.Pool("packets", 3, 4, 8);
        Assert.AreEqual("table-limits", _judge.Broken?.Invariant);
    }

    [TestMethod]
    public void Time_must_move_on()
    {
        Progress progress = new(_judge, 1);
        for (int i = 0; i <= Progress.MostAtOnce; i++)
        {
            progress.Event(7);
        }

        Assert.IsNull(_judge.Broken);
        progress.Event(7);
        Assert.AreEqual("progress", _judge.Broken?.Invariant);
    }

    [TestMethod]
    public void A_deadline_must_not_stay_in_the_past()
    {
        Progress progress = new(_judge, 2);
        for (int i = 0; i < Progress.MostPast; i++)
        {
            progress.Polled(1, 5, 5 + i);
            progress.Polled(0, 6 + i, 5 + i);
        }

        Assert.IsNull(_judge.Broken);
        progress.Polled(1, 5, 1000);
        Assert.AreEqual("progress", _judge.Broken?.Invariant);
    }

    [TestMethod]
    public void An_exception_breaks_at_once()
    {
        new Progress(_judge, 1).Thrown(0, new InvalidOperationException("oh"));
        Assert.AreEqual("progress", _judge.Broken?.Invariant);
    }

    [TestMethod]
    [DataRow("v0-1", "v0-1", null, false)]
    [DataRow("v0-2", "v0-1", "v0-2", false)]
    [DataRow("v0-2", "v0-1", null, true)]
    [DataRow(null, "v0-1", null, true)]
    public void A_start_runs_what_is_confirmed_or_what_may_be_tried(
        string? runs, string confirmed, string? pending, bool breaks)
    {
        new StoreRule(_judge).Started(0, runs, confirmed, pending);
        Assert.AreEqual(breaks ? "store-rule" : null, _judge.Broken?.Invariant);
    }

    [TestMethod]
    public void Only_the_first_one_counts()
    {
        _judge.Now = 5;
        new TableLimits(_judge).Table(2, "bindings", 9, 8);
        _judge.Now = 6;
        new NoAllocation(_judge).Called(1, "Poll", 1);
        Assert.AreEqual("table-limits", _judge.Broken?.Invariant);
        Assert.AreEqual(5, _judge.Broken?.Milliseconds);
        Assert.AreEqual(2, _judge.Broken?.Vehicle);
    }

    [TestMethod]
    public void The_page_names_every_invariant_with_its_clause()
    {
        string page = File.ReadAllText(Repository.PathOf("tools", "Torture", "README.md"));
        IReadOnlyList<Invariant> invariants = InvariantList.All();
        Assert.HasCount(13, invariants);
        foreach (Invariant invariant in invariants)
        {
            Assert.Contains($"| `{invariant.Name}` |", page);
            Assert.Contains(invariant.Clause, page);
            Assert.IsNotEmpty(invariant.Explanation);
        }
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(200)]
    [DataRow(-200)]
    public void A_clock_shows_a_time_at_the_first_moment_that_it_says(int rate)
    {
        MachineClock clock = new(123_456, 0, rate);
        clock.SetRate(-rate, 5_000_000);
        for (long time = 0; time < 3_600_000; time += 7_919)
        {
            long world = clock.WorldOf(time);
            Assert.IsGreaterThanOrEqualTo(time, clock.Now(world));
            Assert.IsTrue(world <= 5_000_000 || clock.Now(world - 1) < time);
        }
    }
}
