using McoaRouter.Settings;

namespace McoaRouter.Tests.Settings;

/// <summary>The settings of the health of paths.</summary>
[TestClass]
public sealed class HealthSettingsTests
{
    [TestMethod]
    public void Health_left_out_is_none_and_told_at_start()
    {
        RouterSettings settings = Configurations.Accepts(Configurations.With(string.Empty));
        Assert.IsNull(settings.Health);
        Assert.AreEqual(HealthReader.Notice, settings.Notices[0]);
    }

    [TestMethod]
    public void Empty_health_takes_every_default()
    {
        HealthSettings health = Read(string.Empty);
        Assert.AreEqual(1000, health.ProbeIntervalMs);
        Assert.AreEqual(20, health.LossPercent);
        Assert.AreEqual(1000, health.RoundTripMs);
        Assert.AreEqual(5000, health.HoldMs);
        Assert.AreEqual(0, Configurations.Accepts(Configurations.With(",\"health\":{}")).Notices.Length);
    }

    [TestMethod]
    public void Health_is_read_within_its_ranges()
    {
        HealthSettings health = Read("\"probeIntervalMs\":100,\"lossPercent\":1,\"roundTripMs\":100,\"holdMs\":0");
        Assert.AreEqual(100, health.ProbeIntervalMs);
        Assert.AreEqual(1, health.LossPercent);
        Assert.AreEqual(100, health.RoundTripMs);
        Assert.AreEqual(0, health.HoldMs);
        Refuses("\"probeIntervalMs\":99", "health.probeIntervalMs: 99 is outside 100..60000", "give milliseconds within 100..60000");
        Refuses("\"lossPercent\":0", "health.lossPercent: 0 is outside 1..100", "give percent within 1..100");
        Refuses("\"lossPercent\":101", "health.lossPercent: 101 is outside 1..100", "give percent within 1..100");
        Refuses("\"roundTripMs\":0", "health.roundTripMs: 0 is outside 1..10000", "give milliseconds within 1..10000");
        Refuses("\"holdMs\":600001", "health.holdMs: 600001 is outside 0..600000", "give milliseconds within 0..600000");
        Refuses("\"holdMs\":\"5 s\"", "health.holdMs: is a text, not a number", "give milliseconds within 0..600000");
    }

    [TestMethod]
    public void Round_trip_is_not_above_the_interval()
    {
        Refuses(
            "\"probeIntervalMs\":500,\"roundTripMs\":501",
            "health.roundTripMs: 501 is above probeIntervalMs, 500: an answer that takes so long counts as lost",
            "choose it within 1..500");
        Refuses(
            "\"roundTripMs\":1001",
            "health.roundTripMs: 1001 is above probeIntervalMs, 1000: an answer that takes so long counts as lost",
            "choose it within 1..1000");
        Assert.AreEqual(500, Read("\"probeIntervalMs\":500").RoundTripMs);
        Assert.AreEqual(1000, Read("\"probeIntervalMs\":5000").RoundTripMs);
        Assert.AreEqual(5000, Read("\"probeIntervalMs\":5000,\"roundTripMs\":5000").RoundTripMs);
    }

    [TestMethod]
    public void Health_is_an_object_of_known_keys()
    {
        Configurations.Refuses(
            Configurations.With(",\"health\":true"),
            "health: is true or false, not an object",
            "write {}, or { \"probeIntervalMs\", ... }, or leave it out");
        Refuses(
            "\"interval\":1000",
            "health.interval: is not a setting",
            "remove it, or use one of probeIntervalMs, lossPercent, roundTripMs, holdMs");
    }

    private static HealthSettings Read(string members)
    {
        return Configurations.Accepts(Configurations.With(",\"health\":{" + members + "}")).Health;
    }

    private static void Refuses(string members, string what, string remedy)
    {
        Configurations.Refuses(Configurations.With(",\"health\":{" + members + "}"), what, remedy);
    }
}
