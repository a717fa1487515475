using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using McoaRouter.Fuzz.Engine;
using Spectre.Console;

namespace McoaRouter.Fuzz.Commands;

/// <summary><c>minimise DOOR</c>: keeps the least corpus that reaches the same.</summary>
internal static class MinimiseCommand
{
    private const int Longest = 1536;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Argument<string> name = FuzzCommand.DoorArgument(true);
        Option<DirectoryInfo> corpus = FuzzCommand.CorpusOption();
        Option<DirectoryInfo?> from = new("--from") { Description = "a folder with more inputs, as --keep writes it" };
        Option<int> most = new("--most") { Description = "files at most for a door", DefaultValueFactory = _ => 60 };
        Option<int> tries = new("--tries")
        {
            Description = "shorter inputs to try for each",
            DefaultValueFactory = _ => 400,
        };
        Command command = new("minimise", "Keeps the least set of inputs with equal coverage.")
        {
            name, corpus, from, most, tries,
        };
        command.SetAction(parsed =>
        {
            foreach (IDoor door in FuzzCommand.DoorsOf(parsed.GetRequiredValue(name)))
            {
                Minimise(door, parsed.GetRequiredValue(corpus), parsed.GetValue(from), parsed.GetValue(most), parsed.GetValue(tries));
            }

            return 0;
        });
        return command;
    }

    private static void Minimise(IDoor door, DirectoryInfo corpus, DirectoryInfo? from, int most, int tries)
    {
        CorpusFolder folder = FuzzCommand.CorpusOf(corpus, door);
        List<byte[]> inputs = [.. folder.Read(), .. door.Seeds()];
        if (from != null)
        {
            inputs.AddRange(FuzzCommand.CorpusOf(from, door).Read());
        }

        IReadOnlyList<byte[]> least = new CorpusMinimiser(new Executor(door)).Minimise(inputs, Longest, tries);
        folder.Replace(least.Take(most));
        AnsiConsole.WriteLine(
            $"{door.Name}: {inputs.Count} inputs, {Math.Min(most, least.Count)} kept of {least.Count} that reach the same");
    }
}
