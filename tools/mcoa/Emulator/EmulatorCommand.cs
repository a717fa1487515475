using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace McoaRouter.Tools.Emulator;

/// <summary><c>mcoa emulator</c>: the device's tests, compiled for the device and run in its interpreter.</summary>
internal static class EmulatorCommand
{
    private const int DefaultTimeoutSeconds = 300;

    // One line for a terminal, not for a web page: a message stays readable.
    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<string?> filter = new("--filter")
        {
            Description = "Print and count only the tests whose name contains this text.",
            HelpName = "TEXT",
        };
        Option<bool> json = new("--json")
        {
            Description = "Write one result a line as JSON, and nothing else, to standard output.",
        };
        Option<string?> keep = new("--keep")
        {
            Description = "Leave the built assemblies in this directory.",
            HelpName = "DIR",
        };
        Option<int> timeout = new("--timeout")
        {
            Description = "Stop nanoCLR after this many seconds.",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => DefaultTimeoutSeconds,
        };
        Command command = new("emulator", "Compile the router for the device and run its tests in nanoCLR.")
        {
            filter,
            json,
            keep,
            timeout,
        };
        command.SetAction(arguments => Run(
            arguments.GetValue(filter) ?? string.Empty,
            arguments.GetValue(json),
            arguments.GetValue(keep),
            TimeSpan.FromSeconds(arguments.GetValue(timeout)),
            arguments.InvocationConfiguration.Output,
            arguments.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(
        string filter,
        bool json,
        string? keep,
        TimeSpan timeout,
        TextWriter output,
        TextWriter error)
    {
        string? repository = FindRepository();
        if (repository is null)
        {
            error.WriteLine($"emulator: {EmulatorRunner.TestProject} is neither here nor in a directory above; run it "
                + "inside the repository");
            return 3;
        }

        TextWriter progress = json ? error : output;
        EmulatorResult all = EmulatorRunner.Run(repository, keep, timeout, progress.WriteLine);
        EmulatorResult result = Filter(all, filter);
        if (result.Missing.Count > 0)
        {
            WriteMissing(result.Missing, error);
            return result.ExitCode;
        }

        foreach (EmulatedTest test in result.Tests)
        {
            if (json)
            {
                output.WriteLine(ToJson(test));
            }
            else if (test.Outcome != EmulatedOutcome.Passed)
            {
                output.WriteLine($"{test.Outcome.ToString().ToLowerInvariant()} {test.Name}: {test.Message}");
            }
        }

        foreach (string problem in result.Problems)
        {
            error.WriteLine("emulator: " + problem);
        }

        progress.WriteLine(
            $"emulator: {result.Passed} passed, {result.Failed} failed, {result.Skipped} skipped");
        return result.ExitCode;
    }

    private static EmulatorResult Filter(EmulatorResult result, string filter)
    {
        if (filter.Length == 0)
        {
            return result;
        }

        List<EmulatedTest> tests =
            [.. result.Tests.Where(test => test.Name.Contains(filter, StringComparison.OrdinalIgnoreCase))];
        List<string> problems = [.. result.Problems];
        if (tests.Count == 0 && problems.Count == 0)
        {
            problems.Add($"no test's name contains \"{filter}\"");
        }

        return new EmulatorResult(tests, problems, result.Missing);
    }

    private static string? FindRepository()
    {
        DirectoryInfo? directory = new(Directory.GetCurrentDirectory());
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, EmulatorRunner.TestProject)))
        {
            directory = directory.Parent;
        }

        return directory?.FullName;
    }

    private static void WriteMissing(IReadOnlyList<MissingPart> missing, TextWriter error)
    {
        error.WriteLine($"emulator: not run, {missing.Count} of its parts are not on this computer");
        foreach (MissingPart part in missing)
        {
            error.WriteLine("  " + part.Name);
            foreach (string place in part.LookedFor)
            {
                error.WriteLine("    not found: " + place);
            }
        }

        foreach (string remedy in missing.Select(part => part.Remedy).Distinct())
        {
            error.WriteLine("  remedy: " + remedy);
        }
    }

    private static string ToJson(EmulatedTest test)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, s_json))
        {
            writer.WriteStartObject();
            writer.WriteString("name", test.Name);
            writer.WriteString("outcome", test.Outcome.ToString().ToLowerInvariant());
            if (test.Outcome == EmulatedOutcome.Passed)
            {
                writer.WriteNumber("microseconds", test.Ticks / 10);
            }
            else
            {
                writer.WriteString("message", test.Message);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
