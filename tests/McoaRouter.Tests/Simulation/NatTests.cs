using McoaRouter.Settings;
using McoaRouter.Simulation;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Simulation;

/// <summary>The world's NAT, and a drive with one.</summary>
[TestClass]
public sealed class NatTests
{
    private const string Udp = "{\"version\":1,\"name\":\"bench\",\"homeAddress\":\"2001:db8:1::100/64\","
        + "\"homeAgents\":[\"2001:db8:1::1\"],\"homeAgentIpv4Addresses\":[\"192.0.2.1\"],"
        + "\"mobileNetworkPrefixes\":[\"2001:db8:100::/48\"],\"lifetimeSeconds\":60,\"security\":\"none\","
        + "\"uplinks\":[{\"name\":\"wifi\",\"bid\":1,\"priority\":200,\"link\":\"simulated\",\"transport\":\"udp\"},"
        + "{\"name\":\"lte\",\"bid\":2,\"priority\":100,\"link\":\"simulated\",\"transport\":\"udp\"}],"
        + "\"port\":{\"link\":\"simulated\",\"prefix\":\"2001:db8:100:1::/64\"}}";

    [TestMethod]
    [DataRow("draft-01", 1)]
    [DataRow("rfc5648", 2)]
    public void Rfc5555_4_3_Traffic_Goes_On_Ten_Seconds_After_The_Nat_Lost_Its_Mapping(string profile, int seed)
    {
        ScenarioBench bench = new ScenarioBench(Scenarios.Find("nat"), profile, (ulong)seed);
        bench.RunUntil(11);
        Assert.AreEqual(40000, bench.World.UplinkAt(0).Nat.Port);
        Assert.AreEqual(0, bench.World.Router.Path);
        bench.RunUntil(12);
        int received = bench.World.Down.Received;
        bench.RunUntil(21);
        Assert.AreEqual(40001, bench.World.UplinkAt(0).Nat.Port);
        Assert.IsTrue(bench.World.Down.Received <= received + 1);
        Assert.IsFalse(bench.Scenario.Expected.Matches(FigureReader.Read(bench.World)));
        bench.RunUntil(23);
        Assert.IsTrue(bench.Scenario.Expected.Matches(FigureReader.Read(bench.World)));
        received = bench.World.Down.Received;
        int up = bench.World.Up.Received;
        Assert.IsTrue(bench.Scenario.Expected.Matches(bench.Finish()));
        Assert.IsTrue(bench.World.Down.Received > received + 120);
        Assert.IsTrue(bench.World.Up.Received > up + 120);
        Assert.AreEqual(0, bench.World.Router.Path);
    }

    [TestMethod]
    public void Rfc5555_4_1_Uplinks_Set_To_Udp_Drive_Through_Networks_With_Ipv4_Alone()
    {
        RouterSettingsResult result = RouterSettingsReader.Read(Udp);
        Assert.AreEqual(0, result.Faults.Length);
        World world = new World(result.Settings, 3, null, new Silence(), null);
        world.RunUntil(200000000);
        Assert.IsTrue(world.Up.Received > 1000);
        Assert.IsTrue(world.Down.Received > 1000);
        Assert.AreEqual(0L, world.Router.Refusals.Of(Refusal.NotIpv6));
        for (int i = 0; i < world.Uplinks; i++)
        {
            Assert.IsTrue(world.UplinkAt(i).AttachedTo == AttachedLink.Ipv4Foreign
                || world.UplinkAt(i).AttachedTo == AttachedLink.None);
        }

        world.Finish();
        Assert.AreEqual(0, world.HomeAgent.Bindings.Router(0).Count);
    }

    private sealed class Silence : WorldListener
    {
    }
}
