using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
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
    private const int Unusable = 2;
    private const int Unavailable = 3;

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
        Option<string?> room = new("--room")
        {
            Description = "Build and run only this room, a folder of tests with a project of its own.",
            HelpName = "NAME",
        };
        Option<bool> json = new("--json")
        {
            Description = "Write one result a line as JSON, and nothing else, to standard output.",
        };
        Option<string?> keep = new("--keep")
        {
            Description = "Leave the built assemblies in this directory, each room's tests in one of its own.",
            HelpName = "DIR",
        };
        Option<int> timeout = new("--timeout")
        {
            Description = "Stop nanoCLR in each room after this many seconds.",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => DefaultTimeoutSeconds,
        };
        Command command = new("emulator", "Compile the router for the device and run its tests in nanoCLR.")
        {
            filter,
            room,
            json,
            keep,
            timeout,
        };
        command.SetAction(arguments =>
        {
            TextWriter output = arguments.InvocationConfiguration.Output;
            TextWriter error = arguments.InvocationConfiguration.Error;
            IReadOnlyList<EmulatorRoom> rooms = ChooseRooms(arguments.GetValue(room), error, out int exitCode);
            return rooms.Count == 0
                ? exitCode
                : Run(
                    rooms,
                    arguments.GetValue(filter) ?? string.Empty,
                    arguments.GetValue(json),
                    arguments.GetValue(keep),
                    TimeSpan.FromSeconds(arguments.GetValue(timeout)),
                    output,
                    error);
        });
        return command;
    }

    private static IReadOnlyList<EmulatorRoom> ChooseRooms(string? name, TextWriter error, out int exitCode)
    {
        exitCode = Unavailable;
        IReadOnlyList<EmulatorRoom> all = FindRooms();
        if (all.Count == 0)
        {
            error.WriteLine(
                "emulator: neither here nor in a directory above are device tests; run it inside the repository");
            return [];
        }

        if (name is null)
        {
            return all;
        }

        EmulatorRoom[] chosen = [.. all.Where(room => room.Name.Equals(name, StringComparison.OrdinalIgnoreCase))];
        if (chosen.Length == 0)
        {
            exitCode = Unusable;
            string names = string.Join(", ", all.Select(room => room.Name));
            error.WriteLine($"emulator: no room is called {name}; there are {names}");
        }

        return chosen;
    }

    private static IReadOnlyList<EmulatorRoom> FindRooms()
    {
        IReadOnlyList<EmulatorRoom> rooms = [];
        DirectoryInfo? directory = new(Directory.GetCurrentDirectory());
        while (directory is not null && rooms.Count == 0)
        {
            rooms = EmulatorRoom.FindAll(directory.FullName);
            directory = directory.Parent;
        }

        return rooms;
    }

    private static int Run(
        IReadOnlyList<EmulatorRoom> rooms,
        string filter,
        bool json,
        string? keep,
        TimeSpan timeout,
        TextWriter output,
        TextWriter error)
    {
        TextWriter progress = json ? error : output;
        List<EmulatorResult> results = [];
        using EmulatorRunner runner = new(keep, progress.WriteLine);
        foreach (EmulatorRoom room in rooms)
        {
            long start = Stopwatch.GetTimestamp();
            EmulatorResult result = Filter(runner.Run(room, timeout), filter);
            if (result.Missing.Count > 0)
            {
                WriteMissing(result.Missing, error);
                return result.ExitCode;
            }

            results.Add(result);
            if (runner.IsStuck)
            {
                break;
            }

            WriteTests(result.Tests, json, output);
            string seconds = Stopwatch.GetElapsedTime(start).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
            progress.WriteLine($"{room.Name}: {Counts(result)}, {seconds} s");
        }

        EmulatorResult all = EmulatorResult.Sum(results);
        foreach (string problem in all.Problems)
        {
            error.WriteLine("emulator: " + problem);
        }

        if (all.Tests.Count == 0 && all.Problems.Count == 0)
        {
            error.WriteLine($"emulator: no test's name contains \"{filter}\"");
            return 1;
        }

        progress.WriteLine($"emulator: {Counts(all)}");
        return all.ExitCode;
    }

    private static void WriteTests(IReadOnlyList<EmulatedTest> tests, bool json, TextWriter output)
    {
        foreach (EmulatedTest test in tests)
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
    }

    private static string Counts(EmulatorResult result)
    {
        return $"{result.Passed} passed, {result.Failed} failed, {result.Skipped} skipped";
    }

    private static EmulatorResult Filter(EmulatorResult result, string filter)
    {
        EmulatedTest[] tests =
            [.. result.Tests.Where(test => test.Name.Contains(filter, StringComparison.OrdinalIgnoreCase))];
        return new EmulatorResult(tests, result.Problems, result.Missing);
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
