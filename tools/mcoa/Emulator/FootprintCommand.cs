using System;
using System.CommandLine;
using System.IO;

namespace McoaRouter.Tools.Emulator;

/// <summary>
/// <c>mcoa emulator footprint</c>: what the router takes of a board, its code in flash and its memory after start,
/// measured in nanoCLR.
/// </summary>
internal static class FootprintCommand
{
    private static readonly int[] s_uplinks = [2, 4, 8];

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<int> timeout = EmulatorCommand.NewTimeout("Stop nanoCLR after this many seconds, each time.");
        Command command = new(
            "footprint", "Measure the octets of the deployed assemblies, and of the heap after start, in nanoCLR.")
        {
            timeout,
        };
        command.SetAction(arguments => Run(
            TimeSpan.FromSeconds(arguments.GetValue(timeout)),
            arguments.InvocationConfiguration.Output,
            arguments.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(TimeSpan timeout, TextWriter output, TextWriter error)
    {
        string? repository = EmulatorCommand.FindRepository(error);
        if (repository is null)
        {
            return EmulatorCommand.Unavailable;
        }

        using EmulatorRunner runner = new(null, error.WriteLine);
        Footprint footprint = runner.Measure(repository, s_uplinks, timeout);
        if (footprint.Missing.Count > 0)
        {
            EmulatorTestRun.WriteMissing(footprint.Missing, error);
            return EmulatorCommand.Unavailable;
        }

        foreach (string problem in footprint.Problems)
        {
            error.WriteLine("emulator: " + problem);
        }

        footprint.Write(output);
        return footprint.Problems.Count == 0 ? 0 : 1;
    }
}
