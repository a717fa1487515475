using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;

namespace McoaRouter.Tools.Emulator;

/// <summary>
/// <c>mcoa emulator board</c>: a board's application, compiled against the device's libraries and passed through the
/// metadata processor, and what is to be flashed.
/// </summary>
internal static class EmulatorBoardCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<string> board = new("--board")
        {
            Description = "The board, a folder of boards with an application for the device.",
            HelpName = "NAME",
            DefaultValueFactory = _ => "Esp32",
        };
        Option<string?> image = new("--image")
        {
            Description = "Write what is to be flashed into this file: nanoff --deploy --image FILE.",
            HelpName = "FILE",
        };
        Command command = new(
            "board", "Compile a board's application against the device's libraries, and write what is to be flashed.")
        {
            board,
            image,
        };
        command.SetAction(arguments => Run(
            arguments.GetValue(board)!,
            arguments.GetValue(image),
            arguments.InvocationConfiguration.Output,
            arguments.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(string name, string? image, TextWriter output, TextWriter error)
    {
        string? repository = EmulatorCommand.FindRepository(error);
        if (repository is null)
        {
            return EmulatorCommand.Unavailable;
        }

        IReadOnlyList<EmulatorBoard> boards = EmulatorBoard.FindAll(repository);
        EmulatorBoard? board = boards.FirstOrDefault(
            found => found.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (board is null)
        {
            string names = string.Join(", ", boards.Select(found => found.Name));
            error.WriteLine($"emulator: no board is called {name}; there are {names}");
            return EmulatorCommand.Unusable;
        }

        using EmulatorRunner runner = new(null, output.WriteLine);
        BoardResult result = runner.Build(board);
        if (result.Missing.Count > 0)
        {
            EmulatorTestRun.WriteMissing(result.Missing, error);
            return EmulatorCommand.Unavailable;
        }

        foreach (string problem in result.Problems)
        {
            error.WriteLine("emulator: " + problem);
        }

        if (result.Problems.Count == 0 && image is not null)
        {
            output.WriteLine($"{image}: {DeploymentImage.Write(image, result.Images)} octets");
        }

        return result.Problems.Count == 0 ? 0 : 1;
    }
}
