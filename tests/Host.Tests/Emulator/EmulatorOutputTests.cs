using System.Linq;
using McoaRouter.Tools.Emulator;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

[TestClass]
public sealed class EmulatorOutputTests
{
    private static readonly string[] s_wholeRun =
    [
        "Loading nanoCLR v1.16.0.0\r",
        "   Assembly: NFUnitTest (0.0.0.0)   (828 RAM - 7104 ROM - 3182 METADATA)\r",
        "Ready.\r",
        "Test passed,Some.Tests.Reads.0,1234\r",
        "what a test printed\r",
        "Test failed,Some.Tests.Writes.0,Expected:<5>, was:<4>. sum\r",
        "Test skipped,Some.Tests.Sends.1,not here\r",
        "Test failed,Some.Tests.Throws.0,\r",
        "Done.\r",
        "Exiting.\r",
    ];

    [TestMethod]
    public void EveryKindOfResultLineIsRead()
    {
        EmulatorOutput output = EmulatorOutput.Parse(s_wholeRun);

        EmulatedTest[] expected =
        [
            new("Some.Tests.Reads.0", EmulatedOutcome.Passed, string.Empty, 1234),
            new("Some.Tests.Writes.0", EmulatedOutcome.Failed, "Expected:<5>, was:<4>. sum", 0),
            new("Some.Tests.Sends.1", EmulatedOutcome.Skipped, "not here", 0),
            new("Some.Tests.Throws.0", EmulatedOutcome.Failed, string.Empty, 0),
        ];
        CollectionAssert.AreEqual(expected, output.Tests.ToArray());
        Assert.AreEqual("Some.Tests.Sends", output.Tests[2].Method);
        Assert.IsTrue(output.Finished);
        Assert.IsFalse(output.EndsWithException);
        Assert.IsEmpty(output.Errors);
    }

    [TestMethod]
    public void AResultLineThatIsCutShortIsStillAResult()
    {
        EmulatorOutput output = EmulatorOutput.Parse(["Test passed,A.B", "Test failed,A.C.0", "Test passed,A.D.0,x"]);

        Assert.HasCount(3, output.Tests);
        Assert.AreEqual("A.B", output.Tests[0].Name);
        Assert.AreEqual(EmulatedOutcome.Failed, output.Tests[1].Outcome);
        Assert.AreEqual(0, output.Tests[2].Ticks);
        Assert.IsFalse(output.Finished);
    }

    [TestMethod]
    public void AnExceptionCountsOnlyWhereNoResultFollows()
    {
        string report = "    ++++ Exception System.NullReferenceException - CLR_E_NULL_REFERENCE (1) ++++";

        Assert.IsTrue(EmulatorOutput.Parse([report]).EndsWithException);
        Assert.IsTrue(EmulatorOutput.Parse([.. s_wholeRun, report, "Done."]).EndsWithException);
        Assert.IsFalse(EmulatorOutput.Parse([report, .. s_wholeRun]).EndsWithException);
    }

    [TestMethod]
    public void WhatTheInterpreterRefusesIsAnError()
    {
        EmulatorOutput output = EmulatorOutput.Parse(
        [
            "error: failed to load 'NFUnitTest.pe' (hr=0xff000000)",
            "* Invalid native checksum: nanoFramework.Runtime.Native 0x9DA4E63C!=0x0EAE898B *",
            "Error: 96000000",
            "[POSIX] HAL_AssertEx() — assertion failed",
        ]);

        Assert.HasCount(4, output.Errors);
        Assert.AreEqual(
            "Invalid native checksum: nanoFramework.Runtime.Native 0x9DA4E63C!=0x0EAE898B",
            output.Errors[1]);
    }

    [TestMethod]
    public void ATestThatNeverReportedIsAProblem()
    {
        // The attributes have the same names in both test frameworks, so this assembly stands in for a device's.
        AssemblyFacts facts = new(typeof(EmulatorOutputTests).Assembly.Location);
        string here = typeof(EmulatorOutputTests).FullName!;
        Assert.AreEqual(1, facts.ExpectedResults[here + "." + nameof(EveryKindOfResultLineIsRead)]);
        Assert.AreEqual(2, facts.ExpectedResults[here + "." + nameof(EachDataRowIsExpectedOnce)]);

        EmulatorOutput everything = new();
        foreach ((string method, int count) in facts.ExpectedResults)
        {
            for (int i = 0; i < count; i++)
            {
                everything.Add($"Test passed,{method}.{i},1");
            }
        }

        Assert.IsEmpty(NanoClr.Judge(everything, facts));
        Assert.IsNotEmpty(NanoClr.Judge(EmulatorOutput.Parse(["Done."]), facts));
    }

    [TestMethod]
    [DataRow(EmulatedOutcome.Failed, 1)]
    [DataRow(EmulatedOutcome.Passed, 0)]
    public void EachDataRowIsExpectedOnce(EmulatedOutcome outcome, int exitCode)
    {
        EmulatorResult result = new([new EmulatedTest("A.B.0", outcome, string.Empty, 0)], [], []);

        Assert.AreEqual(exitCode, result.ExitCode);
    }

    [TestMethod]
    public void AMissingPartAndAProblemHaveTheirOwnExitCodes()
    {
        MissingPart part = new("nanoCLR", ["/somewhere/nanoclr"], "install it");

        Assert.AreEqual(3, new EmulatorResult([], ["crash"], [part]).ExitCode);
        Assert.AreEqual(1, new EmulatorResult([], ["crash"], []).ExitCode);
    }

    [TestMethod]
    public void RoomsAddUpAndSayACommonProblemOnce()
    {
        EmulatedTest passed = new("A.B.0", EmulatedOutcome.Passed, string.Empty, 1);
        EmulatedTest failed = new("C.D.0", EmulatedOutcome.Failed, "sum", 0);

        EmulatorResult all = EmulatorResult.Sum(
            [new([passed], ["crash"], []), new([failed], ["crash", "silence"], [])]);

        CollectionAssert.AreEqual(new[] { passed, failed }, all.Tests.ToArray());
        CollectionAssert.AreEqual(new[] { "crash", "silence" }, all.Problems.ToArray());
        Assert.AreEqual(1, all.Passed);
        Assert.AreEqual(1, all.Failed);
        Assert.AreEqual(1, all.ExitCode);
        Assert.AreEqual(0, EmulatorResult.Sum([new([passed], [], []), new([], [], [])]).ExitCode);
    }
}
