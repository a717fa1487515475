using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Simulation;
using McoaRouter.Torture.Invariants;
using McoaRouter.Torture.World;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Torture;

/// <summary>Each invariant of packets, fed by hand with what breaks it and with what does not.</summary>
[TestClass]
public sealed class PacketInvariantTests
{
    private static readonly Ipv6Prefix[] s_prefixes = [Ipv6Prefix.TryRead("2001:db8:100::/56", true)];
    private static readonly byte[] s_home = Address("2001:db8:1::100");

    [TestMethod]
    [DataRow("2001:db8:100:1::50", "2001:db8:c::80", false)]
    [DataRow("2001:db8:1::100", "2001:db8:c::80", false)]
    [DataRow("2001:db8:200:1::50", "2001:db8:c::80", true)]
    [DataRow("2001:db8:100:1::50", "2001:db8:100:2::1", true)]
    public void Prefix_guard_asks_what_a_router_sends_through_its_tunnel(string source, string destination, bool breaks)
    {
        Judge judge = new();
        new PrefixGuard(judge).ToTunnel(0, s_prefixes, s_home, View(source, destination));
        AssertBroken(judge, breaks, "prefix-guard");
    }

    [TestMethod]
    [DataRow("2001:db8:c::80", "2001:db8:100:1::50", false)]
    [DataRow("2001:db8:c::80", "2001:db8:1::100", false)]
    [DataRow("2001:db8:c::80", "2001:db8:200:1::50", true)]
    [DataRow("2001:db8:100:1::51", "2001:db8:100:1::50", true)]
    public void Prefix_guard_asks_what_a_router_delivers(string source, string destination, bool breaks)
    {
        Judge judge = new();
        new PrefixGuard(judge).ToPort(0, s_prefixes, s_home, View(source, destination));
        AssertBroken(judge, breaks, "prefix-guard");
    }

    [TestMethod]
    [DataRow(0, false, false)]
    [DataRow(-1, true, false)]
    [DataRow(-1, false, true)]
    public void Prefix_guard_asks_what_a_home_agent_sends_inside(int vehicle, bool own, bool breaks)
    {
        Judge judge = new();
        new PrefixGuard(judge).Inside(vehicle, own, View("2001:db8:100:1::50", "2001:db8:c::80"));
        AssertBroken(judge, breaks, "prefix-guard");
    }

    [TestMethod]
    public void Tunnel_guard_asks_whose_tunnel_it_is_and_whether_the_uplink_may()
    {
        Judge judge = new();
        TunnelGuard guard = new(judge);
        guard.HomeAgentSent(1, true);
        guard.RouterSent(1, 0, true);
        guard.RouterTunnelled(1, 0, true, true);
        AssertBroken(judge, false, "tunnel-guard");
        guard.HomeAgentSent(1, false);
        AssertBroken(judge, true, "tunnel-guard");
        AssertBreaks(other => new TunnelGuard(other).HomeAgentSent(-1, true));
        AssertBreaks(other => new TunnelGuard(other).RouterSent(1, 0, false));
        AssertBreaks(other => new TunnelGuard(other).RouterTunnelled(1, 0, false, true));
        AssertBreaks(other => new TunnelGuard(other).RouterTunnelled(1, 0, true, false));
    }

    [TestMethod]
    public void Once_only_counts_what_is_forwarded_for_one_arrival()
    {
        Judge judge = new();
        OnceOnly once = new(judge);
        once.Begin();
        once.Forwarded();
        once.End(0, 1);
        AssertBroken(judge, false, "once-only");
        once.Begin();
        once.Forwarded();
        once.End(0, 0);
        AssertBroken(judge, true, "once-only");
    }

    [TestMethod]
    public void A_rule_of_a_configuration_forbids_other_uplinks()
    {
        VehiclePlan plan = FindPlanWithRules();
        RouterSettings settings = RouterSettingsReader
            .Read(plan.Configuration(new ConfigurationChange("v", 60, false, false, -1))).Settings;
        int alone = settings.Flows[0].Uplinks[0];
        Assert.IsTrue(TortureWorld.IsAllowed(settings, alone, 5060));
        Assert.IsFalse(TortureWorld.IsAllowed(settings, alone == 0 ? 1 : 0, 5060));
        Assert.IsTrue(TortureWorld.IsAllowed(settings, alone == 0 ? 1 : 0, 5004));
    }

    private static VehiclePlan FindPlanWithRules()
    {
        for (ulong seed = 1; ; seed++)
        {
            VehiclePlan plan = new(0, seed);
            if (plan.Configuration(new ConfigurationChange("v", 60, false, false, -1))
                .Contains("flows", System.StringComparison.Ordinal))
            {
                return plan;
            }
        }
    }

    private static void AssertBreaks(System.Action<Judge> shows)
    {
        Judge judge = new();
        shows(judge);
        AssertBroken(judge, true, "tunnel-guard");
    }

    private static void AssertBroken(Judge judge, bool breaks, string name)
    {
        Assert.AreEqual(breaks ? name : null, judge.Broken?.Invariant);
    }

    private static PacketView View(string source, string destination)
    {
        PacketBuffer packet = new();
        TestPacket.Write(packet, 0, TrafficDirection.Up, 1, 5004, Address(source), Address(destination));
        PacketView view = new();
        Assert.IsTrue(view.TryRead(packet));
        return view;
    }

    private static byte[] Address(string text)
    {
        byte[] address = new byte[Ipv6Address.Length];
        Assert.IsTrue(Ipv6AddressText.TryRead(text, address, 0));
        return address;
    }
}
