using System;
using System.CommandLine;
using System.Diagnostics;
using System.IO;
using McoaRouter.Fuzz.Doors;
using McoaRouter.Fuzz.Engine;
using Spectre.Console;
using SharedTrace = SharpFuzz.Common.Trace;

namespace McoaRouter.Fuzz.Commands;

/// <summary>
/// <c>afl DOOR</c>: the same door under afl-fuzz. SharpFuzz speaks AFL's fork server protocol; the edges are counted by our own
/// instrumentation, into AFL's map.
/// </summary>
internal static class AflCommand
{
    /// <summary>The command that starts afl-fuzz.</summary>
    public static Command Create()
    {
        Argument<string> name = FuzzCommand.DoorArgument(false);
        Option<double> minutes = new("--minutes") { Description = "how long", DefaultValueFactory = _ => 1 };
        Option<DirectoryInfo> corpus = FuzzCommand.CorpusOption();
        Option<DirectoryInfo> output = new("--output")
        {
            Description = "afl-fuzz's folder",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(Path.GetTempPath(), "mcoa-afl")),
        };
        Command command = new("afl", "Fuzzes a door with afl-fuzz, where it is installed.") { name, minutes, corpus, output };
        command.SetAction(parsed => Start(
            AllDoors.Named(parsed.GetRequiredValue(name)),
            parsed.GetRequiredValue(minutes),
            parsed.GetRequiredValue(corpus),
            parsed.GetRequiredValue(output)));
        return command;
    }

    /// <summary>The command that afl-fuzz starts.</summary>
    public static Command CreateTarget()
    {
        Argument<string> name = FuzzCommand.DoorArgument(false);
        Command command = new("afl-target", "What afl-fuzz runs.") { name };
        command.Hidden = true;
        command.SetAction(parsed => Serve(AllDoors.Named(parsed.GetRequiredValue(name))));
        return command;
    }

    private static unsafe int Serve(IDoor door)
    {
        Executor executor = new(door);
        SharpFuzz.Fuzzer.Run(stream =>
        {
            Coverage.UseMap(SharedTrace.SharedMem);
            using MemoryStream input = new();
            stream.CopyTo(input);
            if (executor.Run(input.ToArray(), true) is { } finding)
            {
                throw new BrokenPromiseException(finding.Kind, finding.Message);
            }
        });
        return 0;
    }

    private static int Start(IDoor door, double minutes, DirectoryInfo corpus, DirectoryInfo output)
    {
        string seeds = Path.Combine(output.FullName, door.Name + "-in");
        CorpusFolder folder = new(seeds, door.Form);
        folder.Replace([.. FuzzCommand.CorpusOf(corpus, door).Read(), .. door.Seeds()]);
        string findings = Path.Combine(output.FullName, door.Name);
        ProcessStartInfo start = new("afl-fuzz")
        {
            ArgumentList =
            {
                "-i", seeds, "-o", findings, "-m", "none", "-t", "10000", "-V", ((int)(minutes * 60)).ToString(
                    System.Globalization.CultureInfo.InvariantCulture),
                "--", Environment.ProcessPath!, "afl-target", door.Name,
            },
            Environment = { ["AFL_SKIP_BIN_CHECK"] = "1", ["AFL_SKIP_CPUFREQ"] = "1", ["AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES"] = "1" },
        };
        try
        {
            using Process process = Process.Start(start)!;
            process.WaitForExit();
            string crashes = Path.Combine(findings, "default", "crashes");
            int found = Directory.Exists(crashes) ? Directory.GetFiles(crashes, "id*").Length : 0;
            AnsiConsole.WriteLine($"{door.Name}: {found} found in {crashes}");
            return found > 0 ? 1 : process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            AnsiConsole.WriteLine("afl-fuzz is not installed (Debian: afl++).");
            return 2;
        }
    }
}
