using System;
using System.IO;
using System.Linq;
using McoaRouter.Tools.Bench;
using McoaRouter.Tools.Bench.Forwarding;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

[TestClass]
public sealed class ForwardingBenchmarkTests
{
    [TestMethod]
    public void OneRound_OfOurOwn_AndOfWhatIsMissing_MakesTablesAndPictures()
    {
        ForwardingBenchmark benchmark = new([new McoaCarrier(inUdp: false), new MissingCarrier()], seconds: 1);
        if (benchmark.Lacking() is string lacking)
        {
            Assert.Inconclusive(lacking);
        }

        BenchReport report = benchmark.Run(new BenchOptions(1), new BenchProgress(TextWriter.Null));

        Assert.HasCount(2, report.Tables);
        Assert.HasCount(2, report.Pictures);
        foreach (BenchTable table in report.Tables)
        {
            Assert.HasCount(2, table.Rows);
            Assert.AreEqual("McoaRouter, IPv6 in IPv6", table.Rows[0][0]);
            Assert.AreEqual("nothing (it is not there)", table.Rows[1][0]);
            for (int i = 1; i < table.Header.Count; i += 2)
            {
                Assert.AreNotEqual("–", table.Rows[0][i], table.Header[i]);
                Assert.AreEqual("–", table.Rows[1][i], table.Header[i]);
            }
        }

        Assert.IsTrue(report.Pictures.All(picture => picture.Svg.StartsWith("<svg", StringComparison.Ordinal)));
    }

    /// <summary>What no machine has.</summary>
    private sealed class MissingCarrier : ICarrier
    {
        public string Name
        {
            get { return "nothing"; }
        }

        public McoaRouter.Tools.Lab.LabSettings Settings
        {
            get { return new McoaRouter.Tools.Lab.LabSettings(); }
        }

        public string? Lacking()
        {
            return "it is not there";
        }

        public IDisposable Start(McoaRouter.Tools.Lab.LabTopology network)
        {
            throw new InvalidOperationException();
        }
    }
}
