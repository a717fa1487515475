using System;
using System.CommandLine;
using System.IO;
using McoaRouter.Fuzz.Doors;

namespace McoaRouter.Fuzz.Commands;

/// <summary><c>long</c>: the long mode, which no test waits for.</summary>
internal static class LongCommand
{
    private const double DefaultMinutes = 10;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<double> minutes = new("--minutes")
        {
            Description = "minutes for each door",
            DefaultValueFactory = _ => DefaultMinutes,
        };
        Option<ulong> seed = RunCommand.SeedOption();
        Option<DirectoryInfo> corpus = FuzzCommand.CorpusOption();
        Option<DirectoryInfo?> keep = RunCommand.KeepOption();
        Option<DirectoryInfo> findings = RunCommand.FindingsOption();
        Option<FileInfo?> markdown = RunCommand.MarkdownOption();
        Command command = new("long", "Fuzzes all doors, minutes each.") { minutes, seed, corpus, keep, findings, markdown };
        command.SetAction(parsed => FuzzRun.Run(
            AllDoors.Create(),
            new RunOptions(
                null,
                TimeSpan.FromMinutes(parsed.GetRequiredValue(minutes)),
                parsed.GetValue(seed),
                parsed.GetRequiredValue(corpus),
                parsed.GetValue(keep),
                parsed.GetRequiredValue(findings),
                parsed.GetValue(markdown))));
        return command;
    }
}
