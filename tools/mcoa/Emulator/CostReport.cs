using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace McoaRouter.Tools.Emulator;

/// <summary>What the router's work costs in nanoCLR.</summary>
/// <param name="Steps">Each step.</param>
/// <param name="Registered">Whether each router had registered both of its uplinks before it was timed.</param>
/// <param name="Problems">What went wrong.</param>
/// <param name="Missing">The parts of the emulator that were not found; nothing was timed where there are any.</param>
public sealed record CostReport(
    IReadOnlyList<StepCost> Steps,
    bool Registered,
    IReadOnlyList<string> Problems,
    IReadOnlyList<MissingPart> Missing)
{
    private const int Uplinks = 2;

    /// <summary>Times the steps.</summary>
    /// <param name="runner">What builds and runs the program.</param>
    /// <param name="repository">The repository's root.</param>
    /// <param name="rounds">How often to time each.</param>
    /// <param name="timeout">When to stop nanoCLR.</param>
    public static CostReport Measure(EmulatorRunner runner, string repository, int rounds, TimeSpan timeout)
    {
        string[] configurations =
        [
            MeasuredConfiguration.Of(Uplinks),
            MeasuredConfiguration.Steered(Uplinks, 0),
            MeasuredConfiguration.Steered(Uplinks, MeasuredConfiguration.MostRules),
        ];
        ProgramResult[] results =
        [
            .. configurations.Select((configuration, index) => runner.Run(
                repository, new EmulatedPlan($"Cost{index}", configuration, 0, 0, null, null, rounds), timeout)),
        ];
        JsonElement[] lines = [.. results.SelectMany(result => result.Lines).Select(Parse)];
        return new CostReport(
            Read(lines),
            lines.Count(line => line.TryGetProperty("registered", out JsonElement registered) && registered.GetBoolean())
                == configurations.Length,
            [.. results.SelectMany(result => result.Problems)],
            results[0].Missing);
    }

    /// <summary>Writes it as a table of Markdown.</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine("| step | copies of 1280 octets | largest / smallest | on this machine, us |");
        output.WriteLine("|---|---:|---:|---:|");
        foreach (StepCost cost in Steps)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {cost.Step} | {cost.Median:F1} | {cost.Noise:F2} | {cost.Nanoseconds.Min() / 1000:F1} |"));
        }
    }

    private static JsonElement Parse(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }

    private static StepCost[] Read(JsonElement[] lines)
    {
        IEnumerable<IGrouping<string, JsonElement>> steps = lines.Where(line => line.TryGetProperty("step", out _))
            .GroupBy(line => line.GetProperty("step").GetString()!);
        return
        [
            .. steps.Select(step => new StepCost(
                step.Key,
                [.. step.Select(line => line.GetProperty("nanoseconds").GetDouble())],
                [.. step.Select(CopiesOf)])),
        ];
    }

    private static double CopiesOf(JsonElement line)
    {
        double copies = line.GetProperty("copyBefore").GetDouble() + line.GetProperty("copyAfter").GetDouble();
        return 2 * line.GetProperty("nanoseconds").GetDouble() / copies;
    }
}
