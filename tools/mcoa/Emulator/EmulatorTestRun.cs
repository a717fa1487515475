using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using McoaRouter.Tools.Drive;

namespace McoaRouter.Tools.Emulator;

/// <summary>
/// One run of <c>mcoa emulator</c>: rooms of tests, then a drive, then the boards' applications, shown as they come.
/// </summary>
internal sealed class EmulatorTestRun
{
    // The default drive of mcoa drive, and so its seed.
    private static readonly DriveOptions s_drive = new(null, 1, 600, false, true, null, null);

    // One line for a terminal, not for a web page: a message stays readable.
    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IReadOnlyList<EmulatorRoom> _rooms;
    private readonly string _filter;
    private readonly TimeSpan _timeout;
    private readonly bool _json;
    private readonly TextWriter _output;
    private readonly TextWriter _error;
    private readonly TextWriter _progress;

    /// <summary>Makes a run.</summary>
    /// <param name="rooms">The rooms.</param>
    /// <param name="filter">Only tests whose name contains this count.</param>
    /// <param name="timeout">How long nanoCLR may run, each time.</param>
    /// <param name="json">Whether standard output is one result a line.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    public EmulatorTestRun(
        IReadOnlyList<EmulatorRoom> rooms,
        string filter,
        TimeSpan timeout,
        bool json,
        TextWriter output,
        TextWriter error)
    {
        _rooms = rooms;
        _filter = filter;
        _timeout = timeout;
        _json = json;
        _output = output;
        _error = error;
        _progress = json ? error : output;
    }

    /// <summary>Runs it.</summary>
    /// <param name="keep">Where to leave the built assemblies, or null.</param>
    /// <param name="repository">The repository whose drive and boards follow the tests, or null for none.</param>
    /// <returns>The exit code.</returns>
    public int Run(string? keep, string? repository)
    {
        using EmulatorRunner runner = new(keep, _progress.WriteLine);
        EmulatorResult all = RunRooms(runner);
        if (all.Missing.Count > 0)
        {
            WriteMissing(all.Missing, _error);
            return all.ExitCode;
        }

        bool driven = repository is null || runner.IsStuck || Drive(runner, repository);
        bool built = repository is null || runner.IsStuck || BuildBoards(runner, repository);
        foreach (string problem in all.Problems)
        {
            _error.WriteLine("emulator: " + problem);
        }

        if (all.Tests.Count == 0 && all.Problems.Count == 0)
        {
            _error.WriteLine($"emulator: no test's name contains \"{_filter}\"");
            return 1;
        }

        _progress.WriteLine($"emulator: {Counts(all)}");
        return driven && built ? all.ExitCode : 1;
    }

    /// <summary>Says what of the emulator is missing, and what to do.</summary>
    public static void WriteMissing(IReadOnlyList<MissingPart> missing, TextWriter error)
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

    private EmulatorResult RunRooms(EmulatorRunner runner)
    {
        List<EmulatorResult> results = [];
        foreach (EmulatorRoom room in _rooms)
        {
            long start = Stopwatch.GetTimestamp();
            EmulatorResult result = Filter(runner.Run(room, _timeout));
            results.Add(result);
            if (result.Missing.Count > 0 || runner.IsStuck)
            {
                break;
            }

            WriteTests(result.Tests);
            _progress.WriteLine($"{room.Name}: {Counts(result)}, {SecondsSince(start)} s");
        }

        return EmulatorResult.Sum(results);
    }

    private bool Drive(EmulatorRunner runner, string repository)
    {
        long start = Stopwatch.GetTimestamp();
        Journey journey = DriveRun.JourneyOf(s_drive, _error, out string? configuration)!;
        EmulatedDrive drive = EmulatedDrive.Run(runner, repository, journey, configuration, _timeout);
        foreach (string problem in drive.Device.Problems)
        {
            _error.WriteLine("emulator: drive: " + problem);
        }

        _progress.WriteLine($"drive: {drive.Verdict}, {SecondsSince(start)} s");
        return drive.IsSame;
    }

    private bool BuildBoards(EmulatorRunner runner, string repository)
    {
        bool good = true;
        foreach (EmulatorBoard board in EmulatorBoard.FindAll(repository))
        {
            BoardResult result = runner.Build(board);
            if (result.Missing.Count > 0)
            {
                WriteMissing(result.Missing, _error);
            }

            foreach (string problem in result.Problems)
            {
                _error.WriteLine("emulator: " + problem);
            }

            bool compiles = result.Problems.Count + result.Missing.Count == 0;
            _progress.WriteLine($"{board.Name}: {(compiles ? "compiles for the device" : "does not compile")}");
            good &= compiles;
        }

        return good;
    }

    private void WriteTests(IReadOnlyList<EmulatedTest> tests)
    {
        foreach (EmulatedTest test in tests)
        {
            if (_json)
            {
                _output.WriteLine(ToJson(test));
            }
            else if (test.Outcome != EmulatedOutcome.Passed)
            {
                _output.WriteLine($"{test.Outcome.ToString().ToLowerInvariant()} {test.Name}: {test.Message}");
            }
        }
    }

    private EmulatorResult Filter(EmulatorResult result)
    {
        EmulatedTest[] tests =
            [.. result.Tests.Where(test => test.Name.Contains(_filter, StringComparison.OrdinalIgnoreCase))];
        return new EmulatorResult(tests, result.Problems, result.Missing);
    }

    private static string Counts(EmulatorResult result)
    {
        return $"{result.Passed} passed, {result.Failed} failed, {result.Skipped} skipped";
    }

    private static string SecondsSince(long start)
    {
        return Stopwatch.GetElapsedTime(start).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
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
