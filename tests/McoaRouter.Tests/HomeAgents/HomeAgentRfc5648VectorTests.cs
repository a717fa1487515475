using McoaRouter.HomeAgents;
using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>Exchanges laid out by hand from RFC 5648 §4, with RFC 6089's BID-PRI, checksums included.</summary>
[TestClass]
public sealed class HomeAgentRfc5648VectorTests
{
    private const string HomeAgentAddress = "20010db8000100000000000000000001";
    private const string HomeAddress = "20010db8000100000000000000000100";
    private const string Wifi = "20010db8000a00000000000000000010";
    private const string Cellular = "20010db8000b00000000000000000020";
    private const string HomeAddressOption = "87020102 0000c910" + HomeAddress;
    private const string RoutingHeader = "87020201 00000000" + HomeAddress;

    [TestMethod]
    public void Rfc5648_5_9_The_First_Bulk_With_O_Is_Answered_Octet_For_Octet()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Speak(WireProfile.Rfc5648());
        Deliver(bench, First());
        CollectionAssert.AreEqual(
            Hex.Read(
                "60000000 00302b40" + HomeAgentAddress + Wifi + RoutingHeader
                    + "3b020600 08c30040 1234003c 2304 0001 001d 2304 0002 004e"),
            bench.Sent());
        Assert.AreEqual("1:199@2001:db8:a::10;2:100@2001:db8:b::20;", bench.Show());
        Assert.IsTrue(bench.Bindings.IsRegistered(0) && !bench.Bindings.IsRegistered(1));
    }

    [TestMethod]
    public void Rfc5648_4_4_A_Refresh_With_An_Unknown_Bid_Is_Answered_4_And_167()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Speak(WireProfile.Rfc5648());
        Deliver(bench, First());
        Deliver(
            bench,
            "60000000 00303c40" + Wifi + HomeAgentAddress + HomeAddressOption
                + "3b020500 46651235 c400003c 2304 0001 0000 2304 0009 0000");
        CollectionAssert.AreEqual(
            Hex.Read(
                "60000000 00302b40" + HomeAgentAddress + Wifi + RoutingHeader
                    + "3b020600 5e250440 1235003c 2304 0001 0000 2304 0009 a700"),
            bench.Sent());
    }

    [TestMethod]
    public void Rfc5648_6_3_A_Home_Binding_From_Home_Is_Answered_5_Over_The_Home_Link()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.HasHomeLink = true;
        bench.Settings.SimultaneousHome = SimultaneousHome.HomeAgentDefends;
        bench.Speak(WireProfile.Rfc5648());
        Deliver(bench, First());
        Deliver(
            bench,
            "60000000 00288740" + HomeAddress + HomeAgentAddress
                + "3b040500 16ea1236 c400003c 2304 0001 001d 2314 0009 0081" + HomeAddress);
        byte[] expected = Hex.Read(
            "60000000 00188740" + HomeAgentAddress + HomeAddress
                + "3b020600 03870540 1236003c 2304 0001 001d 2304 0009 0081");
        byte[] sent = new byte[bench.HomeLink.Last.Length];
        System.Array.Copy(bench.HomeLink.Last.Octets, bench.HomeLink.Last.Start, sent, 0, sent.Length);
        CollectionAssert.AreEqual(expected, sent);
        Assert.AreEqual(
            "1:199@2001:db8:a::10;2:100@2001:db8:b::20;9:255@2001:db8:1::100;", bench.Show());
    }

    [TestMethod]
    public void Rfc5648_5_4_A_Removal_By_Bid_Is_Answered_Octet_For_Octet()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Speak(WireProfile.Rfc5648());
        Deliver(bench, First());
        Deliver(
            bench,
            "60000000 00303c40" + Cellular + HomeAgentAddress + HomeAddressOption
                + "3b020500 68a71237 c4000000 2304 0002 0000 0104 00000000");
        CollectionAssert.AreEqual(
            Hex.Read(
                "60000000 00302b40" + HomeAgentAddress + Cellular + RoutingHeader
                    + "3b020600 2b680040 12370000 2304 0002 0000 0104 00000000"),
            bench.Sent());
        Assert.AreEqual("1:199@2001:db8:a::10;", bench.Show());
    }

    /// <summary>
    /// BU of BID 1 (BID-PRI 29) and BID 2 (BID-PRI 78) with one prefix: sequence 0x1234, 240 s, A, H, R and O.
    /// </summary>
    private static string First()
    {
        return "60000000 00703c40" + Wifi + HomeAgentAddress + HomeAddressOption
            + "3b0a0500 b1991234 c440003c 010400000000 2314 0001 001d" + Wifi
            + "0100 2314 0002 004e" + Cellular + "01020000 06120038 20010db8010000000000000000000000";
    }

    private static void Deliver(HomeAgentBench bench, string packet)
    {
        byte[] octets = Hex.Read(packet);
        bench.Packet.Load(octets, 0, octets.Length);
        bench.Deliver(5000);
    }
}
