using System;
using System.Collections.Generic;
using System.Linq;
using McoaRouter.Torture;
using McoaRouter.Torture.Faults;

namespace McoaRouter.Tools.Torture;

/// <summary>What happened in runs, as rows of a table: none of it depends on the machine that ran them.</summary>
internal static class TotalsTable
{
    private const double HourMs = 3_600_000;

    /// <summary>The rows.</summary>
    /// <param name="totals">What happened.</param>
    /// <param name="slowest">The seed of the longest convergence, where there are several; otherwise null.</param>
    /// <param name="failures">In how many runs an invariant did not hold.</param>
    public static List<(string What, string HowMuch)> Rows(TortureTotals totals, ulong? slowest, int failures)
    {
        return
        [
            ("runs", Number(totals.Runs)),
            ("simulated time", Text($"{totals.Milliseconds / HourMs:N1} h")),
            ("vehicles", Text($"{totals.Vehicles:N0}, with {totals.Uplinks:N0} uplinks")),
            ("events, the invariants checked after each", Number(totals.Events)),
            ("packets", Number(totals.Packets)),
            ("of them lost, corrupted, doubled by faults",
                Text($"{totals.Lost:N0}, {totals.Corrupted:N0}, {totals.Duplicated:N0}")),
            ("sent again by an attacker", Number(totals.Replayed)),
            ("refused by router or home agent", Number(totals.Refused)),
            ("hosts' packets sent, arrived", Text($"{totals.StreamSent:N0}, {totals.StreamReceived:N0}")),
            ("Binding Updates", Number(totals.BindingUpdates)),
            ("Binding Acknowledgements", Number(totals.Acknowledgements)),
            ("handovers", Number(totals.Handovers)),
            ("restarts of routers", Number(totals.RouterRestarts)),
            ("restarts of the home agent", Number(totals.HomeAgentRestarts)),
            ("commits, confirmed, rolled back",
                Text($"{totals.Commits:N0}, {totals.Confirmations:N0}, {totals.RollBacks:N0}")),
            ("longest disagreement of router and home agent under faults", Seconds(totals.LongestDisagreement)),
            ("vehicles whose convergence after the faults was checked", Number(totals.Converged)),
            ("longest convergence after the faults",
                Seconds(totals.LongestConvergence) + (slowest is ulong seed ? Text($" (seed {seed})") : "")),
            ("faults", Number(FaultKinds.All().Sum(totals.FaultsOf))),
            .. FaultKinds.All().Select(kind => ("- " + FaultWords.Of(kind), Number(totals.FaultsOf(kind)))),
            ("runs in which an invariant did not hold", Number(failures)),
        ];
    }

    private static string Number(long value)
    {
        return Text($"{value:N0}");
    }

    private static string Seconds(long milliseconds)
    {
        return Text($"{milliseconds / 1000.0:N1} s");
    }

    private static string Text(FormattableString text)
    {
        return FormattableString.Invariant(text);
    }
}
