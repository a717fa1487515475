using McoaRouter.Bindings;
using McoaRouter.Flows;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Flows;

/// <summary>Flows shared out by weight, and the flow bindings that tell the home agent.</summary>
[TestClass]
public sealed class BalanceTests
{
    private const string Balanced = "{\"name\":\"all\",\"uplinks\":[\"wifi\",\"lte\",\"sat\"],\"balance\":[2,1,1]}";

    [TestMethod]
    public void Blocks_Of_Ports_Are_Dealt_By_Weight_In_Turns()
    {
        FlowBench bench = new FlowBench(Balanced);
        Assert.AreEqual("0120012001200120", Shares(bench));
        Assert.AreEqual(
            "0101010101010101",
            Shares(new FlowBench("{\"name\":\"all\",\"uplinks\":[\"wifi\",\"lte\"],\"balance\":[50,50]}")));
        Assert.AreEqual(
            "0000000000000000",
            Shares(new FlowBench("{\"name\":\"all\",\"uplinks\":[\"wifi\",\"lte\"],\"balance\":[100,1]}")));
    }

    [TestMethod]
    public void Blocks_Of_An_Uplink_That_Is_Lost_Go_To_The_Others_And_Come_Back()
    {
        FlowBench bench = new FlowBench(Balanced);
        bench.Register(FlowBench.Lte, false);
        Assert.AreEqual("0020022000200020", Shares(bench));
        bench.Register(FlowBench.Wifi, false);
        Assert.AreEqual("2222222222222222", Shares(bench));
        bench.Register(FlowBench.Sat, false);
        Assert.AreEqual("----------------", Shares(bench));
        bench.Register(FlowBench.Wifi, true);
        bench.Register(FlowBench.Lte, true);
        bench.Register(FlowBench.Sat, true);
        bench.Now += 1000;
        Assert.AreEqual("0120012001200120", Shares(bench));
        bench.Stand(FlowBench.Wifi, PathStanding.Dead);
        Assert.AreEqual("1122112211221122", Shares(bench));
    }

    [TestMethod]
    public void What_Has_No_Ports_Takes_The_Heaviest_Uplink_That_Serves()
    {
        FlowBench bench = new FlowBench(
            "{\"name\":\"all\",\"uplinks\":[\"wifi\",\"lte\",\"sat\"],\"balance\":[2,1,4]}");
        Assert.AreEqual(FlowBench.Sat, bench.Send(FlowBench.Host, FlowBench.Server, 0, 58, 1, 1));
        Assert.AreEqual(FlowBench.Sat, bench.Fragment(3, 100, 0, 0));
        bench.Stand(FlowBench.Sat, PathStanding.Dead);
        Assert.AreEqual(FlowBench.Wifi, bench.Send(FlowBench.Host, FlowBench.Server, 0, 58, 2, 1));
        Assert.AreEqual(FlowBench.Wifi, bench.Table.ChoiceOf(0));
    }

    [TestMethod]
    public void The_Destinations_Port_Decides_Nothing()
    {
        FlowBench bench = new FlowBench(Balanced);
        for (int port = 0; port < 65536; port += 4095)
        {
            Assert.AreEqual(FlowBench.Lte, bench.Udp(4096, port));
        }
    }

    [TestMethod]
    public void Flow_Bindings_Of_Blocks_Stand_Before_The_One_Of_All_Others()
    {
        FlowBench bench = new FlowBench("{\"name\":\"a\",\"uplinks\":[\"sat\"]}," + Balanced);
        FlowEntry[] entries = bench.Table.Entries;
        Assert.AreEqual(18, entries.Length);
        Assert.AreEqual(17, entries[0].Fid);
        Assert.AreEqual(FlowBench.Sat, entries[0].Uplink);
        Assert.AreEqual(18, entries[1].Fid);
        Assert.AreEqual(-1, entries[1].Uplink);
        Assert.AreEqual(FlowBench.Lte, entries[2].Uplink);
        Assert.AreEqual(4096, entries[2].Selector.FirstDestinationPort);
        Assert.AreEqual(8191, entries[2].Selector.LastDestinationPort);
        Assert.AreEqual(TrafficSelector.Anything, entries[2].Selector.FirstSourcePort);
        Assert.AreEqual(FlowBench.Sat, entries[3].Uplink);
        Assert.AreEqual(34, entries[17].Fid);
        Assert.AreEqual(FlowBench.Wifi, entries[17].Uplink);
        Assert.AreEqual(TrafficSelector.Anything, entries[17].Selector.FirstDestinationPort);
        Assert.AreEqual(8 + 1, Standing(entries, 1));
    }

    [TestMethod]
    public void The_Selector_Of_A_Rule_Is_The_Rule_Turned_Round()
    {
        FlowBench bench = new FlowBench(
            "{\"name\":\"a\",\"protocol\":\"tcp\",\"source\":\"2001:db8:100:1::/65\",\"destination\":\"2001:db8:9::/48\","
                + "\"sourcePorts\":\"10-20\",\"destinationPorts\":\"443\",\"uplinks\":[\"lte\"]}");
        TrafficSelector selector = bench.Table.Entries[0].Selector;
        Assert.AreEqual(6, selector.FirstProtocol);
        Assert.AreEqual(6, selector.LastProtocol);
        Assert.AreEqual(443, selector.FirstSourcePort);
        Assert.AreEqual(443, selector.LastSourcePort);
        Assert.AreEqual(10, selector.FirstDestinationPort);
        Assert.AreEqual(20, selector.LastDestinationPort);
        Assert.AreEqual(TrafficSelector.Anything, selector.FirstTrafficClass);
        Assert.IsTrue(selector.HasSource && selector.HasDestination);
        Assert.AreEqual("2001:db8:9::", Ipv6AddressText.Write(selector.FirstSource, 0));
        Assert.AreEqual("2001:db8:9:ffff:ffff:ffff:ffff:ffff", Ipv6AddressText.Write(selector.LastSource, 0));
        Assert.AreEqual("2001:db8:100:1::", Ipv6AddressText.Write(selector.FirstDestination, 0));
        Assert.AreEqual(
            "2001:db8:100:1:7fff:ffff:ffff:ffff", Ipv6AddressText.Write(selector.LastDestination, 0));
        selector = new FlowBench("{\"name\":\"a\",\"uplinks\":[\"lte\"]}").Table.Entries[0].Selector;
        Assert.IsFalse(selector.HasSource || selector.HasDestination);
        Assert.AreEqual(TrafficSelector.Anything, selector.LastProtocol);
    }

    [TestMethod]
    public void A_Balanced_Rule_With_Source_Ports_Has_Blocks_Of_Those_Alone()
    {
        FlowBench bench = new FlowBench(
            "{\"name\":\"a\",\"protocol\":\"udp\",\"sourcePorts\":\"4000-9000\",\"uplinks\":[\"wifi\",\"lte\"],"
                + "\"balance\":[1,1]}");
        FlowEntry[] entries = bench.Table.Entries;
        Assert.AreEqual(4, entries.Length);
        Assert.AreEqual(4000, entries[0].Selector.FirstDestinationPort);
        Assert.AreEqual(4095, entries[0].Selector.LastDestinationPort);
        Assert.AreEqual(2, entries[1].Fid);
        Assert.AreEqual(FlowBench.Lte, entries[1].Uplink);
        Assert.AreEqual(9000, entries[2].Selector.LastDestinationPort);
        Assert.AreEqual(4000, entries[3].Selector.FirstDestinationPort);
        Assert.AreEqual(9000, entries[3].Selector.LastDestinationPort);
    }

    private static int Standing(FlowEntry[] entries, int from)
    {
        int count = 0;
        for (int i = from; i < entries.Length; i++)
        {
            count += entries[i].Uplink >= 0 ? 1 : 0;
        }

        return count;
    }

    // Which uplink a port of each block takes, at a time when no flow is in the cache any more.
    private static string Shares(FlowBench bench)
    {
        string text = string.Empty;
        for (int block = 0; block < 16; block++)
        {
            bench.Now += 1000;
            int uplink = bench.Udp((block * 4096) + 4095, 80);
            text += uplink < 0 ? "-" : uplink.ToString();
        }

        return text;
    }
}
