using System.IO;
using System.Threading;
using McoaRouter.Simulation;
using Spectre.Console;

namespace McoaRouter.Tools.Drive;

/// <summary>Drives all scenarios, one after the other, and shows which of them reached their figures.</summary>
internal static class ScenarioTable
{
    /// <summary>Drives them.</summary>
    /// <returns>Whether all reached their figures.</returns>
    public static bool Run(DriveOptions options, TextWriter output, CancellationToken cancellation)
    {
        Table table = new() { Border = TableBorder.Ascii };
        table.AddColumns("Scenario", "Profile", "Shows", "Binding caches");
        bool reached = true;
        foreach (Scenario scenario in ScenarioList.Of(options.Profile))
        {
            Journey journey = ScenarioList.JourneyOf(scenario, options.Profile, options.Seed);
            IDriveView view = options.Json ? new JsonView(journey, output) : new SilentView(journey, output);
            bool matches = DriveRun.Drive(journey, view, 0, null, null, cancellation);
            reached &= matches;
            table.AddRow(
                new Text(scenario.Name),
                new Text(options.Profile ?? ScenarioList.ProfileOf(scenario)),
                new Text(scenario.Title),
                new Text(matches ? "as in the figure" : "DIFFER"));
        }

        if (!options.Json)
        {
            FigureReport.NewConsole(output).Write(table);
        }

        return reached;
    }
}
