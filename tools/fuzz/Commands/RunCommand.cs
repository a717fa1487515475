using System;
using System.CommandLine;
using System.IO;

namespace McoaRouter.Fuzz.Commands;

/// <summary><c>run DOOR</c>: fuzzes a door, or each in turn.</summary>
internal static class RunCommand
{
    private const long DefaultInputs = 100_000;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Argument<string> door = FuzzCommand.DoorArgument(true);
        Option<long?> inputs = new("--inputs") { Description = "inputs for each door; 100000 without --minutes" };
        Option<double?> minutes = new("--minutes") { Description = "minutes for each door, instead" };
        Option<ulong> seed = SeedOption();
        Option<DirectoryInfo> corpus = FuzzCommand.CorpusOption();
        Option<DirectoryInfo?> keep = KeepOption();
        Option<DirectoryInfo> findings = FindingsOption();
        Option<FileInfo?> markdown = MarkdownOption();
        Command command = new("run", "Fuzzes a door, or all in turn; the exit code is 1 where something is found.")
        {
            door, inputs, minutes, seed, corpus, keep, findings, markdown,
        };
        command.SetAction(parsed => FuzzRun.Run(
            FuzzCommand.DoorsOf(parsed.GetRequiredValue(door)),
            new RunOptions(
                parsed.GetValue(inputs) ?? (parsed.GetValue(minutes) == null ? DefaultInputs : null),
                parsed.GetValue(minutes) is { } limit ? TimeSpan.FromMinutes(limit) : null,
                parsed.GetValue(seed),
                parsed.GetRequiredValue(corpus),
                parsed.GetValue(keep),
                parsed.GetRequiredValue(findings),
                parsed.GetValue(markdown))));
        return command;
    }

    /// <summary>The seed of the mutations.</summary>
    public static Option<ulong> SeedOption()
    {
        return new Option<ulong>("--seed") { Description = "the seed of the mutations", DefaultValueFactory = _ => 1 };
    }

    /// <summary>Where new inputs go.</summary>
    public static Option<DirectoryInfo?> KeepOption()
    {
        return new Option<DirectoryInfo?>("--keep")
        {
            Description = "a folder for inputs that reach something new, one for each door; tests/Corpus adds to the corpus",
        };
    }

    /// <summary>Where findings go.</summary>
    public static Option<DirectoryInfo> FindingsOption()
    {
        return new Option<DirectoryInfo>("--findings")
        {
            Description = "the folder for inputs that break something",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(Path.GetTempPath(), "mcoa-fuzz")),
        };
    }

    /// <summary>Where the table goes.</summary>
    public static Option<FileInfo?> MarkdownOption()
    {
        return new Option<FileInfo?>("--markdown") { Description = "a file for the table of totals" };
    }
}
