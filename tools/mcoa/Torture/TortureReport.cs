using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using McoaRouter.Tools.Drive;
using McoaRouter.Torture;
using McoaRouter.Torture.Faults;
using McoaRouter.Torture.Shrinking;
using Spectre.Console;

namespace McoaRouter.Tools.Torture;

/// <summary>Shows what became of runs: tables and sentences, or JSON Lines; and the section of a document.</summary>
internal sealed class TortureReport
{
    private readonly TortureScreen _screen;

    /// <summary>Shows it here.</summary>
    public TortureReport(TortureScreen screen)
    {
        _screen = screen;
    }

    /// <summary>An invariant did not hold.</summary>
    public void Failure(TortureOutcome outcome)
    {
        if (_screen.Json)
        {
            _screen.Output.WriteLine(JsonLine.Of("failure", json =>
            {
                Write(json, outcome.Case, outcome.Broken!);
            }));
            return;
        }

        _screen.Output.WriteLine(Sentence(outcome));
        _screen.Output.WriteLine("  replay: " + ReplayText.Of(outcome.Case));
    }

    /// <summary>A case is being made smaller.</summary>
    public void Shrinks(TortureCase @case)
    {
        if (!_screen.Json)
        {
            _screen.Output.WriteLine(FormattableString.Invariant($"Making the case of seed {@case.Seed} smaller ..."));
            _screen.Output.Flush();
        }
    }

    /// <summary>A case was made smaller.</summary>
    /// <param name="shrunk">What it is now.</param>
    /// <param name="vehicles">How many vehicles there are in it.</param>
    public void Shrunk(Shrunk shrunk, long vehicles)
    {
        TortureCase @case = shrunk.Case;
        Fault[] faults = [.. FaultPlan.For(@case.Seed, @case.Minutes).Faults.Where(fault => @case.Faults!.Contains(fault.Index))];
        if (_screen.Json)
        {
            _screen.Output.WriteLine(JsonLine.Of("shrunk", json =>
            {
                Write(json, @case, shrunk.Broken);
                json.WriteNumber("runs", shrunk.Runs);
                json.WriteBoolean("least", shrunk.IsLeast);
                json.WriteStartArray("faults");
                Array.ForEach(faults, fault => json.WriteStringValue(FaultWords.Of(fault, vehicles)));
                json.WriteEndArray();
            }));
            return;
        }

        string need = shrunk.IsLeast ? "all of them needed" : "more than are needed, maybe";
        _screen.Output.WriteLine(FormattableString.Invariant(
            $"The same invariant breaks with {faults.Length} faults in {@case.Minutes} minutes ({need}; {shrunk.Runs} runs):"));
        Array.ForEach(faults, fault => _screen.Output.WriteLine("  " + FaultWords.Of(fault, vehicles)));
        _screen.Output.WriteLine(Sentence(@case, shrunk.Broken));
        _screen.Output.WriteLine("  replay: " + ReplayText.Of(@case) + " --story");
    }

    /// <summary>A single run is over.</summary>
    public void Outcome(TortureOutcome outcome)
    {
        Totals(TotalsTable.Rows(outcome.Totals, null, outcome.Broken is null ? 0 : 1), outcome.Totals, outcome.Broken is null);
    }

    /// <summary>A campaign is over.</summary>
    /// <param name="result">What became of it.</param>
    public void Summary(CampaignResult result)
    {
        Totals(
            TotalsTable.Rows(result.Totals, result.Slowest, result.Failures.Count), result.Totals, result.Failures.Count == 0);
    }

    /// <summary>A campaign's summary as the section of a document.</summary>
    public static string Markdown(CampaignResult result)
    {
        CampaignPlan plan = result.Plan;
        StringBuilder text = new();
        string from = plan.From == TortureArguments.FirstSeed ? "" : FormattableString.Invariant($" --from {plan.From}");
        text.Append(FormattableString.Invariant(
            $"""
            ```sh
            {ReplayText.Program}torture --seeds {plan.Count} --minutes {plan.Minutes}{from}
            ```

            | what | how much |
            | --- | ---: |

            """));
        foreach ((string what, string howMuch) in TotalsTable.Rows(result.Totals, result.Slowest, result.Failures.Count))
        {
            text.Append($"| {what} | {howMuch} |\n");
        }

        return text.ToString();
    }

    private void Totals(List<(string What, string HowMuch)> rows, TortureTotals totals, bool held)
    {
        if (_screen.Json)
        {
            _screen.Output.WriteLine(JsonLine.Of("summary", json => Write(json, totals, held)));
            return;
        }

        Table table = new() { Border = _screen.IsTerminal ? TableBorder.Rounded : TableBorder.Ascii };
        table.AddColumns(new TableColumn("What"), new TableColumn("How much").RightAligned());
        rows.ForEach(row => table.AddRow(new Text(row.What), new Text(row.HowMuch)));
        FigureReport.NewConsole(_screen.Output).Write(table);
        _screen.Output.WriteLine(held ? "Every invariant held." : "NOT every invariant held.");
    }

    private static void Write(Utf8JsonWriter json, TortureTotals totals, bool held)
    {
        json.WriteBoolean("held", held);
        json.WriteNumber("runs", totals.Runs);
        json.WriteNumber("simulatedMs", totals.Milliseconds);
        json.WriteNumber("vehicles", totals.Vehicles);
        json.WriteNumber("uplinks", totals.Uplinks);
        json.WriteNumber("events", totals.Events);
        json.WriteNumber("packets", totals.Packets);
        json.WriteNumber("lost", totals.Lost);
        json.WriteNumber("corrupted", totals.Corrupted);
        json.WriteNumber("doubled", totals.Duplicated);
        json.WriteNumber("replayed", totals.Replayed);
        json.WriteNumber("refused", totals.Refused);
        json.WriteNumber("streamSent", totals.StreamSent);
        json.WriteNumber("streamArrived", totals.StreamReceived);
        json.WriteNumber("bindingUpdates", totals.BindingUpdates);
        json.WriteNumber("acknowledgements", totals.Acknowledgements);
        json.WriteNumber("handovers", totals.Handovers);
        json.WriteNumber("routerRestarts", totals.RouterRestarts);
        json.WriteNumber("homeAgentRestarts", totals.HomeAgentRestarts);
        json.WriteNumber("commits", totals.Commits);
        json.WriteNumber("confirmations", totals.Confirmations);
        json.WriteNumber("rollBacks", totals.RollBacks);
        json.WriteNumber("longestDisagreementMs", totals.LongestDisagreement);
        json.WriteNumber("converged", totals.Converged);
        json.WriteNumber("longestConvergenceMs", totals.LongestConvergence);
        json.WriteStartObject("faults");
        foreach (FaultKind kind in FaultKinds.All())
        {
            json.WriteNumber(JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()), totals.FaultsOf(kind));
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TortureCase @case, Broken broken)
    {
        json.WriteNumber("seed", @case.Seed);
        json.WriteString("invariant", broken.Invariant);
        json.WriteNumber("ms", broken.Milliseconds);
        json.WriteNumber("vehicle", broken.Vehicle);
        json.WriteString("sentence", broken.Sentence);
        json.WriteString("replay", ReplayText.Of(@case));
    }

    private static string Sentence(TortureOutcome outcome)
    {
        return Sentence(outcome.Case, outcome.Broken!);
    }

    /// <summary>What did not hold, in a line.</summary>
    public static string Sentence(TortureCase @case, Broken broken)
    {
        string who = broken.Vehicle < 0 ? "" : FormattableString.Invariant($", vehicle {broken.Vehicle}");
        return FormattableString.Invariant(
            $"Seed {@case.Seed}, at {FaultWords.Time(broken.Milliseconds)}{who}: {broken.Invariant} does not hold: {broken.Sentence}");
    }
}
