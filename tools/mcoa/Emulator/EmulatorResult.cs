using System.Collections.Generic;
using System.Linq;

namespace McoaRouter.Tools.Emulator;

/// <summary>The outcome of device tests in the emulator: those of one room, or of all.</summary>
public sealed class EmulatorResult
{
    /// <summary>Makes a result.</summary>
    /// <param name="tests">The results of the tests that count.</param>
    /// <param name="problems">Everything wrong that is not a test's own failure.</param>
    /// <param name="missing">The parts of the emulator that were not found.</param>
    public EmulatorResult(
        IReadOnlyList<EmulatedTest> tests,
        IReadOnlyList<string> problems,
        IReadOnlyList<MissingPart> missing)
    {
        Tests = tests;
        Problems = problems;
        Missing = missing;
    }

    /// <summary>
    /// The tests in the order they ran. Set-up and clean-up methods are among them only where they did not pass.
    /// </summary>
    public IReadOnlyList<EmulatedTest> Tests { get; }

    /// <summary>
    /// What went wrong beside the tests: a source that does not compile, a crash, a time limit, a test that never
    /// reported.
    /// </summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>The parts of the emulator that were not found; nothing was run where there are any.</summary>
    public IReadOnlyList<MissingPart> Missing { get; }

    /// <summary>Tests that passed.</summary>
    public int Passed => Tests.Count(test => test.Outcome == EmulatedOutcome.Passed);

    /// <summary>Tests that failed.</summary>
    public int Failed => Tests.Count(test => test.Outcome == EmulatedOutcome.Failed);

    /// <summary>Tests that were skipped.</summary>
    public int Skipped => Tests.Count(test => test.Outcome == EmulatedOutcome.Skipped);

    /// <summary>0 everything passed, 1 a failure or a problem, 3 the emulator or a part of it is missing.</summary>
    public int ExitCode
    {
        get
        {
            if (Missing.Count > 0)
            {
                return 3;
            }

            return Failed > 0 || Problems.Count > 0 ? 1 : 0;
        }
    }

    /// <summary>Puts the results of several rooms together; what is wrong with all of them is said once.</summary>
    public static EmulatorResult Sum(IReadOnlyList<EmulatorResult> results)
    {
        return new EmulatorResult(
            [.. results.SelectMany(result => result.Tests)],
            [.. results.SelectMany(result => result.Problems).Distinct()],
            [.. results.SelectMany(result => result.Missing).DistinctBy(part => part.Name)]);
    }
}
