using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;

namespace McoaRouter.Tools.Bench;

/// <summary><c>bench</c>: measures, and writes what it measured as a page with pictures.</summary>
internal static class BenchCommand
{
    private const int Success = 0;
    private const int NothingMeasured = 2;
    private const string Project = "tools/bench";

    /// <summary>The command line.</summary>
    /// <param name="benchmarks">What can be measured.</param>
    public static RootCommand Create(IReadOnlyList<IBenchmark> benchmarks)
    {
        RootCommand root = new("Measures the router, and writes tables and pictures.");
        foreach (IBenchmark benchmark in benchmarks)
        {
            root.Add(CommandOf(benchmark.Name, benchmark.Summary, [benchmark]));
        }

        root.Add(CommandOf("all", "All of them, one after the other; what can't run here is told and left out.", benchmarks));
        return root;
    }

    private static Command CommandOf(string name, string summary, IReadOnlyList<IBenchmark> benchmarks)
    {
        Option<int?> rounds = new("--rounds")
        {
            Description = "How often each figure is taken, 1 to 1000; otherwise as often as its page says.",
            HelpName = "N",
        };
        rounds.Validators.Add(result =>
        {
            if (result.GetValue(rounds) is < 1 or > 1000)
            {
                result.AddError("--rounds takes a number from 1 to 1000.");
            }
        });
        Option<string> output = new("--output")
        {
            Description = "The folder for tables and pictures.",
            DefaultValueFactory = _ => Path.Combine(Project, "results"),
            HelpName = "DIR",
        };
        Command command = new(name, summary) { rounds, output };
        command.SetAction(result => Run(benchmarks, new BenchOptions(result.GetValue(rounds)), result.GetRequiredValue(output)));
        return command;
    }

    private static int Run(IReadOnlyList<IBenchmark> benchmarks, BenchOptions options, string folder)
    {
        BenchProgress progress = new(Console.Error);
        int code = NothingMeasured;
        foreach (IBenchmark benchmark in benchmarks)
        {
            if (benchmark.Lacking() is string lacking)
            {
                Console.Error.WriteLine($"{benchmark.Name}: {lacking}");
                continue;
            }

            BenchReport report = benchmark.Run(options, progress);
            string command = $"dotnet run -c Release --project {Project} -- {benchmark.Name}"
                + (options.Rounds is int rounds ? $" --rounds {rounds}" : string.Empty);
            ReportFiles.Write(folder, benchmark.Name, command, report);
            Console.Out.WriteLine(ReportFiles.TextOf(benchmark.Name, command, report));
            code = Success;
        }

        return code;
    }
}
