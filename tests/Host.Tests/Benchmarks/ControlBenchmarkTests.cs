using System.Collections.Generic;
using System.IO;
using System.Linq;
using McoaRouter.Tools.Bench;
using McoaRouter.Tools.Bench.Control;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Benchmarks;

/// <summary>The control plane's benchmark carries every Binding Update through and allocates nothing, at small sizes.</summary>
[TestClass]
public sealed class ControlBenchmarkTests
{
    [TestMethod]
    public void EveryUpdate_IsAnswered_AndNothingIsAllocated()
    {
        ControlBenchmark benchmark = new([1, 40], 5);
        BenchReport report = benchmark.Run(new BenchOptions(2), new BenchProgress(TextWriter.Null));
        Assert.IsNull(benchmark.Lacking());
        Assert.HasCount(5, report.Tables);
        Assert.AreEqual("1 40", string.Join(' ', report.Tables[0].Rows.Select(row => row[0])));
        foreach (BenchTable table in report.Tables)
        {
            Assert.AreEqual("octets allocated", table.Header[^1]);
            foreach (IReadOnlyList<string> row in table.Rows)
            {
                Assert.HasCount(table.Header.Count, row);
                Assert.AreEqual("0", row[^1], $"{table.Title}: {row[0]}");
            }
        }

        Assert.HasCount(2, report.Pictures);
    }
}
