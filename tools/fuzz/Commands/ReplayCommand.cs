using System.CommandLine;
using System.IO;
using McoaRouter.Fuzz.Doors;
using McoaRouter.Fuzz.Engine;
using Spectre.Console;

namespace McoaRouter.Fuzz.Commands;

/// <summary><c>replay FILE</c>: runs one input, and tells what it does.</summary>
internal static class ReplayCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Argument<FileInfo> file = new("file") { Description = "the input" };
        _ = file.AcceptExistingOnly();
        Option<string?> name = new("--door") { Description = "the door; otherwise the folder of the file is named after it" };
        Command command = new("replay", "Runs one input; the exit code is 1 where it breaks something.") { file, name };
        command.SetAction(parsed =>
        {
            FileInfo input = parsed.GetRequiredValue(file);
            IDoor door = AllDoors.Named(parsed.GetValue(name) ?? input.Directory!.Name);
            return Replay(door, File.ReadAllBytes(input.FullName));
        });
        return command;
    }

    private static int Replay(IDoor door, byte[] input)
    {
        if (door.Form == InputForm.Steps)
        {
            InputSteps steps = InputSteps.Read(input);
            AnsiConsole.WriteLine($"variant {steps.Variant}");
            for (int i = 0; i < steps.Steps.Count; i++)
            {
                AnsiConsole.WriteLine(
                    $"{i,3}: kind {steps.Steps[i].Kind % door.Kinds} {System.Convert.ToHexStringLower(steps.Steps[i].Data)}");
            }
        }

        Executor executor = new(door);
        Finding? finding = executor.Run(input, true);
        if (finding == null)
        {
            AnsiConsole.WriteLine("nothing is broken");
            return 0;
        }

        AnsiConsole.MarkupLineInterpolated($"[red]{finding.Kind}[/] at {finding.Place}: {finding.Message}");
        return 1;
    }
}
