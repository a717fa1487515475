using System;
using System.CommandLine;
using System.IO;

namespace McoaRouter.Tools.Emulator;

/// <summary>
/// <c>mcoa emulator cost</c>: what forwarding a packet and telling the home agent cost in nanoCLR, as multiples of the copy
/// of a packet.
/// </summary>
internal static class CostCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<int> timeout = EmulatorCommand.NewTimeout("Stop nanoCLR after this many seconds.");
        Option<int> rounds = new("--rounds")
        {
            Description = "How often to time each step.",
            DefaultValueFactory = _ => 5,
        };
        rounds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1000)
            {
                result.AddError("--rounds: give a number from 1 to 1000");
            }
        });
        Command command = new(
            "cost", "Time the router's work in nanoCLR, as multiples of the copy of a packet.") { rounds, timeout };
        command.SetAction(arguments => Run(
            arguments.GetValue(rounds),
            TimeSpan.FromSeconds(arguments.GetValue(timeout)),
            arguments.InvocationConfiguration.Output,
            arguments.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(int rounds, TimeSpan timeout, TextWriter output, TextWriter error)
    {
        string? repository = EmulatorCommand.FindRepository(error);
        if (repository is null)
        {
            return EmulatorCommand.Unavailable;
        }

        using EmulatorRunner runner = new(null, error.WriteLine);
        CostReport report = CostReport.Measure(runner, repository, rounds, timeout);
        if (report.Missing.Count > 0)
        {
            EmulatorTestRun.WriteMissing(report.Missing, error);
            return EmulatorCommand.Unavailable;
        }

        foreach (string problem in report.Problems)
        {
            error.WriteLine("emulator: " + problem);
        }

        report.Write(output);
        return report.Problems.Count == 0 && report.Registered ? 0 : 1;
    }
}
