using System;
using System.Collections.Generic;
using System.Linq;

namespace McoaRouter.Tools.Emulator;

/// <summary>Runs nanoCLR on a set of assemblies and judges what it wrote.</summary>
internal static class NanoClr
{
    // After a crash most of a long list is silent; its beginning says where.
    private const int SilentShown = 5;

    /// <summary>Runs the test launcher over the tests.</summary>
    /// <param name="clr">nanoCLR's path.</param>
    /// <param name="isTool">Whether that is the .NET tool around it.</param>
    /// <param name="images">The <c>.pe</c> files, each behind those it needs.</param>
    /// <param name="timeout">After this it is killed.</param>
    /// <param name="facts">What the test assembly says it contains.</param>
    public static EmulatorResult Run(
        string clr,
        bool isTool,
        IReadOnlyList<string> images,
        TimeSpan timeout,
        AssemblyFacts facts)
    {
        ToolProcess run = Run(clr, isTool, images, timeout);
        EmulatorOutput output = EmulatorOutput.Parse(run.Lines);
        List<string> problems = [];
        if (run.TimedOut)
        {
            problems.Add($"nanoCLR was stopped after {timeout.TotalSeconds:0} s; {LastOf(output)}");
        }
        else if (run.ExitCode != 0)
        {
            problems.Add($"nanoCLR crashed (exit status {run.ExitCode}); {LastOf(output)}");
        }

        if (facts.ExpectedResults.Count == 0)
        {
            problems.Add("the test assembly has no tests");
        }

        problems.AddRange(output.Errors);
        problems.AddRange(Judge(output, facts));
        return new EmulatorResult(TestsOf(output, facts), problems, []);
    }

    /// <summary>Runs a program that writes lines of JSON, and nothing else of its own.</summary>
    public static ProgramResult RunProgram(
        string clr, bool isTool, IReadOnlyList<string> images, TimeSpan timeout)
    {
        ToolProcess run = Run(clr, isTool, images, timeout);
        EmulatorOutput output = EmulatorOutput.Parse(run.Lines);
        List<string> problems = [.. output.Errors];
        if (run.TimedOut)
        {
            problems.Add($"nanoCLR was stopped after {timeout.TotalSeconds:0} s");
        }
        else if (run.ExitCode != 0)
        {
            problems.Add($"nanoCLR crashed (exit status {run.ExitCode})");
        }

        if (output.EndsWithException)
        {
            problems.Add("an exception ended the program");
        }

        return new ProgramResult([.. run.Lines.Where(line => line.StartsWith('{'))], problems, []);
    }

    private static ToolProcess Run(string clr, bool isTool, IReadOnlyList<string> images, TimeSpan timeout)
    {
        List<string> arguments = isTool ? ["run", "--assemblies"] : [];
        arguments.AddRange(images);
        return ToolProcess.Run(clr, arguments, timeout);
    }

    /// <summary>
    /// What the output as a whole says beside its results: an exception at its end, tests that never came.
    /// </summary>
    public static IReadOnlyList<string> Judge(EmulatorOutput output, AssemblyFacts facts)
    {
        List<string> problems = [];
        if (output.EndsWithException)
        {
            problems.Add("an exception ended the run; " + LastOf(output));
        }

        Dictionary<string, int> reported = [];
        HashSet<string> skippedClasses = [];
        foreach (EmulatedTest test in output.Tests)
        {
            reported[test.Method] = reported.GetValueOrDefault(test.Method) + 1;
            if (test.Outcome == EmulatedOutcome.Skipped && facts.IsSetUp(test.Method))
            {
                _ = skippedClasses.Add(ClassOf(test.Method));
            }
        }

        List<string> silent = [];
        foreach ((string method, int expected) in facts.ExpectedResults)
        {
            int count = reported.GetValueOrDefault(method);
            if (count < expected && !skippedClasses.Contains(ClassOf(method)))
            {
                silent.Add($"{method}: {count} of {expected} results were reported");
            }
        }

        problems.AddRange(silent.Take(SilentShown));
        if (silent.Count > SilentShown)
        {
            problems.Add($"{silent.Count - SilentShown} more test methods did not report all their results");
        }

        return problems;
    }

    private static List<EmulatedTest> TestsOf(EmulatorOutput output, AssemblyFacts facts)
    {
        List<EmulatedTest> tests = [];
        foreach (EmulatedTest test in output.Tests)
        {
            if (test.Outcome != EmulatedOutcome.Passed || !facts.IsFixture(test.Method))
            {
                tests.Add(test);
            }
        }

        return tests;
    }

    private static string ClassOf(string method)
    {
        return method[..method.LastIndexOf('.')];
    }

    private static string LastOf(EmulatorOutput output)
    {
        return output.Tests.Count == 0
            ? "no test had reported"
            : "the last test that reported is " + output.Tests[^1].Name;
    }
}
