using System;
using System.Collections.Generic;
using System.Globalization;

namespace McoaRouter.Tools.Emulator;

/// <summary>
/// What nanoCLR and the test launcher wrote, read line by line. nanoCLR's exit status says nothing (it is 0 after an
/// uncaught exception too), so the lines are all there is to judge by.
/// </summary>
public sealed class EmulatorOutput
{
    private const string PassedMark = "Test passed,";
    private const string FailedMark = "Test failed,";
    private const string SkippedMark = "Test skipped,";

    private readonly List<EmulatedTest> _tests = [];
    private readonly List<string> _errors = [];
    private bool _exceptionReport;

    /// <summary>The results, in the order they were written.</summary>
    public IReadOnlyList<EmulatedTest> Tests => _tests;

    /// <summary>Lines in which nanoCLR refused an assembly or gave up.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Whether the launcher came to its end, as nanoCLR reports it.</summary>
    public bool Finished { get; private set; }

    /// <summary>Whether an exception was reported and no result came after it.</summary>
    public bool EndsWithException => _exceptionReport;

    /// <summary>Reads a whole output.</summary>
    public static EmulatorOutput Parse(IEnumerable<string> lines)
    {
        EmulatorOutput output = new();
        foreach (string line in lines)
        {
            output.Add(line);
        }

        return output;
    }

    /// <summary>Reads the next line.</summary>
    public void Add(string line)
    {
        string text = line.TrimEnd('\r', '\n');
        if (text.StartsWith(PassedMark, StringComparison.Ordinal))
        {
            AddPassed(text[PassedMark.Length..]);
        }
        else if (text.StartsWith(FailedMark, StringComparison.Ordinal))
        {
            AddWithMessage(text[FailedMark.Length..], EmulatedOutcome.Failed);
        }
        else if (text.StartsWith(SkippedMark, StringComparison.Ordinal))
        {
            AddWithMessage(text[SkippedMark.Length..], EmulatedOutcome.Skipped);
        }
        else if (text == "Done.")
        {
            Finished = true;
        }
        else if (text.Contains("++++ Exception ", StringComparison.Ordinal))
        {
            _exceptionReport = true;
        }
        else if (IsError(text))
        {
            _errors.Add(text.Trim(' ', '*'));
        }
    }

    private static bool IsError(string text)
    {
        return text.StartsWith("error: ", StringComparison.Ordinal)
            || text.StartsWith("Error: ", StringComparison.Ordinal)
            || text.Contains("Invalid native checksum", StringComparison.Ordinal)
            || text.Contains("assertion failed", StringComparison.Ordinal);
    }

    private void AddPassed(string rest)
    {
        int comma = rest.LastIndexOf(',');
        string name = comma < 0 ? rest : rest[..comma];
        long ticks = 0;
        if (comma >= 0)
        {
            _ = long.TryParse(rest[(comma + 1)..], NumberStyles.Integer, CultureInfo.InvariantCulture, out ticks);
        }

        AddTest(new EmulatedTest(name, EmulatedOutcome.Passed, string.Empty, ticks));
    }

    private void AddWithMessage(string rest, EmulatedOutcome outcome)
    {
        int comma = rest.IndexOf(',', StringComparison.Ordinal);
        string name = comma < 0 ? rest : rest[..comma];
        string message = comma < 0 ? string.Empty : rest[(comma + 1)..];
        AddTest(new EmulatedTest(name, outcome, message, 0));
    }

    private void AddTest(EmulatedTest test)
    {
        _exceptionReport = false;
        _tests.Add(test);
    }
}
