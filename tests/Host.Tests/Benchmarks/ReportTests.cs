using System;
using System.IO;
using McoaRouter.Tools.Bench;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Benchmarks;

/// <summary>Figures of several rounds, and the pages that are made of them.</summary>
[TestClass]
public sealed class ReportTests
{
    [TestMethod]
    public void AFigure_IsItsMedian_WithTheNoiseBehindIt()
    {
        Sample sample = new();
        sample.Add(4);
        Assert.AreEqual("4.0 (1.00)", sample.ToText("0.0"));
        sample.Add(2);
        Assert.AreEqual(3, sample.Median);
        sample.Add(10);
        Assert.AreEqual("4.0 (5.00)", sample.ToText("0.0"));
        Assert.AreEqual(2, sample.Least);
        Assert.AreEqual(10, sample.Most);
        Assert.AreEqual(3, sample.Count);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => sample.Add(-1));

        Sample nothing = new();
        nothing.Add(0);
        nothing.Add(0);
        Assert.AreEqual("0 (1.00)", nothing.ToText("0"));
    }

    [TestMethod]
    public void APage_HasItsCommand_ItsPictures_AndItsTables()
    {
        BenchReport report = new(
            "Gaps",
            "What is lost.",
            [new BenchTable("Down", ["event", "gap"], [["unplugged", "3 ms"]], "Quiet machine.")],
            [new BenchPicture(string.Empty, "Both", "<svg/>"), new BenchPicture("up", "Upwards", "<svg></svg>")]);
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string inner = Path.Combine(folder, "results");
            ReportFiles.Write(inner, "handover", "bench handover", report);
            Assert.AreEqual(
                """
                # Gaps

                ```sh
                bench handover
                ```

                What is lost.

                ![Both](handover.svg)

                ![Upwards](handover-up.svg)

                ## Down

                | event | gap |
                | --- | ---: |
                | unplugged | 3 ms |

                Quiet machine.

                """.ReplaceLineEndings("\n"),
                File.ReadAllText(Path.Combine(inner, "handover.md")));
            Assert.AreEqual("<svg/>", File.ReadAllText(Path.Combine(inner, "handover.svg")));
            Assert.AreEqual("<svg></svg>", File.ReadAllText(Path.Combine(inner, "handover-up.svg")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
