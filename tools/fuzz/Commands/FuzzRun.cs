using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using McoaRouter.Fuzz.Engine;
using Spectre.Console;

namespace McoaRouter.Fuzz.Commands;

/// <summary>Fuzzes doors in turn, shows how it goes, and writes what is found.</summary>
internal static class FuzzRun
{
    private const int ShowEveryMs = 500;
    private const int LookEvery = 64;
    private const int FoundExit = 1;
    private static readonly TimeSpan s_inputLimit = TimeSpan.FromSeconds(20);

    /// <summary>Runs.</summary>
    /// <returns>0, or 1 where something was found.</returns>
    public static int Run(IReadOnlyList<IDoor> doors, RunOptions options)
    {
        using Watchdog watchdog = new(s_inputLimit, (door, input) => EndHung(door, input, options));
        List<string[]> rows = [];
        int found = 0;
        foreach (IDoor door in doors)
        {
            (Fuzzer fuzzer, TimeSpan took) = Fuzz(new Executor(door, watchdog), options);
            found += fuzzer.Findings.Count;
            Report(door, fuzzer.Findings, options);
            rows.Add(
            [
                door.Name, Number(fuzzer.Inputs), Number((long)took.TotalSeconds), Number(fuzzer.Edges),
                Number(fuzzer.Corpus.Count), Number(fuzzer.Findings.Count),
            ]);
        }

        if (options.Markdown != null)
        {
            File.WriteAllText(options.Markdown.FullName, TableOf(rows));
        }

        return found == 0 ? 0 : FoundExit;
    }

    private static (Fuzzer Fuzzer, TimeSpan Took) Fuzz(Executor executor, RunOptions options)
    {
        IDoor door = executor.Door;
        Fuzzer fuzzer = new(executor, options.Seed);
        Stopwatch watch = Stopwatch.StartNew();
        CorpusFolder? keep = options.Keep == null ? null : FuzzCommand.CorpusOf(options.Keep, door);
        bool live = AnsiConsole.Profile.Capabilities.Interactive;
        AnsiConsole.Status().Start(door.Name, status =>
        {
            fuzzer.Begin(FuzzCommand.CorpusOf(options.Corpus, door).Read().Concat(door.Seeds()));
            long shown = 0;
            int kept = fuzzer.Corpus.Count;
            while ((options.Inputs == null || fuzzer.Inputs < options.Inputs) && !IsOver())
            {
                fuzzer.Step();
                for (; kept < fuzzer.Corpus.Count; kept++)
                {
                    _ = keep?.Write(fuzzer.Corpus[kept]);
                }

                if (live && fuzzer.Inputs % LookEvery == 0 && watch.ElapsedMilliseconds - shown > ShowEveryMs)
                {
                    shown = watch.ElapsedMilliseconds;
                    status.Status = LineOf(door, fuzzer, watch.Elapsed);
                }
            }
        });
        AnsiConsole.MarkupLine(LineOf(door, fuzzer, watch.Elapsed));
        return (fuzzer, watch.Elapsed);

        bool IsOver()
        {
            return options.Limit is { } limit && fuzzer.Inputs % LookEvery == 0 && watch.Elapsed > limit;
        }
    }

    private static string LineOf(IDoor door, Fuzzer fuzzer, TimeSpan elapsed)
    {
        double perSecond = fuzzer.Inputs / Math.Max(elapsed.TotalSeconds, 0.001);
        return $"{door.Name}: {Number(fuzzer.Inputs)} inputs, {Number((long)perSecond)}/s, {Number(fuzzer.Edges)} edges, "
            + $"corpus {Number(fuzzer.Corpus.Count)} ({Number(fuzzer.NewInputs)} new), {Number(fuzzer.Findings.Count)} found";
    }

    private static void Report(IDoor door, IReadOnlyList<Finding> findings, RunOptions options)
    {
        foreach (Finding finding in findings)
        {
            string file = FuzzCommand.CorpusOf(options.Findings, door).Write(finding.Input);
            AnsiConsole.MarkupLineInterpolated($"[red]{finding.Kind}[/] at {finding.Place}: {finding.Message}");
            AnsiConsole.WriteLine($"  dotnet run -c Release --project tools/fuzz -- replay {file} --door {door.Name}");
        }
    }

    /// <summary>The input at hand does not end: nothing but the process can be ended.</summary>
    private static void EndHung(IDoor door, byte[] input, RunOptions options)
    {
        string file = FuzzCommand.CorpusOf(options.Findings, door).Write(input);
        Console.Error.WriteLine($"{door.Name}: an input does not end within {s_inputLimit.TotalSeconds:0} s: {file}");
        Environment.Exit(FoundExit);
    }

    private static string TableOf(List<string[]> rows)
    {
        StringBuilder table = new();
        _ = table.AppendLine("| door | inputs | seconds | edges | corpus | found |").AppendLine("|---|---|---|---|---|---|");
        foreach (string[] row in rows)
        {
            _ = table.Append("| ").AppendJoin(" | ", row).AppendLine(" |");
        }

        return table.ToString();
    }

    private static string Number(long value)
    {
        return value.ToString("N0", CultureInfo.InvariantCulture);
    }
}
