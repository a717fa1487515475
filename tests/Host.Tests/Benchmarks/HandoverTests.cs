using McoaRouter.Tools.Bench.Handover;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Benchmarks;

/// <summary>One hand-over of each kind: that it can be measured. No test holds a time.</summary>
[TestClass]
public sealed class HandoverTests
{
    private const double RoundTripMs = 20;

    [TestMethod]
    public void EachEvent_IsSeenAtBothEnds()
    {
        LinuxTrial.Require();
        using TunnelRig rig = new("bulk", RoundTripMs);
        HandoverRound unplugged = rig.Round(HandoverEvent.Unplugged);
        Assert.IsGreaterThanOrEqualTo(RoundTripMs, unplugged.GapDownMs, "Nothing is faster than its path.");
        Assert.IsGreaterThan(0, unplugged.LostDown);
        HandoverRound silent = rig.Round(HandoverEvent.Silent);
        Assert.IsGreaterThan(TunnelRig.ProbeIntervalMs, silent.GapUpMs);
        HandoverRound planned = rig.Round(HandoverEvent.Planned);
        Assert.AreEqual(0, planned.LostUp + planned.LostDown + planned.Disordered);
    }

    [TestMethod]
    public void WithoutATunnel_ANewConnectionTakesTwoRoundTrips()
    {
        LinuxTrial.Require();
        using PlainRig rig = new(RoundTripMs);
        Assert.IsGreaterThanOrEqualTo(2 * RoundTripMs, rig.Round(0).GapDownMs);
        Assert.IsGreaterThanOrEqualTo(100 + RoundTripMs, rig.Round(100).GapDownMs);
    }

    [TestMethod]
    public void TheTargets_AreThoseOfTheDesign()
    {
        HandoverSample sample = new(HandoverBenchmark.Multiple, HandoverEvent.Unplugged, 100);
        Assert.AreEqual(10.0, HandoverBenchmark.TargetMs(sample, up: true));
        Assert.AreEqual(130.0, HandoverBenchmark.TargetMs(sample, up: false));
        HandoverSample planned = new(HandoverBenchmark.Multiple, HandoverEvent.Planned, 100);
        Assert.IsNull(HandoverBenchmark.TargetMs(planned, up: true));
    }
}
