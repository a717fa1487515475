using System.IO;
using McoaRouter.Boards.Linux;
using McoaRouter.Tools.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

[TestClass]
public sealed class LabReportTests
{
    [TestMethod]
    [DataRow(true, true, true, true)]
    [DataRow(false, true, true, false)]
    [DataRow(true, false, true, false)]
    [DataRow(true, true, false, false)]
    public void ARunIsGood_OnlyIfTcpLived_TrafficRecovered_AndAllEndedCleanly(
        bool tcpWhole, bool recovered, bool clean, bool good)
    {
        using StringWriter text = new();
        LabReport report = new(new EventWriter(text, json: false));
        LabPhase phase = new("wifi cut", 0, 1000, "lte", "lte", 3)
        {
            Ping = new EchoFigures(50, 1, 2, 40, 60),
            Tcp = new TcpFigures(1000, 2000, 10, 20),
            Recovered = recovered,
        };

        report.Phase(phase);
        Assert.AreEqual(good, report.Summary([phase], tcpWhole, null, clean));
        StringAssert.Contains(text.ToString(), "ping lost 1 up, 2 down of 50, longest gap 40 ms up, 60 ms down");
        Assert.AreEqual(!tcpWhole, text.ToString().Contains("DIED", System.StringComparison.Ordinal));
        Assert.AreEqual(!recovered, text.ToString().Contains("NOT RECOVERED", System.StringComparison.Ordinal));
    }

    [TestMethod]
    public void AGap_IsTheLongestTimeWithoutArrival_EdgesIncluded()
    {
        ArrivalMeter meter = new();
        double from = ArrivalMeter.Now;
        meter.Add(10);
        Assert.AreEqual(5000, meter.LongestGap(from, ArrivalMeter.Now + 5000), 50);
        Assert.AreEqual(1000, meter.LongestGap(from - 1000, ArrivalMeter.Now), 50);
        Assert.AreEqual(10, meter.Octets(from, ArrivalMeter.Now));
        Assert.AreEqual(0, meter.Octets(from - 1000, from - 1));
    }

    [TestMethod]
    public void OnlyNamesOfDeadLabs_AreLeftovers()
    {
        LinuxTrial.Require();
        Assert.IsTrue(LabNames.IsLeftover("mcoa-1-1-router"));
        Assert.IsFalse(LabNames.IsLeftover(LabNames.Namespace("router")));
        Assert.IsFalse(LabNames.IsLeftover("mcoa"));
        Assert.IsFalse(LabNames.IsLeftover("mcoa-drive-u3XO74"));
        Assert.IsFalse(LabNames.IsLeftover("my-mcoa-1-1-router"));
    }
}
