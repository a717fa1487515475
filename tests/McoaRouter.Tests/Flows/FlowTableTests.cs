using McoaRouter.Bindings;
using McoaRouter.Flows;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Flows;

/// <summary>Which packet a rule is about, and which uplink it takes.</summary>
[TestClass]
public sealed class FlowTableTests
{
    private const string ToLte = "\"uplinks\":[\"lte\"]}";
    private const string ToSat = "\"uplinks\":[\"sat\"]}";
    private const string Voice = "{\"name\":\"voice\",\"protocol\":\"udp\",\"destinationPorts\":\"5060-5090\","
        + "\"uplinks\":[\"lte\",\"wifi\"]}";

    [TestMethod]
    public void A_Packet_That_No_Rule_Is_About_Takes_The_Preferred_Uplink()
    {
        FlowBench bench = new FlowBench(Voice);
        Assert.AreEqual(FlowBench.Wifi, bench.Udp(4000, 80));
        Assert.AreEqual(FlowBench.Wifi, bench.Send(FlowBench.Host, FlowBench.Server, 0, 58, 5060, 5060));
        bench.Register(FlowBench.Wifi, false);
        Assert.AreEqual(FlowBench.Lte, bench.Udp(4000, 80));
        Assert.AreEqual(FlowBench.Wifi, new FlowBench(string.Empty).Udp(4000, 5060));
    }

    [TestMethod]
    public void Without_Rules_No_Packet_Is_Looked_At()
    {
        RouterBench bench = RouterBench.Registered();
        FlowTable table = new FlowTable(bench.Settings, bench.Router.Bindings, bench);
        Assert.AreEqual(1, table.PathOf(null, 1, bench.Now));
        Assert.AreEqual(0, table.Entries.Length);
        Assert.IsFalse(table.Reconsider(bench.Now));
        Assert.AreEqual(0L, table.Walks);
    }

    [TestMethod]
    public void A_Rule_Is_About_Its_Range_Of_Destination_Ports()
    {
        FlowBench bench = new FlowBench(Voice);
        Assert.AreEqual(FlowBench.Wifi, bench.Udp(4000, 5059));
        Assert.AreEqual(FlowBench.Lte, bench.Udp(4000, 5060));
        Assert.AreEqual(FlowBench.Lte, bench.Udp(4000, 5090));
        Assert.AreEqual(FlowBench.Wifi, bench.Udp(4000, 5091));
        Assert.AreEqual(FlowBench.Wifi, bench.Udp(5060, 4000));
    }

    [TestMethod]
    public void A_Rule_Is_About_Its_Source_Ports_And_Protocol()
    {
        FlowBench bench = new FlowBench("{\"name\":\"a\",\"protocol\":\"tcp\",\"sourcePorts\":\"22\"," + ToLte);
        Assert.AreEqual(FlowBench.Lte, bench.Send(FlowBench.Host, FlowBench.Server, 0, ProtocolNumbers.Tcp, 22, 9));
        Assert.AreEqual(FlowBench.Wifi, bench.Send(FlowBench.Host, FlowBench.Server, 0, ProtocolNumbers.Tcp, 23, 22));
        Assert.AreEqual(FlowBench.Wifi, bench.Udp(22, 9));
    }

    [TestMethod]
    public void A_Rule_Is_About_Its_Prefixes()
    {
        FlowBench bench = new FlowBench(
            "{\"name\":\"a\",\"destination\":\"2001:db8:9::/48\",\"source\":\"2001:db8:100:1::/64\"," + ToLte);
        Assert.AreEqual(FlowBench.Lte, bench.Send(FlowBench.Host, "2001:db8:9:ffff::1", 0, 58, 0, 0));
        Assert.AreEqual(FlowBench.Wifi, bench.Send(FlowBench.Host, "2001:db8:a::1", 0, 58, 0, 0));
        Assert.AreEqual(FlowBench.Wifi, bench.Send("2001:db8:100:2::5", FlowBench.Server, 0, 58, 0, 0));
    }

    [TestMethod]
    public void Rfc6088_3_2_A_Rule_Asks_For_The_Upper_Six_Bits_Of_The_Traffic_Class()
    {
        FlowBench bench = new FlowBench("{\"name\":\"a\",\"trafficClass\":184," + ToLte);
        Assert.AreEqual(FlowBench.Lte, bench.Send(FlowBench.Host, FlowBench.Server, 184, 58, 0, 0));
        Assert.AreEqual(FlowBench.Lte, bench.Send(FlowBench.Host, FlowBench.Server, 187, 58, 0, 0));
        Assert.AreEqual(FlowBench.Wifi, bench.Send(FlowBench.Host, FlowBench.Server, 188, 58, 0, 0));
        Assert.AreEqual(FlowBench.Wifi, bench.Send(FlowBench.Host, FlowBench.Server, 0, 58, 0, 0));
        Assert.AreEqual(184, bench.Table.Entries[0].Selector.FirstTrafficClass);
        Assert.AreEqual(187, bench.Table.Entries[0].Selector.LastTrafficClass);
    }

    [TestMethod]
    public void The_First_Rule_That_Is_About_A_Packet_Counts()
    {
        FlowBench bench = new FlowBench(
            "{\"name\":\"a\",\"protocol\":\"udp\",\"destinationPorts\":\"80\"," + ToSat + ",{\"name\":\"b\"," + ToLte);
        Assert.AreEqual(FlowBench.Sat, bench.Udp(4000, 80));
        Assert.AreEqual(FlowBench.Lte, bench.Udp(4000, 81));
    }

    [TestMethod]
    public void Of_A_Rules_Uplinks_The_First_That_Is_Registered_Carries_It()
    {
        FlowBench bench = new FlowBench(Voice);
        bench.Register(FlowBench.Lte, false);
        Assert.AreEqual(FlowBench.Wifi, bench.Udp(4000, 5060));
        bench.Register(FlowBench.Lte, true);
        bench.Now += 50;
        Assert.AreEqual(FlowBench.Lte, bench.Udp(4000, 5060));
    }

    [TestMethod]
    public void A_Rule_None_Of_Whose_Uplinks_Is_Registered_Lets_Nothing_Through()
    {
        FlowBench bench = new FlowBench(Voice);
        bench.Register(FlowBench.Lte, false);
        bench.Register(FlowBench.Wifi, false);
        Assert.AreEqual(-1, bench.Udp(4000, 5060));
        Assert.AreEqual(FlowBench.Sat, bench.Udp(4000, 80));
        bench.Register(FlowBench.Wifi, true);
        Assert.AreEqual(FlowBench.Wifi, bench.Udp(4000, 5060));
    }

    [TestMethod]
    public void A_Better_Standing_Counts_Before_The_Order()
    {
        FlowBench bench = new FlowBench("{\"name\":\"a\",\"uplinks\":[\"lte\",\"wifi\",\"sat\"]}");
        bench.Stand(FlowBench.Lte, PathStanding.Held);
        Assert.AreEqual(FlowBench.Wifi, bench.Table.ChoiceOf(0));
        bench.Stand(FlowBench.Wifi, PathStanding.Degraded);
        bench.Stand(FlowBench.Sat, PathStanding.Degraded);
        Assert.AreEqual(FlowBench.Lte, bench.Table.ChoiceOf(0));
        bench.Stand(FlowBench.Lte, PathStanding.Dead);
        Assert.AreEqual(FlowBench.Wifi, bench.Table.ChoiceOf(0));
        bench.Stand(FlowBench.Wifi, PathStanding.Dead);
        Assert.AreEqual(FlowBench.Sat, bench.Table.ChoiceOf(0));
        bench.Stand(FlowBench.Sat, PathStanding.Dead);
        Assert.AreEqual(FlowBench.Lte, bench.Table.ChoiceOf(0));
        Assert.AreEqual(FlowBench.Lte, bench.Udp(4000, 80));
    }

    [TestMethod]
    public void Moves_Are_Told_Once_Each_And_Say_Whether_Flow_Bindings_Change()
    {
        FlowBench bench = new FlowBench(Voice + ",{\"name\":\"b\"," + ToSat);
        int moves = bench.Moves;
        Assert.IsFalse(bench.Table.Reconsider(bench.Now));
        Assert.IsFalse(bench.Stand(FlowBench.Wifi, PathStanding.Dead));
        Assert.AreEqual(moves, bench.Moves);
        Assert.IsTrue(bench.Register(FlowBench.Sat, false));
        Assert.AreEqual(1, bench.LastFlow);
        Assert.AreEqual(-1, bench.LastUplink);
        Assert.IsTrue(bench.Register(FlowBench.Lte, false));
        Assert.AreEqual(0, bench.LastFlow);
        Assert.AreEqual(FlowBench.Wifi, bench.LastUplink);
        Assert.AreEqual(moves + 2, bench.Moves);
    }

    [TestMethod]
    public void Extension_Headers_Are_Walked_Within_Bounds()
    {
        FlowBench bench = new FlowBench(Voice);
        Assert.AreEqual(FlowBench.Lte, bench.Behind(ProtocolNumbers.HopByHopOptions, 1, 5060));
        Assert.AreEqual(FlowBench.Lte, bench.Behind(ProtocolNumbers.Routing, 2, 5060));
        Assert.AreEqual(
            FlowBench.Lte, bench.Behind(ProtocolNumbers.DestinationOptions, Limits.ExtensionHeaders, 5060));
        Assert.AreEqual(
            FlowBench.Wifi, bench.Behind(ProtocolNumbers.DestinationOptions, Limits.ExtensionHeaders + 1, 5060));
        bench.Behind(ProtocolNumbers.AuthenticationHeader, 1, 5060);

        // Its length counts 4 octets, less two of them.
        Assert.AreEqual(FlowBench.Lte, bench.Again());
    }

    [TestMethod]
    public void A_Packet_Cut_At_Every_Length_Takes_The_Preferred_Uplink_Until_Its_Ports_Are_There()
    {
        FlowBench bench = new FlowBench(Voice);
        Assert.AreEqual(FlowBench.Lte, bench.Behind(ProtocolNumbers.DestinationOptions, 3, 5060));
        int whole = bench.Packet.Length;
        for (int length = Ipv6Header.Length; length <= whole; length++)
        {
            bench.Packet.SetLength(length);
            int expected = length < whole - 4 ? FlowBench.Wifi : FlowBench.Lte;
            if (bench.Again() != expected)
            {
                Assert.AreEqual(expected + 10, length);
            }
        }

        // A header that says it is longer than the packet.
        bench.Behind(ProtocolNumbers.DestinationOptions, 3, 5060);
        bench.Packet.Octets[bench.Packet.Start + Ipv6Header.Length + 1] = 0xFF;
        Assert.AreEqual(FlowBench.Wifi, bench.Again());
    }
}
